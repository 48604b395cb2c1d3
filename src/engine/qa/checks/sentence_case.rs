//! A sentence that begins with a small letter.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::{Pair, QaCheck};

pub struct SentenceCase;

impl QaCheck for SentenceCase {
    fn id(&self) -> &'static str {
        "sentence-case"
    }

    fn severity(&self) -> Severity {
        Severity::Hint
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let Some(first) = pair.target_words.first() else {
            return Vec::new();
        };
        let written = pair
            .target_text
            .get(first.range.clone())
            .unwrap_or_default();
        let is_lower = written.chars().next().is_some_and(char::is_lowercase);
        // iPhone, al-Qaeda: small on purpose.
        let is_on_purpose = written.chars().skip(1).any(char::is_uppercase)
            || matches!(
                written,
                "al" | "el" | "de" | "von" | "van" | "bin" | "e" | "i"
            );
        let starts = pair
            .target_text
            .get(..first.range.start)
            .unwrap_or_default();
        let begins_text = starts
            .chars()
            .all(|c| c.is_whitespace() || "\"'“‘«(".contains(c));
        let above = pair
            .known
            .above
            .previous()
            .map_or("", |(_, target)| target.trim_end());
        let above_goes_on = above.ends_with([',', ';', ':', '-', '–', '—']);
        if !is_lower || is_on_purpose || !begins_text || above_goes_on {
            return Vec::new();
        }
        let upper: String = written
            .chars()
            .take(1)
            .flat_map(char::to_uppercase)
            .collect();
        let length = written.chars().next().map_or(0, char::len_utf8);
        let range = first.range.start..first.range.start + length;
        let found = self.finding("The sentence begins with a small letter");
        vec![found.in_target(range.clone()).fix(range, upper)]
    }
}
