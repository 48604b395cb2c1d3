//! Translation memories: their units, what finds them, their history and their concordance.

mod batch;
pub(in crate::store) mod changes;
mod concordance;
pub(in crate::store) mod contexts;
mod extra;
mod history;
pub(in crate::store) mod imports;
mod index;
pub(in crate::store) mod memories;
mod read;
mod runs;
mod sdltm;
mod table;
mod write;

pub(crate) use batch::{Batch, PreparedUnit};
pub(crate) use changes::{NewChange, Swap, UnitEdit, UnitFate};
pub(crate) use concordance::{
    ConcordanceBatch, ConcordanceReader, ConcordanceRun, ListedWord, UnitFacts,
};
pub(crate) use contexts::{context_buckets, context_hash};
pub(crate) use history::UnitText;
pub(crate) use index::StoredUnits;
pub(crate) use memories::MemoryRow;
pub(crate) use sdltm::{SdltmError, SdltmFile};
pub(in crate::store) use table::{count_units, insert_unit, put_fresh, read as read_unit};
pub(crate) use write::UnitWrite;

use rusqlite::{Connection, Result};

/// Clears away what was interrupted when the file was closed.
pub(in crate::store) fn sweep(db: &mut Connection) -> Result<()> {
    imports::sweep(db)?;
    runs::sweep(db)?;
    changes::sweep(db)
}
