//! Collections, undo, files of notes and links.

use tadori_library as core;
use tadori_library::tadori_notes as notes;

use super::runs;
use crate::{
    CollectionView, Error, Link, LinkOfRequest, LinkedBlock, NoteConflict, NoteView, NotesImported, OpenedLink, Take,
    TheirNote, UndoView,
};

impl From<core::CollectionRow> for CollectionView {
    fn from(row: core::CollectionRow) -> Self {
        let core::CollectionRow { collection, place, count } = row;
        Self {
            id: collection.id,
            parent: collection.parent,
            position: place,
            title: collection.title,
            introduction_html: notes::html(&collection.introduction),
            introduction: collection.introduction,
            count,
        }
    }
}

impl CollectionView {
    /// All collections of a library.
    pub fn list(library: &core::Library) -> Result<Vec<Self>, Error> {
        Ok(library.collections()?.into_iter().map(Self::from).collect())
    }
}

impl From<core::Undone> for UndoView {
    fn from(undone: core::Undone) -> Self {
        let core::Undone { done, undo, redo, notes, collections } = undone;
        Self { done, undo, redo, notes, collections }
    }
}

impl From<&notes::Note> for TheirNote {
    fn from(note: &notes::Note) -> Self {
        Self {
            colour: note.colour.into(),
            body: note.body.clone(),
            html: notes::html(&note.body),
            tags: note.tags.clone(),
            changed_at: note.changed_at.clone(),
        }
    }
}

impl From<&core::Conflict> for NoteConflict {
    fn from(conflict: &core::Conflict) -> Self {
        Self { mine: NoteView::from(&conflict.mine), theirs: TheirNote::from(&conflict.theirs) }
    }
}

impl NoteConflict {
    /// The conflicts that nobody has settled.
    pub fn list(library: &core::Library) -> Result<Vec<Self>, Error> {
        Ok(library.note_conflicts()?.iter().map(Self::from).collect())
    }
}

impl From<core::ImportedNotes> for NotesImported {
    fn from(imported: core::ImportedNotes) -> Self {
        Self {
            added: imported.added as u32,
            lost: imported.lost as u32,
            known: imported.known as u32,
            conflicts: imported.conflicts.iter().map(NoteConflict::from).collect(),
        }
    }
}

impl From<Take> for core::Take {
    fn from(take: Take) -> Self {
        match take {
            Take::Mine => Self::Mine,
            Take::Theirs => Self::Theirs,
            Take::Both => Self::Both,
        }
    }
}

impl Link {
    /// The link of words.
    pub fn of(library: &core::Library, request: &LinkOfRequest) -> Result<Self, Error> {
        let document = library.document(&request.document)?;
        let (from, to) = (request.from.point(library, &document)?, request.to.point(library, &document)?);
        Ok(Self { url: library.link_of(&request.document, from, to)?.to_string() })
    }

    /// Where it leads.
    pub fn open(&self, library: &core::Library) -> Result<OpenedLink, Error> {
        let opened = library.open_link(&self.url)?;
        let (first, last) = opened.blocks;
        let mut blocks = Vec::new();
        if !opened.place.parts.is_empty() {
            for row in library.blocks(&opened.document, first, last)? {
                let own = opened.place.parts.iter().filter(|(block, _)| *block == row.ordinal);
                let marks: Vec<(usize, usize)> = own.map(|(_, part)| (part.start, part.end)).collect();
                if !marks.is_empty() {
                    blocks.push(LinkedBlock { block: row.ordinal, runs: runs(&row.block.text, marks.into_iter()) });
                }
            }
        }
        Ok(OpenedLink { document: opened.document.id.to_string(), first, last, blocks, moved: opened.moved })
    }
}
