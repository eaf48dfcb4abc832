//! Quotes and links that follow one another in a text.

use super::{Claim, Spot, is_of};

/// Joins a quote with the first link after it.
#[derive(Default)]
pub(super) struct Pairs {
    /// Whether the last label over an excerpt has no quote yet.
    labelled: bool,
    /// The last quote without a link, and whether it stood under a label.
    open: Option<(String, Spot, bool)>,
    claims: Vec<Claim>,
}

impl Pairs {
    /// A label over an excerpt.
    pub(super) fn label(&mut self) {
        self.drop_open();
        self.labelled = true;
    }

    /// A quote. One inside a note stands after the link of its excerpt and has no label.
    pub(super) fn quote(&mut self, words: &str, spot: Spot) {
        self.drop_open();
        self.open = Some((words.to_owned(), spot, std::mem::take(&mut self.labelled)));
    }

    /// A link of ours.
    pub(super) fn link(&mut self, link: &str) {
        // A link in a note, after a quote in that note, makes no excerpt of it unless it is made for those words.
        if let Some((quote, spot, labelled)) = self.open.take()
            && (labelled || is_of(link, &quote))
        {
            self.claims.push(Claim { quote, link: Some(link.to_owned()), spot });
        }
    }

    /// An excerpt whose link somebody took out is told, a quote of somebody's own is not.
    fn drop_open(&mut self) {
        if let Some((quote, spot, true)) = self.open.take() {
            self.claims.push(Claim { quote, link: None, spot });
        }
    }

    pub(super) fn finish(mut self) -> Vec<Claim> {
        self.drop_open();
        self.claims
    }
}
