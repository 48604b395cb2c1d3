//! Terms of the active segment, and the termbases they come from.

mod arrangement;
mod citation;
mod command;
mod edit;
mod extraction;
mod files;
mod finder;
mod history;
mod list;
mod loading;
mod query;
mod shipped;

pub use arrangement::TermbaseChoice;
pub use command::{Command, Event, TermDraft};
pub use edit::{Likeness, SimilarTerm};
pub use extraction::{ExtractionRequest, ProposedTerm};
pub use files::{TermFile, check_terms};
pub use finder::{FoundTerm, TermFinder};
pub use history::TermRevision;
pub use query::{
    TermColumn, TermCondition, TermFilter, TermList, TermQuery, TermTrouble, TermValues,
};

pub(super) use shipped::shipped_terms;

use super::Workspace;
use super::core::{Core, WorkspaceError, by_project, read_error};
use crate::engine::model::{ProjectId, TermEntry, TermHit, TermId, TermbaseId};
use crate::engine::terminology::TermIndex;
use crate::store::{PlacedTerm, Reader, TermbaseRow};
use edit::TermChange;
use list::TermKeys;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The termbases of a workspace, their entries, and what is shown of them.
pub(super) struct Terms {
    pub store: TermStore,
    pub bases: Vec<TermbaseRow>,
    /// The termbases that a project arranged, and whether it uses them.
    pub arranged: BTreeMap<ProjectId, Vec<(TermbaseId, bool)>>,
    /// Whether the entries are still being read.
    pub is_reading: bool,
    pub keys: TermKeys,
    pub list: TermList,
    pub is_listing: bool,
    version: u64,
}

impl Terms {
    /// The termbases and their entries; where there are many and the window can do without them
    /// for a moment, the entries are read by [`Workspace::read_terms_in_background`].
    pub(super) fn read(reader: &Reader, in_background: bool) -> Result<Self, WorkspaceError> {
        let store = loading::read_at_once(reader, in_background)?;
        Ok(Self {
            is_reading: store.is_none(),
            store: store.unwrap_or_default(),
            bases: reader.termbases().map_err(read_error)?,
            arranged: by_project(reader.arranged_termbases().map_err(read_error)?),
            keys: TermKeys::default(),
            list: TermList::default(),
            is_listing: false,
            version: 1,
        })
    }
}

/// All entries and the index that finds them.
#[derive(Default)]
pub(super) struct TermStore {
    entries: BTreeMap<TermId, Arc<PlacedTerm>>,
    index: TermIndex,
    /// How often they changed, and all of them in order since the last change.
    revision: u64,
    snapshot: Option<Arc<[Arc<PlacedTerm>]>>,
}

impl TermStore {
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

/// The terms of the termbases that the open project uses.
pub(super) struct UsedTerms<'a> {
    store: &'a TermStore,
    used: Vec<TermbaseId>,
}

impl<'a> UsedTerms<'a> {
    /// The terms of a text, those of the earlier termbases first.
    pub(super) fn find(&self, text: &str) -> Vec<TermHit> {
        self.store.find(text, &self.used)
    }

    /// The same, overlapping ones too.
    pub(super) fn find_all(&self, text: &str) -> Vec<TermHit> {
        self.store.find_all(text, &self.used)
    }

    pub(super) fn entry(&self, id: TermId) -> Option<&'a TermEntry> {
        self.store.get(id).map(|placed| &placed.entry)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &'a TermEntry> {
        let placed = self.store.iter();
        placed
            .filter(|placed| self.used.contains(&placed.termbase))
            .map(|placed| &placed.entry)
    }
}

/// The same terms as they are now, to be read by a job.
pub(super) struct TermSnapshot {
    all: Arc<[Arc<PlacedTerm>]>,
    used: Vec<TermbaseId>,
}

impl TermSnapshot {
    pub(super) fn entries(&self) -> Vec<TermEntry> {
        let placed = self.all.iter();
        placed
            .filter(|placed| self.used.contains(&placed.termbase))
            .map(|placed| placed.entry.clone())
            .collect()
    }
}

impl Terms {
    pub(super) fn apply(
        &mut self,
        core: &mut Core,
        command: Command,
    ) -> Result<(), WorkspaceError> {
        match command {
            Command::Add(draft) => self.add(core, draft),
            Command::Edit { entries, termbase } => self.edit(core, entries, termbase),
            Command::Delete(ids) => self.delete(core, &ids),
            Command::Merge { keep, others } => self.merge(core, keep, &others),
            Command::Restore { term, change } => self.restore_term(core, term, change),
            Command::List(query) => {
                self.list_terms(core, query);
                Ok(())
            }
            Command::FindSimilar(draft) => {
                self.find_similar(core, draft);
                Ok(())
            }
            Command::Extract(request) => {
                self.extract(core, request);
                Ok(())
            }
            Command::CreateTermbase { name } => self.create_termbase(core, &name),
            Command::SetTermbase {
                termbase,
                name,
                read_only,
            } => self.set_termbase(core, termbase, &name, read_only),
            Command::DeleteTermbase(id) => self.delete_termbase(core, id),
            Command::Arrange { order, main } => self.arrange(core, order, main),
            Command::Import {
                into,
                path,
                mapping,
            } => self.import(core, into, path, mapping),
            Command::Export { termbase, path } => self.export(core, termbase, path),
        }
    }

    /// The terms that are looked for now.
    pub(super) fn used(&self, core: &Core) -> UsedTerms<'_> {
        UsedTerms {
            store: &self.store,
            used: self.used_termbases(core),
        }
    }

    pub(super) fn snapshot(&mut self, core: &Core) -> TermSnapshot {
        TermSnapshot {
            used: self.used_termbases(core),
            all: self.store.snapshot(),
        }
    }

    /// Counts what changes the terms of a segment that itself stays as it is.
    pub(super) fn version(&self) -> u64 {
        self.version
    }
}

impl Workspace {
    /// All terms, by termbase name.
    pub fn terms(&self) -> impl ExactSizeIterator<Item = (&str, &TermEntry)> {
        self.terms
            .store
            .iter()
            .map(|placed| (self.terms.termbase_name(placed.termbase), &placed.entry))
    }

    /// Everything that finds the terms of this workspace, for use without a document.
    pub fn term_finder(&self) -> TermFinder {
        let terms = self.terms.used(&self.core);
        TermFinder::new(terms.entries().cloned().collect())
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
