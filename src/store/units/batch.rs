//! Long jobs on units: imports in batches, runs of the index in slices, changes of many units.

use super::changes::{self, Swap, UnitEdit};
use super::concordance::{self, ConcordanceBatch};
use super::table::{INSERT_UNIT, insert_prepared, put_fresh};
use super::{contexts, extra, imports, memories, runs};
use crate::engine::model::{MemoryId, RunWord, TranslationUnit, UnitId, UnitOutline, UnitRun};
use crate::store::core::{Transaction, execute};
use rusqlite::{Connection, Result, params};

/// A unit with its extra as the writer stores it, so that the writer has less to do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PreparedUnit {
    id: UnitId,
    unit: TranslationUnit,
    extra: Option<String>,
}

impl PreparedUnit {
    pub(crate) fn new(id: UnitId, mut unit: TranslationUnit) -> Self {
        // Nothing of it can fail to be written.
        let extra = unit.extra.take();
        let extra = extra.and_then(|extra| extra::to_column(&extra).ok());
        Self { id, unit, extra }
    }

    fn id(&self) -> UnitId {
        self.id
    }

    fn content(&self) -> (&TranslationUnit, Option<&str>) {
        (&self.unit, self.extra.as_deref())
    }
}

/// A transaction of a long job. Nothing of it is seen before its last row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Batch {
    Units {
        memory: MemoryId,
        import: i64,
        units: Vec<PreparedUnit>,
    },
    /// Units that will be in no run, with their context hashes.
    Fresh {
        import: Option<i64>,
        units: Vec<(UnitId, UnitOutline)>,
        contexts: Vec<(i64, UnitId)>,
    },
    /// Context hashes of a run, from bucket `start` on.
    RunContexts {
        run: i64,
        first: UnitId,
        start: usize,
        buckets: Vec<Vec<(u32, UnitId)>>,
    },
    RunWords {
        run: i64,
        words: Vec<RunWord>,
    },
    /// Outlines from place `start` on, a multiple of [`Batch::PAGE`].
    RunPages {
        run: i64,
        first: UnitId,
        start: usize,
        units: Vec<(UnitId, UnitOutline)>,
    },
    PublishRun {
        run: UnitRun,
        import: Option<i64>,
        first: UnitId,
        units: usize,
        /// Buckets of context hashes.
        contexts: usize,
        /// The newest fresh unit it holds.
        fresh_until: Option<i64>,
    },
    Concordance(ConcordanceBatch),
    ChangeUnits {
        change: i64,
        edits: Vec<UnitEdit>,
    },
    /// Some of the units of a change; none at the end.
    SwapChange {
        change: i64,
        way: Swap,
    },
    /// Removes some units of a memory that was taken away, with identities above this one; answers
    /// the highest of them, 0 at the end.
    SweepMemory {
        memory: MemoryId,
        above: i64,
    },
    /// Removes a part of what an import wrote.
    Discard {
        import: i64,
    },
    DiscardRun {
        run: i64,
    },
}

impl Batch {
    pub(crate) const PAGE: usize = runs::PAGE;
}

impl Transaction for Batch {
    /// Rows written or removed.
    type Answer = usize;

    fn perform(&self, db: &Connection) -> Result<usize> {
        match self {
            Batch::Units {
                memory,
                import,
                units,
            } => {
                let mut statement = db.prepare_cached(INSERT_UNIT)?;
                for unit in units {
                    insert_prepared(
                        &mut statement,
                        unit.id(),
                        *memory,
                        unit.content(),
                        Some(*import),
                        0,
                    )?;
                }
                Ok(units.len())
            }
            Batch::Fresh {
                import,
                units,
                contexts,
            } => {
                for (id, outline) in units {
                    put_fresh(db, *id, *import, outline)?;
                }
                for (hash, id) in contexts {
                    execute(
                        db,
                        "UPDATE unit SET context_hash = ?2 WHERE id = ?1",
                        params![id.0, hash],
                    )?;
                }
                Ok(units.len())
            }
            Batch::RunContexts {
                run,
                first,
                start,
                buckets,
            } => contexts::put(db, *run, *first, *start, buckets),
            Batch::RunWords { run, words } => runs::put_words(db, *run, words),
            Batch::RunPages {
                run,
                first,
                start,
                units,
            } => runs::put_pages(db, *run, *first, *start, units),
            Batch::PublishRun {
                run,
                import,
                first,
                units,
                contexts,
                fresh_until,
            } => {
                execute(
                    db,
                    "INSERT INTO unit_run (id, memory, import, first, units, contexts)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![
                        run.id,
                        run.memory.map(|m| m.0),
                        import,
                        first.0,
                        *units as i64,
                        *contexts as i64
                    ],
                )?;
                if let Some(stamp) = fresh_until {
                    execute(
                        db,
                        "DELETE FROM fresh_unit WHERE stamp <= ?1",
                        params![stamp],
                    )?;
                }
                Ok(1)
            }
            Batch::Concordance(batch) => concordance::perform(db, batch),
            Batch::ChangeUnits { change, edits } => changes::change(db, *change, edits),
            Batch::SwapChange { change, way } => changes::swap(db, *change, *way),
            Batch::SweepMemory { memory, above } => memories::sweep(db, *memory, *above),
            Batch::Discard { import } => imports::discard(db, *import),
            Batch::DiscardRun { run } => runs::discard_run(db, *run),
        }
    }
}
