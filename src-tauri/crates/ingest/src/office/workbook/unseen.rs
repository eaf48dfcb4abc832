//! What a sheet has that its cells do not tell: formulas without a result, rows and columns that are hidden.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What was seen of it in the XML of a sheet.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unseen {
    /// Cells that hold a formula and not what it comes to: how many, and the first. A program other than Excel wrote them.
    pub(super) formulas: u32,
    pub(super) first: String,
    /// Cells with a value in rows and columns that are hidden.
    pub(super) hidden: u32,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    name: String,
    is_text: bool,
    formula: bool,
    value: bool,
}

impl Unseen {
    /// Looks through the XML of a sheet, up to its first fault.
    pub(super) fn of(sheet: &[u8]) -> Self {
        let mut unseen = Self::default();
        let (mut columns, mut row_hidden) = (Vec::new(), false);
        let (mut cell, mut in_value) = (Cell::default(), false);
        let mut reader = Reader::from_reader(sheet);
        reader.config_mut().expand_empty_elements = true;
        let mut buffer = Vec::new();
        while let Ok(event) = reader.read_event_into(&mut buffer) {
            match &event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "col" if is_on(element, "hidden") => {
                        let bound = |name| attribute(element, name)?.parse::<u32>().ok();
                        columns.extend(bound("min").zip(bound("max")).map(|(first, last)| first..=last));
                    }
                    "row" => row_hidden = is_on(element, "hidden"),
                    "c" => {
                        let is_text = attribute(element, "t").is_some_and(|t| t == "str");
                        cell = Cell { name: attribute(element, "r").unwrap_or_default(), is_text, ..Cell::default() };
                    }
                    "f" => cell.formula = true,
                    "v" | "is" => {
                        // A text may come out empty.
                        cell.value |= cell.formula && cell.is_text;
                        in_value = true;
                    }
                    _ => {}
                },
                Event::Text(_) => cell.value |= in_value,
                Event::End(element) => match element.local_name().as_ref() {
                    "v" | "is" => in_value = false,
                    "c" if cell.value => {
                        let hidden = row_hidden || columns.iter().any(|range| range.contains(&column(&cell.name)));
                        unseen.hidden += u32::from(hidden);
                    }
                    "c" if cell.formula => {
                        unseen.formulas += 1;
                        if unseen.first.is_empty() {
                            unseen.first = std::mem::take(&mut cell.name);
                        }
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
            buffer.clear();
        }
        unseen
    }
}

/// The column of a cell's name such as `AB12`, from 1; 0 where there is none.
fn column(name: &str) -> u32 {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).take(4);
    letters.fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1)
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    Some(element.try_get_attribute(name).ok()??.value.into_owned())
}

fn is_on(element: &BytesStart<'_>, name: &str) -> bool {
    element.try_get_attribute(name).ok().flatten().and_then(|a| a.as_bool()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cells_do_not_tell() {
        let sheet = r#"<x:worksheet xmlns:x="a"><x:cols><x:col min="27" max="16384" hidden="1"/><x:col min="1" max="1"/></x:cols>
            <x:sheetData><x:row r="1">
            <x:c r="A1"><x:f>B1*2</x:f><x:v>4</x:v></x:c><x:c r="B1"><x:f>C1*2</x:f><x:v></x:v></x:c>
            <x:c r="C1"><x:f t="shared" si="0"/></x:c><x:c r="D1" t="str"><x:f>""</x:f><x:v></x:v></x:c>
            <x:c r="AA1"><x:v>5</x:v></x:c><x:c r="AB1" s="3"/></x:row>
            <x:row r="2" hidden="true"><x:c r="A2" t="inlineStr"><x:is><x:t>川</x:t></x:is></x:c></x:row>
            <x:row r="3" hidden="0"><x:c r="A3"><x:v>6</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
        assert_eq!(Unseen::of(sheet.as_bytes()), Unseen { formulas: 2, first: "B1".to_owned(), hidden: 2 });
        let cut = sheet.find("<x:row r=\"2\"").unwrap();
        assert_eq!(Unseen::of(&sheet.as_bytes()[..cut]).hidden, 1);
        assert_eq!(Unseen::of(b"no XML"), Unseen::default());
        assert_eq!(["A1", "Z9", "AA1", "XFD1", ""].map(column), [1, 26, 27, 16384, 0]);
    }
}
