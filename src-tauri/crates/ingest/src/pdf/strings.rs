//! Text strings of the file itself (`/ActualText`, labels): UTF-16 or UTF-8 behind a mark, else `PDFDocEncoding`
//! (ISO 32000-2, 7.9.2.2).

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decodes a text string; `None` where its bytes break its own encoding.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => strict(UTF_16BE, rest),
        // Not in the standard, but written.
        [0xFF, 0xFE, rest @ ..] => strict(UTF_16LE, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
        // PDFDocEncoding differs from Windows' in its rarer signs only; Japanese producers put UTF-8 here too.
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => strict(WINDOWS_1252, bytes),
        },
    }
}

fn strict(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn text_strings() {
        assert_eq!(decode(b"\xFE\xFF\x53\x30\x30\x01").as_deref(), Some("匰、"));
        assert_eq!(decode(b"\xEF\xBB\xBF\xE3\x80\x81").as_deref(), Some("、"));
        assert_eq!(decode(b"A-\xE9").as_deref(), Some("A-é"));
        assert_eq!(decode(b"\xFE\xFF\xD8\x00"), None);
    }
}
