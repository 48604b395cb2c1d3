//! Units of one memory that say the same, and their merging.

use super::super::Memories;
use super::super::unit_changes::{UnitChanger, edit};
use super::groups::{Lists, hash, sorted};
use super::{Finding, read_unit};
use crate::engine::model::{MemoryId, TranslationUnit, UnitAction, UnitId};
use crate::engine::text::normalize::key;
use crate::store::{ConcordanceReader, UnitEdit, UnitFate};
use crate::workspace::core::{Core, WorkspaceError};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Units with the same source and target in the same languages, which differ in context, dates and
/// names only. The first of each group is the one to keep: confirmed rather than not, then the
/// newest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicates {
    groups: Lists<UnitId>,
    /// Sources are the same to the letter, not by their comparison keys.
    exact: bool,
}

impl Duplicates {
    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A group, the one to keep first.
    pub fn group(&self, n: usize) -> &[UnitId] {
        self.groups.get(n)
    }

    /// The units that merging takes away.
    pub fn surplus(&self) -> usize {
        self.groups.items() - self.groups.len()
    }

    fn are_same(&self, a: &TranslationUnit, b: &TranslationUnit) -> bool {
        let sources = if self.exact {
            a.source == b.source
        } else {
            key(&a.source) == key(&b.source)
        };
        let languages = (&a.source_tag, &a.target_tag) == (&b.source_tag, &b.target_tag);
        sources && languages && a.target == b.target
    }
}

impl Memories {
    pub(in crate::workspace) fn find_duplicates(
        &mut self,
        core: &mut Core,
        memory: Option<MemoryId>,
        exact: bool,
    ) -> Result<(), WorkspaceError> {
        let scope = self.writable_scope(core, memory)?;
        self.upkeep.duplicates = None;
        self.find_in_memories(
            core,
            move |file, scope, ticket| {
                let hashed = sorted(file, scope, ticket, |text| {
                    let place = (text.memory.0, text.source_tag, text.target_tag);
                    let common = if exact {
                        hash((place, text.source, text.target))
                    } else {
                        hash((place, key(text.source), text.target))
                    };
                    (common, 0)
                })?;
                let groups = hashed.chunk_by(|a, b| a.common == b.common);
                let mut groups: Vec<Vec<UnitId>> = groups
                    .filter(|group| group.len() > 1)
                    .map(|group| group.iter().map(|unit| unit.id()).collect())
                    .collect();
                groups
                    .sort_unstable_by_key(|group| std::cmp::Reverse(group.first().map(|id| id.0)));
                let mut lists = Lists::default();
                groups.into_iter().for_each(|group| lists.push(group));
                Ok(Finding::Duplicates(Duplicates {
                    groups: lists,
                    exact,
                }))
            },
            scope,
        );
        Ok(())
    }

    /// Merges what was found, as one step of undo.
    pub(in crate::workspace) fn merge_duplicates(
        &mut self,
        core: &mut Core,
        left_out: BTreeSet<usize>,
    ) -> Result<(), WorkspaceError> {
        let found = self.upkeep.duplicates.clone();
        let found = found.filter(|found| found.len() > left_out.len());
        let found = found.ok_or(WorkspaceError::NothingFoundToChange)?;
        let file = Arc::clone(&core.file);
        self.change_units(core, UnitAction::Merge, move |changer| {
            let reader = file.concordance()?;
            let total = found.len() as u64;
            for n in (0..found.len()).filter(|n| !left_out.contains(n)) {
                changer.ticket.report(n as u64, total);
                if !merge(&reader, &found, n, changer)? {
                    break;
                }
            }
            Ok(())
        })?;
        self.upkeep.duplicates = None;
        Ok(())
    }
}

/// Merges a group into its first unit, which takes over when the oldest of them was made.
fn merge(
    reader: &ConcordanceReader,
    found: &Duplicates,
    n: usize,
    changer: &mut UnitChanger<'_>,
) -> Result<bool, WorkspaceError> {
    let mut kept: Option<(UnitId, TranslationUnit)> = None;
    let mut oldest = None;
    let mut goes_on = true;
    for id in found.group(n) {
        let Some((_, unit)) = read_unit(reader, *id)? else {
            continue;
        };
        let Some((kept, first)) = &kept else {
            oldest = unit.created;
            kept = Some((*id, unit));
            continue;
        };
        // A hash may be that of another text.
        if !found.are_same(first, &unit) {
            continue;
        }
        oldest = oldest.min(unit.created).or(oldest).or(unit.created);
        goes_on = changer.take(UnitEdit {
            unit: *id,
            seen: (unit.source, unit.target),
            fate: UnitFate::Goes { kept: Some(*kept) },
        })?;
    }
    if let Some((id, unit)) = kept
        && unit.created != oldest
    {
        let after = TranslationUnit {
            created: oldest,
            ..unit.clone()
        };
        goes_on = changer.take(edit(id, &unit, after))?;
    }
    Ok(goes_on)
}
