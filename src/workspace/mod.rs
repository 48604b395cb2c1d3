//! The façade: the only place where rooms meet. Window, command line and tests use this door.
//!
//! A [`Command`] takes effect in memory at once and reaches SQLite in order through the one
//! writer; long work runs in jobs whose continuations [`Workspace::poll`] runs. Nothing here blocks
//! except [`Workspace::settle`], which the command line and tests use.
//!
//! A folder a capability: each owns its state and what is done with it; `core` is what all share.

mod checks;
mod command;
mod core;
mod documents;
mod memories;
mod names;
mod repeats;
mod seed;
mod steps;
mod suggestions;
mod terms;
mod tools;
mod typing;

pub use crate::engine::exchange::table::{
    DELIMITERS, ENCODINGS, Field as TableField, TableMapping,
};
pub use crate::engine::memory::{ConcordanceMode, ConcordanceSide, Excerpt, UnitHits, excerpt};
pub use crate::engine::memory::{ReplaceRule, Replaced};
pub use crate::engine::model::{Figure, Inspection};
pub use crate::engine::statistics::{Amount, Analysis, Band, FileAnalysis};
pub use crate::engine::statistics::{MemoryStatistics, Share, Statistics};
pub use crate::engine::text::day::date_bound;
pub use crate::engine::text::sentence::fitted_between;
pub use checks::{
    Command as CheckCommand, Event as CheckEvent, Issue, PairChecker, ProjectIssue, pairs_of,
};
pub use command::{Command, Event};
pub use core::{
    Assets, Command as CoreCommand, Event as CoreEvent, ImportInto, JobFault, OVERRIDE_VARIABLE,
    SaveState, WorkspaceError, occurrences, search_key,
};
pub use documents::{
    Command as DocumentCommand, DocumentSummary, DraftEdit, EditKind, Event as DocumentEvent,
    ExportFormat, ExportLayout, ExportRequest, ExportScope, ImportSource, MeasuredRows,
    OpenDocument, Review, ReviewChange, RowsToMeasure, SourceChange, SourceCheck, TextSelection,
    TextToMeasure, is_web_address,
};
pub use memories::{
    Article, Command as MemoryCommand, ConcordanceAnswer, ConcordanceQuery, ConcordanceRow,
    Duplicates, Event as MemoryEvent, Inconsistencies, ListedUnit, MemoryAnswer, MemoryChoice,
    PastUnit, ReplaceRequest, Replacements, SameSide, Unification, UnitCard, UnitFilter,
    UnitsChange, date,
};
pub use names::{Command as NameCommand, DocumentName, Event as NameEvent, FoundName, NameSource};
pub use repeats::{Command as RepeatCommand, Event as RepeatEvent, FILL_SETTING, Pretranslated};
pub use suggestions::{
    Command as SuggestionCommand, Event as SuggestionEvent, Suggestion, SuggestionKey,
    SuggestionOrigin, TermSuggestion, preferred,
};
pub use terms::{
    Command as TermCommand, Event as TermEvent, ExtractionRequest, FoundTerm, Likeness,
    ProposedTerm, SimilarTerm, TermColumn, TermCondition, TermDraft, TermFile, TermFilter,
    TermFinder, TermList, TermQuery, TermRevision, TermTrouble, TermValues, TermbaseChoice,
    check_terms,
};
pub use tools::{
    Command as ToolCommand, DATE_ORDER_SETTING, Event as ToolEvent, FoundNumber, LastPreview,
    SegmentedText, TablePreview, find_numbers, inspect_file, is_table_file, lines_of,
    preview_table, read_article, segment_file,
};
pub use typing::{CompletionAnswer, CompletionRequest, PairFile, TypingSource};

use self::checks::Checks;
use self::core::{Core, Ids, Projects, Saving, UndoStack, read_error, thread_error, user_name};
use crate::engine::segmentation::SegmentationRules;
use crate::jobs::Jobs;
use crate::store::{Access, WorkspaceFile, Writer};
use documents::Documents;
use memories::Memories;
use names::Names;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};
use suggestions::Suggestions;
use terms::Terms;
use tools::Tools;

/// The memory that new projects confirm into.
pub const MAIN_MEMORY: &str = "My memory";
/// The termbase that new terms go to.
pub const MAIN_TERMBASE: &str = "My terms";
/// The termbase made from the shipped glossary.
pub const SHIPPED_TERMBASE: &str = "News Arabic";
/// How long one poll may take of a frame.
const POLL_BUDGET: Duration = Duration::from_millis(8);

/// Where a workspace lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// The user's own, in the data folder.
    User,
    File(PathBuf),
    /// Gone when closed.
    Temporary,
}

/// How to open a workspace.
pub struct OpenOptions {
    pub location: Location,
    /// Looks only; may run beside an open window.
    pub read_only: bool,
    pub assets: Assets,
    /// Reads large termbases after opening; [`Workspace::is_reading_terms`] tells until when.
    pub terms_in_background: bool,
    /// Called from other threads when [`Workspace::poll`] has something to do.
    pub wake: Arc<dyn Fn() + Send + Sync>,
}

impl OpenOptions {
    pub fn new(location: Location) -> Self {
        Self {
            location,
            read_only: false,
            assets: Assets::from_environment(),
            terms_in_background: false,
            wake: Arc::new(|| {}),
        }
    }
}

/// Projects, documents, memories and termbases of one file, and the document being worked on.
pub struct Workspace {
    documents: Documents,
    memories: Memories,
    terms: Terms,
    names: Names,
    checks: Checks,
    suggestions: Suggestions,
    tools: Tools,
    // Dropped last: its writer closes the file after all readers.
    core: Core,
}

impl Workspace {
    /// Opens or creates a workspace. A new one gets the shipped glossary and a memory.
    ///
    /// # Errors
    /// A file that is no workspace, damaged, unwritable, or open elsewhere for writing.
    pub fn open(options: OpenOptions) -> Result<Self, WorkspaceError> {
        let mut temporary = None;
        let path = match options.location {
            Location::File(path) => path,
            Location::User => user_workspace()?,
            Location::Temporary => {
                let folder = tempfile::tempdir()
                    .map_err(|error| WorkspaceError::Background(error.to_string()))?;
                let path = folder.path().join("workspace.db");
                temporary = Some(folder);
                path
            }
        };
        let access = if options.read_only {
            Access::ReadOnly
        } else {
            Access::ReadWrite
        };
        let (file, connection) = WorkspaceFile::open(&path, access)?;
        let reader = file.reader()?;
        let file = Arc::new(file);
        let (report, receipts) = channel();
        let wake = Arc::clone(&options.wake);
        let writer = connection
            .map(|connection| {
                Writer::start(connection, move |receipt| {
                    let _ = report.send(receipt);
                    wake();
                })
            })
            .transpose()
            .map_err(thread_error)?;
        let rules = SegmentationRules::parse(&options.assets.text("segmentation.srx")?)
            .map_err(|error| WorkspaceError::Asset(error.to_string()))?;
        let counters = reader.counters().map_err(read_error)?;
        let mut workspace = Self {
            documents: Documents::new(rules),
            memories: Memories::read(&file, &reader)?,
            terms: Terms::read(&reader, options.terms_in_background)?,
            names: Names::read(&options.assets, &reader)?,
            checks: Checks::read(&reader)?,
            suggestions: Suggestions::default(),
            tools: Tools::default(),
            core: Core {
                jobs: Jobs::start(4, options.wake).map_err(thread_error)?,
                saving: Saving::new(writer, receipts),
                file,
                assets: options.assets,
                ids: Arc::new(Ids::after(counters)),
                author: user_name(),
                projects: Projects {
                    rows: reader.projects().map_err(read_error)?,
                    open: None,
                },
                settings: reader.settings().map_err(read_error)?,
                reader,
                undo: UndoStack::default(),
                job_count: 0,
                events: VecDeque::new(),
                _temporary: temporary,
            },
        };
        if !workspace.core.is_read_only() && workspace.memories.rows.is_empty() {
            workspace.furnish()?;
        }
        if workspace.terms.is_reading {
            workspace.terms.read_in_background(&mut workspace.core);
        }
        let (memories, core) = (&mut workspace.memories, &mut workspace.core);
        memories.index_fresh_units(core);
        memories.sweep_memories(core);
        memories.count_unlisted(core)?;
        Ok(workspace)
    }

    /// Carries a command out. Text changes are in effect when this returns; imports and exports
    /// go on in the background and answer with an [`Event`].
    ///
    /// # Errors
    /// A refused command changed nothing; the message says why.
    pub fn apply(&mut self, command: impl Into<Command>) -> Result<(), WorkspaceError> {
        let command = command.into();
        if self.core.is_read_only() && command.changes_file() {
            return Err(WorkspaceError::ReadOnly);
        }
        if self.terms.is_reading && command.needs_terms() {
            return Err(WorkspaceError::TermsAreRead);
        }
        let done = self.dispatch(command);
        self.follow();
        done
    }

    /// Applies what other threads finished and gives what happened. Takes at most a few
    /// milliseconds; call it once a frame.
    pub fn poll(&mut self) -> Vec<Event> {
        let start = Instant::now();
        while start.elapsed() < POLL_BUDGET {
            if let Some(receipt) = self.core.next_receipt() {
                self.acknowledge(receipt);
            } else if let Some(continuation) = self.core.jobs.poll() {
                continuation(self);
            } else {
                break;
            }
            self.follow();
        }
        self.memories.list_unit_words(&mut self.core);
        self.core.events.drain(..).collect()
    }

    /// Waits until all jobs are done and everything is on the disk. Events stay for
    /// [`Workspace::poll`].
    ///
    /// # Errors
    /// The disk refuses a write.
    pub fn settle(&mut self) -> Result<(), WorkspaceError> {
        loop {
            while let Some(receipt) = self.core.next_receipt() {
                self.acknowledge(receipt);
            }
            self.follow();
            if let SaveState::Refused(reason) = self.core.save_state() {
                return Err(WorkspaceError::Store(reason));
            }
            if let Some(continuation) = self.core.jobs.wait() {
                continuation(self);
                self.follow();
                continue;
            }
            if self.core.save_state() == SaveState::Saved {
                return Ok(());
            }
            self.core.flush();
            match self.core.wait_for_receipt() {
                Some(receipt) => self.acknowledge(receipt),
                None => return Ok(()),
            }
        }
    }

    pub fn save_state(&self) -> SaveState {
        self.core.save_state()
    }

    /// Background actions the user waits for: what, and how far of how much (0: unknown).
    pub fn progress(&self) -> Vec<(&'static str, u64, u64)> {
        self.core.progress()
    }

    pub fn path(&self) -> &Path {
        self.core.file.path()
    }

    pub fn assets(&self) -> &Assets {
        &self.core.assets
    }

    /// A remembered choice of the window.
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.core.settings.get(name).map(String::as_str)
    }

    /// Whether undo and redo would be seen in the row that they change.
    pub fn undo_is_seen(&self) -> (bool, bool) {
        self.core.undo.are_seen()
    }

    /// What undo and redo would do next, for menus.
    pub fn undo_titles(&self) -> (Option<&'static str>, Option<&'static str>) {
        self.core.undo.titles()
    }
}

/// The workspace file that is used when none is named.
///
/// # Errors
/// There is no home folder.
pub fn user_workspace() -> Result<PathBuf, WorkspaceError> {
    directories::ProjectDirs::from("", "", "turjuman")
        .map(|folders| folders.data_dir().join("workspace.db"))
        .ok_or_else(|| {
            WorkspaceError::Background(
                "there is no home folder to keep the workspace in; name one with --workspace"
                    .into(),
            )
        })
}
