//! The same source translated in two ways, or two sources in the same way.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::{Pair, QaCheck};
use crate::engine::text::normalize::key;

pub struct Inconsistent;

/// Sources of fewer words may well need several translations.
const FEWEST_WORDS: usize = 3;

impl QaCheck for Inconsistent {
    fn id(&self) -> &'static str {
        "inconsistent"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.is_empty() {
            return Vec::new();
        }
        let is_short = pair.source_words.len() < FEWEST_WORDS;
        let severity = if is_short {
            Severity::Hint
        } else {
            self.severity()
        };
        let above = pair.known.above;
        let mut found = Vec::new();
        if let Some(given) = above.target_of(pair.source)
            && key(&given.text) != key(pair.target)
        {
            let message = format!(
                "Row {} translates this source otherwise: {}",
                given.row + 1,
                given.text
            );
            found.push(self.finding(message).severity(severity));
        }
        if let Some(given) = above.source_of(pair.target)
            && key(&given.text) != key(pair.source)
            && pair.target_words.len() >= FEWEST_WORDS
        {
            let message = format!(
                "Row {} has the same translation for another source: {}",
                given.row + 1,
                given.text
            );
            found.push(self.finding(message).severity(severity));
        }
        found
    }
}
