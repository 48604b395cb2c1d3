//! The ledgers of names, as SQL.

use super::core::{Author, Effect, Reader, Transaction};
use crate::engine::model::{NameEntry, ProjectId};
use rusqlite::{Connection, Result, params};

/// A transaction on the ledgers of names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NameWrite {
    /// A line of a project's ledger; without a spelling the name goes.
    Put {
        project: ProjectId,
        source: String,
        spelling: Option<String>,
        author: Author,
    },
}

impl Transaction for NameWrite {
    type Answer = Effect;

    fn perform(&self, db: &Connection) -> Result<Effect> {
        let Self::Put {
            project,
            source,
            spelling,
            author,
        } = self;
        put(db, *project, source, spelling.as_deref(), author)
    }
}

/// Writes the spelling of a name, or takes the name out.
fn put(
    db: &Connection,
    project: ProjectId,
    source: &str,
    spelling: Option<&str>,
    author: &Author,
) -> Result<Effect> {
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
    Ok(Effect::None)
}

impl Reader {
    /// The lines of all projects' ledgers. A file of an older version that is only looked at has none.
    pub(crate) fn names(&self) -> Result<Vec<(ProjectId, NameEntry)>> {
        let exists: bool = self.db.query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'name'",
            [],
            |row| row.get(0),
        )?;
        if !exists {
            return Ok(Vec::new());
        }
        self.db
            .prepare("SELECT project, source, spelling FROM name ORDER BY project, source")?
            .query_map([], |row| {
                let entry = NameEntry {
                    source: row.get(1)?,
                    spelling: row.get(2)?,
                };
                Ok((ProjectId(row.get(0)?), entry))
            })?
            .collect()
    }
}
