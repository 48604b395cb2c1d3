//! Which termbases a project looks in, in which order, and which of them takes new terms.

use super::{TermChange, Terms};
use crate::engine::model::{TermEntry, TermId, TermbaseId};
use crate::store::{PlacedTerm, TermWrite, TermbaseArrangement, TermbaseRestoration, TermbaseRow};
use crate::workspace::core::{Core, Direction, ImportInto, Undo, now};
use crate::workspace::{MAIN_TERMBASE, SHIPPED_TERMBASE, Workspace, WorkspaceError};
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

/// A termbase that was deleted with its entries.
#[derive(Debug, Clone, PartialEq)]
struct DeletedTermbase {
    row: TermbaseRow,
    entries: Vec<Arc<PlacedTerm>>,
}

impl Undo for DeletedTermbase {
    fn title(&self) -> &'static str {
        "deleted termbase"
    }

    fn check(&self, workspace: &Workspace) -> Result<(), WorkspaceError> {
        workspace.terms.expect_unprotected(self.row.id)
    }

    fn take(
        &mut self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        let (terms, core) = (&mut workspace.terms, &mut workspace.core);
        match direction {
            Direction::Forth => terms.drop_termbase(core, self.row.id),
            Direction::Back => terms.restore_termbase(core, &self.row, &self.entries),
        }
        Ok(())
    }
}

impl Terms {
    /// An entry and its termbase.
    pub(in crate::workspace) fn term(&self, id: TermId) -> Option<(TermbaseId, &TermEntry)> {
        let placed = self.store.get(id)?;
        Some((placed.termbase, &placed.entry))
    }

    pub(in crate::workspace) fn termbase_name(&self, id: TermbaseId) -> &str {
        let row = self.bases.iter().find(|row| row.id == id);
        row.map_or("", |row| row.name.as_str())
    }

    /// The termbases in their order, and whether the open project uses them. What was never
    /// arranged comes last and is used; where nothing was, new terms come first.
    fn arranged_termbases(&self, core: &Core) -> Vec<(&TermbaseRow, bool)> {
        let main = self.new_terms_go_to(core);
        let project = core.projects.open;
        let chosen = project.and_then(|project| self.arranged.get(&project));
        let chosen = chosen.map(Vec::as_slice).unwrap_or_default();
        let mut arranged: Vec<(usize, &TermbaseRow, bool)> = self
            .bases
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
    pub(in crate::workspace) fn used_termbases(&self, core: &Core) -> Vec<TermbaseId> {
        let used = self.arranged_termbases(core).into_iter();
        used.filter(|(_, used)| *used)
            .map(|(row, _)| row.id)
            .collect()
    }

    /// Where new terms go; `None` where one is made for the first of them.
    pub(in crate::workspace) fn new_terms_go_to(&self, core: &Core) -> Option<TermbaseId> {
        let project = core.projects.open_row();
        project
            .and_then(|row| row.termbase)
            .filter(|id| self.bases.iter().any(|row| row.id == *id))
            .or_else(|| self.default_termbase())
    }

    /// The user's own; it may have got another name.
    fn default_termbase(&self) -> Option<TermbaseId> {
        let mut rows = self.bases.iter();
        let named = rows.find(|row| row.name == MAIN_TERMBASE);
        let is_own = |row: &&TermbaseRow| row.name != SHIPPED_TERMBASE && !row.read_only;
        let own = named.or_else(|| self.bases.iter().find(is_own));
        own.map(|row| row.id)
    }

    /// Where new terms go; made where there is none.
    pub(in crate::workspace) fn main_termbase(&mut self, core: &mut Core) -> TermbaseId {
        match self.new_terms_go_to(core) {
            Some(id) => id,
            None => self.termbase_or_new(core, MAIN_TERMBASE),
        }
    }

    pub(in crate::workspace) fn termbase_or_new(
        &mut self,
        core: &mut Core,
        name: &str,
    ) -> TermbaseId {
        if let Some(row) = self.bases.iter().find(|row| row.name == name) {
            return row.id;
        }
        let row = TermbaseRow {
            id: core.ids.termbase(),
            name: name.into(),
            read_only: false,
            created: now(),
        };
        let id = row.id;
        self.bases.push(row.clone());
        core.write(TermWrite::PutTermbase(row));
        id
    }

    pub(in crate::workspace) fn create_termbase(
        &mut self,
        core: &mut Core,
        name: &str,
    ) -> Result<(), WorkspaceError> {
        let name = self.free_termbase_name(name, None)?;
        self.termbase_or_new(core, &name);
        Ok(())
    }

    /// Renames a termbase or protects it.
    pub(in crate::workspace) fn set_termbase(
        &mut self,
        core: &mut Core,
        id: TermbaseId,
        name: &str,
        read_only: bool,
    ) -> Result<(), WorkspaceError> {
        let name = self.free_termbase_name(name, Some(id))?;
        let receives = core
            .projects
            .rows
            .iter()
            .find(|row| row.termbase == Some(id));
        if read_only && let Some(project) = receives {
            return Err(WorkspaceError::TermbaseReceives {
                termbase: name,
                project: project.name.clone(),
            });
        }
        let mut rows = self.bases.iter_mut();
        let row = rows.find(|row| row.id == id);
        let row = row.ok_or(WorkspaceError::TermbaseGone)?;
        row.name = name;
        row.read_only = read_only;
        let row = row.clone();
        core.write(TermWrite::PutTermbase(row));
        Ok(())
    }

    /// The termbases of the open project in this order, and the one that new terms go to.
    pub(in crate::workspace) fn arrange(
        &mut self,
        core: &mut Core,
        order: Vec<(TermbaseId, bool)>,
        main: TermbaseId,
    ) -> Result<(), WorkspaceError> {
        let project = core
            .projects
            .open
            .ok_or(WorkspaceError::NoProjectForTermbases)?;
        self.expect_unprotected(main)?;
        let mut order_once = Vec::with_capacity(order.len());
        for (id, used) in order {
            self.termbase_row(id)?;
            if order_once.iter().all(|(other, _)| *other != id) {
                order_once.push((id, used));
            }
        }
        if let Some(row) = core.projects.get_mut(project) {
            row.termbase = Some(main);
        }
        self.arranged.insert(project, order_once.clone());
        core.write(TermWrite::ArrangeTermbases(TermbaseArrangement {
            project,
            order: order_once,
            main: Some(main),
        }));
        self.version += 1;
        Ok(())
    }

    /// Deletes a termbase with its entries, as one step that can be undone.
    pub(in crate::workspace) fn delete_termbase(
        &mut self,
        core: &mut Core,
        id: TermbaseId,
    ) -> Result<(), WorkspaceError> {
        self.expect_unprotected(id)?;
        let row = self.termbase_row(id)?.clone();
        let entries = self.store.of(id).cloned().collect();
        self.drop_termbase(core, id);
        core.undo.push(DeletedTermbase { row, entries });
        Ok(())
    }

    /// Takes a termbase out of memory and store. What projects chose is kept for its return.
    pub(in crate::workspace) fn drop_termbase(&mut self, core: &mut Core, id: TermbaseId) {
        let entries: Vec<TermId> = self.store.of(id).map(|placed| placed.entry.id).collect();
        self.store.change(&[], &entries);
        self.bases.retain(|row| row.id != id);
        core.write(TermWrite::DeleteTermbase(id));
        self.version += 1;
    }

    pub(in crate::workspace) fn restore_termbase(
        &mut self,
        core: &mut Core,
        row: &TermbaseRow,
        entries: &[Arc<PlacedTerm>],
    ) {
        let place = self.bases.partition_point(|other| other.id < row.id);
        self.bases.insert(place, row.clone());
        self.store.change(entries, &[]);
        let is_there = |id: TermbaseId| self.bases.iter().any(|row| row.id == id);
        let arrangements = core
            .projects
            .rows
            .iter()
            .filter_map(|project| {
                let order = self.arranged.get(&project.id)?;
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
        let author = core.author();
        core.write(TermWrite::RestoreTermbase(Box::new(TermbaseRestoration {
            row: row.clone(),
            entries: entries.to_vec(),
            arrangements,
            author,
        })));
        self.version += 1;
    }

    /// Refuses what would change a protected termbase.
    pub(in crate::workspace) fn expect_unprotected(
        &self,
        id: TermbaseId,
    ) -> Result<(), WorkspaceError> {
        match self.bases.iter().find(|row| row.id == id) {
            Some(row) if row.read_only => Err(WorkspaceError::TermbaseReadOnly(row.name.clone())),
            _ => Ok(()),
        }
    }

    /// The same of all termbases that the changes touch.
    pub(super) fn expect_changeable(&self, changes: &[TermChange]) -> Result<(), WorkspaceError> {
        let mut touched = changes.iter().flat_map(TermChange::termbases);
        touched.try_for_each(|termbase| self.expect_unprotected(termbase))
    }

    pub(in crate::workspace) fn termbase_row(
        &self,
        id: TermbaseId,
    ) -> Result<&TermbaseRow, WorkspaceError> {
        let mut rows = self.bases.iter();
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
        if self.bases.iter().any(is_taken) {
            return Err(WorkspaceError::TermbaseExists(name.to_owned()));
        }
        Ok(name.to_owned())
    }
}

impl Workspace {
    pub fn termbase_named(&self, name: &str) -> Option<TermbaseId> {
        let row = self.terms.bases.iter().find(|row| row.name == name);
        row.map(|row| row.id)
    }

    /// Where an import into the termbase of that name goes.
    pub fn termbase_to_fill(&self, name: &str) -> ImportInto<TermbaseId> {
        match self.termbase_named(name) {
            Some(termbase) => ImportInto::Existing(termbase),
            None => ImportInto::New(name.to_owned()),
        }
    }

    /// All termbases in the order of the open project; without one, new terms' first.
    pub fn termbase_choices(&self) -> Vec<TermbaseChoice> {
        let mut counts: HashMap<TermbaseId, u64> = HashMap::new();
        for placed in self.terms.store.iter() {
            *counts.entry(placed.termbase).or_default() += 1;
        }
        let main = self.terms.new_terms_go_to(&self.core);
        self.terms
            .arranged_termbases(&self.core)
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
        let arranged = self.terms.arranged_termbases(&self.core).into_iter();
        arranged
            .map(|(row, _)| (row.id, row.name.as_str()))
            .collect()
    }

    /// Whether nothing is changed in a termbase.
    pub fn is_read_only(&self, id: TermbaseId) -> bool {
        self.terms.expect_unprotected(id).is_err()
    }

    /// Tells before it is tried that entries cannot be changed.
    ///
    /// # Errors
    /// One is gone, or lies in a protected termbase.
    pub fn expect_editable(&self, terms: &[TermId]) -> Result<(), WorkspaceError> {
        terms.iter().try_for_each(|id| {
            let (termbase, _) = self.terms.term(*id).ok_or(WorkspaceError::NoTerm)?;
            self.terms.expect_unprotected(termbase)
        })
    }

    /// The names of all termbases, oldest first.
    pub fn termbases(&self) -> impl ExactSizeIterator<Item = &str> {
        self.terms.bases.iter().map(|row| row.name.as_str())
    }

    /// An entry and its termbase.
    pub fn term(&self, id: TermId) -> Option<(TermbaseId, &TermEntry)> {
        self.terms.term(id)
    }

    pub fn termbase_name(&self, id: TermbaseId) -> &str {
        self.terms.termbase_name(id)
    }

    /// Where new terms go; `None` where one is made for the first of them.
    pub fn new_terms_go_to(&self) -> Option<TermbaseId> {
        self.terms.new_terms_go_to(&self.core)
    }
}
