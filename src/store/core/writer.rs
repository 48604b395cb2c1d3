//! The one writer: a thread that carries transactions out in the order they were sent.
//!
//! Drafts wait a moment so that fast typing makes one transaction, never longer than
//! [`DRAFT_DELAY`]; any other write takes the waiting drafts with it first. When the disk refuses,
//! everything waits in order and is tried again, so nothing typed is lost while the program runs.

use super::error::{StoreError, is_passing};
use super::feed::{Feed, Reply, Request};
use super::transaction::{Deferral, Effect, Transaction};
use rusqlite::Connection;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a draft may wait for further keystrokes.
const DRAFT_DELAY: Duration = Duration::from_millis(120);
/// How long to wait before a refused write is tried again.
const RETRY_DELAY: Duration = Duration::from_secs(1);

/// What became of a write.
#[derive(Debug)]
pub(crate) enum Receipt {
    /// All writes up to this number are on the disk.
    Saved { number: u64, effect: Effect },
    /// This one can never be carried out and was dropped.
    Rejected { number: u64, error: StoreError },
    /// The disk refuses; the next write and all after it wait.
    Waiting { error: StoreError },
}

/// The sending end. Dropping it writes everything that waits, then ends the thread.
pub(crate) struct Writer<W, B: Transaction> {
    requests: Option<Sender<Request<W, B>>>,
    thread: Option<JoinHandle<()>>,
    sent: u64,
}

impl<W: Transaction<Answer = Effect>, B: Transaction<Answer = usize>> Writer<W, B> {
    /// Starts the thread. `report` is called on it after each write.
    pub(crate) fn start(
        connection: Connection,
        report: impl Fn(Receipt) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (requests, inbox) = channel();
        let thread = std::thread::Builder::new()
            .name("turjuman-writer".into())
            .spawn(move || {
                Queue {
                    connection,
                    report,
                    waiting: VecDeque::new(),
                    deferred: Vec::new(),
                    due: None,
                    delay: DRAFT_DELAY,
                    refused: false,
                }
                .run(&inbox);
            })?;
        Ok(Self {
            requests: Some(requests),
            thread: Some(thread),
            sent: 0,
        })
    }

    /// Queues a write and gives its number; numbers count up from 1.
    pub(crate) fn send(&mut self, write: impl Into<W>) -> u64 {
        self.sent += 1;
        self.request(Request::Write(self.sent, write.into()));
        self.sent
    }

    /// Asks for waiting drafts to be written now.
    pub(crate) fn flush(&self) {
        self.request(Request::Flush);
    }

    /// A way for a job to write in batches; `None` when the writer has ended.
    pub(crate) fn feed(&self) -> Option<Feed<W, B>> {
        self.requests.clone().map(Feed::new)
    }

    /// The number of the newest write.
    pub(crate) fn sent(&self) -> u64 {
        self.sent
    }

    fn request(&self, request: Request<W, B>) {
        if let Some(requests) = &self.requests {
            // The thread ends only after the sender is gone.
            let _ = requests.send(request);
        }
    }
}

impl<W, B: Transaction> Drop for Writer<W, B> {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The receiving end, on the thread.
struct Queue<W, F> {
    connection: Connection,
    report: F,
    waiting: VecDeque<(u64, W)>,
    /// The newest write of each deferral.
    deferred: Vec<(u64, Deferral, W)>,
    due: Option<Instant>,
    /// How long a draft may wait.
    delay: Duration,
    refused: bool,
}

impl<W: Transaction<Answer = Effect>, F: Fn(Receipt)> Queue<W, F> {
    fn run<B: Transaction<Answer = usize>>(mut self, inbox: &Receiver<Request<W, B>>) {
        loop {
            let now = Instant::now();
            let due = match (self.refused, self.due) {
                (true, _) => Some(RETRY_DELAY),
                (false, Some(due)) => Some(due.saturating_duration_since(now)),
                (false, None) => None,
            };
            let request = match due {
                Some(delay) => inbox.recv_timeout(delay),
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match request {
                Ok(request) => self.take(request),
                Err(RecvTimeoutError::Timeout) => self.queue_deferred(),
                Err(RecvTimeoutError::Disconnected) => {
                    self.queue_deferred();
                    self.work();
                    return;
                }
            }
            self.work();
        }
    }

    fn take<B: Transaction<Answer = usize>>(&mut self, request: Request<W, B>) {
        match request {
            Request::Write(number, write) => match write.deferral() {
                Some(deferral) => {
                    self.deferred.retain(|(_, waiting, _)| *waiting != deferral);
                    self.deferred.push((number, deferral, write));
                    self.wait_a_moment();
                }
                None => {
                    self.queue_deferred();
                    self.waiting.push_back((number, write));
                }
            },
            Request::Flush => self.queue_deferred(),
            Request::Batch(batch, reply) => {
                // The sender may have gone; then the batch is swept at open.
                let _ = reply.send(self.feed(&batch));
            }
        }
    }

    /// Carries out a batch after what came before it, unless that still waits for the disk.
    fn feed<B: Transaction<Answer = usize>>(&mut self, batch: &B) -> Reply<B> {
        self.work();
        if self.refused {
            return Err(StoreError::Rejected("the disk refuses writes".into()));
        }
        transact(&mut self.connection, batch)
            .map_err(|error| StoreError::Rejected(error.to_string()))
    }

    /// Later requests do not push the moment back.
    fn wait_a_moment(&mut self) {
        let due = *self.due.get_or_insert_with(|| Instant::now() + self.delay);
        if due <= Instant::now() {
            self.queue_deferred();
        }
    }

    /// Their numbers count up, since a newer write goes to the end.
    fn queue_deferred(&mut self) {
        self.due = None;
        let deferred = self.deferred.drain(..);
        self.waiting
            .extend(deferred.map(|(number, _, write)| (number, write)));
    }

    fn work(&mut self) {
        while let Some((number, write)) = self.waiting.front() {
            let number = *number;
            let receipt = match transact(&mut self.connection, write) {
                Ok(effect) => {
                    self.refused = false;
                    Receipt::Saved { number, effect }
                }
                Err(error) if is_passing(&error) => {
                    let news = !std::mem::replace(&mut self.refused, true);
                    if news {
                        let error = StoreError::DiskRefused(error.to_string());
                        (self.report)(Receipt::Waiting { error });
                    }
                    return;
                }
                Err(error) => {
                    let error = StoreError::Rejected(error.to_string());
                    Receipt::Rejected { number, error }
                }
            };
            self.waiting.pop_front();
            (self.report)(receipt);
        }
    }
}

fn transact<T: Transaction>(connection: &mut Connection, write: &T) -> rusqlite::Result<T::Answer> {
    let transaction = connection.transaction()?;
    let answer = write.perform(&transaction)?;
    transaction.commit()?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Result;

    /// Number `.1` written as the newest of row `.0`; of row 0, one that does not wait.
    struct Row(i64, i64);

    impl Transaction for Row {
        type Answer = Effect;

        fn perform(&self, db: &Connection) -> Result<Effect> {
            db.execute("INSERT INTO t VALUES (?1, ?2)", [self.0, self.1])?;
            Ok(Effect::None)
        }

        fn deferral(&self) -> Option<Deferral> {
            let (what, id) = ("row", self.0);
            (id > 0).then_some(Deferral { what, id })
        }
    }

    struct NoBatch;

    impl Transaction for NoBatch {
        type Answer = usize;

        fn perform(&self, _: &Connection) -> Result<usize> {
            Ok(0)
        }
    }

    #[test]
    fn a_newer_draft_replaces_the_older_and_other_writes_take_drafts_with_them() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (a, b)").unwrap();
        let (report, receipts) = channel();
        let mut queue = Queue {
            connection,
            report: move |receipt| report.send(receipt).unwrap(),
            waiting: VecDeque::new(),
            deferred: Vec::new(),
            due: None,
            // None becomes due while the test runs.
            delay: Duration::from_secs(3600),
            refused: false,
        };
        let rows = [(1, 1), (2, 2), (1, 3), (0, 4)];
        for (number, (row, value)) in (1..).zip(rows) {
            queue.take::<NoBatch>(Request::Write(number, Row(row, value)));
            queue.work();
        }
        let written: Vec<(i64, i64)> = queue
            .connection
            .prepare("SELECT a, b FROM t ORDER BY rowid")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_>>()
            .unwrap();
        assert_eq!(written, [(2, 2), (1, 3), (0, 4)]);
        let numbers = receipts.try_iter().map(|receipt| match receipt {
            Receipt::Saved { number, .. } => number,
            other => panic!("{other:?}"),
        });
        assert_eq!(numbers.collect::<Vec<_>>(), [2, 3, 4]);
    }
}
