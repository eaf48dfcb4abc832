//! Excerpts as rows, for workbooks and CSV: one list of columns for both.

use crate::report::{Excerpt, Part};
use crate::write::{Job, state};

/// The head over the quotes; whoever reads a file back looks for it.
pub(crate) const QUOTE: &str = "引用";
/// The head over what does not fit into one cell of a quote.
pub(crate) const QUOTE_ON: &str = "引用（続き）";

/// The heads, in order, with how wide a column is in half-width characters.
pub(crate) const HEADS: [(&str, u16); 19] = [
    ("番号", 6),
    ("節", 16),
    (QUOTE, 60),
    ("メモ", 40),
    ("タグ", 16),
    ("色", 8),
    ("出典", 44),
    ("題名", 30),
    ("版", 14),
    ("決定日", 12),
    ("決定主体", 14),
    ("見出し", 30),
    ("頁", 8),
    ("行", 10),
    ("状態", 14),
    ("リンク", 24),
    ("ファイル", 20),
    ("ファイルのハッシュ（BLAKE3）", 20),
    ("原文のURL", 24),
];

/// Index of the number, of the quote, of the date and of the addresses among [`HEADS`].
pub(crate) const NUMBER_AT: usize = 0;
pub(crate) const QUOTE_AT: usize = 2;
pub(crate) const DATE_AT: usize = 9;
pub(crate) const LINK_AT: usize = 15;
pub(crate) const URL_AT: usize = 18;

/// An excerpt's words under [`HEADS`]. `section`: the headings of the report above it.
pub(crate) fn cells(job: &Job<'_>, number: usize, section: &[&str], excerpt: &Excerpt) -> [String; HEADS.len()] {
    let (source, place) = (&excerpt.source, &excerpt.place);
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    let date = match (source.draft, &source.decided_on) {
        (true, _) => "案・日付未定".to_owned(),
        (false, date) => date.as_ref().map(ToString::to_string).unwrap_or_default(),
    };
    let range = |first: &str, last: &str| if first == last { first.to_owned() } else { format!("{first}–{last}") };
    [
        number.to_string(),
        section.join(" › "),
        excerpt.quote.clone(),
        excerpt.note.clone(),
        excerpt.tags.join("、"),
        excerpt.colour.as_ref().map(|c| c.name.clone()).unwrap_or_default(),
        job.citation(excerpt),
        source.title.clone(),
        of(&source.edition),
        date,
        if source.draft { String::new() } else { of(&source.decided_by) },
        place.section.join(" › "),
        place.pages.as_ref().map(|p| range(&p.first, &p.last)).unwrap_or_default(),
        place.lines.map(|l| range(&l.first.to_string(), &l.last.to_string())).unwrap_or_default(),
        state(excerpt.state).unwrap_or("原文どおり").to_owned(),
        excerpt.link.clone(),
        source.file.clone(),
        source.hash.clone(),
        of(&source.url),
    ]
}

/// The headings above the part that comes next.
#[derive(Default)]
pub(crate) struct Path<'r> {
    titles: Vec<(u8, &'r str)>,
}

impl<'r> Path<'r> {
    /// Goes past a part.
    pub(crate) fn pass(&mut self, part: &'r Part) {
        if let Part::Section(section) = part {
            self.titles.retain(|(level, _)| *level < section.level);
            self.titles.push((section.level, &section.title));
        }
    }

    /// Outermost first.
    pub(crate) fn titles(&self) -> Vec<&'r str> {
        self.titles.iter().map(|t| t.1).collect()
    }
}
