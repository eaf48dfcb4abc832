//! The bundled corpus as a library of its own.

use std::collections::BTreeSet;
use std::fs;

use tadori_library::install_sample;
use tadori_tests::{Desk, assert_healthy, found, search};

#[test]
fn the_sample_is_there_at_the_first_start_and_stays_as_it_is() {
    let desk = Desk::new();
    let place = desk.path("sample");
    let ids = || -> BTreeSet<String> {
        let library = install_sample(&place).expect("it can be made");
        library.settle(&|_| {}).expect("the library settles");
        assert_eq!(library.documents().len(), 5);
        assert!(library.documents().iter().all(|d| d.is_sample()), "each says that it is a summary");
        assert_eq!(found(&library, "原文ではない").len(), 5, "each can be found");
        assert!(search(&library, "そうやくりょく").total > 0);
        library.documents().iter().map(|d| d.id.to_string()).collect()
    };
    let first = ids();
    assert_eq!(ids(), first, "a second start changes nothing");
    assert_healthy(&place.join("library"));
    fs::write(place.join("files/plan.md"), "だれかが書き換えた。").expect("it can be written");
    assert_eq!(ids(), first, "what somebody changed in the files does not come in");
    let library = install_sample(&place).expect("it can be opened");
    library.remove(first.iter().next().expect("one")).expect("it can be removed");
    drop(library);
    assert_eq!(ids(), first, "what somebody removed comes back");
    let originals = fs::read_dir(place.join("library/originals")).expect("a folder").count();
    assert_eq!(originals, 5);
    assert_healthy(&place.join("library"));
}
