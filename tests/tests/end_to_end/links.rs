//! Links and たどる in the real window: from a sentence to its source, to the program that carries it out, to its money.

use crate::window::{Desk, Window};

const PLAN: &str = "離島港湾基本計画\n\n令和７年２月18日\n港湾政策会議決定\n\n第１章 はじめに\n\n\
離島に暮らす人々の足を守るため、国と自治体は港と航路を一体として支える。\n\n第２章 施策\n\n１．離島航路プロジェクト\n\n\
・ 老朽化した防波堤について、波浪の観測に基づく補修の優先順位を定め、計画的な補修を進める。\n\n\
・ 灯台の遠隔監視に必要な通信設備を整え、無人の島でも夜間の航行の安全を確保する。\n";

const REQUEST: &str = "令和９年度港湾予算概算要求の概要\n\n令和８年８月\n港湾庁\n\n１．離島航路プロジェクト\n\n\
● 防波堤補修促進事業：波浪の観測結果から補修すべき防波堤を選び、工事を行う\n概算要求額 12億円\n\n\
● 灯台遠隔化推進事業：灯台を離れた所から監視する通信設備を整備する\n概算要求額 8億円\n";

const BRIEF: &str = "防波堤補修促進事業の概要\n\n港湾庁\n\n１．趣旨\n\n\
「離島港湾基本計画」（令和７年２月18日港湾政策会議決定）には次のように記されている。\n\n\
老朽化した防波堤について、波浪の観測に基づく補修の優先順位を定め、計画的な補修を進める。\n\n２．内容\n\n\
防波堤補修促進事業では、毎年二十か所を選んで直す。\n";

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
    let files = [("計画.txt", PLAN), ("概算要求.txt", REQUEST), ("事業概要.txt", BRIEF)].map(|(name, text)| {
        let path = desk.data.path().join(name);
        std::fs::write(&path, text).expect("a file to import");
        path
    });

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
