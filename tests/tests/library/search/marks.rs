//! Marks and snippets: what is marked matches, and every hit shows why it is one.

use proptest::prelude::*;
use tadori_dictionary::{Analyzer, Vocabulary};
use tadori_library::Library;
use tadori_search::{Index, Matcher, Query, Thesaurus};
use tadori_tests::{Desk, search};
use tadori_text::normalize;

/// Query → what must be marked in the block that was found.
#[test]
fn the_words_of_the_query_are_marked() {
    let desk = Desk::new();
    let library = desk.with(&[(
        "a.txt",
        "㈱山川は２０２６年度に創薬ﾍﾞﾝﾁｬｰへの取り組みを始めた。認知症の研究には１，４７３億円を充てる。",
    )]);
    let id = library.documents()[0].id.to_string();
    for (query, marked) in [
        ("創薬", &["創薬"][..]),
        ("ベンチャー", &["ﾍﾞﾝﾁｬｰ"]),
        ("令和8年度", &["２０２６年度"]),
        ("取組", &["取り組み"]),
        ("(株)山川", &["㈱山川"]),
        ("にんちしょう", &["認知症"]),
        ("\"1473億円\"", &["１，４７３億円"]),
        ("\"究には\"", &["究には"]),
        ("始める", &["始め"]),
        ("薬", &["薬"]),
        ("創薬 研究", &["創薬", "研究"]),
    ] {
        let answer = search(&library, query);
        assert_eq!(answer.total, 1, "{query}");
        let reading = library.read(&id, query).expect("the document is there");
        let block = &reading.blocks[answer.hits[0].block as usize];
        let words: Vec<&str> = block.marks.iter().map(|m| m.of(&block.row.block.text)).collect();
        assert_eq!(words, marked, "{query}");
        assert_eq!(under(&answer.hits[0].snippet), marked, "{query}, in the snippet");
    }
}

/// What stands under the marks of a snippet.
fn under(snippet: &tadori_library::Snippet) -> Vec<String> {
    let chars: Vec<char> = snippet.text.chars().collect();
    snippet.marks.iter().map(|&(from, to)| chars[from..to].iter().collect()).collect()
}

fn long_library(desk: &Desk) -> Library {
    let filler = "この段落は場所を取るために置かれている。".repeat(20);
    desk.with(&[
        ("start.txt", &format!("潮汐の観測を始める。{filler}")),
        ("middle.txt", &format!("{filler}潮汐の観測を続ける。{filler}")),
        ("end.txt", &format!("{filler}最後に潮汐の観測")),
        ("emoji.txt", &format!("{}👨‍👩‍👧𠮷潮汐か\u{3099}葛󠄀{filler}", "🎏".repeat(200))),
    ])
}

#[test]
fn a_snippet_is_short_and_shows_the_mark() {
    let desk = Desk::new();
    let library = long_library(&desk);
    for query in ["潮汐", "\"潮汐の観測\"", "ちょうせき", "汐"] {
        let answer = search(&library, query);
        assert!(answer.total >= 3, "{query}: {}", answer.total);
        for hit in &answer.hits {
            let name = &hit.document.file_name;
            assert!(hit.snippet.text.chars().count() <= 120, "{query} in {name}: {}", hit.snippet.text);
            let marked = under(&hit.snippet);
            assert!(marked.iter().any(|m| m.contains('汐')), "{query} in {name}: {marked:?}");
        }
    }
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

/// Marks are in order, apart, within the text and on character boundaries, whatever is looked for in whatever text.
#[test]
fn marks_fit_any_text() {
    let matchers = Matchers::new();
    let texts = "[創薬ﾍﾞﾝﾁｬｰ㈱㎡か\u{3099}令和８年度R1,0％ 　𠮷😀\u{FE0F}研究をする]{1,80}";
    let queries = "[創薬ベンチャ令和8年度研究する0%㈱ \"]{1,10}";
    proptest!(config(), |(text in texts, query in queries)| {
        let matcher = matchers.of(&query);
        let examined = matcher.examine(&text);
        let mut at = 0;
        for mark in &examined.marks {
            prop_assert!(mark.start >= at && mark.end > mark.start && mark.end <= text.len());
            prop_assert!(text.is_char_boundary(mark.start) && text.is_char_boundary(mark.end));
            at = mark.end;
        }
        let snippet = tadori_search::Snippet::new(&text, &matcher.examine(&text).marks, 20);
        let chars = snippet.text.chars().count();
        let mut at = 0;
        for &(from, to) in &snippet.marks {
            prop_assert!(at <= from && from < to && to <= chars, "{:?}", snippet);
            at = to;
        }
        prop_assert!(examined.marks.is_empty() || !snippet.marks.is_empty());
    });
}

/// What is marked for an exact phrase is that phrase.
#[test]
fn what_is_marked_for_a_phrase_is_the_phrase() {
    let matchers = Matchers::new();
    let texts = "[創薬力ﾍﾞﾝ㈱か\u{3099}１0 　]{1,60}";
    proptest!(config(), |(text in texts, at in 0_usize..60, length in 1_usize..6)| {
        let folded = normalize(&text).text;
        let chars: Vec<char> = folded.chars().collect();
        prop_assume!(!chars.is_empty());
        let at = at % chars.len();
        let phrase: String = chars[at..(at + length).min(chars.len())].iter().collect();
        prop_assume!(normalize(&phrase).text == phrase);
        let examined = matchers.of(&format!("\"{phrase}\"")).examine(&text);
        prop_assert!(!examined.marks.is_empty(), "{} in {}", phrase, text);
        for mark in examined.marks {
            let marked = normalize(mark.of(&text)).text;
            prop_assert!(marked.contains(&phrase), "{:?} for {} in {}", mark.of(&text), phrase, text);
        }
    });
}

/// Matchers on an empty index: what is marked does not depend on what is stored.
struct Matchers {
    analyzer: Analyzer,
    thesaurus: Thesaurus,
    index: Index,
    _folder: tempfile::TempDir,
}

impl Matchers {
    fn new() -> Self {
        let vocabulary = Vocabulary::bundled();
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self {
            index: Index::open(folder.path()).expect("an empty index"),
            analyzer: Analyzer::new(&vocabulary).expect("the dictionary"),
            thesaurus: Thesaurus::new(&vocabulary),
            _folder: folder,
        }
    }

    fn of(&self, query: &str) -> Matcher {
        self.index.matcher(&Query::parse(query, &self.analyzer, &self.thesaurus), &self.analyzer)
    }
}
