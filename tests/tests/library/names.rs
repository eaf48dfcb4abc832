//! What a person says of names counts for programs, sums and queries, stays, and can be taken back.

use tadori_library::tadori_facts::Evidence;
use tadori_library::{Error, LeftOut, Library, ProgramRow, Said};
use tadori_tests::{Desk, assert_healthy, found, run};

use crate::decide::garble_blocks;

const REQUEST: &str = "令和９年度港湾予算概算要求の概要\n\n● 次世代船舶開発促進事業 令和９年度概算要求額 12億円\n\
                       ● 灯台遠隔化推進事業 令和９年度概算要求額 8億円\n";
const BRIEF: &str = "令和９年度港湾予算の要点\n\n● 次世代型船舶開発促進事業 令和９年度概算要求額 12億円\n\n\
                     遠い灯りの計画は順調である。\n";

fn library(desk: &Desk) -> Library {
    desk.with(&[("要求.txt", REQUEST), ("要点.txt", BRIEF)])
}

fn programs(library: &Library) -> Vec<ProgramRow> {
    library.budget().expect("a budget").programs
}

/// Each program with its other names.
fn told(library: &Library) -> Vec<String> {
    let told = |row: &ProgramRow| {
        let aliases = row.program.aliases.iter().map(|(name, evidence)| format!("{name}:{evidence:?}"));
        format!("{}|{}", row.program.name, aliases.collect::<Vec<_>>().join(","))
    };
    let mut told: Vec<String> = programs(library).iter().map(told).collect();
    told.sort();
    told
}

fn left_out(library: &Library) -> Vec<Option<LeftOut>> {
    library.budget().expect("a budget").lines.iter().map(|row| row.left_out).collect()
}

const SHIP: &str = "次世代船舶開発促進事業";
const NEAR: &str = "次世代型船舶開発促進事業";
const LIGHT: &str = "灯台遠隔化推進事業";

#[test]
fn names_are_kept_apart_and_joined_again() {
    let desk = Desk::new();
    let library = library(&desk);
    let read = ["次世代型船舶開発促進事業|次世代船舶開発促進事業:Spelling", "灯台遠隔化推進事業|"];
    assert_eq!(told(&library), read);
    library.say_of_names(NEAR, SHIP, Said::Different).expect("it can be said");
    let apart = ["次世代型船舶開発促進事業|", "次世代船舶開発促進事業|", "灯台遠隔化推進事業|"];
    assert_eq!(told(&library), apart);
    assert_eq!(left_out(&library), [None, None, None], "two programs, two amounts");
    let names = library.names_said();
    let ship = programs(&library).into_iter().find(|row| row.program.name == SHIP).expect("it is there");
    assert_eq!(ship.apart(&names), [(NEAR.to_owned(), SHIP.to_owned())]);
    // The later word, whichever name comes first and however it is written.
    library.say_of_names(" 次世代船舶　開発促進事業 ", NEAR, Said::Same).expect("it can be said");
    assert_eq!((library.names_said().len(), told(&library)[0].contains("Said")), (1, true), "{:?}", told(&library));
    assert_eq!(left_out(&library).iter().filter(|why| **why == Some(LeftOut::Repeat)).count(), 1, "one amount, twice");
    library.say_of_names(SHIP, NEAR, Said::Nothing).expect("it can be taken back");
    assert_eq!(told(&library), read);
    assert_eq!(library.names_said(), []);
    for (name, other) in [("", "名"), ("名", "　"), ("名前", "名 前")] {
        assert!(matches!(library.say_of_names(name, other, Said::Same), Err(Error::OneName { .. })), "{name} {other}");
    }
}

#[test]
fn a_name_that_no_document_gives_is_found() {
    let desk = Desk::new();
    let library = library(&desk);
    let other = desk.open();
    let light =
        |library: &Library| programs(library).into_iter().find(|row| row.program.name == LIGHT).expect("it is there");
    let (request, both) = (["要求"].map(str::to_owned).into(), ["要求", "要点"].map(str::to_owned).into());
    assert_eq!(found(&library, LIGHT), request);
    assert_eq!(light(&library).mentions.len(), 1);
    library.say_of_names(LIGHT, "灯りの計画", Said::Same).expect("it can be said");
    // Chains are one.
    library.say_of_names("灯りの計画", "遠灯計画", Said::Same).expect("it can be said");
    for name in [LIGHT, "灯りの計画", "遠灯計画"] {
        assert_eq!(found(&library, name), both, "{name}");
    }
    let row = light(&library);
    let said = |name: &str| row.program.aliases.iter().any(|(a, why)| a == name && *why == Evidence::Said);
    assert!(said("灯りの計画") && said("遠灯計画"), "{:?}", row.program.aliases);
    assert_eq!(row.mentions.len(), 2);
    let names = library.names_said();
    assert_eq!(row.said_of(&names, "灯りの計画").as_deref(), Some(LIGHT));
    assert_eq!(row.said_of(&names, "遠灯計画").as_deref(), Some("灯りの計画"));
    assert!(other.refresh().expect("it can be read"), "another process sees it");
    assert_eq!(found(&other, "遠灯計画"), both);
    assert_eq!(light(&other).mentions.len(), 2);
    drop((library, other));
    let library = desk.open();
    assert_eq!(light(&library).mentions.len(), 2, "opened again");
    library.say_of_names("灯りの計画", LIGHT, Said::Nothing).expect("it can be taken back");
    assert_eq!(found(&library, LIGHT), request);
    drop(library);
    assert_healthy(&desk.library());
}

#[test]
fn what_was_said_of_names_is_saved_from_a_damaged_database() {
    let desk = Desk::new();
    let library = library(&desk);
    library.say_of_names(LIGHT, "灯りの計画", Said::Same).expect("it can be said");
    library.say_of_names(SHIP, NEAR, Said::Different).expect("it can be said");
    let said = library.names_said();
    drop(library);
    garble_blocks(&desk);
    tadori_tests::doctor(&desk.library());
    assert_eq!(desk.open().names_said(), said);
}

#[test]
fn names_on_the_command_line() {
    let desk = Desk::new();
    drop(library(&desk));
    let lines = |arguments: &[&str]| {
        let output = run(&desk, arguments);
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    assert_eq!(lines(&["name", SHIP, NEAR]).0, Some(2), "nothing is said of them");
    assert_eq!(lines(&["name", SHIP, SHIP, "--same"]).0, Some(2));
    assert_eq!(lines(&["name", SHIP, NEAR, "--different"]).0, Some(0));
    let (_, json) = lines(&["name"]);
    let line: serde_json::Value = serde_json::from_str(&json).expect("one line");
    assert_eq!(
        (line["name"].as_str(), line["other"].as_str(), line["same"].as_bool()),
        (Some(SHIP), Some(NEAR), Some(false))
    );
    assert!(line["said_at"].is_string());
    assert_eq!(lines(&["name", NEAR, SHIP, "--forget"]), (Some(0), String::new()));
}
