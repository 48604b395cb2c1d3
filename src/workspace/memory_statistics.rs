//! Statistics of a memory, counted in the background.

use super::outcome::{Outcome, Slot};
use super::{Workspace, WorkspaceError, date, read_error};
use crate::engine::model::MemoryId;
use crate::engine::statistics::{MemoryCounter, MemoryStatistics};
use crate::jobs::Ticket;
use crate::store::WorkspaceFile;
use std::sync::Arc;

/// Progress is told after so many units.
const TOLD: u64 = 1 << 10;

impl Workspace {
    /// The statistics of a memory as they were counted last; `None` where they were not.
    pub fn memory_statistics(&self, memory: MemoryId) -> Option<&MemoryStatistics> {
        let (of, counted) = self.memory_statistics.as_ref()?;
        (*of == memory).then_some(counted)
    }

    /// Counts a memory on this thread. Waits for what is being written.
    ///
    /// # Errors
    /// There is no memory of that name, or it cannot be read.
    pub fn count_memory_now(&mut self, name: &str) -> Result<MemoryStatistics, WorkspaceError> {
        self.settle()?;
        let memory = self.memory_named(name)?;
        count(&self.file, memory, 0, &Ticket::default())
    }

    /// How far the counting is: units done, and of how many.
    pub fn counting_progress(&self) -> Option<(u64, u64)> {
        let mut running = self.jobs.running();
        let counting = running.find(|(slot, _)| *slot == Slot::CountMemory);
        counting.map(|(_, progress)| progress)
    }

    pub(super) fn count_memory(&mut self, name: &str) -> Result<(), WorkspaceError> {
        let memory = self.memory_named(name)?;
        let units = self.memories.iter().find(|row| row.id == memory);
        let units = units.map_or(0, |row| row.units);
        self.memory_statistics = None;
        let file = Arc::clone(&self.file);
        self.jobs.spawn(Slot::CountMemory, move |ticket| {
            let counted = count(&file, memory, units, ticket);
            let counted = counted.map(|counted| (memory, Box::new(counted)));
            Outcome::MemoryCounted(counted.map_err(|error| error.to_string()))
        });
        Ok(())
    }
}

fn count(
    file: &WorkspaceFile,
    memory: MemoryId,
    units: u64,
    ticket: &Ticket,
) -> Result<MemoryStatistics, WorkspaceError> {
    let reader = file.reader()?;
    let mut counter = MemoryCounter::default();
    let mut done = 0;
    reader
        .units(Some(memory), |_, _, unit| {
            done += 1;
            if done % TOLD == 0 {
                ticket.report(done, units.max(done));
            }
            let day = unit.changed.or(unit.created).map(date).unwrap_or_default();
            counter.take(&unit, day.rsplit_once('-').map_or("", |(month, _)| month));
            !ticket.is_cancelled()
        })
        .map_err(read_error)?;
    let bytes = reader.memory_bytes(memory).map_err(read_error)?;
    Ok(counter.finish(bytes))
}
