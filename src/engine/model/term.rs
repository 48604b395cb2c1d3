//! Termbase entries and where they were found.

use super::TermId;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Whether a translation is to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TermStatus {
    #[default]
    Preferred,
    Admitted,
    Deprecated,
    Forbidden,
}

impl TermStatus {
    pub const ALL: [Self; 4] = [
        Self::Preferred,
        Self::Admitted,
        Self::Deprecated,
        Self::Forbidden,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Admitted => "admitted",
            Self::Deprecated => "deprecated",
            Self::Forbidden => "forbidden",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// One English rendering of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TermTranslation {
    pub text: String,
    pub status: TermStatus,
}

/// An entry of a termbase: an Arabic term and its translations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TermEntry {
    pub id: TermId,
    /// The citation form as a dictionary gives it, with or without the article.
    pub source: String,
    /// Forms that rules do not derive: broken plurals, variants, abbreviations.
    pub forms: Vec<String>,
    /// In order of preference; never empty in a stored entry.
    pub translations: Vec<TermTranslation>,
    /// Free text such as `noun`, `adjective`, `name`; empty when unknown.
    pub part_of_speech: String,
    pub domain: String,
    pub definition: String,
    /// A sentence that shows the term at work.
    pub example: String,
    pub note: String,
    /// Where the entry was taken from: a document, a style guide.
    pub reference: String,
    /// The client or project it holds for; empty: for all.
    pub client: String,
    /// Seconds since 1970, UTC; `None` where not known.
    pub created: Option<i64>,
    pub changed: Option<i64>,
    /// Who changed it last.
    pub author: String,
}

/// A place in a text where an entry was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermHit {
    pub entry: TermId,
    /// Byte range of the whole written word or words, clitics included, without punctuation.
    pub range: Range<usize>,
    /// How the written form comes from the entry: `ل + ال + هدنة`.
    pub reason: String,
    /// The words may say something else here: to be looked at before it is used.
    pub guess: bool,
}
