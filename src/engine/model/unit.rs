//! Translation units and what a memory offers.

use super::{MatchRate, MemoryId, Penalty, TaggedText, UnitExtra, UnitId};
use std::ops::Range;

/// How far a unit can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum UnitOrigin {
    /// By a person, who confirmed it.
    #[default]
    Confirmed,
    /// By a person, who has not confirmed it.
    Unconfirmed,
    /// By a machine, seen by nobody.
    Machine,
    /// Paired from two documents, seen by nobody.
    Aligned,
}

impl UnitOrigin {
    pub const ALL: [Self; 4] = [
        Self::Confirmed,
        Self::Unconfirmed,
        Self::Machine,
        Self::Aligned,
    ];

    /// The stable name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Unconfirmed => "unconfirmed",
            Self::Machine => "machine",
            Self::Aligned => "aligned",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.name() == name)
    }
}

/// A pair of source and target in a memory, with its context.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct TranslationUnit {
    pub source: String,
    pub target: String,
    /// Language tags as written in the file they came from: `ar`, `ar-SY`, `en-GB`.
    pub source_tag: String,
    pub target_tag: String,
    /// The source before and after in its document; empty at its edges, `None` when unknown.
    pub previous_source: Option<String>,
    pub next_source: Option<String>,
    /// Who confirmed it.
    pub author: Option<String>,
    /// Seconds since 1970, UTC.
    pub created: Option<i64>,
    pub changed: Option<i64>,
    pub project: Option<String>,
    pub document: Option<String>,
    pub origin: UnitOrigin,
    /// What a file told besides; a lookup does not read it.
    pub extra: Option<Box<UnitExtra>>,
}

impl TranslationUnit {
    /// The source with its tags: those of its codes where it has any knowledge of them, else all
    /// that have the form.
    pub fn tagged_source(&self) -> TaggedText {
        match &self.extra {
            Some(extra) => {
                let numbers = extra.numbers();
                TaggedText::read_numbered(&self.source, |number| numbers.contains(&number))
            }
            None => TaggedText::read(&self.source),
        }
    }

    /// The same for the target; without knowledge its tags are those its source has too.
    pub fn tagged_target(&self) -> TaggedText {
        match &self.extra {
            Some(extra) => {
                let numbers = extra.numbers();
                TaggedText::read_numbered(&self.target, |number| numbers.contains(&number))
            }
            None => TaggedText::read_like(&self.target, &TaggedText::read(&self.source)),
        }
    }
}

/// Why a match has its rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatchReason {
    /// Same source between the same neighbours.
    Context,
    Exact,
    /// Equal after normalisation: diacritics, hamza seats, digit shapes, spaces.
    Spelling,
    /// Only numbers or punctuation differ.
    Numbers,
    Punctuation,
    /// A negation is on one side only.
    Negation,
    Words,
}

impl MatchReason {
    /// The stable name used in files and by the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Exact => "exact",
            Self::Spelling => "spelling",
            Self::Numbers => "numbers",
            Self::Punctuation => "punctuation",
            Self::Negation => "negation",
            Self::Words => "words",
        }
    }
}

/// What happened to a stretch of text between the memory's source and the current one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DiffKind {
    Same,
    /// Only in the current source.
    Inserted,
    /// Only in the memory's source.
    Deleted,
}

/// A stretch of a difference; the spans in order give both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffSpan {
    pub kind: DiffKind,
    pub text: String,
}

/// A unit offered for a source.
#[derive(Debug, Clone, PartialEq)]
pub struct TmMatch {
    pub unit: UnitId,
    pub memory: MemoryId,
    /// What is left of the rate after the penalties.
    pub rate: MatchRate,
    pub reason: MatchReason,
    pub penalties: Vec<Penalty>,
    /// The numbers of the current source stand in the target instead of its own.
    pub has_new_numbers: bool,
    /// Where they stand in the target, in bytes and in order.
    pub new_numbers: Vec<Range<usize>>,
    pub source: String,
    pub target: String,
    /// From the memory's source to the current one.
    pub diff: Vec<DiffSpan>,
    /// Who, when and where, for the grey line under the match.
    pub author: Option<String>,
    pub changed: Option<i64>,
    pub project: Option<String>,
    pub document: Option<String>,
}
