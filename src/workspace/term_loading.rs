//! Large termbases are read and indexed while the window is up already.

use super::lookup::Terms;
use super::outcome::{Outcome, Slot};
use super::{Command, Workspace, WorkspaceError, read_error};
use crate::store::{Reader, WorkspaceFile};
use std::sync::Arc;

/// More entries than this are not waited for; so many take some thirty milliseconds.
const WAITED_FOR: u64 = 10_000;

/// The terms of a workspace, or nothing yet where the window can do without them for a moment.
pub(super) fn read_at_once(
    reader: &Reader,
    in_background: bool,
) -> Result<Option<Terms>, WorkspaceError> {
    if in_background && reader.term_count().map_err(read_error)? > WAITED_FOR {
        return Ok(None);
    }
    Ok(Some(Terms::new(reader.terms().map_err(read_error)?)))
}

fn read(file: &WorkspaceFile) -> Result<Terms, WorkspaceError> {
    let reader = file.reader()?;
    Ok(Terms::new(reader.terms().map_err(read_error)?))
}

impl Workspace {
    pub(super) fn read_terms_in_background(&mut self) {
        self.is_reading_terms = true;
        let file = Arc::clone(&self.file);
        self.jobs.spawn(Slot::ReadTerms, move |_| {
            let terms = read(&file).map(Box::new);
            Outcome::TermsLoaded(terms.map_err(|error| error.to_string()))
        });
    }

    pub(super) fn take_terms(&mut self, terms: Terms) {
        self.terms = terms;
        self.is_reading_terms = false;
        self.look_up_active_terms();
    }

    /// Whether the terms are still on their way; until then none is found or can be changed.
    pub fn is_reading_terms(&self) -> bool {
        self.is_reading_terms
    }
}

/// Commands that need to know all terms.
pub(super) fn needs_terms(command: &Command) -> bool {
    matches!(
        command,
        Command::AddTerm { .. }
            | Command::EditTerm { .. }
            | Command::DeleteTerm(_)
            | Command::EditTerms { .. }
            | Command::DeleteTerms(_)
            | Command::MergeTerms { .. }
            | Command::RestoreTerm { .. }
            | Command::DeleteTermbase(_)
            | Command::ImportTerms { .. }
            | Command::ExportTerms { .. }
    )
}
