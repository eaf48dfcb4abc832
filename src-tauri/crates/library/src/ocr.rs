//! Whether the text of pictures can be recognised here.

use std::process::Command;

/// Whether a program for it is installed that knows Japanese; its name and version, or what is missing and how to get it.
pub fn ocr_state() -> (bool, String) {
    let ask = |argument: &str| {
        let output = Command::new("tesseract").arg(argument).output().ok().filter(|o| o.status.success())?;
        // Older versions answer on standard error.
        let text = if output.stdout.is_empty() { output.stderr } else { output.stdout };
        Some(String::from_utf8_lossy(&text).into_owned())
    };
    let Some(version) = ask("--version") else {
        let how =
            "tesseract is not installed; install it with its Japanese data (Debian: tesseract-ocr, tesseract-ocr-jpn)";
        return (false, how.to_owned());
    };
    let version = version.lines().next().unwrap_or("tesseract").trim().to_owned();
    let languages = ask("--list-langs").unwrap_or_default();
    if languages.lines().any(|language| language.trim() == "jpn") {
        (true, version)
    } else {
        (false, format!("{version} has no Japanese data; install it (Debian: tesseract-ocr-jpn)"))
    }
}
