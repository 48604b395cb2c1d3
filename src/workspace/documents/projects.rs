//! Projects and the list of their documents: creating, opening, removing.

use super::command::Event;
use super::{Documents, OpenDocument};
use crate::engine::model::{DocumentId, MemoryId, ProjectId, Segment, SegmentId, SegmentStatus};
use crate::jobs::Ticket;
use crate::store::{DocumentRow, DocumentWrite, ProjectRow};
use crate::workspace::core::{Core, Slot, WorkspaceError, now, read_error};
use std::sync::Arc;

const OPEN: Slot = Slot::shown("open document", "opening document");

impl Documents {
    pub(in crate::workspace) fn create_project(
        &mut self,
        core: &mut Core,
        name: &str,
        memory: MemoryId,
    ) -> Result<ProjectId, WorkspaceError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(WorkspaceError::EmptyName);
        }
        if core.projects.named(name).is_some() {
            return Err(WorkspaceError::ProjectExists(name.into()));
        }
        let row = ProjectRow {
            id: core.ids.project(),
            name: name.into(),
            memory,
            termbase: None,
        };
        let id = row.id;
        core.projects.rows.push(row.clone());
        core.write(DocumentWrite::CreateProject { row, at: now() });
        Ok(id)
    }

    /// A name for a project that is not taken.
    pub(in crate::workspace) fn free_project_name(core: &Core, name: &str) -> String {
        let numbered = (2..).map(|n| format!("{name} {n}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names
            .find(|name| core.projects.named(name).is_none())
            .unwrap_or_default()
    }

    /// Takes a project out that nothing came into.
    pub(in crate::workspace) fn delete_project(core: &mut Core, id: ProjectId) {
        core.projects.rows.retain(|row| row.id != id);
        core.write(DocumentWrite::DeleteProject(id));
    }

    /// Opens a document in the background; of several that are asked for, the last one is shown.
    pub(in crate::workspace) fn open_document(&mut self, core: &mut Core, id: DocumentId) {
        if self.is_open(id) {
            self.stay(core, id);
            return;
        }
        self.opening = Some(id);
        // What was typed into it before it was left may still be on its way to the disk.
        core.when_saved(move |workspace| {
            if workspace.documents.opening != Some(id) {
                return;
            }
            let file = Arc::clone(&workspace.core.file);
            let work = move |_: &Ticket| {
                let row = file.reader()?.document(id).map_err(read_error)?;
                row.ok_or(WorkspaceError::NoDocument)
            };
            workspace.core.spawn(OPEN, work, move |workspace, row| {
                let is_wanted = workspace.documents.opening == Some(id);
                if let Some(row) = workspace.core.expect(row).filter(|_| is_wanted) {
                    workspace.opened(row);
                }
            });
        });
    }

    /// The open document stays open, whatever was asked for before.
    fn stay(&mut self, core: &mut Core, id: DocumentId) {
        if self.opening.take().is_some() {
            core.cancel(OPEN);
            core.tell(Event::Opened(id));
        }
    }

    /// Goes to a segment, in another document where it is in one.
    pub(in crate::workspace) fn go_to_segment(
        &mut self,
        core: &mut Core,
        document: DocumentId,
        segment: SegmentId,
    ) -> Result<(), WorkspaceError> {
        if self.is_open(document) {
            self.stay(core, document);
            return self.activate(core, segment);
        }
        self.opening_at = Some(segment);
        self.open_document(core, document);
        Ok(())
    }

    /// Shows a document that was read; the segment to begin with.
    pub(in crate::workspace) fn show(
        &mut self,
        core: &mut Core,
        row: DocumentRow,
    ) -> Option<SegmentId> {
        self.opening = None;
        let (id, last) = (row.id, row.active_segment);
        let document = OpenDocument::new(row);
        let wanted = self.opening_at.take();
        let start = wanted
            .or(last)
            .filter(|segment| document.row_of(*segment).is_some())
            .or_else(|| {
                let open = |s: &&Segment| s.for_translation && s.status != SegmentStatus::Confirmed;
                document.segments().find(open).map(|segment| segment.id)
            })
            .or_else(|| document.get(0).map(|segment| segment.id));
        self.open = Some(document);
        core.tell(Event::Opened(id));
        start
    }

    pub(in crate::workspace) fn is_open(&self, id: DocumentId) -> bool {
        self.open.as_ref().is_some_and(|open| open.id() == id)
    }

    pub(in crate::workspace) fn close(&mut self, core: &mut Core) {
        self.refresh_head();
        self.open = None;
        self.active = None;
        core.undo.forget_document();
    }

    /// Takes the progress of the open document over into the list before it is closed.
    fn refresh_head(&mut self) {
        let Some(open) = &self.open else {
            return;
        };
        let (segments, confirmed) = open.progress();
        if let Some(row) = self.heads.iter_mut().find(|row| row.id == open.id()) {
            row.segments = segments as u64;
            row.confirmed = confirmed as u64;
        }
    }

    /// Takes a document out of the open project.
    pub(in crate::workspace) fn remove(
        &mut self,
        core: &mut Core,
        id: DocumentId,
    ) -> Result<(), WorkspaceError> {
        let at = self.heads.iter().position(|row| row.id == id);
        self.heads.remove(at.ok_or(WorkspaceError::NoDocument)?);
        core.write(DocumentWrite::Remove(id));
        Ok(())
    }

    /// The documents of a project as stored.
    pub(in crate::workspace) fn stored_documents(
        &self,
        core: &Core,
        project: &str,
    ) -> Result<Vec<(DocumentId, DocumentRow)>, WorkspaceError> {
        let id = core
            .projects
            .named(project)
            .ok_or_else(|| WorkspaceError::NoProject(project.into()))?;
        let mut rows = Vec::new();
        for head in core.reader.documents(id).map_err(read_error)? {
            if let Some(row) = core.reader.document(head.id).map_err(read_error)? {
                rows.push((head.id, row));
            }
        }
        Ok(rows)
    }
}
