//! Owns threads: a small pool for long work, with slots, cancelling and progress.
//!
//! A job is work and what happens then: the work runs on a thread of the pool, its continuation
//! runs where [`Jobs::poll`] is called and gets the result, or [`Panicked`] where there is none. A
//! job runs in a slot. Starting another job in the same slot cancels the one before, and its
//! continuation never runs, even when the work finishes all the same. Jobs know nothing of what
//! they are about.

use std::collections::HashMap;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// A job's line to the outside: asks whether to stop, reports progress.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ticket {
    cancelled: Arc<AtomicBool>,
    done: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
}

impl Ticket {
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Reports progress; `total` is 0 where the end is not known.
    pub(crate) fn report(&self, done: u64, total: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    pub(crate) fn progress(&self) -> (u64, u64) {
        (
            self.done.load(Ordering::Relaxed),
            self.total.load(Ordering::Relaxed),
        )
    }
}

type Work = Box<dyn FnOnce() + Send>;

/// What is done with a job's result, where the pool belongs to a `W`.
pub(crate) type Continuation<W> = Box<dyn FnOnce(&mut W) + Send>;

/// The work of a job panicked; there is no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Panicked;

/// A pool whose jobs are named by slots of type `S` and whose continuations change a `W`.
pub(crate) struct Jobs<S, W> {
    queue: Option<Sender<Work>>,
    threads: Vec<JoinHandle<()>>,
    finished: Receiver<(S, u64, Continuation<W>)>,
    finish: Sender<(S, u64, Continuation<W>)>,
    running: HashMap<S, (u64, Ticket)>,
    started: u64,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl<S: Copy + Eq + Hash + Send + 'static, W: 'static> Jobs<S, W> {
    /// `wake` is called from a worker whenever a continuation is ready.
    pub(crate) fn start(
        threads: usize,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> std::io::Result<Self> {
        let (queue, inbox) = channel::<Work>();
        let inbox = Arc::new(Mutex::new(inbox));
        let (finish, finished) = channel();
        let threads = (0..threads.max(1))
            .map(|n| {
                let inbox = Arc::clone(&inbox);
                std::thread::Builder::new()
                    .name(format!("turjuman-job-{n}"))
                    .spawn(move || {
                        loop {
                            let next = inbox.lock().unwrap_or_else(PoisonError::into_inner).recv();
                            match next {
                                Ok(work) => work(),
                                Err(_) => return,
                            }
                        }
                    })
            })
            .collect::<std::io::Result<_>>()?;
        Ok(Self {
            queue: Some(queue),
            threads,
            finished,
            finish,
            running: HashMap::new(),
            started: 0,
            wake,
        })
    }

    /// Runs `work` in `slot`, then `then` with its result; what ran there before is cancelled.
    pub(crate) fn spawn<T: Send + 'static>(
        &mut self,
        slot: S,
        work: impl FnOnce(&Ticket) -> T + Send + 'static,
        then: impl FnOnce(&mut W, Result<T, Panicked>) + Send + 'static,
    ) {
        self.cancel(slot);
        self.started += 1;
        let number = self.started;
        let ticket = Ticket::default();
        self.running.insert(slot, (number, ticket.clone()));
        let finish = self.finish.clone();
        let wake = Arc::clone(&self.wake);
        let task: Work = Box::new(move || {
            let result = catch_unwind(AssertUnwindSafe(|| work(&ticket))).map_err(|_| Panicked);
            let continuation: Continuation<W> = Box::new(move |owner| then(owner, result));
            // The receiver is gone only when the program ends.
            let _ = finish.send((slot, number, continuation));
            wake();
        });
        if let Some(queue) = &self.queue {
            let _ = queue.send(task);
        }
    }

    pub(crate) fn cancel(&mut self, slot: S) {
        if let Some((_, ticket)) = self.running.remove(&slot) {
            ticket.cancel();
        }
    }

    /// The continuation of the next finished job that was not replaced, without waiting.
    pub(crate) fn poll(&mut self) -> Option<Continuation<W>> {
        loop {
            let (slot, number, continuation) = self.finished.try_recv().ok()?;
            if self.accept(slot, number) {
                return Some(continuation);
            }
        }
    }

    /// Waits for the next continuation; `None` when nothing is running.
    pub(crate) fn wait(&mut self) -> Option<Continuation<W>> {
        while !self.running.is_empty() {
            let (slot, number, continuation) = self.finished.recv().ok()?;
            if self.accept(slot, number) {
                return Some(continuation);
            }
        }
        None
    }

    fn accept(&mut self, slot: S, number: u64) -> bool {
        let current = self.running.get(&slot).is_some_and(|(n, _)| *n == number);
        if current {
            self.running.remove(&slot);
        }
        current
    }

    /// The running jobs and their progress.
    pub(crate) fn running(&self) -> impl Iterator<Item = (S, (u64, u64))> + '_ {
        self.running
            .iter()
            .map(|(slot, (_, ticket))| (*slot, ticket.progress()))
    }
}

impl<S, W> Drop for Jobs<S, W> {
    fn drop(&mut self) {
        for (_, ticket) in self.running.values() {
            ticket.cancel();
        }
        self.queue = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the continuations were given, in order.
    type Log = Vec<Result<&'static str, Panicked>>;

    fn jobs() -> Jobs<u8, Log> {
        Jobs::start(2, Arc::new(|| {})).unwrap()
    }

    fn spawn(
        jobs: &mut Jobs<u8, Log>,
        work: impl FnOnce(&Ticket) -> &'static str + Send + 'static,
    ) {
        jobs.spawn(1, work, |log: &mut Log, result| log.push(result));
    }

    /// Runs all continuations to come.
    fn drain(jobs: &mut Jobs<u8, Log>) -> Log {
        let mut log = Log::new();
        while let Some(continuation) = jobs.wait() {
            continuation(&mut log);
        }
        assert!(jobs.poll().is_none());
        log
    }

    #[test]
    fn a_continuation_runs_once_with_the_result() {
        let mut jobs = jobs();
        spawn(&mut jobs, |_| "done");
        assert_eq!(drain(&mut jobs), [Ok("done")]);
        assert_eq!(drain(&mut jobs), []);
    }

    #[test]
    fn a_panic_reaches_the_continuation() {
        let mut jobs = jobs();
        spawn(&mut jobs, |_| panic!("on purpose"));
        assert_eq!(drain(&mut jobs), [Err(Panicked)]);
        spawn(&mut jobs, |_| "next");
        assert_eq!(drain(&mut jobs), [Ok("next")]);
    }

    #[test]
    fn starting_again_cancels_and_drops_the_old() {
        let mut jobs = jobs();
        spawn(&mut jobs, |ticket| {
            while !ticket.is_cancelled() {
                std::thread::yield_now();
            }
            "old"
        });
        spawn(&mut jobs, |_| "new");
        assert_eq!(drain(&mut jobs), [Ok("new")]);
    }
}
