//! The order in which the boxes of a slide are read.
//!
//! Boxes are stored in the order in which they were drawn. Most authors draw as they write, and their order is the best
//! there is: it knows what belongs together. Where a box comes before one that stands wholly above it in the same
//! column, the order was lost (a box was added or copied later), and the slide is cut where the widest gap goes through
//! it, again and again: what is above before what is below, left before right.

use super::shapes::{Area, Role, Shape};

/// Boxes that are looked at one by one; a slide with more is a drawing.
const MOST: usize = 400;

/// Sorts shapes: the title first, furniture last.
pub(super) fn sort(shapes: &mut Vec<Shape>) {
    shapes.sort_by_key(|s| match s.role {
        Role::Title => 0,
        Role::Body => 1,
        Role::Furniture | Role::Number => 2,
    });
    let body = shapes.iter().position(|s| s.role == Role::Body);
    let Some(start) = body else { return };
    let end = shapes.iter().rposition(|s| s.role == Role::Body).unwrap_or(start) + 1;
    let areas: Vec<Option<Area>> = shapes[start..end].iter().map(|s| s.area).collect();
    let Some(areas) = areas.into_iter().collect::<Option<Vec<Area>>>() else { return };
    if areas.len() > MOST || !is_lost(&areas) {
        return;
    }
    let mut order = Vec::new();
    cut(&areas, (0..areas.len()).collect(), &mut order);
    let mut sorted: Vec<Option<Shape>> = shapes.drain(start..end).map(Some).collect();
    let tail = shapes.split_off(start);
    shapes.extend(order.into_iter().filter_map(|i| sorted[i].take()));
    shapes.extend(tail);
}

/// Whether a box comes before another that stands wholly above it, one below the other.
fn is_lost(areas: &[Area]) -> bool {
    areas.iter().enumerate().any(|(i, first)| {
        areas[i + 1..].iter().any(|second| {
            let above = second.bottom <= first.top;
            let column = second.left < first.right && first.left < second.right;
            above && column
        })
    })
}

/// Cuts boxes apart where the gap is widest; what cannot be cut is read from top to bottom.
fn cut(areas: &[Area], mut boxes: Vec<usize>, order: &mut Vec<usize>) {
    let rows = gap(areas, &mut boxes, |a| (a.top, a.bottom));
    let columns = gap(areas, &mut boxes, |a| (a.left, a.right));
    let widest: Option<(Gap, Start)> = match (rows, columns) {
        (Some(row), Some(column)) if row.width < column.width => Some((column, |a| a.left)),
        (Some(row), _) => Some((row, |a| a.top)),
        (None, Some(column)) => Some((column, |a| a.left)),
        (None, None) => None,
    };
    let Some((gap, start)) = widest else {
        boxes.sort_by(|&a, &b| {
            let (a, b) = (&areas[a], &areas[b]);
            a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left))
        });
        order.extend(boxes);
        return;
    };
    let (before, after) = boxes.into_iter().partition(|&i| start(&areas[i]) < gap.at);
    cut(areas, before, order);
    cut(areas, after, order);
}

/// The edge at which a box begins.
type Start = fn(&Area) -> f64;

/// A stretch without boxes.
#[derive(Clone, Copy)]
struct Gap {
    /// Where the boxes behind it begin.
    at: f64,
    width: f64,
}

/// The widest gap between boxes in one direction.
fn gap(areas: &[Area], boxes: &mut [usize], extent: fn(&Area) -> (f64, f64)) -> Option<Gap> {
    boxes.sort_by(|&a, &b| extent(&areas[a]).0.total_cmp(&extent(&areas[b]).0));
    let (first, mut end) = boxes.first().map(|&i| extent(&areas[i]))?;
    let mut widest: Option<Gap> = None;
    for &i in boxes.iter().skip(1) {
        let (start, stop) = extent(&areas[i]);
        let width = start - end;
        // Something is to be left on either side.
        if width >= 0.0 && start > first && widest.is_none_or(|w| width > w.width) {
            widest = Some(Gap { at: start, width });
        }
        end = end.max(stop);
    }
    widest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Paragraph;
    use tadori_text::BlockKind;

    fn sorted(boxes: &[(&str, f64, f64, f64, f64)]) -> String {
        let mut shapes: Vec<Shape> = boxes
            .iter()
            .map(|&(text, left, top, right, bottom)| Shape {
                role: Role::Body,
                area: Some(Area { left, top, right, bottom }),
                paragraphs: vec![Paragraph::new(BlockKind::Paragraph, text)],
            })
            .collect();
        sort(&mut shapes);
        shapes.iter().map(Shape::text).collect()
    }

    #[test]
    fn the_order_of_drawing_holds_where_it_can() {
        // Right column first: nothing stands above what comes before it in its own column.
        assert_eq!(sorted(&[("右", 50.0, 0.0, 90.0, 40.0), ("左", 0.0, 0.0, 40.0, 40.0)]), "右左");
    }

    #[test]
    fn a_lost_order_is_made_by_gaps() {
        let boxes = [
            ("尾", 0.0, 90.0, 100.0, 99.0),
            ("右下", 55.0, 50.0, 100.0, 75.0),
            ("左上", 0.0, 20.0, 45.0, 45.0),
            ("右上", 55.0, 20.0, 100.0, 45.0),
            ("左下", 0.0, 50.0, 45.0, 75.0),
            ("頭", 0.0, 0.0, 100.0, 10.0),
        ];
        assert_eq!(sorted(&boxes), "頭左上左下右上右下尾");
        // Boxes that touch or lie upon one another.
        let crossed = [("下", 0.0, 30.0, 100.0, 60.0), ("上", 0.0, 0.0, 100.0, 30.0), ("中", 10.0, 20.0, 90.0, 40.0)];
        assert_eq!(sorted(&crossed), "上中下");
    }
}
