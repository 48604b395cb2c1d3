//! Large termbases are read and indexed while the window is up already.

use super::{TermStore, Terms};
use crate::store::{Reader, WorkspaceFile};
use crate::workspace::core::{Core, Slot, read_error};
use crate::workspace::{Workspace, WorkspaceError};
use std::sync::Arc;

const READ: Slot = Slot::shown("read terms", "reading terms");
/// More entries than this are not waited for; so many take some thirty milliseconds.
const WAITED_FOR: u64 = 10_000;

/// The terms of a workspace, or nothing yet where the window can do without them for a moment.
pub(in crate::workspace) fn read_at_once(
    reader: &Reader,
    in_background: bool,
) -> Result<Option<TermStore>, WorkspaceError> {
    if in_background && reader.term_count().map_err(read_error)? > WAITED_FOR {
        return Ok(None);
    }
    Ok(Some(TermStore::new(reader.terms().map_err(read_error)?)))
}

fn read(file: &WorkspaceFile) -> Result<TermStore, WorkspaceError> {
    let reader = file.reader()?;
    Ok(TermStore::new(reader.terms().map_err(read_error)?))
}

impl Terms {
    pub(in crate::workspace) fn read_in_background(&mut self, core: &mut Core) {
        self.is_reading = true;
        let file = Arc::clone(&core.file);
        core.spawn(
            READ,
            move |_| read(&file),
            |workspace, terms| {
                if let Some(terms) = workspace.core.expect(terms) {
                    workspace.terms.store = terms;
                    workspace.terms.is_reading = false;
                    workspace.terms.version += 1;
                }
            },
        );
    }
}

impl Workspace {
    /// Whether the terms are still on their way; until then none is found or can be changed.
    pub fn is_reading_terms(&self) -> bool {
        self.terms.is_reading
    }
}
