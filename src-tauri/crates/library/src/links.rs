//! つながり: the links between the passages of all documents, and what is asked of them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::{ControlFlow, RangeInclusive};
use std::sync::Arc;

use tadori_dictionary::Analyzer;
use tadori_facts::{Catalogue, Program};
use tadori_links::{Compared, Corpus, Covered, End, Given, Hop, Link, LinkKind, Missing, Side};
use tadori_text::{Block, Span};

use crate::control::ReadingWatch;
use crate::names::Names;
use crate::verdicts::{self, Verdict, VerdictSaid};
use crate::{BlockRow, DocumentFacts, DocumentRow, Error, Library};

/// The documents of a library, read for linking, and what the rules found between them.
#[derive(Debug)]
pub(crate) struct Read {
    sequence: u64,
    names: Arc<Names>,
    pub(crate) documents: Vec<DocumentFacts>,
    pub(crate) blocks: Vec<Vec<Block>>,
    pub(crate) catalogue: Catalogue,
    pub(crate) expressions: Vec<Vec<String>>,
    analyzer: Analyzer,
    found: Vec<Link>,
}

impl Read {
    /// The documents as they are linked; `fresh`: of which of them the links are to be found.
    fn given(&self, fresh: impl Fn(usize) -> bool) -> Vec<Given<'_>> {
        let mut given = Vec::with_capacity(self.documents.len());
        for (number, (read, blocks)) in self.documents.iter().zip(&self.blocks).enumerate() {
            let (metadata, facts) = (&read.document.metadata, &read.facts);
            given.push(Given { blocks, metadata, facts, fresh: fresh(number) });
        }
        given
    }

    /// The documents taken apart; `fresh`: of which of them links are to be found.
    pub(crate) fn corpus(&self, fresh: impl Fn(usize) -> bool) -> Corpus<'_> {
        Corpus::new(&self.given(fresh), &self.catalogue, &self.expressions, &self.analyzer)
    }
}

/// The links between the documents of a library, with what a person said of them; ends count in
/// [`Linked::documents`].
#[derive(Debug)]
pub struct Linked {
    read: Arc<Read>,
    /// Everything that was said of links when they were laid over.
    verdicts: Vec<VerdictSaid>,
    /// By kind and place; those that only a person found come last.
    pub links: Vec<Link>,
    said: HashMap<usize, VerdictSaid>,
    /// Said of passages that are gone.
    pub lost: Vec<VerdictSaid>,
}

impl Linked {
    /// In the order of [`Library::documents`].
    pub fn documents(&self) -> &[DocumentFacts] {
        &self.read.documents
    }

    /// The projects and programs that ends of links stand for, by their index.
    pub fn programs(&self) -> &[Program] {
        &self.read.catalogue.programs
    }

    /// What a person said of the link with this index.
    pub fn said(&self, link: usize) -> Option<&VerdictSaid> {
        self.said.get(&link)
    }

    /// Whether only a person found the link with this index.
    pub fn is_added(&self, link: usize) -> bool {
        link >= self.read.found.len()
    }

    /// What a person said of the link of this kind between two places, if there is one.
    pub fn said_of(&self, kind: LinkKind, from: &End, to: (usize, usize)) -> Option<&VerdictSaid> {
        let is = |link: &Link| link.kind == kind && link.from.program == from.program && link.to.place() == to;
        self.said.iter().find(|(link, _)| is(&self.links[**link])).map(|(_, said)| said)
    }

    /// Texts of the headings above an end, outermost first.
    pub fn section(&self, end: &End) -> Vec<String> {
        let blocks = &self.read.blocks[end.document];
        tadori_text::section(blocks, end.block).into_iter().map(|heading| blocks[heading].text.clone()).collect()
    }

    /// The links that end at some blocks of a document, by index, the surest first.
    pub fn of_blocks(&self, document: &str, blocks: RangeInclusive<usize>) -> Result<Vec<usize>, Error> {
        let document = self.document(document)?;
        let here = |end: &End| end.document == document && blocks.contains(&end.block);
        let mut found: Vec<usize> =
            (0..self.links.len()).filter(|l| here(&self.links[*l].from) || here(&self.links[*l].to)).collect();
        found.sort_by(|a, b| self.links[*b].score.total_cmp(&self.links[*a].score).then(a.cmp(b)));
        Ok(found)
    }

    /// The block at an end of a link, and its document.
    pub fn at(&self, end: &End) -> (&Arc<DocumentRow>, &BlockRow) {
        let read = &self.read.documents[end.document];
        (&read.document, &read.blocks[end.block])
    }

    /// Index of the document with this id.
    pub fn document(&self, id: &str) -> Result<usize, Error> {
        let found = self.read.documents.iter().position(|d| d.document.id.as_str() == id);
        found.ok_or_else(|| Error::NoDocument { id: id.to_owned() })
    }

    /// The statements of a document, each with the programs that carry it out.
    pub fn coverage(&self, document: &str) -> Result<Vec<Covered>, Error> {
        let document = self.document(document)?;
        Ok(tadori_links::coverage(&self.read.corpus(|_| true), document))
    }

    /// Documents that are cited and not in the library, the most cited first.
    pub fn missing(&self) -> Vec<Missing> {
        tadori_links::missing(&self.read.given(|_| true))
    }

    /// The links that are met within `depth` steps from a block, by index, each with the step, nearest first.
    pub fn trace(&self, document: &str, block: usize, depth: u32) -> Result<Vec<Hop>, Error> {
        let document = self.document(document)?;
        let good = |link: &usize| self.said(*link).is_none_or(|said| said.verdict != Verdict::Rejected);
        Ok(tadori_links::trace(&self.links, good, (document, block), depth))
    }
}

/// Two documents side by side.
#[derive(Debug)]
pub struct Comparison {
    /// The first, with its text.
    pub a: DocumentFacts,
    /// The second, with its text.
    pub b: DocumentFacts,
    /// What became of each sentence of the first.
    pub sentences: Vec<Compared>,
}

impl Library {
    /// All links, found anew only after the library changed, with what was said of them.
    pub fn linked(&self) -> Result<Arc<Linked>, Error> {
        self.linked_watched(&mut |_, _| ControlFlow::Continue(()), &mut |_, _| ControlFlow::Continue(()))
    }

    /// The same; `reading` is asked while documents are read, `linking` while links between them are looked for, which
    /// is told how much of how much is done.
    pub fn linked_watched(&self, reading: ReadingWatch<'_>, linking: ReadingWatch<'_>) -> Result<Arc<Linked>, Error> {
        // Held while reading: whoever asks meanwhile waits for the same answer.
        let mut kept = self.linked.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (sequence, names) = (self.catalogue().sequence(), self.said());
        let good = |l: &&Arc<Linked>| l.read.sequence == sequence && Arc::ptr_eq(&l.read.names, &names);
        let known = kept.as_ref().filter(good).cloned();
        let verdicts = self.verdicts()?;
        if let Some(linked) = known.as_ref().filter(|l| l.verdicts == verdicts) {
            return Ok(Arc::clone(linked));
        }
        let read = match known {
            Some(linked) => Arc::clone(&linked.read),
            None => Arc::new(self.read_for_links(sequence, names, reading, linking)?),
        };
        let laid = verdicts::lay_over(&self.connection(), &read, &read.found, &verdicts);
        let laid = laid.map_err(|e| e.of(self.path()))?;
        let links = read.found.iter().cloned().chain(laid.added).collect();
        let linked = Arc::new(Linked { read, verdicts, links, said: laid.said, lost: laid.lost });
        *kept = Some(Arc::clone(&linked));
        Ok(linked)
    }

    /// The same, with one `watch` for both in turn.
    pub(crate) fn linked_in_turn(&self, watch: ReadingWatch<'_>) -> Result<Arc<Linked>, Error> {
        let watch = RefCell::new(watch);
        let tell = |done, total| watch.borrow_mut()(done, total);
        self.linked_watched(&mut { tell }, &mut { tell })
    }

    fn read_for_links(
        &self,
        sequence: u64,
        names: Arc<Names>,
        reading: ReadingWatch<'_>,
        linking: ReadingWatch<'_>,
    ) -> Result<Read, Error> {
        let documents = self.facts_of(&self.documents(), reading)?;
        let blocks: Vec<_> = documents.iter().map(DocumentFacts::plain_blocks).collect();
        let catalogue = self.programs(&documents, &blocks, &names.judged())?;
        let expressions = self.folder.vocabulary()?.groups();
        let mut read = Read {
            sequence,
            names,
            documents,
            blocks,
            catalogue,
            expressions,
            analyzer: self.analyzer.clone(),
            found: Vec::new(),
        };
        let by_wording = self.by_wording(&read, linking)?;
        read.found = tadori_links::link(&read.given(|_| true), &read.catalogue, by_wording);
        Ok(read)
    }

    /// Compares two documents sentence by sentence.
    pub fn compare(&self, a: &str, b: &str) -> Result<Comparison, Error> {
        let read = |id| -> Result<DocumentFacts, Error> {
            self.facts(Some(id))?.pop().ok_or_else(|| Error::NoDocument { id: id.to_owned() })
        };
        let (a, b) = (read(a)?, read(b)?);
        let (one, other) = (a.plain_blocks(), b.plain_blocks());
        let sentences = tadori_links::compare((&one, &a.facts), (&other, &b.facts));
        Ok(Comparison { a, b, sentences })
    }
}

impl Comparison {
    /// What the two sides of a sentence have not in common, in bytes of each sentence.
    pub fn differences(&self, of: &Compared) -> (Vec<Span>, Vec<Span>) {
        match (of.a, of.b) {
            (Some(a), Some(b)) => tadori_links::differences(Self::sentence(&self.a, a).1, Self::sentence(&self.b, b).1),
            _ => (Vec::new(), Vec::new()),
        }
    }

    /// The words of a sentence on one side, and its block.
    pub fn sentence(read: &DocumentFacts, side: Side) -> (&Block, &str) {
        let block = &read.blocks[side.block].block;
        (block, side.span.of(&block.text))
    }
}
