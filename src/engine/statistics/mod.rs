//! Words and segments by state.

mod analysis;
mod analysis_report;
mod memory;

pub use analysis::{Amount, Analysis, Band, FileAnalysis};
pub use analysis_report::{ReportFormat, write_analysis};
pub use memory::{MemoryCounter, MemoryStatistics, Share};

use crate::engine::model::{Segment, SegmentStatus};
use crate::engine::text::tokenize::{TokenKind, tokens};
use serde::Serialize;
use std::borrow::Borrow;

/// Counts over segments. Words are those of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Statistics {
    /// All segments, those not for translation included.
    pub segments: u64,
    pub words: u64,
    pub confirmed: u64,
    pub draft: u64,
    pub untranslated: u64,
    pub not_for_translation: u64,
    pub confirmed_words: u64,
}

/// Words and numbers of a text.
pub fn words(text: &str) -> u64 {
    tokens(text)
        .iter()
        .filter(|token| token.kind != TokenKind::Punctuation)
        .count() as u64
}

/// Counts segments and their words by state.
pub fn count<S: Borrow<Segment>>(segments: impl IntoIterator<Item = S>) -> Statistics {
    let mut counts = Statistics::default();
    for segment in segments {
        let segment = segment.borrow();
        let words = words(&segment.source);
        counts.segments += 1;
        counts.words += words;
        match segment.status {
            _ if !segment.for_translation => counts.not_for_translation += 1,
            SegmentStatus::Confirmed => {
                counts.confirmed += 1;
                counts.confirmed_words += words;
            }
            SegmentStatus::Draft => counts.draft += 1,
            SegmentStatus::Untranslated => counts.untranslated += 1,
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_words_and_numbers() {
        for (text, expected) in [
            ("أعلنت الحكومة، اليوم، 3 قرارات.", 5),
            ("", 0),
            ("... – «»", 0),
            ("Radio Meridian قال", 3),
        ] {
            assert_eq!(super::words(text), expected, "{text}");
        }
    }
}
