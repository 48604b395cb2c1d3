//! All that is known of one unit: where it is from, and what it was before.

use super::{Event, Memories};
use crate::engine::model::{DocumentId, MemoryId, SegmentId, TranslationUnit, UnitAction, UnitId};
use crate::jobs::Ticket;
use crate::store::WorkspaceFile;
use crate::workspace::core::{Core, Slot, WorkspaceError, read_error};
use std::collections::HashMap;
use std::sync::Arc;

const CARD: Slot = Slot::quiet("unit card");

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

impl UnitCard {
    /// Reads the card of a unit.
    fn read(
        file: &WorkspaceFile,
        unit: UnitId,
        names: &HashMap<MemoryId, String>,
    ) -> Result<Self, WorkspaceError> {
        let found = file.concordance()?.unit(unit).map_err(read_error)?;
        let (memory, content) = found.ok_or(WorkspaceError::NoUnit)?;
        let past = file
            .reader()?
            .unit_past(unit, &content)
            .map_err(read_error)?;
        let entries = past.entries.into_iter();
        Ok(Self {
            unit,
            memory,
            memory_name: names.get(&memory).cloned().unwrap_or_default(),
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
}

impl Memories {
    /// Reads all that is known of a unit in the background, once what was written is on the disk.
    pub(super) fn read_card(&mut self, core: &mut Core, unit: UnitId) {
        core.when_saved(move |workspace| {
            let (memories, core) = (&mut workspace.memories, &mut workspace.core);
            let (file, names) = (Arc::clone(&core.file), memories.memory_names());
            let work = move |_: &Ticket| UnitCard::read(&file, unit, &names);
            core.spawn(CARD, work, move |workspace, card| {
                let card = card.map(Box::new).map_err(|error| error.to_string());
                workspace.core.tell(Event::CardRead(unit, card));
            });
        });
    }

    pub(in crate::workspace) fn memory_name(&self, memory: MemoryId) -> String {
        let row = self.rows.iter().find(|row| row.id == memory);
        row.map(|row| row.name.clone()).unwrap_or_default()
    }
}
