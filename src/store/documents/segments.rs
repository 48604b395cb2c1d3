//! Segments and their targets, as SQL.

use super::history::{HistoryRow, put_history};
use super::rows::{DraftRow, PlacedSegment};
use crate::engine::model::{DocumentId, SegmentId};
use crate::store::core::{Author, Effect, execute, to_json};
use rusqlite::{Connection, Result, params};

/// Segments of one document replaced by others: a split, a merge, or the undoing of one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Restructuring {
    pub document: DocumentId,
    pub removed: Vec<SegmentId>,
    pub written: Vec<PlacedSegment>,
    pub action: &'static str,
    pub history: i64,
    pub author: Author,
}

pub(super) fn put_segment(db: &Connection, placed: &PlacedSegment) -> Result<()> {
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
            to_json(&s.origin)?
        ],
    )?;
    Ok(())
}

pub(super) fn put_target(db: &Connection, draft: &DraftRow) -> Result<()> {
    execute(
        db,
        "UPDATE segment SET target = ?2, status = ?3, origin = ?4 WHERE id = ?1",
        params![
            draft.segment.0,
            draft.target,
            draft.status.name(),
            to_json(&draft.origin)?
        ],
    )?;
    Ok(())
}

pub(in crate::store) fn restructure(db: &Connection, change: &Restructuring) -> Result<Effect> {
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

pub(in crate::store) fn for_translation(
    db: &Connection,
    changes: &[(SegmentId, bool)],
) -> Result<Effect> {
    for (segment, on) in changes {
        execute(
            db,
            "UPDATE segment SET for_translation = ?2 WHERE id = ?1",
            params![segment.0, on],
        )?;
    }
    Ok(Effect::None)
}

/// Adds segments of a document that is being imported.
pub(in crate::store) fn add(db: &Connection, segments: &[PlacedSegment]) -> Result<Effect> {
    for placed in segments {
        put_segment(db, placed)?;
    }
    Ok(Effect::None)
}

pub(in crate::store) fn put_draft(db: &Connection, draft: &DraftRow) -> Result<Effect> {
    put_target(db, draft)?;
    Ok(Effect::None)
}
