//! Penalties: how much less than its match rate a unit is worth, and why.

use serde::{Deserialize, Serialize};

/// Why something is taken off a match rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PenaltyReason {
    /// That of its memory.
    Memory,
    Unconfirmed,
    Machine,
    Aligned,
    /// English of another region than wanted.
    Variant,
    Age,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Penalty {
    pub reason: PenaltyReason,
    /// Percent points.
    pub percent: f64,
}

/// What is taken off for what, in percent points; 0 is nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Penalties {
    pub unconfirmed: f64,
    pub machine: f64,
    pub aligned: f64,
    /// For each full year, up to [`Penalties::MOST_FOR_AGE`].
    pub per_year: f64,
    /// The tag of the English that is written; empty where every one is fine.
    pub variant: String,
    pub other_variant: f64,
}

impl Penalties {
    /// However old, a translation of the same text is worth so much.
    pub const MOST_FOR_AGE: f64 = 20.0;
    /// A penalty a user can set.
    pub const MOST: f64 = 50.0;
}

impl Default for Penalties {
    fn default() -> Self {
        Self {
            unconfirmed: 5.0,
            machine: 15.0,
            aligned: 5.0,
            per_year: 0.0,
            variant: String::new(),
            other_variant: 1.0,
        }
    }
}

/// How a memory is looked at: of equal matches the one of the lower place comes first.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MemoryStanding {
    pub place: usize,
    /// Percent points off each of its matches.
    pub penalty: f64,
}
