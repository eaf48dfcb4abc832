//! What a glyph stands for.
//!
//! The interpreter knows it where the file says so (`/ToUnicode`, glyph
//! names). Where it does not, three things are tried: the predefined `CMap` of a
//! Japanese encoding with Adobe's table of its characters, and the font's own
//! `cmap` read backwards.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{FontData, FontQuery, Glyph, OutlineGlyph};
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use skrifa::MetadataProvider;
use skrifa::raw::TableProvider;

use super::glyph::Text;

/// Addresses of the fonts that were handed out in place of fonts that the file lacks.
type StandIns = Arc<Mutex<HashSet<usize>>>;

/// Finds what glyphs stand for; one for a document.
pub(super) struct Decoder<'p> {
    pdf: &'p Pdf,
    fonts: HashMap<FontKey, Rc<Font>>,
    /// The one asked for last, which most runs of glyphs are set in.
    last: Option<(FontKey, Rc<Font>)>,
    stand_ins: StandIns,
    /// By the name of the font and whether it is written vertically.
    encodings: OnceCell<HashMap<(String, bool), Encoding>>,
}

/// A font program, the name by which it is used, and whether it is written vertically.
type FontKey = (u128, Option<String>, bool);

/// What is known of a font beside its glyphs.
pub(super) struct Font {
    pub(super) bold: bool,
    /// Of even strokes (ゴシック), not of thick and thin ones (明朝).
    pub(super) gothic: bool,
    /// A font of other widths that is used because the file lacks the one it names.
    pub(super) stands_in: bool,
    data: Option<FontData>,
    key: (String, bool),
    own: OnceCell<HashMap<u32, char>>,
}

/// From codes over the characters of a collection to Unicode.
#[derive(Clone)]
struct Encoding {
    codes: Rc<CMap>,
    characters: Rc<CMap>,
}

impl<'p> Decoder<'p> {
    pub(super) fn new(pdf: &'p Pdf) -> Self {
        Self { pdf, fonts: HashMap::new(), last: None, stand_ins: StandIns::default(), encodings: OnceCell::new() }
    }

    /// How the interpreter is to find fonts and `CMaps`: those it brings, and a note of each font that stands in.
    pub(super) fn settings(&self) -> InterpreterSettings {
        let handed_out = Arc::clone(&self.stand_ins);
        InterpreterSettings {
            font_resolver: Arc::new(move |query| {
                let (data, index) = match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
                };
                if let Ok(mut fonts) = handed_out.lock() {
                    fonts.insert(address(&data));
                }
                Some((data, index))
            }),
            ..InterpreterSettings::default()
        }
    }

    /// The font of a glyph.
    pub(super) fn font(&mut self, glyph: &OutlineGlyph, vertical: bool) -> Rc<Font> {
        let mut data = glyph.font_data();
        let name = data.as_mut().and_then(|d| d.postscript_name.take());
        let key = (data.as_ref().map_or(0, |d| d.cache_key), name, vertical);
        if let Some((_, font)) = self.last.as_ref().filter(|(last, _)| *last == key) {
            return Rc::clone(font);
        }
        let stand_ins = &self.stand_ins;
        let font = self.fonts.entry(key.clone()).or_insert_with_key(|(_, name, _)| {
            let name = name.clone().unwrap_or_default();
            let serif = data.as_ref().is_some_and(|d| d.is_serif);
            let heavy = data.as_ref().and_then(|d| d.weight).is_some_and(|w| w >= 600);
            let data = data.map(|d| d.data);
            let stands_in = match (&data, stand_ins.lock()) {
                (Some(data), Ok(fonts)) => fonts.contains(&address(data)),
                _ => true,
            };
            let bold = heavy || is_bold(&name);
            let gothic = is_gothic(&name).or_else(|| sans_serif(data.as_ref()?)).unwrap_or(!serif);
            Rc::new(Font { bold, gothic, stands_in, data, key: (name, vertical), own: OnceCell::new() })
        });
        let font = Rc::clone(font);
        self.last = Some((key, Rc::clone(&font)));
        font
    }

    /// What a glyph stands for.
    pub(super) fn text(&self, glyph: &Glyph<'_>, font: Option<&Font>) -> Text {
        let said = match glyph.as_unicode() {
            Some(BfString::Char(c)) if !is_rubbish(c) => return Text::Char(plain(c)),
            Some(BfString::String(s)) if !s.is_empty() && !s.chars().any(is_rubbish) => {
                return Text::of(&s.chars().map(plain).collect::<String>());
            }
            Some(BfString::Char(c)) => Some(c),
            _ => None,
        };
        let found = font.and_then(|font| {
            let code = glyph.char_code();
            let by_encoding = || self.encoding(font)?.character(code);
            let by_font = || match glyph {
                Glyph::Outline(outline) => font.own().get(&outline.glyph_id().to_u32()).copied().map(Text::Char),
                Glyph::Type3(_) => None,
            };
            by_encoding().or_else(by_font)
        });
        match (found, said) {
            (Some(text), _) => text,
            (None, Some(c)) if is_private(c) => Text::Char(c),
            // A code that writers use for no glyph at all.
            (None, Some('\0'..='\u{1F}' | '\u{FEFF}' | '\u{200B}')) => Text::Chars("".into()),
            (None, _) => Text::Unknown,
        }
    }

    fn encoding(&self, font: &Font) -> Option<&Encoding> {
        self.encodings.get_or_init(|| encodings(self.pdf)).get(&font.key)
    }
}

impl Font {
    /// The characters of its glyphs, by its own `cmap`.
    fn own(&self) -> &HashMap<u32, char> {
        self.own.get_or_init(|| {
            let mut characters = HashMap::new();
            let data = self.data.as_ref().map(|d| (**d).as_ref()).filter(|_| !self.stands_in);
            if let Some(font) = data.and_then(|d| skrifa::FontRef::new(d).ok()) {
                for (code, glyph) in font.charmap().mappings() {
                    let Some(c) = char::from_u32(code).filter(|&c| !is_rubbish(c)) else { continue };
                    let known = characters.entry(glyph.to_u32()).or_insert(c);
                    // One glyph serves a character and its compatibility forms.
                    if rank(c) < rank(*known) {
                        *known = c;
                    }
                }
            }
            characters
        })
    }
}

impl Encoding {
    fn character(&self, code: u32) -> Option<Text> {
        let cid = (1..=4).find_map(|length| self.codes.lookup_cid_code(code, length))?;
        match self.characters.lookup_bf_string(cid)? {
            BfString::Char(c) if !is_rubbish(c) => Some(Text::Char(c)),
            BfString::String(s) if !s.chars().any(is_rubbish) => Some(Text::of(&s)),
            _ => None,
        }
    }
}

/// The encodings of the fonts that bring their glyphs, but no `/ToUnicode`.
fn encodings(pdf: &Pdf) -> HashMap<(String, bool), Encoding> {
    /// Objects that are looked at.
    const OBJECTS: usize = 500_000;
    let mut found = HashMap::new();
    let mut tables: HashMap<Vec<u8>, Option<Rc<CMap>>> = HashMap::new();
    for object in pdf.objects().into_iter().take(OBJECTS) {
        let Object::Dict(dict) = object else { continue };
        let composite = dict.get::<Name<'_>>(b"Subtype").is_some_and(|n| n.as_ref() == b"Type0");
        if composite && !dict.contains_key(b"ToUnicode") {
            found.extend(encoding_of(&dict, &mut tables));
        }
    }
    found
}

fn encoding_of(dict: &Dict<'_>, tables: &mut HashMap<Vec<u8>, Option<Rc<CMap>>>) -> Option<((String, bool), Encoding)> {
    let mut table = |name: CMapName<'_>| {
        let load = || Some(Rc::new(CMap::parse(load_embedded(name)?, load_embedded)?));
        tables.entry(name.to_bytes().to_vec()).or_insert_with(load).clone()
    };
    let codes = match dict.get::<Object<'_>>(b"Encoding")? {
        Object::Name(name) => match CMapName::from_bytes(name.as_ref()) {
            CMapName::IdentityH => Rc::new(CMap::identity_h()),
            CMapName::IdentityV => Rc::new(CMap::identity_v()),
            name => table(name)?,
        },
        Object::Stream(stream) => Rc::new(CMap::parse(&stream.decoded_data().ok()?, load_embedded)?),
        _ => return None,
    };
    let said = codes.metadata().character_collection.as_ref().map(|c| c.family.clone());
    let family = said.filter(|f| *f != CidFamily::AdobeIdentity).or_else(|| {
        let descendant = dict.get::<Array<'_>>(b"DescendantFonts")?.iter::<Dict<'_>>().next()?;
        let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo")?;
        let [registry, ordering] = [&b"Registry"[..], b"Ordering"].map(|key| info.get::<PdfString<'_>>(key));
        Some(CidFamily::from_registry_ordering(registry?.as_bytes(), ordering?.as_bytes()))
    })?;
    let characters = table(family.ucs2_cmap()?)?;
    let name = dict.get::<Name<'_>>(b"BaseFont")?;
    let name = match name.as_str().split_once('+') {
        Some((tag, rest)) if tag.len() == 6 => rest.to_owned(),
        _ => name.as_str().to_owned(),
    };
    let vertical = codes.metadata().writing_mode == Some(WritingMode::Vertical);
    Some(((name, vertical), Encoding { codes, characters }))
}

fn address(data: &FontData) -> usize {
    (**data).as_ref().as_ptr() as usize
}

/// Whether a font's name says that it is bold, in the customs of Western and Japanese founders.
fn is_bold(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let weight = name.rsplit_once('-').map_or("", |(_, weight)| weight);
    ["bold", "heavy", "black", "demi"].iter().any(|word| name.contains(word))
        || matches!(weight, "b" | "eb" | "db" | "h" | "u" | "w6" | "w7" | "w8" | "w9")
}

/// Whether a font's name says that it is ゴシック rather than 明朝; `None` where it says neither.
fn is_gothic(name: &str) -> Option<bool> {
    let name = name.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if says(&["mincho", "ryumin", "serif", "song", "batang", "roman"]) && !says(&["sans"]) {
        return Some(false);
    }
    says(&["gothic", "meiryo", "kaku", "gothicmb", "shingo", "sans"]).then_some(true)
}

/// Whether a font says itself that its strokes are even: the serif style of its PANOSE number, 2–10 with serifs and
/// 11–15 without (OpenType, table OS/2).
fn sans_serif(data: &FontData) -> Option<bool> {
    let font = skrifa::FontRef::new((**data).as_ref()).ok()?;
    match font.os2().ok()?.panose_10().get(1)? {
        2..=10 => Some(false),
        11..=15 => Some(true),
        _ => None,
    }
}

/// Signs of symbol fonts, which are coded as private use; their bullets are common in office documents.
fn plain(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{A0}' => ' ',
        '\u{F06C}' => '●',
        '\u{F06E}' => '■',
        '\u{F071}' => '❑',
        '\u{F075}' => '◆',
        '\u{F076}' => '❖',
        '\u{F09F}' | '\u{F0B7}' => '•',
        '\u{F0A7}' => '▪',
        '\u{F0A8}' => '□',
        '\u{F0D8}' => '➢',
        '\u{F0E0}' => '→',
        '\u{F0E8}' => '➔',
        '\u{F0FC}' => '✓',
        '\u{F0FE}' => '☑',
        c => c,
    }
}

/// Signs of symbol fonts keep their place; the reader of the text takes them for bullets.
const fn is_symbol(c: char) -> bool {
    matches!(c, '\u{F020}'..='\u{F0FF}')
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Whether a character says nothing that could be read.
pub(super) fn is_rubbish(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    control
        || matches!(c, '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}' | '\u{200B}')
        || (is_private(c) && !is_symbol(c))
}

/// The higher, the less likely it is meant.
const fn rank(c: char) -> u32 {
    match c {
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => 2,
        _ if is_private(c) => 3,
        '\u{A0}' | '\u{AD}' | '\u{2010}'..='\u{2012}' | '\u{2126}' | '\u{212A}' | '\u{212B}' => 1,
        _ => 0,
    }
}
