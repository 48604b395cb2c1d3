//! Projects, documents and segments, read.

use super::rows::{DocumentHead, DocumentRow, PlacedSegment, ProjectRow};
use crate::engine::model::{
    ArticleFacts, DocumentId, FormatId, MemoryId, ProjectId, Segment, SegmentId, SegmentStatus,
    Skeleton, TargetOrigin, TermbaseId, TextKind,
};
use crate::store::core::{Reader, count, json, named};
use rusqlite::{OptionalExtension, Result, Row, params};

impl Reader {
    pub(crate) fn projects(&self) -> Result<Vec<ProjectRow>> {
        self.rows(
            "SELECT id, name, memory, termbase FROM project ORDER BY id",
            [],
            |row| {
                Ok(ProjectRow {
                    id: ProjectId(row.get(0)?),
                    name: row.get(1)?,
                    memory: MemoryId(row.get(2)?),
                    termbase: row.get::<_, Option<i64>>(3)?.map(TermbaseId),
                })
            },
        )
    }

    pub(crate) fn documents(&self, project: ProjectId) -> Result<Vec<DocumentHead>> {
        self.rows(
            "SELECT d.id, d.name, d.origin,
                 count(s.id) FILTER (WHERE s.for_translation),
                 count(s.id) FILTER (WHERE s.for_translation AND s.status = 'confirmed')
             FROM document d LEFT JOIN segment s ON s.document = d.id
             WHERE d.project = ?1 AND d.visible GROUP BY d.id ORDER BY d.id",
            params![project.0],
            |row| {
                Ok(DocumentHead {
                    id: DocumentId(row.get(0)?),
                    project,
                    name: row.get(1)?,
                    origin: row.get(2)?,
                    segments: count(row, 3)?,
                    confirmed: count(row, 4)?,
                })
            },
        )
    }

    /// A visible document with its segments in order; `None` when there is none.
    pub(crate) fn document(&self, id: DocumentId) -> Result<Option<DocumentRow>> {
        let head = self
            .db
            .query_row(
                "SELECT project, d.name, origin, format, skeleton, styles, active_segment,
                     address, outlet, published, byline, fetched, digest
                 FROM document d LEFT JOIN article ON document = id WHERE id = ?1 AND visible",
                params![id.0],
                |row| {
                    Ok(DocumentRow {
                        id,
                        project: ProjectId(row.get(0)?),
                        name: row.get(1)?,
                        origin: row.get(2)?,
                        format: named(row, 3, FormatId::from_name)?,
                        skeleton: Skeleton::new(row.get::<_, Vec<u8>>(4)?),
                        styles: json(row, 5)?,
                        active_segment: row.get::<_, Option<i64>>(6)?.map(SegmentId),
                        article: article_of(row)?,
                        segments: Vec::new(),
                    })
                },
            )
            .optional()?;
        let Some(mut document) = head else {
            return Ok(None);
        };
        document.segments = self.rows(
            "SELECT id, paragraph, place, kind, for_translation, leading, source, trailing,
                 target, status, origin
             FROM segment WHERE document = ?1 ORDER BY paragraph, place",
            params![id.0],
            |row| segment_of(row, id),
        )?;
        Ok(Some(document))
    }
}

/// What is known of the article. An address that is the path of a file is none.
fn article_of(row: &Row<'_>) -> rusqlite::Result<ArticleFacts> {
    let text = |n: usize| {
        row.get::<_, Option<String>>(n)
            .map(Option::unwrap_or_default)
    };
    let address = text(7)?;
    Ok(ArticleFacts {
        headline: String::new(),
        byline: text(10)?,
        outlet: text(8)?,
        published: text(9)?,
        address: if address.starts_with("http") {
            address
        } else {
            String::new()
        },
        fetched: row.get::<_, Option<i64>>(11)?.unwrap_or_default(),
        digest: text(12)?,
    })
}

fn segment_of(row: &Row<'_>, document: DocumentId) -> Result<PlacedSegment> {
    let origin: TargetOrigin = json(row, 10)?;
    Ok(PlacedSegment {
        place: row.get(2)?,
        segment: Segment {
            id: SegmentId(row.get(0)?),
            document,
            paragraph: row.get(1)?,
            kind: named(row, 3, TextKind::from_name)?,
            for_translation: row.get(4)?,
            leading: row.get(5)?,
            source: row.get(6)?,
            trailing: row.get(7)?,
            target: row.get(8)?,
            status: named(row, 9, SegmentStatus::from_name)?,
            origin,
        },
    })
}
