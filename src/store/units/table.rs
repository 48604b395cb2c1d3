//! The table of units: how one is written, read, found before it is indexed, and counted.

use super::extra;
use crate::engine::model::{MemoryId, TranslationUnit, UnitId, UnitOrigin, UnitOutline};
use crate::store::core::execute;
use rusqlite::{Connection, OptionalExtension, Result, Row, Statement, params};

/// Writes a new unit; a context hash of 0 leaves it out of `unit_by_context`.
pub(in crate::store) fn insert_unit(
    db: &Connection,
    id: UnitId,
    memory: MemoryId,
    unit: &TranslationUnit,
    import: Option<i64>,
    context_hash: i64,
) -> Result<()> {
    let extra = extra::column_of(unit)?;
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

/// The same for a unit whose extra is a column already, by [`INSERT_UNIT`].
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

/// Makes the unit findable before it is in a run.
pub(in crate::store) fn put_fresh(
    db: &Connection,
    id: UnitId,
    import: Option<i64>,
    outline: &UnitOutline,
) -> Result<()> {
    execute(
        db,
        "INSERT INTO fresh_unit (unit, import, outline) VALUES (?1, ?2, ?3)",
        params![id.0, import, outline.to_bytes()],
    )?;
    Ok(())
}

pub(in crate::store) fn count_units(db: &Connection, memory: MemoryId, change: i64) -> Result<()> {
    execute(
        db,
        "UPDATE memory SET units = units + ?2 WHERE id = ?1",
        params![memory.0, change],
    )?;
    Ok(())
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
        let extra = extra::from_column(extra).map(Some);
        unit.extra = extra.map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(14, rusqlite::types::Type::Text, error.into())
        })?;
    }
    Ok((id, memory, unit))
}

/// The columns of a row of history that `whole_unit_of` reads.
pub(super) fn history_columns() -> String {
    // Its first one is the identity of the unit.
    format!("unit AS {}", whole_unit_columns())
}

/// A unit with its memory, while it is there.
type Stored = Option<(MemoryId, TranslationUnit)>;

pub(in crate::store) fn read(db: &Connection, id: UnitId) -> Result<Stored> {
    db.prepare_cached(&format!(
        "SELECT {} FROM unit WHERE id = ?1",
        whole_unit_columns()
    ))?
    .query_row(params![id.0], |row| {
        let (_, memory, unit) = whole_unit_of(row)?;
        Ok((memory, unit))
    })
    .optional()
}
