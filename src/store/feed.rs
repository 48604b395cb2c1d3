//! A way for long jobs to hand batches to the writer without waiting for the whole.

use super::error::StoreError;
use super::writer::Request;
use crate::engine::model::{MemoryId, RunWord, TranslationUnit, UnitId, UnitOutline, UnitRun};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Batches the writer may be behind; what is confirmed meanwhile waits for these at most.
const AHEAD: usize = 2;

/// A transaction of a long job. Nothing of it is seen before its last row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Batch {
    Units {
        memory: MemoryId,
        import: i64,
        units: Vec<(UnitId, TranslationUnit)>,
    },
    /// Units that will be in no run.
    Fresh {
        import: Option<i64>,
        units: Vec<(UnitId, UnitOutline)>,
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
        /// The newest fresh unit it holds.
        fresh_until: Option<i64>,
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
