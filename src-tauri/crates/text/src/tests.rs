//! What the property tests of several modules share.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::Span;

/// Pieces that folding, wrapping or a PDF does something to.
const PIECES: &[&str] = &[
    "㈱",
    "㎡",
    "㍻",
    "㋿",
    "ﾍﾞﾝﾁｬｰ",
    "ﾞ",
    "゛",
    "か\u{3099}",
    "\u{3099}",
    "\u{301}",
    "𠮷",
    "髙",
    "⻑",
    "⼾",
    "👨\u{200D}👩\u{200D}👧",
    "❤\u{FE0F}",
    "神\u{E0100}",
    "\u{FE00}",
    "\u{200B}",
    "\u{AD}",
    "〜",
    "～",
    "ー",
    "ｰ",
    "－",
    "-",
    "―",
    "⁵",
    "²",
    "₂",
    "½",
    "①",
    "⑴",
    "\u{F0D8}",
    "\r\n",
    "\n",
    "\r",
    "\t",
    " ",
    "\u{3000}",
    "\u{A0}",
    "m",
    "km",
    "CO",
    "A",
    "ａ",
    "ς",
    "İ",
    "ß",
    "1",
    "２",
    "123",
    "４５６",
    ",",
    "，",
    ".",
    "．",
    "(",
    "（",
    "「",
    "」",
    "、",
    "。",
    "・",
    "ア",
    "タ",
    "研究",
    "創薬",
    "の",
    "資",
    "料",
    "…",
    "´",
    "¨",
    "ﷺ",
    "ᅡ",
    "가",
    "\u{0}",
];

/// Any string, most of it of awkward pieces.
pub(crate) fn damaged_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A span of `text` on character boundaries.
pub(crate) fn some_span(text: &str, (one, other): (Index, Index)) -> Span {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (a, b) = (*one.get(&bounds), *other.get(&bounds));
    Span::new(a.min(b), a.max(b))
}
