//! The concordance as SQL: lists of units by word, and the units themselves, newest first.

use super::table::{UNIT_COLUMNS, unit_of, whole_unit_columns, whole_unit_of};
use crate::engine::model::{MemoryId, PlaceList, TranslationUnit, UnitId};
use crate::store::core::{StoreError, WorkspaceFile, execute, opening};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Result, params};

const VISIBLE: &str = "(import IS NULL OR import IN (SELECT id FROM finished_import))";

/// A transaction of the job that lists words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ConcordanceBatch {
    Words {
        run: i64,
        /// From 0; the words of a part are written as one sheet, too.
        part: i64,
        sheet: String,
        words: Vec<ListedWord>,
    },
    /// Makes a run seen.
    Publish(ConcordanceRun),
}

/// A word and the units it is in, counted from the run's first; `None`: too many to be listed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ListedWord {
    pub core: String,
    pub word: String,
    pub units: Option<PlaceList>,
}

/// Units with identities from `first` to `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ConcordanceRun {
    pub id: i64,
    pub first: i64,
    pub last: i64,
}

/// Carries a batch out and answers how many rows it wrote.
pub(super) fn perform(db: &Connection, batch: &ConcordanceBatch) -> Result<usize> {
    match batch {
        ConcordanceBatch::Words {
            run,
            part,
            sheet,
            words,
        } => {
            // A run given up under way left words behind under the same number.
            execute(
                db,
                "INSERT OR REPLACE INTO concordance_sheet (id, words) VALUES (?1, ?2)",
                params![sheet_key(*run, *part), sheet],
            )?;
            let mut statement = db.prepare_cached(
                "INSERT OR REPLACE INTO concordance_word (run, core, word, units)
                 VALUES (?1, ?2, ?3, ?4)",
            )?;
            for word in words {
                let units = word.units.as_ref().map(PlaceList::as_bytes);
                statement.execute(params![run, word.core, word.word, units])?;
            }
            Ok(words.len())
        }
        ConcordanceBatch::Publish(run) => {
            execute(
                db,
                "INSERT INTO concordance_run (id, first, last) VALUES (?1, ?2, ?3)",
                params![run.id, run.first, run.last],
            )?;
            Ok(1)
        }
    }
}

/// Bits of a sheet's number in a key; the rest is the run.
const SHEET_BITS: u32 = 24;

fn sheet_key(run: i64, part: i64) -> i64 {
    (run << SHEET_BITS) | part
}

/// The runs there are and the newest unit, as of one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConcordanceState {
    /// Newest first.
    pub runs: Vec<ConcordanceRun>,
    /// Units changed since, newest first.
    pub changed: Vec<UnitId>,
    pub newest: i64,
    /// An import is under way; what it writes is not to be listed yet.
    pub is_importing: bool,
}

impl ConcordanceState {
    /// The newest unit that is listed.
    pub(crate) fn listed(&self) -> i64 {
        self.runs.first().map_or(0, |run| run.last)
    }
}

/// Who a unit is by and from, for filters; without its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnitFacts {
    pub id: UnitId,
    pub memory: MemoryId,
    pub author: Option<String>,
    pub created: Option<i64>,
    pub changed: Option<i64>,
    pub project: Option<String>,
}

/// A connection of its own for concordance searches.
pub(crate) struct ConcordanceReader {
    db: Connection,
    is_listed: bool,
}

impl WorkspaceFile {
    /// A read-only connection of its own for concordance searches.
    pub(crate) fn concordance(&self) -> std::result::Result<ConcordanceReader, StoreError> {
        ConcordanceReader::new(self.connect()?).map_err(|error| opening(&error, self.path()))
    }
}

impl ConcordanceReader {
    fn new(db: Connection) -> Result<Self> {
        // A file of an older version that is only looked at has no lists.
        let is_listed = db.query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'concordance_run'",
            [],
            |row| row.get(0),
        )?;
        db.set_prepared_statement_cache_capacity(32);
        Ok(Self { db, is_listed })
    }

    pub(crate) fn state(&self) -> Result<ConcordanceState> {
        let moment = self.db.unchecked_transaction()?;
        let newest = moment.query_row("SELECT coalesce(max(id), 0) FROM unit", [], |r| r.get(0))?;
        let mut state = ConcordanceState {
            runs: Vec::new(),
            changed: Vec::new(),
            newest,
            is_importing: true,
        };
        if self.is_listed {
            let sql = "SELECT id, first, last FROM concordance_run ORDER BY id DESC";
            let run = |row: &rusqlite::Row<'_>| {
                Ok(ConcordanceRun {
                    id: row.get(0)?,
                    first: row.get(1)?,
                    last: row.get(2)?,
                })
            };
            state.runs = moment
                .prepare(sql)?
                .query_map([], run)?
                .collect::<Result<_>>()?;
            let sql = "SELECT unit FROM concordance_changed ORDER BY unit DESC";
            let changed = |row: &rusqlite::Row<'_>| row.get(0).map(UnitId);
            state.changed = moment
                .prepare(sql)?
                .query_map([], changed)?
                .collect::<Result<_>>()?;
            let sql = "SELECT EXISTS (SELECT 1 FROM begun_import)";
            state.is_importing = moment.query_row(sql, [], |row| row.get(0))?;
        }
        Ok(state)
    }

    /// Adds the units of a run that hold a word with this core; answers whether they are all
    /// listed, false where the word is in too many.
    pub(crate) fn units_of_core(&self, run: i64, core: &str, units: &mut Vec<u32>) -> Result<bool> {
        let mut statement = self
            .db
            .prepare_cached("SELECT units FROM concordance_word WHERE run = ?1 AND core = ?2")?;
        let mut rows = statement.query(params![run, core])?;
        while let Some(row) = rows.next()? {
            let ValueRef::Blob(list) = row.get_ref(0)? else {
                return Ok(false);
            };
            units.extend(PlaceList::read(list));
        }
        Ok(true)
    }

    /// The same for one word.
    pub(crate) fn units_of_word(
        &self,
        run: i64,
        core: &str,
        word: &str,
        units: &mut Vec<u32>,
    ) -> Result<bool> {
        let mut statement = self.db.prepare_cached(
            "SELECT units FROM concordance_word WHERE run = ?1 AND core = ?2 AND word = ?3",
        )?;
        let mut rows = statement.query(params![run, core, word])?;
        while let Some(row) = rows.next()? {
            let ValueRef::Blob(list) = row.get_ref(0)? else {
                return Ok(false);
            };
            units.extend(PlaceList::read(list));
        }
        Ok(true)
    }

    /// The words of a run, sheet by sheet; `take` answers whether to go on.
    pub(crate) fn sheets(&self, run: i64, mut take: impl FnMut(&str) -> bool) -> Result<()> {
        let mut statement = self.db.prepare_cached(
            "SELECT words FROM concordance_sheet WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
        )?;
        let last = sheet_key(run, (1 << SHEET_BITS) - 1);
        let mut rows = statement.query(params![sheet_key(run, 0), last])?;
        while let Some(row) = rows.next()? {
            if !take(row.get_ref(0)?.as_str().unwrap_or_default()) {
                break;
            }
        }
        Ok(())
    }

    /// A unit as it is now; `None` when it is gone or not to be seen.
    pub(crate) fn unit(&self, id: UnitId) -> Result<Option<(MemoryId, TranslationUnit)>> {
        self.db
            .prepare_cached(&format!(
                "SELECT {} FROM unit WHERE id = ?1 AND {VISIBLE}",
                whole_unit_columns()
            ))?
            .query_row(params![id.0], |row| {
                let (_, memory, unit) = whole_unit_of(row)?;
                Ok((memory, unit))
            })
            .optional()
    }

    /// Calls `take` for the visible units with identities from `first` to `last`, newest first;
    /// it answers whether to go on.
    pub(crate) fn units_down(
        &self,
        first: i64,
        last: i64,
        mut take: impl FnMut(UnitId, MemoryId, TranslationUnit) -> bool,
    ) -> Result<()> {
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT {UNIT_COLUMNS} FROM unit WHERE id BETWEEN ?1 AND ?2 AND {VISIBLE}
             ORDER BY id DESC"
        ))?;
        let mut rows = statement.query(params![first, last])?;
        while let Some(row) = rows.next()? {
            let (id, memory, unit) = unit_of(row)?;
            if !take(id, memory, unit) {
                break;
            }
        }
        Ok(())
    }

    /// Source and target of the visible units of a range, oldest first, without copying them.
    pub(crate) fn texts(
        &self,
        first: i64,
        last: i64,
        mut take: impl FnMut(i64, &str, &str) -> bool,
    ) -> Result<()> {
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT id, source, target FROM unit WHERE id BETWEEN ?1 AND ?2 AND {VISIBLE}
             ORDER BY id"
        ))?;
        let mut rows = statement.query(params![first, last])?;
        while let Some(row) = rows.next()? {
            let source = row.get_ref(1)?.as_str().unwrap_or_default();
            let target = row.get_ref(2)?.as_str().unwrap_or_default();
            if !take(row.get(0)?, source, target) {
                break;
            }
        }
        Ok(())
    }

    /// All visible units without their texts, newest first.
    pub(crate) fn facts_down(&self, mut take: impl FnMut(UnitFacts) -> bool) -> Result<()> {
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT id, memory, author, created, changed, project FROM unit WHERE {VISIBLE}
             ORDER BY id DESC"
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let facts = UnitFacts {
                id: UnitId(row.get(0)?),
                memory: MemoryId(row.get(1)?),
                author: row.get(2)?,
                created: row.get(3)?,
                changed: row.get(4)?,
                project: row.get(5)?,
            };
            if !take(facts) {
                break;
            }
        }
        Ok(())
    }
}
