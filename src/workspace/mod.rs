//! The façade: the only place where rooms meet. Window, command line and tests use this door.
//!
//! A [`Command`] takes effect in memory at once and reaches SQLite in order through the one
//! writer; long work runs in jobs whose outcomes [`Workspace::poll`] applies. Nothing here blocks
//! except [`Workspace::settle`], which the command line and tests use.

mod assets;
mod citation;
mod command;
mod concordance;
mod concordance_export;
mod concordance_search;
mod document;
mod edit;
mod error;
mod exchange_inspect;
mod exchange_terms;
mod exports;
mod extraction;
mod ids;
mod imports;
mod known_units;
mod lookup;
mod measure;
mod memories;
mod memory_choice;
mod memory_files;
mod memory_statistics;
mod memory_tables;
mod name_review;
mod names;
mod numbers;
mod outcome;
mod sample;
mod search;
mod table_preview;
mod term_history;
mod term_list;
mod term_loading;
mod term_query;
mod termbase_choice;
mod terms;
mod tools;
mod undo;
mod unit_card;
mod unit_changes;
mod unit_import;
mod upkeep;

pub use crate::engine::exchange::table::{
    DELIMITERS, ENCODINGS, Field as TableField, TableMapping,
};
pub use crate::engine::exchange::{Figure, Inspection};
pub use crate::engine::memory::{ConcordanceMode, ConcordanceSide, Excerpt, UnitHits, excerpt};
pub use crate::engine::memory::{ReplaceRule, Replaced};
pub use crate::engine::statistics::{MemoryStatistics, Share, Statistics};
pub use assets::{Assets, OVERRIDE_VARIABLE};
pub use command::{
    Command, DraftEdit, EditKind, Event, ExportFormat, ExportLayout, ExportRequest, ExportScope,
    ImportSource, TermDraft, TextSelection, UnitsChange,
};
pub use concordance::{
    ConcordanceAnswer, ConcordanceQuery, ConcordanceRow, UnitFilter, date_bound,
};
pub use concordance_export::date;
pub use document::OpenDocument;
pub use error::WorkspaceError;
pub use exchange_inspect::inspect_file;
pub use exchange_terms::{TermFile, check_terms};
pub use extraction::{ExtractionRequest, ProposedTerm};
pub use lookup::TermSuggestion;
pub use measure::{MeasuredRows, RowsToMeasure, TextToMeasure};
pub use memories::MemoryAnswer;
pub use memory_choice::MemoryChoice;
pub use name_review::DocumentName;
pub use names::{FoundName, NameSource};
pub use numbers::{DATE_ORDER_SETTING, FoundNumber, find_numbers};
pub use search::{occurrences, search_key};
pub use table_preview::{LookedAt, TablePreview, is_table_file, preview_table};
pub use term_history::TermRevision;
pub use term_query::{
    TermColumn, TermCondition, TermFilter, TermList, TermQuery, TermTrouble, TermValues,
};
pub use termbase_choice::TermbaseChoice;
pub use terms::{Likeness, SimilarTerm};
pub use tools::{FoundTerm, SegmentedText, TermFinder, lines_of, segment_file};
pub use unit_card::{Article, PastUnit, UnitCard};
pub use upkeep::{
    Duplicates, Inconsistencies, ListedUnit, ReplaceRequest, Replacements, SameSide, Unification,
};

use crate::engine::model::{
    DocumentId, MemoryId, ProjectId, SegmentId, TermEntry, TermbaseId, TmMatch,
};
use crate::engine::segmentation::SegmentationRules;
use crate::jobs::Jobs;
use crate::store::{
    Access, Author, DocumentHead, Effect, MemoryRow, ProjectRow, Reader, Receipt, TermbaseRow,
    WorkspaceFile, Write, Writer,
};
use ids::Ids;
use lookup::{Suggestions, Terms};
use memories::SharedIndex;
use names::Names;
use outcome::{Outcome, Slot};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use undo::UndoStack;

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

/// What the status line says about the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    Saved,
    Saving,
    /// The disk refuses; the reason.
    Refused(String),
}

/// Projects, documents, memories and termbases of one file, and the document being worked on.
pub struct Workspace {
    // Fields drop in this order: jobs end first, then the writer saves what waits.
    jobs: Jobs<Slot, Outcome>,
    // The writer's connection is the last to close, so that it takes the log into the one file.
    index: SharedIndex,
    reader: Reader,
    writer: Option<Writer>,
    receipts: Receiver<Receipt>,
    file: Arc<WorkspaceFile>,
    assets: Assets,
    ids: Arc<Ids>,
    rules: Arc<SegmentationRules>,
    author: String,
    projects: Vec<ProjectRow>,
    memories: Vec<MemoryRow>,
    /// Those taken away, whose units may still be on the disk.
    removed_memories: Vec<MemoryId>,
    memory_statistics: Option<(MemoryId, MemoryStatistics)>,
    /// The memories that a project arranged, and whether it uses them.
    choices: BTreeMap<ProjectId, Vec<(MemoryId, bool)>>,
    termbases: Vec<TermbaseRow>,
    /// The termbases that a project arranged, and whether it uses them.
    termbase_choices: BTreeMap<ProjectId, Vec<(TermbaseId, bool)>>,
    settings: HashMap<String, String>,
    project: Option<ProjectId>,
    made: imports::MadeForImport,
    documents: Vec<DocumentHead>,
    document: Option<OpenDocument>,
    active: Option<SegmentId>,
    terms: Terms,
    is_reading_terms: bool,
    term_keys: term_list::TermKeys,
    term_list: TermList,
    is_listing_terms: bool,
    similar_terms: Option<Vec<SimilarTerm>>,
    names: Names,
    suggestions: Suggestions,
    measured: Option<MeasuredRows>,
    proposed_terms: Option<Result<Vec<ProposedTerm>, String>>,
    document_names: Option<Result<Vec<DocumentName>, String>>,
    looked_at: Option<Box<LookedAt>>,
    concordance: concordance::Concordance,
    upkeep: upkeep::Upkeep,
    /// The segment that a document being opened is opened for.
    opening_at: Option<SegmentId>,
    undo: UndoStack,
    /// The newest write known to be on the disk, and what is to be told when one is.
    saved: u64,
    when_saved: BTreeMap<u64, Event>,
    /// About how many units are in no run, and whether a job is making one of them.
    fresh_units: u64,
    is_indexing: bool,
    refused: Option<String>,
    job_count: u64,
    events: VecDeque<Event>,
    _temporary: Option<tempfile::TempDir>,
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
        let fresh_units = reader.fresh_count().map_err(read_error)?;
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
        let names = Names::read(&options.assets, &reader)?;
        let terms = term_loading::read_at_once(&reader, options.terms_in_background)?;
        let are_terms_read = terms.is_some();
        let mut workspace = Self {
            jobs: Jobs::start(4, options.wake).map_err(thread_error)?,
            writer,
            receipts,
            file: Arc::clone(&file),
            assets: options.assets,
            ids: Arc::new(Ids::after(counters)),
            rules: Arc::new(rules),
            author: user_name(),
            projects: reader.projects().map_err(read_error)?,
            memories: reader.memories().map_err(read_error)?,
            removed_memories: reader.removed_memories().map_err(read_error)?,
            memory_statistics: None,
            choices: memory_choice::by_project(reader.arranged_memories().map_err(read_error)?),
            termbases: reader.termbases().map_err(read_error)?,
            termbase_choices: memory_choice::by_project(
                reader.arranged_termbases().map_err(read_error)?,
            ),
            settings: reader.settings().map_err(read_error)?,
            names,
            terms: terms.unwrap_or_default(),
            is_reading_terms: false,
            term_keys: term_list::TermKeys::default(),
            term_list: TermList::default(),
            is_listing_terms: false,
            similar_terms: None,
            reader,
            project: None,
            made: imports::MadeForImport::default(),
            documents: Vec::new(),
            document: None,
            active: None,
            index: SharedIndex::new(file),
            suggestions: Suggestions::default(),
            measured: None,
            proposed_terms: None,
            document_names: None,
            looked_at: None,
            concordance: concordance::Concordance::default(),
            upkeep: upkeep::Upkeep::default(),
            opening_at: None,
            undo: UndoStack::default(),
            saved: 0,
            when_saved: BTreeMap::new(),
            fresh_units,
            is_indexing: false,
            refused: None,
            job_count: 0,
            events: VecDeque::new(),
            _temporary: temporary,
        };
        if workspace.writer.is_some() && workspace.memories.is_empty() {
            workspace.furnish()?;
        }
        if !are_terms_read {
            workspace.read_terms_in_background();
        }
        workspace.index_fresh_units();
        workspace.sweep_memories();
        workspace.count_unlisted()?;
        Ok(workspace)
    }

    /// Carries a command out. Text changes are in effect when this returns; imports and exports
    /// go on in the background and answer with an [`Event`].
    ///
    /// # Errors
    /// A refused command changed nothing; the message says why.
    pub fn apply(&mut self, command: Command) -> Result<(), WorkspaceError> {
        if self.writer.is_none() && !is_reading(&command) {
            return Err(WorkspaceError::ReadOnly);
        }
        if self.is_reading_terms && term_loading::needs_terms(&command) {
            return Err(WorkspaceError::TermsAreRead);
        }
        match command {
            Command::CreateProject { name } => self.create_project(&name).map(drop),
            Command::OpenProject(id) => self.open_project(id),
            Command::CreateSample => self.create_sample(),
            Command::Import { project, sources } => self.import(&project, sources),
            Command::OpenDocument(id) => self.open_document(id),
            Command::RemoveDocument(id) => self.remove_document(id),
            Command::Activate(segment) => self.activate(segment),
            Command::EditDraft(edit) => self.edit_draft(edit),
            Command::CopySource(segment) => self.copy_source(segment),
            Command::ApplyMatch(n) => self.apply_match(n),
            Command::Confirm(segment) => self.confirm(segment),
            Command::SetForTranslation { segment, on } => self.set_for_translation(segment, on),
            Command::Merge(segment) => self.merge(segment),
            Command::Split {
                segment,
                source_offset,
                target_offset,
            } => self.split(segment, source_offset, target_offset),
            Command::AddTerm(draft) => self.add_term(draft),
            Command::EditTerm(entry) => self.edit_terms(vec![entry], None),
            Command::DeleteTerm(id) => self.delete_terms(&[id]),
            Command::EditTerms { entries, termbase } => self.edit_terms(entries, termbase),
            Command::DeleteTerms(ids) => self.delete_terms(&ids),
            Command::MergeTerms { keep, others } => self.merge_terms(keep, &others),
            Command::RestoreTerm { term, change } => self.restore_term(term, change),
            Command::ListTerms(query) => self.list_terms(query),
            Command::CreateTermbase { name } => self.create_termbase(&name),
            Command::SetTermbase {
                termbase,
                name,
                read_only,
            } => self.set_termbase(termbase, &name, read_only),
            Command::DeleteTermbase(id) => self.delete_termbase(id),
            Command::ArrangeTermbases { order, main } => self.arrange_termbases(order, main),
            Command::SetName { source, spelling } => self.set_name(&source, &spelling),
            Command::RemoveName { source } => self.remove_name(&source),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Export(request) => self.export(request),
            Command::ImportMemory {
                memory,
                path,
                mapping,
                keep_before_error,
            } => self.import_memory(memory, path, mapping, keep_before_error),
            Command::CreateMemory { name } => self.create_memory(&name),
            Command::SetMemory {
                memory,
                name,
                read_only,
                penalty,
            } => self.set_memory(memory, &name, read_only, penalty),
            Command::DeleteMemory(memory) => self.delete_memory(memory),
            Command::CountMemory { memory } => self.count_memory(&memory),
            Command::ArrangeMemories { order, main } => self.arrange_memories(order, main),
            Command::SetPenalties(penalties) => self.set_penalties(penalties),
            Command::ExportMemory { memory, path } => self.export_memory(memory, path),
            Command::ImportTerms {
                termbase,
                path,
                mapping,
            } => self.import_terms(termbase, path, mapping),
            Command::ExportTerms { termbase, path } => self.export_terms(termbase, path),
            Command::SearchMemories(query) => self.search_memories(&query),
            Command::ReadUnits(rows) => self.read_units(&rows),
            Command::EditUnit {
                unit,
                source,
                target,
            } => self.edit_unit(unit, source, target),
            Command::DeleteUnit(unit) => self.delete_unit(unit),
            Command::FindDuplicates { memory, exact } => {
                self.find_duplicates(memory.as_deref(), exact)
            }
            Command::MergeDuplicates { left_out } => self.merge_duplicates(left_out),
            Command::FindInconsistencies { memory, same } => {
                self.find_inconsistencies(memory.as_deref(), same)
            }
            Command::Unify {
                group,
                variant,
                how,
            } => self.unify(group, variant, how),
            Command::FindReplacements(request) => self.find_replacements(&request),
            Command::Replace { left_out } => self.replace(left_out),
            Command::LoadUnits(units) => {
                self.load_units(units);
                Ok(())
            }
            Command::RestoreUnit { unit, entry } => self.restore_unit(unit, entry),
            Command::GoToSegment { document, segment } => self.go_to_segment(document, segment),
            Command::ExportConcordance { path } => self.export_concordance(path),
            Command::CancelJobs => {
                self.cancel_jobs();
                Ok(())
            }
            Command::Remember { name, value } => {
                self.settings.insert(name.clone(), value.clone());
                self.write(Write::Setting { name, value });
                Ok(())
            }
        }
    }

    /// Applies what other threads finished and gives what happened. Takes at most a few
    /// milliseconds; call it once a frame.
    pub fn poll(&mut self) -> Vec<Event> {
        let start = Instant::now();
        while start.elapsed() < POLL_BUDGET {
            if let Ok(receipt) = self.receipts.try_recv() {
                self.acknowledge(receipt);
            } else if let Some((slot, outcome)) = self.jobs.poll() {
                self.accept(slot, outcome);
            } else {
                break;
            }
        }
        self.list_unit_words();
        self.events.drain(..).collect()
    }

    /// Waits until all jobs are done and everything is on the disk. Events stay for
    /// [`Workspace::poll`].
    ///
    /// # Errors
    /// The disk refuses a write.
    pub fn settle(&mut self) -> Result<(), WorkspaceError> {
        loop {
            while let Ok(receipt) = self.receipts.try_recv() {
                self.acknowledge(receipt);
            }
            if let Some(reason) = &self.refused {
                return Err(WorkspaceError::Store(reason.clone()));
            }
            if let Some((slot, outcome)) = self.jobs.wait() {
                self.accept(slot, outcome);
                continue;
            }
            if self.save_state() == SaveState::Saved {
                return Ok(());
            }
            if let Some(writer) = &self.writer {
                writer.flush();
            }
            match self.receipts.recv() {
                Ok(receipt) => self.acknowledge(receipt),
                Err(_) => return Ok(()),
            }
        }
    }

    pub fn save_state(&self) -> SaveState {
        match (&self.refused, &self.writer) {
            (Some(reason), _) => SaveState::Refused(reason.clone()),
            (None, Some(writer)) if writer.sent() > self.saved => SaveState::Saving,
            _ => SaveState::Saved,
        }
    }

    /// Background actions the user waits for: what, and how far of how much (0: unknown).
    pub fn progress(&self) -> Vec<(&'static str, u64, u64)> {
        self.jobs
            .running()
            .filter_map(|(slot, (done, total))| Some((slot.title()?, done, total)))
            .collect()
    }

    pub fn path(&self) -> &Path {
        self.file.path()
    }

    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// Projects by identity and name, oldest first.
    pub fn projects(&self) -> impl ExactSizeIterator<Item = (ProjectId, &str)> {
        self.projects.iter().map(|row| (row.id, row.name.as_str()))
    }

    pub fn project_named(&self, name: &str) -> Option<ProjectId> {
        self.projects
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.id)
    }

    /// The open project.
    pub fn project(&self) -> Option<(ProjectId, &str)> {
        let id = self.project?;
        self.projects().find(|(project, _)| *project == id)
    }

    /// The documents of the open project: identity, name, segments for translation, confirmed.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = DocumentSummary<'_>> {
        self.documents.iter().map(|head| {
            let live = self.document.as_ref().filter(|open| open.id() == head.id);
            let (segments, confirmed) = live.map_or((head.segments, head.confirmed), |open| {
                let (segments, confirmed) = open.progress();
                (segments as u64, confirmed as u64)
            });
            DocumentSummary {
                id: head.id,
                name: &head.name,
                origin: &head.origin,
                segments,
                confirmed,
            }
        })
    }

    /// The open document.
    pub fn document(&self) -> Option<&OpenDocument> {
        self.document.as_ref()
    }

    /// The active segment.
    pub fn active(&self) -> Option<SegmentId> {
        self.active
    }

    /// Terms of the active segment in the order of the text, longest match first.
    pub fn term_suggestions(&self) -> &[TermSuggestion] {
        &self.suggestions.terms
    }

    /// Matches of the active segment, best first; empty while [`Workspace::is_looking_up`].
    pub fn matches(&self) -> &[TmMatch] {
        &self.suggestions.matches
    }

    pub fn is_looking_up(&self) -> bool {
        self.suggestions.looking_up
    }

    /// All terms, by termbase name.
    pub fn terms(&self) -> impl ExactSizeIterator<Item = (&str, &TermEntry)> {
        self.terms
            .iter()
            .map(|placed| (self.termbase_name(placed.termbase), &placed.entry))
    }

    /// Units in all memories.
    pub fn unit_count(&self) -> u64 {
        self.memories.iter().map(|row| row.units).sum()
    }

    /// Units in the memories that the open project uses.
    pub fn used_unit_count(&self) -> u64 {
        let choices = self.memory_choices().into_iter();
        choices
            .filter(|choice| choice.used)
            .map(|choice| choice.units)
            .sum()
    }

    /// A remembered choice of the window.
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.settings.get(name).map(String::as_str)
    }

    /// What undo and redo would do next, for menus.
    pub fn undo_titles(&self) -> (Option<&'static str>, Option<&'static str>) {
        self.undo.titles()
    }

    fn write(&mut self, write: Write) -> u64 {
        self.writer.as_mut().map_or(0, |writer| writer.send(write))
    }

    /// Waits until what was written so far is on the disk.
    fn flush_writes(&mut self) -> Result<(), WorkspaceError> {
        while self.save_state() != SaveState::Saved {
            if let Some(reason) = &self.refused {
                return Err(WorkspaceError::Store(reason.clone()));
            }
            if let Some(writer) = &self.writer {
                writer.flush();
            }
            match self.receipts.recv() {
                Ok(receipt) => self.acknowledge(receipt),
                Err(_) => break,
            }
        }
        Ok(())
    }

    fn acknowledge(&mut self, receipt: Receipt) {
        let number = match receipt {
            Receipt::Saved { number, effect } => {
                self.refused = None;
                self.follow(effect);
                number
            }
            Receipt::Rejected { number, error } => {
                self.when_saved.remove(&number);
                let message = error.to_string();
                self.events.push_back(Event::Failed { message });
                number
            }
            Receipt::Waiting { error } => {
                let message = error.to_string();
                self.refused = Some(message.clone());
                self.events.push_back(Event::NotSaved { message });
                return;
            }
        };
        self.saved = self.saved.max(number);
        let later = self.when_saved.split_off(&(number + 1));
        let due = std::mem::replace(&mut self.when_saved, later);
        self.events.extend(due.into_values());
    }

    /// Keeps counts and matches in step with what was written to the memories.
    fn follow(&mut self, effect: Effect) {
        let counts = match effect {
            Effect::None => return,
            Effect::Units { memory, more } => vec![(memory, more)],
            Effect::UnitsOf(counts) => counts,
        };
        for (memory, more) in counts {
            if let Some(row) = self.memories.iter_mut().find(|row| row.id == memory) {
                row.units = row.units.saturating_add_signed(more);
            }
            self.fresh_units = self.fresh_units.saturating_add_signed(more);
            self.concordance.on_units(more);
        }
        self.index_fresh_units();
        self.search_again();
        if let Some(active) = self.active {
            self.look_up_matches(active);
        }
    }

    fn author(&self) -> Author {
        Author {
            name: self.author.clone(),
            at: now(),
        }
    }

    fn fail(&mut self, message: impl Into<String>) {
        self.events.push_back(Event::Failed {
            message: message.into(),
        });
    }
}

/// A document in the list of its project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentSummary<'a> {
    pub id: DocumentId,
    pub name: &'a str,
    /// Path or address it came from; empty for pasted text.
    pub origin: &'a str,
    /// Segments for translation.
    pub segments: u64,
    pub confirmed: u64,
}

/// Commands that change nothing in the file.
fn is_reading(command: &Command) -> bool {
    matches!(
        command,
        Command::OpenProject(_)
            | Command::OpenDocument(_)
            | Command::Activate(_)
            | Command::GoToSegment { .. }
            | Command::FindDuplicates { .. }
            | Command::FindInconsistencies { .. }
            | Command::FindReplacements(_)
            | Command::LoadUnits(_)
            | Command::CountMemory { .. }
            | Command::Export(_)
            | Command::ExportMemory { .. }
            | Command::ExportTerms { .. }
            | Command::ListTerms(_)
            | Command::SearchMemories(_)
            | Command::ReadUnits(_)
            | Command::ExportConcordance { .. }
            | Command::CancelJobs
    )
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

fn user_name() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_default()
}

/// Seconds since 1970.
fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
}

#[allow(clippy::needless_pass_by_value, reason = "used as map_err's function")]
fn thread_error(error: std::io::Error) -> WorkspaceError {
    WorkspaceError::Background(format!("the system refused a thread ({error})"))
}

fn read_error(error: impl std::fmt::Display) -> WorkspaceError {
    WorkspaceError::Store(format!("the workspace cannot be read ({error})"))
}
