//! Notes and hits of a search as excerpts.

use std::collections::HashMap;
use std::sync::Arc;

use tadori_export::{Excerpt, Pages, Part, Place, Report, Section, Source, State};
use tadori_notes::{Collection, Colour};

use crate::citation::{address_of, place_of, printed_page, source_of};
use crate::{Error, Hit, Library, NoteRow, NotesRequest, SearchRequest};

/// Notes that are read at a time.
const PAGE: usize = 1_000;
/// What stands for a note on a place of a page that has no words.
const NO_WORDS: &str = "（ページ上の範囲。文字なし）";

/// What the colours are called: a person's own name after the colour's.
type Names = HashMap<Colour, String>;

impl Library {
    pub(super) fn collection_report(&self, id: &str) -> Result<Report, Error> {
        let all: Vec<Collection> = self.collections()?.into_iter().map(|row| row.collection).collect();
        let root = all.iter().find(|c| c.id == id).ok_or_else(|| Error::NoCollection { id: id.to_owned() })?;
        let (names, mut parts) = (self.colour_names()?, Vec::new());
        self.put_collection(&all, root, 0, &names, &mut parts)?;
        Ok(Report { title: root.title.clone(), introduction: root.introduction.clone(), made_on: None, parts })
    }

    fn put_collection(
        &self,
        all: &[Collection],
        one: &Collection,
        depth: u8,
        names: &Names,
        parts: &mut Vec<Part>,
    ) -> Result<(), Error> {
        // The outermost is the report itself.
        if depth > 0 {
            let (title, introduction) = (one.title.clone(), one.introduction.clone());
            parts.push(Part::Section(Section { level: depth, title, introduction }));
        }
        parts.extend(self.collection(&one.id)?.iter().map(|row| excerpt(row, names)));
        for inner in all.iter().filter(|c| c.parent.as_ref() == Some(&one.id)) {
            self.put_collection(all, inner, depth.saturating_add(1), names, parts)?;
        }
        Ok(())
    }

    pub(super) fn notes_report(&self, request: &NotesRequest) -> Result<Report, Error> {
        let (names, mut parts) = (self.colour_names()?, Vec::new());
        let mut request = NotesRequest { first: 0, count: PAGE, ..request.clone() };
        loop {
            let answer = self.notes(&request)?;
            parts.extend(answer.notes.iter().map(|row| excerpt(row, &names)));
            request.first += PAGE;
            if answer.notes.is_empty() || request.first >= answer.total {
                break;
            }
        }
        Ok(Report { title: "抜粋".to_owned(), introduction: String::new(), made_on: None, parts })
    }

    pub(super) fn search_report(&self, request: &SearchRequest) -> Result<Report, Error> {
        let answer = self.search(request)?;
        let parts = answer.hits.iter().map(|hit| self.hit(hit)).collect::<Result<_, _>>()?;
        let title = format!("「{}」の検索結果", request.query.trim());
        let shown = answer.hits.len();
        // What is left out is said.
        let introduction = if shown < answer.total {
            format!("{}件のうち上位{shown}件。", answer.total)
        } else {
            format!("{shown}件。")
        };
        Ok(Report { title, introduction, made_on: None, parts })
    }

    fn hit(&self, hit: &Hit) -> Result<Part, Error> {
        let rows = self.blocks(&hit.document, hit.block, hit.block)?;
        let none = || Error::NoPassage { document: hit.document.id.to_string(), block: hit.block };
        let row = rows.first().ok_or_else(none)?;
        let quote = row.block.text.clone();
        let address = address_of(&hit.document, row, row, &quote);
        Ok(Part::Excerpt(Box::new(Excerpt {
            id: String::new(),
            note: String::new(),
            tags: Vec::new(),
            colour: None,
            made_at: String::new(),
            changed_at: String::new(),
            source: source_of(&hit.document),
            place: place_of(hit.section.clone(), row, row),
            position: address.span,
            link: address.to_string(),
            context: (String::new(), String::new()),
            state: State::Same,
            quote,
        })))
    }

    fn colour_names(&self) -> Result<Names, Error> {
        let own = |colour: Colour| match colour {
            Colour::Yellow => "黄",
            Colour::Green => "緑",
            Colour::Blue => "青",
            Colour::Pink => "桃",
        };
        let name = |(colour, said): (Colour, String)| {
            let own = own(colour);
            (colour, if said.is_empty() { own.to_owned() } else { format!("{own}（{said}）") })
        };
        Ok(self.colours()?.into_iter().map(name).collect())
    }
}

fn excerpt(row: &NoteRow, names: &Names) -> Part {
    let anchor = row.anchor();
    let source = row.document.as_ref().map_or_else(
        // The document is not in the library: what was known when the note was made.
        || {
            let (document, title) = (row.document_id().to_owned(), row.title().to_owned());
            Arc::new(Source { document, title, file: row.file().to_owned(), ..Source::default() })
        },
        |document| source_of(document),
    );
    let page = row.place.page.or(anchor.and_then(|a| a.page));
    let pages = printed_page(row.place.page_label.as_deref(), page).map(|label| Pages {
        number: page,
        first: label.clone(),
        last: label,
    });
    let quote = anchor.map_or_else(|| NO_WORDS.to_owned(), |a| a.quote.clone());
    Part::Excerpt(Box::new(Excerpt {
        id: row.note.id.clone(),
        quote,
        note: row.note.body.clone(),
        tags: row.note.tags.clone(),
        colour: names
            .get(&row.note.colour)
            .map(|name| tadori_export::Colour { code: row.note.colour.as_str().to_owned(), name: name.clone() }),
        made_at: row.note.made_at.clone(),
        changed_at: row.note.changed_at.clone(),
        source,
        place: Place { section: anchor.map(|a| a.section.clone()).unwrap_or_default(), pages, lines: row.place.lines },
        link: row.address().to_string(),
        position: anchor.map(|a| a.position),
        context: anchor.map(|a| (a.prefix.clone(), a.suffix.clone())).unwrap_or_default(),
        state: match row.state {
            tadori_notes::State::Same => State::Same,
            tadori_notes::State::Moved => State::Moved,
            tadori_notes::State::Lost => State::Lost,
        },
    }))
}
