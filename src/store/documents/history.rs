//! The history of segments: each action with the target before and after it.

use super::rows::DraftRow;
use crate::engine::model::UnitId;
use crate::store::core::{Author, execute};
use rusqlite::{Connection, Result, params};

/// A row of history; `unit` is the unit the action wrote and its former target.
pub(super) struct HistoryRow<'a> {
    pub id: i64,
    pub action: &'a str,
    pub document: i64,
    pub source: &'a str,
    pub before: &'a DraftRow,
    pub after: &'a DraftRow,
    pub author: &'a Author,
    pub unit: Option<(UnitId, Option<String>)>,
}

pub(super) fn put_history(db: &Connection, row: HistoryRow<'_>) -> Result<()> {
    let (unit, unit_before) = row
        .unit
        .map_or((None, None), |(id, before)| (Some(id.0), before));
    execute(
        db,
        "INSERT INTO history (id, segment, document, at, author, action, source,
             target_before, status_before, target, status, unit, unit_target_before)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            row.id,
            row.after.segment.0,
            row.document,
            row.author.at,
            row.author.name,
            row.action,
            row.source,
            row.before.target,
            row.before.status.name(),
            row.after.target,
            row.after.status.name(),
            unit,
            unit_before
        ],
    )?;
    Ok(())
}
