//! What was done to a term, and going back to what it was.

use super::Terms;
use super::edit::{Action, TermChange};
use crate::engine::model::{TermEntry, TermId};
use crate::store::PlacedTerm;
use crate::workspace::core::{Core, read_error};
use crate::workspace::{SaveState, Workspace, WorkspaceError};
use std::sync::Arc;

/// A change of a term.
#[derive(Debug, Clone, PartialEq)]
pub struct TermRevision {
    /// By which [`super::Command::Restore`] goes back to what was before it.
    pub id: i64,
    /// Seconds since 1970.
    pub at: i64,
    pub author: String,
    /// What undo calls it.
    pub action: String,
    /// The entry before and after; `None` where it was not there.
    pub before: Option<TermEntry>,
    pub after: Option<TermEntry>,
}

impl Terms {
    /// Makes a term again what it was before a change, as a change of its own.
    pub(in crate::workspace) fn restore_term(
        &mut self,
        core: &mut Core,
        id: TermId,
        change: i64,
    ) -> Result<(), WorkspaceError> {
        let past = core.reader.term_past_row(id, change).map_err(read_error)?;
        let before = past.and_then(|past| past.before);
        let earlier = before.ok_or(WorkspaceError::NoTermState)?;
        self.termbase_row(earlier.termbase)?;
        let restored = TermChange {
            before: self.store.get(id).cloned(),
            after: Some(Arc::new(PlacedTerm {
                entry: self.stamped(core, earlier.entry),
                termbase: earlier.termbase,
            })),
        };
        self.change_terms(core, Action::Restore, vec![restored])
    }
}

impl Workspace {
    /// The changes of a term, the newest first; `None` while one is not on the disk yet.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn term_history(&self, id: TermId) -> Result<Option<Vec<TermRevision>>, WorkspaceError> {
        if self.save_state() != SaveState::Saved {
            return Ok(None);
        }
        let mut after = self.terms.store.get(id).map(|placed| placed.entry.clone());
        let past = self.core.reader.term_past(id).map_err(read_error)?;
        let revisions = past.into_iter().map(|past| {
            let before = past.before.map(|placed| placed.entry);
            TermRevision {
                id: past.id,
                at: past.at,
                author: past.author,
                action: past.action,
                after: std::mem::replace(&mut after, before.clone()),
                before,
            }
        });
        Ok(Some(revisions.collect()))
    }
}
