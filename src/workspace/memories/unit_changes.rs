//! Changes of units: by hand, or of very many in the background; each is one step of undo.

use super::{Event, Memories, UnitsChange};
use crate::engine::memory::ComparableSource;
use crate::engine::model::{MemoryId, TranslationUnit, UnitAction, UnitId};
use crate::jobs::Ticket;
use crate::store::{Batch, Feed, NewChange, Swap, UnitEdit, UnitFate, UnitWrite};
use crate::workspace::core::{Core, Direction, Slot, Undo, now, read_error};
use crate::workspace::{Workspace, WorkspaceError};

const CHANGE: Slot = Slot::shown("change units", "changing memory");
const SWAP: Slot = Slot::shown("swap units", "taking back").unstoppable();
/// Units that a transaction changes; keeps it under 20 ms.
const BATCH: usize = 250;
/// A change of more units is taken back in the background.
const AT_ONCE: u64 = 500;

/// What a job changed.
pub(in crate::workspace) struct ChangedUnits {
    change: i64,
    action: UnitAction,
    /// Those changed, and those left alone because they were different by then.
    units: u64,
    left: u64,
}

/// A change of units. What they were is in their history.
#[derive(Debug, Clone, PartialEq)]
struct ChangedUnitsStep {
    change: i64,
    action: UnitAction,
    units: u64,
}

impl Undo for ChangedUnitsStep {
    fn title(&self) -> &'static str {
        match self.action {
            UnitAction::Delete => "deleted unit",
            UnitAction::Replace => "replacing in memories",
            UnitAction::Merge => "merging of duplicates",
            UnitAction::Unify => "choice of translation",
            _ => "change of unit",
        }
    }

    fn check(&self, workspace: &Workspace) -> Result<(), WorkspaceError> {
        Memories::expect_quiet_units(&workspace.core)
    }

    fn take(
        &mut self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        let way = match direction {
            Direction::Back => Swap::Undo,
            Direction::Forth => Swap::Redo,
        };
        let (memories, core) = (&mut workspace.memories, &mut workspace.core);
        memories.swap_change(core, self.change, self.units, way)
    }
}

impl Memories {
    /// Changes a unit, as one step of undo.
    pub(in crate::workspace) fn edit_unit(
        &mut self,
        core: &mut Core,
        id: UnitId,
        source: String,
        target: String,
    ) -> Result<(), WorkspaceError> {
        self.put_texts(core, id, source, target, UnitAction::Edit)
    }

    /// Gives a unit the texts that it, or one merged into it, had before: read once what was
    /// written is on the disk.
    pub(super) fn restore_unit(
        &mut self,
        core: &mut Core,
        id: UnitId,
        entry: i64,
    ) -> Result<(), WorkspaceError> {
        Self::expect_quiet_units(core)?;
        core.when_saved(move |workspace| {
            let (memories, core) = (&mut workspace.memories, &mut workspace.core);
            let past = core.reader.history_entry(entry).map_err(read_error);
            let past = past.and_then(|past| past.ok_or(WorkspaceError::NoUnit));
            let restored = past.and_then(|past| {
                memories.put_texts(core, id, past.source, past.target, UnitAction::Restore)
            });
            core.expect(restored);
        });
        Ok(())
    }

    fn put_texts(
        &mut self,
        core: &mut Core,
        id: UnitId,
        source: String,
        target: String,
        action: UnitAction,
    ) -> Result<(), WorkspaceError> {
        let (memory, before) = self.stored_unit(core, id)?;
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
            author: Some(core.author.clone()).filter(|name| !name.is_empty()),
            changed: Some(now()),
            ..before.clone()
        };
        self.change_unit(core, action, edit(id, &before, after))
    }

    /// Takes a unit out of its memory, as one step of undo.
    pub(in crate::workspace) fn delete_unit(
        &mut self,
        core: &mut Core,
        id: UnitId,
    ) -> Result<(), WorkspaceError> {
        let (memory, before) = self.stored_unit(core, id)?;
        self.expect_writable(memory)?;
        let fate = UnitFate::Goes { kept: None };
        let seen = (before.source, before.target);
        let unit = id;
        self.change_unit(core, UnitAction::Delete, UnitEdit { unit, seen, fate })
    }

    fn change_unit(
        &mut self,
        core: &mut Core,
        action: UnitAction,
        edit: UnitEdit,
    ) -> Result<(), WorkspaceError> {
        Self::expect_quiet_units(core)?;
        match &edit.fate {
            UnitFate::Becomes(after) => self.concordance.show_changed(edit.unit, &after.0),
            UnitFate::Goes { .. } => self.concordance.show_gone(edit.unit),
        }
        self.upkeep.forget(edit.unit);
        let change = Self::new_change(core, action);
        let id = change.id;
        core.write(UnitWrite::ChangeUnits {
            change,
            edits: vec![edit],
        });
        core.undo.push(ChangedUnitsStep {
            change: id,
            action,
            units: 1,
        });
        Ok(())
    }

    fn new_change(core: &Core, action: UnitAction) -> NewChange {
        NewChange {
            id: core.ids.change(),
            action,
            author: core.author(),
        }
    }

    /// Refuses a change of units while very many are being changed.
    pub(in crate::workspace) fn expect_quiet_units(core: &Core) -> Result<(), WorkspaceError> {
        match core.is_running(CHANGE) || core.is_running(SWAP) {
            true => Err(WorkspaceError::UnitsBusy),
            false => Ok(()),
        }
    }

    /// Changes units in the background, in batches that are one change; `make` gives the edits.
    /// When it is stopped or fails, what was changed is taken back.
    pub(in crate::workspace) fn change_units(
        &mut self,
        core: &mut Core,
        action: UnitAction,
        make: impl FnOnce(&mut UnitChanger<'_>) -> Result<(), WorkspaceError> + Send + 'static,
    ) -> Result<(), WorkspaceError> {
        Self::expect_quiet_units(core)?;
        let Some(feed) = core.feed() else {
            return Err(WorkspaceError::ReadOnly);
        };
        let change = Self::new_change(core, action);
        let id = change.id;
        core.write(UnitWrite::BeginChange(change));
        let work = move |ticket: &Ticket| {
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
            made.map(|()| ChangedUnits {
                change: id,
                action,
                units: changer.units,
                left: changer.left,
            })
        };
        core.spawn(CHANGE, work, |workspace, changed| {
            if let Some(changed) = workspace.core.expect(changed) {
                workspace
                    .memories
                    .finish_change(&mut workspace.core, changed);
            }
        });
        Ok(())
    }

    /// A job has changed units: the last row of it, and a step of undo.
    pub(in crate::workspace) fn finish_change(&mut self, core: &mut Core, changed: ChangedUnits) {
        let ChangedUnits {
            change,
            action,
            units,
            left,
        } = changed;
        self.concordance.look_again = true;
        self.upkeep.forget_all();
        let finished = UnitWrite::FinishChange {
            change,
            is_undone: units == 0,
        };
        if units > 0 {
            core.undo.push(ChangedUnitsStep {
                change,
                action,
                units,
            });
        }
        let event = Event::UnitsChanged(UnitsChange {
            action,
            units,
            left,
        });
        core.write_and_tell(finished, event);
    }

    /// Takes a change back or does it again: a small one at once, a large one in the background.
    pub(in crate::workspace) fn swap_change(
        &mut self,
        core: &mut Core,
        change: i64,
        units: u64,
        way: Swap,
    ) -> Result<(), WorkspaceError> {
        self.upkeep.forget_all();
        if units <= AT_ONCE {
            self.concordance.look_again = true;
            core.write(UnitWrite::SwapChange { change, way });
            return Ok(());
        }
        let Some(mut feed) = core.feed() else {
            return Err(WorkspaceError::ReadOnly);
        };
        let work = move |ticket: &Ticket| -> Result<(), WorkspaceError> {
            let mut done = 0;
            loop {
                feed.send(Batch::SwapChange { change, way })?;
                match feed.finish()? {
                    0 => return Ok(()),
                    rows => done += rows as u64,
                }
                ticket.report(done, units);
            }
        };
        core.spawn(SWAP, work, move |workspace, swapped| {
            if workspace.core.expect(swapped).is_some() {
                workspace
                    .memories
                    .finish_swap(&mut workspace.core, change, way == Swap::Undo);
            }
        });
        Ok(())
    }

    pub(in crate::workspace) fn finish_swap(
        &mut self,
        core: &mut Core,
        change: i64,
        is_undone: bool,
    ) {
        self.concordance.look_again = true;
        core.write(UnitWrite::FinishChange { change, is_undone });
    }

    /// The unit as it is shown; else as it is on the disk.
    pub(in crate::workspace) fn stored_unit(
        &self,
        core: &Core,
        id: UnitId,
    ) -> Result<(MemoryId, TranslationUnit), WorkspaceError> {
        if let Some(row) = self.concordance.shown(id) {
            return Ok((row.memory, row.content.clone()));
        }
        let unit = core.file.concordance()?.unit(id).map_err(read_error)?;
        unit.ok_or(WorkspaceError::NoUnit)
    }
}

/// Takes the edits of one change and writes them in batches, on a job's thread.
pub(in crate::workspace) struct UnitChanger<'a> {
    feed: Feed,
    pub(in crate::workspace) ticket: &'a Ticket,
    change: i64,
    edits: Vec<UnitEdit>,
    units: u64,
    left: u64,
}

impl UnitChanger<'_> {
    /// Writes the edit with others; answers whether to go on.
    pub(in crate::workspace) fn take(&mut self, edit: UnitEdit) -> Result<bool, WorkspaceError> {
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
pub(in crate::workspace) fn edit(
    unit: UnitId,
    before: &TranslationUnit,
    after: TranslationUnit,
) -> UnitEdit {
    let outline = ComparableSource::new(&after.source).outline();
    UnitEdit {
        unit,
        seen: (before.source.clone(), before.target.clone()),
        fate: UnitFate::Becomes(Box::new((after, outline))),
    }
}
