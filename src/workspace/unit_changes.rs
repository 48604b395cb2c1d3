//! Changes of units: by hand, or of very many in the background; each is one step of undo.

use super::command::{Event, UnitsChange};
use super::outcome::{Outcome, Slot};
use super::undo::Change;
use super::{Workspace, WorkspaceError, now, read_error};
use crate::engine::memory::ComparableSource;
use crate::engine::model::{MemoryId, TranslationUnit, UnitAction, UnitId};
use crate::jobs::Ticket;
use crate::store::{Batch, Feed, NewChange, Swap, UnitEdit, UnitFate, Write, Writer};

/// Units that a transaction changes; keeps it under 20 ms.
const BATCH: usize = 250;
/// A change of more units is taken back in the background.
const AT_ONCE: u64 = 500;

/// What a job changed.
pub(super) struct ChangedUnits {
    change: i64,
    action: UnitAction,
    /// Those changed, and those left alone because they were different by then.
    units: u64,
    left: u64,
}

impl Workspace {
    /// Changes a unit, as one step of undo.
    pub(super) fn edit_unit(
        &mut self,
        id: UnitId,
        source: String,
        target: String,
    ) -> Result<(), WorkspaceError> {
        self.put_texts(id, source, target, UnitAction::Edit)
    }

    /// Gives a unit the texts that it, or one merged into it, had before.
    pub(super) fn restore_unit(&mut self, id: UnitId, entry: i64) -> Result<(), WorkspaceError> {
        self.flush_writes()?;
        let past = self.reader.history_entry(entry).map_err(read_error)?;
        let past = past.ok_or(WorkspaceError::NoUnit)?;
        self.put_texts(id, past.source, past.target, UnitAction::Restore)
    }

    fn put_texts(
        &mut self,
        id: UnitId,
        source: String,
        target: String,
        action: UnitAction,
    ) -> Result<(), WorkspaceError> {
        let (memory, before) = self.stored_unit(id)?;
        self.expect_writable(memory)?;
        if source.trim().is_empty() {
            return Err(WorkspaceError::EmptyUnit);
        }
        if before.source == source && before.target == target {
            return Ok(());
        }
        let after = TranslationUnit {
            source,
            target,
            author: Some(self.author.clone()).filter(|name| !name.is_empty()),
            changed: Some(now()),
            ..before.clone()
        };
        self.change_unit(action, edit(id, &before, after))
    }

    /// Takes a unit out of its memory, as one step of undo.
    pub(super) fn delete_unit(&mut self, id: UnitId) -> Result<(), WorkspaceError> {
        let (memory, before) = self.stored_unit(id)?;
        self.expect_writable(memory)?;
        let fate = UnitFate::Goes { kept: None };
        let seen = (before.source, before.target);
        let unit = id;
        self.change_unit(UnitAction::Delete, UnitEdit { unit, seen, fate })
    }

    fn change_unit(&mut self, action: UnitAction, edit: UnitEdit) -> Result<(), WorkspaceError> {
        self.expect_quiet_units()?;
        match &edit.fate {
            UnitFate::Becomes(after) => self.concordance.show_changed(edit.unit, &after.0),
            UnitFate::Goes { .. } => self.concordance.show_gone(edit.unit),
        }
        self.upkeep.forget(edit.unit);
        let change = self.new_change(action);
        let id = change.id;
        self.write(Write::ChangeUnits {
            change,
            edits: vec![edit],
        });
        let change = Change::Units {
            change: id,
            action,
            units: 1,
        };
        self.undo.push(None, change);
        Ok(())
    }

    fn new_change(&self, action: UnitAction) -> NewChange {
        NewChange {
            id: self.ids.change(),
            action,
            author: self.author(),
        }
    }

    /// Refuses a change of units while very many are being changed.
    pub(super) fn expect_quiet_units(&self) -> Result<(), WorkspaceError> {
        let is_change = |slot| matches!(slot, Slot::ChangeUnits | Slot::SwapUnits);
        match self.jobs.running().any(|(slot, _)| is_change(slot)) {
            true => Err(WorkspaceError::UnitsBusy),
            false => Ok(()),
        }
    }

    /// Changes units in the background, in batches that are one change; `make` gives the edits.
    /// When it is stopped or fails, what was changed is taken back.
    pub(super) fn change_units(
        &mut self,
        action: UnitAction,
        make: impl FnOnce(&mut UnitChanger<'_>) -> Result<(), WorkspaceError> + Send + 'static,
    ) -> Result<(), WorkspaceError> {
        self.expect_quiet_units()?;
        let Some(feed) = self.writer.as_ref().and_then(Writer::feed) else {
            return Err(WorkspaceError::ReadOnly);
        };
        let change = self.new_change(action);
        let id = change.id;
        self.write(Write::BeginChange(change));
        self.jobs.spawn(Slot::ChangeUnits, move |ticket| {
            let mut changer = UnitChanger {
                feed,
                ticket,
                change: id,
                edits: Vec::new(),
                units: 0,
                left: 0,
            };
            let made = make(&mut changer).and_then(|()| changer.send());
            if made.is_err() || ticket.is_cancelled() {
                changer.take_back();
            }
            let changed = made.map(|()| ChangedUnits {
                change: id,
                action,
                units: changer.units,
                left: changer.left,
            });
            Outcome::UnitsChanged(changed.map_err(|error| error.to_string()))
        });
        Ok(())
    }

    /// A job has changed units: the last row of it, and a step of undo.
    pub(super) fn finish_change(&mut self, changed: ChangedUnits) {
        let ChangedUnits {
            change,
            action,
            units,
            left,
        } = changed;
        self.concordance.look_again = true;
        self.upkeep.forget_all();
        let number = self.write(Write::FinishChange {
            change,
            is_undone: units == 0,
        });
        if units > 0 {
            let change = Change::Units {
                change,
                action,
                units,
            };
            self.undo.push(None, change);
        }
        let event = Event::UnitsChanged(UnitsChange {
            action,
            units,
            left,
        });
        self.when_saved.insert(number, event);
    }

    /// Takes a change back or does it again: a small one at once, a large one in the background.
    pub(super) fn swap_change(
        &mut self,
        change: i64,
        units: u64,
        way: Swap,
    ) -> Result<(), WorkspaceError> {
        self.upkeep.forget_all();
        if units <= AT_ONCE {
            self.concordance.look_again = true;
            self.write(Write::SwapChange { change, way });
            return Ok(());
        }
        let Some(mut feed) = self.writer.as_ref().and_then(Writer::feed) else {
            return Err(WorkspaceError::ReadOnly);
        };
        self.jobs.spawn(Slot::SwapUnits, move |ticket| {
            let mut done = 0;
            let swapped = loop {
                let sent = feed.send(Batch::SwapChange { change, way });
                match sent.and_then(|()| feed.finish()) {
                    Ok(0) => break Ok((change, way == Swap::Undo)),
                    Ok(rows) => {
                        done += rows as u64;
                        ticket.report(done, units);
                    }
                    Err(error) => break Err(error.to_string()),
                }
            };
            Outcome::UnitsSwapped(swapped)
        });
        Ok(())
    }

    pub(super) fn finish_swap(&mut self, change: i64, is_undone: bool) {
        self.concordance.look_again = true;
        self.write(Write::FinishChange { change, is_undone });
    }

    /// The unit as it is shown; else as it is on the disk.
    pub(super) fn stored_unit(
        &self,
        id: UnitId,
    ) -> Result<(MemoryId, TranslationUnit), WorkspaceError> {
        if let Some(row) = self.concordance.shown(id) {
            return Ok((row.memory, row.content.clone()));
        }
        let unit = self.file.concordance()?.unit(id).map_err(read_error)?;
        unit.ok_or(WorkspaceError::NoUnit)
    }
}

/// Takes the edits of one change and writes them in batches, on a job's thread.
pub(super) struct UnitChanger<'a> {
    feed: Feed,
    pub(super) ticket: &'a Ticket,
    change: i64,
    edits: Vec<UnitEdit>,
    units: u64,
    left: u64,
}

impl UnitChanger<'_> {
    /// Writes the edit with others; answers whether to go on.
    pub(super) fn take(&mut self, edit: UnitEdit) -> Result<bool, WorkspaceError> {
        self.edits.push(edit);
        if self.edits.len() >= BATCH {
            self.send()?;
        }
        Ok(!self.ticket.is_cancelled())
    }

    fn send(&mut self) -> Result<(), WorkspaceError> {
        let edits = std::mem::take(&mut self.edits);
        if edits.is_empty() {
            return Ok(());
        }
        let sent = edits.len() as u64;
        let change = self.change;
        self.feed.send(Batch::ChangeUnits { change, edits })?;
        let changed = self.feed.finish()? as u64;
        self.units += changed;
        self.left += sent - changed;
        Ok(())
    }

    fn take_back(&mut self) {
        let (change, way) = (self.change, Swap::Undo);
        self.feed.discard(|| Batch::SwapChange { change, way });
    }
}

/// Makes a unit another, if it is still as it was seen.
pub(super) fn edit(unit: UnitId, before: &TranslationUnit, after: TranslationUnit) -> UnitEdit {
    let outline = ComparableSource::new(&after.source).outline();
    UnitEdit {
        unit,
        seen: (before.source.clone(), before.target.clone()),
        fate: UnitFate::Becomes(Box::new((after, outline))),
    }
}
