//! Which files are meant, and by what name a file is known from one import to the next.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Before the bytes, in hex, of a path that is not Unicode; no absolute path begins so.
const RAW: &str = "bytes:";

/// The full path of a file, by which it is known from one import to the next: `a/../b.txt` and `b.txt` are one file, and
/// two names that only look alike, because their bytes are no text, are two.
pub(crate) fn known_as(path: &Path) -> String {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // A link is known by its own name: what it leads to may change, and is then a newer file of that name.
    let full = match (full.parent().and_then(|p| p.canonicalize().ok()), full.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => full,
    };
    match full.to_str() {
        Some(text) => text.to_owned(),
        None => full.as_os_str().as_encoded_bytes().iter().fold(RAW.to_owned(), |hex, byte| format!("{hex}{byte:02x}")),
    }
}

/// The path that [`known_as`] gave this name.
pub(crate) fn path_of(known: &str) -> PathBuf {
    known.strip_prefix(RAW).and_then(raw).unwrap_or_else(|| PathBuf::from(known))
}

#[cfg(unix)]
fn raw(hex: &str) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..hex.len()).step_by(2).map(byte).collect();
    Some(std::ffi::OsString::from_vec(bytes?).into())
}

#[cfg(not(unix))]
fn raw(_: &str) -> Option<PathBuf> {
    None
}

/// Whether a program or the system put a file of this name into a folder for itself: hidden files (`.DS_Store`), Office's
/// mark of an open file, what Windows keeps about a folder.
fn is_litter(name: &std::ffi::OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let kept = [&b"Thumbs.db"[..], b"desktop.ini"].iter().any(|kept| name.eq_ignore_ascii_case(kept));
    kept || name.starts_with(b".") || name.starts_with(b"~$")
}

/// The files that `paths` name: folders with all that is in them, by name, but for what programs put there for themselves.
///
/// Links are followed. What cannot be walked (a folder that may not be read, a link that leads back to a folder above it)
/// is among the files, so that the report has a line for it.
pub(crate) fn files_of(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
            for entry in walk.filter_entry(|e| e.depth() == 0 || !is_litter(e.file_name())) {
                match entry {
                    Ok(entry) if entry.file_type().is_dir() => {}
                    Ok(entry) => files.push(entry.into_path()),
                    Err(error) => files.extend(error.path().map(Path::to_owned)),
                }
            }
        } else {
            files.push(path.clone());
        }
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|f| seen.insert(f.clone()));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_one_name() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("sub")).unwrap();
        let known = known_as(&root.join("a.txt"));
        assert_eq!(known_as(&root.join("sub/../a.txt")), known);
        assert_eq!(known_as(&root.join("./a.txt")), known);
        assert_ne!(known_as(&root.join("b.txt")), known);
        assert_eq!(path_of(&known).file_name(), Some("a.txt".as_ref()));
    }

    #[test]
    fn what_programs_leave_in_a_folder_is_left_out_unless_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in [".DS_Store", "Thumbs.db", "a.docx", "desktop.ini", "thumbs.txt", "~$a.docx", "~b.txt"] {
            std::fs::write(path(name), "").unwrap();
        }
        let expected = ["a.docx", "thumbs.txt", "~b.txt"].map(path);
        assert_eq!(files_of(&[folder.path().to_owned()]), expected);
        assert_eq!(files_of(&[path("~$a.docx")]), [path("~$a.docx")]);
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_stay_apart_and_come_back() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let path = |bytes: &[u8]| Path::new("/none").join(OsStr::from_bytes(bytes));
        let (a, b) = (path(b"a\xFF.txt"), path(b"a\xFE.txt"));
        assert_ne!(known_as(&a), known_as(&b));
        assert_eq!(path_of(&known_as(&a)), a);
        assert_eq!(path_of("bytes:0"), Path::new("bytes:0"), "not of our making");
    }
}
