//! Changes to several terms at once, merging, and entries that resemble a new one.

use super::list::renew;
use super::query::KeyedTerm;
use super::{TermDraft, Terms, checked};
use crate::engine::model::{TermEntry, TermId, TermbaseId};
use crate::engine::terminology::TermIndex;
use crate::store::{PlacedTerm, TermWrite};
use crate::workspace::core::{Core, Direction, Undo, search_key};
use crate::workspace::{Workspace, WorkspaceError};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError};

/// Sources longer than this, in letters, are compared for equality only.
const LONGEST_COMPARED: usize = 60;

/// In what way an entry resembles a new term, the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Same source, same translation.
    Duplicate,
    /// Same source, only other translations.
    OtherTranslation,
    /// Same translation, another source: perhaps a synonym.
    OtherSource,
    /// A source that differs by the article or by a letter or two.
    NearSource,
}

/// An entry that resembles a new term.
#[derive(Debug, Clone, PartialEq)]
pub struct SimilarTerm {
    pub likeness: Likeness,
    pub termbase: String,
    pub entry: TermEntry,
}

/// One entry before and after, and where it lies; `None` where it is not there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TermChange {
    pub before: Option<Arc<PlacedTerm>>,
    pub after: Option<Arc<PlacedTerm>>,
}

impl TermChange {
    /// A new entry.
    pub(super) fn added(termbase: TermbaseId, entry: TermEntry) -> Self {
        Self {
            before: None,
            after: Some(Arc::new(PlacedTerm { termbase, entry })),
        }
    }

    /// The termbases it touches.
    pub(super) fn termbases(&self) -> impl Iterator<Item = TermbaseId> {
        let sides = self.before.iter().chain(&self.after);
        sides.map(|placed| placed.termbase)
    }
}

/// What is done to terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Add,
    Edit,
    Delete,
    Merge,
    Restore,
    Import,
}

impl Action {
    /// Whether the histories of the terms tell of it: the history of a term begins with its first
    /// change after an import.
    fn is_told(self) -> bool {
        self != Self::Import
    }
}

/// Entries that were changed together.
#[derive(Debug, Clone, PartialEq)]
struct ChangedTerms {
    action: Action,
    changes: Vec<TermChange>,
}

impl Undo for ChangedTerms {
    fn title(&self) -> &'static str {
        match (self.action, self.changes.len()) {
            (Action::Add, _) => "new term",
            (Action::Edit, 1) => "change of term",
            (Action::Edit, _) => "change of terms",
            (Action::Delete, 1) => "deleted term",
            (Action::Delete, _) => "deleted terms",
            (Action::Merge, _) => "merge of terms",
            (Action::Restore, _) => "restored term",
            (Action::Import, _) => "import of terms",
        }
    }

    fn check(&self, workspace: &Workspace) -> Result<(), WorkspaceError> {
        workspace.terms.expect_changeable(&self.changes)
    }

    fn take(
        &mut self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        let told = self.action.is_told().then(|| direction.name());
        let (terms, core) = (&mut workspace.terms, &mut workspace.core);
        terms.put_terms(core, &self.changes, direction, told);
        Ok(())
    }
}

impl Terms {
    /// What merging would give: the first entry with the forms, translations and notes of the
    /// others, its empty fields filled from theirs.
    ///
    /// # Errors
    /// One of the entries is gone.
    pub(in crate::workspace) fn merged_term(
        &self,
        keep: TermId,
        others: &[TermId],
    ) -> Result<TermEntry, WorkspaceError> {
        let mut merged = self.stored_term(keep)?.entry.clone();
        for other in others.iter().filter(|other| **other != keep) {
            absorb(&mut merged, &self.stored_term(*other)?.entry);
        }
        checked(merged)
    }

    pub(in crate::workspace) fn add(
        &mut self,
        core: &mut Core,
        draft: TermDraft,
    ) -> Result<(), WorkspaceError> {
        let entry = checked(TermEntry {
            id: TermId(0),
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
        let termbase = match draft.termbase {
            Some(termbase) => self.termbase_row(termbase)?.id,
            None => self.main_termbase(core),
        };
        self.expect_unprotected(termbase)?;
        let entry = self.stamped(
            core,
            TermEntry {
                id: core.ids.term(),
                ..entry
            },
        );
        self.change_terms(core, Action::Add, vec![TermChange::added(termbase, entry)])
    }

    /// Replaces several entries in one undo step, and moves them to a termbase where one is named;
    /// all of them or none.
    pub(in crate::workspace) fn edit(
        &mut self,
        core: &mut Core,
        entries: Vec<TermEntry>,
        termbase: Option<TermbaseId>,
    ) -> Result<(), WorkspaceError> {
        if let Some(termbase) = termbase {
            self.termbase_row(termbase)?;
        }
        let mut seen = HashSet::new();
        let mut changes = Vec::with_capacity(entries.len());
        for entry in entries.into_iter().filter(|entry| seen.insert(entry.id)) {
            let before = self.stored_term(entry.id)?;
            let after = PlacedTerm {
                termbase: termbase.unwrap_or(before.termbase),
                entry: checked(entry)?,
            };
            if after != *before {
                changes.push(self.renewal(core, before, after));
            }
        }
        self.change_terms(core, Action::Edit, changes)
    }

    /// Deletes several entries in one undo step; all of them or none.
    pub(in crate::workspace) fn delete(
        &mut self,
        core: &mut Core,
        ids: &[TermId],
    ) -> Result<(), WorkspaceError> {
        let changes = self.deletions(ids)?;
        self.change_terms(core, Action::Delete, changes)
    }

    /// Merges entries into the first in one undo step.
    pub(in crate::workspace) fn merge(
        &mut self,
        core: &mut Core,
        keep: TermId,
        others: &[TermId],
    ) -> Result<(), WorkspaceError> {
        let others: Vec<TermId> = others.iter().copied().filter(|id| *id != keep).collect();
        if others.is_empty() {
            return Err(WorkspaceError::NothingToMerge);
        }
        let merged = PlacedTerm {
            entry: self.merged_term(keep, &others)?,
            termbase: self.stored_term(keep)?.termbase,
        };
        let mut changes = vec![self.renewal(core, self.stored_term(keep)?, merged)];
        changes.extend(self.deletions(&others)?);
        self.change_terms(core, Action::Merge, changes)
    }

    fn deletions(&self, ids: &[TermId]) -> Result<Vec<TermChange>, WorkspaceError> {
        let mut seen = HashSet::new();
        ids.iter()
            .filter(|id| seen.insert(**id))
            .map(|id| {
                Ok(TermChange {
                    before: Some(self.stored_term(*id)?),
                    after: None,
                })
            })
            .collect()
    }

    fn renewal(&self, core: &Core, before: Arc<PlacedTerm>, after: PlacedTerm) -> TermChange {
        TermChange {
            before: Some(before),
            after: Some(Arc::new(PlacedTerm {
                entry: self.stamped(core, after.entry),
                ..after
            })),
        }
    }

    /// An entry as it stands.
    fn stored_term(&self, id: TermId) -> Result<Arc<PlacedTerm>, WorkspaceError> {
        self.store.get(id).cloned().ok_or(WorkspaceError::NoTerm)
    }

    /// Changes entries in one transaction and one undo step, unless a termbase is protected.
    pub(super) fn change_terms(
        &mut self,
        core: &mut Core,
        action: Action,
        changes: Vec<TermChange>,
    ) -> Result<(), WorkspaceError> {
        self.expect_changeable(&changes)?;
        if !changes.is_empty() {
            let step = ChangedTerms { action, changes };
            let told = action.is_told().then(|| step.title());
            self.put_terms(core, &step.changes, Direction::Forth, told);
            core.undo.push(step);
        }
        Ok(())
    }

    /// The same for entries of a file, with an index of all terms where it was made beside.
    pub(super) fn add_imported(
        &mut self,
        core: &mut Core,
        changes: Vec<TermChange>,
        index: Option<(u64, TermIndex)>,
    ) -> Result<(), WorkspaceError> {
        let fresh = index.filter(|(revision, _)| *revision == self.store.revision());
        let Some((_, index)) = fresh else {
            // Terms changed meanwhile.
            return self.change_terms(core, Action::Import, changes);
        };
        self.expect_changeable(&changes)?;
        let written = changes.iter().filter_map(|change| change.after.clone());
        let written: Vec<_> = written.collect();
        self.store.adopt(&written, index);
        let author = core.author();
        core.write(TermWrite::Change {
            written,
            deleted: Vec::new(),
            history: None,
            author,
        });
        self.version += 1;
        core.undo.push(ChangedTerms {
            action: Action::Import,
            changes,
        });
        Ok(())
    }

    /// Takes changes forth or back in memory, index and store, in one transaction.
    /// Their histories call it `action`; without one they are told nothing.
    pub(super) fn put_terms(
        &mut self,
        core: &mut Core,
        changes: &[TermChange],
        direction: Direction,
        action: Option<&'static str>,
    ) {
        let (mut written, mut deleted) = (Vec::new(), Vec::new());
        let mut history = Vec::new();
        for change in changes {
            let (old, new) = direction.sides(&change.before, &change.after);
            if let Some(placed) = old.as_ref().or(new.as_ref()).filter(|_| action.is_some()) {
                history.push((placed.entry.id, old.clone()));
            }
            match (old, new) {
                (_, Some(placed)) => written.push(Arc::clone(placed)),
                (Some(placed), None) => deleted.push(placed.entry.id),
                (None, None) => {}
            }
        }
        self.store.change(&written, &deleted);
        let author = core.author();
        core.write(TermWrite::Change {
            written,
            deleted,
            history: action.map(|action| (action, history)),
            author,
        });
        self.version += 1;
    }

    /// The entry with the time and author of a change made now.
    pub(in crate::workspace) fn stamped(&self, core: &Core, mut entry: TermEntry) -> TermEntry {
        let author = core.author();
        entry.created = entry.created.or(Some(author.at));
        entry.changed = Some(author.at);
        entry.author = author.name;
        entry
    }

    /// The entry with the time and author of now where it has none, as files leave them out.
    pub(in crate::workspace) fn signed(&self, core: &Core, mut entry: TermEntry) -> TermEntry {
        let author = core.author();
        entry.created = entry.created.or(Some(author.at));
        entry.changed = entry.changed.or(Some(author.at));
        if entry.author.is_empty() {
            entry.author = author.name;
        }
        entry
    }
}

impl Workspace {
    /// Entries that a new term would duplicate or contradict, the most serious first. Spelling,
    /// diacritics and case do not matter.
    pub fn similar_terms(&self, draft: &TermDraft) -> Vec<SimilarTerm> {
        let mut keys = self
            .terms
            .keys
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        renew(&mut keys, self.terms.store.iter());
        similar(
            &keys,
            &self.with_citation(draft.clone()),
            &self.terms.names_of_termbases(),
        )
    }

    /// What merging would give: the first entry with the forms, translations and notes of the
    /// others, its empty fields filled from theirs.
    ///
    /// # Errors
    /// One of the entries is gone.
    pub fn merged_term(
        &self,
        keep: TermId,
        others: &[TermId],
    ) -> Result<TermEntry, WorkspaceError> {
        self.terms.merged_term(keep, others)
    }
}

/// Entries that a new term would duplicate or contradict, the most serious first.
pub(in crate::workspace) fn similar(
    terms: &[KeyedTerm],
    draft: &TermDraft,
    termbases: &HashMap<TermbaseId, String>,
) -> Vec<SimilarTerm> {
    let wanted = Wanted::new(draft);
    let mut found: Vec<SimilarTerm> = terms
        .iter()
        .filter_map(|term| {
            let name = termbases.get(&term.placed.termbase);
            Some(SimilarTerm {
                likeness: wanted.likeness(term)?,
                termbase: name.cloned().unwrap_or_default(),
                entry: term.placed.entry.clone(),
            })
        })
        .collect();
    found.sort_by_key(|similar| (similar.likeness, similar.entry.id));
    found
}

/// Adds to an entry what another has and it has not.
fn absorb(into: &mut TermEntry, from: &TermEntry) {
    let mut forms: HashSet<String> = into.forms.iter().cloned().collect();
    forms.insert(into.source.clone());
    for form in std::iter::once(&from.source).chain(&from.forms) {
        if forms.insert(form.clone()) {
            into.forms.push(form.clone());
        }
    }
    let mut texts: HashSet<String> = into.translations.iter().map(|t| t.text.clone()).collect();
    for translation in &from.translations {
        if texts.insert(translation.text.clone()) {
            into.translations.push(translation.clone());
        }
    }
    if !from.note.is_empty() && into.note != from.note {
        let gap = if into.note.is_empty() { "" } else { "\n" };
        into.note = format!("{}{gap}{}", into.note, from.note);
    }
    for (mine, theirs) in [
        (&mut into.part_of_speech, &from.part_of_speech),
        (&mut into.domain, &from.domain),
        (&mut into.definition, &from.definition),
        (&mut into.example, &from.example),
        (&mut into.reference, &from.reference),
        (&mut into.client, &from.client),
    ] {
        if mine.is_empty() {
            mine.clone_from(theirs);
        }
    }
}

/// The keys of a new term, computed once.
struct Wanted {
    sources: HashSet<String>,
    translations: HashSet<String>,
    letters: Vec<char>,
}

impl Wanted {
    fn new(draft: &TermDraft) -> Self {
        let key = |text: &str| search_key(text.trim());
        let full = |key: &String| !key.is_empty();
        let source = key(&draft.source);
        let letters = without_article(&source).chars().collect();
        let forms = draft.forms.iter().map(|form| key(form));
        let translations = draft.translations.iter().map(|t| key(&t.text));
        Self {
            sources: forms.chain([source]).filter(full).collect(),
            translations: translations.filter(full).collect(),
            letters,
        }
    }

    fn likeness(&self, term: &KeyedTerm) -> Option<Likeness> {
        let same_source = self.sources.contains(&term.source)
            || term.forms.iter().any(|form| self.sources.contains(form));
        let mut translations = term.translations.iter();
        let same_translation = translations.any(|t| self.translations.contains(t));
        match (same_source, same_translation) {
            (true, true) => Some(Likeness::Duplicate),
            (true, false) => Some(Likeness::OtherTranslation),
            (false, true) => Some(Likeness::OtherSource),
            (false, false) => self.is_near(&term.source).then_some(Likeness::NearSource),
        }
    }

    fn is_near(&self, source: &str) -> bool {
        let other = without_article(source);
        let (mine, theirs) = (self.letters.len(), other.chars().count());
        if mine == 0 || mine.max(theirs) > LONGEST_COMPARED {
            return false;
        }
        let allowed = match mine.min(theirs) {
            0..=4 => 0,
            5..=8 => 1,
            _ => 2,
        };
        mine.abs_diff(theirs) <= allowed && distance(&self.letters, other) <= allowed
    }
}

fn without_article(key: &str) -> &str {
    key.strip_prefix("ال")
        .filter(|rest| rest.chars().count() > 1)
        .unwrap_or(key)
}

/// Levenshtein distance, one row at a time.
fn distance(a: &[char], b: &str) -> usize {
    let mut row: Vec<usize> = (0..=a.len()).collect();
    for (i, c) in b.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        let mut left = i + 1;
        next.push(left);
        for (pair, letter) in row.windows(2).zip(a) {
            if let [diagonal, above] = *pair {
                left = (diagonal + usize::from(*letter != c))
                    .min(above + 1)
                    .min(left + 1);
                next.push(left);
            }
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, wanted) in [
            ("", "", 0),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
            ("هدنه", "هدن", 1),
        ] {
            let letters: Vec<char> = a.chars().collect();
            assert_eq!(distance(&letters, b), wanted, "{a} {b}");
        }
    }
}
