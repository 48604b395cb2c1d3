//! Terms of the active segment, and the termbases they come from.

use super::Workspace;
use super::error::WorkspaceError;
use super::tools::TermFinder;
use crate::engine::model::{SegmentId, TermEntry, TermHit, TermId, TermbaseId, TmMatch};
use crate::engine::terminology::TermIndex;
use crate::store::{PlacedTerm, Write};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A term found in the active segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermSuggestion {
    pub hit: TermHit,
    pub entry: TermEntry,
}

/// What the right-hand panel shows for the active segment.
#[derive(Debug, Default)]
pub(super) struct Suggestions {
    pub terms: Vec<TermSuggestion>,
    pub matches: Vec<TmMatch>,
    pub looking_up: bool,
}

/// All entries and the index that finds them.
#[derive(Default)]
pub(super) struct Terms {
    entries: BTreeMap<TermId, Arc<PlacedTerm>>,
    index: TermIndex,
    /// How often they changed, and all of them in order since the last change.
    revision: u64,
    snapshot: Option<Arc<[Arc<PlacedTerm>]>>,
}

impl Terms {
    pub(super) fn new(rows: Vec<Arc<PlacedTerm>>) -> Self {
        let index = TermIndex::build(rows.iter().map(|placed| &placed.entry));
        let entries = rows
            .into_iter()
            .map(|placed| (placed.entry.id, placed))
            .collect();
        Self {
            entries,
            index,
            // A list that was made before they were read is out of date.
            revision: 1,
            snapshot: None,
        }
    }

    /// Takes new entries with an index that has them and all others.
    pub(super) fn adopt(&mut self, written: &[Arc<PlacedTerm>], index: TermIndex) {
        self.revision += 1;
        self.snapshot = None;
        self.index = index;
        let written = written.iter();
        self.entries
            .extend(written.map(|placed| (placed.entry.id, Arc::clone(placed))));
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &Arc<PlacedTerm>> + Clone {
        self.entries.values()
    }

    /// Those of one termbase.
    pub(super) fn of(&self, termbase: TermbaseId) -> impl Iterator<Item = &Arc<PlacedTerm>> {
        self.iter()
            .filter(move |placed| placed.termbase == termbase)
    }

    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// All entries by identity, to be read by a job.
    pub(super) fn snapshot(&mut self) -> Arc<[Arc<PlacedTerm>]> {
        let snapshot = self.snapshot.take();
        let snapshot = snapshot.unwrap_or_else(|| self.entries.values().cloned().collect());
        self.snapshot = Some(Arc::clone(&snapshot));
        snapshot
    }

    pub(super) fn change(&mut self, written: &[Arc<PlacedTerm>], deleted: &[TermId]) {
        self.revision += 1;
        self.snapshot = None;
        for placed in written {
            // A renewed entry replaces the one before in the index too.
            self.index.insert(&placed.entry);
            self.entries.insert(placed.entry.id, Arc::clone(placed));
        }
        for id in deleted {
            if self.entries.remove(id).is_some() {
                self.index.remove(*id);
            }
        }
    }

    pub(super) fn get(&self, id: TermId) -> Option<&Arc<PlacedTerm>> {
        self.entries.get(&id)
    }

    /// The terms of a text that are in these termbases, those of the earlier ones first.
    pub(super) fn find(&self, text: &str, used: &[TermbaseId]) -> Vec<TermHit> {
        let place = |id: TermId| {
            let termbase = self.get(id)?.termbase;
            used.iter().position(|used| *used == termbase)
        };
        self.index.find_among(text, &place)
    }

    /// The same, overlapping ones too.
    pub(super) fn find_all(&self, text: &str, used: &[TermbaseId]) -> Vec<TermHit> {
        let place = |id: TermId| {
            let termbase = self.get(id)?.termbase;
            used.iter().position(|used| *used == termbase)
        };
        self.index.find_all_among(text, &place)
    }
}

impl Workspace {
    pub(super) fn activate(&mut self, id: SegmentId) -> Result<(), WorkspaceError> {
        let (document, row) = self.row(id)?;
        let document_id = document.id();
        let is_for_translation = document.get(row).is_some_and(|s| s.for_translation);
        if self.active != Some(id) && self.writer.is_some() {
            self.write(Write::Visit {
                document: document_id,
                segment: id,
            });
        }
        self.active = Some(id);
        if is_for_translation {
            self.look_up_terms(id);
            self.suggestions.matches.clear();
            self.look_up_matches(id);
        } else {
            self.jobs.cancel(super::Slot::Matches);
            self.suggestions = super::Suggestions::default();
        }
        Ok(())
    }

    fn look_up_terms(&mut self, id: SegmentId) {
        let Ok((document, row)) = self.row(id) else {
            return;
        };
        let terms = document
            .get(row)
            .map(|segment| self.suggest_terms(&segment.source));
        self.suggestions.terms = terms.unwrap_or_default();
    }

    fn suggest_terms(&self, text: &str) -> Vec<TermSuggestion> {
        let hits = self.terms.find(text, &self.used_termbases());
        hits.into_iter()
            .filter_map(|hit| {
                let entry = self.terms.get(hit.entry)?.entry.clone();
                Some(TermSuggestion { hit, entry })
            })
            .collect()
    }

    /// Everything that finds the terms of this workspace, for use without a document.
    pub fn term_finder(&self) -> TermFinder {
        TermFinder::new(self.used_entries().cloned().collect())
    }

    pub(super) fn look_up_active_terms(&mut self) {
        if let Some(active) = self.active {
            self.look_up_terms(active);
        }
    }
}

/// Trims an entry and refuses one without source or translation.
pub(super) fn checked(mut entry: TermEntry) -> Result<TermEntry, WorkspaceError> {
    entry.source = entry.source.trim().to_owned();
    let trim = |text: &mut String| *text = text.trim().to_owned();
    entry.forms.iter_mut().for_each(trim);
    entry
        .forms
        .retain(|form| !form.is_empty() && *form != entry.source);
    for translation in &mut entry.translations {
        translation.text = translation.text.trim().to_owned();
    }
    entry.translations.retain(|t| !t.text.is_empty());
    if entry.source.is_empty() || entry.translations.is_empty() {
        return Err(WorkspaceError::EmptyTerm);
    }
    Ok(entry)
}
