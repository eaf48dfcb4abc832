//! Versions as programs print them.

use std::fmt;

/// Major, minor, patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(pub(super) u32, pub(super) u32, pub(super) u32);

impl Version {
    /// The first version in a text such as `rustc 1.95.0 (5980…)` or `v20.20.2`; a missing patch is 0.
    pub(super) fn parse(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(|word| {
            let digits = word.trim_start_matches('v');
            let digits = digits.split(['-', '+']).next()?;
            let mut numbers = digits.split('.').map(str::parse::<u32>);
            let (major, minor) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
            Some(Self(major, minor, numbers.next().and_then(Result::ok).unwrap_or(0)))
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_printed() {
        assert_eq!(Version::parse("rustc 1.95.0 (59807616e 2026-04-14)"), Some(Version(1, 95, 0)));
        assert_eq!(Version::parse("v20.20.2\n"), Some(Version(20, 20, 2)));
        assert_eq!(Version::parse("1.92"), Some(Version(1, 92, 0)));
        assert_eq!(Version::parse("rustc 1.97.0-nightly (x)"), Some(Version(1, 97, 0)));
        assert_eq!(Version::parse("no version"), None);
    }

    #[test]
    fn versions_compare_by_number() {
        assert!(Version(1, 100, 0) > Version(1, 92, 0));
        assert!(Version(20, 9, 0) < Version(20, 19, 0));
    }
}
