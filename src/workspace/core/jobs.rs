//! Background work: a job is work, and what happens with its result.

use super::super::Workspace;
use super::Core;
use crate::jobs::{Panicked, Ticket};

/// A place for a job, named by the capability that runs it. A job replaces the one that runs in
/// its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::workspace) struct Slot {
    kind: &'static str,
    /// Tells slots of one kind apart, whose jobs run beside each other.
    number: u64,
    title: Option<&'static str>,
    can_be_stopped: bool,
}

impl Slot {
    /// For jobs that nobody waits for.
    pub(in crate::workspace) const fn quiet(kind: &'static str) -> Self {
        Self {
            kind,
            number: 0,
            title: None,
            can_be_stopped: false,
        }
    }

    /// For jobs that the status line shows under a title, and that the user may stop: they then
    /// leave everything as it was.
    pub(in crate::workspace) const fn shown(kind: &'static str, title: &'static str) -> Self {
        Self {
            kind,
            number: 0,
            title: Some(title),
            can_be_stopped: true,
        }
    }

    /// The same for jobs that run to their end.
    pub(in crate::workspace) const fn unstoppable(self) -> Self {
        Self {
            can_be_stopped: false,
            ..self
        }
    }

    /// Whether the jobs of both slots are of one kind.
    fn is_like(self, other: Self) -> bool {
        self.kind == other.kind
    }
}

/// A job ended through a fault in Turjuman.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{title} stopped because of a fault in Turjuman; nothing was changed")]
pub struct JobFault {
    title: &'static str,
}

impl Core {
    /// Runs `work` in the background, then `then` with its result.
    pub(in crate::workspace) fn spawn<T: Send + 'static, E: From<JobFault> + Send + 'static>(
        &mut self,
        slot: Slot,
        work: impl FnOnce(&Ticket) -> Result<T, E> + Send + 'static,
        then: impl FnOnce(&mut Workspace, Result<T, E>) + Send + 'static,
    ) {
        self.jobs.spawn(slot, work, move |workspace, result| {
            let title = slot.title.unwrap_or("looking up");
            let result = result.unwrap_or_else(|Panicked| Err(JobFault { title }.into()));
            then(workspace, result);
        });
    }

    /// A slot for another job of the kind, beside those that run.
    pub(in crate::workspace) fn beside(&mut self, slot: Slot) -> Slot {
        self.job_count += 1;
        Slot {
            number: self.job_count,
            ..slot
        }
    }

    pub(in crate::workspace) fn cancel(&mut self, slot: Slot) {
        self.jobs.cancel(slot);
    }

    /// Whether a job of this kind is running.
    pub(in crate::workspace) fn is_running(&self, slot: Slot) -> bool {
        self.progress_of(slot).is_some()
    }

    /// The progress of a job of this kind: how much of how much; 0 where the end is not known.
    pub(in crate::workspace) fn progress_of(&self, slot: Slot) -> Option<(u64, u64)> {
        let mut running = self.jobs.running();
        running
            .find(|(other, _)| other.is_like(slot))
            .map(|(_, progress)| progress)
    }

    /// The running jobs the user waits for: title, and how much of how much.
    pub(in crate::workspace) fn progress(&self) -> Vec<(&'static str, u64, u64)> {
        self.jobs
            .running()
            .filter_map(|(slot, (done, total))| Some((slot.title?, done, total)))
            .collect()
    }

    /// Stops what may be stopped.
    pub(in crate::workspace) fn cancel_jobs(&mut self) {
        let slots: Vec<Slot> = self.jobs.running().map(|(slot, _)| slot).collect();
        for slot in slots.into_iter().filter(|slot| slot.can_be_stopped) {
            self.jobs.cancel(slot);
        }
    }
}
