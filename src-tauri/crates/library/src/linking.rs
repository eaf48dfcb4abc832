//! Links by wording: found once and kept, so that a new document is compared with the others, and not they with one another.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use rusqlite::TransactionBehavior;
use tadori_facts::{Catalogue, name_key};
use tadori_links::{End, Link, RULES_VERSION};

use crate::control::ReadingWatch;
use crate::links::Read;
use crate::store::derived::{self, KeptEnd, KeptLink};
use crate::{DocumentFacts, Error, Library, facts, schema};

/// How rare wording is, is counted in the whole library; links keep the score with which they were found until the library
/// has this many times more or fewer blocks, then all are found anew. So that costs, all in all, a few times the last one.
const GROWN: f64 = 1.25;

/// Documents whose links are known, and these links.
type Kept = (HashSet<usize>, Vec<Link>);

impl Library {
    /// The links by wording between all documents; what is not known yet is found, and kept.
    pub(crate) fn by_wording(&self, read: &Read, watch: ReadingWatch<'_>) -> Result<Vec<Link>, Error> {
        let stamp = format!("{RULES_VERSION}.{}", facts::stamp(&self.folder.vocabulary()?));
        let blocks: usize = read.blocks.iter().map(Vec::len).sum();
        let kept = self.kept(read, &stamp, blocks).map_err(|e| e.of(self.path()))?;
        let anew = kept.is_none();
        let (known, mut links) = kept.unwrap_or_default();
        let fresh = |document: usize| !known.contains(&document);
        if (0..read.documents.len()).any(fresh) {
            let corpus = read.corpus(fresh);
            let ControlFlow::Continue(found) = tadori_links::by_wording(&corpus, watch) else {
                return Err(Error::Cancelled);
            };
            let fresh = read.documents.iter().enumerate().filter(|(d, _)| fresh(*d)).map(|(_, read)| read);
            if !self.read_only() {
                // Where it cannot be kept (somebody is writing, the disk is full), it is found again next time.
                let _ = self.keep_links(read, fresh, &found, &stamp, anew.then_some(blocks));
            }
            links.extend(found);
        }
        Ok(links)
    }

    /// What is known; `None` where all links have to be found anew.
    fn kept(&self, read: &Read, stamp: &str, blocks: usize) -> Result<Option<Kept>, Error> {
        let connection = self.connection();
        let then = derived::linked_blocks(&connection)?;
        let of_key: HashMap<u64, usize> =
            read.documents.iter().enumerate().map(|(d, read)| (read.document.key, d)).collect();
        let known: HashSet<usize> =
            derived::linked(&connection, stamp)?.iter().filter_map(|key| of_key.get(key).copied()).collect();
        let (less, more) = (then.min(blocks) as f64, then.max(blocks) as f64);
        if known.is_empty() || more > less * GROWN {
            return Ok(None);
        }
        let Some(rows) = derived::links(&connection)? else { return Ok(None) };
        let programs = Programs::new(&read.catalogue);
        let mut links = Vec::new();
        for (from, to, kept) in rows {
            let place = |key: &u64| of_key.get(key).copied().filter(|document| known.contains(document));
            if let (Some(from), Some(to)) = (place(&from), place(&to)) {
                links.extend(kept.into_iter().filter_map(|link| unpacked(link, from, to, &programs)));
            }
        }
        Ok(Some((known, links)))
    }

    /// Keeps what was found for fresh documents; `anew`: everything was found anew, with so many blocks.
    fn keep_links<'a>(
        &self,
        read: &Read,
        fresh: impl Iterator<Item = &'a DocumentFacts>,
        found: &[Link],
        stamp: &str,
        anew: Option<usize>,
    ) -> Result<(), Error> {
        let mut of_pair: HashMap<(u64, u64), Vec<KeptLink>> = HashMap::new();
        for link in found {
            let key = |end: &End| read.documents[end.document].document.key;
            of_pair.entry((key(&link.from), key(&link.to))).or_default().push(packed(link, &read.catalogue));
        }
        let mut connection = schema::connect(&self.folder.database())?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(blocks) = anew {
            derived::forget_links(&transaction, blocks)?;
        }
        for read in fresh {
            derived::keep_linked(&transaction, &read.document, stamp)?;
        }
        for ((from, to), links) in &of_pair {
            derived::keep_links(&transaction, *from, *to, links)?;
        }
        Ok(transaction.commit()?)
    }
}

/// The programs by name. There are several of one name, which documents keep apart.
struct Programs {
    called: HashMap<String, usize>,
    /// By name and document: the blocks that name each.
    named_in: HashMap<(String, usize), Vec<(usize, usize)>>,
}

impl Programs {
    fn new(catalogue: &Catalogue) -> Self {
        let mut named_in: HashMap<_, Vec<_>> = HashMap::new();
        for (number, program) in catalogue.programs.iter().enumerate() {
            let name = name_key(&program.name);
            for mention in &program.mentions {
                named_in.entry((name.clone(), mention.document)).or_default().push((mention.block, number));
            }
        }
        Self { called: catalogue.called(), named_in }
    }

    /// The program that is called so nearest to a block of a document, or in any document.
    fn called(&self, name: &str, (document, block): (usize, usize)) -> Option<usize> {
        let name = name_key(name);
        let anywhere = self.called.get(&name).copied();
        let named = self.named_in.get(&(name, document));
        let nearest = named.and_then(|places| places.iter().min_by_key(|(there, _)| there.abs_diff(block)));
        nearest.map(|(_, number)| *number).or(anywhere)
    }
}

fn packed(link: &Link, catalogue: &Catalogue) -> KeptLink {
    let name = |program: usize| catalogue.programs[program].name.clone();
    let end = |end: &End| KeptEnd { block: end.block, span: end.span, program: end.program.map(name) };
    KeptLink {
        kind: link.kind,
        basis: link.basis,
        score: link.score,
        from: end(&link.from),
        to: end(&link.to),
        reason: link.reason.clone(),
        shared: link.shared.clone(),
    }
}

/// A kept link between two documents; none where it is of a program that nothing names any more.
fn unpacked(kept: KeptLink, from: usize, to: usize, programs: &Programs) -> Option<Link> {
    let end = |end: KeptEnd, document| {
        let program = match end.program {
            Some(name) => Some(programs.called(&name, (document, end.block))?),
            None => None,
        };
        Some(End { document, block: end.block, span: end.span, program })
    };
    let KeptLink { kind, basis, score, reason, shared, .. } = kept;
    Some(Link { kind, basis, score, from: end(kept.from, from)?, to: end(kept.to, to)?, reason, shared })
}
