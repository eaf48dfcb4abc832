//! Notes, and what is asked of them.

use tadori_library as core;
use tadori_library::Span;
use tadori_library::tadori_notes as notes;

use super::shown;
use crate::{
    AnnotateRequest, BlockNotes, BlockRange, Code, CollectionRef, ColourName, DocumentNotes, Error, NoteBoxes,
    NoteColour, NoteMark, NoteOn, NotePlace, NoteRun, NoteSort, NoteState, NoteVersion, NoteView, NotesPage,
    NotesRequest, PageBox, SaveNoteRequest, TextPoint,
};

impl From<notes::Colour> for NoteColour {
    fn from(colour: notes::Colour) -> Self {
        match colour {
            notes::Colour::Yellow => Self::Yellow,
            notes::Colour::Green => Self::Green,
            notes::Colour::Blue => Self::Blue,
            notes::Colour::Pink => Self::Pink,
        }
    }
}

impl From<NoteColour> for notes::Colour {
    fn from(colour: NoteColour) -> Self {
        match colour {
            NoteColour::Yellow => Self::Yellow,
            NoteColour::Green => Self::Green,
            NoteColour::Blue => Self::Blue,
            NoteColour::Pink => Self::Pink,
        }
    }
}

impl From<notes::State> for NoteState {
    fn from(state: notes::State) -> Self {
        match state {
            notes::State::Same => Self::Same,
            notes::State::Moved => Self::Moved,
            notes::State::Lost => Self::Lost,
        }
    }
}

impl From<NoteState> for notes::State {
    fn from(state: NoteState) -> Self {
        match state {
            NoteState::Same => Self::Same,
            NoteState::Moved => Self::Moved,
            NoteState::Lost => Self::Lost,
        }
    }
}

impl From<&core::NoteRow> for NoteView {
    fn from(row: &core::NoteRow) -> Self {
        let (note, place, anchor) = (&row.note, &row.place, row.anchor());
        let text = |of: fn(&core::Anchor) -> &str| anchor.map(|a| shown(of(a))).unwrap_or_default();
        let was = note.target.anchor.as_ref().filter(|_| place.now.is_some());
        Self {
            id: note.id.clone(),
            document: row.document_id().to_owned(),
            document_title: row.title().to_owned(),
            file: row.file().to_owned(),
            in_library: row.document.is_some(),
            quote: text(|a| &a.quote),
            before: text(|a| &a.prefix),
            after: text(|a| &a.suffix),
            section: anchor.map(|a| a.section.clone()).unwrap_or_default(),
            page: place.page,
            page_label: place.page_label.clone(),
            line_first: place.lines.map(|lines| lines.first),
            line_last: place.lines.map(|lines| lines.last),
            blocks: row.blocks().map(|(first, last)| BlockRange { first, last }),
            boxes: place.boxes.iter().map(PageBox::from).collect(),
            on_page: note.target.on_page,
            colour: note.colour.into(),
            body: note.body.clone(),
            html: notes::html(&note.body),
            tags: note.tags.clone(),
            collections: row
                .collections
                .iter()
                .map(|(id, title)| CollectionRef { id: id.clone(), title: title.clone() })
                .collect(),
            state: row.state.into(),
            was: was.map(|then| NotePlace {
                before: shown(&then.prefix),
                after: shown(&then.suffix),
                section: then.section.clone(),
                page: then.page,
            }),
            link: row.address().to_string(),
            made_at: note.made_at.clone(),
            changed_at: note.changed_at.clone(),
        }
    }
}

impl NoteView {
    /// Each of them.
    pub fn list(rows: &[core::NoteRow]) -> Vec<Self> {
        rows.iter().map(Self::from).collect()
    }
}

impl From<NotesRequest> for core::NotesRequest {
    fn from(request: NotesRequest) -> Self {
        Self {
            words: request.words,
            tags: request.tags,
            colours: request.colours.into_iter().map(Into::into).collect(),
            states: request.states.into_iter().map(Into::into).collect(),
            document: request.document,
            collection: request.collection,
            ids: request.ids,
            sort: match request.sort {
                NoteSort::Document => core::NoteSort::Document,
                NoteSort::Changed => core::NoteSort::Changed,
                NoteSort::Made => core::NoteSort::Made,
                NoteSort::Collection => core::NoteSort::Collection,
            },
            first: request.first as usize,
            count: request.count as usize,
        }
    }
}

impl From<core::NotesAnswer> for NotesPage {
    fn from(answer: core::NotesAnswer) -> Self {
        let list = |facets: Vec<core::Facet>| facets.into_iter().map(Into::into).collect();
        Self {
            total: answer.total as u32,
            notes: NoteView::list(&answer.notes),
            tags: list(answer.tags),
            colours: list(answer.colours),
            states: list(answer.states),
            documents: list(answer.documents),
        }
    }
}

fn mark(row: &core::NoteRow) -> NoteMark {
    NoteMark {
        note: row.note.id.clone(),
        colour: row.note.colour.into(),
        state: row.state.into(),
        written: !row.note.body.trim().is_empty(),
    }
}

impl DocumentNotes {
    /// The notes on the blocks `first` to `last` of a document.
    pub fn of(library: &core::Library, document: &str, first: u32, last: u32) -> Result<Self, Error> {
        let mut rows = library.notes_of(document)?;
        rows.sort_by(|a, b| (&a.note.made_at, &a.note.id).cmp(&(&b.note.made_at, &b.note.id)));
        let ids = |state| rows.iter().filter(|r| r.state == state).map(|r| r.note.id.clone()).collect();
        let (moved, gone) = (ids(notes::State::Moved), ids(notes::State::Lost));
        let here = |row: &core::NoteRow| row.place.parts.iter().any(|(block, _)| (first..=last).contains(block));
        let on_pages = rows.iter().filter(|row| here(row) || row.place.parts.is_empty());
        let boxes = on_pages.filter(|row| row.state != notes::State::Lost && !row.place.boxes.is_empty());
        let boxes =
            boxes.map(|row| NoteBoxes { mark: mark(row), boxes: row.place.boxes.iter().map(PageBox::from).collect() });
        let boxes = boxes.collect();
        let mut blocks = Vec::new();
        if rows.iter().any(here) {
            let document = library.document(document)?;
            for block in library.blocks(&document, first, last)? {
                let on = rows.iter().flat_map(|row| {
                    let parts = row.place.parts.iter().filter(|(index, _)| *index == block.ordinal);
                    parts.map(move |(_, part)| (*part, row))
                });
                let on: Vec<(Span, &core::NoteRow)> = on.collect();
                if !on.is_empty() {
                    blocks.push(BlockNotes { block: block.ordinal, runs: runs(&block.block.text, &on) });
                }
            }
        }
        Ok(Self { blocks, boxes, moved, lost: gone })
    }
}

/// The text, cut wherever a note begins or ends.
fn runs(text: &str, on: &[(Span, &core::NoteRow)]) -> Vec<NoteRun> {
    let mut cuts: Vec<usize> = on.iter().flat_map(|(span, _)| [span.start, span.end]).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let stretch = |pair: &[usize]| {
        let part = Span::new(pair[0], pair[1]);
        let notes = on.iter().filter(|(span, _)| span.overlaps(part)).map(|(_, row)| mark(row)).collect();
        // What was stored of a text that changed since is cut elsewhere; it is stored anew soon.
        text.get(part.start..part.end).map(|text| NoteRun { text: shown(text), notes })
    };
    cuts.windows(2).filter_map(stretch).collect()
}

impl TextPoint {
    /// The same point in bytes of the text of its block; one behind its end is its end.
    pub(super) fn point(self, library: &core::Library, document: &core::DocumentRow) -> Result<core::Point, Error> {
        let blocks = library.blocks(document, self.block, self.block)?;
        let detail = || format!("there is no block {} in the document {}", self.block, document.id);
        let row = blocks.first().ok_or_else(|| Error { code: Code::BadRequest, detail: detail() })?;
        Ok(core::Point { block: self.block, at: byte_at(&row.block.text, self.at) })
    }
}

/// The byte at which the UTF-16 unit `unit` begins, or the character that it is half of.
fn byte_at(text: &str, unit: u32) -> usize {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16() as u32;
        if units > unit {
            return at;
        }
    }
    text.len()
}

impl AnnotateRequest {
    /// Makes the note.
    pub fn annotate(&self, library: &core::Library) -> Result<NoteView, Error> {
        let document = library.document(&self.document)?;
        let place = match self.place {
            NoteOn::Words { from, to } => {
                core::NotePlace::Words(from.point(library, &document)?, to.point(library, &document)?)
            }
            NoteOn::Page { area } => core::NotePlace::Page(area.into()),
        };
        let new = core::NewNote {
            document: &self.document,
            place,
            colour: self.colour.into(),
            body: &self.body,
            tags: &self.tags,
            collection: self.collection.as_deref(),
        };
        Ok((&library.annotate(&new)?).into())
    }
}

impl From<PageBox> for core::PageBox {
    fn from(PageBox { page, left, top, right, bottom }: PageBox) -> Self {
        Self { page, rect: core::Rect { left, top, right, bottom } }
    }
}

impl From<SaveNoteRequest> for core::NoteEdit {
    fn from(request: SaveNoteRequest) -> Self {
        Self { colour: request.colour.map(Into::into), body: request.body, tags: request.tags }
    }
}

impl From<core::NoteVersion> for NoteVersion {
    fn from(version: core::NoteVersion) -> Self {
        let core::NoteVersion { at, done, undone, note } = version;
        Self {
            at,
            done,
            undone,
            quote: note.as_ref().map(|note| shown(note.target.quote())),
            colour: note.as_ref().map(|note| note.colour.into()).unwrap_or_default(),
            tags: note.as_ref().map(|note| note.tags.clone()).unwrap_or_default(),
            body: note.map(|note| note.body).unwrap_or_default(),
        }
    }
}

impl ColourName {
    /// What the four colours stand for.
    pub fn list(library: &core::Library) -> Result<Vec<Self>, Error> {
        let names = library.colours()?;
        Ok(names.into_iter().map(|(colour, name)| Self { colour: colour.into(), name }).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::byte_at;

    #[test]
    fn units_of_the_window_are_bytes_here() {
        let text = "a𠮷野\u{f0d8}b";
        for (unit, byte) in [(0, 0), (1, 1), (2, 1), (3, 5), (4, 8), (5, 11), (6, 12), (99, 12)] {
            assert_eq!(byte_at(text, unit), byte, "unit {unit}");
        }
    }
}
