//! The same text translated in several ways, and the choice of one of them.

use super::super::Memories;
use super::super::unit_changes::edit;
use super::groups::{Hashed, Lists, hash, sorted};
use super::{Finding, read_unit};
use crate::engine::model::{MemoryId, TranslationUnit, UnitAction, UnitId};
use crate::engine::text::normalize::key;
use crate::store::{UnitEdit, UnitFate};
use crate::workspace::core::{Core, WorkspaceError, now};
use std::sync::Arc;

/// What the units of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SameSide {
    /// The same source has several translations.
    #[default]
    Source,
    /// Several sources have the same translation.
    Target,
}

/// What becomes of the units that were not chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unification {
    /// They get the chosen text.
    Change,
    Delete,
}

/// Groups of units that are the same on one side, by their comparison keys, and differ on the
/// other. Each way of putting it is a variant; the one with most units comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inconsistencies {
    pub same: SameSide,
    /// The units of all variants.
    variants: Lists<UnitId>,
    /// The numbers of the variants of all groups.
    groups: Lists<u32>,
}

impl Inconsistencies {
    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The variants of a group, each with its units, the best first.
    pub fn group(&self, n: usize) -> impl ExactSizeIterator<Item = &[UnitId]> {
        let variants = self.groups.get(n).iter();
        variants.map(|variant| self.variants.get(*variant as usize))
    }

    /// Rows of a list in which each group has a heading and a row for each variant.
    pub fn rows(&self) -> usize {
        self.groups.len() + self.groups.items()
    }

    /// What stands in a row: a group, and one of its variants but for headings.
    pub fn row(&self, n: usize) -> Option<(usize, Option<usize>)> {
        let (group, after) = self.groups.list_with_heading(n)?;
        Some((group, after.checked_sub(1)))
    }

    /// The row of a group's heading.
    pub fn heading(&self, group: usize) -> usize {
        self.groups.start(group) + group
    }

    fn of(same: SameSide, hashed: &[Hashed]) -> Self {
        let groups = hashed.chunk_by(|a, b| a.common == b.common);
        let mut groups: Vec<&[Hashed]> = groups
            .filter(|group| group.first().map(|u| u.rest) != group.last().map(|u| u.rest))
            .collect();
        let newest = |group: &&[Hashed]| group.iter().map(|unit| unit.unit).min();
        groups.sort_by_key(newest);
        let mut found = Self {
            same,
            variants: Lists::default(),
            groups: Lists::default(),
        };
        for group in groups {
            let mut variants: Vec<&[Hashed]> = group.chunk_by(|a, b| a.rest == b.rest).collect();
            variants.sort_by_key(|variant| std::cmp::Reverse(variant.len()));
            let first = found.variants.len();
            let numbers = first..first + variants.len();
            for variant in variants {
                found.variants.push(variant.iter().map(Hashed::id));
            }
            found
                .groups
                .push(numbers.map(|n| u32::try_from(n).unwrap_or(u32::MAX)));
        }
        found
    }
}

impl Memories {
    pub(in crate::workspace) fn find_inconsistencies(
        &mut self,
        core: &mut Core,
        memory: Option<MemoryId>,
        same: SameSide,
    ) -> Result<(), WorkspaceError> {
        let scope = self.writable_scope(core, memory)?;
        self.upkeep.inconsistencies = None;
        self.find_in_memories(
            core,
            move |file, scope, ticket| {
                let hashed = sorted(file, scope, ticket, |text| {
                    let source = hash(key(text.source));
                    let target = hash(key(text.target));
                    match same {
                        SameSide::Source => (source, target),
                        SameSide::Target => (target, source),
                    }
                })?;
                Ok(Finding::Inconsistencies(Inconsistencies::of(same, &hashed)))
            },
            scope,
        );
        Ok(())
    }

    /// Makes a group say what one of its variants says, as one step of undo, once what was
    /// written is on the disk.
    pub(in super::super) fn unify(
        &mut self,
        core: &mut Core,
        group: usize,
        variant: usize,
        how: Unification,
    ) -> Result<(), WorkspaceError> {
        let found = self.upkeep.inconsistencies.clone();
        let found = found.filter(|found| variant < found.group(group).len());
        let found = found.ok_or(WorkspaceError::NothingFoundToChange)?;
        Self::expect_quiet_units(core)?;
        core.when_saved(move |workspace| {
            let (memories, core) = (&mut workspace.memories, &mut workspace.core);
            let unified = memories.unify_found(core, found, (group, variant), how);
            core.expect(unified);
        });
        Ok(())
    }

    fn unify_found(
        &mut self,
        core: &mut Core,
        found: Arc<Inconsistencies>,
        (group, variant): (usize, usize),
        how: Unification,
    ) -> Result<(), WorkspaceError> {
        let chosen = found.group(group).nth(variant);
        let chosen = chosen.and_then(|units| units.first().copied());
        let chosen = chosen.ok_or(WorkspaceError::NoUnit)?;
        let file = Arc::clone(&core.file);
        let author = core.author();
        self.change_units(core, UnitAction::Unify, move |changer| {
            let reader = file.concordance()?;
            let (_, chosen) = read_unit(&reader, chosen)?.ok_or(WorkspaceError::NoUnit)?;
            let mut others = found
                .group(group)
                .enumerate()
                .filter(|(n, _)| *n != variant);
            others.try_for_each(|(_, units)| {
                for id in units {
                    let Some((_, unit)) = read_unit(&reader, *id)? else {
                        continue;
                    };
                    let mut after = unit.clone();
                    match found.same {
                        SameSide::Source => after.target.clone_from(&chosen.target),
                        SameSide::Target => after.source.clone_from(&chosen.source),
                    }
                    let edit = match how {
                        Unification::Delete => UnitEdit {
                            unit: *id,
                            seen: (unit.source, unit.target),
                            fate: UnitFate::Goes { kept: None },
                        },
                        Unification::Change => {
                            let after = TranslationUnit {
                                author: Some(author.name.clone()).filter(|name| !name.is_empty()),
                                changed: Some(now()),
                                ..after
                            };
                            edit(*id, &unit, after)
                        }
                    };
                    if !changer.take(edit)? {
                        break;
                    }
                }
                Ok(())
            })
        })
    }
}
