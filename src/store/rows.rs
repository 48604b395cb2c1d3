//! Rows as the rest of the program sees them.

use crate::engine::model::{
    BlockStyle, DocumentId, FormatId, MemoryId, ProjectId, Segment, SegmentId, Skeleton, TermEntry,
    TermbaseId,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProjectRow {
    pub id: ProjectId,
    pub name: String,
    pub memory: MemoryId,
    /// New terms go to it; `None`: to the user's own.
    pub termbase: Option<TermbaseId>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MemoryRow {
    pub id: MemoryId,
    pub name: String,
    pub units: u64,
    /// Changed by imports alone.
    pub read_only: bool,
    /// Percent points off its matches.
    pub penalty: f64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TermbaseRow {
    pub id: TermbaseId,
    pub name: String,
    /// Nothing is changed in it.
    pub read_only: bool,
    pub created: i64,
}

/// A change of a term: who, when, what, and the entry before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TermPast {
    pub id: i64,
    pub at: i64,
    pub author: String,
    pub action: String,
    /// `None`: it was not there.
    pub before: Option<PlacedTerm>,
}

/// An entry and where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlacedTerm {
    pub termbase: TermbaseId,
    pub entry: TermEntry,
}

/// A document in a list: its name and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocumentHead {
    pub id: DocumentId,
    pub project: ProjectId,
    pub name: String,
    pub origin: String,
    /// Segments for translation, and how many of them are confirmed.
    pub segments: u64,
    pub confirmed: u64,
}

/// A document with everything needed to show and export it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DocumentRow {
    pub id: DocumentId,
    pub project: ProjectId,
    pub name: String,
    pub origin: String,
    pub format: FormatId,
    pub skeleton: Skeleton,
    pub styles: Vec<BlockStyle>,
    pub active_segment: Option<SegmentId>,
    pub segments: Vec<PlacedSegment>,
}

/// A segment with its order within its paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlacedSegment {
    pub place: i64,
    pub segment: Segment,
}
