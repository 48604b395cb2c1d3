//! Entries of termbases as rows.

use crate::engine::model::{TermEntry, TermId, TermbaseId};
use crate::store::core::{Author, Effect, execute, to_json};
use rusqlite::{Connection, Result, params};

/// An entry and where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlacedTerm {
    pub termbase: TermbaseId,
    pub entry: TermEntry,
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
            to_json(&entry.forms)?,
            to_json(&entry.translations)?,
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
