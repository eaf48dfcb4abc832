//! What a person says of a document wins, stays, and can be taken back. A draft has no date of decision.

use tadori_library::{Error, Kind, Library, Metadata};
use tadori_tests::{Desk, assert_healthy, import, run};

const PLAN: &str = "---\ntitle: 港湾計画\nkind: plan\nwork: 港湾計画\nedition: 第１版\ndecided_on: \"2020-04-01\"\n\
                    decided_by: 港湾会議\n---\n\n# 港湾計画\n\n桟橋を点検する。\n";

/// Lets a document be said otherwise.
fn edit(library: &Library, id: &str, change: impl FnOnce(&mut Metadata)) -> Result<(), Error> {
    let mut wanted = library.details(id)?.document.metadata.clone();
    change(&mut wanted);
    library.edit(id, &wanted).map(drop)
}

#[test]
fn what_is_said_outlives_everything_that_is_derived() {
    let desk = Desk::new();
    let library = desk.open();
    let path = desk.file("a.md", PLAN);
    let id = import(&library, std::slice::from_ref(&path)).remove(0).documents.remove(0);
    edit(&library, &id, |m| {
        m.title = "港湾の計画".to_owned();
        m.kind = Some(Kind::Strategy);
        m.decided_by = None;
    })
    .expect("it can be said");
    let check = |library: &Library, when: &str| {
        let details = library.details(&id).unwrap_or_else(|e| panic!("{when}: {e}"));
        let m = &details.document.metadata;
        assert_eq!(
            (m.title.as_str(), m.kind, m.decided_by.as_deref()),
            ("港湾の計画", Some(Kind::Strategy), None),
            "{when}"
        );
        assert_eq!(m.edition.as_deref(), Some("第１版"), "{when}: what was not said is as it was read");
        assert_eq!(details.edited, ["decided_by", "kind", "title"], "{when}");
        assert_eq!(details.as_read.title, "港湾計画", "{when}");
        assert_eq!(library.documents().len(), 1, "{when}");
    };
    check(&library, "at once");
    drop(library);
    let library = desk.open();
    check(&library, "opened again");
    import(&library, std::slice::from_ref(&path));
    check(&library, "imported again");
    library.remove(&id).expect("it goes");
    import(&library, std::slice::from_ref(&path));
    check(&library, "removed and imported again");
    drop(library);
    let database = rusqlite::Connection::open(desk.library().join("library.sqlite")).expect("a database");
    database.execute("UPDATE document SET structure = 1, metadata = '{}'", []).expect("it can be changed");
    drop(database);
    let library = desk.open();
    check(&library, "derived anew");
    assert!(library.is_settled().expect("a state"));
    drop(library);
    // The database is lost in its middle; the doctor saves what can be read.
    let checks = tadori_tests::doctor(&desk.library());
    assert!(checks.iter().all(|c| c.status == tadori_library::Status::Ok), "{checks:#?}");
    let library = desk.open();
    edit(&library, &id, |m| {
        m.title = String::new();
        m.kind = Some(Kind::Plan);
        m.decided_by = Some("港湾会議".to_owned());
    })
    .expect("it can be taken back");
    let details = library.details(&id).expect("it is there");
    assert_eq!((details.document.title(), details.edited.len()), ("港湾計画", 0), "as it was read");
    drop(library);
    assert_healthy(&desk.library());
}

#[test]
fn a_draft_never_borrows_a_date() {
    let desk = Desk::new();
    let library = desk.open();
    let draft = PLAN.replace("decided_on: \"2020-04-01\"\n", "draft: true\n");
    let id = import(&library, &[desk.file("a.md", &draft)]).remove(0).documents.remove(0);
    let date = || Some("2021-03-31".parse().expect("a date"));
    let refused = edit(&library, &id, |m| m.decided_on = date()).expect_err("it is a draft");
    assert!(matches!(refused, Error::DatedDraft) && refused.to_string().contains("no draft"), "{refused}");
    assert_eq!(library.details(&id).expect("it is there").document.metadata.decided_on, None);
    let cited = library.cite(&id, 1, 1, "").expect("a citation").plain;
    assert!(cited.contains("（案・日付未定）"), "{cited}");
    let arguments = ["edit", &id, "--date", "2021-03-31"];
    let output = run(&desk, &arguments);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let output = run(&desk, &["edit", &id, "--date", "2021-03-31", "--no-draft"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    library.refresh().expect("it looks again");
    let cited = library.cite(&id, 1, 1, "").expect("a citation").plain;
    assert!(cited.contains("（令和３年３月31日港湾会議）"), "{cited}");
    // And back: with --reset the date goes and the draft is one again.
    let output = run(&desk, &["edit", &id, "--reset", "all"]);
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one line");
    assert_eq!((line["draft"].as_bool(), line.get("decided_on")), (Some(true), None));
    assert_eq!(run(&desk, &["edit", &id, "--reset", "colour"]).status.code(), Some(2));
    // What a file itself prints on its draft is shown as a draft all the same.
    let dated = PLAN.replace("decided_by", "draft: true\ndecided_by").replace("桟橋", "堤防");
    let id = import(&library, &[desk.file("b.md", &dated)]).remove(0).documents.remove(0);
    let cited = library.cite(&id, 1, 1, "").expect("a citation").plain;
    assert!(cited.contains("（案・日付未定）") && !cited.contains("令和２年"), "{cited}");
    edit(&library, &id, |m| m.edition = Some("第２版".to_owned())).expect("other fields can be said");
}

#[test]
fn editions_of_one_work_know_each_other() {
    let desk = Desk::new();
    let library = desk.open();
    let text = |edition: &str, date: &str| PLAN.replace("第１版", edition).replace("2020-04-01", date);
    let files = [
        desk.file("a.md", text("第３版", "2024-04-01")),
        desk.file("b.md", text("第１版", "2014-04-01")),
        desk.file("c.md", text("第２版", "2019-04-01")),
        desk.file("d.md", PLAN.replace("work: 港湾計画", "work: 灯台計画")),
    ];
    let ids: Vec<String> = import(&library, &files).into_iter().flat_map(|r| r.documents).collect();
    let editions = |id: &str| -> Vec<String> {
        let editions = library.details(id).expect("it is there").editions;
        editions.iter().filter_map(|d| d.metadata.edition.clone()).collect()
    };
    assert_eq!(editions(&ids[0]), ["第１版", "第２版"], "oldest first");
    assert!(editions(&ids[3]).is_empty());
    edit(&library, &ids[3], |m| m.work = Some("港湾 計画".to_owned())).expect("it can be said");
    assert_eq!(editions(&ids[3]).len(), 3, "spaces make no other work");
}
