//! The past of a unit: what it was, who changed it, and which segment it is from.

use super::table::{history_columns, whole_unit_of};
use crate::engine::model::{
    DocumentId, MemoryId, SegmentId, TranslationUnit, UnitAction, UnitId, UnitOrigin,
};
use rusqlite::{Connection, OptionalExtension, Result, params};

/// Entries that are read of one unit.
const ENTRIES: i64 = 200;

/// A change of a unit, and the unit before it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HistoryEntry {
    pub id: i64,
    pub at: i64,
    pub author: String,
    pub action: UnitAction,
    pub before: TranslationUnit,
    /// It is the past of a unit that was merged into this one.
    pub is_merged: bool,
}

/// A segment and its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SegmentPlace {
    pub document: DocumentId,
    pub segment: SegmentId,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ArticleRow {
    pub name: String,
    pub address: String,
    pub outlet: String,
    pub published: String,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct UnitPast {
    /// Newest first.
    pub entries: Vec<HistoryEntry>,
    /// How often it was changed, also where not all of that is read.
    pub changes: u64,
    pub article: Option<ArticleRow>,
    pub segment: Option<SegmentPlace>,
}

/// The past of a unit that is `content` now.
pub(super) fn read(db: &Connection, id: UnitId, content: &TranslationUnit) -> Result<UnitPast> {
    let changes = db.query_row(
        "SELECT count(*) FROM unit_history WHERE unit = ?1 AND undone = 0",
        params![id.0],
        |row| row.get::<_, i64>(0),
    )?;
    let segment = segment_of(db, id, content)?;
    let article = document_of(db, id, segment)?;
    Ok(UnitPast {
        entries: entries(db, id)?,
        changes: changes.unsigned_abs(),
        article: article.map(|id| article_of(db, id)).transpose()?.flatten(),
        segment,
    })
}

fn entries(db: &Connection, id: UnitId) -> Result<Vec<HistoryEntry>> {
    let sql = format!(
        "SELECT {}, h.id AS entry, c.at, c.author, c.action, h.kept
         FROM unit_history h JOIN unit_change c ON c.id = h.change
         WHERE (h.unit = ?1 OR h.kept = ?1) AND h.undone = 0 AND h.present
         ORDER BY h.id DESC LIMIT ?2",
        history_columns()
            .split(", ")
            .map(|column| format!("h.{column}"))
            .collect::<Vec<_>>()
            .join(", ")
    );
    let mut statement = db.prepare(&sql)?;
    let entry = |row: &rusqlite::Row<'_>| {
        let (_, _, before) = whole_unit_of(row)?;
        let action: String = row.get(18)?;
        Ok(HistoryEntry {
            id: row.get(15)?,
            at: row.get(16)?,
            author: row.get(17)?,
            action: UnitAction::named(&action).unwrap_or(UnitAction::Edit),
            before,
            is_merged: row.get::<_, Option<i64>>(19)? == Some(id.0),
        })
    };
    statement
        .query_map(params![id.0, ENTRIES], entry)?
        .collect()
}

/// A row of history as it is.
pub(super) fn entry(db: &Connection, id: i64) -> Result<Option<TranslationUnit>> {
    let sql = format!(
        "SELECT {} FROM unit_history WHERE id = ?1",
        history_columns()
    );
    db.query_row(&sql, params![id], |row| {
        whole_unit_of(row).map(|(_, _, unit)| unit)
    })
    .optional()
}

/// The segment that was confirmed into the unit; of units that came in another way, one of the
/// document named in it that has the same source.
fn segment_of(
    db: &Connection,
    id: UnitId,
    content: &TranslationUnit,
) -> Result<Option<SegmentPlace>> {
    let place = |row: &rusqlite::Row<'_>| {
        Ok(SegmentPlace {
            document: DocumentId(row.get(0)?),
            segment: SegmentId(row.get(1)?),
        })
    };
    let confirmed = db
        .prepare_cached(
            "SELECT s.document, s.id FROM history h JOIN segment s ON s.id = h.segment
             JOIN document d ON d.id = s.document
             WHERE h.unit = ?1 AND d.visible AND s.source = ?2 ORDER BY h.id DESC LIMIT 1",
        )?
        .query_row(params![id.0, content.source], place)
        .optional()?;
    if confirmed.is_some() || content.document.is_none() {
        return Ok(confirmed);
    }
    db.prepare_cached(
        "SELECT s.document, s.id FROM document d JOIN segment s ON s.document = d.id
         JOIN project p ON p.id = d.project
         WHERE d.name = ?1 AND d.visible AND s.source = ?2 AND (?3 IS NULL OR p.name = ?3)
         ORDER BY d.id DESC, s.id LIMIT 1",
    )?
    .query_row(
        params![content.document, content.source, content.project],
        place,
    )
    .optional()
}

/// The document, though it may be gone from its project.
fn document_of(
    db: &Connection,
    id: UnitId,
    segment: Option<SegmentPlace>,
) -> Result<Option<DocumentId>> {
    if let Some(place) = segment {
        return Ok(Some(place.document));
    }
    db.prepare_cached("SELECT document FROM history WHERE unit = ?1 ORDER BY id DESC LIMIT 1")?
        .query_row(params![id.0], |row| row.get(0).map(DocumentId))
        .optional()
}

fn article_of(db: &Connection, id: DocumentId) -> Result<Option<ArticleRow>> {
    db.prepare_cached("SELECT name, address, outlet, published FROM article WHERE document = ?1")?
        .query_row(params![id.0], |row| {
            Ok(ArticleRow {
                name: row.get(0)?,
                address: row.get(1)?,
                outlet: row.get(2)?,
                published: row.get(3)?,
            })
        })
        .optional()
}

/// A unit by its texts, for a look at all of them.
pub(crate) struct UnitText<'a> {
    pub unit: UnitId,
    pub memory: MemoryId,
    pub source: &'a str,
    pub target: &'a str,
    pub source_tag: &'a str,
    pub target_tag: &'a str,
    /// By a person.
    pub is_confirmed: bool,
    /// When it was changed or made; 0 where nobody knows.
    pub at: i64,
}

/// All visible units in the order of writing, without copying them; `take` answers whether to go
/// on.
pub(super) fn texts(
    db: &Connection,
    memory: Option<MemoryId>,
    mut take: impl FnMut(&UnitText<'_>) -> bool,
) -> Result<()> {
    let mut statement = db.prepare_cached(
        "SELECT id, memory, source, target, source_tag, target_tag, origin,
             coalesce(changed, created, 0) FROM unit WHERE (?1 IS NULL OR memory = ?1)
         AND (import IS NULL OR import IN (SELECT id FROM finished_import)) ORDER BY id",
    )?;
    let mut rows = statement.query(params![memory.map(|memory| memory.0)])?;
    while let Some(row) = rows.next()? {
        let text = |column| {
            row.get_ref(column)
                .map(|value| value.as_str().unwrap_or_default())
        };
        let origin = text(6)?;
        let text = UnitText {
            unit: UnitId(row.get(0)?),
            memory: MemoryId(row.get(1)?),
            source: text(2)?,
            target: text(3)?,
            source_tag: text(4)?,
            target_tag: text(5)?,
            is_confirmed: origin.is_empty() || origin == UnitOrigin::Confirmed.name(),
            at: row.get(7)?,
        };
        if !take(&text) {
            break;
        }
    }
    Ok(())
}
