//! Statistics of a memory, counted in the background.

use super::{Memories, date};
use crate::engine::model::MemoryId;
use crate::engine::statistics::{MemoryCounter, MemoryStatistics};
use crate::jobs::Ticket;
use crate::store::WorkspaceFile;
use crate::workspace::core::{Core, Slot, read_error};
use crate::workspace::{Workspace, WorkspaceError};
use std::sync::Arc;

const COUNT: Slot = Slot::shown("count memory", "counting memory");
/// Progress is told after so many units.
const TOLD: u64 = 1 << 10;

impl Memories {
    pub(in crate::workspace) fn count_memory(
        &mut self,
        core: &mut Core,
        memory: MemoryId,
    ) -> Result<(), WorkspaceError> {
        let units = self.memory_row(memory)?.units;
        self.statistics = None;
        let file = Arc::clone(&core.file);
        let work = move |ticket: &Ticket| count(&file, memory, units, ticket);
        core.spawn(COUNT, work, move |workspace, counted| {
            if let Some(counted) = workspace.core.expect(counted) {
                workspace.memories.statistics = Some((memory, counted));
            }
        });
        Ok(())
    }
}

impl Workspace {
    /// The statistics of a memory as they were counted last; `None` where they were not.
    pub fn memory_statistics(&self, memory: MemoryId) -> Option<&MemoryStatistics> {
        let (of, counted) = self.memories.statistics.as_ref()?;
        (*of == memory).then_some(counted)
    }

    /// Counts a memory on this thread. Waits for what is being written.
    ///
    /// # Errors
    /// The memory is gone, or it cannot be read.
    pub fn count_memory_now(
        &mut self,
        memory: MemoryId,
    ) -> Result<MemoryStatistics, WorkspaceError> {
        self.settle()?;
        self.memories.memory_row(memory)?;
        count(&self.core.file, memory, 0, &Ticket::default())
    }

    /// How far the counting is: units done, and of how many.
    pub fn counting_progress(&self) -> Option<(u64, u64)> {
        self.core.progress_of(COUNT)
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
