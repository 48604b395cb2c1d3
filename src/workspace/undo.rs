//! The one undo stack: every change as a value that can be taken either way.

use super::command::{DraftEdit, EditKind, TextSelection};
use crate::engine::model::{
    DocumentId, NameEntry, ProjectId, SegmentId, SegmentStatus, TargetOrigin, TermEntry,
    TermbaseId, UnitAction,
};
use crate::store::{MemoryRow, PlacedSegment, PlacedTerm, TermbaseRow};
use std::collections::VecDeque;
use std::sync::Arc;

/// Steps kept; older ones stay in the history table.
const LIMIT: usize = 2_000;

/// The target side of a segment.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TargetState {
    pub target: String,
    pub status: SegmentStatus,
    pub origin: TargetOrigin,
    pub selection: TextSelection,
}

/// What one step changed.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Change {
    Target {
        segment: SegmentId,
        before: TargetState,
        after: TargetState,
        /// What the editor did last; `None` for changes made elsewhere.
        kind: Option<EditKind>,
    },
    Confirm {
        segment: SegmentId,
        before: TargetState,
        after: TargetState,
        /// The history row of the newest confirmation.
        history: i64,
    },
    Segments {
        title: &'static str,
        row: usize,
        before: Vec<PlacedSegment>,
        after: Vec<PlacedSegment>,
    },
    ForTranslation {
        segments: Vec<(SegmentId, bool)>,
        on: bool,
    },
    Terms {
        title: &'static str,
        changes: Vec<TermChange>,
    },
    /// A termbase was deleted with its entries.
    Termbase {
        row: TermbaseRow,
        entries: Vec<Arc<PlacedTerm>>,
    },
    /// What the units were is in their history.
    Units {
        change: i64,
        action: UnitAction,
        units: u64,
    },
    /// A memory that was taken away.
    Memory(MemoryRow),
    Name {
        project: ProjectId,
        before: Option<NameEntry>,
        after: Option<NameEntry>,
    },
}

/// One entry before and after, and where it lies; `None` where it is not there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TermChange {
    pub before: Option<Arc<PlacedTerm>>,
    pub after: Option<Arc<PlacedTerm>>,
}

impl TermChange {
    /// A new entry.
    pub(super) fn added(termbase: TermbaseId, entry: TermEntry) -> Self {
        Self {
            before: None,
            after: Some(Arc::new(PlacedTerm { termbase, entry })),
        }
    }

    /// The termbases it touches.
    pub(super) fn termbases(&self) -> impl Iterator<Item = TermbaseId> {
        let sides = self.before.iter().chain(&self.after);
        sides.map(|placed| placed.termbase)
    }
}

impl Change {
    fn title(&self) -> &'static str {
        match self {
            Self::Target {
                kind: Some(EditKind::Typing),
                ..
            } => "typing",
            Self::Target {
                kind: Some(EditKind::Deleting),
                ..
            } => "deleting",
            Self::Target { .. } => "change of target",
            Self::Confirm { .. } => "confirm",
            Self::Segments { title, .. } | Self::Terms { title, .. } => title,
            Self::ForTranslation { .. } => "switch of paragraph",
            Self::Termbase { .. } => "deleted termbase",
            Self::Units { action, .. } => match action {
                UnitAction::Delete => "deleted unit",
                UnitAction::Replace => "replacing in memories",
                UnitAction::Merge => "merging of duplicates",
                UnitAction::Unify => "choice of translation",
                _ => "change of unit",
            },
            Self::Memory(_) => "deleted memory",
            Self::Name { .. } => "change of name",
        }
    }
}

/// A change and the document it belongs to; terms belong to none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub document: Option<DocumentId>,
    pub change: Change,
}

#[derive(Debug, Default)]
pub(super) struct UndoStack {
    done: VecDeque<Step>,
    undone: Vec<Step>,
}

impl UndoStack {
    pub(super) fn push(&mut self, document: Option<DocumentId>, change: Change) {
        self.undone.clear();
        self.done.push_back(Step { document, change });
        if self.done.len() > LIMIT {
            self.done.pop_front();
        }
    }

    /// Adds an edit of the editor, to the step before it where both are one go of typing.
    pub(super) fn push_edit(
        &mut self,
        document: DocumentId,
        edit: &DraftEdit,
        before: TargetState,
        after: TargetState,
    ) {
        if self.undone.is_empty()
            && let Some(Step {
                change:
                    Change::Target {
                        segment,
                        after: newest,
                        kind: Some(kind),
                        ..
                    },
                ..
            }) = self.done.back_mut()
            && *segment == edit.segment
            && *kind == edit.kind
            && newest.selection == edit.before
            && newest.status == after.status
            && goes_on(*kind, &newest.target, edit)
        {
            *newest = after;
            return;
        }
        let change = Change::Target {
            segment: edit.segment,
            before,
            after,
            kind: Some(edit.kind),
        };
        self.push(Some(document), change);
    }

    /// What [`Self::pop_undo`] would give.
    pub(super) fn next_undo(&self) -> Option<&Change> {
        self.done.back().map(|step| &step.change)
    }

    /// What [`Self::pop_redo`] would give.
    pub(super) fn next_redo(&self) -> Option<&Change> {
        self.undone.last().map(|step| &step.change)
    }

    pub(super) fn pop_undo(&mut self) -> Option<Step> {
        self.done.pop_back()
    }

    pub(super) fn pop_redo(&mut self) -> Option<Step> {
        self.undone.pop()
    }

    /// The step was taken back.
    pub(super) fn record_undone(&mut self, step: Step) {
        self.undone.push(step);
    }

    /// The step was done again.
    pub(super) fn record_redone(&mut self, step: Step) {
        self.done.push_back(step);
    }

    /// Forgets the steps of a document that is being closed.
    pub(super) fn forget_document(&mut self) {
        self.done.retain(|step| step.document.is_none());
        self.undone.clear();
    }

    pub(super) fn titles(&self) -> (Option<&'static str>, Option<&'static str>) {
        (
            self.done.back().map(|step| step.change.title()),
            self.undone.last().map(|step| step.change.title()),
        )
    }
}

/// Whether an edit continues the step before it: a word with the space after it is one step.
fn goes_on(kind: EditKind, so_far: &str, edit: &DraftEdit) -> bool {
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

    fn state(text: &str) -> TargetState {
        TargetState {
            target: text.into(),
            status: SegmentStatus::Draft,
            origin: TargetOrigin::Typed,
            selection: TextSelection::caret(text.len()),
        }
    }

    /// Types a text letter by letter and gives the targets that undo passes through.
    fn undo_stops(text: &str) -> Vec<String> {
        let mut stack = UndoStack::default();
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
            stack.push_edit(DocumentId(1), &edit, before, state(&typed));
        }
        let mut stops = Vec::new();
        while let Some(step) = stack.pop_undo() {
            if let Change::Target { before, .. } = step.change {
                stops.push(before.target);
            }
        }
        stops
    }

    #[test]
    fn typing_is_undone_word_by_word() {
        assert_eq!(undo_stops("The truce holds"), ["The truce ", "The ", ""]);
        assert_eq!(undo_stops("الهدنة صامدة"), ["الهدنة ", ""]);
    }
}
