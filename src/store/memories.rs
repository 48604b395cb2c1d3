//! Memories as rows: names, what is off their matches, and their order in each project.

use super::rows::MemoryRow;
use super::transactions::execute;
use super::write::Effect;
use crate::engine::model::{MemoryId, ProjectId};
use rusqlite::{Connection, Result, params};

pub(super) fn all(db: &Connection) -> Result<Vec<MemoryRow>> {
    db.prepare("SELECT id, name, units, read_only, penalty FROM memory ORDER BY id")?
        .query_map([], |row| {
            Ok(MemoryRow {
                id: MemoryId(row.get(0)?),
                name: row.get(1)?,
                units: row.get::<_, i64>(2)?.unsigned_abs(),
                read_only: row.get(3)?,
                penalty: row.get(4)?,
            })
        })?
        .collect()
}

/// The arranged memories of each project in their order, and whether each is used.
pub(super) fn arranged(db: &Connection) -> Result<Vec<(ProjectId, MemoryId, bool)>> {
    db.prepare("SELECT project, memory, used FROM project_memory ORDER BY project, place")?
        .query_map([], |row| {
            Ok((ProjectId(row.get(0)?), MemoryId(row.get(1)?), row.get(2)?))
        })?
        .collect()
}

pub(super) fn put(db: &Connection, row: &MemoryRow) -> Result<Effect> {
    execute(
        db,
        "UPDATE memory SET name = ?2, read_only = ?3, penalty = ?4 WHERE id = ?1",
        params![row.id.0, row.name, row.read_only, row.penalty],
    )
}

pub(super) fn arrange(
    db: &Connection,
    project: ProjectId,
    order: &[(MemoryId, bool)],
    main: MemoryId,
) -> Result<Effect> {
    execute(
        db,
        "DELETE FROM project_memory WHERE project = ?1",
        params![project.0],
    )?;
    for (place, (memory, used)) in (0_i64..).zip(order) {
        execute(
            db,
            "INSERT INTO project_memory (project, memory, place, used) VALUES (?1, ?2, ?3, ?4)",
            params![project.0, memory.0, place, used],
        )?;
    }
    execute(
        db,
        "UPDATE project SET memory = ?2 WHERE id = ?1",
        params![project.0, main.0],
    )
}
