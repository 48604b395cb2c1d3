//! Translation memories: lookups, import and export, and keeping the index small.

mod arrangement;
mod command;
mod concordance;
mod files;
mod known_units;
mod source;
mod statistics;
mod tables;
mod unit_card;
mod unit_changes;
mod unit_import;
mod upkeep;

pub use arrangement::MemoryChoice;
pub use command::{Command, Event, UnitsChange};
pub use concordance::{ConcordanceAnswer, ConcordanceQuery, ConcordanceRow, UnitFilter, date};
pub use unit_card::{Article, PastUnit, UnitCard};
pub use upkeep::{
    Duplicates, Inconsistencies, ListedUnit, ReplaceRequest, Replacements, SameSide, Unification,
};

use super::core::{Core, Ids, ImportInto, Slot, WorkspaceError, by_project, now, read_error};
use super::documents::{ActiveSegment, Confirmed, ConfirmedUnit};
use super::{MAIN_MEMORY, Workspace};
use crate::engine::exchange::table::TableMapping;
use crate::engine::exchange::tmx::Broken;
use crate::engine::memory::{ComparableSource, Conditions, Query, RunBuilder, search};
use crate::engine::model::{
    MatchRate, MemoryId, MemoryStanding, ProjectId, Remark, SegmentId, TmMatch, TranslationUnit,
    UnitId, UnitOrigin, UnitRun, Warning,
};
use crate::engine::statistics::MemoryStatistics;
use crate::jobs::Ticket;
use crate::store::{
    Batch, Effect, Feed, MemoryRow, PreparedUnit, Reader, StoredUnits, UnitWrite, WorkspaceFile,
    context_hash,
};
use concordance::Concordance;
use files::{MemoryFile, StoredImport, write_memory};
use known_units::KnownUnits;
use source::{MatchQuestion, MemorySource};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use unit_import::{SMALLEST_RUN, UnitImport, send_run};
use upkeep::Upkeep;

/// The memory of the sample; other projects do not see it.
pub(super) const SAMPLE_MEMORY: &str = "Sample memory";

const INDEX: Slot = Slot::quiet("index units");
const IMPORT: Slot = Slot::shown("import memory", "importing memory");
const EXPORT: Slot = Slot::shown("export memory", "exporting memory");

/// Matches below this are not shown in the window.
const SHOWN_FROM: f64 = 70.0;
/// As many matches as there are keys for.
const SHOWN_AT_MOST: usize = 9;
/// Every lookup looks at all fresh units; when there are so many they become a run.
const FRESH_AT_MOST: u64 = 2_048;
/// Fresh units that become one run at most.
const INDEXED_AT_ONCE: usize = 1 << 16;

/// Notes and properties of files kept with a memory.
const HEADER_AT_MOST: usize = 256;
const HEADER_BYTES_AT_MOST: usize = 1 << 18;

/// The answer to one query of a memory.
#[derive(Debug, Clone, PartialEq)]
pub struct MemoryAnswer {
    pub matches: Vec<TmMatch>,
    /// CPU time of the lookup alone.
    pub micros: f64,
}

/// The stored index, shared with the lookup jobs. Opened at the first lookup.
pub(super) struct SharedIndex {
    file: Arc<WorkspaceFile>,
    units: Arc<Mutex<Option<StoredUnits>>>,
}

impl SharedIndex {
    pub(super) fn new(file: Arc<WorkspaceFile>) -> Self {
        Self {
            file,
            units: Arc::default(),
        }
    }
}

impl MemorySource for SharedIndex {
    fn matches(&self, question: &MatchQuestion) -> Result<Vec<TmMatch>, WorkspaceError> {
        let query = Query {
            source: &question.source,
            previous: question.previous.as_deref(),
            next: question.next.as_deref(),
        };
        let memories = |memory: MemoryId| question.standings.get(&memory).copied();
        let conditions = Conditions::new(memories, question.penalties.clone(), question.at);
        let mut units = self.units.lock().unwrap_or_else(PoisonError::into_inner);
        let units = match &mut *units {
            Some(units) => units,
            closed => closed.insert(self.file.units()?),
        };
        units
            .in_one_read(|units| search(units, &query, question.min, question.limit, &conditions))
            .map_err(read_error)
    }
}

/// A question about the memories of the open project, and who answers it.
#[derive(Clone)]
pub(super) struct Matcher {
    index: Arc<dyn MemorySource>,
    question: MatchQuestion,
}

impl Matcher {
    /// The matches that are shown, best first.
    pub(super) fn matches(&self) -> Result<Vec<TmMatch>, WorkspaceError> {
        self.index.matches(&self.question)
    }

    /// The best match of another source, if it reaches a rate.
    pub(super) fn best(
        &mut self,
        source: &str,
        (previous, next): (&str, &str),
        min: MatchRate,
    ) -> Result<Option<TmMatch>, WorkspaceError> {
        let question = &mut self.question;
        source.clone_into(&mut question.source);
        question.previous = Some(previous.to_owned());
        question.next = Some(next.to_owned());
        question.min = min;
        question.limit = 1;
        Ok(self.matches()?.into_iter().next())
    }
}

/// The translation memories of a workspace, and what is shown of them.
pub(super) struct Memories {
    index: Arc<dyn MemorySource>,
    pub rows: Vec<MemoryRow>,
    /// Deleted memories whose units have not been purged yet.
    pub removed: Vec<MemoryId>,
    /// Memories made for an import under way; they go where nothing comes into them.
    pub created: BTreeSet<MemoryId>,
    /// The memories that a project arranged, and whether it uses them.
    pub arranged: BTreeMap<ProjectId, Vec<(MemoryId, bool)>>,
    pub statistics: Option<(MemoryId, MemoryStatistics)>,
    pub concordance: Concordance,
    pub upkeep: Upkeep,
    /// About how many units are in no run, and whether a job is making one of them.
    pub fresh_units: u64,
    pub is_indexing: bool,
    /// Counts what changes the matches of a segment that itself stays as it is.
    version: u64,
}

impl Memories {
    pub(super) fn read(file: &Arc<WorkspaceFile>, reader: &Reader) -> Result<Self, WorkspaceError> {
        Ok(Self {
            index: Arc::new(SharedIndex::new(Arc::clone(file))),
            rows: reader.memories().map_err(read_error)?,
            removed: reader.removed_memories().map_err(read_error)?,
            created: BTreeSet::new(),
            arranged: by_project(reader.arranged_memories().map_err(read_error)?),
            statistics: None,
            concordance: Concordance::default(),
            upkeep: Upkeep::default(),
            fresh_units: reader.fresh_count().map_err(read_error)?,
            is_indexing: false,
            version: 1,
        })
    }

    pub(super) fn apply(
        &mut self,
        core: &mut Core,
        command: Command,
    ) -> Result<(), WorkspaceError> {
        match command {
            Command::Create { name } => self.create(core, &name),
            Command::Set {
                memory,
                name,
                read_only,
                penalty,
            } => self.set(core, memory, &name, read_only, penalty),
            Command::Delete(memory) => self.delete(core, memory),
            Command::Arrange { order, main } => self.arrange(core, order, main),
            Command::SetPenalties(penalties) => self.set_penalties(core, penalties),
            Command::Import {
                into,
                path,
                mapping,
                keep_before_error,
            } => self.import(core, into, path, mapping, keep_before_error),
            Command::Export { memory, path } => self.export(core, memory, path),
            Command::Count(memory) => self.count_memory(core, memory),
            Command::Search(query) => self.search_memories(core, &query),
            Command::ReadUnits(rows) => {
                self.read_units(core, &rows);
                Ok(())
            }
            Command::ExportConcordance { path } => self.export_concordance(core, path),
            Command::ReadCard(unit) => {
                self.read_card(core, unit);
                Ok(())
            }
            Command::EditUnit {
                unit,
                source,
                target,
            } => self.edit_unit(core, unit, source, target),
            Command::DeleteUnit(unit) => self.delete_unit(core, unit),
            Command::RestoreUnit { unit, entry } => self.restore_unit(core, unit, entry),
            Command::FindDuplicates { memory, exact } => self.find_duplicates(core, memory, exact),
            Command::MergeDuplicates { left_out } => self.merge_duplicates(core, left_out),
            Command::FindInconsistencies { memory, same } => {
                self.find_inconsistencies(core, memory, same)
            }
            Command::Unify {
                group,
                variant,
                how,
            } => self.unify(core, group, variant, how),
            Command::FindReplacements(request) => self.find_replacements(core, &request),
            Command::Replace { left_out } => self.replace(core, left_out),
            Command::LoadUnits(units) => {
                self.load_units(core, units);
                Ok(())
            }
        }
    }

    /// The memory that new projects confirm into.
    pub(super) fn main(&mut self, core: &mut Core) -> MemoryId {
        self.memory_or_new(core, MAIN_MEMORY)
    }

    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Keeps counts in step with what was written to the memories.
    pub(super) fn follow(&mut self, core: &mut Core, effect: Effect) {
        let counts = match effect {
            Effect::None => return,
            Effect::Units { memory, more } => vec![(memory, more)],
            Effect::UnitsOf(counts) => counts,
        };
        for (memory, more) in counts {
            if let Some(row) = self.rows.iter_mut().find(|row| row.id == memory) {
                row.units = row.units.saturating_add_signed(more);
            }
            self.fresh_units = self.fresh_units.saturating_add_signed(more);
            self.concordance.on_units(more);
        }
        self.version += 1;
        self.index_fresh_units(core);
        self.search_again(core);
    }

    /// The unit of a confirmed segment, for the memory of its project.
    pub(super) fn unit_of(core: &Core, confirmed: &Confirmed) -> Option<ConfirmedUnit> {
        let project = core.projects.get(confirmed.project)?;
        let author = core.author();
        let unit = TranslationUnit {
            source: confirmed.source.clone(),
            target: confirmed.after.target.clone(),
            source_tag: "ar".into(),
            target_tag: "en".into(),
            previous_source: Some(confirmed.previous.clone()),
            next_source: Some(confirmed.next.clone()),
            author: Some(author.name).filter(|name| !name.is_empty()),
            created: Some(author.at),
            changed: Some(author.at),
            project: Some(project.name.clone()),
            document: Some(confirmed.document_name.clone()),
            origin: UnitOrigin::Confirmed,
            extra: None,
        };
        let outline = ComparableSource::new(&unit.source).outline();
        Some((project.memory, core.ids.units(1), unit, outline))
    }

    /// What finds the best matches of many sources in the memories of the open project.
    pub(super) fn batch_matcher(&self, core: &Core) -> Matcher {
        let nothing = ActiveSegment {
            segment: SegmentId(0),
            source: "",
            previous: String::new(),
            next: String::new(),
        };
        self.matcher(core, &nothing)
    }

    /// What finds the matches of a segment in the memories of the open project.
    pub(super) fn matcher(&self, core: &Core, segment: &ActiveSegment<'_>) -> Matcher {
        Matcher {
            index: Arc::clone(&self.index),
            question: MatchQuestion {
                source: segment.source.to_owned(),
                previous: Some(segment.previous.clone()),
                next: Some(segment.next.clone()),
                min: MatchRate::new(SHOWN_FROM),
                limit: SHOWN_AT_MOST,
                standings: self.standings(core),
                penalties: self.penalties(core),
                at: now(),
            },
        }
    }
}

impl Memories {
    /// Takes back memories made for imports that failed, unless something is on its way into them
    /// or uses them meanwhile.
    fn delete_unused_created(&mut self, core: &mut Core) {
        if core.is_running(IMPORT) {
            return;
        }
        for id in std::mem::take(&mut self.created) {
            let mut rows = self.rows.iter();
            let row = rows.find(|row| row.id == id && row.units == 0);
            let mut projects = core.projects.rows.iter();
            let is_used = projects.any(|project| project.memory == id);
            if let Some(row) = row.cloned().filter(|_| !is_used) {
                self.put_memory(core, &row, true);
            }
        }
    }

    /// Indexes units written one by one when there are many.
    pub(super) fn index_fresh_units(&mut self, core: &mut Core) {
        let Some(feed) = core.feed() else {
            return;
        };
        if self.fresh_units < FRESH_AT_MOST || self.is_indexing {
            return;
        }
        self.is_indexing = true;
        self.fresh_units = 0;
        let (file, ids) = (Arc::clone(&core.file), Arc::clone(&core.ids));
        let work = move |ticket: &Ticket| index_fresh(&file, feed, &ids, || ticket.is_cancelled());
        core.spawn(INDEX, work, |workspace, done| {
            workspace.memories.is_indexing = false;
            workspace.core.expect(done);
        });
    }

    /// The sample's units are for the sample alone.
    pub(super) fn hidden_memory(&self, core: &Core) -> Option<MemoryId> {
        let own = self.own_memory(core);
        self.sample_memory().filter(|memory| Some(*memory) != own)
    }

    /// Memories that are not looked through unless asked for.
    pub(super) fn unseen_memories(&self, core: &Core) -> Vec<MemoryId> {
        let removed = self.removed.iter().copied();
        self.hidden_memory(core)
            .into_iter()
            .chain(removed)
            .collect()
    }

    pub(super) fn sample_memory(&self) -> Option<MemoryId> {
        let mut rows = self.rows.iter();
        rows.find(|row| row.name == SAMPLE_MEMORY).map(|row| row.id)
    }

    /// The memory that the open project confirms into.
    pub(super) fn own_memory(&self, core: &Core) -> Option<MemoryId> {
        core.projects.open_row().map(|row| row.memory)
    }

    pub(super) fn memory_named(&self, name: &str) -> Result<MemoryId, WorkspaceError> {
        self.rows
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.id)
            .ok_or_else(|| WorkspaceError::NoMemory(name.into()))
    }

    pub(super) fn memory_or_new(&mut self, core: &mut Core, name: &str) -> MemoryId {
        if let Ok(id) = self.memory_named(name) {
            return id;
        }
        let id = core.ids.memory();
        self.rows.push(MemoryRow {
            id,
            name: name.into(),
            units: 0,
            read_only: false,
            penalty: 0.0,
        });
        core.write(UnitWrite::Create {
            id,
            name: name.into(),
            at: now(),
        });
        id
    }

    pub(super) fn import(
        &mut self,
        core: &mut Core,
        into: ImportInto<MemoryId>,
        path: PathBuf,
        mapping: TableMapping,
        keep_before_error: bool,
    ) -> Result<(), WorkspaceError> {
        let memory = match &into {
            ImportInto::Existing(id) => self.memory_row(*id)?.id,
            ImportInto::New(name) if name.trim().is_empty() => {
                return Err(WorkspaceError::EmptyName);
            }
            ImportInto::New(name) => match self.memory_named(name) {
                Ok(memory) => memory,
                Err(_) => {
                    let made = self.memory_or_new(core, name);
                    self.created.insert(made);
                    made
                }
            },
        };
        let import = core.ids.import();
        core.write(UnitWrite::BeginImport { import });
        let Some(feed) = core.feed() else {
            return Err(WorkspaceError::ReadOnly);
        };
        let held = self.rows.iter().find(|row| row.id == memory);
        let held = held.map_or(0, |row| row.units);
        let workspace = Arc::clone(&core.file);
        let mut units = UnitImport::new(feed, Arc::clone(&core.ids), memory, import);
        let file = MemoryFile {
            into,
            path,
            mapping,
            broken: if keep_before_error {
                Broken::KeptBefore
            } else {
                Broken::Refused
            },
        };
        let slot = core.beside(IMPORT);
        let work = move |ticket: &Ticket| {
            let known = KnownUnits::of(&workspace, memory, held, || ticket.is_cancelled());
            let read = known
                .map_err(|error| file.refuse(error.to_string()))
                .and_then(|known| {
                    units.leave_out(known);
                    file.read(&mut units, ticket)
                });
            if read.is_err() {
                units.discard();
            }
            read.map(|(summary, units)| StoredImport {
                memory,
                import,
                origin: file.path.display().to_string(),
                units,
                skipped: summary.skipped,
                header: summary.header,
                warnings: summary.warnings,
            })
        };
        core.spawn(slot, work, |workspace, stored| {
            let (memories, core) = (&mut workspace.memories, &mut workspace.core);
            match stored {
                Ok(stored) => memories.publish_units(core, stored),
                Err(refused) => {
                    memories.delete_unused_created(core);
                    core.fail(refused.message);
                    if let Some(event) = refused.retry {
                        core.tell(*event);
                    }
                }
            }
        });
        Ok(())
    }

    /// Makes the units of an import visible, all at once.
    fn publish_units(&mut self, core: &mut Core, mut stored: StoredImport) {
        self.created.remove(&stored.memory);
        self.keep_header(core, &mut stored);
        let published = UnitWrite::PublishImport {
            memory: stored.memory,
            import: stored.import,
            units: stored.units,
            origin: stored.origin,
            at: now(),
        };
        let event = Event::Imported {
            memory: self.memory_name(stored.memory),
            units: stored.units,
            skipped: stored.skipped,
            warnings: stored.warnings,
        };
        core.write_and_tell(published, event);
    }

    /// Keeps notes and properties of a whole file with the memory, to be exported with it.
    fn keep_header(&mut self, core: &mut Core, stored: &mut StoredImport) {
        let mut kept = self.header(core, stored.memory);
        let before = kept.len();
        for remark in std::mem::take(&mut stored.header) {
            if !kept.contains(&remark) && kept.len() < HEADER_AT_MOST {
                kept.push(remark);
            }
        }
        let value = serde_json::to_string(&kept).unwrap_or_default();
        if kept.len() > before && value.len() <= HEADER_BYTES_AT_MOST {
            let name = header_setting(stored.memory);
            core.remember(name, value);
        } else if kept.len() > before {
            let message = "notes and properties of the file's header were too many to be kept";
            stored.warnings.push(Warning::new(message));
        }
    }

    /// Notes and properties of the files a memory is from.
    fn header(&self, core: &Core, memory: MemoryId) -> Vec<Remark> {
        let value = core.settings.get(&header_setting(memory));
        value
            .and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_default()
    }

    /// Adds a few units that are seen all at once.
    pub(super) fn add_units(
        &mut self,
        core: &mut Core,
        memory: MemoryId,
        units: Vec<TranslationUnit>,
        origin: String,
    ) {
        let import = core.ids.import();
        // Before any identity is given out: what is swept is told by the lowest one.
        core.write(UnitWrite::BeginImport { import });
        let count = units.len();
        let first = core.ids.units(count);
        let (mut prepared, mut outlines, mut contexts) = (Vec::new(), Vec::new(), Vec::new());
        for (id, unit) in (first.0..).map(UnitId).zip(units) {
            outlines.push((id, ComparableSource::new(&unit.source).outline()));
            contexts.push((context_hash(&unit), id));
            prepared.push(PreparedUnit::new(id, unit));
        }
        core.write(UnitWrite::Batch(Batch::Units {
            memory,
            import,
            units: prepared,
        }));
        core.write(UnitWrite::Batch(Batch::Fresh {
            import: Some(import),
            units: outlines,
            contexts,
        }));
        core.write(UnitWrite::PublishImport {
            memory,
            import,
            units: count as u64,
            origin,
            at: now(),
        });
    }

    pub(super) fn export(
        &mut self,
        core: &mut Core,
        memory: MemoryId,
        path: PathBuf,
    ) -> Result<(), WorkspaceError> {
        let name = self.memory_row(memory)?.name.clone();
        let file = Arc::clone(&core.file);
        let header = self.header(core, memory);
        let slot = core.beside(EXPORT);
        let work = move |_: &Ticket| {
            let (units, warnings) = write_memory(&file, memory, &header, &path)?;
            Ok::<_, WorkspaceError>(Event::Exported {
                memory: name,
                units,
                warnings,
            })
        };
        core.spawn(slot, work, |workspace, written| {
            workspace.core.finish(written);
        });
        Ok(())
    }
}

impl Workspace {
    pub fn memory_named(&self, name: &str) -> Option<MemoryId> {
        self.memories.memory_named(name).ok()
    }

    pub fn memory_name(&self, memory: MemoryId) -> String {
        self.memories.memory_name(memory)
    }

    /// Where an import into the memory of that name goes.
    pub fn memory_to_fill(&self, name: &str) -> ImportInto<MemoryId> {
        match self.memory_named(name) {
            Some(memory) => ImportInto::Existing(memory),
            None => ImportInto::New(name.to_owned()),
        }
    }

    /// Units in all memories.
    pub fn unit_count(&self) -> u64 {
        self.memories.rows.iter().map(|row| row.units).sum()
    }

    /// Units in the memories that the open project uses.
    pub fn used_unit_count(&self) -> u64 {
        let choices = self.memories.memory_choices(&self.core).into_iter();
        choices
            .filter(|choice| choice.used)
            .map(|choice| choice.units)
            .sum()
    }

    /// The matches of one memory for texts as they are, in their order. Waits for
    /// what is being written.
    ///
    /// # Errors
    /// The memory is gone, or it cannot be read.
    pub fn look_up(
        &mut self,
        memory: &str,
        queries: &[String],
        min: MatchRate,
        limit: usize,
    ) -> Result<Vec<MemoryAnswer>, WorkspaceError> {
        self.settle()?;
        let memory = self.memories.memory_named(memory)?;
        let mut question = MatchQuestion {
            source: String::new(),
            previous: None,
            next: None,
            min,
            limit,
            standings: BTreeMap::from([(memory, MemoryStanding::default())]),
            penalties: self.memories.penalties(&self.core),
            at: now(),
        };
        let answer = |source: &String| {
            question.source.clone_from(source);
            let start = cpu_time_micros();
            let matches = self.memories.index.matches(&question)?;
            Ok(MemoryAnswer {
                matches,
                micros: cpu_time_micros() - start,
            })
        };
        queries.iter().map(answer).collect()
    }
}

fn header_setting(memory: MemoryId) -> String {
    format!("memory.{}.header", memory.0)
}

/// Turns fresh units into runs until few are left.
fn index_fresh(
    file: &WorkspaceFile,
    mut feed: Feed,
    ids: &Ids,
    is_cancelled: impl Fn() -> bool,
) -> Result<(), WorkspaceError> {
    let reader = file.reader()?;
    loop {
        let mut run = RunBuilder::default();
        let mut memories = BTreeSet::new();
        let until = reader
            .fresh_units(INDEXED_AT_ONCE, |id, memory, source| {
                memories.insert(memory);
                run.push(id, &ComparableSource::new(source));
                !is_cancelled()
            })
            .map_err(read_error)?;
        if is_cancelled() || run.len() < SMALLEST_RUN {
            return Ok(());
        }
        let number = ids.run();
        let memory = memories.pop_first().filter(|_| memories.is_empty());
        let described = UnitRun { id: number, memory };
        let sent = send_run(&mut feed, described, run, Vec::new(), (None, Some(until)))
            .and_then(|()| feed.finish().map(drop));
        if let Err(error) = sent {
            feed.discard(|| Batch::DiscardRun { run: number });
            return Err(error.into());
        }
    }
}

/// CPU time of this thread in microseconds; wall time where the system tells none.
#[cfg(unix)]
pub(super) fn cpu_time_micros() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
}

#[cfg(not(unix))]
pub(super) fn cpu_time_micros() -> f64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0.0, |time| time.as_secs_f64() * 1e6)
}
