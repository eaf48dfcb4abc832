//! What holds for every document.

use std::fmt::Debug;

use tadori_ingest::{Format, Ingested};
use tadori_text::{Alignment, Block, BlockKind, Document, PageBox, Rect, Span};

/// Points by which a box may be outside its page, for rounding.
const ROUNDING: f32 = 0.01;

/// Checks a file that was read; panics where something does not hold.
pub fn check(ingested: &Ingested) {
    for entry in &ingested.documents {
        let document = &entry.document;
        check_pages(document);
        check_layout(document);
        let mut last = Place::default();
        for (index, block) in document.blocks.iter().enumerate() {
            last = check_place(document, block, entry.record.is_some(), &last);
            check_outline(document, index);
            // Markdown has entities and escapes; all else is read as it stands.
            check_alignment(document, block, ingested.format != Format::Markdown);
            for PageBox { page, rect } in document.boxes(index) {
                check_box(document, page, rect, block);
            }
        }
        for guess in &document.guesses {
            assert!(guess.block < document.blocks.len() && !guess.value.is_empty(), "{guess:?}");
        }
    }
    for warning in &ingested.warnings {
        assert!(!warning.message.is_empty(), "{warning:?}");
    }
    // What a child process reads goes through here.
    let packed = postcard::to_stdvec(ingested).expect("plain values have a packed form");
    assert!(postcard::from_bytes::<Ingested>(&packed).is_ok_and(|back| back == *ingested), "{ingested:?}");
}

/// Where the block before began.
#[derive(Default)]
struct Place {
    start: usize,
    page: u32,
}

fn check_place(document: &Document, block: &Block, is_record: bool, last: &Place) -> Place {
    let source = document.source.text();
    assert!(!block.text.trim().is_empty(), "no text: {block:?}");
    assert!(block.span.start < block.span.end && source.get(block.span.start..block.span.end).is_some(), "{block:?}");
    assert!(block.span.start >= last.start, "out of order: {block:?}");
    if is_record {
        assert!(block.lines.first >= 1 && block.lines.first == block.lines.last, "{block:?}");
    } else {
        assert_eq!(block.lines, document.source.lines_of(block.span), "{block:?}");
    }
    let page = block.page.unwrap_or(last.page);
    assert!(block.page.is_none_or(|p| (1..=document.pages.len()).contains(&(p as usize))), "{block:?}");
    assert!(page >= last.page, "pages out of order: {block:?}");
    Place { start: block.span.start, page }
}

fn check_outline(document: &Document, index: usize) {
    let blocks = &document.blocks;
    let block = &blocks[index];
    assert_eq!(block.kind == BlockKind::Heading, block.heading.is_some(), "{block:?}");
    assert!(block.heading.as_ref().is_none_or(|h| h.level >= 1), "{block:?}");
    let note_of = block.note_of.is_none_or(|of| of < blocks.len() && of != index && block.kind == BlockKind::Footnote);
    assert!(note_of, "{block:?}");
    let (mut above, mut steps) = (block.parent, 0);
    while let Some(parent) = above {
        steps += 1;
        assert!(steps < blocks.len(), "parents in a circle: {block:?}");
        assert!(blocks.get(parent).is_some_and(|p| p.heading.is_some()), "{block:?}");
        above = blocks[parent].parent;
    }
    let path = document.section(index);
    assert_eq!(path.len(), steps, "{block:?}");
    let levels: Vec<u8> = path.iter().filter_map(|&p| Some(blocks[p].heading.as_ref()?.level)).collect();
    assert!(levels.is_sorted(), "{levels:?} above {block:?}");
}

fn check_alignment(document: &Document, block: &Block, verbatim: bool) {
    let source = document.source.text();
    let Block { text, alignment, span, .. } = block;
    assert_eq!(alignment.to_original(Span::new(0, text.len())), *span, "{block:?}");
    for (at, c) in text.char_indices() {
        let derived = Span::new(at, at + c.len_utf8());
        let original = alignment.to_original(derived);
        assert!(original.start >= span.start && original.end <= span.end, "{derived:?} of {block:?}");
        let Some(stands_for) = source.get(original.start..original.end) else { panic!("{derived:?} of {block:?}") };
        if original.is_empty() {
            // Put in: between cells, at a wrap.
            assert!(!verbatim || c.is_whitespace(), "{c:?} out of nothing in {block:?}");
        } else {
            assert!(!verbatim || stands_for.chars().eq([c]), "{c:?} from {stands_for:?} in {block:?}");
            let back = alignment.to_derived(original);
            assert!(back.start <= derived.start && back.end >= derived.end, "{derived:?} of {block:?}");
        }
    }
    let mut last = span.start;
    for stretch in alignment.originals(Span::new(0, text.len())) {
        assert!(stretch.start >= last && stretch.end > stretch.start && stretch.end <= span.end, "{block:?}");
        assert!(source.get(stretch.start..stretch.end).is_some(), "{block:?}");
        last = stretch.end;
    }
    let stored = serde_json::to_string(alignment).expect("an alignment has a JSON form");
    assert!(serde_json::from_str::<Alignment>(&stored).is_ok_and(|back| back == *alignment), "{stored}");
}

fn check_pages(document: &Document) {
    for (page, number) in document.pages.iter().zip(1..) {
        assert_eq!(page.number, number);
        assert!(page.size.is_none_or(|(w, h)| w.is_finite() && h.is_finite() && w >= 0.0 && h >= 0.0), "{page:?}");
    }
}

fn check_layout(document: &Document) {
    assert!(document.layout.lines.len() <= document.source.line_count());
    for (line, number) in document.layout.lines.iter().zip(1..).filter_map(|(line, n)| Some((line.as_ref()?, n))) {
        check_box(document, line.page, line.rect, line);
        let characters = document.source.line(number).chars().count();
        assert!(line.stops.is_empty() || line.stops.len() == characters + 1, "{characters} characters: {line:?}");
        assert!(line.stops.iter().all(|stop| stop.is_finite()), "{line:?}");
    }
}

fn check_box(document: &Document, page: u32, rect: Rect, of: &impl Debug) {
    let size = page.checked_sub(1).and_then(|p| document.pages.get(p as usize)).map(|page| page.size);
    let Some(size) = size else { panic!("page {page} of {}: {of:?}", document.pages.len()) };
    let Rect { left, top, right, bottom } = rect;
    assert!([left, top, right, bottom].iter().all(|edge| edge.is_finite()), "{of:?}");
    assert!(left <= right && top <= bottom, "{rect:?} of {of:?}");
    if let Some((width, height)) = size {
        let inside = left >= -ROUNDING && top >= -ROUNDING && right <= width + ROUNDING && bottom <= height + ROUNDING;
        assert!(inside, "{rect:?} on a page of {width} × {height}: {of:?}");
    }
}
