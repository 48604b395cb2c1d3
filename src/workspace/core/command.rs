//! What concerns the workspace as a whole.

/// A user action that belongs to no capability alone.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Undo,
    Redo,
    /// Stops imports and exports under way; what they wrote so far is removed.
    CancelJobs,
    /// Remembers a choice of the window: theme, sizes, column order.
    Remember {
        name: String,
        value: String,
    },
}

impl Command {
    /// Whether it may change the file.
    pub(in crate::workspace) fn changes_file(&self) -> bool {
        !matches!(self, Self::CancelJobs)
    }
}

/// Something that went wrong since the last poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A background action did not succeed; nothing was changed by it.
    Failed { message: String },
    /// The disk refuses writes; what is typed waits in memory.
    NotSaved { message: String },
}

/// Where an import goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportInto<Id> {
    Existing(Id),
    /// Made for the import, unless there is one of that name by then.
    New(String),
}
