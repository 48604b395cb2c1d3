//! How alike two sources are, as translators count it.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// A match rate in percent, 0 to 101: 101 context match, 100 exact, 99 the same but for spelling,
/// less for changed content.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MatchRate(f64);

impl MatchRate {
    pub const CONTEXT: Self = Self(101.0);
    pub const EXACT: Self = Self(100.0);
    pub const SPELLING: Self = Self(99.0);

    /// Clamps to 0..=101; not-a-number counts as 0.
    pub fn new(percent: f64) -> Self {
        if percent.is_nan() {
            Self(0.0)
        } else {
            Self(percent.clamp(0.0, 101.0))
        }
    }

    pub fn percent(self) -> f64 {
        self.0
    }

    /// The whole percent shown on a badge; never rounded up across a band.
    pub fn badge(self) -> u8 {
        self.0.floor() as u8
    }
}

impl Eq for MatchRate {}

impl PartialOrd for MatchRate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for MatchRate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl fmt::Display for MatchRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.badge())
    }
}
