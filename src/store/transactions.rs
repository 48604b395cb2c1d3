//! Each [`Write`] as SQL, inside the transaction it is given.

use super::rows::PlacedSegment;
use super::unit_changes::{self, NewChange, Swap, UnitEdit, UnitFate};
use super::unit_contexts;
use super::unit_extra;
use super::unit_writes::{count_units, put_fresh};
use super::write::{
    Author, Confirmation, DraftRow, Effect, NewDocument, Restructuring, Reversal, Write,
};
use crate::engine::model::{
    MemoryId, SegmentId, TranslationUnit, UnitAction, UnitId, UnitOrigin, UnitOutline,
};
use rusqlite::{Connection, OptionalExtension, Result, Row, Statement, params};
use serde::Serialize;

/// Carries the write out. The caller commits.
pub(super) fn perform(db: &Connection, write: &Write) -> Result<Effect> {
    match write {
        Write::CreateProject { row, at } => execute(
            db,
            "INSERT INTO project (id, name, memory, created) VALUES (?1, ?2, ?3, ?4)",
            params![row.id.0, row.name, row.memory.0, at],
        ),
        Write::DeleteProject(id) => execute(
            db,
            "DELETE FROM project WHERE id = ?1
             AND NOT EXISTS (SELECT 1 FROM document WHERE project = ?1)",
            params![id.0],
        ),
        Write::CreateMemory { id, name, at } => execute(
            db,
            "INSERT INTO memory (id, name, created) VALUES (?1, ?2, ?3)",
            params![id.0, name, at],
        ),
        Write::PutMemory(row) => super::memories::put(db, row),
        Write::ArrangeMemories {
            project,
            order,
            main,
        } => super::memories::arrange(db, *project, order, *main),
        Write::PutTermbase(row) => super::termbases::put(db, row),
        Write::DeleteTermbase(id) => super::termbases::delete(db, *id),
        Write::RestoreTermbase(restoration) => super::termbases::restore(db, restoration),
        Write::ArrangeTermbases(arrangement) => super::termbases::arrange(db, arrangement),
        Write::BeginDocument(new) => begin_document(db, new),
        Write::AddSegments(segments) => segments
            .iter()
            .try_for_each(|placed| put_segment(db, placed))
            .map(|()| Effect::None),
        Write::PublishDocument(id) => execute(
            db,
            "UPDATE document SET visible = 1 WHERE id = ?1",
            params![id.0],
        ),
        Write::RemoveDocument(id) => {
            execute(db, "DELETE FROM document WHERE id = ?1", params![id.0])
        }
        Write::Visit { document, segment } => execute(
            db,
            "UPDATE document SET active_segment = ?2 WHERE id = ?1",
            params![document.0, segment.0],
        ),
        Write::Draft(draft) => put_target(db, draft).map(|()| Effect::None),
        Write::Confirm(confirmation) => confirm(db, confirmation),
        Write::Revert(reversal) => revert(db, reversal),
        Write::Restructure(change) => restructure(db, change),
        Write::ForTranslation(changes) => for_translation(db, changes),
        Write::ChangeTerms {
            written,
            deleted,
            history,
            author,
        } => {
            if let Some((action, before)) = history {
                super::term_history::put(db, action, before, author)?;
            }
            for placed in written {
                super::termbases::put_term(db, placed, author)?;
            }
            for id in deleted {
                super::termbases::delete_term(db, *id)?;
            }
            Ok(Effect::None)
        }
        Write::PutName {
            project,
            source,
            spelling,
            author,
        } => super::names::put(db, *project, source, spelling.as_deref(), author)
            .map(|()| Effect::None),
        Write::BeginUnits { import } => execute(
            db,
            "INSERT INTO begun_import (id, first_unit)
             VALUES (?1, (SELECT coalesce(max(id), 0) + 1 FROM unit))",
            params![import],
        ),
        Write::AddUnits {
            memory,
            import,
            units,
        } => units
            .iter()
            .try_for_each(|(id, unit, outline)| {
                let hash = unit_contexts::context_hash(unit);
                insert_unit(db, *id, *memory, unit, Some(*import), hash)?;
                put_fresh(db, *id, Some(*import), outline)
            })
            .map(|()| Effect::None),
        Write::PublishUnits {
            memory,
            import,
            units,
            origin,
            at,
        } => {
            execute(
                db,
                "INSERT INTO finished_import (id, memory, origin, at) VALUES (?1, ?2, ?3, ?4)",
                params![import, memory.0, origin, at],
            )?;
            execute(
                db,
                "DELETE FROM begun_import WHERE id = ?1",
                params![import],
            )?;
            let more = i64::try_from(*units).unwrap_or(i64::MAX);
            count_units(db, *memory, more)?;
            Ok(Effect::Units {
                memory: *memory,
                more,
            })
        }
        Write::ChangeUnits { change, edits } => {
            unit_changes::begin(db, change, None)?;
            unit_changes::change(db, change.id, edits)?;
            unit_changes::finish(db, change.id, false)
        }
        Write::BeginChange(change) => unit_changes::begin(db, change, None).map(|()| Effect::None),
        Write::SwapChange { change, way } => {
            while unit_changes::swap(db, *change, *way)? > 0 {}
            unit_changes::finish(db, *change, *way == Swap::Undo)
        }
        Write::FinishChange { change, is_undone } => unit_changes::finish(db, *change, *is_undone),
        Write::RemoveMemory { id, name, removed } => {
            super::memories::remove(db, *id, name, *removed)
        }
        Write::Setting { name, value } => execute(
            db,
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, value],
        ),
    }
}

pub(super) fn execute(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Effect> {
    db.prepare_cached(sql)?.execute(params)?;
    Ok(Effect::None)
}

pub(super) fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))
}

fn begin_document(db: &Connection, new: &NewDocument) -> Result<Effect> {
    execute(
        db,
        "INSERT INTO document (id, project, name, origin, format, skeleton, styles, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            new.id.0,
            new.project.0,
            new.name,
            new.origin,
            new.format.name(),
            json(&new.skeleton)?,
            json(&new.styles)?,
            new.at
        ],
    )?;
    execute(
        db,
        "INSERT OR REPLACE INTO article (document, name, address, outlet, published)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            new.id.0,
            new.name,
            new.origin,
            new.article.outlet,
            new.article.published
        ],
    )
}

fn put_segment(db: &Connection, placed: &PlacedSegment) -> Result<()> {
    let s = &placed.segment;
    execute(
        db,
        "INSERT OR REPLACE INTO segment (id, document, paragraph, place, kind, for_translation,
             leading, source, trailing, target, status, origin)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            s.id.0,
            s.document.0,
            s.paragraph,
            placed.place,
            s.kind.name(),
            s.for_translation,
            s.leading,
            s.source,
            s.trailing,
            s.target,
            s.status.name(),
            json(&s.origin)?
        ],
    )?;
    Ok(())
}

fn put_target(db: &Connection, draft: &DraftRow) -> Result<()> {
    execute(
        db,
        "UPDATE segment SET target = ?2, status = ?3, origin = ?4 WHERE id = ?1",
        params![
            draft.segment.0,
            draft.target,
            draft.status.name(),
            json(&draft.origin)?
        ],
    )?;
    Ok(())
}

/// A row of history; `unit` is the unit the action wrote and its former target.
struct HistoryRow<'a> {
    id: i64,
    action: &'a str,
    document: i64,
    source: &'a str,
    before: &'a DraftRow,
    after: &'a DraftRow,
    author: &'a Author,
    unit: Option<(UnitId, Option<String>)>,
}

fn put_history(db: &Connection, row: HistoryRow<'_>) -> Result<()> {
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

fn confirm(db: &Connection, c: &Confirmation) -> Result<Effect> {
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
    let existing = unit_contexts::find(db, memory, unit)?.map(|(id, _)| UnitId(id));
    let before = existing.map_or(Ok(None), |id| unit_changes::read(db, id))?;
    let Some((id, (_, before))) = existing.zip(before) else {
        let hash = unit_contexts::context_hash(unit);
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
    unit_changes::begin(db, &change, Some(c.history))?;
    unit_changes::change(db, change.id, &[edit])?;
    unit_changes::finish(db, change.id, false)?;
    Ok((id, Some(before.target)))
}

/// Writes a new unit; a context hash of 0 leaves it out of `unit_by_context`.
pub(super) fn insert_unit(
    db: &Connection,
    id: UnitId,
    memory: MemoryId,
    unit: &TranslationUnit,
    import: Option<i64>,
    context_hash: i64,
) -> Result<()> {
    let extra = unit_extra::column_of(unit)?;
    insert_prepared(
        &mut *db.prepare_cached(INSERT_UNIT)?,
        id,
        memory,
        (unit, extra.as_deref()),
        import,
        context_hash,
    )
}

/// A unit as [`insert_prepared`] has it.
pub(super) const INSERT_UNIT: &str =
    "INSERT INTO unit (id, memory, context_hash, source, target, source_tag, target_tag,
         previous_source, next_source, author, created, changed, project, document, import,
         origin, extra)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";

/// The same of a unit whose extra is a column already, by [`INSERT_UNIT`].
pub(super) fn insert_prepared(
    statement: &mut Statement<'_>,
    id: UnitId,
    memory: MemoryId,
    (unit, extra): (&TranslationUnit, Option<&str>),
    import: Option<i64>,
    context_hash: i64,
) -> Result<()> {
    statement.execute(params![
        id.0,
        memory.0,
        context_hash,
        unit.source,
        unit.target,
        unit.source_tag,
        unit.target_tag,
        unit.previous_source,
        unit.next_source,
        unit.author,
        unit.created,
        unit.changed,
        unit.project,
        unit.document,
        import,
        origin_name(unit.origin),
        extra
    ])?;
    Ok(())
}

fn revert(db: &Connection, r: &Reversal) -> Result<Effect> {
    put_target(db, &r.after)?;
    let written: Option<(Option<i64>, Option<String>)> = db
        .prepare_cached("SELECT unit, unit_target_before FROM history WHERE id = ?1")?
        .query_row(params![r.confirmation], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let renewed = unit_changes::take_back_confirmation(db, r.confirmation)?;
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

/// `None` for what nearly all units are.
pub(super) fn origin_name(origin: UnitOrigin) -> Option<&'static str> {
    (origin != UnitOrigin::Confirmed).then(|| origin.name())
}

/// The columns [`unit_of`] reads, in its order; all that a lookup needs.
pub(super) const UNIT_COLUMNS: &str = "id, memory, source, target, source_tag, target_tag, \
     previous_source, next_source, author, created, changed, project, document, origin";

pub(super) fn unit_of(row: &Row<'_>) -> Result<(UnitId, MemoryId, TranslationUnit)> {
    let origin: Option<String> = row.get(13)?;
    let unit = TranslationUnit {
        source: row.get(2)?,
        target: row.get(3)?,
        source_tag: row.get(4)?,
        target_tag: row.get(5)?,
        previous_source: row.get(6)?,
        next_source: row.get(7)?,
        author: row.get(8)?,
        created: row.get(9)?,
        changed: row.get(10)?,
        project: row.get(11)?,
        document: row.get(12)?,
        origin: origin
            .and_then(|name| UnitOrigin::named(&name))
            .unwrap_or_default(),
        extra: None,
    };
    Ok((UnitId(row.get(0)?), MemoryId(row.get(1)?), unit))
}

/// The columns [`whole_unit_of`] reads: with what a file told besides.
pub(super) fn whole_unit_columns() -> String {
    format!("{UNIT_COLUMNS}, extra")
}

pub(super) fn whole_unit_of(row: &Row<'_>) -> Result<(UnitId, MemoryId, TranslationUnit)> {
    let (id, memory, mut unit) = unit_of(row)?;
    if let Some(extra) = row.get_ref(14)?.as_str_or_null()? {
        let extra = unit_extra::from_column(extra).map(Some);
        unit.extra = extra.map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(14, rusqlite::types::Type::Text, error.into())
        })?;
    }
    Ok((id, memory, unit))
}

fn restructure(db: &Connection, change: &Restructuring) -> Result<Effect> {
    for id in &change.removed {
        execute(db, "DELETE FROM segment WHERE id = ?1", params![id.0])?;
    }
    for (n, placed) in change.written.iter().enumerate() {
        put_segment(db, placed)?;
        let now = DraftRow {
            segment: placed.segment.id,
            target: placed.segment.target.clone(),
            status: placed.segment.status,
            origin: placed.segment.origin,
        };
        put_history(
            db,
            HistoryRow {
                id: change.history + i64::try_from(n).unwrap_or_default(),
                action: change.action,
                document: change.document.0,
                source: &placed.segment.source,
                before: &now,
                after: &now,
                author: &change.author,
                unit: None,
            },
        )?;
    }
    Ok(Effect::None)
}

fn for_translation(db: &Connection, changes: &[(SegmentId, bool)]) -> Result<Effect> {
    for (segment, on) in changes {
        execute(
            db,
            "UPDATE segment SET for_translation = ?2 WHERE id = ?1",
            params![segment.0, on],
        )?;
    }
    Ok(Effect::None)
}
