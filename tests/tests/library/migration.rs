//! Libraries of every version that was released can be opened by this program. A fixture that was released is never
//! changed; a new version of the schema brings a new one.

use std::collections::BTreeSet;
use std::fs;

use rusqlite::Connection;
use tadori_library::tadori_notes::State;
use tadori_tests::{Desk, assert_healthy, found, import, search};

use crate::notes::note_on;

/// Version, dump of the database, the originals in it.
const RELEASED: [(usize, &str, &[&str]); 4] = [
    (
        1,
        include_str!("../../fixtures/library-1.sql"),
        &[include_str!("../../fixtures/library-1.md"), include_str!("../../fixtures/library-1.tsv")],
    ),
    // With a PDF and its pages, and an edition that a person said.
    (
        2,
        include_str!("../../fixtures/library-2.sql"),
        &[
            include_str!("../../fixtures/library-1.md"),
            include_str!("../../fixtures/library-1.tsv"),
            include_str!("../../fixtures/library-2.pdf"),
        ],
    ),
    // With an amount of which a person said what it is for.
    (
        3,
        include_str!("../../fixtures/library-3.sql"),
        &[
            include_str!("../../fixtures/library-1.md"),
            include_str!("../../fixtures/library-1.tsv"),
            include_str!("../../fixtures/library-2.pdf"),
            include_str!("../../fixtures/library-3.txt"),
        ],
    ),
    // With a verdict on a link, and a word on two names.
    (
        4,
        include_str!("../../fixtures/library-4.sql"),
        &[
            include_str!("../../fixtures/library-1.md"),
            include_str!("../../fixtures/library-1.tsv"),
            include_str!("../../fixtures/library-2.pdf"),
            include_str!("../../fixtures/library-3.txt"),
        ],
    ),
];

#[test]
fn every_released_library_can_be_opened() {
    for (version, dump, originals) in RELEASED {
        let desk = Desk::new();
        fs::create_dir_all(desk.library().join("originals")).expect("a new folder");
        for text in originals {
            let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
            fs::write(desk.library().join("originals").join(hash), text).expect("it can be written");
        }
        let database = Connection::open(desk.library().join("library.sqlite")).expect("a database");
        // Tables come by name, not by who refers to whom.
        database.pragma_update(None, "foreign_keys", false).expect("it can be changed");
        database.execute_batch(dump).expect("the dump is whole");
        database.pragma_update(None, "journal_mode", "wal").expect("it can be changed");
        database.pragma_update(None, "user_version", version).expect("it can be changed");
        drop(database);
        let library = desk.open();
        let mut lights: BTreeSet<String> = ["計画", "R2"].map(str::to_owned).into();
        lights.extend((version >= 3).then(|| "要求".to_owned()));
        assert_eq!(found(&library, "灯台"), lights, "version {version}");
        assert_eq!(found(&library, "とうだい"), lights, "version {version}");
        let plan = library.documents().iter().find(|d| d.file_name == "計画.md").expect("it is there").clone();
        assert_eq!((plan.title(), plan.metadata.decided_by.as_deref()), ("灯台保全計画", Some("港湾会議")));
        assert_eq!(plan.metadata.kind.map(tadori_library::Kind::as_str), Some("plan"));
        let hit = search(&library, "塗り替え").hits[0].clone();
        assert_eq!(
            (hit.section.as_slice(), hit.lines.first),
            (["灯台保全計画", "２．塗装"].map(str::to_owned).as_slice(), 18)
        );
        let details = library.details(plan.id.as_str()).expect("what is known of it");
        assert_eq!(details.as_read.title, "灯台保全計画", "version {version}");
        if version >= 2 {
            assert_eq!(details.document.metadata.edition.as_deref(), Some("第２版"), "what a person said");
            assert_eq!(details.edited, ["edition"]);
            let pier = search(&library, "pier").hits.remove(0);
            let reading = library.read(pier.document.id.as_str(), "pier").expect("it can be read");
            assert_eq!((reading.pages.len(), reading.pages[0].size), (1, Some((300.0, 200.0))));
            assert_eq!(reading.blocks[pier.block as usize].mark_boxes.len(), 1);
        }
        if version >= 3 {
            let budget = library.budget().expect("a budget");
            let decided: Vec<_> = budget.lines.iter().filter(|row| row.decided_at.is_some()).collect();
            assert_eq!(decided.len(), 1);
            assert_eq!(decided[0].line.subject.as_deref(), Some("灯台遠隔化推進事業"), "what a person decided");
        }
        if version >= 4 {
            let verdicts = library.verdicts().expect("verdicts");
            assert_eq!((verdicts.len(), verdicts[0].note.as_str()), (1, "別の灯台"), "what a person said of a link");
            assert_eq!(library.names_said().iter().map(|said| said.same).collect::<Vec<_>>(), [true]);
        }
        let note = note_on(&library, "塗り替え", "要確認");
        assert_eq!((note.state, note.title()), (State::Same, "灯台保全計画"));
        import(&library, &[desk.file("new.txt", "灯台の新設。")]);
        assert_eq!(found(&library, "灯台").len(), lights.len() + 1);
        assert_healthy(&desk.library());
    }
}
