//! The checks, one file each.

pub mod addresses;
pub mod arabic_left;
pub mod brackets;
pub mod dates;
pub mod empty;
pub mod end_mark;
pub mod forbidden_terms;
pub mod inconsistent;
pub mod invisible_marks;
pub mod length;
pub mod names;
pub mod negation;
pub mod neighbour;
pub mod numbers;
pub mod quotes;
pub mod repeated_words;
pub mod same_as_source;
pub mod sentence_case;
pub mod spaces;
pub mod spelling;
pub mod tags;
pub mod terms;
pub mod unedited;

use super::QaCheck;
use crate::engine::model::{Finding, Severity, TargetFix};
use std::ops::Range;

/// Builds the findings of one check.
pub(super) trait Report: QaCheck {
    /// A finding of the check's own severity.
    fn finding(&self, message: impl Into<String>) -> Finding
    where
        Self: Sized,
    {
        Finding {
            check: self.id(),
            severity: self.severity(),
            message: message.into(),
            source: None,
            target: None,
            fix: None,
        }
    }
}

impl<C: QaCheck> Report for C {}

/// The parts of a finding that many lack.
pub(super) trait With {
    fn severity(self, severity: Severity) -> Self;
    fn in_source(self, range: Range<usize>) -> Self;
    fn in_target(self, range: Range<usize>) -> Self;
    fn fix(self, range: Range<usize>, replacement: impl Into<String>) -> Self;
}

impl With for Finding {
    fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    fn in_source(mut self, range: Range<usize>) -> Self {
        self.source = Some(range);
        self
    }

    fn in_target(mut self, range: Range<usize>) -> Self {
        self.target = Some(range);
        self
    }

    fn fix(mut self, range: Range<usize>, replacement: impl Into<String>) -> Self {
        self.fix = Some(TargetFix {
            range,
            replacement: replacement.into(),
        });
        self
    }
}
