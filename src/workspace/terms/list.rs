//! The list of terms a panel shows: made in the background, from keys that are kept.

use super::edit::similar;
use super::query::{KeyedTerm, TermList, TermQuery};
use super::{Event, TermDraft, Terms};
use crate::engine::model::TermbaseId;
use crate::jobs::Ticket;
use crate::store::PlacedTerm;
use crate::workspace::core::{Core, Slot};
use crate::workspace::{Workspace, WorkspaceError};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

const LIST: Slot = Slot::quiet("list terms");
const SIMILAR: Slot = Slot::quiet("similar terms");

/// The keys of all entries as they were when they were last asked for, by identity.
pub(in crate::workspace) type TermKeys = Arc<Mutex<Vec<KeyedTerm>>>;

impl Terms {
    pub(super) fn list_terms(&mut self, core: &mut Core, query: TermQuery) {
        let keys = Arc::clone(&self.keys);
        let entries = self.store.snapshot();
        let termbases = self.names_of_termbases();
        self.is_listing = true;
        let work = move |_: &Ticket| {
            let mut keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
            renew(&mut keys, entries.iter());
            Ok::<_, WorkspaceError>(query.run(&keys, &termbases))
        };
        core.spawn(LIST, work, |workspace, list| {
            workspace.terms.is_listing = false;
            if let Some(list) = workspace.core.expect(list) {
                workspace.terms.list = list;
            }
        });
    }

    /// Looks in the background for entries like a new term, whose draft has its citation form.
    pub(super) fn find_similar(&mut self, core: &mut Core, draft: TermDraft) {
        let keys = Arc::clone(&self.keys);
        let entries = self.store.snapshot();
        let termbases = self.names_of_termbases();
        let work = move |_: &Ticket| {
            let mut keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
            renew(&mut keys, entries.iter());
            let found = similar(&keys, &draft, &termbases);
            Ok::<_, WorkspaceError>(Event::SimilarFound(found))
        };
        core.spawn(SIMILAR, work, |workspace, found| {
            workspace.core.finish(found);
        });
    }

    pub(in crate::workspace) fn names_of_termbases(&self) -> HashMap<TermbaseId, String> {
        let named = self.bases.iter();
        named.map(|row| (row.id, row.name.clone())).collect()
    }
}

impl Workspace {
    /// The terms that were found last; see [`super::Command::List`].
    pub fn term_list(&self) -> &TermList {
        &self.terms.list
    }

    pub fn is_listing_terms(&self) -> bool {
        self.terms.is_listing
    }

    /// Counts the changes of terms: a list made before is out of date.
    pub fn terms_revision(&self) -> u64 {
        self.terms.store.revision()
    }
}

/// Brings the keys in step with the entries; both are in the order of identities.
pub(in crate::workspace) fn renew<'a>(
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
