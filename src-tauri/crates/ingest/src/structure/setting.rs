//! How lines are set on their pages, where the format knows: what plain text can only guess from blank lines, indents
//! and repetition is seen here.

use std::collections::{HashMap, HashSet};

use tadori_text::{Rect, Source};

use super::line::{Line, Role};

/// How a line is set on its page, where the format knows it: what plain text can only guess from blank lines, indents
/// and repetition is seen here.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "what is seen of a line on its page, each by itself")]
pub(crate) struct Setting {
    /// Page, counted from 1.
    pub(crate) page: u32,
    /// The page is wider than it is high.
    pub(crate) landscape: bool,
    /// Where on it.
    pub(crate) rect: Rect,
    /// Written from top to bottom.
    pub(crate) vertical: bool,
    /// Size of the type in points.
    pub(crate) size: f32,
    /// Set bold throughout.
    pub(crate) bold: bool,
    /// Its Japanese letters are ゴシック throughout.
    pub(crate) gothic: bool,
    /// Page number, running head or foot, by its place on many pages.
    pub(crate) furniture: bool,
    /// The cell of a ruled table that it stands in.
    pub(crate) cell: Option<Cell>,
}

/// A cell of a ruled table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The table, counted through the document.
    pub(crate) table: u32,
    /// Row, counted from 0.
    pub(crate) row: u32,
    /// Column, counted from 0.
    pub(crate) column: u32,
}

/// Takes the settings, by line number − 1, into the lines: pages, gaps, indents, widths, furniture, rows of tables.
pub(super) fn apply(lines: &mut [Line<'_>], source: &Source, settings: &[Option<Setting>]) {
    for line in &mut *lines {
        let number = source.lines_of(line.span).first;
        line.setting = settings.get(number as usize - 1).copied().flatten();
    }
    let Some(usual) = Usual::of(lines) else { return };
    let origins = origins(lines);
    let mut last: Option<Setting> = None;
    for line in &mut *lines {
        let Some(setting) = line.setting else { continue };
        let place = Place::new(&setting);
        let column = usual.size / 2.0;
        let origin = origins.get(&(setting.page, setting.vertical)).copied().unwrap_or_default();
        line.indent = whole((place.start - origin) / column);
        line.width = whole((place.end - place.start) / column);
        line.large = usual.is_large(&setting);
        line.stands_out = line.large
            || (setting.bold && !usual.bold)
            || (setting.gothic && !usual.gothic && setting.size >= usual.size);
        line.page_start = last.is_none_or(|l| l.page != setting.page);
        line.breaks = line.page_start;
        (line.blanks, line.turn) = match last {
            // Below what heads the page the text begins, wherever that stands.
            Some(last) if last.page == setting.page && last.furniture != setting.furniture => (1, true),
            Some(last) if last.page == setting.page => usual.gap(&last, &setting),
            _ => (0, false),
        };
        let label = setting.vertical && !usual.vertical && line.text.chars().count() <= LABEL;
        if setting.furniture || label {
            line.role = Role::Furniture;
        }
        last = Some(setting);
    }
    mark_rows(lines);
}

/// The nearest whole number from 0 on.
#[expect(clippy::cast_sign_loss, reason = "never below 0")]
const fn whole(value: f32) -> u32 {
    value.round().max(0.0) as u32
}

/// By how much larger type is to be seen.
const LARGER: f32 = 1.12;
/// From line to line of a title, in sizes of its type: large type is set on the grid of the text, two lines to a line.
const LARGE_LEADING: f32 = 1.9;
/// Letters of a vertical label on a page that is written across.
const LABEL: usize = 16;

/// A line along and across the direction in which its page is written.
struct Place {
    start: f32,
    end: f32,
    /// Where its letters stand across the direction of writing; grows from line to line.
    base: f32,
}

impl Place {
    fn new(setting: &Setting) -> Self {
        let Rect { left, top, right, bottom } = setting.rect;
        if setting.vertical {
            Self { start: top, end: bottom, base: -(left + right) / 2.0 }
        } else {
            Self { start: left, end: right, base: f32::midpoint(top, bottom) }
        }
    }
}

/// What most of the text does.
struct Usual {
    /// Size of the type, points.
    size: f32,
    bold: bool,
    gothic: bool,
    vertical: bool,
    /// From line to line, in sizes of the type.
    leading: f32,
}

impl Usual {
    fn of(lines: &[Line<'_>]) -> Option<Self> {
        let mut sizes: HashMap<u32, usize> = HashMap::new();
        let (mut all, mut bold, mut gothic, mut vertical) = (0, 0, 0, 0);
        for (line, setting) in lines.iter().filter_map(|l| Some((l, l.setting?))).filter(|(_, s)| !s.furniture) {
            let chars = line.text.chars().filter(|c| c.is_alphanumeric()).count();
            // Half a point is the finest step that is meant.
            *sizes.entry(whole(setting.size * 2.0)).or_default() += chars;
            all += chars;
            bold += if setting.bold { chars } else { 0 };
            gothic += if setting.gothic { chars } else { 0 };
            vertical += if setting.vertical { chars } else { 0 };
        }
        let (&size, _) = sizes.iter().max_by_key(|&(&size, &chars)| (chars, size))?;
        let size = (size as f32 / 2.0).max(1.0);
        let settings: Vec<Setting> = lines.iter().filter_map(|l| l.setting).collect();
        let mut steps: Vec<f32> = settings
            .windows(2)
            .filter(|w| w[0].page == w[1].page && w[0].vertical == w[1].vertical)
            .map(|w| (Place::new(&w[1]).base - Place::new(&w[0]).base) / w[0].size.max(w[1].size).max(1.0))
            .filter(|step| (0.8..3.5).contains(step))
            .collect();
        steps.sort_by(f32::total_cmp);
        // Gaps between paragraphs are wider, never narrower.
        let leading = steps.get(steps.len() / 5).copied().unwrap_or(1.5);
        Some(Self { size, bold: bold * 2 > all, gothic: gothic * 3 > all, vertical: vertical * 2 > all, leading })
    }

    fn is_large(&self, setting: &Setting) -> bool {
        setting.size >= self.size * LARGER
    }

    fn are_large(&self, last: &Setting, setting: &Setting) -> bool {
        self.is_large(last) && self.is_large(setting) && same_size(last, setting)
    }

    /// Blank lines between two lines of a page, and whether the second begins a column or a box of its own.
    fn gap(&self, last: &Setting, setting: &Setting) -> (u32, bool) {
        let size = last.size.max(setting.size).max(1.0);
        let (a, b) = (Place::new(last), Place::new(setting));
        let step = (b.base - a.base) / size;
        if last.vertical != setting.vertical || step < -0.5 {
            return (0, true);
        }
        // Side by side: the cells of a row, two boxes.
        if step < 0.5 {
            return (1, b.start > a.end || b.end < a.start);
        }
        let apart = b.start > a.end || b.end < a.start;
        let spaced = if self.are_large(last, setting) { self.leading.max(LARGE_LEADING) } else { self.leading };
        let blanks = if step > spaced * 1.3 { whole(step / spaced - 1.0).max(1) } else { 0 };
        (blanks.min(9), apart)
    }
}

/// Whether two lines of large type are one title: of one size, set around one axis or from one margin.
pub(super) fn is_one_title(last: &Line<'_>, line: &Line<'_>) -> bool {
    let (Some(a), Some(b)) = (last.setting, line.setting) else { return false };
    let (one, two) = (Place::new(&a), Place::new(&b));
    let near = |x: f32, y: f32| (x - y).abs() < a.size;
    let set_alike =
        near(f32::midpoint(one.start, one.end), f32::midpoint(two.start, two.end)) || near(one.start, two.start);
    last.large && line.large && same_size(&a, &b) && set_alike
}

fn same_size(a: &Setting, b: &Setting) -> bool {
    (a.size - b.size).abs() < 0.5
}

/// Where the lines of each page begin, by page and direction.
fn origins(lines: &[Line<'_>]) -> HashMap<(u32, bool), f32> {
    let mut origins: HashMap<(u32, bool), f32> = HashMap::new();
    for setting in lines.iter().filter_map(|l| l.setting).filter(|s| !s.furniture) {
        let start = Place::new(&setting).start;
        let origin = origins.entry((setting.page, setting.vertical)).or_insert(start);
        *origin = origin.min(start);
    }
    origins
}

/// Gives the lines of each row of a ruled table their role; a frame around text is no table.
fn mark_rows(lines: &mut [Line<'_>]) {
    let mut columns: HashMap<u32, HashSet<u32>> = HashMap::new();
    for cell in lines.iter().filter_map(|l| l.setting?.cell) {
        columns.entry(cell.table).or_default().insert(cell.column);
    }
    let mut rows: HashMap<(u32, u32), usize> = HashMap::new();
    for (at, line) in lines.iter_mut().enumerate() {
        let Some(cell) = line.setting.and_then(|s| s.cell) else { continue };
        if line.role == Role::Body && columns.get(&cell.table).is_some_and(|c| c.len() > 1) {
            line.role = Role::Row(*rows.entry((cell.table, cell.row)).or_insert(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::read_set;

    /// A line of ten-point type at `left`, `top` on `page`.
    fn at(page: u32, left: f32, top: f32, text: &str) -> Setting {
        let right = left + crate::width::width(text) as f32 * 5.0;
        let rect = Rect { left, top, right, bottom: top + 10.0 };
        Setting {
            page,
            landscape: false,
            rect,
            vertical: false,
            size: 10.0,
            bold: false,
            gothic: false,
            furniture: false,
            cell: None,
        }
    }

    /// Reads lines that are set; compares kind and text of their blocks.
    #[track_caller]
    fn check(lines: &[(&str, Setting)], expected: &[&str]) {
        let text: String = lines.iter().flat_map(|(text, _)| [text, "\n"]).collect();
        let settings: Vec<Option<Setting>> = lines.iter().map(|&(_, setting)| Some(setting)).collect();
        let document = read_set(text, &settings, &mut Vec::new());
        let blocks: Vec<String> =
            document.blocks.iter().map(|b| format!("{} {} {}", b.page.unwrap_or(0), b.kind.as_str(), b.text)).collect();
        assert_eq!(blocks, expected);
    }

    #[test]
    fn gaps_pages_and_furniture_are_seen() {
        let head = |page| Setting { furniture: true, ..at(page, 300.0, 20.0, "川の部") };
        let lines = [
            ("川の部", head(1)),
            ("川の水位を測る装置を上流と下流とに置き、", at(1, 50.0, 50.0, "川の水位を測る装置を上流と下流とに置き、")),
            ("その値を集める", at(1, 50.0, 66.0, "その値を集める")),
            (
                "橋の板は春に替え、古い板は土手に使うと決",
                at(1, 50.0, 100.0, "橋の板は春に替え、古い板は土手に使うと決"),
            ),
            ("川の部", head(2)),
            ("めた。", at(2, 50.0, 50.0, "めた。")),
        ];
        check(
            &lines,
            &[
                "1 furniture 川の部",
                "1 paragraph 川の水位を測る装置を上流と下流とに置き、その値を集める",
                "1 paragraph 橋の板は春に替え、古い板は土手に使うと決めた。",
                "2 furniture 川の部",
            ],
        );
    }

    #[test]
    fn cells_of_a_ruled_row_are_one_block() {
        let cell = |row, column, left: f32, top: f32, text| {
            (text, Setting { cell: Some(Cell { table: 0, row, column }), ..at(1, left, top, text) })
        };
        let lines = [
            cell(0, 0, 50.0, 50.0, "川の名"),
            cell(0, 1, 200.0, 50.0, "堤の長"),
            cell(0, 1, 200.0, 66.0, "さ"),
            cell(1, 0, 50.0, 90.0, "北川"),
            cell(1, 1, 200.0, 90.0, "1,200"),
        ];
        check(&lines, &["1 table-row 川の名\t堤の長さ", "1 table-row 北川\t1,200"]);
    }

    #[test]
    fn large_type_makes_a_heading() {
        let large = |text, top| (text, Setting { size: 14.0, ..at(1, 50.0, top, text) });
        let line = |text, top| (text, at(1, 50.0, top, text));
        let lines = [
            line("川の水位を測る装置を上流に置く。", 50.0),
            large("橋の板と舟", 90.0),
            line("橋の板は春に替え、古い板は土手に使う。", 130.0),
            line("舟は秋に岸へ上げる。", 146.0),
        ];
        check(
            &lines,
            &[
                "1 paragraph 川の水位を測る装置を上流に置く。",
                "1 heading 橋の板と舟",
                "1 paragraph 橋の板は春に替え、古い板は土手に使う。舟は秋に岸へ上げる。",
            ],
        );
    }

    #[test]
    fn gothic_type_stands_out_and_a_title_in_large_type_is_one() {
        let large = |text, top| (text, Setting { size: 18.0, ..at(1, 50.0, top, text) });
        let gothic = |text, top| (text, Setting { gothic: true, ..at(1, 50.0, top, text) });
        let line = |text, top| (text, at(1, 50.0, top, text));
        let lines = [
            large("河川の整備に係る", 20.0),
            large("板の扱いと縄", 58.0),
            line("川の水位を測る装置を上流に置く。", 110.0),
            gothic("橋の板と舟", 150.0),
            line("橋の板は春に替え、古い板は土手に使う。", 166.0),
        ];
        check(
            &lines,
            &[
                "1 heading 河川の整備に係る板の扱いと縄",
                "1 paragraph 川の水位を測る装置を上流に置く。",
                "1 heading 橋の板と舟",
                "1 paragraph 橋の板は春に替え、古い板は土手に使う。",
            ],
        );
    }
}
