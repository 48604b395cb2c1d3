//! Memories as rows: names, what is off their matches, and their order in each project.

use super::runs;
use crate::engine::model::{MemoryId, ProjectId};
use crate::store::core::{Effect, execute};
use rusqlite::{Connection, OptionalExtension, Result, params};

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MemoryRow {
    pub id: MemoryId,
    pub name: String,
    pub units: u64,
    /// Changed by imports alone.
    pub read_only: bool,
    /// Percent points off its matches.
    pub penalty: f64,
}

pub(super) fn all(db: &Connection) -> Result<Vec<MemoryRow>> {
    db.prepare(
        "SELECT id, name, units, read_only, penalty FROM memory WHERE removed = 0 ORDER BY id",
    )?
    .query_map([], |row| {
        Ok(MemoryRow {
            id: MemoryId(row.get(0)?),
            name: row.get(1)?,
            units: row.get::<_, i64>(2)?.unsigned_abs(),
            read_only: row.get(3)?,
            penalty: row.get(4)?,
        })
    })?
    .collect()
}

/// The arranged memories of each project in their order, and whether each is used.
pub(super) fn arranged(db: &Connection) -> Result<Vec<(ProjectId, MemoryId, bool)>> {
    db.prepare("SELECT project, memory, used FROM project_memory ORDER BY project, place")?
        .query_map([], |row| {
            Ok((ProjectId(row.get(0)?), MemoryId(row.get(1)?), row.get(2)?))
        })?
        .collect()
}

pub(in crate::store) fn create(
    db: &Connection,
    id: MemoryId,
    name: &str,
    at: i64,
) -> Result<Effect> {
    execute(
        db,
        "INSERT INTO memory (id, name, created) VALUES (?1, ?2, ?3)",
        params![id.0, name, at],
    )
}

pub(in crate::store) fn put(db: &Connection, row: &MemoryRow) -> Result<Effect> {
    execute(
        db,
        "UPDATE memory SET name = ?2, read_only = ?3, penalty = ?4 WHERE id = ?1",
        params![row.id.0, row.name, row.read_only, row.penalty],
    )
}

pub(in crate::store) fn arrange(
    db: &Connection,
    project: ProjectId,
    order: &[(MemoryId, bool)],
    main: MemoryId,
) -> Result<Effect> {
    execute(
        db,
        "DELETE FROM project_memory WHERE project = ?1",
        params![project.0],
    )?;
    for (place, (memory, used)) in (0_i64..).zip(order) {
        execute(
            db,
            "INSERT INTO project_memory (project, memory, place, used) VALUES (?1, ?2, ?3, ?4)",
            params![project.0, memory.0, place, used],
        )?;
    }
    execute(
        db,
        "UPDATE project SET memory = ?2 WHERE id = ?1",
        params![project.0, main.0],
    )
}

/// Takes a memory away with all that is in it, or brings it back. Its units are removed when the
/// file is opened the next time; its name is free at once.
pub(in crate::store) fn remove(
    db: &Connection,
    id: MemoryId,
    name: &str,
    removed: bool,
) -> Result<Effect> {
    let stored = if removed {
        // No user can type this.
        format!("\0{}\0{name}", id.0)
    } else {
        name.to_owned()
    };
    execute(
        db,
        "UPDATE memory SET name = ?2, removed = ?3 WHERE id = ?1",
        params![id.0, stored, removed],
    )?;
    // Everything that shows units looks again.
    Ok(Effect::UnitsOf(Vec::new()))
}

/// The memories that were taken away and whose units may still be there.
pub(super) fn removed(db: &Connection) -> Result<Vec<MemoryId>> {
    db.prepare("SELECT id FROM memory WHERE removed = 1")?
        .query_map([], |row| row.get(0).map(MemoryId))?
        .collect()
}

/// Bytes of a row beside its texts.
const ROW: i64 = 40;

/// About what a memory takes: the texts of its units, its runs, and its part of what the memories
/// have in common, by its number of units.
pub(super) fn bytes(db: &Connection, memory: MemoryId) -> Result<u64> {
    let number =
        |sql: &str| -> Result<i64> { db.query_row(sql, params![memory.0], |row| row.get(0)) };
    let units = number(
        "SELECT coalesce(sum(octet_length(source) + octet_length(target)
             + coalesce(octet_length(previous_source), 0) + coalesce(octet_length(next_source), 0)
             + coalesce(octet_length(author), 0) + coalesce(octet_length(project), 0)
             + coalesce(octet_length(document), 0) + coalesce(octet_length(extra), 0)), 0)
         FROM unit WHERE memory = ?1",
    )?;
    let count = number("SELECT count(*) FROM unit WHERE memory = ?1")?;
    let mut all = units + count * ROW;
    let mut runs = db.prepare("SELECT id FROM unit_run WHERE memory = ?1")?;
    let runs = runs.query_map(params![memory.0], |row| row.get(0))?;
    for run in runs {
        all += runs::run_bytes(db, run?)?;
    }
    let words = number(
        "SELECT coalesce(sum(octet_length(core) + octet_length(word)
             + coalesce(octet_length(units), 0) + 8), 0)
             + (SELECT coalesce(sum(octet_length(words)), 0) FROM concordance_sheet)
         FROM concordance_word WHERE ?1 = ?1",
    )?;
    let everywhere = number("SELECT coalesce(sum(units), 0) FROM memory WHERE ?1 = ?1")?;
    if everywhere > 0 {
        all += (words as f64 * count as f64 / everywhere as f64) as i64;
    }
    Ok(all.unsigned_abs())
}

/// Units of a deleted memory that are removed together.
const SWEPT_AT_ONCE: usize = 500;

/// Removes some units of a memory that was taken away, their history and at last their index.
pub(super) fn sweep(db: &Connection, memory: MemoryId, above: i64) -> Result<usize> {
    let units: Vec<i64> = db
        .prepare_cached("SELECT id FROM unit WHERE id > ?1 AND memory = ?2 ORDER BY id LIMIT ?3")?
        .query_map(params![above, memory.0, SWEPT_AT_ONCE as i64], |row| {
            row.get(0)
        })?
        .collect::<Result<_>>()?;
    for id in &units {
        for sql in [
            "DELETE FROM unit WHERE id = ?1",
            "DELETE FROM unit_history WHERE unit = ?1",
            // Its words may be listed; nobody misses a listed unit that is gone.
            "DELETE FROM concordance_changed WHERE unit = ?1",
        ] {
            execute(db, sql, params![id])?;
        }
    }
    if let Some(last) = units.last() {
        return Ok(usize::try_from(*last).unwrap_or_default());
    }
    let run: Option<i64> = db
        .prepare_cached("SELECT id FROM unit_run WHERE memory = ?1")?
        .query_row(params![memory.0], |row| row.get(0))
        .optional()?;
    if let Some(run) = run {
        if runs::discard_run(db, run)? == 0 {
            execute(db, "DELETE FROM unit_run WHERE id = ?1", params![run])?;
        }
        return Ok(usize::try_from(above).unwrap_or_default().max(1));
    }
    execute(
        db,
        "UPDATE memory SET removed = 2, units = 0 WHERE id = ?1",
        params![memory.0],
    )?;
    Ok(0)
}
