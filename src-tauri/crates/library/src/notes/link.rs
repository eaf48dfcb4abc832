//! `tadori://` links: to a passage, and back to it.

use std::sync::Arc;

use tadori_notes::{Address, fingerprint};
use tadori_text::{Anchor, Anchored, Resolver, Span};

use super::{Place, Point};
use crate::{DocumentRow, Error, Library};

/// Where a link leads.
#[derive(Clone, Debug)]
pub struct OpenedLink {
    /// The current edition, where the passage is in that.
    pub document: Arc<DocumentRow>,
    /// Where it stands; of a link without words the blocks alone, without parts of their text.
    pub place: Place,
    /// First and last block.
    pub blocks: (u32, u32),
    /// It stands elsewhere than the link says.
    pub moved: bool,
}

impl Library {
    /// The link of the words between two points of a document.
    pub fn link_of(&self, document: &str, from: Point, to: Point) -> Result<Address, Error> {
        let row = self.document(document)?;
        let ground = self.ground(&row)?;
        let no_words = || Error::NoWords { document: document.to_owned() };
        let span = ground.between(from, to).ok_or_else(no_words)?;
        let resolver = Resolver::new(&ground.whole);
        let anchor = resolver.anchor(span).ok_or_else(no_words)?;
        let parts = resolver.parts(anchor.position);
        let blocks = || parts.iter().map(|(block, _)| *block as u32);
        Ok(Address {
            document: document.to_owned(),
            blocks: blocks().min().zip(blocks().max()),
            span: Some(anchor.position),
            quote: Some(fingerprint(&anchor.quote)),
        })
    }

    /// Finds what a link names: the very words, where it stands, or in the current edition of its document.
    pub fn open_link(&self, link: &str) -> Result<OpenedLink, Error> {
        let address: Address = link.parse()?;
        self.open_address(&address)
    }

    /// As [`Library::open_link`].
    pub fn open_address(&self, address: &Address) -> Result<OpenedLink, Error> {
        let row = self.document(&address.document)?;
        let lost = || Error::LinkLost { link: address.to_string(), title: row.title().to_owned() };
        let Some(span) = address.span else {
            let (first, end) = address.blocks.unwrap_or((0, 0));
            if first >= row.blocks {
                return Err(lost());
            }
            let blocks = (first, end.min(row.blocks - 1));
            return Ok(OpenedLink { document: Arc::clone(&row), place: Place::default(), blocks, moved: false });
        };
        let ground = self.ground(&row)?;
        let resolver = Resolver::new(&ground.whole);
        let anchor = resolver.anchor(span).filter(|anchor| address.is_of(&anchor.quote)).ok_or_else(lost)?;
        if row.superseded
            && let Some(opened) = self.in_current(&row, &anchor)?
        {
            return Ok(opened);
        }
        let place = ground.place(&resolver, anchor.position, None);
        Ok(opened(row, place, false))
    }

    /// The passage of an earlier edition in the current one; none where it is not in that.
    fn in_current(&self, row: &DocumentRow, anchor: &Anchor) -> Result<Option<OpenedLink>, Error> {
        let Some(current) = self.current_edition(row.id.as_str())? else { return Ok(None) };
        let ground = self.ground(&current)?;
        let resolver = Resolver::new(&ground.whole);
        let at = |span: Span| ground.place(&resolver, span, None);
        Ok(match resolver.resolve(anchor) {
            Anchored::Same(span) => Some(opened(current, at(span), false)),
            Anchored::Moved(span) => Some(opened(current, at(span), true)),
            Anchored::Lost => None,
        })
    }
}

fn opened(document: Arc<DocumentRow>, place: Place, moved: bool) -> OpenedLink {
    let blocks = place.blocks().unwrap_or_default();
    OpenedLink { document, place, blocks, moved }
}
