//! Findings that are not to be shown again, as SQL.

use super::core::{Author, Effect, Reader, Transaction};
use rusqlite::{Connection, Result, params};
use std::collections::HashSet;

/// A transaction on the findings that are ignored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CheckWrite {
    Ignore {
        check: String,
        source: String,
        message: String,
        is_ignored: bool,
        author: Author,
    },
}

impl Transaction for CheckWrite {
    type Answer = Effect;

    fn perform(&self, db: &Connection) -> Result<Effect> {
        let Self::Ignore {
            check,
            source,
            message,
            is_ignored,
            author,
        } = self;
        if *is_ignored {
            db.prepare_cached(
                "INSERT OR REPLACE INTO ignored_finding (check_name, source, message, at, author)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![check, source, message, author.at, author.name])?;
        } else {
            db.prepare_cached(
                "DELETE FROM ignored_finding WHERE check_name = ?1 AND source = ?2 AND message = ?3",
            )?
            .execute(params![check, source, message])?;
        }
        Ok(Effect::None)
    }
}

impl Reader {
    /// Check, source and message of each. A file of an older version that is only looked at has none.
    pub(crate) fn ignored_findings(&self) -> Result<HashSet<(String, String, String)>> {
        let exists: bool = self.db.query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'ignored_finding'",
            [],
            |row| row.get(0),
        )?;
        if !exists {
            return Ok(HashSet::new());
        }
        self.db
            .prepare("SELECT check_name, source, message FROM ignored_finding")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect()
    }
}
