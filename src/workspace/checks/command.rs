//! What a user can do with quality checks, and what comes back.

use crate::engine::model::{DocumentId, SegmentId};

/// An action on the findings of the open document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Checks all rows that have text, in the background.
    CheckDocument,
    /// Does not show a finding again where the source is the same.
    Ignore { segment: SegmentId, finding: usize },
    /// Changes the target as the finding proposes.
    Fix { segment: SegmentId, finding: usize },
}

impl Command {
    /// Whether it may change the file.
    pub(in crate::workspace) fn changes_file(&self) -> bool {
        !matches!(self, Self::CheckDocument)
    }
}

/// What came back of checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// All rows were checked; so many findings matter, and these checks had to be left out.
    DocumentChecked {
        document: DocumentId,
        serious: usize,
        left_out: Vec<String>,
    },
    /// A row that was just confirmed has findings that matter and were not told before.
    Doubtful(SegmentId),
}
