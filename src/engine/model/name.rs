//! Names of a text and the spellings chosen for them.

use std::ops::Range;

/// Where a proposed spelling comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameBasis {
    /// Chosen before in this project.
    Ledger,
    Glossary,
    /// Found beside the name in a confirmed translation.
    Memory,
    /// The shipped gazetteer of places.
    Gazetteer,
    /// Spellings known or learnt from open data.
    Data,
    /// Known names and the rules of romanisation.
    Rule,
}

impl NameBasis {
    /// The stable name used by the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ledger => "ledger",
            Self::Glossary => "glossary",
            Self::Memory => "memory",
            Self::Gazetteer => "gazetteer",
            Self::Data => "data",
            Self::Rule => "rule",
        }
    }
}

/// A name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameHit {
    /// Byte range of the whole written words, clitics included.
    pub range: Range<usize>,
    /// The name without clitics, as the ledger keeps it.
    pub source: String,
    /// Best first; never empty.
    pub proposals: Vec<String>,
    pub basis: NameBasis,
    /// The first proposal was made from letters alone, and may be wrong.
    pub guess: bool,
}

/// The spellings of a name that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpelledName {
    /// Best first, at most five; empty for a text without Arabic letters.
    pub proposals: Vec<String>,
    /// Of the first proposal.
    pub basis: NameBasis,
    /// The first proposal was made from letters alone, and may be wrong.
    pub guess: bool,
}

/// A line of a project's ledger: a name and the spelling chosen for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameEntry {
    pub source: String,
    pub spelling: String,
}

/// A name of a confirmed segment and the English words that sound like it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePair {
    pub source: String,
    pub spelling: String,
}
