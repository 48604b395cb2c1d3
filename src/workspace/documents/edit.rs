//! Changes of targets: what the editor types, what is copied or inserted, and their undo.

use super::command::{DraftEdit, EditKind, Event, TextSelection};
use super::{Documents, OpenDocument};
use crate::engine::model::{DocumentId, Segment, SegmentId, SegmentStatus, TargetOrigin};
use crate::store::{DocumentWrite, DraftRow};
use crate::workspace::core::{Core, Direction, Undo};
use crate::workspace::{Workspace, WorkspaceError};

/// The target side of a segment.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::workspace) struct TargetState {
    pub target: String,
    pub status: SegmentStatus,
    pub origin: TargetOrigin,
    pub selection: TextSelection,
}

impl TargetState {
    pub(super) fn of(segment: &Segment, selection: TextSelection) -> Self {
        Self {
            target: segment.target.clone(),
            status: segment.status,
            origin: segment.origin,
            selection,
        }
    }

    /// The state after an edit: a draft, or untouched again when everything was deleted.
    fn drafted(target: String, origin: TargetOrigin, selection: TextSelection) -> Self {
        let (status, origin) = if target.is_empty() {
            (SegmentStatus::Untranslated, TargetOrigin::Typed)
        } else {
            (SegmentStatus::Draft, origin)
        };
        Self {
            target,
            status,
            origin,
            selection,
        }
    }

    pub(super) fn give_to(&self, segment: &mut Segment) {
        segment.target.clone_from(&self.target);
        segment.status = self.status;
        segment.origin = self.origin;
    }

    pub(super) fn row(&self, segment: SegmentId) -> DraftRow {
        DraftRow {
            segment,
            target: self.target.clone(),
            status: self.status,
            origin: self.origin,
        }
    }
}

/// A target before and after a change.
#[derive(Debug, Clone, PartialEq)]
struct TargetChange {
    segment: SegmentId,
    before: TargetState,
    after: TargetState,
}

/// Targets that were changed together.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::workspace) struct Targets {
    document: DocumentId,
    changes: Vec<TargetChange>,
    /// What the editor did last; `None` for changes made elsewhere.
    kind: Option<EditKind>,
}

impl Undo for Targets {
    fn title(&self) -> &'static str {
        match (self.kind, self.changes.len()) {
            (Some(EditKind::Typing), _) => "typing",
            (Some(EditKind::Deleting), _) => "deleting",
            (_, 1) => "change of target",
            _ => "change of targets",
        }
    }

    fn document(&self) -> Option<DocumentId> {
        Some(self.document)
    }

    fn is_seen(&self) -> bool {
        self.changes.len() == 1
    }

    fn take(
        &mut self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        let (documents, core) = (&mut workspace.documents, &mut workspace.core);
        documents.set_targets(core, self, direction)?;
        if let Some(first) = self.changes.first() {
            let (_, state) = direction.sides(&first.before, &first.after);
            documents.show_target(core, first.segment, state.selection)?;
        }
        Ok(())
    }
}

fn end_of(text: &str) -> TextSelection {
    TextSelection::caret(text.len())
}

/// All of a text, so that what is typed replaces it.
pub(super) fn all_of(text: &str) -> TextSelection {
    TextSelection {
        anchor: 0,
        focus: text.len(),
    }
}

impl Documents {
    pub(in crate::workspace) fn edit_draft(
        &mut self,
        core: &mut Core,
        edit: &DraftEdit,
    ) -> Result<(), WorkspaceError> {
        let (document, row) = self.row(edit.segment)?;
        let segment = translatable(document, row)?;
        if segment.target == edit.text {
            return Ok(());
        }
        let document = document.id();
        let before = TargetState::of(segment, edit.before);
        // A repeat that somebody edits is their own text from then on.
        let origin = match segment.origin {
            TargetOrigin::Propagated => TargetOrigin::Typed,
            other => other,
        };
        let after = TargetState::drafted(edit.text.clone(), origin, edit.after);
        self.set_target(core, row, &after);
        if let Some(step) = core.undo.newest::<Targets>()
            && step.goes_on(edit, &after)
        {
            return Ok(());
        }
        core.undo.push(Targets {
            document,
            changes: vec![TargetChange {
                segment: edit.segment,
                before,
                after,
            }],
            kind: Some(edit.kind),
        });
        Ok(())
    }

    pub(in crate::workspace) fn copy_source(
        &mut self,
        core: &mut Core,
        segment: SegmentId,
    ) -> Result<(), WorkspaceError> {
        let (document, row) = self.row(segment)?;
        let source = document.get(row).map(|s| s.source.clone());
        let source = source.unwrap_or_default();
        self.replace_targets(core, vec![(segment, source, TargetOrigin::Source)])
    }

    /// Replaces targets, as one step of undo; all of them or none.
    pub(in crate::workspace) fn replace_targets(
        &mut self,
        core: &mut Core,
        targets: Vec<(SegmentId, String, TargetOrigin)>,
    ) -> Result<(), WorkspaceError> {
        let step = self.change_targets(core, targets, end_of)?;
        core.undo.push(step);
        Ok(())
    }

    /// Fills an empty target. What is typed next replaces it, since all of it is selected.
    pub(in crate::workspace) fn fill(
        &mut self,
        core: &mut Core,
        segment: SegmentId,
        target: String,
        origin: TargetOrigin,
    ) -> Result<(), WorkspaceError> {
        let step = self.change_targets(core, vec![(segment, target, origin)], all_of)?;
        core.undo.push(step);
        Ok(())
    }

    /// Replaces targets, all of them or none, as part of an undo step.
    pub(super) fn change_targets(
        &mut self,
        core: &mut Core,
        targets: Vec<(SegmentId, String, TargetOrigin)>,
        selected: fn(&str) -> TextSelection,
    ) -> Result<Targets, WorkspaceError> {
        let document = self.open.as_ref().ok_or(WorkspaceError::NoDocument)?.id();
        let mut changes = Vec::with_capacity(targets.len());
        for (id, target, origin) in targets {
            let (document, row) = self.row(id)?;
            let segment = translatable(document, row)?;
            let selection = selected(&target);
            changes.push(TargetChange {
                segment: id,
                before: TargetState::of(segment, TextSelection::caret(segment.target.len())),
                after: TargetState::drafted(target, origin, selection),
            });
        }
        let step = Targets {
            document,
            changes,
            kind: None,
        };
        self.set_targets(core, &step, Direction::Forth)?;
        Ok(step)
    }

    /// Sets the targets of a step to one of its sides.
    pub(super) fn set_targets(
        &mut self,
        core: &mut Core,
        step: &Targets,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        for change in &step.changes {
            let (_, state) = direction.sides(&change.before, &change.after);
            let (_, row) = self.row(change.segment)?;
            self.set_target(core, row, state);
            core.tell(Event::TargetReplaced {
                segment: change.segment,
                selection: state.selection,
            });
        }
        Ok(())
    }

    fn set_target(&mut self, core: &mut Core, row: usize, state: &TargetState) {
        if let Some(document) = &mut self.open {
            document.update(row, |segment| state.give_to(segment));
            if let Some(id) = document.get(row).map(|segment| segment.id) {
                core.write(DocumentWrite::Draft(state.row(id)));
            }
        }
    }

    /// Brings a segment that undo changed before the user's eyes.
    pub(super) fn show_target(
        &mut self,
        core: &mut Core,
        segment: SegmentId,
        selection: TextSelection,
    ) -> Result<(), WorkspaceError> {
        if self.active != Some(segment) {
            self.activate(core, segment)?;
        }
        core.tell(Event::TargetReplaced { segment, selection });
        Ok(())
    }
}

/// A segment that may be translated.
pub(super) fn translatable(
    document: &OpenDocument,
    row: usize,
) -> Result<&Segment, WorkspaceError> {
    let segment = document.get(row).ok_or(WorkspaceError::NoSegment)?;
    if segment.for_translation {
        Ok(segment)
    } else {
        Err(WorkspaceError::NotForTranslation)
    }
}

impl Targets {
    /// Takes an edit that continues this step: a word with the space after it is one step.
    fn goes_on(&mut self, edit: &DraftEdit, after: &TargetState) -> bool {
        let [change] = self.changes.as_mut_slice() else {
            return false;
        };
        let goes_on = change.segment == edit.segment
            && self.kind == Some(edit.kind)
            && change.after.selection == edit.before
            && change.after.status == after.status
            && is_one_go(edit.kind, &change.after.target, edit);
        if goes_on {
            change.after = after.clone();
        }
        goes_on
    }
}

/// Whether an edit of the same kind continues the one before it.
fn is_one_go(kind: EditKind, so_far: &str, edit: &DraftEdit) -> bool {
    match kind {
        EditKind::Replacing => false,
        EditKind::Deleting => true,
        EditKind::Typing => {
            let at = edit.before.focus.min(edit.before.anchor);
            let last = so_far.get(..at).and_then(|text| text.chars().next_back());
            let typed = edit.text.get(at..).and_then(|text| text.chars().next());
            let new_word =
                last.is_some_and(char::is_whitespace) && typed.is_some_and(|c| !c.is_whitespace());
            !new_word && edit.before.anchor == edit.before.focus
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::core::UndoStack;

    fn state(text: &str) -> TargetState {
        TargetState::drafted(
            text.into(),
            TargetOrigin::Typed,
            TextSelection::caret(text.len()),
        )
    }

    /// Types a text letter by letter and gives the targets that undo passes through.
    fn undo_stops(text: &str) -> Vec<String> {
        let mut stack = UndoStack::default();
        let mut stops = Vec::new();
        let mut typed = String::new();
        for c in text.chars() {
            let before = state(&typed);
            typed.push(c);
            let edit = DraftEdit {
                segment: SegmentId(1),
                text: typed.clone(),
                before: before.selection,
                after: TextSelection::caret(typed.len()),
                kind: EditKind::Typing,
            };
            let after = state(&typed);
            let newest = stack.newest::<Targets>();
            if newest.is_some_and(|step| step.goes_on(&edit, &after)) {
                continue;
            }
            stops.insert(0, before.target.clone());
            stack.push(Targets {
                document: DocumentId(1),
                changes: vec![TargetChange {
                    segment: SegmentId(1),
                    before,
                    after,
                }],
                kind: Some(EditKind::Typing),
            });
        }
        stops
    }

    #[test]
    fn typing_is_undone_word_by_word() {
        assert_eq!(undo_stops("The truce holds"), ["The truce ", "The ", ""]);
        assert_eq!(undo_stops("الهدنة صامدة"), ["الهدنة ", ""]);
    }
}
