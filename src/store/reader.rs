//! Everything that is read, on a connection that cannot write.

use super::rows::{
    DocumentHead, DocumentRow, MemoryRow, PlacedSegment, PlacedTerm, ProjectRow, TermPast,
    TermbaseRow,
};
use super::transactions::{whole_unit_columns, whole_unit_of};
use super::unit_history::{self, UnitPast, UnitText};
use crate::engine::model::{
    DocumentId, FormatId, MemoryId, NameEntry, ProjectId, Segment, SegmentId, SegmentStatus,
    TargetOrigin, TermEntry, TermId, TermbaseId, TextKind, TranslationUnit, UnitId,
};
use rusqlite::types::Type;
use rusqlite::{Connection, Error, OptionalExtension, Result, Row, params};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::sync::Arc;

/// The highest identity given out in each table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counters {
    pub project: i64,
    pub document: i64,
    pub segment: i64,
    pub history: i64,
    pub memory: i64,
    pub unit: i64,
    pub termbase: i64,
    pub term: i64,
    pub import: i64,
    pub run: i64,
    pub change: i64,
}

#[derive(Debug)]
pub(crate) struct Reader {
    db: Connection,
}

impl Reader {
    pub(super) fn new(db: Connection) -> Self {
        Self { db }
    }

    pub(crate) fn counters(&self) -> Result<Counters> {
        let largest = |column: &str, table: &str| -> Result<i64> {
            let sql = format!("SELECT coalesce(max({column}), 0) FROM {table}");
            self.db.query_row(&sql, [], |row| row.get(0))
        };
        let max = |table: &str| largest("id", table);
        Ok(Counters {
            project: max("project")?,
            document: max("document")?.max(largest("document", "article")?),
            segment: max("segment")?,
            history: max("history")?,
            memory: max("memory")?,
            // Histories and lists of words may name units that are gone.
            unit: max("unit")?
                .max(largest("unit", "unit_history")?)
                .max(largest("last", "concordance_run")?),
            change: max("unit_change")?,
            termbase: max("termbase")?,
            // A history may name a term that is gone.
            term: max("term")?.max(max("highest_term")?),
            import: max("finished_import")?,
            run: max("unit_run")?,
        })
    }

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

    pub(crate) fn memories(&self) -> Result<Vec<MemoryRow>> {
        super::memories::all(&self.db)
    }

    /// The memories that projects have arranged, in their order, and whether each is used.
    pub(crate) fn arranged_memories(&self) -> Result<Vec<(ProjectId, MemoryId, bool)>> {
        super::memories::arranged(&self.db)
    }

    pub(crate) fn termbases(&self) -> Result<Vec<TermbaseRow>> {
        super::termbases::all(&self.db)
    }

    /// The termbases that projects have arranged, in their order, and whether each is used.
    pub(crate) fn arranged_termbases(&self) -> Result<Vec<(ProjectId, TermbaseId, bool)>> {
        super::termbases::arranged(&self.db)
    }

    /// The changes of a term, the newest first.
    pub(crate) fn term_past(&self, term: TermId) -> Result<Vec<TermPast>> {
        super::term_history::read(&self.db, term)
    }

    pub(crate) fn term_past_row(&self, term: TermId, id: i64) -> Result<Option<TermPast>> {
        super::term_history::row(&self.db, term, id)
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
                "SELECT project, name, origin, format, skeleton, styles, active_segment
                 FROM document WHERE id = ?1 AND visible",
                params![id.0],
                |row| {
                    Ok(DocumentRow {
                        id,
                        project: ProjectId(row.get(0)?),
                        name: row.get(1)?,
                        origin: row.get(2)?,
                        format: named(row, 3, FormatId::from_name)?,
                        skeleton: json(row, 4)?,
                        styles: json(row, 5)?,
                        active_segment: row.get::<_, Option<i64>>(6)?.map(SegmentId),
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

    pub(crate) fn term_count(&self) -> Result<u64> {
        self.db
            .query_row("SELECT count(*) FROM term", [], |row| count(row, 0))
    }

    pub(crate) fn terms(&self) -> Result<Vec<Arc<PlacedTerm>>> {
        self.rows(
            "SELECT id, termbase, source, forms, translations, part_of_speech, domain, note,
                 definition, example, reference, client, created, changed, author
             FROM term ORDER BY id",
            [],
            |row| {
                Ok(Arc::new(PlacedTerm {
                    termbase: TermbaseId(row.get(1)?),
                    entry: TermEntry {
                        id: TermId(row.get(0)?),
                        source: row.get(2)?,
                        // Fifty thousand entries are read while the user waits; most have no forms.
                        forms: match row.get_ref(3)?.as_str()? {
                            "[]" => Vec::new(),
                            _ => json(row, 3)?,
                        },
                        translations: json(row, 4)?,
                        part_of_speech: row.get(5)?,
                        domain: row.get(6)?,
                        note: row.get(7)?,
                        definition: row.get(8)?,
                        example: row.get(9)?,
                        reference: row.get(10)?,
                        client: row.get(11)?,
                        created: row.get(12)?,
                        changed: row.get(13)?,
                        author: row.get(14)?,
                    },
                }))
            },
        )
    }

    /// The lines of all projects' ledgers of names.
    pub(crate) fn names(&self) -> Result<Vec<(ProjectId, NameEntry)>> {
        super::names::all(&self.db)
    }

    /// Calls `take` for every visible unit, of one memory or of all, in the order of writing.
    /// `take` answers whether to go on.
    pub(crate) fn units(
        &self,
        memory: Option<MemoryId>,
        mut take: impl FnMut(UnitId, MemoryId, TranslationUnit) -> bool,
    ) -> Result<()> {
        let mut statement = self.db.prepare(&format!(
            "SELECT {} FROM unit WHERE (?1 IS NULL OR memory = ?1)
             AND memory NOT IN (SELECT id FROM memory WHERE removed > 0)
             AND (import IS NULL OR import IN (SELECT id FROM finished_import)) ORDER BY id",
            whole_unit_columns()
        ))?;
        let mut rows = statement.query(params![memory.map(|m| m.0)])?;
        while let Some(row) = rows.next()? {
            let (unit, memory, content) = whole_unit_of(row)?;
            if !take(unit, memory, content) {
                break;
            }
        }
        Ok(())
    }

    /// The past of a unit that is `content` now.
    pub(crate) fn unit_past(&self, id: UnitId, content: &TranslationUnit) -> Result<UnitPast> {
        unit_history::read(&self.db, id, content)
    }

    /// A unit as a row of its history has it.
    pub(crate) fn history_entry(&self, id: i64) -> Result<Option<TranslationUnit>> {
        unit_history::entry(&self.db, id)
    }

    /// Calls `take` for every visible unit, of one memory or of all, in the order of writing.
    /// `take` answers whether to go on.
    pub(crate) fn unit_texts(
        &self,
        memory: Option<MemoryId>,
        take: impl FnMut(&UnitText<'_>) -> bool,
    ) -> Result<()> {
        unit_history::texts(&self.db, memory, take)
    }

    /// About what a memory takes in the file, with its part of the indexes.
    pub(crate) fn memory_bytes(&self, memory: MemoryId) -> Result<u64> {
        super::memories::bytes(&self.db, memory)
    }

    /// Memories that were taken away and whose units may still be there.
    pub(crate) fn removed_memories(&self) -> Result<Vec<MemoryId>> {
        super::memories::removed(&self.db)
    }

    /// About how many units are in no run of the index.
    pub(crate) fn fresh_count(&self) -> Result<u64> {
        self.db
            .query_row("SELECT count(*) FROM fresh_unit", [], |row| count(row, 0))
    }

    /// Calls `take` for each of the oldest `limit` units that are in no run, with memory and
    /// source; gives the stamp up to which it did. `take` answers whether to go on.
    pub(crate) fn fresh_units(
        &self,
        limit: usize,
        mut take: impl FnMut(UnitId, MemoryId, &str) -> bool,
    ) -> Result<i64> {
        let mut statement = self.db.prepare(
            "SELECT fresh_unit.stamp, fresh_unit.unit, unit.memory, unit.source
             FROM fresh_unit LEFT JOIN unit ON unit.id = fresh_unit.unit
             ORDER BY fresh_unit.stamp LIMIT ?1",
        )?;
        let mut rows = statement.query(params![limit as i64])?;
        let mut last = 0;
        while let Some(row) = rows.next()? {
            last = row.get(0)?;
            let Some(memory) = row.get::<_, Option<i64>>(2)? else {
                continue;
            };
            let source: String = row.get(3)?;
            if !take(UnitId(row.get(1)?), MemoryId(memory), &source) {
                break;
            }
        }
        Ok(last)
    }

    pub(crate) fn settings(&self) -> Result<HashMap<String, String>> {
        Ok(self
            .rows("SELECT name, value FROM setting", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .into_iter()
            .collect())
    }

    fn rows<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.db.prepare(sql)?.query_map(params, read)?.collect()
    }
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

fn count(row: &Row<'_>, column: usize) -> Result<u64> {
    Ok(row.get::<_, i64>(column)?.unsigned_abs())
}

fn named<T>(row: &Row<'_>, column: usize, read: fn(&str) -> Option<T>) -> Result<T> {
    let name: String = row.get(column)?;
    read(&name).ok_or_else(|| {
        Error::FromSqlConversionFailure(column, Type::Text, format!("unknown name {name}").into())
    })
}

fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text)
        .map_err(|error| Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}
