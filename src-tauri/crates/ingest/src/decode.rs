//! Bytes → text. Ministries publish UTF-8, `Shift_JIS` and UTF-16 alike, and files pieced together hold more than one.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use tadori_text::Lines;

use crate::{Error, Place, Warning, WarningCode};

/// A decoded file.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// WHATWG name.
    pub(crate) encoding: &'static str,
}

/// Decodes a file, reporting what could not be read.
pub(crate) fn decode(bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<Decoded, Error> {
    let (text, encoding) = decode_as_guessed(bytes, warnings)?;
    refuse_unreadable(&text, encoding)?;
    report(&text, warnings);
    Ok(Decoded { text, encoding: encoding.name() })
}

/// Decodes a web page: as it states, if it can be read so.
pub(crate) fn decode_page(bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<Decoded, Error> {
    // What is UTF-8 throughout is UTF-8, whatever it states: other charsets read such bytes too, as other letters.
    let told = Encoding::for_bom(bytes).is_some() || (!bytes.is_ascii() && std::str::from_utf8(bytes).is_ok());
    let stated = stated_in_page(bytes).filter(|_| !told);
    match stated.map(|encoding| (encoding.decode_without_bom_handling(bytes), encoding)) {
        Some(((text, false), encoding)) => {
            report(&text, warnings);
            Ok(Decoded { text: text.into_owned(), encoding: encoding.name() })
        }
        _ => decode(bytes, warnings),
    }
}

/// The charset in the first `<meta>` that has one; in the first 1,024 bytes, as browsers look for it.
fn stated_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let mut tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let label = tags.find_map(|tag| {
        let value = tag.split_once("charset")?.1.trim_start().strip_prefix('=')?;
        let value = value.trim_start_matches([' ', '"', '\'']);
        Some(value[..value.find(['"', '\'', ' ', ';', '/']).unwrap_or(value.len())].to_owned())
    })?;
    Encoding::for_label(label.as_bytes())
}

fn decode_as_guessed(bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<(String, &'static Encoding), Error> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Ok((lossy(encoding, &bytes[bom..]), encoding));
    }
    if let Some(encoding) = utf16_without_bom(bytes) {
        return Ok((lossy(encoding, bytes), encoding));
    }
    refuse_binary(bytes)?;
    match std::str::from_utf8(bytes) {
        // ISO-2022-JP is ASCII too; its escapes tell.
        Ok(_) if bytes.windows(2).any(|w| w == b"\x1B$") => Ok((lossy(ISO_2022_JP, bytes), ISO_2022_JP)),
        Ok(text) => Ok((text.to_owned(), UTF_8)),
        Err(_) => Ok(not_utf8(bytes, warnings)),
    }
}

fn lossy(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 by its looks: decoded the right way round it is Japanese or ASCII nearly throughout.
fn utf16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(8192) & !1];
    if sample.len() < 4 || std::str::from_utf8(bytes).is_ok_and(|t| !t.contains('\0')) {
        return None;
    }
    let looks = |read: fn([u8; 2]) -> u16| {
        let plausible = sample.as_chunks::<2>().0.iter().filter(|&&pair| {
            matches!(read(pair), 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0x3000..=0x30FF | 0x4E00..=0x9FFF | 0xFF01..=0xFF9F)
        });
        // Pairs of legacy bytes are seldom kana as UTF-16; kanji alone prove nothing.
        let typical =
            sample.as_chunks::<2>().0.iter().filter(|&&pair| matches!(read(pair), 0x09..=0x7E | 0x3000..=0x30FF));
        let count = sample.len() / 2;
        plausible.count() * 100 >= count * 95 && typical.count() * 100 >= count * 20
    };
    if looks(u16::from_le_bytes) {
        Some(UTF_16LE)
    } else if looks(u16::from_be_bytes) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Control bytes that no text file has, save for a stray few.
fn refuse_binary(bytes: &[u8]) -> Result<(), Error> {
    let odd = |b: u8| matches!(b, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F);
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    let count = sample.iter().filter(|&&b| odd(b)).count();
    if count * 200 > sample.len() && count > 1 {
        let offset = sample.iter().position(|&b| odd(b)).unwrap_or_default();
        return Err(Error::Binary { offset, byte: sample[offset] });
    }
    Ok(())
}

/// Text that is not UTF-8 throughout.
fn not_utf8(bytes: &[u8], warnings: &mut Vec<Warning>) -> (String, &'static Encoding) {
    let (mut utf8_lines, mut other_lines, mut other) = (0_usize, 0_usize, Vec::new());
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        if mostly_utf8(line) {
            utf8_lines += usize::from(!line.is_ascii());
        } else {
            other_lines += 1;
            other.extend_from_slice(line);
        }
    }
    if other_lines == 0 {
        return (lossy(UTF_8, bytes), UTF_8);
    }
    // A line or two of Shift_JIS can look like UTF-8 by chance; a third of the file cannot.
    if utf8_lines * 3 < other_lines {
        let encoding = guess(bytes);
        return (lossy(encoding, bytes), encoding);
    }
    let second = guess(&other);
    let (mut text, mut lines) = (String::with_capacity(bytes.len()), Vec::new());
    for (number, line) in (1..).zip(bytes.split_inclusive(|&b| b == b'\n')) {
        if mostly_utf8(line) {
            text.push_str(&String::from_utf8_lossy(line));
        } else {
            text.push_str(&lossy(second, line));
            lines.push(number);
        }
    }
    let message = format!("{} not in UTF-8 like the rest, read as {}", list(&lines), second.name());
    warnings.push(Warning::new(WarningCode::MixedEncoding, message, place(&lines)));
    (text, UTF_8)
}

/// UTF-8, or UTF-8 with little damage (a character cut off).
fn mostly_utf8(line: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in line.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good >= bad * 4
}

/// The legacy encoding that fits best; Japanese ones first, as all our documents are.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    if [SHIFT_JIS, EUC_JP, ISO_2022_JP].contains(&guessed) {
        return guessed;
    }
    let errors = |encoding: &'static Encoding| lossy(encoding, bytes).matches('\u{FFFD}').count();
    [SHIFT_JIS, EUC_JP, guessed].into_iter().min_by_key(|&e| errors(e)).unwrap_or(SHIFT_JIS)
}

fn refuse_unreadable(text: &str, encoding: &'static Encoding) -> Result<(), Error> {
    let replaced = text.matches('\u{FFFD}').count();
    let characters = if replaced == 0 { 0 } else { text.chars().count() };
    if replaced * 4 > characters {
        return Err(Error::Undecodable { encoding: encoding.name().into(), replaced, characters });
    }
    Ok(())
}

/// Warns about what the decoded text shows.
fn report(text: &str, warnings: &mut Vec<Warning>) {
    let lines_with = |odd: fn(char) -> bool| -> Vec<u32> {
        (1..).zip(text.split('\n')).filter(|(_, line)| line.chars().any(odd)).map(|(number, _)| number).collect()
    };
    let replaced = lines_with(|c| c == '\u{FFFD}');
    if !replaced.is_empty() {
        let message = format!("unreadable bytes in {}, shown as \u{FFFD}", list(&replaced));
        warnings.push(Warning::new(WarningCode::ReplacementCharacters, message, place(&replaced)));
    }
    let control = lines_with(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\u{B}' | '\u{C}'));
    if !control.is_empty() {
        let message = format!("control characters in {}", list(&control));
        warnings.push(Warning::new(WarningCode::ControlCharacters, message, place(&control)));
    }
    if text.contains('\r') && !text.contains('\n') {
        let message = "lines end in a carriage return alone; all counts as line 1, save it with today's line ends";
        warnings.push(Warning::new(WarningCode::LoneCarriageReturns, message, None));
    }
}

/// Some line numbers, for a sentence.
fn list(lines: &[u32]) -> String {
    const SHOWN: usize = 10;
    let shown: Vec<String> = lines.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if lines.len() > SHOWN { format!(" and {} more", lines.len() - SHOWN) } else { String::new() };
    format!("line{} {}{more}", if lines.len() == 1 { "" } else { "s" }, shown.join(", "))
}

fn place(lines: &[u32]) -> Option<Place> {
    Some(Place::Lines(Lines::new(*lines.first()?, *lines.last()?)))
}
