//! The vocabulary file of a library.
#![no_main]

use tadori_dictionary::Vocabulary;
use tadori_search::Thesaurus;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(vocabulary) = Vocabulary::parse(text) else { return };
    for group in vocabulary.groups() {
        assert!(group.len() > 1 && group.iter().all(|form| !form.is_empty()), "{group:?}");
    }
    drop(Thesaurus::new(&vocabulary));
});
