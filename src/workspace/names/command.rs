//! What a user can do with names, and what comes back.

use super::DocumentName;

/// An action on the names of the open project.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Chooses the spelling of a name in the open project.
    Set { source: String, spelling: String },
    /// Takes a name out of the open project's ledger.
    Remove { source: String },
    /// Looks in the background for the names of the open document.
    Review,
}

impl Command {
    /// Whether it may change the file.
    pub(in crate::workspace) fn changes_file(&self) -> bool {
        !matches!(self, Self::Review)
    }
}

/// What came back about names.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The names of the open document, or why there are none.
    Reviewed(Result<Vec<DocumentName>, String>),
}
