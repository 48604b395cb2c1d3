//! Owns SQLite: schema, projects, documents, memories, termbases, history.
//!
//! One writer thread takes [`Write`]s in order, each one transaction; readers are connections of
//! their own. Nothing here judges or scores.

mod checks;
mod core;
mod documents;
mod names;
mod terms;
#[cfg(test)]
mod tests;
mod units;
mod write;

pub(crate) use self::core::{
    Access, Author, Counters, Effect, Reader, Receipt, SettingWrite, StoreError, WorkspaceFile,
};
pub(crate) use checks::CheckWrite;
pub(crate) use documents::{
    Confirmation, DocumentHead, DocumentRow, DocumentWrite, DraftRow, NewDocument, PlacedSegment,
    ProjectRow, Restructuring, Reversal,
};
pub(crate) use names::NameWrite;
pub(crate) use terms::{
    PlacedTerm, TermWrite, TermbaseArrangement, TermbaseRestoration, TermbaseRow,
};
pub(crate) use units::{
    Batch, ConcordanceBatch, ConcordanceReader, ConcordanceRun, ListedWord, MemoryRow, NewChange,
    PreparedUnit, SdltmError, SdltmFile, StoredUnits, Swap, UnitEdit, UnitFacts, UnitFate,
    UnitText, UnitWrite, context_buckets, context_hash,
};
pub(crate) use write::Write;

use rusqlite::Connection;
use std::path::Path;

pub(crate) type Writer = self::core::Writer<Write, Batch>;
pub(crate) type Feed = self::core::Feed<Write, Batch>;

impl WorkspaceFile {
    /// Opens or creates the workspace, applies missing schema steps, sweeps unfinished imports.
    /// Gives the writer's connection with it, `None` when read-only.
    ///
    /// # Errors
    /// A file that is no workspace, damaged, newer, unwritable, or open elsewhere for writing.
    pub(crate) fn open(
        path: &Path,
        access: Access,
    ) -> Result<(Self, Option<Connection>), StoreError> {
        Self::open_and_sweep(path, access, &[documents::sweep, units::sweep])
    }
}
