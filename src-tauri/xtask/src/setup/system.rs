//! What the operating system has to bring: a web view, a C compiler (for
//! `SQLite`), Japanese fonts, and for the tests a driver and a display.

use std::fs;

use anyhow::{Context, Result, bail};

use super::Purpose;
use crate::process::{command, line, read, run, works};

/// A Debian package and what it is for.
struct Package(&'static str, &'static str);

/// To build the program and run it.
const RUN: &[Package] = &[
    Package("build-essential", "compiles SQLite and links"),
    Package("pkg-config", "finds the web view"),
    Package("libwebkit2gtk-4.1-dev", "the web view of the window"),
    Package("fonts-noto-cjk", "Japanese letters"),
];

/// To test it, in a real window and beside other programs.
const TEST: &[Package] = &[
    Package("webkit2gtk-driver", "drives the window in the end-to-end test"),
    Package("xvfb", "a display where there is none"),
    Package("poppler-utils", "reads PDFs for comparison"),
    Package("tesseract-ocr", "recognises scanned pages"),
    Package("tesseract-ocr-jpn", "its data for Japanese"),
    Package("xauth", "lets only us use that display"),
];

/// Installs what is missing on Debian and its kin; says what to install elsewhere.
pub(super) fn packages(purpose: Purpose) -> Result<()> {
    if !is_debian() {
        elsewhere();
        return Ok(());
    }
    let wanted = RUN.iter().chain(if purpose == Purpose::Everything { TEST } else { &[] });
    let missing: Vec<&Package> = wanted.filter(|p| !is_installed(p.0)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("setup: these packages are missing and will be installed:");
    for Package(name, purpose) in &missing {
        eprintln!("  {name:24} {purpose}");
    }
    install(&missing.iter().map(|p| p.0).collect::<Vec<_>>())
}

/// Installs one package on Debian and its kin; does nothing elsewhere.
pub(super) fn bring(name: &str, purpose: &str) -> Result<()> {
    if !is_debian() {
        return Ok(());
    }
    eprintln!("setup: {name} is missing ({purpose}) and will be installed");
    install(&[name])
}

fn install(names: &[&str]) -> Result<()> {
    let is_root = read(&mut command("id", ["-u"]))?.trim() == "0";
    // `env` because sudo starts with a clean environment.
    let mut prefix = vec!["env", "DEBIAN_FRONTEND=noninteractive"];
    if !is_root {
        prefix.insert(0, "sudo");
    }
    let apt = |arguments: &[&str]| {
        let words: Vec<&str> = prefix.iter().chain(&["apt-get"]).chain(arguments).copied().collect();
        command(words[0], &words[1..])
    };
    let mut last = apt(&[&["install", "--yes", "--no-install-recommends"], names].concat());
    if !is_root && !works(&mut command("sudo", ["--version"])) {
        bail!("neither root nor sudo; let an administrator run: {}", line(&last).trim_start_matches("sudo "));
    }
    run(&mut apt(&["update"])).and_then(|()| run(&mut last)).context("installing the missing packages")
}

fn is_installed(package: &str) -> bool {
    read(&mut command("dpkg-query", ["--show", "--showformat=${db:Status-Status}", package]))
        .is_ok_and(|status| status.trim() == "installed")
}

fn is_debian() -> bool {
    cfg!(target_os = "linux")
        && fs::read_to_string("/etc/os-release").is_ok_and(|text| is_debian_kin(&text))
        && works(&mut command("apt-get", ["--version"]))
}

fn is_debian_kin(os_release: &str) -> bool {
    os_release.lines().filter_map(|line| line.split_once('=')).any(|(key, value)| {
        matches!(key, "ID" | "ID_LIKE")
            && value.trim_matches('"').split_whitespace().any(|id| matches!(id, "debian" | "ubuntu"))
    })
}

/// Systems whose packages we do not install: a list, and on.
fn elsewhere() {
    if cfg!(windows) {
        // WebView2 is part of Windows 10 (since 2021) and 11.
        eprintln!(
            "setup: on Windows these must be there: Microsoft C++ Build Tools (“Desktop development with C++”), WebView2"
        );
    } else if cfg!(target_os = "macos") {
        if !works(&mut command("xcode-select", ["-p"])) {
            eprintln!("setup: the Xcode Command Line Tools are missing; run `xcode-select --install`");
        }
    } else {
        let names: Vec<_> = RUN.iter().chain(TEST).map(|p| format!("{} ({})", p.0, p.1)).collect();
        eprintln!("setup: packages are installed on Debian and Ubuntu only; here the like of these must be there:");
        eprintln!("  {}", names.join("\n  "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_its_kin_are_told_from_others() {
        assert!(is_debian_kin("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n"));
        assert!(is_debian_kin("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian_kin("ID=fedora\nNAME=\"not debian\"\n"));
    }
}
