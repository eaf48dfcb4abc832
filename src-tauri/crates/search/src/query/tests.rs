//! What is looked for, as a table: what was typed, and the units it becomes.

use tadori_dictionary::Vocabulary;

use super::*;

fn parse(typed: &str) -> Query {
    let vocabulary = Vocabulary::bundled();
    let analyzer = Analyzer::new(&vocabulary).unwrap();
    Query::parse(typed, &analyzer, &Thesaurus::new(&vocabulary))
}

/// Units as typed, exact ones in quotation marks, readings after a slash.
fn units(query: &Query) -> String {
    let show = |u: &Unit| match &u.reading {
        Some(reading) => format!("{}/{reading}", u.forms[0]),
        None if u.words.is_empty() => format!("\"{}\"", u.forms[0]),
        None => u.forms[0].clone(),
    };
    query.units.iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_typed_becomes_units() {
    for (typed, expected) in [
        ("研究時間 バイアウト", "研究 時間 バイアウト"),
        ("\"研究時間\"", "\"研究時間\""),
        ("“研究時間” 確保", "\"研究時間\" 確保"),
        ("\"研究時間", "研究 時間"),
        ("４０２億円", "\"402億円\""),
        ("130件", "\"130件\""),
        ("そうやく えこしすてむ", "そうやく/ソオヤク えこしすてむ/エコシステム"),
        ("souyaku", "souyaku/ソオヤク"),
        ("kenkyuu no jikan", "kenkyuu/ケンキュウ jikan/ジカン"),
        ("no", "no"),
        ("予算はいくらか", "予算"),
        ("取り組んだ", "取り組む"),
        ("か", "\"か\""),
        ("、。「」", ""),
        ("", ""),
    ] {
        assert_eq!(units(&parse(typed)), expected, "{typed}");
    }
}

#[test]
fn a_sentence_needs_most_of_its_words_and_words_need_all() {
    for (typed, sentence) in [
        ("大学病院の医師が研究時間を確保できないのはなぜか", true),
        ("大学病院 医師 研究時間 確保", false),
        ("研究の時間", false),
    ] {
        assert_eq!(parse(typed).sentence, sentence, "{typed}");
    }
    let sentence = parse("大学病院の医師が研究時間を確保できないのはなぜか");
    assert_eq!((sentence.required(6), sentence.required(1)), (4, 1));
    assert_eq!(parse("大学病院 医師").required(3), 3);
}

#[test]
fn a_form_inside_another_word_is_not_that_form() {
    // 総 and AI stand in other words; a group is applied to whole words only.
    for (typed, no) in [("slogain", "人工知能"), ("maintain", "人工知能")] {
        assert!(!parse(typed).looked_for().iter().flatten().any(|f| f == no), "{typed}");
    }
    assert!(parse("ai").looked_for()[0].iter().any(|f| f == "人工知能"));
}

#[test]
fn latin_letters_make_no_bigrams() {
    assert!(parse("amed scarda").grams.is_empty());
    assert!(parse("xyz細胞").grams.contains(&"細胞".to_owned()));
}
