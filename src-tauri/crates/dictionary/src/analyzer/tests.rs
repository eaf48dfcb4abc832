//! Golden segmentation: what the words of official Japanese are. A line that
//! changes here means that every index is made anew.

use super::*;

fn analyzer() -> Analyzer {
    Analyzer::new(&Vocabulary::bundled()).unwrap()
}

/// Words as `a|b|c`, function words in brackets, symbols left out.
fn split(analyzer: &Analyzer, text: &str) -> String {
    let text = normalize(text).text;
    let words = analyzer.words(&text);
    words
        .iter()
        .filter(|w| w.class != WordClass::Symbol)
        .map(|w| if w.class == WordClass::Content { w.base.clone() } else { format!("({})", w.base) })
        .collect::<Vec<_>>()
        .join("|")
}

/// Every line that differs is printed as it is now, ready to be read and, if it makes sense, taken over.
#[test]
fn golden_segmentation() {
    let analyzer = analyzer();
    let mut differ = String::new();
    for line in include_str!("golden.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (text, words) = line.split_once('\t').expect("text<TAB>words");
        let now = split(&analyzer, text);
        if now != words {
            differ.push_str(&["\n", text, "\t", &now].concat());
        }
    }
    assert!(differ.is_empty(), "{differ}");
}

#[test]
fn words_cover_the_text_in_order_and_on_character_boundaries() {
    let analyzer = analyzer();
    for text in ["", "a", "令和8年度", "𠮷野家😀です", "創薬・アカデミア　Beyond 5G", &"漢".repeat(20_000)]
    {
        let mut at = 0;
        for word in analyzer.words(text) {
            assert!(word.span.start >= at && word.span.end > word.span.start, "{text}");
            assert!(text.is_char_boundary(word.span.start) && text.is_char_boundary(word.span.end), "{text}");
            at = word.span.end;
        }
    }
}

#[test]
fn only_atoms_change_the_fingerprint() {
    let base = Vocabulary::bundled();
    let mut aliases = base.clone();
    aliases.aliases.push(crate::Group { forms: vec!["甲".into(), "乙".into()] });
    let mut atoms = base.clone();
    atoms.atoms.push(Atom { surface: "試験語".into(), reading: "シケンゴ".into() });
    let print = |v: &Vocabulary| Analyzer::new(v).unwrap().fingerprint().to_owned();
    assert_eq!(print(&base), print(&aliases));
    assert_ne!(print(&base), print(&atoms));
}

#[test]
fn readings_come_from_dictionary_atoms_and_kana() {
    let analyzer = analyzer();
    let reading = |text: &str| {
        analyzer.words(text).iter().map(|w| w.reading.clone().unwrap_or_else(|| "?".into())).collect::<String>()
    };
    assert_eq!(reading("創薬"), "ソウヤク");
    assert_eq!(reading("認知症"), "ニンチショウ");
    assert_eq!(reading("amed"), "エーメド");
    assert_eq!(reading("エコシステム"), "エコシステム");
}

#[test]
fn an_atom_that_cannot_work_is_refused_with_its_name() {
    let bad = "[[atom]]\nsurface = \"創薬\"\nreading = \"そうやく\"\n";
    assert!(Vocabulary::parse(bad).unwrap_err().to_string().contains("創薬"));
    assert!(Vocabulary::parse("[[atom]]\nsurfase = 1").unwrap_err().to_string().contains("surfase"));
}
