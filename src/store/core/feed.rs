//! A way for long jobs to hand batches to the writer without waiting for the whole.

use super::error::StoreError;
use super::transaction::Transaction;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Batches the writer may be behind; what is confirmed meanwhile waits for these at most.
const AHEAD: usize = 2;

/// What is asked of the writer.
pub(super) enum Request<W, B: Transaction> {
    Write(u64, W),
    /// Part of a long job; whoever sent it hears of it.
    Batch(B, Sender<Reply<B>>),
    /// Write waiting drafts now.
    Flush,
}

/// What came of a batch.
pub(super) type Reply<B> = Result<<B as Transaction>::Answer, StoreError>;

/// The job's end. Batches are carried out in order, between the other writes.
pub(crate) struct Feed<W, B: Transaction> {
    requests: Sender<Request<W, B>>,
    reply: Sender<Reply<B>>,
    replies: Receiver<Reply<B>>,
    waiting: usize,
}

impl<W, B: Transaction<Answer = usize>> Feed<W, B> {
    pub(super) fn new(requests: Sender<Request<W, B>>) -> Self {
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
    pub(crate) fn send(&mut self, batch: B) -> Result<(), StoreError> {
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
    pub(crate) fn discard(&mut self, what: impl Fn() -> B) {
        while self.waiting > 0 {
            let _ = self.hear();
        }
        while self
            .send(what())
            .and_then(|()| self.finish())
            .is_ok_and(|rows| rows > 0)
        {}
    }

    fn hear(&mut self) -> Reply<B> {
        self.waiting -= 1;
        self.replies.recv().unwrap_or(Err(StoreError::Closed))
    }
}
