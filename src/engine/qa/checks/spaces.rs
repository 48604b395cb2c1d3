//! Spaces too many or too few.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::{Pair, QaCheck};

pub struct Spaces;

impl QaCheck for Spaces {
    fn id(&self) -> &'static str {
        "spaces"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let target = pair.target;
        if pair.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let is_space = |c: char| matches!(c, ' ' | '\u{00A0}' | '\t');
        let inner = target.trim_matches(is_space);
        let start = target.len() - target.trim_start_matches(is_space).len();
        if start > 0 && !pair.source.starts_with(is_space) {
            let place = self
                .finding("A space too many at the beginning")
                .severity(Severity::Hint);
            found.push(place.in_target(0..start).fix(0..start, ""));
        }
        let end = start + inner.len();
        if end < target.len() && !pair.source.ends_with(is_space) {
            let place = self
                .finding("A space too many at the end")
                .severity(Severity::Hint);
            found.push(
                place
                    .in_target(end..target.len())
                    .fix(end..target.len(), ""),
            );
        }
        let mut at = start;
        while let Some(found_at) = inner.get(at - start..).and_then(|rest| rest.find(is_space)) {
            let from = at + found_at;
            let rest = target.get(from..end).unwrap_or_default();
            let length = rest.len() - rest.trim_start_matches(is_space).len();
            let next = rest.get(length..).and_then(|rest| rest.chars().next());
            if rest.chars().take_while(|c| is_space(*c)).count() > 1 {
                let place = self
                    .finding("Two spaces in a row")
                    .in_target(from..from + length);
                found.push(place.fix(from..from + length, " "));
            } else if matches!(next, Some(',' | ';' | '!' | '?' | ')' | ']'))
                || next == Some('.')
                    && !rest.get(length + 1..).is_some_and(|rest| {
                        rest.starts_with(|c: char| c.is_alphanumeric() || c == '.')
                    })
            {
                let place = self
                    .finding("A space before a punctuation mark")
                    .severity(Severity::Hint);
                found.push(
                    place
                        .in_target(from..from + length)
                        .fix(from..from + length, ""),
                );
            }
            at = from + length;
        }
        found
    }
}
