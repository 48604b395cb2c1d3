//! Which memories a project looks at, in which order, and how much each of them is trusted.

use super::{Workspace, WorkspaceError};
use crate::engine::model::{MemoryId, MemoryStanding, Penalties, ProjectId};
use crate::store::{MemoryRow, Write};
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
