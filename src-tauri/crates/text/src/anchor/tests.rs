use proptest::prelude::*;
use proptest::sample::Index;

use super::{Anchor, Anchored, Resolver};
use crate::tests::{damaged_text, some_span};
use crate::{AlignmentBuilder, Block, BlockKind, Document, Layout, Metadata, Source, Span};

/// A document of paragraphs parted by blank lines, whose lines are joined;
/// `#` marks a heading, `-` and a digit a page number, `|` continues the
/// paragraph two above it.
fn document(text: &str) -> Document {
    let source = Source::new(text.to_owned());
    let mut blocks: Vec<Block> = Vec::new();
    let mut heading = None;
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let start = at;
        at += paragraph.len() + 2;
        if let Some(rest) = paragraph.strip_prefix('|') {
            let index = blocks.len() - 2;
            let block = &mut blocks[index];
            let mut builder = AlignmentBuilder::starting_at(block.span.start);
            builder.copy(block.text.len());
            builder.skip(start + 1 - block.span.end);
            builder.copy(rest.len());
            block.text.push_str(rest);
            block.span.end = start + paragraph.len();
            block.alignment = builder.finish();
            continue;
        }
        let mut builder = AlignmentBuilder::starting_at(start);
        let mut read = String::new();
        for line in paragraph.split_inclusive('\n') {
            let words = line.strip_suffix('\n').unwrap_or(line);
            builder.copy(words.len());
            builder.skip(line.len() - words.len());
            read.push_str(words);
        }
        let kind = match paragraph.as_bytes() {
            [b'#', ..] => BlockKind::Heading,
            [b'-', b'0'..=b'9', ..] => BlockKind::Furniture,
            _ => BlockKind::Paragraph,
        };
        let span = Span::new(start, start + paragraph.len());
        let parent = if kind == BlockKind::Heading { None } else { heading };
        if kind == BlockKind::Heading {
            heading = Some(blocks.len());
        }
        let lines = source.lines_of(span);
        let alignment = builder.finish();
        blocks.push(Block {
            kind,
            heading: None,
            parent,
            text: read,
            alignment,
            span,
            lines,
            page: Some(1),
            undecided: false,
            note_of: None,
        });
    }
    Document {
        metadata: Metadata::default(),
        source,
        blocks,
        pages: Vec::new(),
        layout: Layout::default(),
        guesses: Vec::new(),
    }
}

/// The anchor of the words in 〔 〕.
fn anchor(marked: &str) -> Anchor {
    let start = marked.find('〔').expect("〔");
    let text = marked.replacen('〔', "", 1);
    let end = text.find('〕').expect("〕");
    Anchor::new(&document(&text.replacen('〕', "", 1)), Span::new(start, end)).expect("words")
}

/// What becomes of the words in 〔 〕 of `old` in `new`: where 〔 〕 stand there, or nowhere.
#[track_caller]
fn check(old: &str, new: &str, same: bool) {
    let clean = new.replace(['〔', '〕'], "");
    let expected = match new.find('〔') {
        None => Anchored::Lost,
        Some(start) => {
            let span = Span::new(start, new.find('〕').expect("〕") - '〔'.len_utf8());
            if same { Anchored::Same(span) } else { Anchored::Moved(span) }
        }
    };
    assert_eq!(anchor(old).resolve(&document(&clean)), expected, "{old}\n→ {new}");
}

const STEM: &str = "健康・医療戦略推進本部は、医薬品プロジェクトの研究開発の成果を広く国民に還元するため、";
const TAIL: &str = "とともに、関係府省が連携して、アカデミアの創薬力を強化するための基盤の整備を進めることとする。";

#[test]
fn keeps_quote_context_and_section() {
    let found = anchor("# 第１章\n\n前の文。\n\n創薬〔ベン\nチャーの支援〕を行う。");
    assert_eq!(found.quote, "ベンチャーの支援");
    assert_eq!(found.prefix, "# 第１章\n前の文。\n創薬");
    assert_eq!(found.suffix, "を行う。");
    assert_eq!(found.section, ["# 第１章"]);
    assert_eq!(found.page, Some(1));
}

#[test]
fn words_alone_are_found_where_they_stand_once() {
    let document = document("# 一\n\n創薬を支援する。\n\n予算は10億円、予算は110億円。");
    let resolver = Resolver::new(&document);
    assert_eq!(
        resolver.only("創薬 を", Some(1)).map(|a| (a.quote, a.suffix.starts_with("支援"))),
        Some(("創薬を".to_owned(), true))
    );
    assert_eq!(resolver.only("予算", Some(1)), None, "twice on the page");
    assert_eq!(resolver.only("10億円", None).map(|a| a.suffix), Some("、予算は110億円。".to_owned()), "not in 110億円");
    assert_eq!(resolver.only("", None), None);
}

#[test]
fn parts_are_those_of_the_blocks() {
    let document = document("一の段。\n\n-12\n\n二の段。");
    let resolver = Resolver::new(&document);
    let parts =
        |span| resolver.parts(span).into_iter().map(|(b, p)| (b, p.of(&document.blocks[b].text))).collect::<Vec<_>>();
    assert_eq!(parts(Span::new(3, document.source.text().len() - 3)), [(0, "の段。"), (2, "二の段")]);
    assert_eq!(parts(Span::new(0, 0)), []);
}

#[test]
fn no_words_no_anchor() {
    let document = document("一\n\n二");
    assert_eq!(Anchor::new(&document, Span::new(3, 5)), None);
    assert_eq!(Anchor::new(&document, Span::new(0, 0)), None);
}

#[test]
fn same_however_it_is_wrapped_or_set() {
    check("創薬〔ベンチャー〕の支援", "創薬〔ベンチャー〕の支援", true);
    check("創薬〔ベンチャー〕の支\n援を行う", "創薬〔ベンチャー〕の支援を\n行う", true);
    check("創薬の支援に〔1,473億円〕を措置", "創薬の支援に〔1,473億円〕を 措 置", true);
    check("前段。\n\n-12\n\n後段の〔支援〕。", "前段。\n\n-13\n\n後段の〔支援〕。", true);
    check("本文。\n\n〔-12〕\n\n本文。", "本文。\n\n〔-12〕\n\n本文。", true);
}

#[test]
fn same_across_a_footnote() {
    // The paragraph goes on after the footnote; the footnote is no part of the passage.
    let text = "創薬〔ベン\n\n脚注である。\n\n|チャー〕の支援";
    assert_eq!(anchor(text).quote, "ベンチャー");
    check(text, text, true);
}

#[test]
fn moves_with_its_surroundings() {
    let old = format!("# 一\n\n{STEM}〔10億円〕{TAIL}");
    check(&old, &format!("新しい前書き。\n\n# 一\n\n{STEM}〔10億円〕{TAIL}"), false);
    check(&old, &format!("# 一\n\n-3\n\n{STEM}\n〔10\n億円〕{TAIL}"), false);
    // Another section, but both sides agree and it is the only one.
    check(&old, &format!("# 二\n\n別の文。\n\n{STEM}〔10億円〕{TAIL}"), false);
    // An edit farther off.
    check(&old, &format!("# 一\n\n{STEM}〔10億円〕{}", TAIL.replace("アカデミア", "企業")), false);
}

#[test]
fn a_sentence_survives_an_edit_beside_it() {
    let sentence = "アカデミアと企業をつなぐ人材の育成を支援する仕組みを検討する。";
    let old = format!("# 一\n\n{STEM}〔{sentence}〕{TAIL}");
    check(&old, &format!("# 一\n\n{STEM}〔{sentence}〕まったく別の文に改める。"), false);
    check(&old, &format!("# 二\n\n{STEM}{sentence}まったく別の文に改める。"), false);
}

#[test]
fn never_a_look_alike() {
    let old = format!("# 一\n\n{STEM}〔10億円〕{TAIL}");
    for new in [
        // Another figure that ends alike; another amount, and the old one elsewhere.
        format!("# 一\n\n{STEM}110億円{TAIL}"),
        format!("# 一\n\n{STEM}12億円{TAIL}\n\n別の事業に10億円を措置する。"),
        // The words alone, once.
        "# 一\n\n予算は10億円である。".to_owned(),
        // The sentence about another project.
        format!("# 一\n\n{}10億円{}", STEM.replace("国民に還元するため", "企業に還元するべく"), TAIL),
        // One side, in another section.
        format!("# 二\n\n{STEM}10億円まったく別の文に改める。"),
        // Twice, and nothing tells which.
        format!("# 一\n\n前。\n\n{STEM}10億円{TAIL}\n\n{STEM}10億円{TAIL}"),
        String::new(),
    ] {
        check(&old, &new, false);
    }
    // Exponents and amounts are not the same words.
    check(&format!("{STEM}〔10⁵個〕{TAIL}"), &format!("{STEM}105個{TAIL}"), false);
}

#[test]
fn a_twin_stays_in_its_section() {
    let twin = format!("{STEM}10億円{TAIL}");
    let marked = format!("{STEM}〔10億円〕{TAIL}");
    let filler = "三十二字を超える長さの文を置いて、双子の文の前後をまったく同じにしておくこととする。";
    let text = |one: &str, other: &str| {
        format!("# 一\n\n{filler}\n\n{one}\n\n{filler}\n\n# 二\n\n{filler}\n\n{other}\n\n{filler}")
    };
    check(&text(&twin, &marked), &text(&twin, &marked), true);
    check(&text(&twin, &marked), &format!("序。\n\n{}", text(&twin, &marked)), false);
    check(&text(&marked, &twin), &format!("序。\n\n{}", text(&marked, &twin)), false);
}

#[test]
fn a_position_inside_a_character_of_another_edition_is_no_position() {
    check("aa〔bb〕", "薬薬薬", false);
}

proptest! {
    #[test]
    fn stands_in_its_own_document(text in damaged_text(), more in damaged_text(), cut in any::<(Index, Index)>()) {
        let document = document(&text.replace('|', ""));
        if let Some(anchor) = Anchor::new(&document, some_span(document.source.text(), cut)) {
            prop_assert!(matches!(anchor.resolve(&document), Anchored::Same(_)));
            let text = document.source.text();
            let other = super::tests::document(&format!("{}{text}", more.replace('|', "")));
            if let Anchored::Same(span) | Anchored::Moved(span) = anchor.resolve(&other) {
                prop_assert!(other.source.text().get(span.start..span.end).is_some());
            }
        }
    }
}
