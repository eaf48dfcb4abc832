//! Which of its many formats an Office file is in: told by the parts of an archive and the streams of a compound file,
//! never by its name.

use std::io::Cursor;

use zip::ZipArchive;

use crate::format::refuse;
use crate::{Error, Format};

const AS_WORD: &str = "open it in its program and save it as a Word document (.docx) or as PDF";
const AS_EXCEL: &str = "open it in its program and save it as an Excel workbook (.xlsx) or as PDF";
const AS_POWER_POINT: &str = "open it in its program and save it as PowerPoint (.pptx) or as PDF";
const AS_PDF: &str = "open it in its program and save it, or print it, as PDF";

/// The format of a ZIP archive.
pub(crate) fn archive(bytes: &[u8]) -> Result<Format, Error> {
    let names: Vec<String> = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive
            .file_names()
            .filter_map(Result::ok)
            .map(|name| name.trim_start_matches('/').to_ascii_lowercase())
            .collect(),
        // Damaged: the names in front of its entries are left.
        Err(_) => vec![String::from_utf8_lossy(&bytes[..bytes.len().min(64 * 1024)]).to_ascii_lowercase()],
    };
    let any = |part: &str| names.iter().any(|name| name.contains(part));
    let begins = |folder: &str| names.iter().any(|name| name.starts_with(folder)) || (names.len() == 1 && any(folder));
    if any("xl/workbook.bin") {
        return refuse("a binary Excel workbook (.xlsb)", AS_EXCEL);
    }
    for (folder, format) in [("word/", Format::Docx), ("xl/", Format::Xlsx), ("ppt/", Format::Pptx)] {
        if begins(folder) {
            return Ok(format);
        }
    }
    if any("content.xml") && any("mimetype") {
        return refuse("an OpenDocument file (.odt, .ods, .odp)", AS_WORD);
    }
    if begins("visio/") {
        return refuse("a Visio drawing (.vsdx)", AS_PDF);
    }
    if begins("fixeddocseq.fdseq") || begins("fixeddocumentsequence.fdseq") {
        return refuse("an XPS document (.xps)", AS_PDF);
    }
    refuse("a ZIP archive", "unpack it and import the files inside")
}

/// The format of a compound file, told by the streams in its root.
pub(crate) fn compound(bytes: &[u8]) -> Result<Format, Error> {
    let names: Vec<String> = cfb::CompoundFile::open(Cursor::new(bytes))
        .map(|file| file.read_root_storage().map(|entry| entry.name().to_owned()).collect())
        .unwrap_or_default();
    let has = |name: &str| names.iter().any(|n| n == name);
    if has("EncryptedPackage") {
        return refuse(
            "an Office file locked with a password",
            "open it in Word, Excel or PowerPoint, take the password out (ファイル → 情報 → 保護), save it and import it again",
        );
    }
    if has("Workbook") || has("Book") {
        return Ok(Format::Xls);
    }
    if has("WordDocument") {
        return refuse("an old Word document (.doc)", "open it in Word and save it as .docx or PDF");
    }
    if has("PowerPoint Document") {
        return refuse("an old PowerPoint file (.ppt)", "open it in PowerPoint and save it as .pptx or PDF");
    }
    if has("DocumentText") || names.iter().any(|n| n.starts_with("JSRV_")) {
        return refuse(
            "an Ichitaro document (一太郎, .jtd)",
            "open it in Ichitaro or its free viewer and save it as a Word document (.docx) or print it as PDF",
        );
    }
    if names.iter().any(|n| n.starts_with("__substg1.0_") || n.starts_with("__properties_")) {
        return refuse("an Outlook message (.msg)", "save its attachments and import those, or print it as PDF");
    }
    if has("VisioDocument") {
        return refuse("an old Visio drawing (.vsd)", AS_PDF);
    }
    refuse("an old Office or Ichitaro document (.doc, .xls, .ppt, .jtd)", AS_WORD)
}

/// What a name says about bytes that are no text and no format that tells itself.
pub(crate) fn named(name: &str) -> Option<Error> {
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase())?;
    let (looks_like, advice) = match extension.as_str() {
        "xdw" | "xbd" | "xct" => (
            "a DocuWorks document (.xdw, .xbd)",
            "open it in DocuWorks or its free viewer and save it, or print it, as PDF",
        ),
        "jtd" | "jtt" | "jtdc" | "jttc" | "jbw" | "jfw" | "jvw" => ("an Ichitaro document (一太郎)", AS_WORD),
        "doc" | "wri" | "wps" | "pages" => ("an old document", AS_WORD),
        "xls" | "wk1" | "123" | "jsd" | "numbers" => ("an old workbook", AS_EXCEL),
        "ppt" | "key" => ("an old deck", AS_POWER_POINT),
        _ => return None,
    };
    refuse::<()>(looks_like, advice).err()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn compound_with(stream: &str) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(format!("/{stream}")).unwrap().write_all(b"x").unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn compound_files_are_told_apart() {
        assert_eq!(compound(&compound_with("Workbook")), Ok(Format::Xls));
        for (stream, words) in [
            ("WordDocument", ".docx"),
            ("PowerPoint Document", ".pptx"),
            ("DocumentText", "Ichitaro"),
            ("EncryptedPackage", "password"),
            ("__properties_version1.0", "Outlook"),
            ("Contents", ".jtd"),
        ] {
            let message = compound(&compound_with(stream)).unwrap_err().to_string();
            assert!(message.contains(words), "{stream}: {message}");
        }
    }

    #[test]
    fn names_advise() {
        assert!(named("a/b.XDW").is_some_and(|e| e.to_string().contains("DocuWorks")));
        assert!(named("b.bin").is_none());
    }
}
