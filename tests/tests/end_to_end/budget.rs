//! 予算 and 事業 in the real window.

use crate::window::Desk;

/// A request as a ministry might have written it, by us: two amounts that nothing ties, two that are tied.
const REQUEST: &str = "令和９年度港湾予算概算要求の概要\n\n令和８年８月\n港湾庁\n\n１．港湾プロジェクト\n\n\
● 防波堤補修促進事業：古い防波堤を補修する\n● 灯台遠隔化推進事業：灯台を離れた所から動かす\n\
● 航路測量高度化事業：海図を改める\n\n概算要求額 12億円\n\n概算要求額 8億円\n\u{c}２．漁港プロジェクト\n\n\
◆ 桟橋改修支援事業（国）\n 傷んだ桟橋を改修する。令和９年度概算要求額 35億円\n\n\
◆ 水産加工施設整備事業（農）\n 加工の施設を整備する。令和９年度概算要求額 6億円\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_opens_its_sentence_and_a_decision_outlasts_the_program() {
    let desk = Desk::new();
    let file = desk.file("概算要求.txt", REQUEST);

    let window = desk.open(&[&file]).await;
    window.open_best_hit("桟橋").await;
    window.press("[data-testid='nav-budget']").await;
    window.see("budget-row").await;
    // To one ministry, and from its figure to the sentence.
    window.press("input[data-testid='filter-ministry'][value='国']").await;
    window.gone("水産加工施設整備事業", "[data-testid='budget-row']").await;
    let row = window.see("budget-row").await.text().await.expect("a row has text");
    assert!(row.contains("桟橋改修支援事業") && row.contains("3,500"), "{row}");
    window.press("[data-testid='budget-row']").await;
    window.see("reader").await;
    window.says("傷んだ桟橋を改修する。").await;

    // What nothing ties has no ministry yet; it is decided, and stays so.
    window.press("[data-testid='nav-budget']").await;
    window.press("input[data-testid='filter-ministry'][value='国']").await;
    window.press("[data-testid='budget-tab-undecided']").await;
    window.see("undecided-row").await;
    window.press("[data-testid='candidate']").await;
    let decided = window.see("decided").await.text().await.expect("it says what");
    assert!(decided.contains("防波堤補修促進事業"), "{decided}");
    window.close().await;

    let window = desk.open(&[]).await;
    window.press("[data-testid='nav-budget']").await;
    window.press("[data-testid='budget-tab-undecided']").await;
    let decided = window.see("decided").await.text().await.expect("it says what");
    assert!(decided.contains("防波堤補修促進事業"), "after a restart: {decided}");
    // The program has its page, with the amount that was decided.
    window.press("[data-testid='nav-programs']").await;
    window.press("[data-testid='program-row']").await;
    window.see("program-name").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_added_is_found_and_stays_until_it_is_taken_back() {
    let desk = Desk::new();
    let file = desk.file("概算要求.txt", REQUEST);

    let window = desk.open(&[&file]).await;
    window.open_best_hit("桟橋").await;
    window.press("[data-testid='nav-programs']").await;
    window.see("program-row").await;
    let filter = window.see("program-filter").await;
    filter.send_keys("桟橋").await.expect("it takes keys");
    window.gone("水産加工", "[data-testid='program-row']").await;
    window.press("[data-testid='program-row'][data-kind='program']").await;
    let field = window.see("name-add").await;
    field.send_keys("桟橋の手当て").await.expect("it takes keys");
    window.press("[data-testid='name-same']").await;
    window.says("桟橋の手当て（利用者の判断）").await;
    // A query by the new name finds what the documents call otherwise.
    window.open_best_hit("桟橋の手当て").await;
    window.says("桟橋改修支援事業").await;
    window.close().await;

    let window = desk.open(&[]).await;
    window.press("[data-testid='nav-programs']").await;
    window.says("桟橋の手当て（利用者の判断）").await;
    window.press("[data-testid='name-apart']").await;
    window.see("program-apart").await;
    window.press("[data-testid='program-apart'] [data-testid='name-take-back']").await;
    window.gone("桟橋の手当て", "[data-testid='program-names']").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_tell_what_the_text_says_and_lead_to_the_program() {
    let desk = Desk::new();
    let file = desk.file("概算要求.txt", REQUEST);

    let window = desk.open(&[&file]).await;
    window.open_best_hit("桟橋").await;
    window.press("[data-testid='show-facts']").await;
    window.press("[data-testid='fact'][data-kind='amount']").await;
    window.see("fact-card").await;
    window.says("億円 = ").await;
    window.press("[data-testid='fact'][data-kind='program']").await;
    window.press("[data-testid='fact-program']").await;
    window.see("program-name").await;
    window.close().await;

    // The marks are remembered.
    let window = desk.open(&[]).await;
    window.open_best_hit("桟橋").await;
    window.see("fact").await;
    window.close().await;
}
