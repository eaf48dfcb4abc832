//! The YAML before a Markdown text. A key that cannot be used is a warning, an unknown one is none of our business.

use std::collections::BTreeMap;

use serde_json::Value;
use tadori_text::{Field, Kind, Lines, Metadata, PartialDate};

use crate::{Place, Warning, WarningCode};

/// What front matter states; `None` where it says nothing.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    title: Option<String>,
    kind: Option<Kind>,
    issuer: Option<String>,
    work: Option<String>,
    edition: Option<String>,
    draft: Option<bool>,
    decided_on: Option<PartialDate>,
    decided_by: Option<String>,
    fiscal_year: Option<i32>,
    summary_of: Option<String>,
    published_at: Option<String>,
}

/// Reads the front matter at the start of `text`; also gives the byte at which the body begins.
pub(super) fn read(text: &str, warnings: &mut Vec<Warning>) -> (FrontMatter, usize) {
    let Some((yaml, body)) = cut(text) else { return (FrontMatter::default(), 0) };
    let last = text[..body].trim_end().matches('\n').count() as u32 + 1;
    let place = Some(Place::Lines(Lines::new(1, last)));
    match serde_saphyr::from_str::<Option<BTreeMap<String, Value>>>(yaml) {
        Ok(values) => (FrontMatter::from_values(values.unwrap_or_default(), warnings), body),
        Err(error) => {
            let message =
                format!("the front matter is not YAML and was passed over: {}", first_line(&error.to_string()));
            warnings.push(Warning::new(WarningCode::BadFrontMatter, message, place));
            (FrontMatter::default(), body)
        }
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The YAML between the two `---` lines, and where the body begins.
fn cut(text: &str) -> Option<(&str, usize)> {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().filter(|l| l.trim_end() == "---")?;
    let mut at = opening.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&text[opening.len()..at], at + line.len()));
        }
        at += line.len();
    }
    None
}

impl FrontMatter {
    /// Whether the file itself says something of a field.
    pub(super) const fn says(&self, field: Field) -> bool {
        match field {
            Field::Title => self.title.is_some(),
            Field::Kind => self.kind.is_some(),
            Field::Issuer => self.issuer.is_some(),
            Field::Work => self.work.is_some(),
            Field::Edition => self.edition.is_some(),
            Field::Draft => self.draft.is_some(),
            Field::DecidedOn => self.decided_on.is_some(),
            Field::DecidedBy => self.decided_by.is_some(),
            Field::FiscalYear => self.fiscal_year.is_some(),
        }
    }

    fn from_values(mut values: BTreeMap<String, Value>, warnings: &mut Vec<Warning>) -> Self {
        let mut take = |key: &str| values.remove(key).and_then(|value| scalar(&value));
        let mut bad = |key: &str, why: String| {
            let message = format!("{key} in the front matter was passed over: {why}");
            warnings.push(Warning::new(WarningCode::BadFrontMatter, message, Some(Place::Named(key.to_owned()))));
        };
        let draft = take("draft").and_then(|v| match v.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                bad("draft", format!("“{v}” is neither true nor false"));
                None
            }
        });
        let kind = take("kind").and_then(|v| v.parse().map_err(|why| bad("kind", why)).ok());
        let decided_on = take("decided_on").and_then(|v| v.parse().map_err(|why| bad("decided_on", why)).ok());
        let fiscal_year = take("fiscal_year")
            .and_then(|v| v.parse().map_err(|_| bad("fiscal_year", format!("“{v}” is not a year such as 2026"))).ok());
        Self {
            title: take("title"),
            kind,
            issuer: take("issuer"),
            work: take("work"),
            edition: take("edition"),
            draft,
            decided_on,
            decided_by: take("decided_by"),
            fiscal_year,
            summary_of: take("summary_of"),
            published_at: take("published_at"),
        }
    }
}

/// A single value as text; lists and maps mean nothing here.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|t| !t.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// What is stated goes before what was guessed from the text.
pub(super) fn over(stated: &FrontMatter, guessed: Metadata) -> Metadata {
    Metadata {
        title: stated.title.clone().unwrap_or(guessed.title),
        kind: stated.kind.or(guessed.kind),
        issuer: stated.issuer.clone().or(guessed.issuer),
        work: stated.work.clone().or(guessed.work),
        edition: stated.edition.clone().or(guessed.edition),
        draft: stated.draft.unwrap_or(guessed.draft),
        decided_on: stated.decided_on.clone().or(guessed.decided_on),
        decided_by: stated.decided_by.clone().or(guessed.decided_by),
        fiscal_year: stated.fiscal_year.or(guessed.fiscal_year),
        summary_of: stated.summary_of.clone().or(guessed.summary_of),
        published_at: stated.published_at.clone().or(guessed.published_at),
    }
}
