//! The ledgers of names, as SQL.

use super::write::Author;
use crate::engine::model::{NameEntry, ProjectId};
use rusqlite::{Connection, Result, params};

/// Writes the spelling of a name, or takes the name out.
pub(super) fn put(
    db: &Connection,
    project: ProjectId,
    source: &str,
    spelling: Option<&str>,
    author: &Author,
) -> Result<()> {
    match spelling {
        Some(spelling) => db
            .prepare_cached(
                "INSERT INTO name (project, source, spelling, changed, author) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (project, source) DO UPDATE SET
                     spelling = excluded.spelling, changed = excluded.changed, author = excluded.author",
            )?
            .execute(params![project.0, source, spelling, author.at, author.name])?,
        None => db
            .prepare_cached("DELETE FROM name WHERE project = ?1 AND source = ?2")?
            .execute(params![project.0, source])?,
    };
    Ok(())
}

/// All ledgers. A file of an older version that is only looked at has none.
pub(super) fn all(db: &Connection) -> Result<Vec<(ProjectId, NameEntry)>> {
    let exists: bool = db.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'name'",
        [],
        |row| row.get(0),
    )?;
    if !exists {
        return Ok(Vec::new());
    }
    db.prepare("SELECT project, source, spelling FROM name ORDER BY project, source")?
        .query_map([], |row| {
            let entry = NameEntry {
                source: row.get(1)?,
                spelling: row.get(2)?,
            };
            Ok((ProjectId(row.get(0)?), entry))
        })?
        .collect()
}
