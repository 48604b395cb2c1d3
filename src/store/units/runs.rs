//! Runs of the index: slices that are written once, and by which keys they are found.

use super::contexts;
use crate::engine::model::{RunWord, UnitId, UnitOutline};
use crate::store::core::execute;
use rusqlite::{Connection, Result, params};

/// Units in a page of outlines: what fits into a page of the file.
pub(super) const PAGE: usize = 168;
/// Bytes of a unit in a page.
pub(super) const PLACED: usize = 4 + UnitOutline::BYTES;
/// Rows that are removed together.
pub(super) const DISCARDED_AT_ONCE: usize = 4_000;

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

pub(super) fn put_words(db: &Connection, run: i64, words: &[RunWord]) -> Result<usize> {
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
pub(super) fn put_pages(
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

/// The tables of a run's rows, with the lowest and the highest key of a run in each.
fn tables(run: i64) -> [(&'static str, (i64, i64)); 3] {
    let words = (word_key(run, 0), word_key(run, (1 << WORD_BITS) - 1));
    let pages = (page_key(run, 0), page_key(run, (1 << PAGE_BITS) - 1));
    [
        ("unit_run_word", words),
        ("unit_run_page", pages),
        ("unit_run_context", contexts::keys(run)),
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

pub(super) fn discard_run(db: &Connection, run: i64) -> Result<usize> {
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

/// Removes what interrupted runs left behind.
pub(super) fn sweep(db: &Connection) -> Result<()> {
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
