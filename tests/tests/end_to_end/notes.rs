//! 抜粋 in the real window: from a marked sentence to files that others open, over a restart, and back by a link.

use std::path::Path;

use serde_json::json;
use tadori_library::{Library, NotesRequest, Outcome};
use tadori_tests::chain::PLAN;

use crate::window::{Desk, Window};

/// `Control`, as `WebDriver` names it, and the key that lets go of it.
const CONTROL: &str = "\u{E009}";
const NULL: &str = "\u{E000}";

/// The sentence that is marked.
const SENTENCE: &str = "無人の島でも夜間の航行の安全を確保する";

/// Selects words in the text, as a drag of the mouse does.
async fn select(window: &Window, words: &str) {
    let script = format!(
        "const walker = document.createTreeWalker(document.querySelector('[data-testid=reader]'), NodeFilter.SHOW_TEXT); \
         while (walker.nextNode()) {{ \
           const at = walker.currentNode.textContent.indexOf('{words}'); \
           if (at < 0) continue; \
           const range = document.createRange(); \
           range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + '{words}'.length); \
           const selection = document.getSelection(); selection.removeAllRanges(); selection.addRange(range); \
           return true; \
         }} \
         return false"
    );
    assert_eq!(
        window.value(&script).await,
        json!(true),
        "“{words}” is in one run of the text:\n{}",
        window.page().await
    );
}

/// Answers the system's dialog that asks where to save, which no driver can press, with `path`; everything else goes
/// to the program.
async fn save_as(window: &Window, path: &Path) {
    let script = format!(
        "window.toTheProgram ??= window.fetch; \
         window.fetch = (to, init) => String(to).includes('dialog%7Csave') \
           ? Promise.resolve(new Response(JSON.stringify({path}), {{ headers: {{ 'Tauri-Response': 'ok', 'Content-Type': 'application/json' }} }})) \
           : window.toTheProgram(to, init); \
         return true",
        path = json!(path)
    );
    window.value(&script).await;
}

async fn control(window: &Window, key: &str) {
    window.type_keys(&format!("{CONTROL}{key}{NULL}")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_marked_sentence_becomes_a_file_outlasts_the_program_and_is_found_again_by_its_link() {
    let desk = Desk::new();
    let plan = desk.file("計画.txt", PLAN);

    let window = desk.open(&[&plan]).await;
    window.open_best_hit("遠隔監視").await;
    // The hit marks its words, which part the text; without them the sentence is one run again.
    window.press_words("[data-testid='reader-block']", "灯台").await;
    select(&window, SENTENCE).await;
    control(&window, "d").await;
    window.see("noted").await;
    control(&window, "d").await;
    window.see("note-body").await.send_keys("対象の島の数を確かめる").await.expect("it takes text");
    window.says("保存済み").await;
    window.press_words("[data-testid='note-card'] button", "抜粋集へ").await;
    window.see("put-name").await.send_keys("灯台の証拠\u{E007}").await.expect("it takes text");
    window.says("「灯台の証拠」に入れました").await;

    window.press("[data-testid='nav-notes']").await;
    window.press("[data-testid='collection'][data-collection]").await;
    window.see("note-row").await;
    let files = ["証拠.docx", "証拠.xlsx"].map(|name| desk.data.path().join(name));
    for (file, format) in files.iter().zip(["docx", "xlsx"]) {
        window.press("[data-testid='notes-export']").await;
        window.press(&format!("[data-testid='format-{format}']")).await;
        save_as(&window, file).await;
        window.press("[data-testid='export-start']").await;
        window.says(&file.display().to_string()).await;
        window.press_words("dialog[open] button", "閉じる").await;
    }
    window.close().await;

    let window = desk.open(&[]).await;
    window.press("[data-testid='nav-notes']").await;
    window.press("[data-testid='collection'][data-collection]").await;
    window.press("[data-testid='note-row']").await;
    let body = window.see("note-body").await.prop("value").await.expect("a field has a value");
    assert_eq!(body.as_deref(), Some("対象の島の数を確かめる"), "after a restart");
    window.close().await;

    // The files hold what the document says, to the letter.
    let folder = desk.data.path().join("data/libraries");
    let folder = std::fs::read_dir(folder).expect("libraries").next().expect("one").expect("it can be read").path();
    let library = Library::open(&folder).expect("the library opens");
    for file in &files {
        let quotes = library.verify(file).expect("it can be checked");
        assert!(quotes.iter().any(|q| q.quote.contains(SENTENCE)), "{}: {quotes:?}", file.display());
        assert!(quotes.iter().all(|q| matches!(q.outcome, Outcome::Exact)), "{}: {quotes:?}", file.display());
    }
    let notes = library.notes(&NotesRequest { count: 9, ..NotesRequest::default() }).expect("notes").notes;
    let link = notes[0].address().to_string();
    drop(library);

    // Started by the link that stands in the files, the program opens the sentence.
    let window = desk.open(&[Path::new(&link)]).await;
    window.see("reader").await;
    window.says(SENTENCE).await;
    window.close().await;
}
