//! HTML: a block quote, and the first link of ours after it.

use scraper::{Html, Node};

use super::pairs::Pairs;
use super::{Claim, Spot, is_label, is_ours};

pub(super) fn read(text: &str) -> Vec<Claim> {
    let page = Html::parse_document(text);
    let mut pairs = Pairs::default();
    let (mut words, mut depth, mut number) = (String::new(), 0_usize, 0);
    for edge in page.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Text(piece) => words.push_str(piece),
                Node::Element(element) => match element.name() {
                    "blockquote" => {
                        if depth == 0 {
                            words.clear();
                        }
                        depth += 1;
                    }
                    "br" => words.push('\n'),
                    "p" | "div" if depth > 0 && !words.trim().is_empty() => words.push('\n'),
                    "p" | "div" | "figcaption" if depth == 0 => words.clear(),
                    "a" if depth == 0 => {
                        if let Some(link) = element.attr("href").filter(|link| is_ours(link)) {
                            pairs.link(link);
                        }
                    }
                    _ => {}
                },
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                let Node::Element(element) = node.value() else { continue };
                match element.name() {
                    "blockquote" => {
                        depth = depth.saturating_sub(1);
                        if depth == 0 {
                            number += 1;
                            pairs.quote(words.trim_matches('\n'), Spot::Item(number));
                            words.clear();
                        }
                    }
                    "p" if depth == 0 && is_label(&words) => pairs.label(),
                    _ => {}
                }
            }
        }
    }
    pairs.finish()
}
