//! What a user can do with memories and their units, and what comes back.

use super::{ConcordanceQuery, ReplaceRequest, SameSide, Unification, UnitCard};
use crate::engine::exchange::table::TableMapping;
use crate::engine::model::{MemoryId, Penalties, UnitAction, UnitId, Warning};
use crate::workspace::core::ImportInto;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

/// An action on memories and their units.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Create {
        name: String,
    },
    /// Renames a memory, protects it, or takes something off its matches (percent points).
    Set {
        memory: MemoryId,
        name: String,
        read_only: bool,
        penalty: f64,
    },
    /// Deletes a memory with all its units. Undo brings it back while the workspace is open.
    Delete(MemoryId),
    /// The memories of the open project in order and whether each is looked at; confirmed segments
    /// go to `main`.
    Arrange {
        order: Vec<(MemoryId, bool)>,
        main: MemoryId,
    },
    /// What is taken off the matches of units that can be trusted less.
    SetPenalties(Penalties),
    /// Reads a TMX, SDLTM, CSV, TSV or XLSX file into a memory.
    Import {
        into: ImportInto<MemoryId>,
        path: PathBuf,
        /// How a table is to be read; other files do not need it.
        mapping: TableMapping,
        /// Of a broken file, keeps what comes before the error.
        keep_before_error: bool,
    },
    Export {
        memory: MemoryId,
        path: PathBuf,
    },
    /// Counts what is in a memory, in the background.
    Count(MemoryId),
    /// Looks for units in the background; what is found can be read while it goes on.
    Search(ConcordanceQuery),
    /// Reads rows of what was found.
    ReadUnits(Range<usize>),
    /// Writes what was found as CSV, TSV or HTML, by the extension.
    ExportConcordance {
        path: PathBuf,
    },
    /// Reads all that is known of a unit, in the background.
    ReadCard(UnitId),
    EditUnit {
        unit: UnitId,
        source: String,
        target: String,
    },
    DeleteUnit(UnitId),
    /// Gives a unit the texts of an entry of its history.
    RestoreUnit {
        unit: UnitId,
        entry: i64,
    },
    /// Looks in the background for units of a memory, or of each, that say the same.
    FindDuplicates {
        memory: Option<MemoryId>,
        /// The same to the letter, not only by spelling.
        exact: bool,
    },
    /// Merges the duplicates that were found, but for some groups.
    MergeDuplicates {
        left_out: BTreeSet<usize>,
    },
    /// Looks in the background for units that are the same on one side only.
    FindInconsistencies {
        memory: Option<MemoryId>,
        same: SameSide,
    },
    /// Chooses a variant of a group of inconsistent units for all of them.
    Unify {
        group: usize,
        variant: usize,
        how: Unification,
    },
    /// Looks in the background for what would be replaced.
    FindReplacements(ReplaceRequest),
    /// Replaces in the units that were found, but for some.
    Replace {
        left_out: BTreeSet<UnitId>,
    },
    /// Reads units of what was found, to be shown.
    LoadUnits(Vec<UnitId>),
}

impl Command {
    /// Whether it may change the file.
    pub(in crate::workspace) fn changes_file(&self) -> bool {
        !matches!(
            self,
            Self::Export { .. }
                | Self::Count(_)
                | Self::Search(_)
                | Self::ReadUnits(_)
                | Self::ExportConcordance { .. }
                | Self::ReadCard(_)
                | Self::FindDuplicates { .. }
                | Self::FindInconsistencies { .. }
                | Self::FindReplacements(_)
                | Self::LoadUnits(_)
        )
    }
}

/// What happened to memories and their units.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A memory's file is broken and nothing of it was imported; what comes before the error can
    /// be. A failure with the message comes with it.
    Broken {
        into: ImportInto<MemoryId>,
        path: PathBuf,
        mapping: TableMapping,
    },
    Imported {
        memory: String,
        units: u64,
        skipped: u64,
        warnings: Vec<Warning>,
    },
    Exported {
        memory: String,
        units: u64,
        warnings: Vec<Warning>,
    },
    ConcordanceExported {
        path: PathBuf,
        units: u64,
    },
    /// Units were changed in the background, as one step of undo.
    UnitsChanged(UnitsChange),
    /// All that is known of a unit, or why it cannot be told.
    CardRead(UnitId, Result<Box<UnitCard>, String>),
}

/// What was done to units of the memories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitsChange {
    pub action: UnitAction,
    pub units: u64,
    /// Left as they were, since somebody had changed them meanwhile.
    pub left: u64,
}
