//! The real program, in a real window, driven as a person would: import, ask, open, see the mark, restart.
//!
//! Through `WebKitWebDriver` (Debian: webkit2gtk-driver), on the display at
//! hand or on an Xvfb of its own. `WebDriver` cannot drop files on a window:
//! here they are named on the command line, and the drop handler is tested in
//! the window's own tests.

#![cfg(target_os = "linux")]
#![allow(missing_docs, reason = "a test")]

mod budget;
mod links;
mod notes;
mod window;

use std::fmt::Write as _;

use serde_json::json;
use window::Desk;

/// A page as a ministry might have written it, by us.
const POLICY: &str = "医学研究の環境に関する方針\n\n１．背景\n\n大学病院に勤める医師は、診療と教育の負担が重く、研究に充てる時間を\n\
十分に取れないことが課題である。\n\n２．対応\n\n研究を支える人材を配置し、研究時間の確保に取り組む。\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_by_the_marked_passage_also_after_a_restart() {
    let desk = Desk::new();
    let file = desk.file("研究環境の方針.txt", POLICY);
    let question = "大学病院の医師はなぜ研究の時間を取れないのか";

    let window = desk.open(&[&file]).await;
    let marks = window.open_best_hit(question).await;
    for word in ["大学", "病院", "医師", "時間"] {
        assert!(marks.iter().any(|m| m.contains(word)), "{word} is not marked: {marks:?}");
    }
    window.close().await;

    let window = desk.open(&[]).await;
    // The library of the last time is open again.
    window.says("マイライブラリー").await;
    let marks = window.open_best_hit(question).await;
    assert!(marks.iter().any(|m| m.contains("医師")), "{marks:?}");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_shows_the_sample_with_its_badge() {
    let desk = Desk::new();
    let window = desk.open(&[]).await;
    window.ask("souyaku").await;
    let hit = window.see("result").await.text().await.expect("a hit has text");
    assert!(hit.contains("見本・要約"), "a summary of ours is not told from the original: {hit}");
    window.ask("宇宙麻雀").await;
    window.see("no-hit").await;
    window.close().await;
}

/// A PDF of pages with one line of text each, in a font that is not embedded, by us.
fn pdf(lines: &[String]) -> Vec<u8> {
    let pages = lines.len();
    let kids: Vec<String> = (0..pages).map(|n| format!("{} 0 R", 5 + 2 * n)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {pages}/Kids[{}]>>", kids.join(" ")),
        "<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/UniJIS-UTF16-H/DescendantFonts[4 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)\
         /Supplement 4>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/HeiseiMin-W3/Flags 4/FontBBox[0 -200 1000 900]\
         /ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>"
            .to_owned(),
    ];
    for (n, line) in lines.iter().enumerate() {
        let hex = line.encode_utf16().fold(String::new(), |hex, unit| hex + &format!("{unit:04X}"));
        let content = format!("BT /F 14 Tf 72 700 Td <{hex}> Tj ET");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            6 + 2 * n
        ));
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(file, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_pdfs_is_stopped_taken_up_again_and_searched_to_the_boxed_words() {
    const FILES: usize = 150;
    let desk = Desk::new();
    let folder = desk.data.path().join("資料");
    std::fs::create_dir(&folder).expect("a folder");
    for n in 0..FILES {
        let page = |p: usize| format!("第{n}号の{p}枚目は、沿岸の防潮堤を点検する手順を定める。");
        let pages: Vec<String> = (1..=20).map(page).collect();
        std::fs::write(folder.join(format!("{n:03}.pdf")), pdf(&pages)).expect("a file");
    }
    std::fs::write(folder.join("壊れた.pdf"), "%PDF-1.7\nnothing more").expect("a file");

    let window = desk.open(&[&folder]).await;
    window.press("[data-testid='nav-import']").await;
    window.see("import-running").await;
    window.press("[data-testid='import-pause']").await;
    window.says("一時停止").await;
    window.press("[data-testid='import-cancel']").await;
    window.see("import-summary").await;
    let rows = "return document.querySelectorAll('[data-testid=import-row]').length";
    assert!(window.value(rows).await.as_u64().is_some_and(|n| n < FILES as u64), "there was nothing left to stop");
    window.press("[data-testid='import-resume']").await;
    window.says("取込が終わりました").await;
    window.press("[data-testid='import-refused']").await;
    window.says("壊れた.pdf").await;

    let marks = window.open_best_hit("第149号の17枚目 防潮堤").await;
    assert!(marks.iter().any(|m| m.contains("防潮堤")), "{marks:?}");
    // In a window of this width the page waits until it is asked for.
    window.press("[data-testid='original-toggle']").await;
    let mark = window.see("mark-current").await;
    let page =
        window.value("return document.querySelector('[data-testid=mark-current]').closest('[data-page]').dataset.page");
    assert_eq!(page.await, json!("17"));
    // 14 points a character from 72 points on, 142 points from the top of 842.
    let script = "const m = document.querySelector('[data-testid=mark-current]'), p = m.closest('[data-page]');\
                  const a = m.getBoundingClientRect(), b = p.getBoundingClientRect(), s = 595 / b.width;\
                  return [(a.left - b.left) * s, (a.top - b.top) * s, (a.bottom - b.top) * s]";
    let place: Vec<f64> = serde_json::from_value(window.value(script).await).expect("three figures");
    assert!((place[0] - 72.0) % 14.0 < 2.0 || (place[0] - 72.0) % 14.0 > 12.0, "not at a character: {place:?}");
    assert!(place[1] < 142.0 && place[2] > 138.0 && place[2] - place[1] < 30.0, "not on the line: {place:?}");
    assert!(mark.is_displayed().await.unwrap_or(false));
    window.close().await;
}
