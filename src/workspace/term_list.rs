//! The list of terms a panel shows: made in the background, from keys that are kept.

use super::outcome::{Outcome, Slot};
use super::term_query::{KeyedTerm, TermList, TermQuery};
use super::terms::{SimilarTerm, similar};
use super::{TermDraft, Workspace, WorkspaceError};
use crate::engine::model::TermbaseId;
use crate::store::PlacedTerm;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The keys of all entries as they were when they were last asked for, by identity.
pub(super) type TermKeys = Arc<Mutex<Vec<KeyedTerm>>>;

impl Workspace {
    /// The terms that were found last; see [`super::Command::ListTerms`].
    pub fn term_list(&self) -> &TermList {
        &self.term_list
    }

    pub fn is_listing_terms(&self) -> bool {
        self.is_listing_terms
    }

    /// Counts the changes of terms: a list made before is out of date.
    pub fn terms_revision(&self) -> u64 {
        self.terms.revision()
    }

    pub(super) fn list_terms(&mut self, query: TermQuery) -> Result<(), WorkspaceError> {
        let keys = Arc::clone(&self.term_keys);
        let entries = self.terms.snapshot();
        let termbases = self.names_of_termbases();
        self.is_listing_terms = true;
        self.jobs.spawn(Slot::ListTerms, move |_| {
            let mut keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
            renew(&mut keys, entries.iter());
            Outcome::TermsListed(Box::new(query.run(&keys, &termbases)))
        });
        Ok(())
    }

    /// Looks in the background for entries like a new term; the answer waits in
    /// [`Workspace::take_similar_terms`].
    pub fn find_similar_terms(&mut self, draft: TermDraft) {
        let keys = Arc::clone(&self.term_keys);
        let entries = self.terms.snapshot();
        let termbases = self.names_of_termbases();
        let draft = self.with_citation(draft);
        self.jobs.spawn(Slot::SimilarTerms, move |_| {
            let mut keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
            renew(&mut keys, entries.iter());
            Outcome::SimilarFound(similar(&keys, &draft, &termbases))
        });
    }

    /// The entries found since the last call.
    pub fn take_similar_terms(&mut self) -> Option<Vec<SimilarTerm>> {
        self.similar_terms.take()
    }

    pub(super) fn names_of_termbases(&self) -> HashMap<TermbaseId, String> {
        let named = self.termbases.iter();
        named.map(|row| (row.id, row.name.clone())).collect()
    }
}

/// Brings the keys in step with the entries; both are in the order of identities.
pub(super) fn renew<'a>(
    keys: &mut Vec<KeyedTerm>,
    entries: impl ExactSizeIterator<Item = &'a Arc<PlacedTerm>> + Clone,
) {
    let is_same =
        |(known, entry): (&KeyedTerm, &Arc<PlacedTerm>)| Arc::ptr_eq(&known.placed, entry);
    if keys.len() == entries.len() && keys.iter().zip(entries.clone()).all(is_same) {
        return;
    }
    let mut known = std::mem::take(keys).into_iter().peekable();
    keys.reserve(entries.len());
    for entry in entries {
        let id = entry.entry.id;
        while known.next_if(|one| one.placed.entry.id < id).is_some() {}
        let kept = known.next_if(|one| Arc::ptr_eq(&one.placed, entry));
        keys.push(kept.unwrap_or_else(|| KeyedTerm::new(Arc::clone(entry))));
    }
}
