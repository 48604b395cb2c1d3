//! Terms of the active segment, and the termbases they come from.

use super::command::TermDraft;
use super::error::WorkspaceError;
use super::tools::TermFinder;
use super::undo::{Change, TermChange};
use super::{MAIN_TERMBASE, Workspace};
use crate::engine::model::{SegmentId, TermEntry, TermHit, TermId, TermbaseId, TmMatch};
use crate::engine::terminology::TermIndex;
use crate::store::{TermbaseRow, Write};
use std::collections::BTreeMap;

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
    entries: BTreeMap<TermId, (TermbaseId, TermEntry)>,
    index: TermIndex,
}

impl Terms {
    pub(super) fn new(rows: Vec<(TermbaseId, TermEntry)>) -> Self {
        let index = TermIndex::build(rows.iter().map(|(_, entry)| entry));
        let entries = rows
            .into_iter()
            .map(|(base, entry)| (entry.id, (base, entry)))
            .collect();
        Self { entries, index }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (TermbaseId, &TermEntry)> {
        self.entries.values().map(|(base, entry)| (*base, entry))
    }

    pub(super) fn put(&mut self, base: TermbaseId, entry: TermEntry) {
        self.remove(entry.id);
        self.index.insert(&entry);
        self.entries.insert(entry.id, (base, entry));
    }

    pub(super) fn change(&mut self, written: &[(TermbaseId, TermEntry)], deleted: &[TermId]) {
        for (base, entry) in written {
            self.put(*base, entry.clone());
        }
        for id in deleted {
            self.remove(*id);
        }
    }

    fn remove(&mut self, id: TermId) {
        if self.entries.remove(&id).is_some() {
            self.index.remove(id);
        }
    }

    fn get(&self, id: TermId) -> Option<&(TermbaseId, TermEntry)> {
        self.entries.get(&id)
    }

    pub(super) fn find(&self, text: &str) -> Vec<TermHit> {
        self.index.find(text)
    }

    fn suggest(&self, text: &str) -> Vec<TermSuggestion> {
        self.index
            .find(text)
            .into_iter()
            .filter_map(|hit| {
                let (_, entry) = self.get(hit.entry)?;
                Some(TermSuggestion {
                    entry: entry.clone(),
                    hit,
                })
            })
            .collect()
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
            .map(|segment| self.terms.suggest(&segment.source));
        self.suggestions.terms = terms.unwrap_or_default();
    }

    /// Everything that finds the terms of this workspace, for use without a document.
    pub fn term_finder(&self) -> TermFinder {
        TermFinder::new(self.terms.iter().map(|(_, entry)| entry.clone()).collect())
    }

    pub(super) fn add_term(&mut self, draft: TermDraft) -> Result<(), WorkspaceError> {
        let termbase = self.termbase_or_new(MAIN_TERMBASE);
        let entry = checked(TermEntry {
            id: self.ids.term(),
            source: draft.source,
            forms: draft.forms,
            translations: draft.translations,
            part_of_speech: draft.part_of_speech,
            domain: draft.domain,
            definition: draft.definition,
            example: draft.example,
            note: draft.note,
            reference: draft.reference,
            client: draft.client,
            ..TermEntry::default()
        })?;
        let entry = self.stamped(entry);
        self.change_term(termbase, None, Some(entry));
        Ok(())
    }

    pub(super) fn edit_term(&mut self, entry: TermEntry) -> Result<(), WorkspaceError> {
        let (termbase, before) = self
            .terms
            .get(entry.id)
            .cloned()
            .ok_or(WorkspaceError::NoTerm)?;
        let entry = self.stamped(checked(entry)?);
        self.change_term(termbase, Some(before), Some(entry));
        Ok(())
    }

    pub(super) fn delete_term(&mut self, id: TermId) -> Result<(), WorkspaceError> {
        let (termbase, before) = self.terms.get(id).cloned().ok_or(WorkspaceError::NoTerm)?;
        self.change_term(termbase, Some(before), None);
        Ok(())
    }

    fn change_term(
        &mut self,
        termbase: TermbaseId,
        before: Option<TermEntry>,
        after: Option<TermEntry>,
    ) {
        self.put_term(termbase, before.clone(), after.clone());
        self.undo.push(
            None,
            Change::Term {
                termbase,
                before,
                after,
            },
        );
    }

    /// Replaces `old` by `new` and looks again at the active segment.
    pub(super) fn put_term(
        &mut self,
        termbase: TermbaseId,
        old: Option<TermEntry>,
        new: Option<TermEntry>,
    ) {
        self.store_term(termbase, old, new);
        self.look_up_active_terms();
    }

    pub(super) fn look_up_active_terms(&mut self) {
        if let Some(active) = self.active {
            self.look_up_terms(active);
        }
    }

    /// An entry as it stands, as the outcome of a change.
    pub(super) fn stored_term(&self, id: TermId) -> Result<TermChange, WorkspaceError> {
        let (termbase, entry) = self.terms.get(id).cloned().ok_or(WorkspaceError::NoTerm)?;
        Ok(TermChange {
            termbase,
            before: None,
            after: Some(entry),
        })
    }

    /// Replaces `old` by `new` in memory, index and store.
    pub(super) fn store_term(
        &mut self,
        termbase: TermbaseId,
        old: Option<TermEntry>,
        new: Option<TermEntry>,
    ) {
        match (old, new) {
            (_, Some(entry)) => {
                self.terms.put(termbase, entry.clone());
                let author = self.author();
                self.write(Write::PutTerms {
                    termbase,
                    entries: vec![entry],
                    author,
                });
            }
            (Some(entry), None) => {
                self.terms.remove(entry.id);
                self.write(Write::DeleteTerm(entry.id));
            }
            (None, None) => {}
        }
    }

    pub(super) fn termbase_or_new(&mut self, name: &str) -> TermbaseId {
        if let Some(row) = self.termbases.iter().find(|row| row.name == name) {
            return row.id;
        }
        let id = self.ids.termbase();
        self.termbases.push(TermbaseRow {
            id,
            name: name.into(),
        });
        self.write(Write::CreateTermbase {
            id,
            name: name.into(),
            at: super::now(),
        });
        id
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
