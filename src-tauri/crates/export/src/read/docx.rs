//! Word: a quote is the whole paragraphs that its bookmark touches, its link stands in the footnote at its end.

use std::collections::HashMap;

use roxmltree::Node;

use super::package::{Package, parse};
use super::{Claim, Error, MOST_PARAGRAPHS, Spot, is_ours, paragraphs_of};

/// Bookmarks of quotes are named so.
const BOOKMARK: &str = "tadori_";

/// What was found in the text, by index of the paragraph.
#[derive(Default)]
struct Text {
    paragraphs: Vec<String>,
    /// First and last paragraph that a bookmark of a quote touches.
    bookmarks: Vec<(usize, usize)>,
    /// Addresses in the footnotes of a paragraph.
    links: Vec<(usize, String)>,
}

pub(super) fn read(package: &mut Package<'_>) -> Result<Vec<Claim>, Error> {
    let mut notes = HashMap::new();
    for kind in ["footnote", "endnote"] {
        let part = format!("{kind}s.xml");
        let addresses = package.addresses(&part)?;
        let text = package.text(&format!("word/{part}"))?;
        let Some(tree) = parse(&part, &text)? else { continue };
        for note in tree.descendants().filter(|n| local(*n) == kind) {
            let links = note.descendants().filter_map(|n| address(n, &addresses));
            if let (Some(id), Some(link)) = (attribute(note, "id"), links.into_iter().next()) {
                notes.insert((kind, id.to_owned()), link);
            }
        }
    }
    let text = package.text("word/document.xml")?;
    let Some(tree) = parse("document.xml", &text)? else { return Ok(Vec::new()) };
    Ok(claims(&text_of(tree.root(), &notes)))
}

fn claims(text: &Text) -> Vec<Claim> {
    let whole = |first: usize, last: usize| text.paragraphs[first..=last].join("\n");
    let mut around = vec![None; text.paragraphs.len()];
    for (index, (first, last)) in text.bookmarks.iter().enumerate() {
        around[*first..=*last].fill(Some(index));
    }
    let mut used = vec![false; text.bookmarks.len()];
    let mut claims: Vec<(usize, Claim)> = Vec::new();
    for (at, link) in &text.links {
        let quote = if let Some(index) = around[*at] {
            used[index] = true;
            whole(text.bookmarks[index].0, text.bookmarks[index].1)
        } else {
            // The bookmark is gone: the fingerprint in the link says how many paragraphs it were.
            let from = (at + 1).saturating_sub(MOST_PARAGRAPHS);
            let before: Vec<&str> = text.paragraphs[from..=*at].iter().map(String::as_str).collect();
            paragraphs_of(link, &before)
        };
        claims.push((*at, Claim { quote, link: Some(link.clone()), spot: Spot::Paragraph(at + 1) }));
    }
    for ((first, last), _) in text.bookmarks.iter().zip(&used).filter(|(_, used)| !**used) {
        let spot = Spot::Paragraph(last + 1);
        claims.push((*last, Claim { quote: whole(*first, *last), link: None, spot }));
    }
    claims.sort_by_key(|(at, _)| *at);
    claims.into_iter().map(|(_, claim)| claim).collect()
}

fn text_of(root: Node<'_, '_>, notes: &HashMap<(&'static str, String), String>) -> Text {
    let mut text = Text::default();
    let mut paragraph = HashMap::new();
    // LibreOffice may begin one bookmark twice: its name counts, and where it began first.
    let (mut names, mut begun) = (HashMap::new(), HashMap::new());
    for node in root.descendants().filter(|n| n.is_element() && !is_gone(*n)) {
        // The paragraph that it stands in; a text box has paragraphs inside a paragraph.
        let parent = node.ancestors().skip(1).find(|a| local(*a) == "p" && is_word(*a));
        let own = parent.and_then(|p| paragraph.get(&p.id()).copied());
        match local(node) {
            "p" if is_word(node) => {
                paragraph.insert(node.id(), text.paragraphs.len());
                text.paragraphs.push(String::new());
            }
            "t" => push(&mut text, own, node.text().unwrap_or_default()),
            "tab" if own.is_some() && node.parent().is_some_and(|p| local(p) == "r") => push(&mut text, own, "\t"),
            "br" | "cr" => push(&mut text, own, "\n"),
            "noBreakHyphen" => push(&mut text, own, "-"),
            "bookmarkStart" => {
                if let (Some(id), Some(name)) = (attribute(node, "id"), attribute(node, "name"))
                    && name.to_ascii_lowercase().starts_with(BOOKMARK)
                {
                    names.insert(id, name);
                    begun.entry(name).or_insert(own.unwrap_or(text.paragraphs.len()));
                }
            }
            "bookmarkEnd" => {
                let name = attribute(node, "id").and_then(|id| names.get(id));
                if let Some(first) = name.and_then(|name| begun.remove(name)) {
                    let mut last = own.unwrap_or(text.paragraphs.len().saturating_sub(1));
                    // It may be moved to the beginning of the paragraph after.
                    if own.is_some() && last > first && text.paragraphs[last].is_empty() {
                        last -= 1;
                    }
                    if first <= last && last < text.paragraphs.len() {
                        text.bookmarks.push((first, last));
                    }
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let kind = if local(node) == "footnoteReference" { "footnote" } else { "endnote" };
                let link = attribute(node, "id").and_then(|id| notes.get(&(kind, id.to_owned())));
                if let (Some(at), Some(link)) = (own, link) {
                    text.links.push((at, link.clone()));
                }
            }
            _ => {}
        }
    }
    text
}

fn push(text: &mut Text, paragraph: Option<usize>, words: &str) {
    if let Some(paragraph) = paragraph {
        text.paragraphs[paragraph].push_str(words);
    }
}

/// The address of ours that an element leads to: a hyperlink, or a field of the older kind.
fn address(node: Node<'_, '_>, addresses: &HashMap<String, String>) -> Option<String> {
    let link = match local(node) {
        "hyperlink" => addresses.get(attribute(node, "id")?)?.clone(),
        "instrText" => node.text()?.split('"').nth(1)?.to_owned(),
        "fldSimple" => attribute(node, "instr")?.split('"').nth(1)?.to_owned(),
        _ => return None,
    };
    is_ours(&link).then_some(link)
}

/// Whether it was struck out, or is the second form of something that is there already.
fn is_gone(node: Node<'_, '_>) -> bool {
    node.ancestors().any(|a| matches!(local(a), "del" | "moveFrom" | "Fallback") && !a.has_attribute("val"))
}

fn is_word(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace().is_some_and(|n| n.contains("wordprocessingml"))
}

fn local<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// An attribute by its local name: the strict form of the format has another namespace.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == name).map(|a| a.value())
}
