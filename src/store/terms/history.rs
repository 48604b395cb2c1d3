//! The past of terms: each change keeps the entry as it was before.

use super::entries::PlacedTerm;
use crate::engine::model::{TermId, TermbaseId};
use crate::store::core::{Author, execute, to_json};
use rusqlite::types::Type;
use rusqlite::{Connection, Error, OptionalExtension, Result, Row, params};
use std::sync::Arc;

/// A change of a term: who, when, what, and the entry before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TermPast {
    pub id: i64,
    pub at: i64,
    pub author: String,
    pub action: String,
    /// `None`: it was not there.
    pub before: Option<PlacedTerm>,
}

/// A term and its entry before a change; `None`: it was not there.
pub(crate) type TermBefore = (TermId, Option<Arc<PlacedTerm>>);

const COLUMNS: &str = "id, at, author, action, termbase, entry";

pub(super) fn put(
    db: &Connection,
    action: &str,
    before: &[TermBefore],
    author: &Author,
) -> Result<()> {
    for (term, placed) in before {
        let entry = placed.as_ref().map(|placed| to_json(&placed.entry));
        execute(
            db,
            "INSERT INTO term_history (term, at, author, action, termbase, entry)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                term.0,
                author.at,
                author.name,
                action,
                placed.as_ref().map(|placed| placed.termbase.0),
                entry.transpose()?
            ],
        )?;
    }
    Ok(())
}

/// The changes of a term, the newest first.
pub(super) fn read(db: &Connection, term: TermId) -> Result<Vec<TermPast>> {
    db.prepare(&format!(
        "SELECT {COLUMNS} FROM term_history WHERE term = ?1 ORDER BY id DESC"
    ))?
    .query_map(params![term.0], past)?
    .collect()
}

/// One of them.
pub(super) fn row(db: &Connection, term: TermId, id: i64) -> Result<Option<TermPast>> {
    db.prepare(&format!(
        "SELECT {COLUMNS} FROM term_history WHERE term = ?1 AND id = ?2"
    ))?
    .query_row(params![term.0, id], past)
    .optional()
}

fn past(row: &Row<'_>) -> Result<TermPast> {
    let termbase: Option<i64> = row.get(4)?;
    let entry = row.get_ref(5)?.as_str_or_null()?.map(serde_json::from_str);
    let entry = entry
        .transpose()
        .map_err(|error| Error::FromSqlConversionFailure(5, Type::Text, error.into()))?;
    Ok(TermPast {
        id: row.get(0)?,
        at: row.get(1)?,
        author: row.get(2)?,
        action: row.get(3)?,
        before: termbase.zip(entry).map(|(termbase, entry)| PlacedTerm {
            termbase: TermbaseId(termbase),
            entry,
        }),
    })
}
