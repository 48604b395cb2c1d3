//! A fuzzy match or a copied source confirmed as it came.

use super::{Report, With};
use crate::engine::model::{Finding, MatchRate, SegmentStatus, Severity, TargetOrigin};
use crate::engine::qa::{Pair, QaCheck};

pub struct Unedited;

impl QaCheck for Unedited {
    fn id(&self) -> &'static str {
        "unedited"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.is_empty() || pair.status != SegmentStatus::Confirmed {
            return Vec::new();
        }
        match pair.origin {
            TargetOrigin::Memory(rate) if rate < MatchRate::SPELLING => {
                vec![self.finding(format!(
                    "A fuzzy match of {rate}% was confirmed without a change"
                ))]
            }
            TargetOrigin::Source => {
                vec![
                    self.finding("The source was copied and not changed")
                        .severity(Severity::Hint),
                ]
            }
            _ => Vec::new(),
        }
    }
}
