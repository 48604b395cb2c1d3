//! Writes on their way to the disk: the writer, what it has saved, and what waits for that.

use super::super::Workspace;
use super::{Core, Event};
use crate::jobs::Continuation;
use crate::store::{Effect, Feed, Receipt, Write, Writer};
use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::Receiver;

/// What the status line says about the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    Saved,
    Saving,
    /// The disk refuses; the reason.
    Refused(String),
}

/// The writer and its receipts.
pub(in crate::workspace) struct Saving {
    /// `None` in a workspace that is open for reading only.
    writer: Option<Writer>,
    receipts: Receiver<Receipt>,
    /// The newest write known to be on the disk.
    saved: u64,
    /// What is told or done once a write is.
    when_saved: BTreeMap<u64, Vec<Continuation<Workspace>>>,
    /// What is to be done now.
    due: VecDeque<Continuation<Workspace>>,
    refused: Option<String>,
}

impl Saving {
    pub(in crate::workspace) fn new(writer: Option<Writer>, receipts: Receiver<Receipt>) -> Self {
        Self {
            writer,
            receipts,
            saved: 0,
            when_saved: BTreeMap::new(),
            due: VecDeque::new(),
            refused: None,
        }
    }
}

impl Core {
    /// Sends a write; its number.
    pub(in crate::workspace) fn write(&mut self, write: impl Into<Write>) -> u64 {
        self.saving
            .writer
            .as_mut()
            .map_or(0, |writer| writer.send(write))
    }

    /// Sends a write and tells of it once it is on the disk.
    pub(in crate::workspace) fn write_and_tell(
        &mut self,
        write: impl Into<Write>,
        event: impl Into<super::super::Event>,
    ) {
        let number = self.write(write);
        let event = event.into();
        self.then(number, Box::new(|workspace| workspace.core.tell(event)));
    }

    /// Does something once everything that was written so far is on the disk; nobody waits for it.
    pub(in crate::workspace) fn when_saved(
        &mut self,
        then: impl FnOnce(&mut Workspace) + Send + 'static,
    ) {
        self.flush();
        let sent = self.saving.writer.as_ref().map_or(0, Writer::sent);
        self.then(sent, Box::new(then));
    }

    fn then(&mut self, number: u64, then: Continuation<Workspace>) {
        if number <= self.saving.saved {
            self.saving.due.push_back(then);
        } else {
            self.saving.when_saved.entry(number).or_default().push(then);
        }
    }

    pub(in crate::workspace) fn is_read_only(&self) -> bool {
        self.saving.writer.is_none()
    }

    /// A way for a job to write; `None` in a workspace that is open for reading only.
    pub(in crate::workspace) fn feed(&self) -> Option<Feed> {
        self.saving.writer.as_ref().and_then(Writer::feed)
    }

    /// Asks the writer to write what waits now.
    pub(in crate::workspace) fn flush(&self) {
        if let Some(writer) = &self.saving.writer {
            writer.flush();
        }
    }

    pub(in crate::workspace) fn save_state(&self) -> SaveState {
        match (&self.saving.refused, &self.saving.writer) {
            (Some(reason), _) => SaveState::Refused(reason.clone()),
            (None, Some(writer)) if writer.sent() > self.saving.saved => SaveState::Saving,
            _ => SaveState::Saved,
        }
    }

    /// The next thing that waited for a write which is on the disk now.
    pub(in crate::workspace) fn next_due(&mut self) -> Option<Continuation<Workspace>> {
        self.saving.due.pop_front()
    }

    pub(in crate::workspace) fn next_receipt(&self) -> Option<Receipt> {
        self.saving.receipts.try_recv().ok()
    }

    /// Waits for a receipt; `None` when the writer has ended.
    pub(in crate::workspace) fn wait_for_receipt(&self) -> Option<Receipt> {
        self.saving.receipts.recv().ok()
    }

    /// Takes a receipt; what the write did to the memories.
    pub(in crate::workspace) fn acknowledge(&mut self, receipt: Receipt) -> Effect {
        let (number, effect) = match receipt {
            Receipt::Saved { number, effect } => {
                self.saving.refused = None;
                (number, effect)
            }
            Receipt::Rejected { number, error } => {
                self.saving.when_saved.remove(&number);
                self.fail(error.to_string());
                (number, Effect::None)
            }
            Receipt::Waiting { error } => {
                let message = error.to_string();
                self.saving.refused = Some(message.clone());
                self.tell(Event::NotSaved { message });
                return Effect::None;
            }
        };
        self.saving.saved = self.saving.saved.max(number);
        let later = self.saving.when_saved.split_off(&(number + 1));
        let due = std::mem::replace(&mut self.saving.when_saved, later);
        self.saving.due.extend(due.into_values().flatten());
        effect
    }
}
