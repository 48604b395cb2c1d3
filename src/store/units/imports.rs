//! Imports of units: begun, published by one final row, or discarded.

use super::runs;
use super::table::count_units;
use crate::engine::model::MemoryId;
use crate::store::core::{Effect, execute};
use rusqlite::{Connection, OptionalExtension, Result, params};

/// What the import writes from now on is swept at open unless it is published.
pub(in crate::store) fn begin(db: &Connection, import: i64) -> Result<Effect> {
    execute(
        db,
        "INSERT INTO begun_import (id, first_unit)
         VALUES (?1, (SELECT coalesce(max(id), 0) + 1 FROM unit))",
        params![import],
    )
}

/// Makes the units of an import visible, all at once.
pub(in crate::store) fn publish(
    db: &Connection,
    (memory, import): (MemoryId, i64),
    units: u64,
    origin: &str,
    at: i64,
) -> Result<Effect> {
    execute(
        db,
        "INSERT INTO finished_import (id, memory, origin, at) VALUES (?1, ?2, ?3, ?4)",
        params![import, memory.0, origin, at],
    )?;
    execute(
        db,
        "DELETE FROM begun_import WHERE id = ?1",
        params![import],
    )?;
    let more = i64::try_from(units).unwrap_or(i64::MAX);
    count_units(db, memory, more)?;
    Ok(Effect::Units { memory, more })
}

/// Removes part of what an unfinished import wrote; 0 when nothing is left.
pub(super) fn discard(db: &Connection, import: i64) -> Result<usize> {
    let removed = db
        .prepare_cached(
            "DELETE FROM unit WHERE id IN (SELECT id FROM unit WHERE import = ?1
             AND id >= (SELECT first_unit FROM begun_import WHERE id = ?1) LIMIT ?2)",
        )?
        .execute(params![import, runs::DISCARDED_AT_ONCE as i64])?;
    if removed > 0 {
        return Ok(removed);
    }
    let run: Option<i64> = db
        .prepare_cached("SELECT id FROM unit_run WHERE import = ?1")?
        .query_row(params![import], |row| row.get(0))
        .optional()?;
    if let Some(run) = run {
        let removed = runs::discard_run(db, run)?;
        if removed == 0 {
            execute(db, "DELETE FROM unit_run WHERE id = ?1", params![run])?;
        }
        return Ok(removed.max(1));
    }
    execute(
        db,
        "DELETE FROM fresh_unit WHERE import = ?1",
        params![import],
    )?;
    execute(
        db,
        "DELETE FROM begun_import WHERE id = ?1",
        params![import],
    )?;
    Ok(0)
}

/// Removes what interrupted imports left behind.
pub(super) fn sweep(db: &Connection) -> Result<()> {
    db.execute_batch(
        "DELETE FROM unit WHERE id >= (SELECT min(first_unit) FROM begun_import)
             AND import IN (SELECT id FROM begun_import);
         DELETE FROM fresh_unit WHERE import IN (SELECT id FROM begun_import);
         DELETE FROM unit_run WHERE import IN (SELECT id FROM begun_import);
         DELETE FROM begun_import;",
    )
}
