//! Projects, documents and segments as rows.

use crate::engine::model::{
    ArticleFacts, BlockStyle, DocumentId, FormatId, MemoryId, ProjectId, Segment, SegmentId,
    SegmentStatus, Skeleton, TargetOrigin, TermbaseId,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProjectRow {
    pub id: ProjectId,
    pub name: String,
    pub memory: MemoryId,
    /// New terms go to it; `None`: to the user's own.
    pub termbase: Option<TermbaseId>,
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
    pub article: ArticleFacts,
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

/// The target side of a segment as it is to be stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DraftRow {
    pub segment: SegmentId,
    pub target: String,
    pub status: SegmentStatus,
    pub origin: TargetOrigin,
}
