//! What a person types into the search box.
#![no_main]

use std::sync::LazyLock;

use tadori_dictionary::{Analyzer, Vocabulary};
use tadori_search::{Query, Thesaurus};

static WORDS: LazyLock<(Analyzer, Thesaurus)> = LazyLock::new(|| {
    let vocabulary = Vocabulary::bundled();
    (Analyzer::new(&vocabulary).expect("the dictionary is built in"), Thesaurus::new(&vocabulary))
});

libfuzzer_sys::fuzz_target!(|typed: &str| {
    let query = Query::parse(typed, &WORDS.0, &WORDS.1);
    let units = query.looked_for();
    assert_eq!(query.is_empty(), units.is_empty());
    assert!(units.iter().all(|forms| !forms.is_empty() && forms.iter().all(|f| !f.is_empty())), "{units:?}");
});
