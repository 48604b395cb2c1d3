//! The transactions of memories and units.

use super::{Batch, MemoryRow, NewChange, Swap, UnitEdit, changes, imports, memories};
use crate::engine::model::{MemoryId, ProjectId};
use crate::store::core::{Effect, Transaction};
use rusqlite::{Connection, Result};

/// A transaction on memories and their units.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum UnitWrite {
    Create {
        id: MemoryId,
        name: String,
        at: i64,
    },
    Put(MemoryRow),
    /// The memories a project looks at and whether each is used; `main` takes what is confirmed.
    Arrange {
        project: ProjectId,
        order: Vec<(MemoryId, bool)>,
        main: MemoryId,
    },
    /// Takes a memory away, or brings it back under a name.
    Remove {
        id: MemoryId,
        name: String,
        removed: bool,
    },
    /// What the import writes is swept at open unless it is published.
    BeginImport {
        import: i64,
    },
    /// A batch of a few rows that waits its turn like any other write.
    Batch(Batch),
    PublishImport {
        memory: MemoryId,
        import: i64,
        /// How many units it wrote.
        units: u64,
        origin: String,
        at: i64,
    },
    /// Units that are as they were seen, with their history; a few of them.
    ChangeUnits {
        change: NewChange,
        edits: Vec<UnitEdit>,
    },
    /// A change of many units, whose batches follow.
    BeginChange(NewChange),
    /// The last of a change in batches.
    FinishChange {
        change: i64,
        is_undone: bool,
    },
    /// Takes a change of a few units back, or does it again.
    SwapChange {
        change: i64,
        way: Swap,
    },
}

impl Transaction for UnitWrite {
    type Answer = Effect;

    fn perform(&self, db: &Connection) -> Result<Effect> {
        match self {
            Self::Create { id, name, at } => memories::create(db, *id, name, *at),
            Self::Put(row) => memories::put(db, row),
            Self::Arrange {
                project,
                order,
                main,
            } => memories::arrange(db, *project, order, *main),
            Self::Remove { id, name, removed } => memories::remove(db, *id, name, *removed),
            Self::BeginImport { import } => imports::begin(db, *import),
            Self::Batch(batch) => batch.perform(db).map(|_| Effect::None),
            Self::PublishImport {
                memory,
                import,
                units,
                origin,
                at,
            } => imports::publish(db, (*memory, *import), *units, origin, *at),
            Self::ChangeUnits { change, edits } => changes::change_at_once(db, change, edits),
            Self::BeginChange(change) => changes::begin(db, change, None).map(|()| Effect::None),
            Self::FinishChange { change, is_undone } => changes::finish(db, *change, *is_undone),
            Self::SwapChange { change, way } => changes::swap_at_once(db, *change, *way),
        }
    }
}
