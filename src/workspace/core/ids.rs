//! Gives out identities. There is one writer, so counting up from the highest row is enough.

use crate::engine::model::{
    DocumentId, MemoryId, ProjectId, SegmentId, TermId, TermbaseId, UnitId,
};
use crate::store::Counters;
use std::sync::atomic::{AtomicI64, Ordering};

#[derive(Debug)]
pub(in crate::workspace) struct Ids {
    project: AtomicI64,
    document: AtomicI64,
    segment: AtomicI64,
    history: AtomicI64,
    memory: AtomicI64,
    unit: AtomicI64,
    termbase: AtomicI64,
    term: AtomicI64,
    import: AtomicI64,
    run: AtomicI64,
    change: AtomicI64,
}

/// Reserves `count` numbers and gives the first.
fn take(counter: &AtomicI64, count: usize) -> i64 {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    counter.fetch_add(count, Ordering::Relaxed) + 1
}

impl Ids {
    pub(in crate::workspace) fn after(counters: Counters) -> Self {
        Self {
            project: counters.project.into(),
            document: counters.document.into(),
            segment: counters.segment.into(),
            history: counters.history.into(),
            memory: counters.memory.into(),
            unit: counters.unit.into(),
            termbase: counters.termbase.into(),
            term: counters.term.into(),
            import: counters.import.into(),
            run: counters.run.into(),
            change: counters.change.into(),
        }
    }

    pub(in crate::workspace) fn project(&self) -> ProjectId {
        ProjectId(take(&self.project, 1))
    }

    pub(in crate::workspace) fn document(&self) -> DocumentId {
        DocumentId(take(&self.document, 1))
    }

    /// The first of `count` segment identities in a row.
    pub(in crate::workspace) fn segments(&self, count: usize) -> SegmentId {
        SegmentId(take(&self.segment, count))
    }

    /// The first of `count` history rows in a row.
    pub(in crate::workspace) fn history(&self, count: usize) -> i64 {
        take(&self.history, count)
    }

    pub(in crate::workspace) fn memory(&self) -> MemoryId {
        MemoryId(take(&self.memory, 1))
    }

    /// The first of `count` unit identities in a row.
    pub(in crate::workspace) fn units(&self, count: usize) -> UnitId {
        UnitId(take(&self.unit, count))
    }

    pub(in crate::workspace) fn termbase(&self) -> TermbaseId {
        TermbaseId(take(&self.termbase, 1))
    }

    pub(in crate::workspace) fn term(&self) -> TermId {
        TermId(take(&self.term, 1))
    }

    /// A run of the units' index.
    pub(in crate::workspace) fn run(&self) -> i64 {
        take(&self.run, 1)
    }

    /// A change of units.
    pub(in crate::workspace) fn change(&self) -> i64 {
        take(&self.change, 1)
    }

    pub(in crate::workspace) fn import(&self) -> i64 {
        take(&self.import, 1)
    }
}
