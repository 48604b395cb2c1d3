//! A way for long jobs to hand batches to the writer without waiting for the whole.

use super::error::StoreError;
use super::unit_changes::{Swap, UnitEdit};
use super::unit_extra;
use super::writer::Request;
use crate::engine::model::{MemoryId, RunWord, TranslationUnit, UnitId, UnitOutline, UnitRun};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Batches the writer may be behind; what is confirmed meanwhile waits for these at most.
const AHEAD: usize = 2;

/// A unit with its extra as the writer stores it, so that the writer has less to do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PreparedUnit {
    id: UnitId,
    unit: TranslationUnit,
    extra: Option<String>,
}

impl PreparedUnit {
    pub(crate) fn new(id: UnitId, mut unit: TranslationUnit) -> Self {
        // Nothing of it can fail to be written.
        let extra = unit.extra.take();
        let extra = extra.and_then(|extra| unit_extra::to_column(&extra).ok());
        Self { id, unit, extra }
    }

    pub(super) fn id(&self) -> UnitId {
        self.id
    }

    pub(super) fn content(&self) -> (&TranslationUnit, Option<&str>) {
        (&self.unit, self.extra.as_deref())
    }
}

/// A transaction of a long job. Nothing of it is seen before its last row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Batch {
    Units {
        memory: MemoryId,
        import: i64,
        units: Vec<PreparedUnit>,
    },
    /// Units that will be in no run, with their context hashes.
    Fresh {
        import: Option<i64>,
        units: Vec<(UnitId, UnitOutline)>,
        contexts: Vec<(i64, UnitId)>,
    },
    /// Context hashes of a run, from bucket `start` on.
    RunContexts {
        run: i64,
        first: UnitId,
        start: usize,
        buckets: Vec<Vec<(u32, UnitId)>>,
    },
    RunWords {
        run: i64,
        words: Vec<RunWord>,
    },
    /// Outlines from place `start` on, a multiple of [`Batch::PAGE`].
    RunPages {
        run: i64,
        first: UnitId,
        start: usize,
        units: Vec<(UnitId, UnitOutline)>,
    },
    PublishRun {
        run: UnitRun,
        import: Option<i64>,
        first: UnitId,
        units: usize,
        /// Buckets of context hashes.
        contexts: usize,
        /// The newest fresh unit it holds.
        fresh_until: Option<i64>,
    },
    Concordance(super::ConcordanceBatch),
    ChangeUnits {
        change: i64,
        edits: Vec<UnitEdit>,
    },
    /// Some of the units of a change; none at the end.
    SwapChange {
        change: i64,
        way: Swap,
    },
    /// Removes some units of a memory that was taken away, with identities above this one; answers
    /// the highest of them, 0 at the end.
    SweepMemory {
        memory: MemoryId,
        above: i64,
    },
    /// Removes a part of what an import wrote.
    Discard {
        import: i64,
    },
    DiscardRun {
        run: i64,
    },
}

impl Batch {
    pub(crate) const PAGE: usize = super::unit_writes::PAGE;
}

/// What came of a batch: rows written or removed.
pub(super) type Reply = Result<usize, StoreError>;

/// The job's end. Batches are carried out in order, between the other writes.
pub(crate) struct Feed {
    requests: Sender<Request>,
    reply: Sender<Reply>,
    replies: Receiver<Reply>,
    waiting: usize,
}

impl Feed {
    pub(super) fn new(requests: Sender<Request>) -> Self {
        let (reply, replies) = channel();
        Self {
            requests,
            reply,
            replies,
            waiting: 0,
        }
    }

    /// Sends a batch; waits while the writer is behind.
    ///
    /// # Errors
    /// An earlier batch was refused: the disk is full, or the file damaged.
    pub(crate) fn send(&mut self, batch: Batch) -> Result<(), StoreError> {
        while self.waiting >= AHEAD {
            self.hear()?;
        }
        self.requests
            .send(Request::Batch(batch, self.reply.clone()))
            .map_err(|_| StoreError::Closed)?;
        self.waiting += 1;
        Ok(())
    }

    /// Waits until all batches are on the disk; the number of rows of the last one.
    ///
    /// # Errors
    /// A batch was refused.
    pub(crate) fn finish(&mut self) -> Result<usize, StoreError> {
        let mut rows = 0;
        while self.waiting > 0 {
            rows = self.hear()?;
        }
        Ok(rows)
    }

    /// Removes all that an import or a run wrote. What cannot be removed now is swept at open.
    pub(crate) fn discard(&mut self, what: impl Fn() -> Batch) {
        while self.waiting > 0 {
            let _ = self.hear();
        }
        while self
            .send(what())
            .and_then(|()| self.finish())
            .is_ok_and(|rows| rows > 0)
        {}
    }

    fn hear(&mut self) -> Reply {
        self.waiting -= 1;
        self.replies.recv().unwrap_or(Err(StoreError::Closed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Access, WorkspaceFile, Write, Writer};

    fn batch(from: i64) -> Batch {
        let unit = TranslationUnit {
            source: "جملة طويلة ".repeat(20),
            ..TranslationUnit::default()
        };
        let units = (from..from + 100).map(|id| PreparedUnit::new(UnitId(id), unit.clone()));
        Batch::Units {
            memory: MemoryId(1),
            import: 1,
            units: units.collect(),
        }
    }

    #[test]
    fn a_full_disk_stops_an_import_and_leaves_nothing_of_it() {
        let name = format!("turjuman-full-disk-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let path = folder.join("w.db");
        let (file, connection) = WorkspaceFile::open(&path, Access::ReadWrite).unwrap();
        let connection = connection.unwrap();
        let pages: i64 = connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap();
        connection
            .query_row(
                &format!("PRAGMA max_page_count = {}", pages + 60),
                [],
                |_| Ok(()),
            )
            .unwrap();
        let mut writer = Writer::start(connection, |_| {}).unwrap();
        writer.send(Write::CreateMemory {
            id: MemoryId(1),
            name: "m".into(),
            at: 0,
        });
        writer.send(Write::BeginUnits { import: 1 });
        let mut feed = writer.feed().unwrap();
        let refused = (0..)
            .step_by(100)
            .find_map(|from| feed.send(batch(from)).err());
        assert!(refused.unwrap().to_string().contains("full"));
        feed.discard(|| Batch::Discard { import: 1 });
        drop(feed);
        drop(writer);
        let mut left = 0;
        let reader = file.reader().unwrap();
        reader
            .units(None, |_, _, _| {
                left += 1;
                true
            })
            .unwrap();
        assert_eq!(left, 0);
        assert_eq!(reader.counters().unwrap().unit, 0);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
