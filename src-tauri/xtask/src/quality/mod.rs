//! `cargo xtask quality`: the figures of search and structure, as tables under
//! version control.
//!
//! The labelled data and the scripts that count lie in `../shared`, outside
//! the repository, so that everybody counts in the same way. A table here says
//! what they gave when it was last written; a log below it, kept by hand, says
//! what moved a figure and why. `cargo xtask test` measures again: a figure
//! that fell is an error, and so is a table that no longer tells the truth.

mod facts;
mod links;
mod score;
pub(crate) mod table;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::process::{NO_SHARED, root, shared, works};
use crate::test::{self, Tally};
use score::Measure;
use table::Table;

/// One table and where its figures come from.
struct Suite {
    /// Under `tests/quality`.
    file: &'static str,
    title: &'static str,
    about: &'static str,
    /// The command line that gives the same figures, from the root of the repository.
    command: &'static str,
    measure: fn(&Bench) -> Result<Vec<Measure>>,
}

/// What a measurement needs.
struct Bench {
    /// The command line program.
    tadori: PathBuf,
    /// The labelled data.
    shared: PathBuf,
    /// An empty folder.
    scratch: PathBuf,
}

const SUITES: &[Suite] = &[
    Suite {
        file: "search.md",
        title: "Search: labelled queries on the five documents",
        about: "40 queries in 8 classes, graded line ranges; a hit counts when its lines overlap.",
        command: "python3 ../shared/gold/score.py --tadori target/debug/tadori --only search",
        measure: |bench| score::gold(bench, "search"),
    },
    Suite {
        file: "structure.md",
        title: "Structure: what is read out of plain text",
        about: "Headings, paragraphs, furniture and footnotes of the five documents, against hand-made labels.",
        command: "python3 ../shared/gold/score.py --tadori target/debug/tadori --only structure",
        measure: |bench| score::gold(bench, "structure"),
    },
    Suite {
        file: "structure-unseen.md",
        title: "Structure: three documents in other customs",
        about: "Invented documents of tests/structure, written and labelled apart from the code that reads them.",
        command: "python3 ../shared/gold/score.py --tadori target/debug/tadori --only structure --gold tests/structure/gold \
                  --documents tests/structure/documents",
        measure: score::unseen,
    },
    Suite {
        file: "facts.md",
        title: "Facts: the budget, programs, references, targets, statements",
        about: "Against hand-made labels of the five documents; then by a vocabulary that knows ministries and \
                abbreviations and no project or program; then each document by itself, and each kind of statement.",
        command: "python3 ../shared/gold/score.py --tadori target/debug/tadori --only facts",
        measure: |bench| facts::measure(bench, "facts", &score::Labels::shared(bench)),
    },
    Suite {
        file: "facts-unseen.md",
        title: "Facts: two documents of other fields",
        about: "Invented documents of tests/facts, written and labelled apart from the code that reads them.",
        command: "python3 ../shared/gold/score.py --tadori target/debug/tadori --only facts --gold tests/facts/gold \
                  --documents tests/facts/documents",
        measure: |bench| facts::measure(bench, "facts-unseen", &score::Labels::own("facts")),
    },
    Suite {
        file: "links.md",
        title: "Links: quotes, programs for plan statements, what lower documents say again",
        about: "Against hand-made labels of the five documents; then how often links of each score are right (a plausible \
                program and a doubtful pair count half), with the interval that so few labels allow. The samples of pairs \
                that were read and judged lie in tests/links/judged.",
        command: "python3 ../shared/gold/score.py --tadori target/debug/tadori --only links",
        measure: links::shared,
    },
    Suite {
        file: "links-unseen.md",
        title: "Links: documents of other fields",
        about: "Invented documents of tests/links, written and labelled apart from the code that reads them.",
        command: "python3 ../shared/gold/score.py --tadori target/debug/tadori --only links --gold tests/links/gold \
                  --documents tests/links/documents",
        measure: links::unseen,
    },
    Suite {
        file: "retrieval.md",
        title: "Retrieval: JSQuAD, questions typed as they are",
        about: "1,145 passages of Wikipedia, 4,442 questions, one right passage each.",
        command: "tadori import passages.tsv; tadori search --queries queries.tsv --run run.tsv --by document --limit 100; \
                  python3 ../shared/ir/score.py ../shared/ir/jsquad-valid/qrels.tsv run.tsv",
        measure: score::retrieval,
    },
    Suite {
        file: "pdf.md",
        title: "PDF: what is read of files of many producers",
        about: "Characters of the text that a file was made from that were found; characters and their order beside \
                poppler's `pdftotext -raw`, both ways; the labels are pages. Slides and sheets print less than they \
                hold, and poppler cannot read the file without /ToUnicode.",
        command: "cargo run --package tadori-tests --bin pdf-figures",
        measure: |_| score::pdf(),
    },
    Suite {
        file: "anchors.md",
        title: "Anchors: what becomes of notes when a document is reissued",
        about: "Our own documents, printed again with edits whose effect is known: each anchor is right, honestly lost, or \
                wrongly moved. Goal: right or honestly lost 0.99, wrongly moved none.",
        command: "cargo run --package tadori-tests --bin anchor-figures",
        measure: |_| score::anchors(),
    },
];

/// Measures and writes the tables; what stands in their logs stays.
pub(crate) fn write() -> Result<()> {
    let Some(bench) = Bench::prepare()? else { return Ok(()) };
    fs::create_dir_all(folder())?;
    for suite in SUITES {
        let measures = (suite.measure)(&bench).with_context(|| format!("measuring for {}", suite.file))?;
        let kept = Table::parse(&read(suite));
        eprintln!("\n{}", suite.title);
        for measure in &measures {
            eprintln!("  {}{}", measure, kept.moved(measure).map(|was| format!("   was {was}")).unwrap_or_default());
        }
        let text = table::render(suite, &measures, kept.log());
        fs::write(path(suite), text).with_context(|| format!("writing {}", suite.file))?;
    }
    eprintln!("\ntests/quality: written; where a figure moved, add a line to the log below its table");
    Ok(())
}

/// Measures and compares with the tables.
pub(crate) fn check() -> Result<Tally> {
    let Some(bench) = Bench::prepare()? else { return Ok(Tally::SKIPPED) };
    let mut tally = Tally::default();
    for suite in SUITES {
        let measures = (suite.measure)(&bench).with_context(|| format!("measuring for {}", suite.file))?;
        let complaints = Table::parse(&read(suite)).complaints(&measures);
        tally.passed += measures.len().saturating_sub(complaints.len());
        tally.failed += complaints.len();
        for complaint in &complaints {
            eprintln!("tests/quality/{}: {complaint}", suite.file);
        }
    }
    if tally.failed > 0 {
        eprintln!("run `cargo xtask quality`, look at what moved, and say in the log below the table why");
    }
    Ok(tally)
}

impl Bench {
    /// Builds the programs; none where there are no labels. Those that the tests build too: what they find is the same, and
    /// to compile all optimised as well takes far longer than they do.
    fn prepare() -> Result<Option<Self>> {
        let Some(shared) = shared() else {
            eprintln!("{NO_SHARED}");
            return Ok(None);
        };
        if !works(&mut crate::process::command("python3", ["--version"])) {
            bail!("python3 is missing; the scoring scripts in ../shared need it");
        }
        test::build()?;
        let scratch = root().join("target/quality");
        if scratch.exists() {
            fs::remove_dir_all(&scratch).context("emptying target/quality")?;
        }
        fs::create_dir_all(&scratch)?;
        Ok(Some(Self { tadori: test::program("tadori")?, shared, scratch }))
    }
}

fn folder() -> PathBuf {
    root().join("tests/quality")
}

fn path(suite: &Suite) -> PathBuf {
    folder().join(suite.file)
}

fn read(suite: &Suite) -> String {
    fs::read_to_string(path(suite)).unwrap_or_default()
}
