//! A document as exports see it.

use super::{
    ArticleFacts, BlockStyle, FormatId, Language, SegmentStatus, Skeleton, TextKind, Warning,
};

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
    pub article: ArticleFacts,
    pub source_language: Language,
    pub target_language: Language,
    pub format: FormatId,
    pub skeleton: Skeleton,
    pub rows: Vec<ExportRow>,
}

impl ExportRow {
    /// Whether it is to be translated and is not yet: exports give its source instead.
    pub fn is_untranslated(&self) -> bool {
        self.for_translation && !self.has_target()
    }

    pub fn has_target(&self) -> bool {
        !self.target.trim().is_empty()
    }
}

/// What the user chooses for an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportOptions {
    /// The headline stands first, wherever it stands in the source.
    pub headline_first: bool,
}

/// A written file and what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedFile {
    pub bytes: Vec<u8>,
    /// Segments that came out as their source.
    pub untranslated: usize,
    pub warnings: Vec<Warning>,
}

/// An English text for the clipboard, in the two forms a newsroom's editor takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipboardText {
    pub plain: String,
    /// A fragment: headline, paragraphs, lists.
    pub html: String,
    /// Segments that came out as their source.
    pub untranslated: usize,
}
