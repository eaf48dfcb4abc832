//! Fuzz targets for every parser that is ours.
//!
//! | target | the input is | what it reaches |
//! |---|---|---|
//! | `text` | a file | encodings, structure of plain text |
//! | `markdown` | a file | front matter, Markdown |
//! | `records` | a file | JSON lines, tab separated |
//! | `html` | a file | web pages |
//! | `docx`, `pptx`, `xlsx` | the XML parts, put into an archive here | our reading of the parts, not the unzipper |
//! | `pdf` | a file | opening, damage |
//! | `pdf_page` | the content of a page and what its font says, put into a PDF here | glyphs, lines, tables, structure |
//! | `vocabulary` | a vocabulary file | its TOML, what queries make of it |
//! | `query` | what is typed | the query language |
//! | `stored` | JSON as the database holds it | alignments, anchors, what is known of a document |
//! | `frames` | what a child process writes | the protocol between parent and child; the packed layout |
//!
//! Whatever is read is held against [`check()`]: what holds for every document, of whatever format.
//!
//! How to run them stands in `.github/CONTRIBUTING.md`. What is found becomes a unit test of the crate at fault, with
//! bytes of our own; there is no corpus in the repository. `seeds` writes one to begin with.

mod check;
pub mod office;
pub mod pdf;

use std::cell::RefCell;
use std::panic;

use tadori_ingest::Options;

pub use check::check;

thread_local! {
    static FOREIGN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Reads a file as the program does and checks what came of it; an error is as good as a document.
pub fn read(name: &str, bytes: &[u8]) {
    let read = panic::catch_unwind(|| tadori_ingest::read(name, bytes, &Options::default()));
    match read {
        Ok(Ok(ingested)) => check(&ingested),
        Ok(Err(error)) => assert!(error.to_string().len() > 10, "{error:?}"),
        Err(cause) => {
            FOREIGN.with_borrow(|said| eprintln!("{said}"));
            panic::resume_unwind(cause);
        }
    }
}

/// Lets panics of libraries pass that are caught where they are called; ours stop the fuzzer, caught or not.
pub fn foreign_panics_are_caught() {
    let stop = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if info.location().is_some_and(|at| at.file().contains("/registry/")) {
            FOREIGN.with_borrow_mut(|said| *said = info.to_string());
        } else {
            stop(info);
        }
    }));
}
