//! Which termbases a project looks in, in which order, and which of them takes new terms.

use super::undo::{Change, TermChange};
use super::{MAIN_TERMBASE, SHIPPED_TERMBASE, Workspace, WorkspaceError};
use crate::engine::model::{TermEntry, TermId, TermbaseId};
use crate::store::{PlacedTerm, TermbaseArrangement, TermbaseRestoration, TermbaseRow, Write};
use std::collections::HashMap;
use std::sync::Arc;

/// A termbase as the open project has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermbaseChoice {
    pub id: TermbaseId,
    pub name: String,
    /// Its entries.
    pub terms: u64,
    /// Nothing is changed in it.
    pub read_only: bool,
    /// Whether the project's terms are looked for in it.
    pub used: bool,
    /// Whether new terms go to it.
    pub is_main: bool,
}

impl Workspace {
    /// All termbases in the order of the open project; without one, new terms' first.
    pub fn termbase_choices(&self) -> Vec<TermbaseChoice> {
        let mut counts: HashMap<TermbaseId, u64> = HashMap::new();
        for placed in self.terms.iter() {
            *counts.entry(placed.termbase).or_default() += 1;
        }
        let main = self.new_terms_go_to();
        self.arranged_termbases()
            .into_iter()
            .map(|(row, used)| TermbaseChoice {
                id: row.id,
                name: row.name.clone(),
                terms: counts.get(&row.id).copied().unwrap_or_default(),
                read_only: row.read_only,
                used,
                is_main: Some(row.id) == main,
            })
            .collect()
    }

    /// All termbases by name, in the order of the open project.
    pub fn termbase_names(&self) -> Vec<(TermbaseId, &str)> {
        let arranged = self.arranged_termbases().into_iter();
        arranged
            .map(|(row, _)| (row.id, row.name.as_str()))
            .collect()
    }

    /// Whether nothing is changed in a termbase.
    pub fn is_read_only(&self, id: TermbaseId) -> bool {
        self.expect_unprotected(id).is_err()
    }

    /// Tells before it is tried that entries cannot be changed.
    ///
    /// # Errors
    /// One is gone, or lies in a protected termbase.
    pub fn expect_editable(&self, terms: &[TermId]) -> Result<(), WorkspaceError> {
        terms.iter().try_for_each(|id| {
            let (termbase, _) = self.term(*id).ok_or(WorkspaceError::NoTerm)?;
            self.expect_unprotected(termbase)
        })
    }

    /// The names of all termbases, oldest first.
    pub fn termbases(&self) -> impl ExactSizeIterator<Item = &str> {
        self.termbases.iter().map(|row| row.name.as_str())
    }

    /// An entry and its termbase.
    pub fn term(&self, id: TermId) -> Option<(TermbaseId, &TermEntry)> {
        let placed = self.terms.get(id)?;
        Some((placed.termbase, &placed.entry))
    }

    pub fn termbase_name(&self, id: TermbaseId) -> &str {
        let row = self.termbases.iter().find(|row| row.id == id);
        row.map_or("", |row| row.name.as_str())
    }

    /// The termbases in their order, and whether the open project uses them. What was never
    /// arranged comes last and is used; where nothing was, new terms come first.
    fn arranged_termbases(&self) -> Vec<(&TermbaseRow, bool)> {
        let main = self.new_terms_go_to();
        let project = self.project;
        let chosen = project.and_then(|project| self.termbase_choices.get(&project));
        let chosen = chosen.map(Vec::as_slice).unwrap_or_default();
        let mut arranged: Vec<(usize, &TermbaseRow, bool)> = self
            .termbases
            .iter()
            .map(|row| {
                let known = chosen.iter().enumerate().find(|(_, (id, _))| *id == row.id);
                let is_first = chosen.is_empty() && Some(row.id) == main;
                let unplaced = if is_first { 0 } else { usize::MAX };
                known.map_or((unplaced, row, true), |(place, (_, used))| {
                    (place, row, *used)
                })
            })
            .collect();
        arranged.sort_by_key(|(place, ..)| *place);
        arranged
            .into_iter()
            .map(|(_, row, used)| (row, used))
            .collect()
    }

    /// The termbases that terms are looked for in, in their order.
    pub(super) fn used_termbases(&self) -> Vec<TermbaseId> {
        let used = self.arranged_termbases().into_iter();
        used.filter(|(_, used)| *used)
            .map(|(row, _)| row.id)
            .collect()
    }

    /// The entries of those termbases.
    pub(super) fn used_entries(&self) -> impl Iterator<Item = &TermEntry> {
        let used = self.used_termbases();
        self.terms
            .iter()
            .filter(move |placed| used.contains(&placed.termbase))
            .map(|placed| &placed.entry)
    }

    /// Where new terms go; `None` where one is made for the first of them.
    pub fn new_terms_go_to(&self) -> Option<TermbaseId> {
        let project = self
            .projects
            .iter()
            .find(|row| Some(row.id) == self.project);
        project
            .and_then(|row| row.termbase)
            .filter(|id| self.termbases.iter().any(|row| row.id == *id))
            .or_else(|| self.default_termbase())
    }

    /// The user's own; it may have got another name.
    fn default_termbase(&self) -> Option<TermbaseId> {
        let mut rows = self.termbases.iter();
        let named = rows.find(|row| row.name == MAIN_TERMBASE);
        let is_own = |row: &&TermbaseRow| row.name != SHIPPED_TERMBASE && !row.read_only;
        let own = named.or_else(|| self.termbases.iter().find(is_own));
        own.map(|row| row.id)
    }

    /// Where new terms go; made where there is none.
    pub(super) fn main_termbase(&mut self) -> TermbaseId {
        match self.new_terms_go_to() {
            Some(id) => id,
            None => self.termbase_or_new(MAIN_TERMBASE),
        }
    }

    pub(super) fn termbase_or_new(&mut self, name: &str) -> TermbaseId {
        if let Some(row) = self.termbases.iter().find(|row| row.name == name) {
            return row.id;
        }
        let row = TermbaseRow {
            id: self.ids.termbase(),
            name: name.into(),
            read_only: false,
            created: super::now(),
        };
        let id = row.id;
        self.termbases.push(row.clone());
        self.write(Write::PutTermbase(row));
        id
    }

    pub(super) fn create_termbase(&mut self, name: &str) -> Result<(), WorkspaceError> {
        let name = self.free_termbase_name(name, None)?;
        self.termbase_or_new(&name);
        Ok(())
    }

    /// Renames a termbase or protects it.
    pub(super) fn set_termbase(
        &mut self,
        id: TermbaseId,
        name: &str,
        read_only: bool,
    ) -> Result<(), WorkspaceError> {
        let name = self.free_termbase_name(name, Some(id))?;
        let receives = self.projects.iter().find(|row| row.termbase == Some(id));
        if read_only && let Some(project) = receives {
            return Err(WorkspaceError::TermbaseReceives {
                termbase: name,
                project: project.name.clone(),
            });
        }
        let mut rows = self.termbases.iter_mut();
        let row = rows.find(|row| row.id == id);
        let row = row.ok_or(WorkspaceError::TermbaseGone)?;
        row.name = name;
        row.read_only = read_only;
        let row = row.clone();
        self.write(Write::PutTermbase(row));
        Ok(())
    }

    /// The termbases of the open project in this order, and the one that new terms go to.
    pub(super) fn arrange_termbases(
        &mut self,
        order: Vec<(TermbaseId, bool)>,
        main: TermbaseId,
    ) -> Result<(), WorkspaceError> {
        let project = self.project.ok_or(WorkspaceError::NoProjectForTermbases)?;
        self.expect_unprotected(main)?;
        let mut order_once = Vec::with_capacity(order.len());
        for (id, used) in order {
            self.termbase_row(id)?;
            if order_once.iter().all(|(other, _)| *other != id) {
                order_once.push((id, used));
            }
        }
        if let Some(row) = self.projects.iter_mut().find(|row| row.id == project) {
            row.termbase = Some(main);
        }
        self.termbase_choices.insert(project, order_once.clone());
        self.write(Write::ArrangeTermbases(TermbaseArrangement {
            project,
            order: order_once,
            main: Some(main),
        }));
        self.look_up_active_terms();
        Ok(())
    }

    /// Deletes a termbase with its entries, as one step that can be undone.
    pub(super) fn delete_termbase(&mut self, id: TermbaseId) -> Result<(), WorkspaceError> {
        self.expect_unprotected(id)?;
        let row = self.termbase_row(id)?.clone();
        let entries = self.terms.of(id).cloned().collect();
        self.drop_termbase(id);
        self.undo.push(None, Change::Termbase { row, entries });
        Ok(())
    }

    /// Takes a termbase out of memory and store. What projects chose is kept for its return.
    pub(super) fn drop_termbase(&mut self, id: TermbaseId) {
        let entries: Vec<TermId> = self.terms.of(id).map(|placed| placed.entry.id).collect();
        self.terms.change(&[], &entries);
        self.termbases.retain(|row| row.id != id);
        self.write(Write::DeleteTermbase(id));
        self.look_up_active_terms();
    }

    pub(super) fn restore_termbase(&mut self, row: &TermbaseRow, entries: &[Arc<PlacedTerm>]) {
        let place = self.termbases.partition_point(|other| other.id < row.id);
        self.termbases.insert(place, row.clone());
        self.terms.change(entries, &[]);
        let is_there = |id: TermbaseId| self.termbases.iter().any(|row| row.id == id);
        let arrangements = self
            .projects
            .iter()
            .filter_map(|project| {
                let order = self.termbase_choices.get(&project.id)?;
                let kept = order.iter().copied().filter(|(id, _)| is_there(*id));
                let arrangement = TermbaseArrangement {
                    project: project.id,
                    order: kept.collect(),
                    main: project.termbase.filter(|id| is_there(*id)),
                };
                order
                    .iter()
                    .any(|(id, _)| *id == row.id)
                    .then_some(arrangement)
            })
            .collect();
        let author = self.author();
        self.write(Write::RestoreTermbase(Box::new(TermbaseRestoration {
            row: row.clone(),
            entries: entries.to_vec(),
            arrangements,
            author,
        })));
        self.look_up_active_terms();
    }

    /// Refuses what would change a protected termbase.
    pub(super) fn expect_unprotected(&self, id: TermbaseId) -> Result<(), WorkspaceError> {
        match self.termbases.iter().find(|row| row.id == id) {
            Some(row) if row.read_only => Err(WorkspaceError::TermbaseReadOnly(row.name.clone())),
            _ => Ok(()),
        }
    }

    /// The same by name; one that does not exist yet may be written.
    pub(super) fn expect_writable_termbase(&self, name: &str) -> Result<(), WorkspaceError> {
        match self.termbases.iter().find(|row| row.name == name) {
            Some(row) => self.expect_unprotected(row.id),
            None => Ok(()),
        }
    }

    /// The same of all termbases that the changes touch.
    pub(super) fn expect_changeable(&self, changes: &[TermChange]) -> Result<(), WorkspaceError> {
        let mut touched = changes.iter().flat_map(TermChange::termbases);
        touched.try_for_each(|termbase| self.expect_unprotected(termbase))
    }

    pub(super) fn termbase_row(&self, id: TermbaseId) -> Result<&TermbaseRow, WorkspaceError> {
        let mut rows = self.termbases.iter();
        rows.find(|row| row.id == id)
            .ok_or(WorkspaceError::TermbaseGone)
    }

    /// A name that no other termbase has.
    fn free_termbase_name(
        &self,
        name: &str,
        own: Option<TermbaseId>,
    ) -> Result<String, WorkspaceError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(WorkspaceError::EmptyName);
        }
        let is_taken = |row: &TermbaseRow| row.name == name && Some(row.id) != own;
        if self.termbases.iter().any(is_taken) {
            return Err(WorkspaceError::TermbaseExists(name.to_owned()));
        }
        Ok(name.to_owned())
    }
}
