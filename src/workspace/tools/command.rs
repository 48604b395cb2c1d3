//! What tools are asked, and what they answer.

use crate::engine::exchange::table::TableMapping;
use std::path::PathBuf;

/// A question to a tool; none of them changes the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Reads the beginning of a table in the background. Asking again drops the question before.
    PreviewTable {
        path: PathBuf,
        mapping: TableMapping,
    },
}

/// What a tool answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The beginning of a table was read; [`crate::workspace::Workspace::last_preview`] has it.
    TableLookedAt,
}
