//! The one writer: a thread that carries transactions out in the order they were sent.
//!
//! Drafts wait a moment so that fast typing makes one transaction, never longer than
//! [`DRAFT_DELAY`]; any other write takes the waiting drafts with it first. When the disk refuses,
//! everything waits in order and is tried again, so nothing typed is lost while the program runs.

use super::error::{StoreError, is_passing};
use super::feed::{Batch, Feed, Reply};
use super::transactions::perform;
use super::unit_writes;
use super::write::{DraftRow, Effect, Write};
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

pub(super) enum Request {
    Write(u64, Write),
    /// Part of a long job; whoever sent it hears of it.
    Batch(Batch, Sender<Reply>),
    /// Write waiting drafts now.
    Flush,
}

/// The sending end. Dropping it writes everything that waits, then ends the thread.
pub(crate) struct Writer {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
    sent: u64,
}

impl Writer {
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
                    drafts: Vec::new(),
                    visit: None,
                    drafts_due: None,
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
    pub(crate) fn send(&mut self, write: Write) -> u64 {
        self.sent += 1;
        self.request(Request::Write(self.sent, write));
        self.sent
    }

    /// Asks for waiting drafts to be written now.
    pub(crate) fn flush(&self) {
        self.request(Request::Flush);
    }

    /// A way for a job to write in batches; `None` when the writer has ended.
    pub(crate) fn feed(&self) -> Option<Feed> {
        self.requests.clone().map(Feed::new)
    }

    /// The number of the newest write.
    pub(crate) fn sent(&self) -> u64 {
        self.sent
    }

    fn request(&self, request: Request) {
        if let Some(requests) = &self.requests {
            // The thread ends only after the sender is gone.
            let _ = requests.send(request);
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The receiving end, on the thread.
struct Queue<F> {
    connection: Connection,
    report: F,
    waiting: VecDeque<(u64, Write)>,
    /// The newest draft of each segment, in the order of their first keystroke.
    drafts: Vec<(u64, DraftRow)>,
    /// The newest place in a document; only the last one matters.
    visit: Option<(u64, Write)>,
    drafts_due: Option<Instant>,
    refused: bool,
}

impl<F: Fn(Receipt)> Queue<F> {
    fn run(mut self, inbox: &Receiver<Request>) {
        loop {
            let now = Instant::now();
            let due = match (self.refused, self.drafts_due) {
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
                Err(RecvTimeoutError::Timeout) => self.queue_drafts(),
                Err(RecvTimeoutError::Disconnected) => {
                    self.queue_drafts();
                    self.work();
                    return;
                }
            }
            self.work();
        }
    }

    fn take(&mut self, request: Request) {
        match request {
            Request::Write(number, Write::Draft(draft)) => {
                match self
                    .drafts
                    .iter_mut()
                    .find(|(_, waiting)| waiting.segment == draft.segment)
                {
                    Some(waiting) => *waiting = (number, draft),
                    None => self.drafts.push((number, draft)),
                }
                self.wait_a_moment();
            }
            Request::Write(number, visit @ Write::Visit { .. }) => {
                self.visit = Some((number, visit));
                self.wait_a_moment();
            }
            Request::Write(number, write) => {
                self.queue_drafts();
                self.waiting.push_back((number, write));
            }
            Request::Flush => self.queue_drafts(),
            Request::Batch(batch, reply) => {
                // The sender may have gone; then the batch is swept at open.
                let _ = reply.send(self.feed(&batch));
            }
        }
    }

    /// Carries out a batch after what came before it, unless that still waits for the disk.
    fn feed(&mut self, batch: &Batch) -> Reply {
        self.work();
        if self.refused {
            return Err(StoreError::Rejected("the disk refuses writes".into()));
        }
        let transact = |connection: &mut Connection| {
            let transaction = connection.transaction()?;
            let rows = unit_writes::perform(&transaction, batch)?;
            transaction.commit()?;
            Ok(rows)
        };
        transact(&mut self.connection)
            .map_err(|error: rusqlite::Error| StoreError::Rejected(error.to_string()))
    }

    /// Later requests do not push the moment back.
    fn wait_a_moment(&mut self) {
        let due = *self
            .drafts_due
            .get_or_insert_with(|| Instant::now() + DRAFT_DELAY);
        if due <= Instant::now() {
            self.queue_drafts();
        }
    }

    fn queue_drafts(&mut self) {
        self.drafts_due = None;
        let drafts = self.drafts.drain(..);
        let mut writes: Vec<(u64, Write)> = drafts
            .map(|(number, draft)| (number, Write::Draft(draft)))
            .chain(self.visit.take())
            .collect();
        // Receipts must count up.
        writes.sort_by_key(|(number, _)| *number);
        self.waiting.extend(writes);
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

fn transact(connection: &mut Connection, write: &Write) -> rusqlite::Result<Effect> {
    let transaction = connection.transaction()?;
    let effect = perform(&transaction, write)?;
    transaction.commit()?;
    Ok(effect)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::model::{MemoryId, TranslationUnit, UnitId, UnitOutline};
    use crate::store::{Access, WorkspaceFile};

    fn unit(n: i64) -> Write {
        let unit = TranslationUnit {
            source: "جملة تُحفظ ولو امتلأ القرص ".repeat(100),
            target: n.to_string(),
            ..TranslationUnit::default()
        };
        Write::AddUnits {
            memory: MemoryId(1),
            import: 1,
            units: vec![(UnitId(n), unit, UnitOutline::default())],
        }
    }

    #[test]
    fn what_a_full_disk_refuses_is_saved_in_order_once_there_is_room() {
        let name = format!("turjuman-full-disk-typing-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let path = folder.join("w.db");
        let (file, connection) = WorkspaceFile::open(&path, Access::ReadWrite).unwrap();
        let connection = connection.unwrap();
        connection
            .execute_batch("CREATE TABLE filler AS SELECT zeroblob(400000) AS bytes")
            .unwrap();
        let pages: i64 = connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap();
        let limit = format!("PRAGMA max_page_count = {}", pages + 5);
        connection.query_row(&limit, [], |_| Ok(())).unwrap();
        let (told, receipts) = channel();
        let mut writer = Writer::start(connection, move |receipt| {
            let _ = told.send(receipt);
        })
        .unwrap();
        writer.send(Write::CreateMemory {
            id: MemoryId(1),
            name: "m".into(),
            at: 0,
        });
        writer.send(Write::PublishUnits {
            memory: MemoryId(1),
            import: 1,
            units: 20,
            origin: String::new(),
            at: 0,
        });
        let last = (1..=20).map(|n| writer.send(unit(n))).last().unwrap();
        let refusal = receipts.iter().find_map(|receipt| match receipt {
            Receipt::Waiting { error } => Some(error.to_string()),
            _ => None,
        });
        let refusal = refusal.unwrap();
        assert!(
            refusal.contains("full") && refusal.contains("nothing typed is lost"),
            "{refusal}"
        );
        let other = Connection::open(&path).unwrap();
        other.busy_timeout(Duration::from_secs(5)).unwrap();
        other.execute_batch("DELETE FROM filler").unwrap();
        let saved = receipts.iter().any(|receipt| match receipt {
            Receipt::Saved { number, .. } => number == last,
            Receipt::Rejected { error, .. } => panic!("{error}"),
            Receipt::Waiting { .. } => false,
        });
        assert!(saved);
        drop(writer);
        let mut found = Vec::new();
        let take = |id: UnitId, _, unit: TranslationUnit| {
            found.push((id.0, unit.target));
            true
        };
        file.reader().unwrap().units(None, take).unwrap();
        let expected: Vec<_> = (1..=20).map(|n: i64| (n, n.to_string())).collect();
        assert_eq!(found, expected);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
