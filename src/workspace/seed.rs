//! What a new workspace begins with: a memory, and termbases with the shipped glossary.

use super::core::WorkspaceError;
use super::terms::shipped_terms;
use super::{MAIN_TERMBASE, SHIPPED_TERMBASE, Workspace};
use crate::store::{PlacedTerm, TermWrite};
use std::sync::Arc;

/// Who wrote the shipped glossary.
const SHIPPED_AUTHOR: &str = "Turjuman";

impl Workspace {
    /// Gives a new workspace its memory and termbases.
    pub(super) fn furnish(&mut self) -> Result<(), WorkspaceError> {
        self.memories.main(&mut self.core);
        let shipped = self.terms.termbase_or_new(&mut self.core, SHIPPED_TERMBASE);
        self.terms.termbase_or_new(&mut self.core, MAIN_TERMBASE);
        let author = self.core.author();
        let mut entries = shipped_terms(&self.core.assets)?;
        for entry in &mut entries {
            entry.id = self.core.ids.term();
            entry.created = Some(author.at);
            entry.changed = Some(author.at);
            SHIPPED_AUTHOR.clone_into(&mut entry.author);
        }
        let written: Vec<Arc<PlacedTerm>> = entries
            .into_iter()
            .map(|entry| {
                Arc::new(PlacedTerm {
                    termbase: shipped,
                    entry,
                })
            })
            .collect();
        self.terms.store.change(&written, &[]);
        self.core.write(TermWrite::Change {
            written,
            deleted: Vec::new(),
            history: None,
            author,
        });
        Ok(())
    }
}
