//! Text that an input method is composing: shown in place, not yet part of the text.

use super::buffer::EditBuffer;
use super::snapshot::{Edit, EditKind, Snapshot, TextSelection};
use crate::typeset::geometry::floor_boundary;
use std::ops::Range;

/// A composition under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composition {
    /// Text and selection when it began, to which it goes back if it is given up.
    pub(super) before: Snapshot,
    /// Bytes of the shown text that are being composed.
    pub range: Range<usize>,
}

impl EditBuffer {
    pub fn composition(&self) -> Option<&Composition> {
        self.composition.as_ref()
    }

    /// Shows what the input method has so far in place of the selection. `active` is the part it
    /// is working on, in characters of `text`; the caret goes to its end. An empty text gives the
    /// composition up.
    pub fn compose(&mut self, text: &str, active: Option<Range<usize>>) {
        if text.is_empty() {
            self.cancel_composition();
            return;
        }
        let text = self.clean(text);
        let before = self.snapshot();
        self.text = before.text.clone();
        let replaced = before.selection.range();
        let start = floor_boundary(&self.text, replaced.start);
        let end = floor_boundary(&self.text, replaced.end);
        self.text.replace_range(start..end, &text);
        let offset = |chars: usize| {
            text.char_indices()
                .nth(chars)
                .map_or(text.len(), |(at, _)| at)
        };
        let caret = start + active.map_or(text.len(), |active| offset(active.end));
        self.select(TextSelection::caret(caret));
        self.composition = Some(Composition {
            before,
            range: start..start + text.len(),
        });
    }

    /// Takes what the input method decided on into the text.
    pub fn commit_composition(&mut self, text: &str) -> Option<Edit> {
        self.cancel_composition();
        self.type_text(text)
    }

    pub fn cancel_composition(&mut self) {
        if let Some(composition) = self.composition.take() {
            self.restore(composition.before);
        }
    }

    /// Deletes characters around the caret for an input method that replaces them.
    pub fn delete_surrounding(&mut self, chars_before: usize, chars_after: usize) -> Option<Edit> {
        self.cancel_composition();
        let range = self.selection.range();
        let (before, after) = (self.text.get(..range.start)?, self.text.get(range.end..)?);
        let start = match chars_before.checked_sub(1) {
            Some(nth) => before.char_indices().rev().nth(nth).map_or(0, |(at, _)| at),
            None => range.start,
        };
        let end = after
            .char_indices()
            .nth(chars_after)
            .map_or(self.text.len(), |(at, _)| range.end + at);
        self.replace(start..end, "", EditKind::Deleting)
    }
}
