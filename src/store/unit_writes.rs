//! Units and their index as SQL: imports in batches, runs in slices.

use super::feed::Batch;
use super::transactions::{INSERT_UNIT, execute, insert_prepared};
use super::{unit_changes, unit_contexts};
use crate::engine::model::{MemoryId, RunWord, UnitId, UnitOutline};
use rusqlite::{Connection, OptionalExtension, Result, params};

/// Units in a page of outlines: what fits into a page of the file.
pub(super) const PAGE: usize = 168;
/// Bytes of a unit in a page.
pub(super) const PLACED: usize = 4 + UnitOutline::BYTES;
/// Units of a memory taken away that are removed together.
const SWEPT_AT_ONCE: usize = 500;
/// Rows an abandoned import is removed by.
const DISCARDED_AT_ONCE: usize = 4_000;

/// Bits of a word in a key; the rest is the run.
const WORD_BITS: u32 = 47;
/// Bits of a page's number in a key.
const PAGE_BITS: u32 = 24;

/// Numbers of runs start at 1 and stay below 2^16.
pub(super) fn word_key(run: i64, core: i64) -> i64 {
    (run << WORD_BITS) | core
}

pub(super) fn page_key(run: i64, page: usize) -> i64 {
    (run << PAGE_BITS) | page as i64
}

/// Carries a batch out and answers how many rows it wrote or removed. The caller commits.
pub(super) fn perform(db: &Connection, batch: &Batch) -> Result<usize> {
    match batch {
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
        } => unit_contexts::put(db, *run, *first, *start, buckets),
        Batch::RunWords { run, words } => put_words(db, *run, words),
        Batch::RunPages {
            run,
            first,
            start,
            units,
        } => put_pages(db, *run, *first, *start, units),
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
        Batch::Concordance(batch) => super::concordance::perform(db, batch),
        Batch::ChangeUnits { change, edits } => unit_changes::change(db, *change, edits),
        Batch::SwapChange { change, way } => unit_changes::swap(db, *change, *way),
        Batch::SweepMemory { memory, above } => sweep_memory(db, *memory, *above),
        Batch::Discard { import } => discard(db, *import),
        Batch::DiscardRun { run } => discard_run(db, *run),
    }
}

/// Makes the unit findable before it is in a run.
pub(super) fn put_fresh(
    db: &Connection,
    id: UnitId,
    import: Option<i64>,
    outline: &UnitOutline,
) -> Result<()> {
    execute(
        db,
        "INSERT INTO fresh_unit (unit, import, outline) VALUES (?1, ?2, ?3)",
        params![id.0, import, outline.to_bytes()],
    )?;
    Ok(())
}

pub(super) fn count_units(db: &Connection, memory: MemoryId, change: i64) -> Result<()> {
    execute(
        db,
        "UPDATE memory SET units = units + ?2 WHERE id = ?1",
        params![memory.0, change],
    )?;
    Ok(())
}

fn put_words(db: &Connection, run: i64, words: &[RunWord]) -> Result<usize> {
    let mut statement = db.prepare_cached(
        "INSERT INTO unit_run_word (id, frequency, near, far) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for word in words {
        let (near, far) = (word.near.as_bytes(), word.far.as_bytes());
        statement.execute(params![word_key(run, word.core), word.frequency, near, far])?;
    }
    Ok(words.len())
}

/// Writes pages from place `start` on, which must begin a page.
fn put_pages(
    db: &Connection,
    run: i64,
    first: UnitId,
    start: usize,
    units: &[(UnitId, UnitOutline)],
) -> Result<usize> {
    let mut bytes = Vec::with_capacity(PAGE * PLACED);
    for (n, page) in units.chunks(PAGE).enumerate() {
        bytes.clear();
        for (id, outline) in page {
            let offset = u32::try_from(id.0 - first.0).unwrap_or(u32::MAX);
            bytes.extend_from_slice(&offset.to_le_bytes());
            bytes.extend_from_slice(&outline.to_bytes());
        }
        execute(
            db,
            "INSERT INTO unit_run_page (id, units) VALUES (?1, ?2)",
            params![page_key(run, start / PAGE + n), bytes],
        )?;
    }
    Ok(units.len())
}

/// Removes part of what an unfinished import wrote; 0 when nothing is left.
fn discard(db: &Connection, import: i64) -> Result<usize> {
    let removed = db
        .prepare_cached(
            "DELETE FROM unit WHERE id IN (SELECT id FROM unit WHERE import = ?1
             AND id >= (SELECT first_unit FROM begun_import WHERE id = ?1) LIMIT ?2)",
        )?
        .execute(params![import, DISCARDED_AT_ONCE as i64])?;
    if removed > 0 {
        return Ok(removed);
    }
    let run: Option<i64> = db
        .prepare_cached("SELECT id FROM unit_run WHERE import = ?1")?
        .query_row(params![import], |row| row.get(0))
        .optional()?;
    if let Some(run) = run {
        let removed = discard_run(db, run)?;
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

/// Removes some units of a memory that was taken away, their history and at last their index.
fn sweep_memory(db: &Connection, memory: MemoryId, above: i64) -> Result<usize> {
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
        if discard_run(db, run)? == 0 {
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

/// The tables of a run's rows, with the lowest and the highest key of a run in each.
fn tables(run: i64) -> [(&'static str, (i64, i64)); 3] {
    let words = (word_key(run, 0), word_key(run, (1 << WORD_BITS) - 1));
    let pages = (page_key(run, 0), page_key(run, (1 << PAGE_BITS) - 1));
    [
        ("unit_run_word", words),
        ("unit_run_page", pages),
        ("unit_run_context", unit_contexts::keys(run)),
    ]
}

/// What the rows of a run take, about.
pub(super) fn run_bytes(db: &Connection, run: i64) -> Result<i64> {
    let mut bytes = 0;
    let columns = [
        "octet_length(near) + octet_length(far)",
        "octet_length(units)",
        "octet_length(units)",
    ];
    for ((table, (from, to)), length) in tables(run).into_iter().zip(columns) {
        let sql = format!(
            "SELECT coalesce(sum({length} + 16), 0) FROM {table} WHERE id BETWEEN ?1 AND ?2"
        );
        bytes += db.query_row(&sql, params![from, to], |row| row.get::<_, i64>(0))?;
    }
    Ok(bytes)
}

fn discard_run(db: &Connection, run: i64) -> Result<usize> {
    for (table, (from, to)) in tables(run) {
        let removed = db
            .prepare_cached(&format!(
                "DELETE FROM {table} WHERE id IN
                     (SELECT id FROM {table} WHERE id BETWEEN ?1 AND ?2 LIMIT ?3)"
            ))?
            .execute(params![from, to, DISCARDED_AT_ONCE as i64])?;
        if removed > 0 {
            return Ok(removed);
        }
    }
    Ok(0)
}

/// Removes what interrupted imports and runs left behind.
pub(super) fn sweep(db: &Connection) -> Result<()> {
    db.execute_batch(
        "DELETE FROM unit WHERE id >= (SELECT min(first_unit) FROM begun_import)
             AND import IN (SELECT id FROM begun_import);
         DELETE FROM fresh_unit WHERE import IN (SELECT id FROM begun_import);
         DELETE FROM unit_run WHERE import IN (SELECT id FROM begun_import);
         DELETE FROM begun_import;",
    )?;
    // Runs are numbered upwards; each is looked for by the next key, not by reading all rows.
    for (at, (table, first)) in tables(1).into_iter().enumerate() {
        let rows_of_a_run = first.0;
        let mut from = 0;
        loop {
            let next: Option<i64> = db.query_row(
                &format!("SELECT min(id) FROM {table} WHERE id >= ?1"),
                params![from],
                |row| row.get(0),
            )?;
            let Some(key) = next else { break };
            let run = key / rows_of_a_run;
            let Some((_, (first, last))) = tables(run).into_iter().nth(at) else {
                break;
            };
            let finished: bool = db.query_row(
                "SELECT EXISTS (SELECT 1 FROM unit_run WHERE id = ?1)",
                params![run],
                |row| row.get(0),
            )?;
            if !finished {
                let sql = format!("DELETE FROM {table} WHERE id BETWEEN ?1 AND ?2");
                db.execute(&sql, params![first, last])?;
            }
            from = last.saturating_add(1);
        }
    }
    Ok(())
}
