//! The translation is empty.

use super::{Report, With};
use crate::engine::model::{Finding, SegmentStatus, Severity};
use crate::engine::qa::{Pair, QaCheck};

pub struct Empty;

impl QaCheck for Empty {
    fn id(&self) -> &'static str {
        "empty"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.source.trim().is_empty() || !pair.target.trim().is_empty() {
            return Vec::new();
        }
        let found = self.finding("There is no translation");
        // A row that nobody has come to yet is no mistake.
        let is_unfinished = pair.status == SegmentStatus::Untranslated;
        vec![if is_unfinished {
            found.severity(Severity::Info)
        } else {
            found
        }]
    }
}
