//! Documents and projects come and go: a document is seen once its last part is written.

use super::rows::ProjectRow;
use crate::engine::model::{
    ArticleFacts, BlockStyle, DocumentId, FormatId, ProjectId, SegmentId, Skeleton,
};
use crate::store::core::{Effect, execute, to_json};
use rusqlite::{Connection, Result, params};

/// The head of a document being imported.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NewDocument {
    pub id: DocumentId,
    pub project: ProjectId,
    pub name: String,
    pub origin: String,
    pub format: FormatId,
    pub skeleton: Skeleton,
    pub styles: Vec<BlockStyle>,
    pub article: ArticleFacts,
    pub at: i64,
}

pub(in crate::store) fn create_project(
    db: &Connection,
    row: &ProjectRow,
    at: i64,
) -> Result<Effect> {
    execute(
        db,
        "INSERT INTO project (id, name, memory, created) VALUES (?1, ?2, ?3, ?4)",
        params![row.id.0, row.name, row.memory.0, at],
    )
}

/// One with documents stays.
pub(in crate::store) fn delete_project(db: &Connection, id: ProjectId) -> Result<Effect> {
    execute(
        db,
        "DELETE FROM project WHERE id = ?1
         AND NOT EXISTS (SELECT 1 FROM document WHERE project = ?1)",
        params![id.0],
    )
}

pub(in crate::store) fn begin(db: &Connection, new: &NewDocument) -> Result<Effect> {
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
            new.skeleton.bytes(),
            to_json(&new.styles)?,
            new.at
        ],
    )?;
    let address = if new.article.address.is_empty() {
        &new.origin
    } else {
        &new.article.address
    };
    execute(
        db,
        "INSERT OR REPLACE INTO article
             (document, name, address, outlet, published, byline, fetched, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            new.id.0,
            new.name,
            address,
            new.article.outlet,
            new.article.published,
            new.article.byline,
            new.article.fetched,
            new.article.digest
        ],
    )
}

pub(in crate::store) fn publish(db: &Connection, id: DocumentId) -> Result<Effect> {
    let sql = "UPDATE document SET visible = 1 WHERE id = ?1";
    execute(db, sql, params![id.0])
}

pub(in crate::store) fn remove(db: &Connection, id: DocumentId) -> Result<Effect> {
    execute(db, "DELETE FROM document WHERE id = ?1", params![id.0])
}

/// Remembers where the user is in the document.
pub(in crate::store) fn visit(
    db: &Connection,
    id: DocumentId,
    segment: SegmentId,
) -> Result<Effect> {
    let sql = "UPDATE document SET active_segment = ?2 WHERE id = ?1";
    execute(db, sql, params![id.0, segment.0])
}

/// Removes what interrupted imports left behind.
pub(in crate::store) fn sweep(db: &mut Connection) -> Result<()> {
    db.execute_batch(
        "DELETE FROM segment WHERE document IN (SELECT id FROM document WHERE visible = 0);
         DELETE FROM document WHERE visible = 0;",
    )
}
