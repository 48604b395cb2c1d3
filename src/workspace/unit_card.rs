//! All that is known of one unit: where it is from, and what it was before.

use super::{Workspace, WorkspaceError, read_error};
use crate::engine::model::{DocumentId, MemoryId, SegmentId, TranslationUnit, UnitAction, UnitId};

/// A unit with its provenance and its past.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitCard {
    pub unit: UnitId,
    pub memory: MemoryId,
    pub memory_name: String,
    pub content: TranslationUnit,
    /// How often it was changed since it came into the memory.
    pub changes: u64,
    /// What it was before, newest first.
    pub past: Vec<PastUnit>,
    pub article: Option<Article>,
    /// The segment it is from, where that is in this workspace.
    pub place: Option<(DocumentId, SegmentId)>,
}

/// The article a unit is from; blank where something is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    pub document: String,
    /// Path or address.
    pub address: String,
    pub outlet: String,
    /// ISO 8601.
    pub published: String,
}

/// What a unit was until a change.
#[derive(Debug, Clone, PartialEq)]
pub struct PastUnit {
    /// By this it is restored.
    pub entry: i64,
    pub source: String,
    pub target: String,
    /// Who had made it so, and when.
    pub author: Option<String>,
    pub at: Option<i64>,
    /// Where that unit was from.
    pub project: Option<String>,
    pub document: Option<String>,
    /// What ended it: by whom, and when.
    pub action: UnitAction,
    pub changed_by: String,
    pub changed_at: i64,
    /// It was a unit of its own, which was merged into this one.
    pub is_merged: bool,
}

impl Workspace {
    /// The card of a unit. Waits for what is being written.
    ///
    /// # Errors
    /// The unit is gone, or the file cannot be read.
    pub fn unit_card(&mut self, unit: UnitId) -> Result<UnitCard, WorkspaceError> {
        self.flush_writes()?;
        let found = self.file.concordance()?.unit(unit).map_err(read_error)?;
        let (memory, content) = found.ok_or(WorkspaceError::NoUnit)?;
        let past = self.reader.unit_past(unit, &content).map_err(read_error)?;
        let entries = past.entries.into_iter();
        Ok(UnitCard {
            unit,
            memory,
            memory_name: self.memory_name(memory),
            changes: past.changes,
            past: entries
                .map(|entry| PastUnit {
                    entry: entry.id,
                    source: entry.before.source,
                    target: entry.before.target,
                    author: entry.before.author,
                    at: entry.before.changed.or(entry.before.created),
                    project: entry.before.project,
                    document: entry.before.document,
                    action: entry.action,
                    changed_by: entry.author,
                    changed_at: entry.at,
                    is_merged: entry.is_merged,
                })
                .collect(),
            article: past.article.map(|article| Article {
                document: article.name,
                address: article.address,
                outlet: article.outlet,
                published: article.published,
            }),
            place: past.segment.map(|place| (place.document, place.segment)),
            content,
        })
    }

    pub(super) fn memory_name(&self, memory: MemoryId) -> String {
        let row = self.memories.iter().find(|row| row.id == memory);
        row.map(|row| row.name.clone()).unwrap_or_default()
    }
}
