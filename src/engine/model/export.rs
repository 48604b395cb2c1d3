//! A document as exports see it.

use super::{BlockStyle, FormatId, Language, SegmentStatus, Skeleton, TextKind};

/// One segment of an export.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportRow {
    /// The number shown in the grid, from 1.
    pub number: u32,
    /// The paragraph it belongs to, from 0.
    pub paragraph: u32,
    pub style: BlockStyle,
    pub kind: TextKind,
    pub for_translation: bool,
    pub status: SegmentStatus,
    pub leading: String,
    pub source: String,
    pub trailing: String,
    /// Empty when not translated yet.
    pub target: String,
}

/// A document ready to be written: rows in document order.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportDocument {
    pub title: String,
    pub project: String,
    pub source_language: Language,
    pub target_language: Language,
    pub format: FormatId,
    pub skeleton: Skeleton,
    pub rows: Vec<ExportRow>,
}
