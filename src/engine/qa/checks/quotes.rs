//! Quotation marks that stand alone.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::{Pair, QaCheck};

pub struct Quotes;

impl QaCheck for Quotes {
    fn id(&self) -> &'static str {
        "quotes"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.is_empty() {
            return Vec::new();
        }
        let source = marks(pair.source);
        let target = marks(pair.target);
        let is_whole = |marks: &[usize]| marks.len().is_multiple_of(2);
        if is_whole(&target) {
            return Vec::new();
        }
        // A quotation over several rows is open on both sides.
        if !is_whole(&source) {
            return Vec::new();
        }
        let found = if target.len() > source.len() {
            self.finding("A quotation mark of the translation has no partner")
        } else {
            self.finding("A quotation mark is missing in the translation")
        };
        let severity = if source.is_empty() {
            Severity::Hint
        } else {
            Severity::Warning
        };
        let place = target.last().copied().unwrap_or_default();
        let length = pair
            .target
            .get(place..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        vec![found.severity(severity).in_target(place..place + length)]
    }
}

/// The byte offsets of double quotation marks of any shape; inches and doubled apostrophes count
/// as what they are.
fn marks(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let is_mark = matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '″');
        // 6'2"
        let is_inch = c == '"'
            && before.is_ascii_digit()
            && text.get(..at).is_some_and(|t| {
                t.trim_end_matches(|c: char| c.is_ascii_digit())
                    .ends_with('\'')
            });
        if is_mark && !is_inch {
            found.push(at);
        } else if c == '\'' && before == '\'' {
            found.push(at - 1);
        }
        before = c;
    }
    found
}
