//! A document as exports see it.

use super::{
    BlockStyle, FormatId, Language, SegmentStatus, Skeleton, SkeletonPart, TextKind, Warning,
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
    pub source_language: Language,
    pub target_language: Language,
    pub format: FormatId,
    pub skeleton: Skeleton,
    pub rows: Vec<ExportRow>,
}

impl ExportDocument {
    /// Several documents one after the other, paragraphs and rows numbered through. One document
    /// stays as it is, its own title included; none gives `None`.
    pub fn join(title: String, documents: Vec<Self>) -> Option<Self> {
        let mut documents = documents.into_iter();
        let mut whole = documents.next()?;
        for mut next in documents {
            whole.title.clone_from(&title);
            let paragraphs = 1 + whole
                .skeleton
                .parts
                .iter()
                .fold(0, |most, part| match part {
                    SkeletonPart::Block(n) => most.max(*n),
                    SkeletonPart::Literal(_) => most,
                });
            let numbers = whole.rows.last().map_or(0, |row| row.number);
            whole
                .skeleton
                .parts
                .push(SkeletonPart::Literal("\n\n".into()));
            whole
                .skeleton
                .parts
                .extend(next.skeleton.parts.drain(..).map(|part| match part {
                    SkeletonPart::Block(n) => SkeletonPart::Block(n + paragraphs),
                    literal @ SkeletonPart::Literal(_) => literal,
                }));
            for mut row in next.rows {
                row.paragraph += paragraphs;
                row.number += numbers;
                whole.rows.push(row);
            }
        }
        Some(whole)
    }
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
