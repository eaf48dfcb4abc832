//! Which edition of which work a title names: 第３期…計画（案） is the third 期 of …計画, as yet a draft.

/// Words behind a title that say how far its text has come.
const STATES: [&str; 12] =
    ["案", "素案", "原案", "骨子案", "改訂版", "改訂", "改定版", "改定", "一部改正", "抄", "概要", "本文"];

/// A stretch of a title that tells its editions apart.
struct Mark {
    start: usize,
    end: usize,
    /// It names the edition (第３期, 令和８年度), rather than how far the text has come (案).
    names: bool,
}

/// The title without what tells its editions apart; `None` where nothing would be left.
pub(crate) fn work(title: &str) -> Option<String> {
    let mut work = String::new();
    let mut at = 0;
    for mark in marks(title) {
        work.push_str(&title[at..mark.start]);
        at = mark.end;
    }
    work.push_str(&title[at..]);
    let bare = |c: char| c.is_whitespace() || "・-－―（）()【】における".contains(c);
    let work = work.trim().trim_start_matches("次期").trim_start_matches(['の', ' ', '　']);
    let work = work.trim_matches(|c: char| c.is_whitespace() || c == '・');
    (work.chars().filter(|&c| !bare(c)).count() >= 2).then(|| work.to_owned())
}

/// The edition that a title names: 第３期, 第２次（案）, 令和８年度, 改訂版; 案 alone for a draft of no named edition.
pub(crate) fn edition(title: &str, draft: bool) -> Option<String> {
    let marks = marks(title);
    let text = |m: &Mark| title[m.start..m.end].trim_matches(['（', '）', '(', ')', ' ', '　', '【', '】']).to_owned();
    // 第３期 says more than the year that may stand before it.
    let term = marks.iter().filter(|m| m.names).max_by_key(|m| {
        (title[m.start..].contains(['期', '次', '版']) && text(m).starts_with('第'), std::cmp::Reverse(m.start))
    });
    let revised = marks.iter().map(text).find(|t| t.starts_with("改"));
    let mut edition = term.map(text).unwrap_or_default();
    if let Some(revised) = revised {
        edition.push_str(&revised);
    }
    match (edition.is_empty(), draft) {
        (true, true) => Some("案".to_owned()),
        (true, false) => None,
        (false, true) => Some(edition + "（案）"),
        (false, false) => Some(edition),
    }
}

/// The stretches of a title that tell its editions apart, in order.
fn marks(title: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = 0;
    while let Some(c) = title[at..].chars().next() {
        let rest = &title[at..];
        let found =
            bracketed(rest).or_else(|| term(rest)).or_else(|| year(rest)).map(|len| (len, true)).or_else(|| {
                let end = STATES.iter().filter(|s| s.starts_with('改')).find(|s| rest == **s)?;
                Some((end.len(), false))
            });
        if let Some((len, names)) = found {
            let names = names && !is_state(&rest[..len]);
            marks.push(Mark { start: at, end: at + len, names });
            at += len;
        } else {
            at += c.len_utf8();
        }
    }
    marks
}

fn is_state(text: &str) -> bool {
    let word = text.trim_matches(['（', '）', '(', ')', '【', '】', ' ', '　']);
    STATES.contains(&word)
}

/// （案）, （第２次）, 【概要】, （令和７年改訂）: bytes.
fn bracketed(text: &str) -> Option<usize> {
    let open = text.chars().next().filter(|c| "（(【".contains(*c))?.len_utf8();
    let end = text.find(['）', ')', '】'])?;
    let inner = text[open..end].trim();
    let whole = |len: Option<usize>| len == Some(inner.len());
    let dated = inner.ends_with(['訂', '定', '正', '版']) && inner.contains('年');
    let close = text[end..].chars().next().map_or(0, char::len_utf8);
    (STATES.contains(&inner) || whole(term(inner)) || whole(year(inner)) || dated).then_some(end + close)
}

/// 第３期, 第２次, 第４版: bytes.
fn term(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('第')?;
    let count = rest.find(|c: char| !c.is_numeric() && !"一二三四五六七八九十".contains(c))?;
    let unit = rest[count..].chars().next().filter(|c| "期次版".contains(*c))?;
    (count > 0).then(|| '第'.len_utf8() + count + unit.len_utf8())
}

/// 令和８年度, 2025年改訂版, 2025 at the end: bytes.
fn year(text: &str) -> Option<usize> {
    let era = ["令和", "平成", "昭和"].iter().find_map(|era| text.strip_prefix(era));
    let digits = era.unwrap_or(text);
    let count = digits.find(|c: char| !c.is_numeric() && c != '元' && c != ' ').unwrap_or(digits.len());
    let figures = digits[..count].trim_end();
    let calendar = era.is_none() && figures.chars().count() == 4 && figures.chars().all(char::is_numeric);
    if figures.is_empty() || (era.is_none() && !calendar) {
        return None;
    }
    let start = text.len() - digits.len();
    let rest = &digits[count..];
    let unit = ["年度版", "年度", "年改訂版", "年改訂", "年版"].iter().find(|unit| rest.starts_with(**unit));
    match unit {
        Some(unit) => Some(start + count + unit.len()),
        // 基本方針2025
        None if calendar && rest.trim_start_matches(['（', '(']).is_empty() => Some(start + figures.len()),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_of_one_work_meet() {
        for (title, expected, draft, named) in [
            ("第３期港湾整備計画（案）", "港湾整備計画", true, Some("第３期（案）")),
            ("第２期 港湾整備計画", "港湾整備計画", false, Some("第２期")),
            ("港湾整備計画（第２次）", "港湾整備計画", false, Some("第２次")),
            ("港湾整備計画", "港湾整備計画", false, None),
            ("港湾整備計画（素案）", "港湾整備計画", true, Some("案")),
            ("令和８年度 港湾予算 概算要求", "港湾予算 概算要求", false, Some("令和８年度")),
            ("港湾戦略2025", "港湾戦略", false, Some("2025")),
            ("港湾戦略2024年改訂版", "港湾戦略", false, Some("2024年改訂版")),
            ("港湾戦略（令和７年改訂）", "港湾戦略", false, Some("令和７年改訂")),
            ("港湾の手引【概要】", "港湾の手引", false, None),
            ("次期港湾戦略改訂版", "港湾戦略", false, Some("改訂版")),
        ] {
            assert_eq!((work(title).as_deref(), edition(title, draft).as_deref()), (Some(expected), named), "{title}");
        }
        assert_eq!(work("令和８年度（案）"), None);
    }
}
