//! Links between documents, and what a person says of them.

use std::collections::HashSet;

use tadori_library::tadori_links::{Link, LinkKind};
use tadori_library::{Error, Library, Linked, Pointed, Verdict};
use tadori_tests::chain::{BRIEF, PLAN, REQUEST};
use tadori_tests::{Desk, assert_healthy, import};

use crate::decide::garble_blocks;

fn chain(desk: &Desk) -> Library {
    desk.with(&[("計画.txt", PLAN), ("要求.txt", REQUEST), ("概要.txt", BRIEF)])
}

/// The texts at both ends of a link.
fn ends(linked: &Linked, link: &Link) -> (String, String) {
    let text = |end| linked.at(end).1.block.text.clone();
    (text(&link.from), text(&link.to))
}

/// The link of a kind between passages that have these words.
fn between(linked: &Linked, kind: LinkKind, from: &str, to: &str) -> Option<usize> {
    (0..linked.links.len()).find(|&number| {
        let link = &linked.links[number];
        let (one, other) = ends(linked, link);
        link.kind == kind && one.contains(from) && other.contains(to)
    })
}

fn pointed(linked: &Linked, link: usize) -> (Pointed, Pointed) {
    let link = &linked.links[link];
    let of = |end: &tadori_library::tadori_links::End| Pointed {
        document: linked.at(end).0.id.to_string(),
        block: end.block as u32,
        program: end.program.map(|p| linked.programs()[p].name.clone()),
    };
    (of(&link.from), of(&link.to))
}

fn judge(library: &Library, link: usize, verdict: Option<Verdict>) {
    let linked = library.linked().expect("links");
    let (from, to) = pointed(&linked, link);
    library.judge(linked.links[link].kind, (&from, &to), verdict, "読んだ").expect("it can be judged");
}

/// What is said of the quote in the brief.
fn said(library: &Library) -> Option<Verdict> {
    let linked = library.linked().expect("links");
    let quote = between(&linked, LinkKind::Quotes, "老朽化した防波堤", "老朽化した防波堤").expect("the quote");
    linked.said(quote).map(|said| said.verdict)
}

#[test]
fn a_sentence_is_followed_to_its_source_its_program_and_its_money() {
    let desk = Desk::new();
    let library = chain(&desk);
    let linked = library.linked().expect("links");
    let quote = between(&linked, LinkKind::Quotes, "老朽化した防波堤", "・ 老朽化した防波堤").expect("the quote");
    assert!(linked.links[quote].score > 0.9);
    assert_eq!(linked.links[quote].basis.as_str(), "stated", "the source is named a line before");
    assert!(between(&linked, LinkKind::Cites, "離島港湾基本計画", "離島港湾基本計画").is_some());
    assert!(between(&linked, LinkKind::Implements, "防波堤", "老朽化した防波堤").is_some());
    assert!(between(&linked, LinkKind::Funds, "12億円", "防波堤").is_some());
    // From the sentence of the brief: its source at the first step, program and money behind it.
    let start = &linked.links[quote].from;
    let brief = linked.at(start).0.id.to_string();
    let hops = linked.trace(&brief, start.block, 3).expect("a trace");
    let kinds: HashSet<_> = hops.iter().map(|hop| (hop.hop.min(2), linked.links[hop.link].kind)).collect();
    assert!(kinds.contains(&(1, LinkKind::Quotes)) && kinds.contains(&(2, LinkKind::Funds)), "{kinds:?}");
}

#[test]
fn a_plan_is_laid_against_programs() {
    let desk = Desk::new();
    let library = chain(&desk);
    let linked = library.linked().expect("links");
    let plan = library.documents().into_iter().find(|d| d.title() == "離島港湾基本計画").expect("the plan");
    let covered = linked.coverage(plan.id.as_str()).expect("a table");
    let carriers = |words: &str| {
        let number = linked.document(plan.id.as_str()).expect("the plan");
        let text = |block: usize| &linked.documents()[number].blocks[block].block.text;
        let row = covered.iter().find(|c| text(c.block).contains(words)).expect("the statement");
        row.carriers.iter().map(|c| (linked.programs()[c.program].name.clone(), c.score)).collect::<Vec<_>>()
    };
    let (lights, children) = (carriers("灯台"), carriers("子ども"));
    assert_eq!(lights[0].0, "灯台遠隔化推進事業");
    assert!(children.iter().all(|c| c.1 < lights[0].1), "nobody does that: {children:?}");
}

#[test]
fn a_verdict_outlives_the_process_and_the_edition() {
    let desk = Desk::new();
    let library = chain(&desk);
    let linked = library.linked().expect("links");
    let quote = between(&linked, LinkKind::Quotes, "老朽化した防波堤", "・ 老朽化した防波堤").expect("the quote");
    judge(&library, quote, Some(Verdict::Rejected));
    assert_eq!(said(&library), Some(Verdict::Rejected));
    let linked = library.linked().expect("links");
    let start = linked.links[quote].from;
    let brief = linked.at(&start).0.id.to_string();
    let hops = linked.trace(&brief, start.block, 1).expect("a trace");
    assert!(hops.iter().all(|hop| hop.link != quote), "what was rejected is not gone along");
    drop((library, linked));
    let library = desk.open();
    assert_eq!(said(&library), Some(Verdict::Rejected));
    import(&library, &[desk.file("計画.txt", PLAN.replace("第２章 施策", "（一部改訂）\n\n第２章 施策"))]);
    assert_eq!(said(&library), Some(Verdict::Rejected), "the plan was issued anew");
    judge(
        &library,
        between(&library.linked().expect("links"), LinkKind::Quotes, "老朽化", "老朽化").expect("it"),
        None,
    );
    assert_eq!(said(&library), None);
    assert!(library.verdicts().expect("verdicts").is_empty());
    judge(
        &library,
        between(&library.linked().expect("links"), LinkKind::Quotes, "老朽化", "老朽化").expect("it"),
        Some(Verdict::Rejected),
    );
    drop(library);
    garble_blocks(&desk);
    tadori_tests::doctor(&desk.library());
    let library = desk.open();
    assert_eq!(said(&library), Some(Verdict::Rejected), "saved from a damaged database");
    drop(library);
    assert_healthy(&desk.library());
}

#[test]
fn what_no_rule_found_can_be_added_and_is_lost_aloud() {
    let desk = Desk::new();
    let library = chain(&desk);
    let linked = library.linked().expect("links");
    let find = |words: &str| {
        let all = linked.documents().iter().flat_map(|d| d.blocks.iter().map(move |row| (d, row)));
        let (read, row) = all.clone().find(|(_, row)| row.block.text.contains(words)).expect("the passage");
        Pointed { document: read.document.id.to_string(), block: row.ordinal, program: None }
    };
    let (from, to) = (find("毎年二十か所"), find("島の子ども"));
    library.judge(LinkKind::Implements, (&from, &to), Some(Verdict::Confirmed), "").expect("it can be added");
    let linked = library.linked().expect("links");
    let added = between(&linked, LinkKind::Implements, "毎年二十か所", "島の子ども").expect("it is there");
    assert!(linked.is_added(added) && linked.said(added).is_some());
    let without = PLAN.replace("・ 島の子どもが船の仕事に触れる機会を増やす。\n", "");
    import(&library, &[desk.file("計画.txt", without)]);
    let linked = library.linked().expect("links");
    assert!(between(&linked, LinkKind::Implements, "毎年二十か所", "島の子ども").is_none());
    assert_eq!(linked.lost.len(), 1, "its sentence is gone: it is told, not dropped");
    let nowhere = Pointed { document: from.document.clone(), block: 999, program: None };
    let refused = library.judge(LinkKind::Implements, (&nowhere, &to), Some(Verdict::Confirmed), "");
    assert!(matches!(refused, Err(Error::NoPassage { .. } | Error::NoDocument { .. })));
}

#[test]
fn verdicts_are_handed_on() {
    let desk = Desk::new();
    let library = chain(&desk);
    let quote = |library: &Library| {
        between(&library.linked().expect("links"), LinkKind::Quotes, "老朽化", "老朽化").expect("the quote")
    };
    judge(&library, quote(&library), Some(Verdict::Confirmed));
    let file = desk.path("判断.jsonl");
    library.export_verdicts(&file).expect("it can be written");
    let other = Desk::new();
    let theirs = chain(&other);
    let merged = theirs.merge_verdicts_of(&file).expect("it can be taken in");
    assert_eq!((merged.added, merged.known, merged.conflicts.len()), (1, 0, 0));
    assert_eq!(said(&theirs), Some(Verdict::Confirmed));
    judge(&theirs, quote(&theirs), Some(Verdict::Rejected));
    let merged = theirs.merge_verdicts_of(&file).expect("it can be taken in");
    assert_eq!((merged.added, merged.known, merged.conflicts.len()), (0, 0, 1));
    assert_eq!(said(&theirs), Some(Verdict::Rejected), "what was said here stays");
    std::fs::write(&file, "{}\n").expect("a file");
    assert!(matches!(theirs.merge_verdicts_of(&file), Err(Error::NoVerdict { line: 1, .. })));
}

#[test]
fn editions_are_laid_side_by_side() {
    let desk = Desk::new();
    let new = PLAN.replace("機会を増やす", "機会を大きく増やす").replace("離島に暮らす人々", "島に住む人々");
    let library = desk.with(&[("旧.txt", PLAN), ("新.txt", &new)]);
    let id = |name: &str| {
        let row = library.documents().into_iter().find(|d| d.file_name == name).expect("the document");
        row.id.to_string()
    };
    let compared = library.compare(&id("旧.txt"), &id("新.txt")).expect("a comparison");
    let reworded = compared.sentences.iter().filter(|s| s.change.as_str() == "reworded").count();
    let same = compared.sentences.iter().filter(|s| s.change.as_str() == "same").count();
    assert_eq!((reworded, same + reworded), (2, compared.sentences.len()));
}
