//! Links, and what is asked of them.

use tadori_library as core;
use tadori_library::tadori_links as links;

use super::runs;
use crate::{
    CarrierView, Code, ComparedView, ComparisonView, CoverageView, CoveredView, Error, JudgeRequest, LinkEnd,
    LinkReason, LinkView, MergedVerdicts, MissingView, Passage, PlaceRef, SentenceView, StrengthChange, TraceStep,
    TraceView, Verdict, VerdictConflict, VerdictView,
};

/// A carrier below this is not shown.
const CARRIER_LEAST: f64 = 0.1;

/// The words of a block with some of them marked.
fn passage(linked: &core::Linked, (document, block): (usize, usize), marks: &[core::Span]) -> Passage {
    let read = &linked.documents()[document];
    Passage::marked(&read.document, &read.blocks[block], marks)
}

fn end(linked: &core::Linked, of: &links::End, marks: &[core::Span]) -> LinkEnd {
    let read = &linked.documents()[of.document];
    let own = [of.span];
    LinkEnd {
        passage: passage(linked, of.place(), if marks.is_empty() { &own } else { marks }),
        section: linked.section(of),
        tier: links::Tier::of(&read.document.metadata).as_str().to_owned(),
        year: links::year(&read.document.metadata),
        program: of.program.map(|p| linked.programs()[p].name.clone()),
    }
}

impl From<&links::Reason> for LinkReason {
    fn from(reason: &links::Reason) -> Self {
        let links::Reason { terms, related, named, project, ministries, bits: _ } = reason.clone();
        Self { terms, related, named, project, ministries }
    }
}

impl From<core::Verdict> for Verdict {
    fn from(verdict: core::Verdict) -> Self {
        match verdict {
            core::Verdict::Confirmed => Self::Confirmed,
            core::Verdict::Rejected => Self::Rejected,
        }
    }
}

impl From<Verdict> for core::Verdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Confirmed => Self::Confirmed,
            Verdict::Rejected => Self::Rejected,
        }
    }
}

impl From<&core::VerdictSaid> for VerdictView {
    fn from(said: &core::VerdictSaid) -> Self {
        Self { verdict: said.verdict.into(), note: said.note.clone(), said_at: said.said_at.clone() }
    }
}

impl From<PlaceRef> for core::Pointed {
    fn from(PlaceRef { document, block, program }: PlaceRef) -> Self {
        Self { document, block, program }
    }
}

impl LinkView {
    /// The link with this index.
    pub fn new(linked: &core::Linked, number: usize) -> Self {
        let link = &linked.links[number];
        let marks = |side: fn(&links::Shared) -> core::Span| link.shared.iter().map(side).collect::<Vec<_>>();
        let (from, to) = (end(linked, &link.from, &marks(|s| s.from)), end(linked, &link.to, &marks(|s| s.to)));
        let name =
            |e: &LinkEnd| format!("{}.{}.{}", e.passage.document, e.passage.block, e.program.as_deref().unwrap_or(""));
        Self {
            id: format!("{}/{}/{}", link.kind.as_str(), name(&from), name(&to)),
            kind: link.kind.as_str().to_owned(),
            basis: link.basis.as_str().to_owned(),
            score: link.score,
            from,
            to,
            reason: (&link.reason).into(),
            verdict: linked.said(number).map(VerdictView::from),
            added: linked.is_added(number),
        }
    }

    /// The links that end at some blocks of a document.
    pub fn of_blocks(linked: &core::Linked, document: &str, first: u32, last: u32) -> Result<Vec<Self>, Error> {
        let found = linked.of_blocks(document, first as usize..=last as usize)?;
        Ok(found.into_iter().map(|number| Self::new(linked, number)).collect())
    }
}

impl JudgeRequest {
    /// Says it to a library.
    pub fn judge(self, library: &core::Library) -> Result<(), Error> {
        let kind = links::LinkKind::ALL.into_iter().find(|k| k.as_str() == self.kind);
        let unknown = || Error { code: Code::BadRequest, detail: format!("no links of kind “{}”", self.kind) };
        let kind = kind.ok_or_else(unknown)?;
        let (from, to) = (self.from.into(), self.to.into());
        Ok(library.judge(kind, (&from, &to), self.verdict.map(core::Verdict::from), &self.note)?)
    }
}

impl TraceView {
    /// What a passage rests on and what became of it.
    pub fn new(linked: &core::Linked, document: &str, block: u32, depth: u32) -> Result<Self, Error> {
        let hops = linked.trace(document, block as usize, depth)?;
        let steps = hops.into_iter().map(|h| TraceStep { hop: h.hop, link: LinkView::new(linked, h.link) }).collect();
        let at = links::End {
            document: linked.document(document)?,
            block: block as usize,
            span: core::Span::new(0, 0),
            program: None,
        };
        Ok(Self { start: end(linked, &at, &[]), steps })
    }
}

impl CoverageView {
    /// The statements of a document against the programs of the others.
    pub fn new(linked: &core::Linked, document: &str) -> Result<Self, Error> {
        let number = linked.document(document)?;
        let covered = linked.coverage(document)?;
        let mut busy = vec![false; linked.programs().len()];
        let statement = |covered: &links::Covered| {
            let place = (number, covered.block);
            let carrier = |carrier: &links::Carrier| {
                let said = linked.said_of(links::LinkKind::Implements, &carrier.place, place);
                CarrierView {
                    program: linked.programs()[carrier.program].name.clone(),
                    score: carrier.score,
                    reason: (&carrier.reason).into(),
                    passage: passage(linked, carrier.place.place(), &[]),
                    verdict: said.map(VerdictView::from),
                }
            };
            let at = links::End { document: number, block: covered.block, span: core::Span::new(0, 0), program: None };
            CoveredView {
                passage: passage(linked, place, &[]),
                section: linked.section(&at),
                carriers: covered.carriers.iter().filter(|c| c.score >= CARRIER_LEAST).map(carrier).collect(),
            }
        };
        let statements = covered.iter().map(statement).collect();
        for carrier in covered.iter().flat_map(|c| &c.carriers) {
            busy[carrier.program] |= carrier.score >= 0.5;
        }
        let programs = linked.programs().iter().zip(busy);
        let idle = programs.filter(|(p, busy)| !busy && p.kind == core::tadori_facts::ProgramKind::Program);
        Ok(Self {
            statements,
            idle: idle.map(|(p, _)| p.name.clone()).collect(),
            recall: links::MEASURED_RECALL,
            measured_on: links::MEASURED_ON,
        })
    }
}

impl From<&core::Comparison> for ComparisonView {
    fn from(compared: &core::Comparison) -> Self {
        let sentence = |read: &core::DocumentFacts, side: links::Side, marks: Vec<core::Span>| {
            let row = &read.blocks[side.block];
            SentenceView {
                block: row.ordinal,
                line_start: row.block.lines.first,
                page: row.block.page,
                page_label: row.page_label.clone(),
                heading: row.block.heading.is_some(),
                runs: runs(side.span.of(&row.block.text), marks.into_iter().map(|m| (m.start, m.end))),
            }
        };
        let view = |one: &links::Compared| {
            let (a, b) = compared.differences(one);
            ComparedView {
                change: one.change.as_str().to_owned(),
                a: one.a.map(|side| sentence(&compared.a, side, a)),
                b: one.b.map(|side| sentence(&compared.b, side, b)),
                strength: one.strength().map(|(a, b)| StrengthChange {
                    a: a.as_str().to_owned(),
                    b: b.as_str().to_owned(),
                    stronger: b > a,
                }),
            }
        };
        Self {
            a: compared.a.document.title().to_owned(),
            b: compared.b.document.title().to_owned(),
            sentences: compared.sentences.iter().map(view).collect(),
        }
    }
}

impl From<core::Merged> for MergedVerdicts {
    fn from(merged: core::Merged) -> Self {
        let conflict = |(mine, theirs): (core::VerdictSaid, core::VerdictSaid)| VerdictConflict {
            from: mine.from.anchor.quote,
            to: mine.to.anchor.quote,
            mine: mine.verdict.into(),
            theirs: theirs.verdict.into(),
            note: theirs.note,
        };
        Self {
            added: merged.added as u32,
            known: merged.known as u32,
            conflicts: merged.conflicts.into_iter().map(conflict).collect(),
        }
    }
}

impl MissingView {
    /// Documents that are cited and not in the library, the most cited first.
    pub fn list(linked: &core::Linked) -> Vec<Self> {
        let view = |missing: links::Missing| Self {
            places: missing.places.iter().map(|place| passage(linked, *place, &[])).collect(),
            title: missing.title,
        };
        linked.missing().into_iter().map(view).collect()
    }
}
