//! The highest identities given out, from which new ones are counted.

use super::rows::Reader;
use rusqlite::Result;

/// The highest identity given out in each table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counters {
    pub project: i64,
    pub document: i64,
    pub segment: i64,
    pub history: i64,
    pub memory: i64,
    pub unit: i64,
    pub termbase: i64,
    pub term: i64,
    pub import: i64,
    pub run: i64,
    pub change: i64,
}

impl Reader {
    pub(crate) fn counters(&self) -> Result<Counters> {
        let largest = |column: &str, table: &str| -> Result<i64> {
            let sql = format!("SELECT coalesce(max({column}), 0) FROM {table}");
            self.db.query_row(&sql, [], |row| row.get(0))
        };
        let max = |table: &str| largest("id", table);
        Ok(Counters {
            project: max("project")?,
            document: max("document")?.max(largest("document", "article")?),
            segment: max("segment")?,
            history: max("history")?,
            memory: max("memory")?,
            // Histories and lists of words may name units that are gone.
            unit: max("unit")?
                .max(largest("unit", "unit_history")?)
                .max(largest("last", "concordance_run")?),
            change: max("unit_change")?,
            termbase: max("termbase")?,
            // A history may name a term that is gone.
            term: max("term")?.max(max("highest_term")?),
            import: max("finished_import")?,
            run: max("unit_run")?,
        })
    }
}
