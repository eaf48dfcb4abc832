//! Links by wording are found once, kept, and found again where they cannot be kept.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use tadori_library::{Error, Library, Linked};
use tadori_tests::chain::{BRIEF, PLAN, REQUEST};
use tadori_tests::{Desk, import};

/// A document about other things, much longer than those of the chain: what joins it is a small part of the library.
fn long() -> String {
    let things = [
        "桟橋",
        "倉庫",
        "検潮所",
        "給水栓",
        "掲示板",
        "係船柱",
        "荷役機械",
        "待合所",
        "監視塔",
        "浮標",
        "照明灯",
        "防舷材",
        "車止め",
        "側溝",
        "消火栓",
        "案内板",
        "階段",
        "手すり",
        "駐車場",
        "便所",
    ];
    let deeds = ["毎年二回点検する", "記録簿に写真を残す", "地元の組合に貸し出す", "塗り直しの時期を決める"];
    let sentence = |(n, thing): (usize, &&str)| {
        deeds.iter().map(move |deed| format!("{n}号埠頭の{thing}は、管理者が{deed}。\n\n")).collect::<String>()
    };
    let body: String = things.iter().enumerate().map(|(n, thing)| sentence((n + 1, thing))).collect();
    format!("埠頭施設の手引\n\n第１章 点検\n\n{body}")
}

/// Two papers without a place in the chain; the later one says again, in other words, what the earlier one says.
const CASES: [(&str, &str); 2] = [
    (
        "事例集.md",
        "---\nkind: other\ndecided_on: 2023-03-01\n---\n\n# 離島医療の事例集\n\n島の診療所に勤める医師を確保するため、\
         修学資金の貸与と勤務先の紹介とを一体として行い、巡回診療船の運航を続ける。\n",
    ),
    (
        "続事例集.md",
        "---\nkind: other\ndecided_on: 2025-03-01\n---\n\n# 続・離島医療の事例集\n\n巡回診療船の運航は続けつつ、修学資金の貸与、\
         勤務先の紹介により、島の診療所の医師の確保を図った例がある。\n",
    ),
];

/// Documents, of which any may join last but the first, which is long.
fn files() -> [(&'static str, String); 6] {
    let [one, other] = CASES.map(|(name, text)| (name, text.to_owned()));
    [
        ("手引.txt", long()),
        ("計画.txt", PLAN.to_owned()),
        ("要求.txt", REQUEST.to_owned()),
        ("概要.txt", BRIEF.to_owned()),
        one,
        other,
    ]
}

/// Every link: what it says and where, with its score.
fn all(linked: &Linked) -> BTreeMap<String, f64> {
    let place = |end: &tadori_library::tadori_links::End| {
        let program = end.program.map(|p| linked.programs()[p].name.as_str());
        format!("{} {} {}", linked.at(end).0.file_name, end.block, program.unwrap_or_default())
    };
    let said = |link: &tadori_library::tadori_links::Link| {
        (
            format!("{} {}: {} → {}", link.kind.as_str(), link.basis.as_str(), place(&link.from), place(&link.to)),
            link.score,
        )
    };
    linked.links.iter().map(said).collect()
}

fn linked(library: &Library) -> BTreeMap<String, f64> {
    all(&library.linked().expect("links"))
}

/// How many documents are known to be linked, and how many pairs of them have kept links.
fn kept(desk: &Desk) -> (u32, u32) {
    let database = rusqlite::Connection::open(desk.library().join("library.sqlite")).expect("the database");
    let count = |table: &str| {
        database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("a number")
    };
    (count("linked"), count("link"))
}

#[test]
fn a_document_that_joins_is_linked_as_if_it_had_been_there_from_the_beginning() {
    for last in 1..files().len() {
        let (desk, other) = (Desk::new(), Desk::new());
        let (mut library, at_once) = (desk.open(), other.open());
        for (number, (name, text)) in files().iter().enumerate() {
            let file = other.file(name, text);
            import(&at_once, &[file]);
            if number != last {
                let file = desk.file(name, text);
                import(&library, &[file]);
            }
        }
        let before = linked(&library);
        let (documents, pairs) = kept(&desk);
        assert_eq!(documents as usize, files().len() - 1);
        let (name, text) = &files()[last];
        let file = desk.file(name, text);
        import(&library, &[file]);
        // As another process would see it: with nothing in memory.
        library = desk.open();
        let joined = linked(&library);
        assert_eq!(kept(&desk).0 as usize, files().len());
        assert!(kept(&desk).1 > pairs, "{name} is linked with something");
        let expected = linked(&at_once);
        let again =
            |link: &&String| link.starts_with("implements similar: 続事例集.md") && link.contains("→ 事例集.md");
        assert_eq!(expected.keys().filter(again).count(), 1, "{expected:?}");
        assert_eq!(joined.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{name} came last");
        for (link, score) in &joined {
            assert!((score - expected[link]).abs() < 0.1, "{link}: {score} for {}", expected[link]);
            let known = before.get(link).is_none_or(|was| was.to_bits() == score.to_bits());
            assert!(known, "{link} was known, and is not found anew");
        }
    }
}

/// A library with all of them, which came one by one.
fn one_by_one(desk: &Desk) -> Library {
    let library = desk.open();
    for (name, text) in files() {
        let file = desk.file(name, text);
        import(&library, &[file]);
    }
    library
}

#[test]
fn a_search_that_is_stopped_keeps_nothing_and_can_be_begun_again() {
    let desk = Desk::new();
    let library = one_by_one(&desk);
    let go_on = |_, _| ControlFlow::Continue(());
    let stopped = library.linked_watched(&mut { go_on }, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Cancelled)), "{stopped:?}");
    assert_eq!(kept(&desk), (0, 0));
    let mut told = Vec::new();
    let mut hear = |done, total| {
        told.push((done, total));
        ControlFlow::Continue(())
    };
    library.linked_watched(&mut { go_on }, &mut hear).expect("links");
    assert!(told.len() >= 3 && told.is_sorted() && told.iter().all(|(done, total)| done < total), "{told:?}");
    assert_eq!(kept(&desk).0 as usize, files().len());
}

#[test]
fn kept_links_that_cannot_be_read_are_found_anew() {
    let desk = Desk::new();
    let library = one_by_one(&desk);
    let expected = linked(&library);
    assert_eq!(linked(&desk.open()), expected, "another process reads what is kept");
    for damage in ["UPDATE link SET links = x'00'", "UPDATE noted SET facts = x'ff00'", "DELETE FROM linked"] {
        let database = rusqlite::Connection::open(desk.library().join("library.sqlite")).expect("the database");
        assert!(database.execute(damage, []).expect("it can be damaged") > 0);
        drop(database);
        assert_eq!(linked(&desk.open()), expected, "{damage}");
        assert_eq!(linked(&desk.open()), expected, "{damage}, kept again");
    }
}

#[test]
fn what_is_removed_takes_its_links_along() {
    let desk = Desk::new();
    let library = one_by_one(&desk);
    assert!(linked(&library).keys().any(|link| link.contains("概要.txt")));
    let brief = library.documents().into_iter().find(|d| d.file_name == "概要.txt").expect("the brief");
    library.remove(brief.id.as_str()).expect("it can be removed");
    assert!(!linked(&library).keys().any(|link| link.contains("概要.txt")));
    assert_eq!(kept(&desk).0 as usize, files().len() - 1);
}
