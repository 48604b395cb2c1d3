//! Units on their way into a memory: batches and their index, seen only when all are there.

use super::known_units::KnownUnits;
use crate::engine::memory::{RunBuilder, WordCache};
use crate::engine::model::{MemoryId, TranslationUnit, UnitId, UnitRun};
use crate::store::{Batch, Feed, PreparedUnit, StoreError, context_buckets, context_hash};
use crate::workspace::core::Ids;
use std::sync::Arc;

/// Units a transaction writes; keeps it under 20 ms.
const BATCH: usize = 1_000;
/// Units and words a run holds at most; fewer runs make lookups quicker, larger ones take more
/// memory, here some 250 MB.
const RUN: usize = 1 << 20;
const RUN_TEXT: usize = 1 << 24;
/// Fewer units are not worth a run.
pub(in crate::workspace) const SMALLEST_RUN: usize = 1_024;
/// Words of a run that a transaction writes.
const WORDS: usize = 8_192;
/// Outlines a transaction writes.
const OUTLINES: usize = 64 * Batch::PAGE;
/// Buckets of context hashes a transaction writes.
const BUCKETS: usize = 64;

/// An import under way in a job.
pub(in crate::workspace) struct UnitImport {
    feed: Feed,
    ids: Arc<Ids>,
    memory: MemoryId,
    import: i64,
    /// Identities reserved and not yet given.
    reserved: std::ops::Range<i64>,
    batch: Vec<PreparedUnit>,
    run: RunBuilder,
    words: WordCache,
    /// The context hashes of the units in `run`.
    contexts: Vec<(i64, UnitId)>,
    count: u64,
    /// What was in the memory before, and how many units were left out for it.
    known: KnownUnits,
    repeated: u64,
}

impl UnitImport {
    pub(in crate::workspace) fn new(
        feed: Feed,
        ids: Arc<Ids>,
        memory: MemoryId,
        import: i64,
    ) -> Self {
        Self {
            feed,
            ids,
            memory,
            import,
            reserved: 0..0,
            batch: Vec::with_capacity(BATCH),
            run: RunBuilder::default(),
            words: WordCache::default(),
            contexts: Vec::new(),
            count: 0,
            known: KnownUnits::none(),
            repeated: 0,
        }
    }

    /// Leaves out the units that are in the memory already.
    pub(in crate::workspace) fn leave_out(&mut self, known: KnownUnits) {
        self.known = known;
    }

    /// How many units were in the memory already.
    pub(in crate::workspace) fn repeated(&self) -> u64 {
        self.repeated
    }

    pub(in crate::workspace) fn take(&mut self, unit: TranslationUnit) -> Result<(), StoreError> {
        if self.known.contains(&unit) {
            self.repeated += 1;
            return Ok(());
        }
        let id = self.next_id();
        self.run.push(id, &self.words.comparable(&unit.source));
        self.contexts.push((context_hash(&unit), id));
        self.batch.push(PreparedUnit::new(id, unit));
        self.count += 1;
        if self.batch.len() >= BATCH {
            self.send_batch()?;
        }
        if self.run.len() >= RUN || self.run.text_words() >= RUN_TEXT {
            self.send_run()?;
        }
        Ok(())
    }

    /// Writes what is left; how many units there are.
    pub(in crate::workspace) fn finish(&mut self) -> Result<u64, StoreError> {
        self.send_batch()?;
        if self.run.len() < SMALLEST_RUN {
            let units = std::mem::take(&mut self.run).finish().units;
            self.feed.send(Batch::Fresh {
                import: Some(self.import),
                units,
                contexts: std::mem::take(&mut self.contexts),
            })?;
        } else {
            self.send_run()?;
        }
        self.feed.finish()?;
        Ok(self.count)
    }

    /// Removes all that was written.
    pub(in crate::workspace) fn discard(&mut self) {
        let import = self.import;
        self.feed.discard(|| Batch::Discard { import });
    }

    fn next_id(&mut self) -> UnitId {
        if self.reserved.is_empty() {
            let first = self.ids.units(BATCH).0;
            self.reserved = first..first + BATCH as i64;
        }
        UnitId(self.reserved.next().unwrap_or_default())
    }

    fn send_batch(&mut self) -> Result<(), StoreError> {
        let units = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        self.feed.send(Batch::Units {
            memory: self.memory,
            import: self.import,
            units,
        })
    }

    fn send_run(&mut self) -> Result<(), StoreError> {
        let run = UnitRun {
            id: self.ids.run(),
            memory: Some(self.memory),
        };
        let built = std::mem::take(&mut self.run);
        let contexts = std::mem::take(&mut self.contexts);
        send_run(
            &mut self.feed,
            run,
            built,
            contexts,
            (Some(self.import), None),
        )
    }
}

/// Writes a run in slices that its last row makes visible: of an import, or of the fresh units up
/// to a stamp. `contexts` is empty for units that `unit_by_context` holds.
pub(in crate::workspace) fn send_run(
    feed: &mut Feed,
    run: UnitRun,
    built: RunBuilder,
    contexts: Vec<(i64, UnitId)>,
    (import, fresh_until): (Option<i64>, Option<i64>),
) -> Result<(), StoreError> {
    let built = built.finish();
    let first = built.units.iter().map(|(id, _)| *id).min();
    let first = first.unwrap_or(UnitId(0));
    for (n, units) in built.units.chunks(OUTLINES).enumerate() {
        feed.send(Batch::RunPages {
            run: run.id,
            first,
            start: n * OUTLINES,
            units: units.to_vec(),
        })?;
    }
    let mut words = built.words.into_iter().peekable();
    while words.peek().is_some() {
        feed.send(Batch::RunWords {
            run: run.id,
            words: words.by_ref().take(WORDS).collect(),
        })?;
    }
    let contexts = if contexts.is_empty() {
        Vec::new()
    } else {
        context_buckets(&contexts)
    };
    for (n, buckets) in contexts.chunks(BUCKETS).enumerate() {
        feed.send(Batch::RunContexts {
            run: run.id,
            first,
            start: n * BUCKETS,
            buckets: buckets.to_vec(),
        })?;
    }
    feed.send(Batch::PublishRun {
        run,
        import,
        first,
        units: built.units.len(),
        contexts: contexts.len(),
        fresh_until,
    })
}
