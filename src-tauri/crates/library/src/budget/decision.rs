//! What a person decides of undecided amounts: said of an anchor, laid over what the text says.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use tadori_facts::{ProgramKind, SubjectKind};
use tadori_text::{Anchor, Anchored, Block, Document, Layout, Metadata, Source, Span};

use super::{Budget, BudgetRow};
use crate::store::decided::{self, Decided};
use crate::{DocumentRow, Error, Library, schema};

/// What a person says of an undecided amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is for this.
    For(String),
    /// It belongs to none of its candidates.
    None,
    /// Open again.
    Open,
}

/// A decision of an amount that is no longer to be found in the current edition of its document.
#[derive(Clone, Debug)]
pub struct LostDecision {
    /// Tells it from every other one.
    pub id: i64,
    /// The current edition.
    pub document: Arc<DocumentRow>,
    /// The amount as it was printed.
    pub quote: String,
    /// What was read before it.
    pub before: String,
    /// What was read after it.
    pub after: String,
    /// Yen.
    pub yen: i64,
    /// What it was said to be for; none: none of its candidates.
    pub subject: Option<String>,
    /// When it was decided, RFC 3339 UTC.
    pub decided_at: String,
}

/// A decision, and where its amount stands in the source, if it still does.
type Found = (Option<Span>, Decided);

/// The current edition of each document of which something was decided, by its public id, with what was.
type ByDocument = HashMap<String, (Arc<DocumentRow>, Vec<Found>)>;

impl Library {
    /// Says what the undecided amount with this [`BudgetRow::id`] is for.
    pub fn decide(&self, line: &str, decision: &Decision) -> Result<Budget, Error> {
        self.check_writable()?;
        let reckoned = self.reckoned(&mut |_, _| ControlFlow::Continue(()))?;
        let row = reckoned.budget.lines.iter().find(|row| row.id == line && !row.line.certain);
        let row = row.ok_or_else(|| Error::NoAmount { id: line.to_owned() })?;
        self.write_decision(row, decision).map_err(|e| e.of(self.path()))?;
        self.budget()
    }

    fn write_decision(&self, row: &BudgetRow, decision: &Decision) -> Result<(), Error> {
        let _lock = self.folder.lock()?;
        let id = row.passage.document.id.as_str();
        let whole = self.whole(&row.passage.document)?;
        let span = row.in_source();
        let anchor = Anchor::new(&whole, span).ok_or_else(|| Error::NoAmount { id: row.id.clone() })?;
        let mut connection = schema::connect(&self.folder.database())?;
        let transaction = connection.transaction()?;
        for old in decided::of(&transaction, id)? {
            if place(&old, &whole).is_some_and(|there| overlap(there, span)) {
                decided::remove(&transaction, old.id)?;
            }
        }
        let subject = match decision {
            Decision::Open => None,
            Decision::None => Some(None),
            Decision::For(subject) => Some(Some(subject.trim().to_owned())),
        };
        if let Some(subject) = subject {
            let moment = jiff::Timestamp::now().to_string();
            let new = Decided { id: 0, anchor, yen: row.line.amount_yen, subject, moment };
            decided::insert(&transaction, id, &new)?;
        }
        Ok(transaction.commit()?)
    }

    /// Forgets a decision by its [`LostDecision::id`]; one that is gone already is no fault.
    pub fn forget_decision(&self, id: i64) -> Result<Budget, Error> {
        self.check_writable()?;
        {
            let _lock = self.folder.lock()?;
            let connection = schema::connect(&self.folder.database())?;
            decided::remove(&connection, id).map_err(|e| e.of(self.path()))?;
        }
        self.budget()
    }

    /// Lays what was decided over what the text says, and lists what is found no more.
    pub(super) fn lay_over(&self, budget: &mut Budget) -> Result<(), Error> {
        let decided = self.decided()?;
        for at in 0..budget.lines.len() {
            let row = &budget.lines[at];
            let Some((_, said)) = decided.get(row.passage.document.id.as_str()).filter(|_| !row.line.certain) else {
                continue;
            };
            if let Some((_, decided)) = said.iter().find(|found| stands_at(found, row)) {
                let row = &mut budget.lines[at];
                row.line.subject.clone_from(&decided.subject);
                row.decided_at = Some(decided.moment.clone());
                if let Some(program) = budget.belong(at) {
                    let project = budget.programs[program].program.kind == ProgramKind::Project;
                    budget.lines[at].line.subject_kind =
                        if project { SubjectKind::Project } else { SubjectKind::Program };
                }
            }
        }
        let mut held: HashMap<&str, Vec<&BudgetRow>> = HashMap::new();
        for row in budget.lines.iter().filter(|row| decided.contains_key(row.passage.document.id.as_str())) {
            held.entry(row.passage.document.id.as_str()).or_default().push(row);
        }
        let lost = decided.iter().flat_map(|(id, (document, said))| {
            let rows = held.get(id.as_str()).map_or(&[][..], Vec::as_slice);
            let gone = said.iter().filter(|found| !rows.iter().any(|row| stands_at(found, row)));
            gone.map(|(_, decided)| LostDecision::new(decided, document))
        });
        let mut lost: Vec<LostDecision> = lost.collect();
        lost.sort_by_key(|decision| decision.id);
        budget.lost = lost;
        Ok(())
    }

    /// What was decided, by the current edition of the document. Each decision is looked for once.
    fn decided(&self) -> Result<ByDocument, Error> {
        let documents = decided::documents(&self.connection())?;
        let mut found = HashMap::new();
        for id in documents {
            // One that came since the catalogue was read has its turn when it is read again.
            let Ok(document) = self.document(&id) else { continue };
            let decisions = decided::of(&self.connection(), &id)?;
            let whole = self.whole(&document)?;
            let placed = decisions.into_iter().map(|decided| (place(&decided, &whole), decided)).collect();
            found.insert(id, (document, placed));
        }
        Ok(found)
    }

    /// A document as far as anchors look at it.
    pub(crate) fn whole(&self, document: &DocumentRow) -> Result<Document, Error> {
        let blocks = self.blocks(document, 0, u32::MAX)?.into_iter().map(|row| row.block).collect();
        Ok(of_blocks(blocks))
    }
}

impl LostDecision {
    fn new(decided: &Decided, document: &Arc<DocumentRow>) -> Self {
        let Decided { id, anchor, yen, subject, moment } = decided;
        Self {
            id: *id,
            document: Arc::clone(document),
            quote: anchor.quote.clone(),
            before: anchor.prefix.clone(),
            after: anchor.suffix.clone(),
            yen: *yen,
            subject: subject.clone(),
            decided_at: moment.clone(),
        }
    }
}

/// Whether the amount that was decided is this one.
fn stands_at((there, decided): &Found, row: &BudgetRow) -> bool {
    decided.yen == row.line.amount_yen && there.is_some_and(|there| overlap(there, row.in_source()))
}

/// A document of which nothing but its blocks is known.
pub(crate) fn of_blocks(blocks: Vec<Block>) -> Document {
    let source = Source::new(String::new());
    let (metadata, layout) = (Metadata::default(), Layout::default());
    Document { metadata, source, blocks, pages: Vec::new(), layout, guesses: Vec::new() }
}

/// Where the amount that a decision was said of stands in the source, if it still does.
fn place(decided: &Decided, whole: &Document) -> Option<Span> {
    match decided.anchor.resolve(whole) {
        Anchored::Same(there) | Anchored::Moved(there) => Some(there),
        Anchored::Lost => None,
    }
}

const fn overlap(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}
