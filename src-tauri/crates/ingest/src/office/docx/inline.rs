//! What stands inside a paragraph: runs, fields, notes, changes.

use super::super::count;
use super::super::xml::{Element, Space, Xml};

/// A field that is open; its code is no text, its result is.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    code: String,
    in_result: bool,
}

impl Field {
    /// A table of contents, of figures, an index: lines that repeat what stands elsewhere.
    fn is_contents(&self) -> bool {
        let name = self.code.split_whitespace().next().unwrap_or_default();
        ["TOC", "INDEX", "TOA"].iter().any(|n| name.eq_ignore_ascii_case(n))
    }
}

/// Foot- or endnotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// A note that a paragraph refers to.
#[derive(Clone, Debug)]
pub(super) struct NoteMark {
    pub(super) kind: NoteKind,
    pub(super) id: i32,
    /// The mark as it is printed.
    pub(super) mark: String,
}

/// What was read of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Inline<'x> {
    pub(super) text: String,
    pub(super) notes: Vec<NoteMark>,
    /// Text boxes anchored in it.
    pub(super) boxes: Vec<Xml<'x>>,
    /// A page break before its text; one behind it.
    pub(super) starts_page: bool,
    pub(super) ends_page: bool,
    /// Some of it is a line of contents.
    pub(super) contents: bool,
}

/// Reads runs; fields may begin in one paragraph and end in another.
#[derive(Debug, Default)]
pub(super) struct InlineReader {
    fields: Vec<Field>,
    /// Notes counted so far, by kind.
    footnotes: u32,
    endnotes: u32,
    /// Number formats of the marks.
    pub(super) footnote_format: Option<String>,
    pub(super) endnote_format: Option<String>,
    /// Characters of hidden runs so far.
    pub(super) hidden: usize,
}

impl InlineReader {
    /// Reads the children of `node`.
    pub(super) fn read<'x>(&mut self, node: Xml<'x>, out: &mut Inline<'x>) {
        for child in node.elements() {
            match (child.space(), child.local()) {
                (Space::Math, "oMath" | "oMathPara") => {
                    let text: String =
                        child.descendants().filter(|n| n.tag_name().name() == "t").map(Element::all_text).collect();
                    self.push(&text, out);
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(choice) = child.choice() {
                        self.read(choice, out);
                    }
                }
                // What was deleted or moved away, and what is about the paragraph.
                (_, "del" | "moveFrom" | "pPr" | "rPr" | "sdtPr" | "sdtEndPr") => {}
                (_, "r") => {
                    let hidden = child.child("rPr").and_then(|p| p.on("vanish")).unwrap_or_default();
                    if hidden {
                        let texts = child.elements().filter(|n| n.local() == "t").map(Element::all_text);
                        self.hidden += texts.map(|text| text.trim().chars().count()).sum::<usize>();
                    } else {
                        self.run(child, out);
                    }
                }
                (Space::Word, _) => self.read(child, out),
                _ => {}
            }
        }
    }

    fn run<'x>(&mut self, run: Xml<'x>, out: &mut Inline<'x>) {
        for child in run.elements() {
            match child.local() {
                "t" => self.push(&child.all_text().replace(['\n', '\r'], " "), out),
                "tab" | "ptab" => self.push("\t", out),
                "noBreakHyphen" => self.push("-", out),
                "cr" => self.push("\n", out),
                "br" => self.line_break(child.attr("type"), out),
                "sym" => {
                    let sign =
                        child.attr("char").and_then(|c| u32::from_str_radix(c, 16).ok()).and_then(char::from_u32);
                    if let Some(sign) = sign {
                        let text = count::bullet(child.attr("font").unwrap_or_default(), &sign.to_string());
                        self.push(&text, out);
                    }
                }
                "footnoteReference" => self.note(NoteKind::Footnote, child, out),
                "endnoteReference" => self.note(NoteKind::Endnote, child, out),
                // The reading above the word would part it.
                "ruby" => {
                    if let Some(base) = child.child("rubyBase") {
                        self.read(base, out);
                    }
                }
                "fldChar" => self.field(child.attr("fldCharType")),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|f| !f.in_result) {
                        field.code.push_str(&child.all_text());
                    }
                }
                "drawing" | "pict" | "object" => boxes(child, &mut out.boxes),
                "AlternateContent" => {
                    if let Some(choice) = child.choice() {
                        self.run(choice, out);
                    }
                }
                _ => {}
            }
        }
    }

    fn push(&mut self, text: &str, out: &mut Inline<'_>) {
        if self.fields.iter().all(|f| f.in_result) {
            out.text.push_str(text);
            out.contents |= self.in_contents() && !text.trim().is_empty();
        }
    }

    /// Whether a table of contents is open.
    pub(super) fn in_contents(&self) -> bool {
        self.fields.iter().any(Field::is_contents)
    }

    fn line_break(&mut self, kind: Option<&str>, out: &mut Inline<'_>) {
        match kind {
            Some("page") if out.text.trim().is_empty() => out.starts_page = true,
            Some("page") => {
                out.ends_page = true;
                self.push("\n", out);
            }
            _ => self.push("\n", out),
        }
    }

    fn field(&mut self, kind: Option<&str>) {
        /// Fields inside one another that Word itself allows.
        const DEEPEST: usize = 20;
        match kind {
            Some("begin") if self.fields.len() < DEEPEST => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn note(&mut self, kind: NoteKind, node: Xml<'_>, out: &mut Inline<'_>) {
        let Some(id) = node.attr("id").and_then(|id| id.parse().ok()) else { return };
        // Its mark follows as text.
        let own = matches!(node.attr("customMarkFollows"), Some("1" | "true"));
        let mark = if own {
            String::new()
        } else {
            let (counted, format) = match kind {
                NoteKind::Footnote => (&mut self.footnotes, self.footnote_format.as_deref().unwrap_or("decimal")),
                NoteKind::Endnote => (&mut self.endnotes, self.endnote_format.as_deref().unwrap_or("lowerRoman")),
            };
            *counted += 1;
            count::number(format, *counted)
        };
        self.push(&mark, out);
        out.notes.push(NoteMark { kind, id, mark });
    }
}

/// The text boxes inside a drawing, each once.
fn boxes<'x>(node: Xml<'x>, out: &mut Vec<Xml<'x>>) {
    for child in node.elements() {
        match child.local() {
            "txbxContent" => out.push(child),
            "AlternateContent" => {
                if let Some(choice) = child.choice() {
                    boxes(choice, out);
                }
            }
            _ => boxes(child, out),
        }
    }
}
