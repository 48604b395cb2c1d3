//! Termbases as rows: names, protection, their order in each project, and their entries.

use super::rows::{PlacedTerm, TermbaseRow};
use super::transactions::{execute, json};
use super::write::{Author, Effect, TermbaseArrangement, TermbaseRestoration};
use crate::engine::model::{ProjectId, TermId, TermbaseId};
use rusqlite::{Connection, Result, params};

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

pub(super) fn put(db: &Connection, row: &TermbaseRow) -> Result<Effect> {
    execute(
        db,
        "INSERT INTO termbase (id, name, read_only, created) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, read_only = excluded.read_only",
        params![row.id.0, row.name, row.read_only, row.created],
    )
}

/// Its entries and its places in projects go with it.
pub(super) fn delete(db: &Connection, id: TermbaseId) -> Result<Effect> {
    execute(db, "DELETE FROM termbase WHERE id = ?1", params![id.0])
}

pub(super) fn restore(db: &Connection, restoration: &TermbaseRestoration) -> Result<Effect> {
    put(db, &restoration.row)?;
    for placed in &restoration.entries {
        put_term(db, placed, &restoration.author)?;
    }
    for arrangement in &restoration.arrangements {
        arrange(db, arrangement)?;
    }
    Ok(Effect::None)
}

pub(super) fn arrange(db: &Connection, arrangement: &TermbaseArrangement) -> Result<Effect> {
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

pub(super) fn delete_term(db: &Connection, id: TermId) -> Result<Effect> {
    execute(db, "DELETE FROM term WHERE id = ?1", params![id.0])
}

/// Writes an entry; one without time or author gets those of the action.
pub(super) fn put_term(db: &Connection, placed: &PlacedTerm, author: &Author) -> Result<()> {
    let entry = &placed.entry;
    execute(
        db,
        "INSERT INTO term (id, termbase, source, forms, translations, part_of_speech, domain,
             note, created, changed, author, definition, example, reference, client)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
         ON CONFLICT (id) DO UPDATE SET termbase = excluded.termbase, source = excluded.source,
             forms = excluded.forms, translations = excluded.translations,
             part_of_speech = excluded.part_of_speech, domain = excluded.domain,
             note = excluded.note, changed = excluded.changed, author = excluded.author,
             definition = excluded.definition, example = excluded.example,
             reference = excluded.reference, client = excluded.client",
        params![
            entry.id.0,
            placed.termbase.0,
            entry.source,
            json(&entry.forms)?,
            json(&entry.translations)?,
            entry.part_of_speech,
            entry.domain,
            entry.note,
            entry.created.unwrap_or(author.at),
            entry.changed.unwrap_or(author.at),
            if entry.author.is_empty() {
                &author.name
            } else {
                &entry.author
            },
            entry.definition,
            entry.example,
            entry.reference,
            entry.client
        ],
    )?;
    Ok(())
}
