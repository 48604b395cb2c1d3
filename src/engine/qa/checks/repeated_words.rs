//! A word that stands twice in a row.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::{Pair, QaCheck};

pub struct RepeatedWords;

/// Words that grammar may double.
const MAY_REPEAT: &[&str] = &[
    "that", "had", "very", "so", "no", "yes", "ha", "bye", "oh", "ok", "really", "never", "again",
    "more",
];

impl QaCheck for RepeatedWords {
    fn id(&self) -> &'static str {
        "repeated-words"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (first, second) in pair
            .target_words
            .iter()
            .zip(pair.target_words.iter().skip(1))
        {
            let between = first.range.end..second.range.start;
            let is_next = pair
                .target_text
                .get(between.clone())
                .is_some_and(|text| !text.is_empty() && text.chars().all(char::is_whitespace));
            let is_twice = first.lower == second.lower && is_next;
            // Duran Duran, New York, New York: the source has it twice as well.
            let is_name = second.is_capitalised && first.is_capitalised && repeats(pair);
            if !is_twice || is_name || MAY_REPEAT.contains(&first.lower.as_str()) {
                continue;
            }
            let message = format!("“{}” stands twice in a row", second.lower);
            let place = self
                .finding(message)
                .in_target(first.range.start..second.range.end);
            found.push(place.fix(between.start..second.range.end, ""));
        }
        found
    }
}

/// The source has a word twice in a row.
fn repeats(pair: &Pair<'_>) -> bool {
    let words = pair.source_words.iter();
    words
        .clone()
        .zip(words.skip(1))
        .any(|(a, b)| a.bare() == b.bare())
}
