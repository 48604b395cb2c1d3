//! What the readers of names hand to each other: possible names, places, and parts of a name.

use crate::engine::model::NameBasis;
use std::collections::HashMap;
use std::ops::Range;

/// A possible name, with what ranks it against others.
pub struct Candidate {
    pub words: Range<usize>,
    pub source: String,
    pub proposals: Vec<String>,
    pub basis: NameBasis,
    pub guess: bool,
}

/// A place's name in a sentence.
#[derive(Debug, Clone)]
pub struct Place {
    pub words: Range<usize>,
    pub source: String,
    pub proposals: Vec<String>,
    pub guess: bool,
}

/// A part of a name being read.
pub struct Piece {
    pub written: String,
    pub spelling: String,
    pub end: usize,
    /// How much it says that this is a name; 2 suffices.
    pub weight: u8,
    pub guess: bool,
    /// An unknown word may follow: this is not a family name.
    pub goes_on: bool,
    /// A known given name.
    pub is_given: bool,
    /// Known from data alone.
    pub is_learnt: bool,
}

/// What is known where a part of a name is read.
pub struct Context<'c> {
    pub titled: bool,
    pub reported: bool,
    pub counts: &'c HashMap<String, usize>,
    pub before: Option<&'c Piece>,
    /// Unknown words so far; many where no title stands before.
    pub unknown: usize,
    /// Parts read before this one.
    pub parts: usize,
    /// Particles before this word.
    pub depth: u8,
}
