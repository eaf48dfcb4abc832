//! Stretches that are set with a blank line behind every line, in a document that is not.
//!
//! A chapter that another office wrote, or the part of a page that a PDF has in a frame, comes out of the same file with a
//! blank line between all its lines. There one blank line means nothing, as it does where the whole document is so.

use super::habits::{Habits, Layout};
use super::line::{Line, Role};

/// Lines of a stretch; fewer can be short paragraphs that happen to follow one another.
const LEAST: usize = 8;
/// Of the lines of a stretch, at least one in so many goes on across a blank line where the one before was full.
const WRAPPED: usize = 6;

/// Takes away the blank line that stands before every line of such a stretch.
pub(super) fn close_up(lines: &mut [Line<'_>]) {
    let habits = Habits::of(lines);
    if habits.layout != Layout::Column {
        return;
    }
    let body: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].role == Role::Body).collect();
    // Whatever stands above its first line, a stretch goes on as long as the next line stands apart.
    let apart = |line: &Line<'_>| line.blanks > 0 || line.page_start;
    let stretches: Vec<&[usize]> = body.chunk_by(|_, &at| apart(&lines[at])).collect();
    for stretch in stretches {
        let wrapped = stretch.windows(2).filter(|pair| is_wrapped(&lines[pair[0]], &lines[pair[1]], habits)).count();
        if stretch.len() >= LEAST && wrapped * WRAPPED >= stretch.len() {
            for &at in &stretch[1..] {
                lines[at].blanks = lines[at].blanks.saturating_sub(1);
            }
        }
    }
}

/// Whether a sentence was wrapped between two lines that a blank one parts.
fn is_wrapped(last: &Line<'_>, line: &Line<'_>, habits: Habits) -> bool {
    let full = last.width * 5 >= habits.margin * 4;
    full && !last.ends_sentence() && line.blanks == 1 && line.marker.is_none() && !line.page_start
}
