//! Links and たどる in the real window: from a sentence to its source, to the program that carries it out, to its money.

use tadori_tests::chain::{BRIEF, PLAN, REQUEST};

use crate::window::{Desk, Window};

/// `ArrowRight`, as `WebDriver` names it: unfolds a row.
const RIGHT: &str = "\u{E014}";

/// Opens the brief and puts the cursor on its quoted sentence.
async fn at_the_sentence(window: &Window) {
    window.open_best_hit("毎年二十か所").await;
    window.press_words("[data-testid='reader-block']", "老朽化した防波堤").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_leads_to_source_program_and_money_and_a_rejected_link_stays_rejected() {
    let desk = Desk::new();
    let files = [("計画.txt", PLAN), ("概算要求.txt", REQUEST), ("事業概要.txt", BRIEF)]
        .map(|(name, text)| desk.file(name, text));

    let window = desk.open(&files.each_ref().map(std::path::PathBuf::as_path)).await;
    at_the_sentence(&window).await;
    // The plan's sentence, by its wording.
    window.type_keys("t").await;
    window.wait("#view-trace [data-node]").await;
    window.press_words("#view-trace [role='tab']", "一覧").await;
    // In so small a library few words are rare, and no likeness is sure.
    window.press_words("#view-trace button", "参考も").await;
    window.go_down("#trace-list", "[data-kind='quotes']").await;
    // From there the program, and its amount.
    window.type_keys(RIGHT).await;
    window.go_down("#trace-list", "[data-kind='implements']").await;
    window.type_keys(RIGHT).await;
    let money = window.wait("#trace-list [role='treeitem'][data-kind='funds']").await;
    let text = money.text().await.expect("a row has text");
    assert!(text.contains("12億円"), "{text}");
    // One link is wrong, a person says.
    window.press("#trace-list [role='treeitem'][data-kind='quotes']").await;
    window.wait("dialog[open]").await;
    window.press_words("dialog[open] button", "退ける").await;
    window.says("利用者の判断").await;
    window.close().await;

    let window = desk.open(&[]).await;
    at_the_sentence(&window).await;
    // The window is narrow: the pane is asked for.
    window.press_words("#view-reader button", "つながり").await;
    window.press_words("[data-region='links'] button", "選んだ段落").await;
    window.press_words("[data-region='links'] button", "退けたもの").await;
    window.wait("[data-region='links'] .rejected button[data-kind='quotes']").await;
    window.close().await;
}
