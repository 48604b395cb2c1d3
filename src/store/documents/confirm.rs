//! A confirmed segment and its translation unit, and how a confirmation is taken back.

use super::history::{HistoryRow, put_history};
use super::rows::DraftRow;
use super::segments::put_target;
use crate::engine::model::{
    DocumentId, MemoryId, TranslationUnit, UnitAction, UnitId, UnitOutline,
};
use crate::store::core::{Author, Effect, execute};
use crate::store::units::{
    NewChange, UnitEdit, UnitFate, changes, context_hash, contexts, count_units, insert_unit,
    put_fresh, read_unit,
};
use rusqlite::{Connection, OptionalExtension, Result, params};

/// A confirmed segment: its row, its history and its translation unit, all or none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Confirmation {
    /// Identity of the history row, by which the confirmation can be taken back.
    pub history: i64,
    /// Identity of the change, should it be one of a unit that is there.
    pub change: i64,
    pub document: DocumentId,
    pub source: String,
    pub before: DraftRow,
    pub after: DraftRow,
    /// Where the unit goes, and its identity if it is a new one; `None` to confirm without a unit.
    pub unit: Option<(MemoryId, UnitId, TranslationUnit, UnitOutline)>,
    pub author: Author,
}

/// Takes the confirmation of history row `confirmation` back.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reversal {
    pub history: i64,
    pub confirmation: i64,
    pub document: DocumentId,
    pub source: String,
    pub before: DraftRow,
    pub after: DraftRow,
    pub author: Author,
}

pub(in crate::store) fn confirm(db: &Connection, c: &Confirmation) -> Result<Effect> {
    put_target(db, &c.after)?;
    let mut written = None;
    let mut effect = Effect::None;
    if let Some((memory, new_id, unit, outline)) = &c.unit {
        let (id, before) = renew_unit(db, c, (*memory, *new_id), unit, outline)?;
        effect = Effect::Units {
            memory: *memory,
            more: i64::from(before.is_none()),
        };
        written = Some((id, before));
    }
    put_history(
        db,
        HistoryRow {
            id: c.history,
            action: "confirm",
            document: c.document.0,
            source: &c.source,
            before: &c.before,
            after: &c.after,
            author: &c.author,
            unit: written,
        },
    )?;
    Ok(effect)
}

/// Writes the unit over the one with the same source and context, whose history has it then, or
/// as a new one. Gives its identity and the former target. The same source is indexed already.
fn renew_unit(
    db: &Connection,
    c: &Confirmation,
    (memory, new_id): (MemoryId, UnitId),
    unit: &TranslationUnit,
    outline: &UnitOutline,
) -> Result<(UnitId, Option<String>)> {
    let existing = contexts::find(db, memory, unit)?.map(|(id, _)| UnitId(id));
    let before = existing.map_or(Ok(None), |id| read_unit(db, id))?;
    let Some((id, (_, before))) = existing.zip(before) else {
        let hash = context_hash(unit);
        insert_unit(db, new_id, memory, unit, None, hash)?;
        put_fresh(db, new_id, None, outline)?;
        count_units(db, memory, 1)?;
        return Ok((new_id, None));
    };
    let change = NewChange {
        id: c.change,
        action: UnitAction::Confirm,
        author: c.author.clone(),
    };
    let after = TranslationUnit {
        target: unit.target.clone(),
        author: unit.author.clone(),
        changed: unit.changed,
        project: unit.project.clone(),
        document: unit.document.clone(),
        origin: unit.origin,
        ..before.clone()
    };
    let edit = UnitEdit {
        unit: id,
        seen: (before.source, before.target.clone()),
        fate: UnitFate::Becomes(Box::new((after, *outline))),
    };
    changes::begin(db, &change, Some(c.history))?;
    changes::change(db, change.id, &[edit])?;
    changes::finish(db, change.id, false)?;
    Ok((id, Some(before.target)))
}

pub(in crate::store) fn revert(db: &Connection, r: &Reversal) -> Result<Effect> {
    put_target(db, &r.after)?;
    let written: Option<(Option<i64>, Option<String>)> = db
        .prepare_cached("SELECT unit, unit_target_before FROM history WHERE id = ?1")?
        .query_row(params![r.confirmation], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let renewed = changes::take_back_confirmation(db, r.confirmation)?;
    let effect = match (written, renewed) {
        (_, Some(effect)) => effect,
        (Some((Some(unit), None)), _) => {
            let memory = db
                .prepare_cached("DELETE FROM unit WHERE id = ?1 RETURNING memory")?
                .query_row(params![unit], |row| row.get(0))
                .optional()?;
            execute(db, "DELETE FROM fresh_unit WHERE unit = ?1", params![unit])?;
            match memory.map(MemoryId) {
                Some(memory) => {
                    count_units(db, memory, -1)?;
                    Effect::Units { memory, more: -1 }
                }
                None => Effect::None,
            }
        }
        // A confirmation of before there was a history of units.
        (Some((Some(unit), Some(target))), _) => {
            let memory = db
                .prepare_cached("UPDATE unit SET target = ?2 WHERE id = ?1 RETURNING memory")?
                .query_row(params![unit, target], |row| row.get(0))
                .optional()?;
            memory.map_or(Effect::None, |memory| Effect::Units {
                memory: MemoryId(memory),
                more: 0,
            })
        }
        _ => Effect::None,
    };
    put_history(
        db,
        HistoryRow {
            id: r.history,
            action: "undo confirm",
            document: r.document.0,
            source: &r.source,
            before: &r.before,
            after: &r.after,
            author: &r.author,
            unit: None,
        },
    )?;
    Ok(effect)
}
