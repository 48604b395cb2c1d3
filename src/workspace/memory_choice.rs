//! Which memories a project looks at, in which order, and how much each of them is trusted.

use super::outcome::{Outcome, Slot};
use super::undo::Change;
use super::{Workspace, WorkspaceError};
use crate::engine::model::{MemoryId, MemoryStanding, Penalties, ProjectId};
use crate::store::{Batch, MemoryRow, Write, Writer};
use std::collections::BTreeMap;

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

impl Workspace {
    /// All memories in the order of the open project; without one, in that of their making.
    pub fn memory_choices(&self) -> Vec<MemoryChoice> {
        let main = self.own_memory();
        let chosen = self.project.and_then(|project| self.choices.get(&project));
        let chosen = chosen.map(Vec::as_slice).unwrap_or_default();
        let hidden = self.sample_memory();
        let mut choices: Vec<(usize, MemoryChoice)> = self
            .memories
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

    pub fn penalties(&self) -> Penalties {
        let stored = self.settings.get(PENALTIES);
        stored
            .and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_default()
    }

    /// How the memories of the open project are looked at; those that are not are left out.
    pub(super) fn standings(&self) -> BTreeMap<MemoryId, MemoryStanding> {
        let used = self
            .memory_choices()
            .into_iter()
            .filter(|choice| choice.used);
        used.enumerate()
            .map(|(place, choice)| {
                let penalty = choice.penalty;
                (choice.id, MemoryStanding { place, penalty })
            })
            .collect()
    }

    pub(super) fn set_penalties(&mut self, mut penalties: Penalties) -> Result<(), WorkspaceError> {
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
        self.settings.insert(PENALTIES.into(), value.clone());
        self.write(Write::Setting {
            name: PENALTIES.into(),
            value,
        });
        self.look_up_active_matches();
        Ok(())
    }

    pub(super) fn create_memory(&mut self, name: &str) -> Result<(), WorkspaceError> {
        let name = self.free_memory_name(name, None)?;
        self.memory_or_new(&name);
        Ok(())
    }

    /// Renames a memory, protects it, or says how much its matches are worth.
    pub(super) fn set_memory(
        &mut self,
        id: MemoryId,
        name: &str,
        read_only: bool,
        penalty: f64,
    ) -> Result<(), WorkspaceError> {
        let name = self.free_memory_name(name, Some(id))?;
        if read_only && let Some(project) = self.projects.iter().find(|row| row.memory == id) {
            return Err(WorkspaceError::MemoryReceives {
                memory: name,
                project: project.name.clone(),
            });
        }
        let row = self
            .memories
            .iter_mut()
            .find(|row| row.id == id)
            .ok_or(WorkspaceError::MemoryGone)?;
        row.name = name;
        row.read_only = read_only;
        row.penalty = possible(penalty);
        let row = row.clone();
        self.write(Write::PutMemory(row));
        self.look_up_active_matches();
        Ok(())
    }

    /// Takes a memory away, as one step of undo. Its units leave the file when it is opened next.
    pub(super) fn delete_memory(&mut self, id: MemoryId) -> Result<(), WorkspaceError> {
        self.expect_quiet_units()?;
        self.expect_writable(id)?;
        let row = self.memory_row(id)?.clone();
        if let Some(project) = self.projects.iter().find(|project| project.memory == id) {
            return Err(WorkspaceError::MemoryReceives {
                memory: row.name,
                project: project.name.clone(),
            });
        }
        self.put_memory(&row, true);
        self.undo.push(None, Change::Memory(row));
        Ok(())
    }

    /// Takes a memory away or brings it back, under another name where its own is taken.
    pub(super) fn put_memory(&mut self, row: &MemoryRow, removed: bool) {
        let mut row = row.clone();
        if removed {
            self.memories.retain(|other| other.id != row.id);
            self.removed_memories.push(row.id);
        } else {
            row.name = self.memory_name_like(&row.name);
            self.removed_memories.retain(|other| *other != row.id);
            let at = self.memories.partition_point(|other| other.id < row.id);
            self.memories.insert(at, row.clone());
        }
        self.concordance.look_again = true;
        self.upkeep.forget_all();
        self.write(Write::RemoveMemory {
            id: row.id,
            name: row.name,
            removed,
        });
    }

    /// The name, with a number behind it where it is taken.
    fn memory_name_like(&self, name: &str) -> String {
        let is_free = |name: &String| self.memories.iter().all(|row| row.name != *name);
        let numbered = (2..).map(|n| format!("{name} ({n})"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(is_free).unwrap_or_default()
    }

    /// Removes the units of memories that were taken away before the file was closed.
    pub(super) fn sweep_memories(&mut self) {
        let Some(mut feed) = self.writer.as_ref().and_then(Writer::feed) else {
            return;
        };
        let memories = self.removed_memories.clone();
        if memories.is_empty() {
            return;
        }
        self.jobs.spawn(Slot::SweepMemories, move |ticket| {
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
            let swept = memories.into_iter().try_for_each(&mut sweep);
            Outcome::MemoriesSwept(swept.map_err(|error| error.to_string()))
        });
    }

    /// The memories of the open project in this order, and the one that confirmed segments go to.
    pub(super) fn arrange_memories(
        &mut self,
        order: Vec<(MemoryId, bool)>,
        main: MemoryId,
    ) -> Result<(), WorkspaceError> {
        let project = self.project.ok_or(WorkspaceError::NoProjectForMemories)?;
        let row = self.memory_row(main)?;
        if row.read_only {
            return Err(WorkspaceError::MemoryReadOnly(row.name.clone()));
        }
        for (id, _) in &order {
            self.memory_row(*id)?;
        }
        if let Some(row) = self.projects.iter_mut().find(|row| row.id == project) {
            row.memory = main;
        }
        self.choices.insert(project, order.clone());
        self.write(Write::ArrangeMemories {
            project,
            order,
            main,
        });
        self.look_up_active_matches();
        Ok(())
    }

    /// Refuses what would change a protected memory.
    pub(super) fn expect_writable(&self, id: MemoryId) -> Result<(), WorkspaceError> {
        match self.memories.iter().find(|row| row.id == id) {
            Some(row) if row.read_only => Err(WorkspaceError::MemoryReadOnly(row.name.clone())),
            _ => Ok(()),
        }
    }

    fn memory_row(&self, id: MemoryId) -> Result<&MemoryRow, WorkspaceError> {
        let mut rows = self.memories.iter();
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
        if self.memories.iter().any(is_taken) {
            return Err(WorkspaceError::MemoryExists(name.to_owned()));
        }
        Ok(name.to_owned())
    }

    fn look_up_active_matches(&mut self) {
        if let Some(active) = self.active {
            self.look_up_matches(active);
        }
    }
}

/// Choices as they are stored, by project.
pub(super) fn by_project<Id>(
    rows: Vec<(ProjectId, Id, bool)>,
) -> BTreeMap<ProjectId, Vec<(Id, bool)>> {
    let mut choices: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (project, id, used) in rows {
        choices.entry(project).or_default().push((id, used));
    }
    choices
}

fn possible(percent: f64) -> f64 {
    if percent.is_finite() {
        percent.clamp(0.0, Penalties::MOST)
    } else {
        0.0
    }
}
