//! The numbers that Word prints before paragraphs but does not store in them (ECMA-376 part 1, 17.9).

use std::collections::{HashMap, HashSet};

use super::super::count;
use super::super::xml::{Element, Xml};
use super::styles::Styles;

/// Levels of a list.
const LEVELS: usize = 9;
/// How far links from list to style to list are followed.
const LONGEST_CHAIN: usize = 8;

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// `%1` … `%9` stand for the numbers of the levels.
    text: String,
    /// What parts number and text: a tab, a space or nothing.
    parted: bool,
    /// All numbers in ASCII digits, whatever their levels say.
    legal: bool,
    /// The level (from 1) that starts it again; 0 for none, usually any above.
    restart: Option<u8>,
    /// The font of a bullet.
    font: String,
}

#[derive(Clone, Debug, Default)]
struct List {
    levels: [Option<Level>; LEVELS],
    /// The style that defines it in its place.
    style: Option<String>,
}

/// A use of a list, with what it changes.
#[derive(Clone, Debug, Default)]
struct Instance {
    list: i32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// The lists of a document, and how far each has counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<i32, List>,
    instances: HashMap<i32, Instance>,
    counted: HashMap<i32, [Option<u32>; LEVELS]>,
    /// Starts that were applied, by instance and level.
    started: HashSet<(i32, usize)>,
}

/// A number or bullet as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) text: String,
    /// White space parts it from the text.
    pub(super) parted: bool,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(root: Xml<'_>) -> Self {
        let mut numbering = Self::default();
        for node in root.elements() {
            match node.local() {
                "abstractNum" => {
                    if let Some(id) = integer(node.attr("abstractNumId")) {
                        let style = node.val("numStyleLink").map(str::to_owned);
                        let list = List { levels: levels(node.elements()), style };
                        numbering.lists.insert(id, list);
                    }
                }
                "num" => {
                    if let Some((id, instance)) = integer(node.attr("numId")).zip(instance(node)) {
                        numbering.instances.insert(id, instance);
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The number of the next paragraph of the list `id` on `level` (from 0).
    pub(super) fn next(&mut self, id: i32, level: u8, styles: &Styles) -> Option<Label> {
        let level = usize::from(level).min(LEVELS - 1);
        let list = self.list_of(id, styles)?;
        let instance = self.instances.get(&id)?;
        let own = self.level(instance, list, level)?.clone();
        let shown: Vec<Option<Level>> = (0..=level).map(|i| self.level(instance, list, i).cloned()).collect();
        let restarts: Vec<Option<u8>> =
            (0..LEVELS).map(|i| self.level(instance, list, i).and_then(|l| l.restart)).collect();
        let start = instance.starts[level];

        let counted = self.counted.entry(list).or_default();
        let first = start.filter(|_| self.started.insert((id, level)));
        counted[level] = Some(match (first, counted[level]) {
            (Some(first), _) => first,
            (None, Some(before)) => before.saturating_add(1),
            (None, None) => start.unwrap_or(own.start),
        });
        for deeper in level + 1..LEVELS {
            // Usually any level above starts it again.
            if restarts[deeper].is_none_or(|after| level < usize::from(after)) {
                counted[deeper] = None;
            }
        }
        let text = print(&own, &shown, counted);
        (!text.trim().is_empty()).then_some(Label { text, parted: own.parted })
    }

    fn level<'n>(&'n self, instance: &'n Instance, list: i32, level: usize) -> Option<&'n Level> {
        instance.levels[level].as_ref().or_else(|| self.lists.get(&list)?.levels[level].as_ref())
    }

    /// The list that an instance counts in, through the styles that stand for lists.
    fn list_of(&self, id: i32, styles: &Styles) -> Option<i32> {
        let mut list = self.instances.get(&id)?.list;
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = self.lists.get(&list)?.style.as_ref() else { break };
            let Some(next) = styles.list_of(style).and_then(|id| self.instances.get(&id)) else { break };
            list = next.list;
        }
        Some(list)
    }
}

/// The text of a level with the numbers put in.
fn print(own: &Level, shown: &[Option<Level>], counted: &[Option<u32>; LEVELS]) -> String {
    if own.format == "bullet" {
        return count::bullet(&own.font, &own.text);
    }
    let mut text = String::new();
    let mut signs = own.text.chars().peekable();
    while let Some(c) = signs.next() {
        let place = (c == '%').then(|| signs.peek().and_then(|d| d.to_digit(10))).flatten().filter(|&d| d > 0);
        let Some(place) = place else {
            text.push(c);
            continue;
        };
        signs.next();
        let place = place as usize - 1;
        if let Some(level) = shown.get(place).and_then(Option::as_ref) {
            // A level that was not counted yet is shown as it would start.
            let value = counted[place].unwrap_or(level.start);
            let format = if own.legal && level.format != "none" { "decimal" } else { &level.format };
            text.push_str(&count::number(format, value));
        }
    }
    text
}

fn instance(node: Xml<'_>) -> Option<Instance> {
    let mut instance = Instance { list: integer(node.val("abstractNumId"))?, ..Instance::default() };
    for change in node.elements().filter(|e| e.local() == "lvlOverride") {
        let Some(at) = place(change) else { continue };
        instance.starts[at] = change.val("startOverride").and_then(|v| v.parse().ok());
        instance.levels[at] = change.child("lvl").map(level);
    }
    Some(instance)
}

fn levels<'a>(nodes: impl Iterator<Item = Xml<'a>>) -> [Option<Level>; LEVELS] {
    let mut levels = [const { None }; LEVELS];
    for node in nodes.filter(|e| e.local() == "lvl") {
        if let Some(at) = place(node) {
            levels[at] = Some(level(node));
        }
    }
    levels
}

fn level(node: Xml<'_>) -> Level {
    // A number format newer than the file format stands in an alternative.
    let format = node.child("numFmt").or_else(|| node.child("AlternateContent")?.choice()?.child("numFmt"));
    let format = match format.map(|f| (f.attr("val"), f.attr("format"))) {
        Some((Some("custom"), Some(custom))) if custom.starts_with("０１") => "decimalFullWidth",
        Some((Some("custom"), Some(custom))) if custom.starts_with("01") => "decimalZero",
        Some((Some(format), _)) => format,
        _ => "decimal",
    };
    let font = node.path(&["rPr", "rFonts"]);
    let font = font.and_then(|f| f.attr("ascii").or_else(|| f.attr("hAnsi"))).unwrap_or_default();
    Level {
        start: node.val("start").and_then(|v| v.parse().ok()).unwrap_or(0),
        format: format.to_owned(),
        text: node.val("lvlText").unwrap_or_default().to_owned(),
        parted: node.val("suff") != Some("nothing"),
        legal: node.on("isLgl").unwrap_or_default(),
        restart: node.val("lvlRestart").and_then(|v| v.parse().ok()),
        font: font.to_owned(),
    }
}

fn place(node: Xml<'_>) -> Option<usize> {
    node.attr("ilvl")?.parse().ok().filter(|&l| l < LEVELS)
}

fn integer(value: Option<&str>) -> Option<i32> {
    value?.trim().parse().ok()
}
