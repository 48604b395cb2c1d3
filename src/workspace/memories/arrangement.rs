//! Which memories a project looks at, in which order, and how much each of them is trusted.

use super::Memories;
use crate::engine::model::{MemoryId, MemoryStanding, Penalties};
use crate::jobs::Ticket;
use crate::store::{Batch, MemoryRow, UnitWrite};
use crate::workspace::core::{Core, Direction, Slot, Undo};
use crate::workspace::{Workspace, WorkspaceError};
use std::collections::BTreeMap;

const SWEEP: Slot = Slot::quiet("sweep memories");
/// The setting that keeps the penalties, as JSON.
const PENALTIES: &str = "memory.penalties";

/// A memory as the open project has it.
#[derive(Debug, Clone, PartialEq)]
pub struct MemoryChoice {
    pub id: MemoryId,
    pub name: String,
    pub units: u64,
    /// Nothing is changed in it but by import.
    pub read_only: bool,
    /// Percent points off each of its matches.
    pub penalty: f64,
    /// Whether the project looks at it.
    pub used: bool,
    /// Whether confirmed segments go to it.
    pub is_main: bool,
}

/// A memory that was deleted.
#[derive(Debug, Clone, PartialEq)]
struct DeletedMemory(MemoryRow);

impl Undo for DeletedMemory {
    fn title(&self) -> &'static str {
        "deleted memory"
    }

    fn check(&self, workspace: &Workspace) -> Result<(), WorkspaceError> {
        Memories::expect_quiet_units(&workspace.core)
    }

    fn take(
        &mut self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        let (memories, core) = (&mut workspace.memories, &mut workspace.core);
        memories.put_memory(core, &self.0, direction.is_forth());
        Ok(())
    }
}

impl Memories {
    /// All memories in the order of the open project; without one, in that of their making.
    pub(in crate::workspace) fn memory_choices(&self, core: &Core) -> Vec<MemoryChoice> {
        let main = self.own_memory(core);
        let chosen = core
            .projects
            .open
            .and_then(|project| self.arranged.get(&project));
        let chosen = chosen.map(Vec::as_slice).unwrap_or_default();
        let hidden = self.sample_memory();
        let mut choices: Vec<(usize, MemoryChoice)> = self
            .rows
            .iter()
            .map(|row| {
                let place = chosen.iter().position(|(id, _)| *id == row.id);
                let used = place.and_then(|at| chosen.get(at)).map(|(_, used)| *used);
                let is_main = Some(row.id) == main;
                let choice = MemoryChoice {
                    id: row.id,
                    name: row.name.clone(),
                    units: row.units,
                    read_only: row.read_only,
                    penalty: row.penalty,
                    used: used.unwrap_or(Some(row.id) != hidden || is_main),
                    is_main,
                };
                // What was never arranged comes last; where nothing was, the project's own first.
                let unplaced = if is_main && chosen.is_empty() {
                    0
                } else {
                    usize::MAX
                };
                (place.unwrap_or(unplaced), choice)
            })
            .collect();
        choices.sort_by_key(|(place, _)| *place);
        choices.into_iter().map(|(_, choice)| choice).collect()
    }

    pub(in crate::workspace) fn penalties(&self, core: &Core) -> Penalties {
        let stored = core.settings.get(PENALTIES);
        stored
            .and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_default()
    }

    /// How the memories of the open project are looked at; those that are not are left out.
    pub(in crate::workspace) fn standings(
        &self,
        core: &Core,
    ) -> BTreeMap<MemoryId, MemoryStanding> {
        let used = self
            .memory_choices(core)
            .into_iter()
            .filter(|choice| choice.used);
        used.enumerate()
            .map(|(place, choice)| {
                let penalty = choice.penalty;
                (choice.id, MemoryStanding { place, penalty })
            })
            .collect()
    }

    pub(in crate::workspace) fn set_penalties(
        &mut self,
        core: &mut Core,
        mut penalties: Penalties,
    ) -> Result<(), WorkspaceError> {
        for percent in [
            &mut penalties.unconfirmed,
            &mut penalties.machine,
            &mut penalties.aligned,
            &mut penalties.per_year,
            &mut penalties.other_variant,
        ] {
            *percent = possible(*percent);
        }
        penalties.variant = penalties.variant.trim().to_owned();
        let value = serde_json::to_string(&penalties)
            .map_err(|error| WorkspaceError::Background(error.to_string()))?;
        core.remember(PENALTIES.into(), value);
        self.version += 1;
        Ok(())
    }

    pub(in crate::workspace) fn create(
        &mut self,
        core: &mut Core,
        name: &str,
    ) -> Result<(), WorkspaceError> {
        let name = self.free_memory_name(name, None)?;
        self.memory_or_new(core, &name);
        Ok(())
    }

    /// Renames a memory, protects it, or says how much its matches are worth.
    pub(in crate::workspace) fn set(
        &mut self,
        core: &mut Core,
        id: MemoryId,
        name: &str,
        read_only: bool,
        penalty: f64,
    ) -> Result<(), WorkspaceError> {
        let name = self.free_memory_name(name, Some(id))?;
        if read_only && let Some(project) = core.projects.rows.iter().find(|row| row.memory == id) {
            return Err(WorkspaceError::MemoryReceives {
                memory: name,
                project: project.name.clone(),
            });
        }
        let row = self
            .rows
            .iter_mut()
            .find(|row| row.id == id)
            .ok_or(WorkspaceError::MemoryGone)?;
        row.name = name;
        row.read_only = read_only;
        row.penalty = possible(penalty);
        let row = row.clone();
        core.write(UnitWrite::Put(row));
        self.version += 1;
        Ok(())
    }

    /// Takes a memory away, as one step of undo. Its units leave the file when it is opened next.
    pub(in crate::workspace) fn delete(
        &mut self,
        core: &mut Core,
        id: MemoryId,
    ) -> Result<(), WorkspaceError> {
        Self::expect_quiet_units(core)?;
        self.expect_writable(id)?;
        let row = self.memory_row(id)?.clone();
        if let Some(project) = core
            .projects
            .rows
            .iter()
            .find(|project| project.memory == id)
        {
            return Err(WorkspaceError::MemoryReceives {
                memory: row.name,
                project: project.name.clone(),
            });
        }
        self.put_memory(core, &row, true);
        core.undo.push(DeletedMemory(row));
        Ok(())
    }

    /// Takes a memory away or brings it back, under another name where its own is taken.
    pub(in crate::workspace) fn put_memory(
        &mut self,
        core: &mut Core,
        row: &MemoryRow,
        removed: bool,
    ) {
        let mut row = row.clone();
        if removed {
            self.rows.retain(|other| other.id != row.id);
            self.removed.push(row.id);
        } else {
            row.name = self.memory_name_like(&row.name);
            self.removed.retain(|other| *other != row.id);
            let at = self.rows.partition_point(|other| other.id < row.id);
            self.rows.insert(at, row.clone());
        }
        self.concordance.look_again = true;
        self.upkeep.forget_all();
        core.write(UnitWrite::Remove {
            id: row.id,
            name: row.name,
            removed,
        });
    }

    /// The name, with a number behind it where it is taken.
    fn memory_name_like(&self, name: &str) -> String {
        let is_free = |name: &String| self.rows.iter().all(|row| row.name != *name);
        let numbered = (2..).map(|n| format!("{name} ({n})"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(is_free).unwrap_or_default()
    }

    /// Removes the units of memories that were taken away before the file was closed.
    pub(in crate::workspace) fn sweep_memories(&mut self, core: &mut Core) {
        let Some(mut feed) = core.feed() else {
            return;
        };
        let memories = self.removed.clone();
        if memories.is_empty() {
            return;
        }
        let work = move |ticket: &Ticket| {
            let mut sweep = |memory| -> Result<(), WorkspaceError> {
                let mut above = 0;
                loop {
                    feed.send(Batch::SweepMemory { memory, above })?;
                    let last = feed.finish()?;
                    if last == 0 || ticket.is_cancelled() {
                        return Ok(());
                    }
                    above = i64::try_from(last).unwrap_or(i64::MAX);
                }
            };
            memories.into_iter().try_for_each(&mut sweep)
        };
        core.spawn(SWEEP, work, |workspace, swept| {
            workspace.core.expect(swept);
        });
    }

    /// The memories of the open project in this order, and the one that confirmed segments go to.
    pub(in crate::workspace) fn arrange(
        &mut self,
        core: &mut Core,
        order: Vec<(MemoryId, bool)>,
        main: MemoryId,
    ) -> Result<(), WorkspaceError> {
        let project = core
            .projects
            .open
            .ok_or(WorkspaceError::NoProjectForMemories)?;
        let row = self.memory_row(main)?;
        if row.read_only {
            return Err(WorkspaceError::MemoryReadOnly(row.name.clone()));
        }
        for (id, _) in &order {
            self.memory_row(*id)?;
        }
        if let Some(row) = core.projects.get_mut(project) {
            row.memory = main;
        }
        self.arranged.insert(project, order.clone());
        core.write(UnitWrite::Arrange {
            project,
            order,
            main,
        });
        self.version += 1;
        Ok(())
    }

    /// Refuses what would change a protected memory.
    pub(in crate::workspace) fn expect_writable(&self, id: MemoryId) -> Result<(), WorkspaceError> {
        match self.rows.iter().find(|row| row.id == id) {
            Some(row) if row.read_only => Err(WorkspaceError::MemoryReadOnly(row.name.clone())),
            _ => Ok(()),
        }
    }

    pub(super) fn memory_row(&self, id: MemoryId) -> Result<&MemoryRow, WorkspaceError> {
        let mut rows = self.rows.iter();
        rows.find(|row| row.id == id)
            .ok_or(WorkspaceError::MemoryGone)
    }

    /// A name that no other memory has.
    fn free_memory_name(
        &self,
        name: &str,
        own: Option<MemoryId>,
    ) -> Result<String, WorkspaceError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(WorkspaceError::EmptyName);
        }
        let is_taken = |row: &MemoryRow| row.name == name && Some(row.id) != own;
        if self.rows.iter().any(is_taken) {
            return Err(WorkspaceError::MemoryExists(name.to_owned()));
        }
        Ok(name.to_owned())
    }
}

impl Workspace {
    /// All memories in the order of the open project; without one, in that of their making.
    pub fn memory_choices(&self) -> Vec<MemoryChoice> {
        self.memories.memory_choices(&self.core)
    }

    pub fn penalties(&self) -> Penalties {
        self.memories.penalties(&self.core)
    }
}

fn possible(percent: f64) -> f64 {
    if percent.is_finite() {
        percent.clamp(0.0, Penalties::MOST)
    } else {
        0.0
    }
}
