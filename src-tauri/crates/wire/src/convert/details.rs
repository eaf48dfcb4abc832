//! What is known of a document, and what a person says of it.

use tadori_library as core;

use crate::{Code, DocumentDetails, DocumentFields, DocumentInfo, EditRequest, Error, Guess};

impl From<&core::Metadata> for DocumentFields {
    fn from(m: &core::Metadata) -> Self {
        Self {
            title: m.title.clone(),
            kind: m.kind.map(|k| k.to_string()),
            issuer: m.issuer.clone(),
            work: m.work.clone(),
            edition: m.edition.clone(),
            draft: m.draft,
            decided_on: m.decided_on.as_ref().map(ToString::to_string),
            decided_by: m.decided_by.clone(),
            fiscal_year: m.fiscal_year,
        }
    }
}

impl TryFrom<DocumentFields> for core::Metadata {
    type Error = Error;

    fn try_from(fields: DocumentFields) -> Result<Self, Error> {
        let bad = |detail: String| Error { code: Code::BadRequest, detail };
        let text = |field: Option<String>| field.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        Ok(Self {
            title: fields.title.trim().to_owned(),
            kind: text(fields.kind).map(|k| k.parse().map_err(bad)).transpose()?,
            issuer: text(fields.issuer),
            work: text(fields.work),
            edition: text(fields.edition),
            draft: fields.draft,
            decided_on: text(fields.decided_on).map(|d| d.parse().map_err(bad)).transpose()?,
            decided_by: text(fields.decided_by),
            fiscal_year: fields.fiscal_year,
            ..Self::default()
        })
    }
}

impl EditRequest {
    /// The document and what it is to be shown with.
    pub fn wanted(self) -> Result<(String, core::Metadata), Error> {
        Ok((self.document, self.fields.try_into()?))
    }
}

impl From<&core::Guess> for Guess {
    fn from(guess: &core::Guess) -> Self {
        Self {
            field: guess.field.as_str().to_owned(),
            value: guess.value.clone(),
            evidence: guess.evidence.clone(),
            block: guess.block as u32,
        }
    }
}

impl From<core::Details> for DocumentDetails {
    fn from(details: core::Details) -> Self {
        Self {
            info: DocumentInfo::from(details.document.as_ref()),
            fields: DocumentFields::from(&details.document.metadata),
            guesses: details.guesses.iter().map(Guess::from).collect(),
            edited: details.edited.iter().map(|name| camel(name)).collect(),
            editions: details.editions.iter().map(|row| DocumentInfo::from(row.as_ref())).collect(),
        }
    }
}

/// `decided_on` → `decidedOn`, as the fields are called in the window.
fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| name + &part[..1].to_ascii_uppercase() + &part[1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_go_there_and_back() {
        let fields = DocumentFields {
            title: "港湾計画".to_owned(),
            kind: Some("plan".to_owned()),
            decided_on: Some("2025-06".to_owned()),
            fiscal_year: Some(2025),
            ..DocumentFields::default()
        };
        let metadata = core::Metadata::try_from(fields.clone()).unwrap();
        assert_eq!(DocumentFields::from(&metadata), fields);
        for (kind, date) in [("poem", "2025"), ("plan", "June")] {
            let fields =
                DocumentFields { kind: Some(kind.to_owned()), decided_on: Some(date.to_owned()), ..fields.clone() };
            assert_eq!(core::Metadata::try_from(fields).unwrap_err().code, Code::BadRequest);
        }
        assert_eq!(core::EDITABLE.map(camel)[6..], ["decidedOn", "decidedBy", "fiscalYear"]);
    }
}
