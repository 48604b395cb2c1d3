//! Translation memories: the index in memory, lookups, import and export.

use super::error::WorkspaceError;
use super::exports::write_file;
use super::outcome::{Outcome, ReadUnits, Slot};
use super::{Event, Workspace, now, read_error};
use crate::engine::exchange::tmx;
use crate::engine::memory::{MemoryIndex, Query};
use crate::engine::model::{MatchRate, MemoryId, SegmentId, TmMatch, TranslationUnit, UnitId};
use crate::store::{Effect, MemoryRow, WorkspaceFile, Write};
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Matches below this are not shown in the window.
const SHOWN_FROM: f64 = 70.0;
/// As many matches as there are keys for.
const SHOWN_AT_MOST: usize = 9;
/// Units a transaction of an import writes; keeps it under 20 ms.
const BATCH: usize = 500;

/// The answer to one query of a memory.
#[derive(Debug, Clone, PartialEq)]
pub struct MemoryAnswer {
    pub matches: Vec<TmMatch>,
    /// CPU time of the lookup alone.
    pub micros: f64,
}

/// The index of all units, shared with the lookup jobs.
#[derive(Default)]
pub(super) struct SharedIndex {
    units: Arc<RwLock<MemoryIndex>>,
    pub is_loading: bool,
    /// What was written since the load under way began.
    pub missed: Vec<Effect>,
}

impl SharedIndex {
    /// Adds or replaces a unit; answers whether it is new.
    pub(super) fn put(&self, unit: UnitId, memory: MemoryId, content: &TranslationUnit) -> bool {
        let mut units = self.writing();
        let is_new = !units.remove(unit);
        units.insert(unit, memory, content);
        is_new
    }

    pub(super) fn remove(&self, unit: UnitId) -> bool {
        self.writing().remove(unit)
    }

    fn writing(&self) -> RwLockWriteGuard<'_, MemoryIndex> {
        self.units.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn reading(units: &RwLock<MemoryIndex>) -> RwLockReadGuard<'_, MemoryIndex> {
    units.read().unwrap_or_else(PoisonError::into_inner)
}

impl Workspace {
    /// Reads all units into a fresh index, off this thread.
    pub(super) fn load_memories(&mut self) {
        self.index.is_loading = true;
        self.index.missed.clear();
        let file = Arc::clone(&self.file);
        self.jobs.spawn(Slot::LoadMemories, move |ticket| {
            let mut index = MemoryIndex::new();
            let read = file
                .reader()
                .map_err(WorkspaceError::from)
                .and_then(|reader| {
                    reader
                        .units(None, |unit, memory, content| {
                            index.insert(unit, memory, &content);
                            !ticket.is_cancelled()
                        })
                        .map_err(read_error)
                });
            Outcome::Indexed(
                read.map(|()| Box::new(index))
                    .map_err(|error| error.to_string()),
            )
        });
    }

    pub(super) fn take_index(&mut self, index: MemoryIndex) {
        self.index.units = Arc::new(RwLock::new(index));
        self.index.is_loading = false;
        for effect in std::mem::take(&mut self.index.missed) {
            match effect {
                Effect::UnitWritten {
                    unit,
                    memory,
                    content,
                } => {
                    self.index.put(unit, memory, &content);
                }
                Effect::UnitRemoved { unit, .. } => {
                    self.index.remove(unit);
                }
                Effect::None => {}
            }
        }
        // A small database read; the counts include what other processes imported.
        if let Ok(memories) = self.reader.memories() {
            self.memories = memories;
        }
        if let Some(active) = self.active {
            self.look_up_matches(active);
        }
    }

    /// Restarts the match lookup of the active segment.
    pub(super) fn look_up_matches(&mut self, id: SegmentId) {
        self.suggestions.matches.clear();
        self.suggestions.looking_up = false;
        let Ok((document, row)) = self.row(id) else {
            return;
        };
        let Some(segment) = document.get(row) else {
            return;
        };
        let source = segment.source.clone();
        let (previous, next) = document.context(row);
        let own = self.own_memory();
        // The sample's units are for the sample alone.
        let hidden = self
            .memories
            .iter()
            .find(|memory| memory.name == super::sample::MEMORY && Some(memory.id) != own)
            .map(|memory| memory.id);
        let units = Arc::clone(&self.index.units);
        self.suggestions.looking_up = true;
        self.jobs.spawn(Slot::Matches, move |_| {
            let query = Query {
                source: &source,
                previous: Some(&previous),
                next: Some(&next),
            };
            let mut matches =
                reading(&units).lookup(&query, MatchRate::new(SHOWN_FROM), 4 * SHOWN_AT_MOST);
            matches.retain(|found| Some(found.memory) != hidden);
            matches.truncate(SHOWN_AT_MOST);
            Outcome::Matched(id, matches)
        });
    }

    /// The memory that the open project confirms into.
    fn own_memory(&self) -> Option<MemoryId> {
        let project = self.project?;
        self.projects
            .iter()
            .find(|row| row.id == project)
            .map(|row| row.memory)
    }

    /// The matches of one memory for texts as they are, in their order. Waits for the index.
    ///
    /// # Errors
    /// There is no memory of that name.
    pub fn look_up(
        &mut self,
        memory: &str,
        queries: &[String],
        min: MatchRate,
        limit: usize,
    ) -> Result<Vec<MemoryAnswer>, WorkspaceError> {
        self.settle()?;
        let memory = self.memory_named(memory)?;
        let units = reading(&self.index.units);
        let answer = |source: &String| {
            let query = Query {
                source,
                previous: None,
                next: None,
            };
            let start = cpu_time_micros();
            let mut matches = units.lookup(&query, min, usize::MAX);
            matches.retain(|found| found.memory == memory);
            matches.truncate(limit);
            MemoryAnswer {
                matches,
                micros: cpu_time_micros() - start,
            }
        };
        Ok(queries.iter().map(answer).collect())
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
    ) -> Result<(), WorkspaceError> {
        if name.trim().is_empty() {
            return Err(WorkspaceError::EmptyName);
        }
        let memory = self.memory_or_new(&name);
        let slot = Slot::ImportMemory(self.next_job());
        self.jobs.spawn(slot, move |ticket| {
            let read = read_tmx(
                &path,
                || ticket.is_cancelled(),
                |done, total| ticket.report(done, total),
            )
            .map(|mut read| {
                read.memory = memory;
                read.name = name;
                Box::new(read)
            });
            Outcome::UnitsRead(read.map_err(|error| error.to_string()))
        });
        Ok(())
    }

    /// Writes units in small transactions that the last one makes visible.
    pub(super) fn store_units(&mut self, read: ReadUnits) {
        let count = read.units.len() as u64;
        let number = self.add_units(read.memory, read.units, read.origin);
        self.when_saved.insert(
            number,
            Event::MemoryImported {
                memory: read.name,
                units: count,
                skipped: read.skipped,
                warnings: read.warnings,
            },
        );
    }

    /// Gives the number of the write that makes the units visible.
    pub(super) fn add_units(
        &mut self,
        memory: MemoryId,
        units: Vec<TranslationUnit>,
        origin: String,
    ) -> u64 {
        let import = self.ids.import();
        let first = self.ids.units(units.len());
        let mut numbered = (first.0..).map(UnitId).zip(units);
        loop {
            let units: Vec<_> = numbered.by_ref().take(BATCH).collect();
            if units.is_empty() {
                break;
            }
            self.write(Write::AddUnits {
                memory,
                import,
                units,
            });
        }
        let number = self.write(Write::PublishUnits {
            memory,
            import,
            origin,
            at: now(),
        });
        self.reload_at = Some(number);
        number
    }

    pub(super) fn export_memory(
        &mut self,
        name: String,
        path: PathBuf,
    ) -> Result<(), WorkspaceError> {
        let memory = self.memory_named(&name)?;
        let file = Arc::clone(&self.file);
        let slot = Slot::ExportMemory(self.next_job());
        self.jobs.spawn(slot, move |_| {
            let written = write_memory(&file, memory, &path).map(|units| Event::MemoryExported {
                memory: name,
                units,
            });
            Outcome::Finished(written.map_err(|error| error.to_string()))
        });
        Ok(())
    }
}

fn read_tmx(
    path: &Path,
    is_cancelled: impl Fn() -> bool,
    report: impl Fn(u64, u64),
) -> Result<ReadUnits, WorkspaceError> {
    let refuse = |reason: String| WorkspaceError::File {
        reason,
        path: path.into(),
    };
    let file = File::open(path).map_err(|error| refuse(format!("cannot open it ({error})")))?;
    let mut units = Vec::new();
    let length = file.metadata().map_or(0, |meta| meta.len());
    let mut read = 0;
    let summary = tmx::read(BufReader::new(file), |unit| {
        read += (unit.source.len() + unit.target.len()) as u64;
        report(read.min(length), length);
        units.push(unit);
        if is_cancelled() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
    .map_err(|error| refuse(error.to_string()))?;
    Ok(ReadUnits {
        memory: MemoryId(0),
        name: String::new(),
        origin: path.display().to_string(),
        units,
        skipped: summary.skipped,
        warnings: summary.warnings,
    })
}

fn write_memory(
    file: &WorkspaceFile,
    memory: MemoryId,
    path: &Path,
) -> Result<u64, WorkspaceError> {
    let reader = file.reader()?;
    let mut count = 0;
    write_file(path, |out| {
        let mut writer = tmx::TmxWriter::new(out)?;
        let mut outcome = Ok(());
        reader
            .units(Some(memory), |_, _, unit| {
                outcome = writer.write(&unit);
                count += 1;
                outcome.is_ok()
            })
            .map_err(std::io::Error::other)?;
        outcome?;
        writer.finish().map(drop)
    })?;
    Ok(count)
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
