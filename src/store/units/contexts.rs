//! Finds a unit by its source and context, so that a confirm renews the one it meant.
//!
//! Units written one by one are in the index `unit_by_context`. Those of a large import are not
//! (filling it out of order costs more than all else of an import): their hashes are kept beside
//! the run, in buckets. What is found is compared with the unit as it is now.

use crate::engine::model::{MemoryId, TranslationUnit, UnitId};
use crate::store::core::execute;
use rusqlite::{Connection, OptionalExtension, Result, params};

/// Entries that a bucket holds about.
const BUCKET: usize = 400;
/// Bytes of an entry: the low half of the hash, the identity less the run's first.
const ENTRY: usize = 8;
/// Bits of a key that tell the bucket; the rest is the run.
const BUCKET_BITS: u32 = 24;

/// Units with the low halves of their hashes.
pub(super) type Bucket = Vec<(u32, UnitId)>;

/// FNV-1a over source and context, never 0; stored, so it must never change.
pub(crate) fn context_hash(unit: &TranslationUnit) -> i64 {
    let parts = [
        Some(unit.source.as_str()),
        unit.previous_source.as_deref(),
        unit.next_source.as_deref(),
    ];
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        let mark = if part.is_some() { 0xFE } else { 0xFF };
        for byte in part.unwrap_or_default().bytes().chain([mark]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    // 0 stands for "in no index".
    if hash == 0 { 1 } else { hash.cast_signed() }
}

/// Sorts units with their context hashes into buckets.
pub(crate) fn context_buckets(contexts: &[(i64, UnitId)]) -> Vec<Bucket> {
    let count = contexts.len().div_ceil(BUCKET).clamp(1, 1 << BUCKET_BITS);
    let mut buckets = vec![Bucket::new(); count];
    for &(hash, unit) in contexts {
        if let Some(bucket) = buckets.get_mut(place(hash, count)) {
            bucket.push((hash as u32, unit));
        }
    }
    buckets
}

fn place(hash: i64, buckets: usize) -> usize {
    (hash.cast_unsigned() >> 32) as usize % buckets.max(1)
}

fn key(run: i64, bucket: usize) -> i64 {
    (run << BUCKET_BITS) | bucket as i64
}

/// The keys of a run's buckets.
pub(super) fn keys(run: i64) -> (i64, i64) {
    (key(run, 0), key(run, (1 << BUCKET_BITS) - 1))
}

/// Writes buckets from number `start` on.
pub(super) fn put(
    db: &Connection,
    run: i64,
    first: UnitId,
    start: usize,
    buckets: &[Bucket],
) -> Result<usize> {
    let mut bytes = Vec::with_capacity(2 * BUCKET * ENTRY);
    for (n, bucket) in buckets.iter().enumerate() {
        bytes.clear();
        for (hash, unit) in bucket {
            let offset = u32::try_from(unit.0 - first.0).unwrap_or(u32::MAX);
            bytes.extend_from_slice(&hash.to_le_bytes());
            bytes.extend_from_slice(&offset.to_le_bytes());
        }
        execute(
            db,
            "INSERT INTO unit_run_context (id, units) VALUES (?1, ?2)",
            params![key(run, start + n), bytes],
        )?;
    }
    Ok(buckets.len())
}

/// The oldest visible unit of the memory with the same source and context, and its target.
pub(in crate::store) fn find(
    db: &Connection,
    memory: MemoryId,
    unit: &TranslationUnit,
) -> Result<Option<(i64, String)>> {
    let hash = context_hash(unit);
    let indexed = db
        .prepare_cached(
            "SELECT id, target FROM unit WHERE memory = ?1 AND context_hash = ?2
             AND context_hash <> 0
             AND source = ?3 AND previous_source IS ?4 AND next_source IS ?5
             AND (import IS NULL OR import IN (SELECT id FROM finished_import))
             ORDER BY id LIMIT 1",
        )?
        .query_row(
            params![
                memory.0,
                hash,
                unit.source,
                unit.previous_source,
                unit.next_source
            ],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let mut runs = db.prepare_cached(
        "SELECT id, first, contexts FROM unit_run WHERE memory = ?1 AND contexts > 0
         AND (import IS NULL OR import IN (SELECT id FROM finished_import)) ORDER BY id",
    )?;
    let runs = runs.query_map(params![memory.0], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?))
    })?;
    let mut oldest: Option<(i64, String)> = indexed;
    for run in runs {
        let (run, first, buckets) = run?;
        let buckets = usize::try_from(buckets).unwrap_or(1);
        for id in listed(db, key(run, place(hash, buckets)), first, hash)? {
            if oldest.as_ref().is_some_and(|(known, _)| *known <= id) {
                continue;
            }
            if let Some(target) = target_if_same(db, memory, id, unit)? {
                oldest = Some((id, target));
            }
        }
    }
    Ok(oldest)
}

/// The units of a bucket with that hash, as far as it is stored.
fn listed(db: &Connection, bucket: i64, first: i64, hash: i64) -> Result<Vec<i64>> {
    let found = db
        .prepare_cached("SELECT units FROM unit_run_context WHERE id = ?1")?
        .query_row(params![bucket], |row| {
            let bytes = row.get_ref(0)?.as_blob().unwrap_or_default();
            let entries = bytes.chunks_exact(ENTRY).filter_map(|entry| {
                let (low, offset) = entry.split_first_chunk::<4>()?;
                let offset = u32::from_le_bytes(offset.try_into().ok()?);
                (u32::from_le_bytes(*low) == hash as u32).then_some(first + i64::from(offset))
            });
            Ok(entries.collect())
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

fn target_if_same(
    db: &Connection,
    memory: MemoryId,
    id: i64,
    unit: &TranslationUnit,
) -> Result<Option<String>> {
    db.prepare_cached(
        "SELECT target FROM unit WHERE id = ?1 AND memory = ?2
         AND source = ?3 AND previous_source IS ?4 AND next_source IS ?5",
    )?
    .query_row(
        params![
            id,
            memory.0,
            unit.source,
            unit.previous_source,
            unit.next_source
        ],
        |row| row.get(0),
    )
    .optional()
}

#[cfg(test)]
mod tests {
    use super::super::table::insert_unit;
    use super::*;
    use crate::store::core::migrate;

    fn unit(n: i64, previous: Option<&str>) -> TranslationUnit {
        TranslationUnit {
            source: format!("جملة {n}"),
            target: format!("Sentence {n}"),
            previous_source: previous.map(str::to_owned),
            ..TranslationUnit::default()
        }
    }

    #[test]
    fn units_of_a_run_are_found_while_they_are_there() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db).unwrap();
        db.execute_batch(
            "INSERT INTO memory (id, name, created) VALUES (1, 'm', 0);
             INSERT INTO unit_run (id, memory, import, first, units, contexts)
             VALUES (7, 1, NULL, 100, 3000, 8);",
        )
        .unwrap();
        let mut contexts = Vec::new();
        for n in 0..3_000 {
            let id = UnitId(100 + n);
            let unit = unit(n % 2_999, (n % 3 == 0).then_some("قبل"));
            contexts.push((context_hash(&unit), id));
            insert_unit(&db, id, MemoryId(1), &unit, None, 0).unwrap();
        }
        let buckets = context_buckets(&contexts);
        assert_eq!(buckets.len(), 8);
        put(&db, 7, UnitId(100), 0, &buckets[..3]).unwrap();
        put(&db, 7, UnitId(100), 3, &buckets[3..]).unwrap();
        let found = |memory, n: i64, previous| {
            let found = find(&db, MemoryId(memory), &unit(n, previous)).unwrap();
            found.map(|(id, target)| (id - 100, target))
        };
        for n in 0..2_999 {
            let previous = (n % 3 == 0).then_some("قبل");
            assert_eq!(found(1, n, previous), Some((n, format!("Sentence {n}"))));
        }
        assert_eq!(found(2, 0, Some("قبل")), None);
        assert_eq!(found(1, 1, Some("قبل")), None);
        db.execute_batch(
            "UPDATE unit SET source = 'غير' WHERE id = 105; DELETE FROM unit WHERE id = 107",
        )
        .unwrap();
        assert_eq!(found(1, 5, None), None);
        assert_eq!(found(1, 7, None), None);
    }
}
