//! How fast all recognisers are together: `cargo run --release -p tadori-facts --example speed -- FILE…` (plain text).
//!
//! Every line that holds something is a paragraph. Printed: megabytes a second of text, beside folding alone.

use std::time::Instant;

use tadori_dictionary::Vocabulary;
use tadori_facts::{Names, read};
use tadori_text::{Alignment, Block, BlockKind, Lines, Metadata, Span, normalize};

fn main() {
    let names = Names::new(&Vocabulary::bundled());
    let mut blocks = Vec::new();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(path).expect("a text file");
        for (number, line) in (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty()) {
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                heading: None,
                parent: None,
                text: line.to_owned(),
                alignment: Alignment::identity(0, line.len()),
                span: Span::new(0, line.len()),
                lines: Lines::new(number, number),
                page: None,
                undecided: false,
                note_of: None,
            });
        }
    }
    let bytes: usize = blocks.iter().map(|b| b.text.len()).sum();
    let time = |what: &str, run: &dyn Fn()| {
        run();
        let started = Instant::now();
        for _ in 0..5 {
            run();
        }
        let seconds = started.elapsed().as_secs_f64() / 5.0;
        println!("{what}: {:.1} MB/s", bytes as f64 / 1e6 / seconds);
    };
    time("folding", &|| blocks.iter().for_each(|b| drop(normalize(&b.text))));
    time("all recognisers", &|| drop(read(&blocks, &Metadata::default(), &names)));
}
