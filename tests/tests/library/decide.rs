//! What a person decides of an undecided amount is laid over what the text says, stays, and can be taken back.

use std::ops::ControlFlow::{Break, Continue};

use tadori_library::{Budget, BudgetRow, Decision, Error, LeftOut, Library};
use tadori_tests::{Desk, assert_healthy, import};

/// Two amounts behind a list of three programs: nothing ties either to one of them.
const REQUEST: &str = "令和９年度港湾予算概算要求の概要\n\n令和８年８月\n港湾庁\n\n１．港湾プロジェクト\n\n\
                       ● 防波堤補修促進事業：古い防波堤を補修する\n● 灯台遠隔化推進事業：灯台を離れた所から動かす\n\
                       ● 航路測量高度化事業：海図を改める\n\n概算要求額 12億円\n\n概算要求額 8億円\n";

fn row(budget: &Budget, yen: i64) -> &BudgetRow {
    budget.lines.iter().find(|row| row.line.amount_yen == yen).expect("the amount is there")
}

fn told(library: &Library) -> (Option<String>, Option<LeftOut>, bool) {
    let budget = library.budget().expect("a budget");
    let row = row(&budget, 1_200_000_000);
    (row.line.subject.clone(), row.left_out, row.decided_at.is_some())
}

fn decided(name: &str) -> (Option<String>, Option<LeftOut>, bool) {
    (Some(name.to_owned()), None, true)
}

const OPEN: (Option<String>, Option<LeftOut>, bool) = (None, Some(LeftOut::Undecided), false);

fn decide(library: &Library, decision: &Decision) -> Result<Budget, Error> {
    let id = row(&library.budget()?, 1_200_000_000).id.clone();
    library.decide(&id, decision)
}

#[test]
fn a_decision_ties_the_amount_and_can_be_taken_back() {
    let desk = Desk::new();
    let library = desk.with(&[("要求.txt", REQUEST)]);
    assert_eq!(told(&library), OPEN);
    let budget = decide(&library, &Decision::For("灯台遠隔化推進事業".to_owned())).expect("it can be decided");
    let one = row(&budget, 1_200_000_000);
    assert_eq!((one.project.as_deref(), one.line.candidates.len()), (Some("港湾プロジェクト"), 3));
    assert!(!one.line.certain, "the text still ties nothing");
    assert_eq!(told(&library), decided("灯台遠隔化推進事業"));
    assert_eq!(row(&budget, 800_000_000).left_out, Some(LeftOut::Undecided), "the other one is as it was");
    decide(&library, &Decision::For("航路測量高度化事業".to_owned())).expect("it can be decided otherwise");
    assert_eq!(told(&library), decided("航路測量高度化事業"));
    decide(&library, &Decision::None).expect("it can be none");
    assert_eq!(told(&library), (None, Some(LeftOut::Rejected), true));
    decide(&library, &Decision::Open).expect("it can be taken back");
    assert_eq!(told(&library), OPEN);
    assert!(matches!(library.decide("0123.4.5", &Decision::None), Err(Error::NoAmount { .. })));
}

#[test]
fn a_decision_outlives_everything_that_is_derived_and_the_edition() {
    let desk = Desk::new();
    let library = desk.with(&[("要求.txt", REQUEST)]);
    decide(&library, &Decision::For("灯台遠隔化推進事業".to_owned())).expect("it can be decided");
    drop(library);
    let library = desk.open();
    assert_eq!(told(&library), decided("灯台遠隔化推進事業"), "opened again");
    drop(library);
    let database = rusqlite::Connection::open(desk.library().join("library.sqlite")).expect("a database");
    database.execute("UPDATE document SET structure = 1, metadata = '{}'", []).expect("it can be changed");
    drop(database);
    let library = desk.open();
    library.settle(&|_| {}).expect("it is derived anew");
    assert_eq!(told(&library), decided("灯台遠隔化推進事業"), "derived anew");
    // The same file, reissued with a line more.
    let reissued = REQUEST.replace("港湾庁\n", "港湾庁\n（９月改訂）\n");
    import(&library, &[desk.file("要求.txt", reissued)]);
    assert_eq!(told(&library), decided("灯台遠隔化推進事業"), "of the edition before");
    import(&library, &[desk.file("要求.txt", REQUEST.replace("12億円", "13億円"))]);
    let budget = library.budget().expect("a budget");
    assert!(budget.lines.iter().all(|row| row.decided_at.is_none()), "another amount was not decided");
    drop(library);
    assert_healthy(&desk.library());
}

/// Damages the database where its blocks are.
pub(crate) fn garble_blocks(desk: &Desk) {
    let database = rusqlite::Connection::open(desk.library().join("library.sqlite")).expect("a database");
    let page: u64 = database
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'block'", [], |row| row.get(0))
        .expect("a page");
    let size: u64 = database.pragma_query_value(None, "page_size", |row| row.get(0)).expect("a size");
    database.pragma_update(None, "wal_checkpoint", "TRUNCATE").ok();
    drop(database);
    let path = desk.library().join("library.sqlite");
    let mut bytes = std::fs::read(&path).expect("it can be read");
    let start = usize::try_from((page - 1) * size).expect("it fits");
    bytes[start..start + 64].fill(0xA5);
    std::fs::write(&path, bytes).expect("it can be written");
}

#[test]
fn a_decision_is_saved_from_a_damaged_database() {
    let desk = Desk::new();
    let library = desk.with(&[("要求.txt", REQUEST)]);
    decide(&library, &Decision::For("灯台遠隔化推進事業".to_owned())).expect("it can be decided");
    drop(library);
    garble_blocks(&desk);
    tadori_tests::doctor(&desk.library());
    let library = desk.open();
    assert_eq!(library.documents().len(), 1);
    assert_eq!(told(&library), decided("灯台遠隔化推進事業"));
}

#[test]
fn what_two_documents_say_is_added_once() {
    let desk = Desk::new();
    let brief = "令和９年度港湾予算の要点\n\n○ 防波堤補修促進事業 概算要求額 12億円\n";
    let paper = "令和９年度港湾予算概算要求の概要\n\n● 防波堤補修促進事業 令和９年度概算要求額 12億円\n";
    let library = desk.with(&[("要点.txt", brief), ("要求.txt", paper)]);
    let budget = library.budget().expect("a budget");
    let left: Vec<Option<LeftOut>> = budget.lines.iter().map(|row| row.left_out).collect();
    assert_eq!(left, [None, Some(LeftOut::Repeat)], "{:#?}", budget.lines);
}

#[test]
fn a_decision_that_found_no_place_is_told_and_can_be_forgotten() {
    let desk = Desk::new();
    let library = desk.with(&[("要求.txt", REQUEST)]);
    let lost = |library: &Library| library.budget().expect("a budget").lost;
    decide(&library, &Decision::For("灯台遠隔化推進事業".to_owned())).expect("it can be decided");
    assert!(lost(&library).is_empty());
    // Another sum in the same place: the sentence is there, the amount is not.
    import(&library, &[desk.file("要求.txt", REQUEST.replace("12億円", "13億円"))]);
    let one = lost(&library).pop().expect("it is told");
    assert_eq!(
        (one.quote.as_str(), one.yen, one.subject.as_deref()),
        ("12億円", 1_200_000_000, Some("灯台遠隔化推進事業"))
    );
    assert_eq!(one.document.id.to_string(), library.documents()[0].id.to_string(), "the current edition");
    // The sentence itself is gone.
    import(&library, &[desk.file("要求.txt", REQUEST.replace("概算要求額 12億円\n\n", ""))]);
    assert_eq!(lost(&library).len(), 1);
    let output = tadori_tests::run(&desk, &["budget", "--lost"]);
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one line");
    assert_eq!((line["quote"].as_str(), line["file"].as_str()), (Some("12億円"), Some("要求.txt")));
    // It is found again where the amount comes back.
    import(&library, &[desk.file("要求.txt", REQUEST.replace("港湾庁\n", "港湾庁\n（再訂）\n"))]);
    assert_eq!(told(&library), decided("灯台遠隔化推進事業"));
    assert!(lost(&library).is_empty());
    import(&library, &[desk.file("要求.txt", REQUEST.replace("12億円", "14億円"))]);
    let id = lost(&library)[0].id;
    assert!(library.forget_decision(id).expect("it can be forgotten").lost.is_empty());
    library.forget_decision(id).expect("what is gone is no fault");
    drop(library);
    assert_healthy(&desk.library());
}

#[test]
fn a_reading_is_told_shared_and_can_be_stopped() {
    let desk = Desk::new();
    let library = desk.with(&[("要求.txt", REQUEST), ("要点.txt", "令和９年度港湾予算の要点\n\n港を直す。\n")]);
    let stopped = library.budget_watched(&mut |done, _| if done < 1 { Continue(()) } else { Break(()) });
    assert!(matches!(stopped, Err(Error::Cancelled)), "{stopped:?}");
    let mut steps = Vec::new();
    let read = library.budget_watched(&mut |done, total| {
        steps.push((done, total));
        Continue(())
    });
    assert_eq!((read.expect("a budget").lines.len(), steps), (2, vec![(0, 2), (1, 2), (2, 2)]));
    library.budget_watched(&mut |_, _| Break(())).expect("what is read already is not read again");
    import(&library, &[desk.file("新.txt", "桟橋を直す。")]);
    let readings = std::sync::atomic::AtomicU32::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut watch = |done, _| {
                    readings.fetch_add(u32::from(done == 0), std::sync::atomic::Ordering::SeqCst);
                    Continue(())
                };
                library.budget_watched(&mut watch).expect("a budget");
            });
        }
    });
    assert_eq!(readings.into_inner(), 1, "one reads, the others wait for it");
}
