//! The text being edited, its selection, and the keys that move through it.

use super::composition::Composition;
use super::deletion::{word_end, word_start};
use super::pointer::Granularity;
use super::snapshot::{Edit, EditKind, Snapshot, TextSelection};
use crate::typeset::geometry::{Affinity, Caret, ceil_grapheme, floor_boundary, next_letter};
use crate::typeset::invisible::InvisibleMark;
use crate::typeset::movement::Side;
use crate::typeset::paragraph::Paragraph;

/// A movement of the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
}

/// A text with its selection, edited by one user.
///
/// Methods that go by what is seen take the [`Paragraph`] made from exactly [`Self::text`]; with
/// another one they land in odd places but never panic. Methods that change the text return the
/// [`Edit`], or nothing if nothing changed; undo is for the caller to keep.
#[derive(Debug, Clone, Default)]
pub struct EditBuffer {
    pub(super) text: String,
    pub(super) selection: TextSelection,
    pub(super) affinity: Affinity,
    /// Where Up and Down want to go, kept while they follow each other.
    preferred_x: Option<f32>,
    pub(super) granularity: Granularity,
    pub(super) composition: Option<Composition>,
    pub(super) tag_forms: Vec<String>,
    single_line: bool,
}

impl EditBuffer {
    /// A buffer for text with line breaks, the caret at the end.
    pub fn new(text: impl Into<String>) -> Self {
        let mut buffer = Self::default();
        buffer.set_text(text);
        buffer
    }

    /// A buffer that turns line breaks into spaces, for search fields.
    pub fn single_line(text: impl Into<String>) -> Self {
        let mut buffer = Self {
            single_line: true,
            ..Self::default()
        };
        buffer.set_text(text);
        buffer
    }

    /// The text as shown, with what an input method is composing.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn selection(&self) -> TextSelection {
        self.selection
    }

    pub fn selected_text(&self) -> &str {
        self.text.get(self.selection.range()).unwrap_or_default()
    }

    /// The moving end of the selection, with the side it belongs to.
    pub fn caret(&self) -> Caret {
        Caret {
            byte: self.selection.focus,
            affinity: self.affinity,
        }
    }

    /// What is to be saved: text and selection without a composition under way.
    pub fn snapshot(&self) -> Snapshot {
        match &self.composition {
            Some(composition) => composition.before.clone(),
            None => self.current(),
        }
    }

    pub(super) fn current(&self) -> Snapshot {
        Snapshot {
            text: self.text.clone(),
            selection: self.selection,
        }
    }

    /// Replaces everything, as undo and loading do; the caret goes to the end.
    pub fn set_text(&mut self, text: impl Into<String>) {
        let text = text.into();
        let end = text.len();
        self.restore(Snapshot {
            text,
            selection: TextSelection::caret(end),
        });
    }

    /// Puts text and selection back. Offsets outside or inside a character are moved to one.
    pub fn restore(&mut self, snapshot: Snapshot) {
        self.text = snapshot.text;
        self.composition = None;
        self.select(snapshot.selection);
    }

    /// Selects bytes; offsets inside a letter with its marks are moved to its end.
    pub fn select(&mut self, selection: TextSelection) {
        self.selection = TextSelection {
            anchor: self.out_of_tag(ceil_grapheme(&self.text, selection.anchor)),
            focus: self.out_of_tag(ceil_grapheme(&self.text, selection.focus)),
        };
        self.affinity = Affinity::Downstream;
        self.preferred_x = None;
        self.granularity = Granularity::Letter;
    }

    pub fn select_all(&mut self) {
        self.select(TextSelection {
            anchor: 0,
            focus: self.text.len(),
        });
    }

    /// Puts text in the place of the selection; the caret goes behind it. CRLF and CR become LF.
    pub fn insert(&mut self, text: &str, kind: EditKind) -> Option<Edit> {
        let clean = self.clean(text);
        self.replace(self.selection.range(), &clean, kind)
    }

    /// Inserts an invisible mark, from a menu.
    pub fn insert_mark(&mut self, mark: InvisibleMark) -> Option<Edit> {
        self.insert(mark.character().encode_utf8(&mut [0; 4]), EditKind::Other)
    }

    /// Inserts what was typed.
    pub fn type_text(&mut self, text: &str) -> Option<Edit> {
        self.insert(text, EditKind::Typing)
    }

    /// Inserts a line break; nothing in a single-line buffer.
    pub fn break_line(&mut self) -> Option<Edit> {
        if self.single_line {
            return None;
        }
        self.insert("\n", EditKind::Other)
    }

    pub fn paste(&mut self, text: &str) -> Option<Edit> {
        self.insert(text, EditKind::Pasting)
    }

    /// Removes the selection and returns it for the clipboard.
    pub fn cut(&mut self) -> Option<(String, Edit)> {
        let taken = self.selected_text().to_owned();
        let edit = self.replace(self.selection.range(), "", EditKind::Deleting)?;
        Some((taken, edit))
    }

    /// Replaces the whole text by a user action, such as that of a screen reader.
    pub fn replace_all(&mut self, text: &str) -> Option<Edit> {
        let clean = self.clean(text);
        if clean == self.text {
            return None;
        }
        self.replace(0..self.text.len(), &clean, EditKind::Other)
    }

    pub(super) fn clean(&self, text: &str) -> String {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        if self.single_line {
            unix.trim_matches('\n').replace('\n', " ")
        } else {
            unix
        }
    }

    /// Replaces bytes and puts the caret behind. A composition under way is given up first.
    pub(super) fn replace(
        &mut self,
        range: std::ops::Range<usize>,
        with: &str,
        kind: EditKind,
    ) -> Option<Edit> {
        if self.composition.is_some() {
            self.cancel_composition();
            return self.replace(self.selection.range(), with, kind);
        }
        if range.is_empty() && with.is_empty() {
            return None;
        }
        let before = self.current();
        let start = floor_boundary(&self.text, range.start);
        let end = floor_boundary(&self.text, range.end).max(start);
        let std::ops::Range { start, end } = self.with_whole_tags(start..end);
        self.text.replace_range(start..end, with);
        self.select(TextSelection::caret(start + with.len()));
        // Behind what was typed, so that the caret stays with it at a change of direction.
        if !with.is_empty() && !with.ends_with('\n') {
            self.affinity = Affinity::Upstream;
        }
        Some(Edit {
            before,
            after: self.current(),
            kind,
        })
    }

    /// Moves the caret; with `extend` the other end of the selection stays.
    ///
    /// Left and right alone go by what is seen. Selecting, and going by words, they follow the text
    /// in the direction of the paragraph, so that a selection grows by one letter or word with each
    /// key, wherever on the line that is.
    pub fn move_caret(&mut self, motion: Motion, extend: bool, paragraph: &Paragraph) {
        let vertical = matches!(motion, Motion::Up | Motion::Down);
        let x = self
            .preferred_x
            .filter(|_| vertical)
            .unwrap_or_else(|| paragraph.caret_rect(self.caret()).left);
        let target = match self.collapse_target(motion, extend, paragraph) {
            Some(caret) => caret,
            None if extend => self.logical_target(motion, paragraph, x),
            None => self.target(motion, paragraph, x),
        };
        self.place(target, extend);
        self.preferred_x = vertical.then_some(x);
    }

    fn target(&self, motion: Motion, paragraph: &Paragraph, x: f32) -> Caret {
        let caret = self.caret();
        match motion {
            Motion::Left => paragraph.move_visually(caret, Side::Left),
            Motion::Right => paragraph.move_visually(caret, Side::Right),
            Motion::WordLeft => self.word_target(paragraph.goes_forward(Side::Left)),
            Motion::WordRight => self.word_target(paragraph.goes_forward(Side::Right)),
            Motion::Up => paragraph.move_lines(caret, -1, x),
            Motion::Down => paragraph.move_lines(caret, 1, x),
            Motion::LineStart => paragraph.line_start(caret),
            Motion::LineEnd => paragraph.line_end(caret),
            Motion::TextStart => Caret::before(0),
            Motion::TextEnd => Caret::after(self.text.len()),
        }
    }

    fn logical_target(&self, motion: Motion, paragraph: &Paragraph, x: f32) -> Caret {
        let side = match motion {
            Motion::Left => Side::Left,
            Motion::Right => Side::Right,
            _ => return self.target(motion, paragraph, x),
        };
        let forward = paragraph.goes_forward(side);
        let byte = next_letter(&self.text, self.selection.focus, forward);
        attached(self.past_tag(byte, forward), forward)
    }

    /// Behind the next word, or before the one before.
    fn word_target(&self, forward: bool) -> Caret {
        let focus = self.selection.focus;
        let byte = if forward {
            word_end(&self.text, focus)
        } else {
            word_start(&self.text, focus)
        };
        attached(self.past_tag(byte, forward), forward)
    }

    /// An arrow key without Shift ends a selection at its edge on that side.
    fn collapse_target(
        &self,
        motion: Motion,
        extend: bool,
        paragraph: &Paragraph,
    ) -> Option<Caret> {
        if extend || self.selection.is_caret() {
            return None;
        }
        let range = self.selection.range();
        let place = |caret| {
            let rect = paragraph.caret_rect(caret);
            (rect.top, rect.left)
        };
        // Attached to what is outside the selection, unless that is on another line.
        let attached = |outside: Caret, inside: Caret| {
            if paragraph.line_of(outside) == paragraph.line_of(inside) {
                outside
            } else {
                inside
            }
        };
        let ends = [
            attached(Caret::after(range.start), Caret::before(range.start)),
            attached(Caret::before(range.end), Caret::after(range.end)),
        ];
        let [first, second] = ends.map(place);
        let first_is_left = if first.0 == second.0 {
            first.1 <= second.1
        } else {
            !paragraph.is_rtl()
        };
        match motion {
            Motion::Left => Some(ends[usize::from(!first_is_left)]),
            Motion::Right => Some(ends[usize::from(first_is_left)]),
            _ => None,
        }
    }

    /// Puts the caret somewhere; with `extend` the other end of the selection stays.
    pub fn place(&mut self, caret: Caret, extend: bool) {
        let focus = floor_boundary(&self.text, caret.byte);
        let anchor = if extend { self.selection.anchor } else { focus };
        self.select(TextSelection { anchor, focus });
        self.affinity = caret.affinity;
    }
}

/// A caret that came from one side stays with the letter it passed.
fn attached(byte: usize, forward: bool) -> Caret {
    if forward {
        Caret::after(byte)
    } else {
        Caret::before(byte)
    }
}
