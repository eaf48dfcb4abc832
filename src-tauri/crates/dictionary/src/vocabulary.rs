//! The vocabulary file: what is particular to a policy field, as data.

use serde::{Deserialize, Serialize};
use tadori_text::normalize;

/// A word that the analyser must not split.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Atom {
    /// As written.
    pub surface: String,
    /// In katakana.
    pub reading: String,
}

/// 府省庁
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ministry {
    /// Full name.
    pub name: String,
    /// The one or two characters that budget papers use, such as 文.
    #[serde(default)]
    pub mark: Option<String>,
    /// Shorter names.
    #[serde(default)]
    pub abbreviations: Vec<String>,
}

/// A project (統合プロジェクト) or program (事業).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Full name.
    pub name: String,
    /// Terms of the plan (第２期 …) in which a project runs.
    #[serde(default)]
    pub terms: Vec<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// An organisation other than a ministry.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Full name.
    pub name: String,
    /// Shorter names.
    #[serde(default)]
    pub abbreviations: Vec<String>,
}

/// Words that a search treats as one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The forms, as written.
    pub forms: Vec<String>,
}

/// A vocabulary file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// Not TOML, or not of the expected shape; the message names line and key.
    #[error("the vocabulary file cannot be read: {0}")]
    Syntax(#[from] toml::de::Error),
    /// An entry that cannot work.
    #[error("the vocabulary entry “{entry}” cannot be used: {reason}")]
    Entry {
        /// The entry as written.
        entry: String,
        /// What is wrong.
        reason: &'static str,
    },
}

/// The vocabulary of a policy field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Vocabulary {
    /// Words the analyser must know; only these change the index.
    #[serde(rename = "atom")]
    pub atoms: Vec<Atom>,
    /// 府省庁
    #[serde(rename = "ministry")]
    pub ministries: Vec<Ministry>,
    /// 統合プロジェクト
    #[serde(rename = "project")]
    pub projects: Vec<Named>,
    /// 事業
    #[serde(rename = "program")]
    pub programs: Vec<Named>,
    /// Organisations.
    #[serde(rename = "organisation")]
    pub organisations: Vec<Organisation>,
    /// Synonyms, for queries only.
    #[serde(rename = "alias")]
    pub aliases: Vec<Group>,
    /// Spelling variants, for queries only.
    #[serde(rename = "variant")]
    pub variants: Vec<Group>,
}

impl Vocabulary {
    /// The vocabulary that ships with the program.
    pub fn bundled() -> Self {
        static TEXT: &str = include_str!("../../../../corpus/vocabulary.toml");
        Self::parse(TEXT).expect("the bundled vocabulary is tested")
    }

    /// Reads a vocabulary file.
    pub fn parse(toml: &str) -> Result<Self, VocabularyError> {
        let vocabulary: Self = toml::from_str(toml)?;
        for atom in &vocabulary.atoms {
            let problem = |reason| VocabularyError::Entry { entry: atom.surface.clone(), reason };
            if normalize(&atom.surface).text.is_empty() {
                return Err(problem("an atom needs a surface"));
            }
            if atom.surface.contains([',', '"', '\n']) {
                return Err(problem("an atom cannot hold a comma, a quotation mark or a line break"));
            }
            if atom.reading.is_empty() || !atom.reading.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー')) {
                return Err(problem("its reading must be in katakana"));
            }
        }
        Ok(vocabulary)
    }

    /// Groups of forms that count as the same in a query, folded as the index is; a group has two forms at least.
    ///
    /// One-character marks of ministries are left out: 文 in a query is a word, not a ministry.
    pub fn groups(&self) -> Vec<Vec<String>> {
        let with = |name: &String, others: &[String]| std::iter::once(name).chain(others).cloned().collect::<Vec<_>>();
        let ministries = self.ministries.iter().map(|m| with(&m.name, &m.abbreviations));
        let organisations = self.organisations.iter().map(|o| with(&o.name, &o.abbreviations));
        let named = self.projects.iter().chain(&self.programs).map(|n| with(&n.name, &n.aliases));
        let plain = self.aliases.iter().chain(&self.variants).map(|g| g.forms.clone());
        ministries
            .chain(organisations)
            .chain(named)
            .chain(plain)
            .map(|forms| {
                let mut seen = Vec::new();
                for form in forms {
                    let folded = normalize(&form).text;
                    if folded.chars().nth(1).is_some() && !seen.contains(&folded) {
                        seen.push(folded);
                    }
                }
                seen
            })
            .filter(|g| g.len() > 1)
            .collect()
    }
}
