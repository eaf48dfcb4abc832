//! Where notes stand: looked for again when their document changed, and kept, so that a list of notes asks nothing of
//! documents.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, TransactionBehavior};
use tadori_notes::{State, Target};
use tadori_text::{Anchored, BlockKind, Document, PageBox, Rect, Resolver, Span};

use super::{Place, Point, Standing};
use crate::read::boxes;
use crate::store::pages::Placed;
use crate::store::stands::{self, Edition, Editions};
use crate::store::{self, note};
use crate::{BlockRow, DocumentRow, Error, Library, budget, facts, schema};

/// A document in which notes are looked for.
pub(super) struct Ground<'l> {
    library: &'l Library,
    pub(super) row: Arc<DocumentRow>,
    pub(super) blocks: Vec<BlockRow>,
    pub(super) whole: Document,
    /// Large, and not always wanted.
    placed: OnceCell<Option<Placed>>,
}

impl Ground<'_> {
    fn placed(&self) -> Option<&Placed> {
        let read = || {
            let pages = self.row.pages > 0;
            // One that cannot be read costs the boxes, not the note; `doctor` makes it anew.
            pages.then(|| store::pages::placed(&self.library.connection(), self.row.key).ok().flatten()).flatten()
        };
        self.placed.get_or_init(read).as_ref()
    }

    /// The boxes of words, a box a line.
    fn boxes(&self, parts: &[(usize, Span)]) -> Vec<PageBox> {
        let Some(placed) = self.placed() else { return Vec::new() };
        parts.iter().flat_map(|(block, part)| boxes(placed, &self.blocks[*block].block, *part)).collect()
    }

    /// The bytes of the source from one point to another; none where there is nothing between them.
    pub(super) fn between(&self, from: Point, to: Point) -> Option<Span> {
        let (from, to) = if (from.block, from.at) <= (to.block, to.at) { (from, to) } else { (to, from) };
        let text = |point: Point| self.blocks.get(point.block as usize).map(|row| &row.block);
        let (first, last) = (text(from)?, text(to)?);
        let end = if from.block == to.block { to.at } else { first.text.len() };
        let begin = if from.block == to.block { from.at } else { 0 };
        if !first.text.is_char_boundary(from.at) || !last.text.is_char_boundary(to.at) || from.at > end {
            return None;
        }
        let first = (from.at < end).then(|| first.alignment.to_original(Span::new(from.at, end)));
        let last = (begin < to.at).then(|| last.alignment.to_original(Span::new(begin, to.at)));
        let (first, last) = (first.or(last)?, last.or(first)?);
        Some(Span::new(first.start.min(last.start), first.end.max(last.end)))
    }

    /// The words whose characters stand in a place of a page, from the first to the last of them in the source.
    pub(super) fn words_in(&self, area: &PageBox) -> Option<Span> {
        let placed = self.placed()?;
        let middle_in = |b: &PageBox| {
            let (x, y) = (f32::midpoint(b.rect.left, b.rect.right), f32::midpoint(b.rect.top, b.rect.bottom));
            let Rect { left, top, right, bottom } = area.rect;
            b.page == area.page && (left..=right).contains(&x) && (top..=bottom).contains(&y)
        };
        let mut found: Option<Span> = None;
        for row in self.blocks.iter().filter(|row| row.block.kind != BlockKind::Furniture) {
            for (at, c) in row.block.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let part = Span::new(at, at + c.len_utf8());
                if boxes(placed, &row.block, part).iter().any(middle_in) {
                    let source = row.block.alignment.to_original(part);
                    let (start, end) = found
                        .map_or((source.start, source.end), |f| (f.start.min(source.start), f.end.max(source.end)));
                    found = Some(Span::new(start, end));
                }
            }
        }
        found
    }

    /// Where words stand; `known`: their boxes, where they need not be looked for.
    pub(super) fn place(&self, resolver: &Resolver<'_>, span: Span, known: Option<&[PageBox]>) -> Place {
        let parts = resolver.parts(span);
        let rows: Vec<&BlockRow> = parts.iter().map(|(block, _)| &self.blocks[*block]).collect();
        let first = rows.first();
        Place {
            span: Some(span),
            lines: rows.iter().map(|row| row.block.lines).reduce(tadori_text::Lines::join),
            page: first.and_then(|row| row.block.page),
            page_label: first.and_then(|row| row.page_label.clone()),
            boxes: known.map_or_else(|| self.boxes(&parts), <[PageBox]>::to_vec),
            parts: parts.into_iter().map(|(block, part)| (self.blocks[block].ordinal, part)).collect(),
            now: None,
        }
    }

    /// Where what a note holds on to stands.
    fn stand(&self, resolver: &Resolver<'_>, target: &Target) -> Standing {
        let own = target.document == self.row.id.as_str();
        let Some(anchor) = &target.anchor else {
            return if own { on_page(target) } else { lost(target) };
        };
        match resolver.resolve(anchor) {
            Anchored::Same(span) => {
                let known = (own && !target.boxes.is_empty()).then_some(target.boxes.as_slice());
                let place = self.place(resolver, span, known);
                Standing { state: State::Same, start: span.start, place }
            }
            Anchored::Moved(span) => {
                let place = Place { now: resolver.anchor(span), ..self.place(resolver, span, None) };
                Standing { state: State::Moved, start: span.start, place }
            }
            Anchored::Lost => lost(target),
        }
    }
}

/// A place on a page without words stands as long as the file is the same.
fn on_page(target: &Target) -> Standing {
    let place = Place { page: target.boxes.first().map(|b| b.page), boxes: target.boxes.clone(), ..Place::default() };
    Standing { state: State::Same, start: 0, place }
}

fn lost(target: &Target) -> Standing {
    let page = target.anchor.as_ref().and_then(|a| a.page).or(target.boxes.first().map(|b| b.page));
    let start = target.anchor.as_ref().map_or(0, |a| a.position.start);
    Standing { state: State::Lost, start, place: Place { page, ..Place::default() } }
}

impl Library {
    /// A document with what is needed to find passages in it.
    pub(super) fn ground(&self, row: &Arc<DocumentRow>) -> Result<Ground<'_>, Error> {
        let blocks = self.blocks(row, 0, u32::MAX)?;
        let whole = budget::of_blocks(facts::plain(&blocks));
        Ok(Ground { library: self, row: Arc::clone(row), blocks, whole, placed: OnceCell::new() })
    }

    /// Looks again where notes stand, if documents changed since; a note whose document did not is not touched.
    pub(crate) fn settle_notes(&self) -> Result<(), Error> {
        if self.read_only() {
            return Ok(());
        }
        let (sequence, stale) = {
            let connection = self.connection();
            let sequence = store::sequence(&connection)?;
            if store::state(&connection, "notes_seen")? == sequence && stands::complete(&connection)? {
                return Ok(());
            }
            (sequence, stale(&connection)?)
        };
        let mut connection = schema::connect(&self.folder.database())?;
        let mut all = true;
        for (edition, notes) in stale {
            all &= self.stand_again(&mut connection, edition.as_ref(), &notes)?;
        }
        if all {
            store::set_state(&connection, "notes_seen", sequence)?;
        }
        Ok(())
    }

    /// Looks where these notes stand, now.
    pub(super) fn settle_these(&self, ids: &[String]) -> Result<(), Error> {
        let mut connection = schema::connect(&self.folder.database())?;
        let editions = Editions::load(&connection)?;
        let mut groups: HashMap<u64, (Option<&Edition>, Vec<String>)> = HashMap::new();
        for id in ids {
            let Some(note) = note::note(&connection, id)? else { continue };
            let edition = editions.of(&note.target.document, &note.target.file);
            let key = edition.map_or(0, |e| e.key);
            if stands::stamp(&connection, id)? == Some((key, edition.map_or(0, |e| e.sequence))) {
                continue;
            }
            groups.entry(key).or_insert_with(|| (edition, Vec::new())).1.push(id.clone());
        }
        for (edition, notes) in groups.into_values() {
            self.stand_again(&mut connection, edition, &notes)?;
        }
        Ok(())
    }

    /// Looks where notes stand in an edition, and keeps it, in one transaction; `false`: the edition came since the
    /// catalogue was read, and has its turn when that is read again.
    fn stand_again(
        &self,
        connection: &mut Connection,
        edition: Option<&Edition>,
        ids: &[String],
    ) -> Result<bool, Error> {
        let row = edition.map(|e| self.catalogue().by_key(e.key).cloned());
        if matches!(row, Some(None)) {
            return Ok(false);
        }
        let ground = row.flatten().map(|row| self.ground(&row)).transpose()?;
        let resolver = ground.as_ref().map(|g| Resolver::new(&g.whole));
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(note) = note::note(connection, id)? else { continue };
            let standing = match (&ground, &resolver) {
                (Some(ground), Some(resolver)) => ground.stand(resolver, &note.target),
                _ => lost(&note.target),
            };
            found.push((note, standing));
        }
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (note, standing) in &found {
            stands::set(&transaction, &note.id, edition, standing)?;
        }
        transaction.commit()?;
        Ok(true)
    }
}

/// An edition, if there is one, and ids of notes to be looked for in it.
type Group = (Option<Edition>, Vec<String>);

/// Notes that were looked for in another edition than the current one, or before that changed; by edition.
fn stale(connection: &Connection) -> Result<Vec<Group>, Error> {
    let notes = stands::stamps(connection)?;
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let editions = Editions::load(connection)?;
    let mut stale: Vec<Group> = Vec::new();
    for (id, document, file, stamp) in notes {
        let edition = editions.of(&document, &file);
        let now = edition.map_or((0, 0), |e| (e.key, e.sequence));
        if stamp == Some(now) {
            continue;
        }
        match stale.last_mut() {
            Some((last, ids)) if last.as_ref().map(|e| e.key) == edition.map(|e| e.key) => ids.push(id),
            _ => stale.push((edition.cloned(), vec![id])),
        }
    }
    Ok(stale)
}
