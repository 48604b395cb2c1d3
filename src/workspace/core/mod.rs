//! What all capabilities share: the file, jobs, saving, undo, identities, settings, events.

mod assets;
mod char_offsets;
mod command;
mod error;
mod files;
mod ids;
mod jobs;
mod projects;
mod saving;
mod search;
mod undo;

pub use assets::{Assets, OVERRIDE_VARIABLE};
pub use command::{Command, Event, ImportInto};
pub use error::WorkspaceError;
pub use jobs::JobFault;
pub use saving::SaveState;
pub use search::{occurrences, search_key};

pub(super) use char_offsets::CharOffsets;
pub(super) use files::{
    Followed, HEAD, go_on, is_markup, is_named, is_table, read_bytes, write_file,
};
pub(super) use ids::Ids;
pub(super) use jobs::Slot;
pub(super) use projects::Projects;
pub(super) use saving::Saving;
pub(super) use undo::{Direction, Undo, UndoStack};

use super::{Event as AnyEvent, Workspace};
use crate::engine::model::ProjectId;
use crate::jobs::Jobs;
use crate::store::{Author, Reader, SettingWrite, WorkspaceFile};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// What all capabilities share.
pub(super) struct Core {
    // Fields drop in this order: jobs end first, then the writer saves what waits. Its connection
    // is the last to close, so that it takes the log into the one file.
    pub jobs: Jobs<Slot, Workspace>,
    pub reader: Reader,
    pub saving: Saving,
    pub file: Arc<WorkspaceFile>,
    pub assets: Assets,
    pub ids: Arc<Ids>,
    /// Who works here.
    pub author: String,
    pub projects: Projects,
    pub settings: HashMap<String, String>,
    pub undo: UndoStack,
    pub job_count: u64,
    pub events: VecDeque<AnyEvent>,
    pub _temporary: Option<tempfile::TempDir>,
}

impl Core {
    /// Who acts, and when.
    pub(super) fn author(&self) -> Author {
        Author {
            name: self.author.clone(),
            at: now(),
        }
    }

    pub(super) fn tell(&mut self, event: impl Into<AnyEvent>) {
        self.events.push_back(event.into());
    }

    /// Tells the user that something did not succeed.
    pub(super) fn fail(&mut self, message: impl Into<String>) {
        self.tell(Event::Failed {
            message: message.into(),
        });
    }

    /// The value; without one the user is told why.
    pub(super) fn expect<T>(&mut self, result: Result<T, WorkspaceError>) -> Option<T> {
        result.map_err(|error| self.fail(error.to_string())).ok()
    }

    /// Tells what a job achieved, or why it did not.
    pub(super) fn finish(&mut self, result: Result<impl Into<AnyEvent>, WorkspaceError>) {
        if let Some(event) = self.expect(result) {
            self.tell(event);
        }
    }

    pub(super) fn remember(&mut self, name: String, value: String) {
        self.settings.insert(name.clone(), value.clone());
        self.write(SettingWrite::Put { name, value });
    }
}

pub(super) fn user_name() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_default()
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
}

#[allow(clippy::needless_pass_by_value, reason = "used as map_err's function")]
pub(super) fn thread_error(error: std::io::Error) -> WorkspaceError {
    WorkspaceError::Background(format!("the system refused a thread ({error})"))
}

pub(super) fn read_error(error: impl std::fmt::Display) -> WorkspaceError {
    WorkspaceError::Store(format!("the workspace cannot be read ({error})"))
}

/// What projects arranged as it is stored, by project.
pub(super) fn by_project<Id>(
    rows: Vec<(ProjectId, Id, bool)>,
) -> BTreeMap<ProjectId, Vec<(Id, bool)>> {
    let mut choices: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (project, id, used) in rows {
        choices.entry(project).or_default().push((id, used));
    }
    choices
}
