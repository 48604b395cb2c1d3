//! Translation memories: lookups, import and export, and keeping the index small.

use super::error::WorkspaceError;
use super::ids::Ids;
use super::known_units::KnownUnits;
use super::memory_files::{MemoryFile, write_memory};
use super::outcome::{Outcome, Slot, StoredImport};
use super::unit_import::{SMALLEST_RUN, UnitImport, send_run};
use super::{Event, Workspace, now, read_error};
use crate::engine::exchange::table::TableMapping;
use crate::engine::exchange::tmx::Broken;
use crate::engine::memory::{ComparableSource, Conditions, Query, RunBuilder, search};
use crate::engine::model::{
    MatchRate, MemoryId, MemoryStanding, Remark, SegmentId, TmMatch, TranslationUnit, UnitId,
    UnitRun, Warning,
};
use crate::store::{Batch, Feed, MemoryRow, StoredUnits, WorkspaceFile, Write, Writer};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

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
#[derive(Clone)]
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

    fn search(
        &self,
        query: &Query<'_>,
        min: MatchRate,
        limit: usize,
        conditions: &Conditions<impl Fn(MemoryId) -> Option<MemoryStanding>>,
    ) -> Result<Vec<TmMatch>, WorkspaceError> {
        let mut units = self.units.lock().unwrap_or_else(PoisonError::into_inner);
        let units = match &mut *units {
            Some(units) => units,
            closed => closed.insert(self.file.units()?),
        };
        units
            .in_one_read(|units| search(units, query, min, limit, conditions))
            .map_err(read_error)
    }
}

impl Workspace {
    /// Indexes units written one by one when there are many.
    pub(super) fn index_fresh_units(&mut self) {
        let Some(feed) = self.writer.as_ref().and_then(Writer::feed) else {
            return;
        };
        if self.fresh_units < FRESH_AT_MOST || self.is_indexing {
            return;
        }
        self.is_indexing = true;
        self.fresh_units = 0;
        let (file, ids) = (Arc::clone(&self.file), Arc::clone(&self.ids));
        self.jobs.spawn(Slot::IndexUnits, move |ticket| {
            let done = index_fresh(&file, feed, &ids, || ticket.is_cancelled());
            Outcome::Indexed(done.map_err(|error| error.to_string()))
        });
    }

    /// Restarts the match lookup of the active segment.
    pub(super) fn look_up_matches(&mut self, id: SegmentId) {
        self.suggestions.looking_up = false;
        let Ok((document, row)) = self.row(id) else {
            return;
        };
        let Some(segment) = document.get(row) else {
            return;
        };
        let source = segment.source.clone();
        let (previous, next) = document.context(row);
        let standings = self.standings();
        let memories = move |memory: MemoryId| standings.get(&memory).copied();
        let conditions = Conditions::new(memories, self.penalties(), now());
        let index = self.index.clone();
        self.suggestions.looking_up = true;
        self.jobs.spawn(Slot::Matches, move |_| {
            let query = Query {
                source: &source,
                previous: Some(&previous),
                next: Some(&next),
            };
            let min = MatchRate::new(SHOWN_FROM);
            let matches = index.search(&query, min, SHOWN_AT_MOST, &conditions);
            Outcome::Matched(id, matches.map_err(|error| error.to_string()))
        });
    }

    /// The sample's units are for the sample alone.
    pub(super) fn hidden_memory(&self) -> Option<MemoryId> {
        let own = self.own_memory();
        self.sample_memory().filter(|memory| Some(*memory) != own)
    }

    /// Memories that are not looked through unless asked for.
    pub(super) fn unseen_memories(&self) -> Vec<MemoryId> {
        let removed = self.removed_memories.iter().copied();
        self.hidden_memory().into_iter().chain(removed).collect()
    }

    pub(super) fn sample_memory(&self) -> Option<MemoryId> {
        let mut rows = self.memories.iter();
        rows.find(|row| row.name == super::sample::MEMORY)
            .map(|row| row.id)
    }

    /// The memory that the open project confirms into.
    pub(super) fn own_memory(&self) -> Option<MemoryId> {
        let project = self.project?;
        self.projects
            .iter()
            .find(|row| row.id == project)
            .map(|row| row.memory)
    }

    /// The matches of one memory for texts as they are, in their order. Waits for
    /// what is being written.
    ///
    /// # Errors
    /// There is no memory of that name, or it cannot be read.
    pub fn look_up(
        &mut self,
        memory: &str,
        queries: &[String],
        min: MatchRate,
        limit: usize,
    ) -> Result<Vec<MemoryAnswer>, WorkspaceError> {
        self.settle()?;
        let memory = self.memory_named(memory)?;
        let alone = |found| (found == memory).then(MemoryStanding::default);
        let conditions = Conditions::new(alone, self.penalties(), now());
        let answer = |source: &String| {
            let query = Query {
                source,
                previous: None,
                next: None,
            };
            let start = cpu_time_micros();
            let matches = self.index.search(&query, min, limit, &conditions)?;
            Ok(MemoryAnswer {
                matches,
                micros: cpu_time_micros() - start,
            })
        };
        queries.iter().map(answer).collect()
    }

    pub(super) fn memory_named(&self, name: &str) -> Result<MemoryId, WorkspaceError> {
        self.memories
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.id)
            .ok_or_else(|| WorkspaceError::NoMemory(name.into()))
    }

    pub(super) fn memory_or_new(&mut self, name: &str) -> MemoryId {
        if let Ok(id) = self.memory_named(name) {
            return id;
        }
        let id = self.ids.memory();
        self.memories.push(MemoryRow {
            id,
            name: name.into(),
            units: 0,
            read_only: false,
            penalty: 0.0,
        });
        self.write(Write::CreateMemory {
            id,
            name: name.into(),
            at: now(),
        });
        id
    }

    pub(super) fn import_memory(
        &mut self,
        name: String,
        path: PathBuf,
        mapping: TableMapping,
        keep_before_error: bool,
    ) -> Result<(), WorkspaceError> {
        if name.trim().is_empty() {
            return Err(WorkspaceError::EmptyName);
        }
        let memory = match self.memory_named(&name) {
            Ok(memory) => memory,
            Err(_) => {
                let made = self.memory_or_new(&name);
                self.made.memories.insert(made);
                made
            }
        };
        let import = self.ids.import();
        self.write(Write::BeginUnits { import });
        let Some(feed) = self.writer.as_ref().and_then(Writer::feed) else {
            return Err(WorkspaceError::ReadOnly);
        };
        let held = self.memories.iter().find(|row| row.id == memory);
        let held = held.map_or(0, |row| row.units);
        let workspace = Arc::clone(&self.file);
        let mut units = UnitImport::new(feed, Arc::clone(&self.ids), memory, import);
        let file = MemoryFile {
            memory: name,
            path,
            mapping,
            broken: if keep_before_error {
                Broken::KeptBefore
            } else {
                Broken::Refused
            },
        };
        let slot = Slot::ImportMemory(self.next_job());
        self.jobs.spawn(slot, move |ticket| {
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
            let stored = read.map(|(summary, units)| StoredImport {
                memory,
                import,
                name: file.memory,
                origin: file.path.display().to_string(),
                units,
                skipped: summary.skipped,
                header: summary.header,
                warnings: summary.warnings,
            });
            Outcome::UnitsStored(stored.map(Box::new))
        });
        Ok(())
    }

    /// Makes the units of an import visible, all at once.
    pub(super) fn publish_units(&mut self, mut stored: StoredImport) {
        self.made.memories.remove(&stored.memory);
        self.keep_header(&mut stored);
        let number = self.write(Write::PublishUnits {
            memory: stored.memory,
            import: stored.import,
            units: stored.units,
            origin: stored.origin,
            at: now(),
        });
        self.when_saved.insert(
            number,
            Event::MemoryImported {
                memory: stored.name,
                units: stored.units,
                skipped: stored.skipped,
                warnings: stored.warnings,
            },
        );
    }

    /// Keeps notes and properties of a whole file with the memory, to be exported with it.
    fn keep_header(&mut self, stored: &mut StoredImport) {
        let mut kept = self.header(stored.memory);
        let before = kept.len();
        for remark in std::mem::take(&mut stored.header) {
            if !kept.contains(&remark) && kept.len() < HEADER_AT_MOST {
                kept.push(remark);
            }
        }
        let value = serde_json::to_string(&kept).unwrap_or_default();
        if kept.len() > before && value.len() <= HEADER_BYTES_AT_MOST {
            let name = header_setting(stored.memory);
            self.settings.insert(name.clone(), value.clone());
            self.write(Write::Setting { name, value });
        } else if kept.len() > before {
            let message = "notes and properties of the file's header were too many to be kept";
            stored.warnings.push(Warning::new(message));
        }
    }

    /// Notes and properties of the files a memory is from.
    fn header(&self, memory: MemoryId) -> Vec<Remark> {
        let value = self.settings.get(&header_setting(memory));
        value
            .and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_default()
    }

    /// Adds a few units that are seen all at once.
    pub(super) fn add_units(
        &mut self,
        memory: MemoryId,
        units: Vec<TranslationUnit>,
        origin: String,
    ) {
        let import = self.ids.import();
        // Before any identity is given out: what is swept is told by the lowest one.
        self.write(Write::BeginUnits { import });
        let count = units.len();
        let first = self.ids.units(count);
        let indexed = (first.0..).zip(units).map(|(id, unit)| {
            let outline = ComparableSource::new(&unit.source).outline();
            (UnitId(id), unit, outline)
        });
        let units = indexed.collect();
        self.write(Write::AddUnits {
            memory,
            import,
            units,
        });
        self.write(Write::PublishUnits {
            memory,
            import,
            units: count as u64,
            origin,
            at: now(),
        });
    }

    pub(super) fn export_memory(
        &mut self,
        name: String,
        path: PathBuf,
    ) -> Result<(), WorkspaceError> {
        let memory = self.memory_named(&name)?;
        let file = Arc::clone(&self.file);
        let header = self.header(memory);
        let slot = Slot::ExportMemory(self.next_job());
        self.jobs.spawn(slot, move |_| {
            let written = write_memory(&file, memory, &header, &path);
            let written = written.map(|(units, warnings)| Event::MemoryExported {
                memory: name,
                units,
                warnings,
            });
            Outcome::Finished(written.map_err(|error| error.to_string()))
        });
        Ok(())
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
fn cpu_time_micros() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
}

#[cfg(not(unix))]
fn cpu_time_micros() -> f64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0.0, |time| time.as_secs_f64() * 1e6)
}
