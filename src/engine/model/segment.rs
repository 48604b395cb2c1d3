//! A segment: the piece of text a translator works on.

use super::{DocumentId, MatchRate, SegmentId};
use serde::{Deserialize, Serialize};

/// How far the translation of a segment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SegmentStatus {
    #[default]
    Untranslated,
    Draft,
    Confirmed,
}

impl SegmentStatus {
    /// The name written to the store and to files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Untranslated => "untranslated",
            Self::Draft => "draft",
            Self::Confirmed => "confirmed",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Untranslated, Self::Draft, Self::Confirmed]
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// What a paragraph is within the page it was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextKind {
    #[default]
    Body,
    Headline,
    /// A repetition of an earlier headline or paragraph.
    Duplicate,
    /// Text of the site rather than the article: subscription prompts, share buttons.
    Boilerplate,
}

impl TextKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Headline => "headline",
            Self::Duplicate => "duplicate",
            Self::Boilerplate => "boilerplate",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Body,
            Self::Headline,
            Self::Duplicate,
            Self::Boilerplate,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
    }

    /// Whether text of this kind is translated unless the user says otherwise.
    pub fn is_for_translation(self) -> bool {
        matches!(self, Self::Body | Self::Headline)
    }
}

/// Where the text of a target came from; kept apart from its status.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TargetOrigin {
    /// Typed by a person.
    #[default]
    Typed,
    /// Taken from a translation memory at this rate.
    Memory(MatchRate),
    /// Copied from the source.
    Source,
    /// Translated by a machine.
    Machine,
    /// Put together from terms, names, numbers and parts of units.
    Assembled,
    /// Taken from a segment of the same source that was confirmed.
    Propagated,
}

/// A segment of a document. `leading + source + trailing` of the segments of a paragraph, joined
/// in order, are that paragraph to the byte.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    pub id: SegmentId,
    pub document: DocumentId,
    /// The paragraph (block of the skeleton) it belongs to, from 0.
    pub paragraph: u32,
    pub kind: TextKind,
    /// Switched by the user; starts as `kind.is_for_translation()`.
    pub for_translation: bool,
    /// White space before the source, not shown.
    pub leading: String,
    pub source: String,
    /// White space after the source, not shown.
    pub trailing: String,
    pub target: String,
    pub status: SegmentStatus,
    pub origin: TargetOrigin,
}

impl Segment {
    /// Whether it is to be translated and nothing was written yet.
    pub fn is_untouched(&self) -> bool {
        self.for_translation && self.status == SegmentStatus::Untranslated && self.target.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is in the files of users must be read for ever.
    #[test]
    fn origins_are_stored_by_name() {
        for (origin, stored) in [
            (TargetOrigin::Typed, r#""typed""#),
            (
                TargetOrigin::Memory(MatchRate::new(85.0)),
                r#"{"memory":85.0}"#,
            ),
            (TargetOrigin::Source, r#""source""#),
            (TargetOrigin::Machine, r#""machine""#),
            (TargetOrigin::Assembled, r#""assembled""#),
            (TargetOrigin::Propagated, r#""propagated""#),
        ] {
            assert_eq!(serde_json::to_string(&origin).unwrap(), stored);
            assert_eq!(
                serde_json::from_str::<TargetOrigin>(stored).unwrap(),
                origin
            );
        }
    }
}
