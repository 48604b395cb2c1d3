//! The translation is the source.

use super::Report;
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::{Pair, QaCheck};
use crate::engine::text::normalize::{is_arabic_letter, key};

pub struct SameAsSource;

impl QaCheck for SameAsSource {
    fn id(&self) -> &'static str {
        "same-as-source"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        // Numbers, addresses and Latin names are the same in both languages.
        let needs_translation = pair.target.chars().any(is_arabic_letter);
        let is_close = pair.source.len().abs_diff(pair.target.len()) < 8;
        if needs_translation && is_close && key(pair.source) == key(pair.target) {
            vec![self.finding("The translation is the same as the source")]
        } else {
            Vec::new()
        }
    }
}
