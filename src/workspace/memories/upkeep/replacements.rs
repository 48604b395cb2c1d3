//! Searching and replacing in units, looked at before it is done.

use super::super::Memories;
use super::super::concordance::{Sieve, UnitFilter};
use super::super::unit_changes::edit;
use super::{Finding, Scope, read_unit};
use crate::engine::memory::{ReplaceRule, Replaced, Replacement};
use crate::engine::model::{TranslationUnit, UnitAction, UnitId};
use crate::jobs::Ticket;
use crate::store::WorkspaceFile;
use crate::workspace::core::{Core, WorkspaceError, now, read_error};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// Progress is told after so many units.
const TOLD: u64 = 1 << 10;

/// What is to be replaced where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReplaceRequest {
    pub rule: ReplaceRule,
    /// In the source rather than the target.
    pub in_source: bool,
    pub filter: UnitFilter,
}

impl ReplaceRequest {
    /// Whether it can be looked for.
    ///
    /// # Errors
    /// It is empty or too long, or no regular expression.
    pub fn check(&self) -> Result<(), WorkspaceError> {
        self.replacement().map(drop)
    }

    fn replacement(&self) -> Result<Replacement, WorkspaceError> {
        Replacement::parse(&self.rule)
            .map_err(|error| WorkspaceError::Background(error.to_string()))
    }
}

/// The units that a request would change, newest first.
#[derive(Debug, Clone)]
pub struct Replacements {
    units: Vec<UnitId>,
    replacement: Replacement,
    in_source: bool,
}

impl Replacements {
    pub fn len(&self) -> usize {
        self.units.len()
    }

    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    pub fn is_in_source(&self) -> bool {
        self.in_source
    }

    pub fn unit(&self, n: usize) -> Option<UnitId> {
        self.units.get(n).copied()
    }

    /// The side of a unit that changes, as it is to be; `None` where it stays as it is.
    pub fn preview(&self, unit: &TranslationUnit) -> Option<Replaced> {
        let tagged = if self.in_source {
            unit.tagged_source()
        } else {
            unit.tagged_target()
        };
        let tags: Vec<Range<usize>> = tagged
            .tags()
            .iter()
            .map(|(range, _)| range.clone())
            .collect();
        let found = self.replacement.apply(tagged.as_str(), &tags)?;
        // A unit needs a source.
        (!self.in_source || !found.text.trim().is_empty()).then_some(found)
    }

    fn apply(&self, unit: &TranslationUnit) -> Option<TranslationUnit> {
        let found = self.preview(unit)?;
        let mut after = unit.clone();
        if self.in_source {
            after.source = found.text;
        } else {
            after.target = found.text;
        }
        Some(after)
    }
}

impl Memories {
    pub(in crate::workspace) fn find_replacements(
        &mut self,
        core: &mut Core,
        request: &ReplaceRequest,
    ) -> Result<(), WorkspaceError> {
        let scope = self.writable_scope(core, request.filter.memory)?;
        let found = Replacements {
            units: Vec::new(),
            replacement: request.replacement()?,
            in_source: request.in_source,
        };
        let sieve = Sieve::new(&request.filter, scope.one, Vec::new());
        self.upkeep.replacements = None;
        self.find_in_memories(
            core,
            move |file, scope, ticket| look(file, scope, ticket, &sieve, found),
            scope,
        );
        Ok(())
    }

    /// Replaces in all units that were found but those left out, as one step of undo.
    pub(in crate::workspace) fn replace(
        &mut self,
        core: &mut Core,
        left_out: BTreeSet<UnitId>,
    ) -> Result<(), WorkspaceError> {
        let found = self.upkeep.replacements.clone();
        let found = found.filter(|found| found.len() > left_out.len());
        let found = found.ok_or(WorkspaceError::NothingFoundToChange)?;
        let (file, author) = (Arc::clone(&core.file), core.author());
        self.change_units(core, UnitAction::Replace, move |changer| {
            let reader = file.concordance()?;
            let total = found.len() as u64;
            for (n, id) in (0..).zip(&found.units) {
                changer.ticket.report(n, total);
                if left_out.contains(id) {
                    continue;
                }
                let Some((_, unit)) = read_unit(&reader, *id)? else {
                    continue;
                };
                let Some(after) = found.apply(&unit) else {
                    continue;
                };
                let after = TranslationUnit {
                    author: Some(author.name.clone()).filter(|name| !name.is_empty()),
                    changed: Some(now()),
                    ..after
                };
                if !changer.take(edit(*id, &unit, after))? {
                    break;
                }
            }
            Ok(())
        })?;
        self.upkeep.replacements = None;
        Ok(())
    }
}

fn look(
    file: &WorkspaceFile,
    scope: &Scope,
    ticket: &Ticket,
    sieve: &Sieve,
    mut found: Replacements,
) -> Result<Finding, WorkspaceError> {
    let reader = file.reader()?;
    let mut units = Vec::new();
    let mut done = 0;
    let take = |id, memory, unit: TranslationUnit| {
        done += 1;
        if done % TOLD == 0 {
            ticket.report(done, scope.units.max(done));
        }
        if scope.memories.contains(&memory)
            && sieve.lets_unit(memory, &unit)
            && found.preview(&unit).is_some()
        {
            units.push(id);
        }
        !ticket.is_cancelled()
    };
    reader.units(scope.one, take).map_err(read_error)?;
    units.reverse();
    found.units = units;
    Ok(Finding::Replacements(found))
}
