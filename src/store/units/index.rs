//! The stored index of units, with its outlines kept as they are read: 24 bytes a unit.

use super::runs::{PAGE, PLACED, page_key, word_key};
use super::table::{UNIT_COLUMNS, unit_of};
use crate::engine::model::{
    MemoryId, PlaceList, Prefilter, PrefilterList, Reach, TranslationUnit, UnitId, UnitIndex,
    UnitOutline, UnitRun,
};
use crate::store::core::{StoreError, WorkspaceFile, opening};
use rusqlite::{Connection, OptionalExtension, Result, params};
use std::cell::RefCell;
use std::collections::HashMap;

/// Kilobytes of the file that the connection keeps.
const CACHE: i64 = 16_384;

/// Units of a run as they are stored.
type Page = Box<[u8]>;

/// A connection of its own for lookups.
pub(crate) struct StoredUnits {
    db: Connection,
    seen: RefCell<Seen>,
}

/// What was read; runs never change, the rest is read anew when the file changed.
#[derive(Default)]
struct Seen {
    version: Option<i64>,
    runs: Vec<UnitRun>,
    fresh: Vec<(UnitId, Option<UnitOutline>)>,
    pages: HashMap<i64, RunPages>,
}

struct RunPages {
    first: i64,
    pages: Vec<Option<Page>>,
}

impl WorkspaceFile {
    /// A read-only connection of its own for lookups in the memories.
    pub(crate) fn units(&self) -> std::result::Result<StoredUnits, StoreError> {
        StoredUnits::new(self.connect()?).map_err(|error| opening(&error, self.path()))
    }
}

impl StoredUnits {
    fn new(db: Connection) -> Result<Self> {
        db.pragma_update(None, "cache_size", -CACHE)?;
        Ok(Self {
            db,
            seen: RefCell::default(),
        })
    }

    /// Lets `search` see one state of the file, in one read transaction: each read on its own
    /// would take SQLite's locks again.
    pub(crate) fn in_one_read<T>(&self, search: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let transaction = self.db.unchecked_transaction()?;
        let found = search(self);
        transaction.finish()?;
        found
    }

    /// Reads runs and fresh units again if anybody wrote since.
    fn refresh(&self) -> Result<()> {
        let version = self
            .db
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        let mut seen = self.seen.borrow_mut();
        if seen.version == Some(version) {
            return Ok(());
        }
        let mut statement = self.db.prepare_cached(
            "SELECT id, memory, first, units FROM unit_run
             WHERE import IS NULL OR import IN (SELECT id FROM finished_import) ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        seen.runs.clear();
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            let memory: Option<i64> = row.get(1)?;
            let first = row.get(2)?;
            let pages = row.get::<_, i64>(3)?.unsigned_abs().div_ceil(PAGE as u64);
            seen.runs.push(UnitRun {
                id,
                memory: memory.map(MemoryId),
            });
            seen.pages.entry(id).or_insert_with(|| RunPages {
                first,
                pages: vec![None; usize::try_from(pages).unwrap_or_default()],
            });
        }
        seen.fresh = self.read_fresh()?;
        seen.version = Some(version);
        Ok(())
    }

    fn read_fresh(&self) -> Result<Vec<(UnitId, Option<UnitOutline>)>> {
        self.db
            .prepare_cached(
                "SELECT unit, outline FROM fresh_unit
                 WHERE import IS NULL OR import IN (SELECT id FROM finished_import)",
            )?
            .query_map([], |row| {
                let outline = row.get_ref(1)?.as_blob().ok();
                let outline = outline.and_then(|bytes| bytes.try_into().ok());
                Ok((UnitId(row.get(0)?), outline.map(UnitOutline::from_bytes)))
            })?
            .collect()
    }

    fn read_page(&self, run: i64, page: usize) -> Result<Page> {
        let read = self
            .db
            .prepare_cached("SELECT units FROM unit_run_page WHERE id = ?1")?
            .query_row(params![page_key(run, page)], |row| {
                Ok(row.get_ref(0)?.as_blob().unwrap_or_default().into())
            })
            .optional()?;
        Ok(read.unwrap_or_default())
    }
}

/// The unit at a place of a page: its identity less the run's first, and its outline.
fn unit_at(page: &[u8], at: usize) -> Option<(u32, UnitOutline)> {
    let placed = page.get(at * PLACED..(at + 1) * PLACED)?;
    let (offset, outline) = placed.split_first_chunk::<4>()?;
    let outline = UnitOutline::from_bytes(outline.try_into().ok()?);
    Some((u32::from_le_bytes(*offset), outline))
}

impl UnitIndex for StoredUnits {
    type Error = rusqlite::Error;

    fn runs(&self) -> Result<Vec<UnitRun>> {
        self.refresh()?;
        Ok(self.seen.borrow().runs.clone())
    }

    fn frequency(&self, run: i64, core: i64) -> Result<u32> {
        let read = self
            .db
            .prepare_cached("SELECT frequency FROM unit_run_word WHERE id = ?1")?
            .query_row(params![word_key(run, core)], |row| row.get(0))
            .optional()?;
        Ok(read.unwrap_or_default())
    }

    fn places(
        &self,
        run: i64,
        core: i64,
        reach: Reach,
        allows: impl Fn(&Prefilter) -> bool,
        places: &mut Vec<u32>,
    ) -> Result<()> {
        let sql = match reach {
            Reach::Near => "SELECT near FROM unit_run_word WHERE id = ?1",
            Reach::NearAndFar => "SELECT near, far FROM unit_run_word WHERE id = ?1",
        };
        self.db
            .prepare_cached(sql)?
            .query_row(params![word_key(run, core)], |row| {
                let near = PrefilterList::read(row.get_ref(0)?.as_blob().unwrap_or_default());
                let allowed = near.filter(|(_, prefilter)| allows(prefilter));
                places.extend(allowed.map(|(place, _)| place));
                if reach == Reach::NearAndFar {
                    places.extend(PlaceList::read(
                        row.get_ref(1)?.as_blob().unwrap_or_default(),
                    ));
                }
                Ok(())
            })
            .optional()?;
        Ok(())
    }

    fn outline(&self, run: i64, place: u32) -> Result<Option<(UnitId, UnitOutline)>> {
        let (page, at) = (place as usize / PAGE, place as usize % PAGE);
        let mut seen = self.seen.borrow_mut();
        let Some(pages) = seen.pages.get_mut(&run) else {
            return Ok(None);
        };
        let first = pages.first;
        let Some(slot) = pages.pages.get_mut(page) else {
            return Ok(None);
        };
        if slot.is_none() {
            *slot = Some(self.read_page(run, page)?);
        }
        let placed = slot.as_ref().and_then(|page| unit_at(page, at));
        Ok(placed.map(|(offset, outline)| (UnitId(first + i64::from(offset)), outline)))
    }

    fn fresh(&self) -> Result<Vec<(UnitId, Option<UnitOutline>)>> {
        self.refresh()?;
        Ok(self.seen.borrow().fresh.clone())
    }

    fn unit(&self, id: UnitId) -> Result<Option<(MemoryId, TranslationUnit)>> {
        self.db
            .prepare_cached(&format!(
                "SELECT {UNIT_COLUMNS} FROM unit WHERE id = ?1
                 AND (import IS NULL OR import IN (SELECT id FROM finished_import))"
            ))?
            .query_row(params![id.0], |row| {
                let (_, memory, unit) = unit_of(row)?;
                Ok((memory, unit))
            })
            .optional()
    }
}
