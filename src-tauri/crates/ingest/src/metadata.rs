//! What the first lines of a document say about the whole. Modest on purpose: what is not said stays unknown, and a
//! draft never takes a date.

use tadori_text::{Block, BlockKind, Kind, Metadata};

use crate::{date, number, title};

/// Blocks from the top among which the title is looked for.
const HEAD: usize = 24;
/// Blocks beside the title that can say when and by whom it was decided.
const BESIDE: usize = 5;

/// Guesses from the first blocks; unknown things stay unknown.
pub(crate) fn guess(blocks: &[Block]) -> Metadata {
    let head: Vec<&Block> = blocks.iter().filter(|b| b.kind != BlockKind::Furniture).take(HEAD).collect();
    let open = head.iter().any(|b| date::is_open(&b.text));
    // Behind the first chapter stand other documents' titles.
    let front = head.iter().position(|b| is_chapter(b)).unwrap_or(head.len());
    let Some(at) = title_of(&head[..front]) else {
        let own = head.iter().find_map(|b| own_name(b.text.trim())).unwrap_or_default();
        return Metadata { title: own.to_owned(), kind: kind(own), draft: open, ..Metadata::default() };
    };
    let text = head[at].text.trim();
    let beside = &head[at..front.min(at + BESIDE)];
    let draft = open
        || beside.iter().any(|b| is_draft_mark(&b.text))
        || ["（案）", "(案)", "（素案）", "（原案）"].iter().any(|m| text.ends_with(m));
    let (decided_by, decided_on) = decision(beside);
    Metadata {
        title: without_decision(text).to_owned(),
        kind: kind(text),
        edition: edition(text, draft),
        draft,
        decided_on: decided_on.filter(|_| !draft),
        decided_by,
        fiscal_year: date::fiscal_year(text),
        ..Metadata::default()
    }
}

/// What a guess says about the title alone.
pub(crate) fn title_only(guess: Metadata) -> Metadata {
    Metadata { title: guess.title, kind: guess.kind, fiscal_year: guess.fiscal_year, ..Metadata::default() }
}

/// A numbered heading: the text has begun.
fn is_chapter(block: &Block) -> bool {
    block
        .heading
        .as_ref()
        .is_some_and(|h| h.number.is_some() && number::marker(&block.text).is_some_and(|m| m.family.counts()))
}

/// The block that reads most like the title.
fn title_of(head: &[&Block]) -> Option<usize> {
    let score = |block: &Block| -> Option<i32> {
        let text = block.text.trim();
        let long = text.chars().count();
        let unfit = text.ends_with(['。', '、'])
            || text.contains('。')
            || !(4..=90).contains(&long)
            || number::marker(text).is_some();
        if unfit || !matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) {
            return None;
        }
        let heading = i32::from(block.kind == BlockKind::Heading);
        let named = i32::from(title::ends_as_title(text));
        let dated = i32::from(date::fiscal_year(text).is_some() || (text.contains('第') && text.contains('期')));
        let known = i32::from(kind(text).is_some());
        (heading + named > 0).then_some(heading * 2 + named * 2 + dated * 3 + known * 2 + i32::from(long >= 10) * 2)
    };
    let scored = head.iter().enumerate().filter_map(|(i, b)| Some((score(b)?, i)));
    scored.max_by_key(|&(score, i)| (score, std::cmp::Reverse(i))).map(|(_, i)| i)
}

/// The name by which a text without a title page calls itself: 「…計画」（以下「計画」という。）は、…
fn own_name(paragraph: &str) -> Option<&str> {
    let (name, rest) = paragraph.strip_prefix('「')?.split_once('」')?;
    let (short, rest) = rest.strip_prefix(['（', '('])?.strip_prefix("以下「")?.split_once('」')?;
    let rest = rest.strip_prefix("という。")?.strip_prefix(['）', ')'])?;
    let itself = name.ends_with(short.trim_start_matches('本')) && kind(name).is_some();
    (itself && rest.starts_with('は')).then_some(name)
}

fn is_draft_mark(text: &str) -> bool {
    let mark: String = text.chars().filter(|c| !c.is_whitespace() && !"（）()【】〔〕".contains(*c)).collect();
    matches!(mark.as_str(), "案" | "素案" | "原案" | "骨子案" | "未定稿" | "ドラフト")
}

/// The title without the decision that is printed behind it.
fn without_decision(text: &str) -> &str {
    match text.rfind(['（', '(']) {
        Some(open) if open > 0 && text.ends_with(['）', ')']) && text[open..].contains("決定") => {
            text[..open].trim_end()
        }
        _ => text,
    }
}

/// Who decided, and when, if both are printed: 令和７年２月18日 閣議決定, on one line or on two.
fn decision(beside: &[&Block]) -> (Option<String>, Option<tadori_text::PartialDate>) {
    let body = |text: &str| -> Option<String> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let end = text.find("決定")? + "決定".len();
        let start = text[..end]
            .rfind(['日', '（', '(', '、', '】'])
            .map_or(0, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
        Some(text[start..end].to_owned()).filter(|by| (4..=40).contains(&by.chars().count()))
    };
    let Some(at) =
        beside.iter().position(|b| body(&b.text).is_some() && b.text.chars().count() <= 120 && !b.text.contains('。'))
    else {
        return (None, None);
    };
    let by = body(&beside[at].text);
    let near = [Some(at), at.checked_sub(1), Some(at + 1)];
    let on = near.into_iter().flatten().filter_map(|i| beside.get(i)).find_map(|b| date::complete(&b.text));
    (by, on.map(|(date, _)| date))
}

/// The kind that the last telling word of a title names: in Japanese the head noun comes last.
fn kind(title: &str) -> Option<Kind> {
    const WORDS: [(&str, Kind); 13] = [
        ("レビューシート", Kind::Review),
        ("行政事業レビュー", Kind::Review),
        ("概算要求", Kind::BudgetRequest),
        ("配分方針", Kind::AllocationPolicy),
        ("予算", Kind::Budget),
        ("戦略", Kind::Strategy),
        ("基本方針", Kind::Strategy),
        ("大綱", Kind::Strategy),
        ("計画", Kind::Plan),
        ("法律", Kind::Law),
        ("施行令", Kind::Law),
        ("事業", Kind::Brief),
        ("プログラム", Kind::Brief),
    ];
    let found = WORDS.iter().filter_map(|&(word, kind)| Some((title.rfind(word)? + word.len(), word.len(), kind)));
    found.max_by_key(|&(end, len, _)| (end, len)).map(|(_, _, kind)| kind)
}

/// 第３期, 第３期（案）
fn edition(title: &str, draft: bool) -> Option<String> {
    let start = title.find('第')?;
    let end = start + title[start..].find('期')? + '期'.len_utf8();
    let term = &title[start..end];
    let counted =
        term.chars().count() <= 5 && term.chars().any(|c| c.is_numeric() || "一二三四五六七八九十".contains(c));
    counted.then(|| format!("{term}{}", if draft { "（案）" } else { "" }))
}
