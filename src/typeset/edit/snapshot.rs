//! What an edit was: the text and selection before and after it.

use std::ops::Range;

/// A stretch of a text, or a caret where both ends are the same. Byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TextSelection {
    /// The end that stays when the selection is extended.
    pub anchor: usize,
    /// The end that moves: where the caret is.
    pub focus: usize,
}

impl TextSelection {
    pub const fn caret(byte: usize) -> Self {
        Self {
            anchor: byte,
            focus: byte,
        }
    }

    /// The selected bytes, in order.
    pub fn range(&self) -> Range<usize> {
        self.anchor.min(self.focus)..self.anchor.max(self.focus)
    }

    pub fn is_caret(&self) -> bool {
        self.anchor == self.focus
    }
}

/// A text with its selection.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snapshot {
    pub text: String,
    pub selection: TextSelection,
}

/// How an edit came about, so that a run of typing can be undone as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EditKind {
    /// One letter after the other, or what an input method composed.
    Typing,
    Deleting,
    Pasting,
    /// A term or match inserted, a line break, a text replaced by the program.
    Other,
}

/// One user action that changed the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub before: Snapshot,
    pub after: Snapshot,
    pub kind: EditKind,
}

impl Edit {
    /// Whether `next` goes on with this edit, so that both are one step to undo: typing in one
    /// place, up to and including the end of a word; or deleting from one place on.
    pub fn is_continued_by(&self, next: &Edit) -> bool {
        if self.kind != next.kind || self.after != next.before {
            return false;
        }
        match next.kind {
            EditKind::Typing => {
                let ends_word = |edit: &Edit| {
                    let end = edit.after.selection.focus;
                    let typed = edit.after.text.get(..end);
                    typed.is_some_and(|typed| typed.ends_with(char::is_whitespace))
                };
                next.before.selection.is_caret() && (!ends_word(self) || ends_word(next))
            }
            EditKind::Deleting => next.before.selection.is_caret(),
            EditKind::Pasting | EditKind::Other => false,
        }
    }
}
