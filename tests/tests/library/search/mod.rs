//! What a query finds and what it does not, on small documents of our own words.

mod exact;
mod lists;
mod marks;
mod odd;
mod words;

use std::collections::BTreeSet;

use tadori_library::Library;
use tadori_tests::found;

/// A query, the documents it must find, and the documents it must not.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

/// Runs every row and names all that fail, not the first one only.
#[track_caller]
fn check(library: &Library, rows: &[Row]) {
    let mut wrong = String::new();
    for (query, must, must_not) in rows {
        let found = found(library, query);
        let missing: Vec<_> = must.iter().filter(|name| !found.contains(**name)).collect();
        let unwanted: Vec<_> = must_not.iter().filter(|name| found.contains(**name)).collect();
        if !missing.is_empty() || !unwanted.is_empty() {
            wrong += &format!("{query}: missing {missing:?}, unwanted {unwanted:?}, found {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Names as a set.
fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}
