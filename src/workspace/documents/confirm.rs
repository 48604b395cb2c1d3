//! Confirming a segment, and taking that back.

use super::Documents;
use super::command::TextSelection;
use super::edit::{TargetState, Targets, all_of, translatable};
use crate::engine::model::{
    DocumentId, MemoryId, ProjectId, Segment, SegmentId, SegmentStatus, TargetOrigin,
    TranslationUnit, UnitId, UnitOutline,
};
use crate::store::{Confirmation, DocumentWrite, Reversal};
use crate::workspace::core::{Core, Direction, Undo};
use crate::workspace::{Workspace, WorkspaceError};

/// A segment as it was confirmed: what every step after a confirm is given.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::workspace) struct Confirmed {
    pub document: DocumentId,
    pub document_name: String,
    pub project: ProjectId,
    pub segment: SegmentId,
    pub source: String,
    /// The sources around it; empty at the edges of the document.
    pub previous: String,
    pub next: String,
    pub before: TargetState,
    pub after: TargetState,
    /// The history row of the confirmation.
    pub history: i64,
}

/// The unit of a confirmed segment: its memory, its identity if it is a new one, and how it is
/// looked up.
pub(in crate::workspace) type ConfirmedUnit = (MemoryId, UnitId, TranslationUnit, UnitOutline);

/// A confirmation with what it filled, which can be taken back.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::workspace) struct ConfirmStep {
    pub confirmed: Confirmed,
    /// Rows of the same source that were filled with it.
    pub propagated: Option<Targets>,
}

impl Undo for ConfirmStep {
    fn title(&self) -> &'static str {
        "confirm"
    }

    fn document(&self) -> Option<DocumentId> {
        Some(self.confirmed.document)
    }

    fn is_seen(&self) -> bool {
        true
    }

    fn take(
        &mut self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        let Confirmed {
            segment,
            before,
            after,
            ..
        } = self.confirmed.clone();
        let selection = before.selection;
        match direction {
            Direction::Forth => {
                let (documents, core) = (&mut workspace.documents, &mut workspace.core);
                self.confirmed = documents.set_confirmed(core, segment, before, after)?;
                workspace.save_confirmed(&self.confirmed);
                self.take_propagated(workspace, direction)?;
            }
            Direction::Back => {
                self.take_propagated(workspace, direction)?;
                let (documents, core) = (&mut workspace.documents, &mut workspace.core);
                documents.take_back_confirmed(core, &self.confirmed)?;
            }
        }
        workspace
            .documents
            .show_target(&mut workspace.core, segment, selection)
    }
}

impl ConfirmStep {
    fn take_propagated(
        &self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        let (documents, core) = (&mut workspace.documents, &mut workspace.core);
        match &self.propagated {
            Some(targets) => documents.set_targets(core, targets, direction),
            None => Ok(()),
        }
    }
}

impl Documents {
    /// Fills the rows of the same source that have no text of their own yet: drafts, to be
    /// confirmed one by one.
    pub(in crate::workspace) fn propagate(
        &mut self,
        core: &mut Core,
        confirmed: &Confirmed,
    ) -> Result<Option<Targets>, WorkspaceError> {
        let document = self.open.as_ref().ok_or(WorkspaceError::NoDocument)?;
        let text = &confirmed.after.target;
        let is_free = |segment: &Segment| {
            let is_filled = segment.status == SegmentStatus::Draft
                && segment.origin == TargetOrigin::Propagated;
            segment.target.is_empty() || (is_filled && segment.target != *text)
        };
        let repeats = document.segments().filter(|segment| {
            segment.source == confirmed.source
                && segment.id != confirmed.segment
                && segment.for_translation
                && is_free(segment)
        });
        let targets: Vec<_> = repeats
            .map(|segment| (segment.id, text.clone(), TargetOrigin::Propagated))
            .collect();
        if targets.is_empty() {
            return Ok(None);
        }
        self.change_targets(core, targets, all_of).map(Some)
    }

    /// Confirms a segment in memory; `None` where it was confirmed already.
    pub(in crate::workspace) fn confirm(
        &mut self,
        core: &mut Core,
        id: SegmentId,
    ) -> Result<Option<Confirmed>, WorkspaceError> {
        let (document, row) = self.row(id)?;
        let segment = translatable(document, row)?;
        if segment.target.trim().is_empty() {
            return Err(WorkspaceError::EmptyTarget);
        }
        if segment.status == SegmentStatus::Confirmed {
            return Ok(None);
        }
        let before = TargetState::of(segment, TextSelection::caret(segment.target.len()));
        let after = TargetState {
            status: SegmentStatus::Confirmed,
            ..before.clone()
        };
        self.set_confirmed(core, id, before, after).map(Some)
    }

    fn set_confirmed(
        &mut self,
        core: &mut Core,
        id: SegmentId,
        before: TargetState,
        after: TargetState,
    ) -> Result<Confirmed, WorkspaceError> {
        let (_, row) = self.row(id)?;
        let document = self.open.as_mut().ok_or(WorkspaceError::NoDocument)?;
        document.update(row, |segment| after.give_to(segment));
        let segment = document.get(row).ok_or(WorkspaceError::NoSegment)?;
        let (previous, next) = document.context(row);
        Ok(Confirmed {
            document: document.id(),
            document_name: document.name().to_owned(),
            project: document.project(),
            segment: id,
            source: segment.source.clone(),
            previous,
            next,
            before,
            after,
            history: core.ids.history(1),
        })
    }

    /// Sends the one transaction of a confirm: target, history, and the unit where there is one.
    pub(in crate::workspace) fn save_confirmed(
        core: &mut Core,
        confirmed: &Confirmed,
        unit: Option<ConfirmedUnit>,
    ) {
        let confirmation = Confirmation {
            history: confirmed.history,
            change: core.ids.change(),
            document: confirmed.document,
            source: confirmed.source.clone(),
            before: confirmed.before.row(confirmed.segment),
            after: confirmed.after.row(confirmed.segment),
            unit,
            author: core.author(),
        };
        core.write(DocumentWrite::Confirm(Box::new(confirmation)));
    }

    fn take_back_confirmed(
        &mut self,
        core: &mut Core,
        confirmed: &Confirmed,
    ) -> Result<(), WorkspaceError> {
        let (_, row) = self.row(confirmed.segment)?;
        let document = self.open.as_mut().ok_or(WorkspaceError::NoDocument)?;
        document.update(row, |segment| confirmed.before.give_to(segment));
        let reversal = Reversal {
            history: core.ids.history(1),
            confirmation: confirmed.history,
            document: confirmed.document,
            source: confirmed.source.clone(),
            before: confirmed.after.row(confirmed.segment),
            after: confirmed.before.row(confirmed.segment),
            author: core.author(),
        };
        core.write(DocumentWrite::Revert(Box::new(reversal)));
        Ok(())
    }
}
