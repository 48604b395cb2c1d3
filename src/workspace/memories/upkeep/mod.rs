//! Upkeep of the memories: duplicates, inconsistent translations, replacing.
//!
//! What a job finds is kept as identities, eight bytes a unit; the units themselves are read as
//! they are shown.

mod duplicates;
mod groups;
mod inconsistencies;
mod replacements;

pub use duplicates::Duplicates;
pub use inconsistencies::{Inconsistencies, SameSide, Unification};
pub use replacements::{ReplaceRequest, Replacements};

use super::Memories;
use crate::engine::model::{MemoryId, TranslationUnit, UnitId};
use crate::jobs::Ticket;
use crate::store::{ConcordanceReader, WorkspaceFile};
use crate::workspace::core::{Core, Slot, read_error};
use crate::workspace::{Workspace, WorkspaceError};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

const FIND: Slot = Slot::shown("upkeep", "looking through memories");
const LOAD: Slot = Slot::quiet("load units");
/// Units read for showing that are kept.
const KEPT: usize = 2_048;

/// A unit as the lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedUnit {
    pub unit: UnitId,
    pub memory_name: String,
    pub content: TranslationUnit,
}

/// What was found, and the units of it that are shown.
#[derive(Default)]
pub(in crate::workspace) struct Upkeep {
    duplicates: Option<Arc<Duplicates>>,
    inconsistencies: Option<Arc<Inconsistencies>>,
    replacements: Option<Arc<Replacements>>,
    /// `None`: it is gone.
    units: HashMap<UnitId, Option<ListedUnit>>,
    /// Those that are being read.
    loading: Vec<UnitId>,
}

impl Upkeep {
    /// A unit was changed; it is read again.
    pub(in crate::workspace) fn forget(&mut self, unit: UnitId) {
        self.units.remove(&unit);
    }

    pub(in crate::workspace) fn forget_all(&mut self) {
        self.units.clear();
        self.loading.clear();
    }

    fn take_loaded(&mut self, units: Vec<(UnitId, Option<ListedUnit>)>) {
        if self.units.len() > KEPT {
            self.units.clear();
        }
        self.loading.clear();
        self.units.extend(units);
    }

    fn take_finding(&mut self, finding: Finding) {
        match finding {
            Finding::Duplicates(found) => self.duplicates = Some(Arc::new(found)),
            Finding::Inconsistencies(found) => self.inconsistencies = Some(Arc::new(found)),
            Finding::Replacements(found) => self.replacements = Some(Arc::new(found)),
        }
    }
}

/// What a job found.
pub(in crate::workspace) enum Finding {
    Duplicates(Duplicates),
    Inconsistencies(Inconsistencies),
    Replacements(Replacements),
}

impl Memories {
    /// Reads units to be shown, in the background.
    pub(in crate::workspace) fn load_units(&mut self, core: &mut Core, units: Vec<UnitId>) {
        if self.upkeep.loading == units {
            return;
        }
        self.upkeep.loading.clone_from(&units);
        let file = Arc::clone(&core.file);
        let names = self.memory_names();
        let work = move |_: &Ticket| -> Result<Vec<_>, WorkspaceError> {
            let reader = file.concordance()?;
            let listed = |id| {
                let found = reader.unit(id).map_err(read_error)?;
                Ok((
                    id,
                    found.map(|(memory, content)| listed(id, memory, content, &names)),
                ))
            };
            units.into_iter().map(listed).collect()
        };
        core.spawn(LOAD, work, |workspace, units| {
            if let Some(units) = workspace.core.expect(units) {
                workspace.memories.upkeep.take_loaded(units);
            }
        });
    }

    /// Looks for something in the background; the search before ends.
    fn find_in_memories(
        &mut self,
        core: &mut Core,
        find: impl FnOnce(&WorkspaceFile, &Scope, &Ticket) -> Result<Finding, WorkspaceError>
        + Send
        + 'static,
        scope: Scope,
    ) {
        self.upkeep.forget_all();
        let file = Arc::clone(&core.file);
        let work = move |ticket: &Ticket| find(&file, &scope, ticket);
        core.spawn(FIND, work, |workspace, found| {
            if let Some(found) = workspace.core.expect(found) {
                workspace.memories.upkeep.take_finding(found);
            }
        });
    }

    /// The memories that can be changed: one by its name, else all of them.
    fn writable_scope(&self, core: &Core, one: Option<MemoryId>) -> Result<Scope, WorkspaceError> {
        if let Some(one) = one {
            self.memory_row(one)?;
            self.expect_writable(one)?;
        }
        let hidden = self.hidden_memory(core);
        let mut units = 0;
        let mut memories = BTreeSet::new();
        for row in &self.rows {
            let is_wanted = match one {
                Some(one) => row.id == one,
                None => !row.read_only && Some(row.id) != hidden,
            };
            if is_wanted {
                memories.insert(row.id);
                units += row.units;
            }
        }
        Ok(Scope {
            one,
            memories,
            units,
        })
    }
}

impl Workspace {
    /// The duplicates that were looked for last; `None` while they are.
    pub fn duplicates(&self) -> Option<&Duplicates> {
        self.memories.upkeep.duplicates.as_deref()
    }

    /// The inconsistencies that were looked for last; `None` while they are.
    pub fn inconsistencies(&self) -> Option<&Inconsistencies> {
        self.memories.upkeep.inconsistencies.as_deref()
    }

    /// The replacements that were looked for last; `None` while they are.
    pub fn replacements(&self) -> Option<&Replacements> {
        self.memories.upkeep.replacements.as_deref()
    }

    /// How far the search of one of these is: units done, and of how many.
    pub fn upkeep_progress(&self) -> Option<(u64, u64)> {
        self.core.progress_of(FIND)
    }

    /// Whether units are being changed in the background.
    pub fn is_changing_units(&self) -> bool {
        Memories::expect_quiet_units(&self.core).is_err()
    }

    /// A unit of what was found; `None` where it is still to be read (ask for it with
    /// [`super::Command::LoadUnits`]) or gone.
    pub fn listed_unit(&self, unit: UnitId) -> Option<&ListedUnit> {
        self.memories.upkeep.units.get(&unit)?.as_ref()
    }

    /// Whether a unit is still to be read.
    pub fn lacks_unit(&self, unit: UnitId) -> bool {
        !self.memories.upkeep.units.contains_key(&unit)
    }
}

/// Where something is looked for.
struct Scope {
    one: Option<MemoryId>,
    memories: BTreeSet<MemoryId>,
    /// About how many units that is.
    units: u64,
}

/// Reads a unit that is to be changed.
fn read_unit(
    reader: &ConcordanceReader,
    unit: UnitId,
) -> Result<Option<(MemoryId, TranslationUnit)>, WorkspaceError> {
    reader.unit(unit).map_err(read_error)
}

fn listed(
    unit: UnitId,
    memory: MemoryId,
    content: TranslationUnit,
    names: &HashMap<MemoryId, String>,
) -> ListedUnit {
    ListedUnit {
        unit,
        memory_name: names.get(&memory).cloned().unwrap_or_default(),
        content,
    }
}
