//! Termbases as rows: names, protection, their order in each project.

use super::entries::{PlacedTerm, put_term};
use crate::engine::model::{ProjectId, TermbaseId};
use crate::store::core::{Author, Effect, execute};
use rusqlite::{Connection, Result, params};
use std::sync::Arc;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TermbaseRow {
    pub id: TermbaseId,
    pub name: String,
    /// Nothing is changed in it.
    pub read_only: bool,
    pub created: i64,
}

/// The termbases a project looks in and whether each is used; new terms go to `main`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TermbaseArrangement {
    pub project: ProjectId,
    pub order: Vec<(TermbaseId, bool)>,
    pub main: Option<TermbaseId>,
}

/// A deleted termbase that comes back, with its places in projects.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TermbaseRestoration {
    pub row: TermbaseRow,
    pub entries: Vec<Arc<PlacedTerm>>,
    pub arrangements: Vec<TermbaseArrangement>,
    pub author: Author,
}

pub(super) fn all(db: &Connection) -> Result<Vec<TermbaseRow>> {
    db.prepare("SELECT id, name, read_only, created FROM termbase ORDER BY id")?
        .query_map([], |row| {
            Ok(TermbaseRow {
                id: TermbaseId(row.get(0)?),
                name: row.get(1)?,
                read_only: row.get(2)?,
                created: row.get(3)?,
            })
        })?
        .collect()
}

/// The arranged termbases of each project in their order, and whether each is used.
pub(super) fn arranged(db: &Connection) -> Result<Vec<(ProjectId, TermbaseId, bool)>> {
    db.prepare("SELECT project, termbase, used FROM project_termbase ORDER BY project, place")?
        .query_map([], |row| {
            Ok((ProjectId(row.get(0)?), TermbaseId(row.get(1)?), row.get(2)?))
        })?
        .collect()
}

pub(in crate::store) fn put(db: &Connection, row: &TermbaseRow) -> Result<Effect> {
    execute(
        db,
        "INSERT INTO termbase (id, name, read_only, created) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, read_only = excluded.read_only",
        params![row.id.0, row.name, row.read_only, row.created],
    )
}

/// Its entries and its places in projects go with it.
pub(in crate::store) fn delete(db: &Connection, id: TermbaseId) -> Result<Effect> {
    execute(db, "DELETE FROM termbase WHERE id = ?1", params![id.0])
}

pub(in crate::store) fn restore(
    db: &Connection,
    restoration: &TermbaseRestoration,
) -> Result<Effect> {
    put(db, &restoration.row)?;
    for placed in &restoration.entries {
        put_term(db, placed, &restoration.author)?;
    }
    for arrangement in &restoration.arrangements {
        arrange(db, arrangement)?;
    }
    Ok(Effect::None)
}

pub(in crate::store) fn arrange(
    db: &Connection,
    arrangement: &TermbaseArrangement,
) -> Result<Effect> {
    let project = arrangement.project.0;
    execute(
        db,
        "DELETE FROM project_termbase WHERE project = ?1",
        params![project],
    )?;
    for (place, (termbase, used)) in (0_i64..).zip(&arrangement.order) {
        execute(
            db,
            "INSERT INTO project_termbase (project, termbase, place, used) VALUES (?1, ?2, ?3, ?4)",
            params![project, termbase.0, place, used],
        )?;
    }
    execute(
        db,
        "UPDATE project SET termbase = ?2 WHERE id = ?1",
        params![project, arrangement.main.map(|id| id.0)],
    )
}
