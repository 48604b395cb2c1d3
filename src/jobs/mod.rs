//! Owns threads: a small pool for long work, with slots, cancelling and progress.
//!
//! A job runs in a slot. Starting another job in the same slot cancels the one before; its
//! outcome is dropped even when it finishes all the same. Jobs know nothing of what they are
//! about: they get a [`Ticket`] and give a value back; a job that panicked gives `None`.

use std::collections::HashMap;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// A job's line to the outside: asks whether to stop, tells how far it is.
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

    /// Tells the progress; `total` 0 where the end is not known.
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

/// A pool whose jobs are named by slots of type `S` and give values of type `T`.
pub(crate) struct Jobs<S, T> {
    queue: Option<Sender<Work>>,
    threads: Vec<JoinHandle<()>>,
    finished: Receiver<(S, u64, Option<T>)>,
    finish: Sender<(S, u64, Option<T>)>,
    running: HashMap<S, (u64, Ticket)>,
    started: u64,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl<S: Copy + Eq + Hash + Send + 'static, T: Send + 'static> Jobs<S, T> {
    /// `wake` is called from a worker whenever an outcome is ready.
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

    /// Runs `work` in `slot`; what ran there before is cancelled.
    pub(crate) fn spawn(&mut self, slot: S, work: impl FnOnce(&Ticket) -> T + Send + 'static) {
        self.cancel(slot);
        self.started += 1;
        let number = self.started;
        let ticket = Ticket::default();
        self.running.insert(slot, (number, ticket.clone()));
        let finish = self.finish.clone();
        let wake = Arc::clone(&self.wake);
        let task: Work = Box::new(move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&ticket))).ok();
            // The receiver is gone only when the program ends.
            let _ = finish.send((slot, number, outcome));
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

    /// The outcome of the next finished job that was not replaced, without waiting.
    pub(crate) fn poll(&mut self) -> Option<(S, Option<T>)> {
        loop {
            let (slot, number, outcome) = self.finished.try_recv().ok()?;
            if self.accept(slot, number) {
                return Some((slot, outcome));
            }
        }
    }

    /// Waits for the next outcome; `None` when nothing is running.
    pub(crate) fn wait(&mut self) -> Option<(S, Option<T>)> {
        while !self.running.is_empty() {
            let (slot, number, outcome) = self.finished.recv().ok()?;
            if self.accept(slot, number) {
                return Some((slot, outcome));
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

    /// The jobs under way and how far they are.
    pub(crate) fn running(&self) -> impl Iterator<Item = (S, (u64, u64))> + '_ {
        self.running
            .iter()
            .map(|(slot, (_, ticket))| (*slot, ticket.progress()))
    }
}

impl<S, T> Drop for Jobs<S, T> {
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

    fn jobs() -> Jobs<u8, &'static str> {
        Jobs::start(2, Arc::new(|| {})).unwrap()
    }

    #[test]
    fn an_outcome_arrives_once() {
        let mut jobs = jobs();
        jobs.spawn(1, |_| "done");
        assert_eq!(jobs.wait(), Some((1, Some("done"))));
        assert_eq!(jobs.poll(), None);
        assert_eq!(jobs.wait(), None);
    }

    #[test]
    fn a_panicking_job_ends_without_outcome() {
        let mut jobs = jobs();
        jobs.spawn(1, |_| panic!("on purpose"));
        assert_eq!(jobs.wait(), Some((1, None)));
        jobs.spawn(1, |_| "next");
        assert_eq!(jobs.wait(), Some((1, Some("next"))));
    }

    #[test]
    fn starting_again_cancels_and_drops_the_old() {
        let mut jobs = jobs();
        jobs.spawn(1, |ticket| {
            while !ticket.is_cancelled() {
                std::thread::yield_now();
            }
            "old"
        });
        jobs.spawn(1, |_| "new");
        assert_eq!(jobs.wait(), Some((1, Some("new"))));
        assert_eq!(jobs.wait(), None);
    }
}
