//! Where passages stand on the pages of the original.

use tadori_library::{Original, PageBox, Rect};
use tadori_tests::{Desk, import, run, shared_pdfs};

fn inside(boxed: &PageBox, width: f32, height: f32) -> bool {
    let Rect { left, top, right, bottom } = boxed.rect;
    left >= -1.0 && top >= -1.0 && right <= width + 1.0 && bottom <= height + 1.0 && left <= right && top <= bottom
}

#[test]
fn blocks_and_hits_are_boxed_on_their_pages() {
    let Some(folder) = shared_pdfs("made") else { return };
    for name in ["own_lo_docx_noto.pdf", "own_ty_2col.pdf", "own_lo_docx_vertical.pdf", "own_cr_table.pdf"] {
        let desk = Desk::new();
        let library = desk.open_with_helper();
        let report = import(&library, &[folder.join(name)]).remove(0);
        assert!(report.pages > 0, "{name}");
        let reading = library.read(&report.documents[0], "研究").expect("it can be read");
        assert_eq!((reading.original, reading.pages.len() as u32), (Original::Pdf, report.pages), "{name}");
        assert_eq!(
            library.original(&report.documents[0]).expect("its bytes"),
            std::fs::read(folder.join(name)).expect("it")
        );
        let mut marked = 0;
        for block in &reading.blocks {
            let text = &block.row.block.text;
            assert!(!block.boxes.is_empty(), "{name}: “{text}” stands nowhere");
            assert_eq!(block.row.block.page, Some(block.boxes[0].page), "{name}: “{text}” begins elsewhere");
            for boxed in block.boxes.iter().chain(&block.mark_boxes) {
                let page = &reading.pages[boxed.page as usize - 1];
                let (width, height) = page.size.expect("a PDF has sizes");
                assert!(inside(boxed, width, height), "{name}: “{text}”: {boxed:?} is not on its page");
            }
            assert!(block.mark_boxes.len() >= block.marks.len(), "{name}: “{text}”");
            // A hit stands within its block.
            for mark in &block.mark_boxes {
                let holds = |b: &PageBox| {
                    b.page == mark.page
                        && b.rect.left - 0.1 <= mark.rect.left
                        && mark.rect.right <= b.rect.right + 0.1
                        && b.rect.top - 0.1 <= mark.rect.top
                        && mark.rect.bottom <= b.rect.bottom + 0.1
                };
                assert!(block.boxes.iter().any(holds), "{name}: “{text}”: {mark:?}");
                marked += 1;
            }
        }
        assert!(marked > 0, "{name} has hits");
    }
}

#[test]
fn passages_carry_page_and_boxes() {
    let Some(folder) = shared_pdfs("made") else { return };
    let desk = Desk::new();
    let library = desk.open_with_helper();
    let id = import(&library, &[folder.join("own_ty_table.pdf")]).remove(0).documents.remove(0);
    drop(library);
    let output = run(&desk, &["passages", &id]);
    assert!(output.status.success());
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(value["page"].as_u64().is_some(), "{line}");
        for boxed in value["boxes"].as_array().unwrap_or_else(|| panic!("no boxes: {line}")) {
            assert_eq!(boxed.as_array().map(Vec::len), Some(5), "{line}");
        }
    }
}

#[test]
fn text_without_pages_has_none() {
    let desk = Desk::new();
    let library = desk.with(&[("a.md", "# 計画\n\n桟橋を点検する。\n")]);
    let id = library.documents()[0].id.to_string();
    let reading = library.read(&id, "桟橋").expect("it can be read");
    assert_eq!((reading.original, reading.pages.len()), (Original::None, 0));
    assert!(reading.blocks.iter().all(|b| b.boxes.is_empty() && b.mark_boxes.is_empty()));
}
