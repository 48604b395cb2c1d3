//! Memories and units, read.

use super::history::{self, UnitPast, UnitText};
use super::memories::{self, MemoryRow};
use super::table::{whole_unit_columns, whole_unit_of};
use crate::engine::model::{MemoryId, ProjectId, TranslationUnit, UnitId};
use crate::store::core::{Reader, count};
use rusqlite::{Result, params};

impl Reader {
    pub(crate) fn memories(&self) -> Result<Vec<MemoryRow>> {
        memories::all(&self.db)
    }

    /// The memories that projects have arranged, in their order, and whether each is used.
    pub(crate) fn arranged_memories(&self) -> Result<Vec<(ProjectId, MemoryId, bool)>> {
        memories::arranged(&self.db)
    }

    /// Calls `take` for every visible unit, of one memory or of all, in the order of writing.
    /// `take` answers whether to go on.
    pub(crate) fn units(
        &self,
        memory: Option<MemoryId>,
        mut take: impl FnMut(UnitId, MemoryId, TranslationUnit) -> bool,
    ) -> Result<()> {
        let mut statement = self.db.prepare(&format!(
            "SELECT {} FROM unit WHERE (?1 IS NULL OR memory = ?1)
             AND memory NOT IN (SELECT id FROM memory WHERE removed > 0)
             AND (import IS NULL OR import IN (SELECT id FROM finished_import)) ORDER BY id",
            whole_unit_columns()
        ))?;
        let mut rows = statement.query(params![memory.map(|m| m.0)])?;
        while let Some(row) = rows.next()? {
            let (unit, memory, content) = whole_unit_of(row)?;
            if !take(unit, memory, content) {
                break;
            }
        }
        Ok(())
    }

    /// The past of a unit that is `content` now.
    pub(crate) fn unit_past(&self, id: UnitId, content: &TranslationUnit) -> Result<UnitPast> {
        history::read(&self.db, id, content)
    }

    /// A unit as a row of its history has it.
    pub(crate) fn history_entry(&self, id: i64) -> Result<Option<TranslationUnit>> {
        history::entry(&self.db, id)
    }

    /// Calls `take` for every visible unit, of one memory or of all, in the order of writing.
    /// `take` answers whether to go on.
    pub(crate) fn unit_texts(
        &self,
        memory: Option<MemoryId>,
        take: impl FnMut(&UnitText<'_>) -> bool,
    ) -> Result<()> {
        history::texts(&self.db, memory, take)
    }

    /// About what a memory takes in the file, with its part of the indexes.
    pub(crate) fn memory_bytes(&self, memory: MemoryId) -> Result<u64> {
        memories::bytes(&self.db, memory)
    }

    /// Memories that were taken away and whose units may still be there.
    pub(crate) fn removed_memories(&self) -> Result<Vec<MemoryId>> {
        memories::removed(&self.db)
    }

    /// About how many units are in no run of the index.
    pub(crate) fn fresh_count(&self) -> Result<u64> {
        self.db
            .query_row("SELECT count(*) FROM fresh_unit", [], |row| count(row, 0))
    }

    /// Calls `take` for each of the oldest `limit` units that are in no run, with memory and
    /// source; gives the stamp up to which it did. `take` answers whether to go on.
    pub(crate) fn fresh_units(
        &self,
        limit: usize,
        mut take: impl FnMut(UnitId, MemoryId, &str) -> bool,
    ) -> Result<i64> {
        let mut statement = self.db.prepare(
            "SELECT fresh_unit.stamp, fresh_unit.unit, unit.memory, unit.source
             FROM fresh_unit LEFT JOIN unit ON unit.id = fresh_unit.unit
             ORDER BY fresh_unit.stamp LIMIT ?1",
        )?;
        let mut rows = statement.query(params![limit as i64])?;
        let mut last = 0;
        while let Some(row) = rows.next()? {
            last = row.get(0)?;
            let Some(memory) = row.get::<_, Option<i64>>(2)? else {
                continue;
            };
            let source: String = row.get(3)?;
            if !take(UnitId(row.get(1)?), MemoryId(memory), &source) {
                break;
            }
        }
        Ok(last)
    }
}
