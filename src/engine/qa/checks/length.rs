//! A translation far too short or too long.

use super::Report;
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::length::ratio;
use crate::engine::qa::{Pair, QaCheck};

pub struct Length;

impl QaCheck for Length {
    fn id(&self) -> &'static str {
        "length"
    }

    fn severity(&self) -> Severity {
        Severity::Hint
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let Some(ratio) = ratio(pair.source, pair.target).filter(|_| !pair.is_empty()) else {
            return Vec::new();
        };
        let (low, high) = pair.known.length.bounds();
        if ratio < low {
            vec![self.finding("The translation is much shorter than usual")]
        } else if ratio > high {
            vec![self.finding("The translation is much longer than usual")]
        } else {
            Vec::new()
        }
    }
}
