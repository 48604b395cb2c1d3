//! The one undo stack: every change as a value that can be taken either way.

use super::super::{Workspace, WorkspaceError};
use crate::engine::model::DocumentId;
use std::any::Any;
use std::collections::VecDeque;

/// Steps kept; older ones stay in the history table.
const LIMIT: usize = 2_000;

/// Which way a step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::workspace) enum Direction {
    Back,
    Forth,
}

impl Direction {
    pub(in crate::workspace) fn is_forth(self) -> bool {
        self == Self::Forth
    }

    /// What histories call it.
    pub(in crate::workspace) fn name(self) -> &'static str {
        match self {
            Self::Back => "undo",
            Self::Forth => "redo",
        }
    }

    /// What there was on the side the step comes from, and what there will be.
    pub(in crate::workspace) fn sides<T>(self, before: T, after: T) -> (T, T) {
        match self {
            Self::Back => (after, before),
            Self::Forth => (before, after),
        }
    }
}

/// What one step changed. Each capability has its own.
pub(in crate::workspace) trait Undo: Any {
    /// What menus call the step.
    fn title(&self) -> &'static str;

    /// The document it belongs to: the step is forgotten when that is closed.
    fn document(&self) -> Option<DocumentId> {
        None
    }

    /// Whether taking it is seen in the row it changes; the rest is told.
    fn is_seen(&self) -> bool {
        false
    }

    /// Refuses what cannot be taken now; it then stays on the stack.
    fn check(&self, _workspace: &Workspace) -> Result<(), WorkspaceError> {
        Ok(())
    }

    fn take(
        &mut self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError>;
}

type Step = Box<dyn Undo>;

#[derive(Default)]
pub(in crate::workspace) struct UndoStack {
    done: VecDeque<Step>,
    undone: Vec<Step>,
}

impl UndoStack {
    pub(in crate::workspace) fn push(&mut self, change: impl Undo) {
        self.undone.clear();
        self.done.push_back(Box::new(change));
        if self.done.len() > LIMIT {
            self.done.pop_front();
        }
    }

    /// The newest step, if it is a `T` and none was undone since; typing goes on in it.
    pub(in crate::workspace) fn newest<T: Undo>(&mut self) -> Option<&mut T> {
        if !self.undone.is_empty() {
            return None;
        }
        let step: &mut dyn Any = self.done.back_mut()?.as_mut();
        step.downcast_mut()
    }

    /// Forgets the steps of a document that is being closed.
    pub(in crate::workspace) fn forget_document(&mut self) {
        self.done.retain(|step| step.document().is_none());
        self.undone.clear();
    }

    /// Whether undo and redo would be seen in the row that they change.
    pub(in crate::workspace) fn are_seen(&self) -> (bool, bool) {
        (
            self.done.back().is_some_and(|step| step.is_seen()),
            self.undone.last().is_some_and(|step| step.is_seen()),
        )
    }

    pub(in crate::workspace) fn titles(&self) -> (Option<&'static str>, Option<&'static str>) {
        (
            self.done.back().map(|step| step.title()),
            self.undone.last().map(|step| step.title()),
        )
    }
}

impl Workspace {
    pub(in crate::workspace) fn undo(&mut self) -> Result<(), WorkspaceError> {
        let newest = self.core.undo.done.back();
        newest.ok_or(WorkspaceError::NothingToUndo)?.check(self)?;
        if let Some(mut step) = self.core.undo.done.pop_back() {
            step.take(self, Direction::Back)?;
            self.core.undo.undone.push(step);
        }
        Ok(())
    }

    pub(in crate::workspace) fn redo(&mut self) -> Result<(), WorkspaceError> {
        let newest = self.core.undo.undone.last();
        newest.ok_or(WorkspaceError::NothingToRedo)?.check(self)?;
        if let Some(mut step) = self.core.undo.undone.pop() {
            step.take(self, Direction::Forth)?;
            self.core.undo.done.push_back(step);
        }
        Ok(())
    }
}
