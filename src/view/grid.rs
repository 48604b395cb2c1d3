//! One row of the grid: a segment as the translator sees it.

use crate::engine::model::{BlockStyle, Segment, SegmentId, SegmentStatus, TextKind};
use crate::workspace::OpenDocument;

/// What the glyph and the bar at the edge of a row say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowState {
    Untranslated,
    Draft,
    Confirmed,
    NotForTranslation,
}

impl RowState {
    pub fn of(segment: &Segment) -> Self {
        match segment.status {
            _ if !segment.for_translation => Self::NotForTranslation,
            SegmentStatus::Untranslated => Self::Untranslated,
            SegmentStatus::Draft => Self::Draft,
            SegmentStatus::Confirmed => Self::Confirmed,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Untranslated => "not translated",
            Self::Draft => "draft",
            Self::Confirmed => "confirmed",
            Self::NotForTranslation => "not for translation",
        }
    }
}

/// A row of the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RowView<'a> {
    pub id: SegmentId,
    /// From 1.
    pub number: usize,
    pub source: &'a str,
    pub target: &'a str,
    pub state: RowState,
    /// Why the row is greyed, or was until the user switched it on.
    pub kind: Option<&'static str>,
    pub is_heading: bool,
    /// Whether the paragraph of the row begins with it.
    pub starts_paragraph: bool,
}

impl RowView<'_> {
    pub fn is_for_translation(&self) -> bool {
        self.state != RowState::NotForTranslation
    }
}

/// The row at an index from 0.
pub fn row(document: &OpenDocument, index: usize) -> Option<RowView<'_>> {
    let segment = document.get(index)?;
    let before = index.checked_sub(1).and_then(|before| document.get(before));
    let is_heading = segment.kind == TextKind::Headline
        || matches!(document.style(segment.paragraph), BlockStyle::Heading(_));
    Some(RowView {
        id: segment.id,
        number: index + 1,
        source: &segment.source,
        target: &segment.target,
        state: RowState::of(segment),
        kind: kind_name(segment.kind),
        is_heading,
        starts_paragraph: before.is_none_or(|before| before.paragraph != segment.paragraph),
    })
}

fn kind_name(kind: TextKind) -> Option<&'static str> {
    match kind {
        TextKind::Body | TextKind::Headline => None,
        TextKind::Duplicate => Some("repeated headline"),
        TextKind::Boilerplate => Some("site text"),
    }
}
