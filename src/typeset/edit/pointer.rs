//! Clicks and drags: by letter, by word, by line.

use super::buffer::EditBuffer;
use super::snapshot::TextSelection;
use crate::typeset::geometry::{Caret, floor_boundary};
use crate::typeset::paragraph::Paragraph;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// In what steps a drag selects: those of the click it began with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Granularity {
    #[default]
    Letter,
    /// With the word that was double-clicked.
    Word(Range<usize>),
    /// With the line that was triple-clicked.
    Line(Range<usize>),
}

/// How far the ends of a word are looked for.
const REACH: usize = 1024;

impl EditBuffer {
    /// A click: the caret goes there; with `extend` (Shift) the selection grows to it.
    pub fn click(&mut self, x: f32, y: f32, extend: bool, paragraph: &Paragraph) {
        self.place(paragraph.hit_test(x, y), extend);
    }

    /// Selects the word under a point.
    pub fn double_click(&mut self, x: f32, y: f32, paragraph: &Paragraph) {
        let word = self.word_at(x, y, paragraph);
        self.select_granular(word.clone(), Granularity::Word(word));
    }

    /// Selects the line under a point, from line break to line break.
    pub fn triple_click(&mut self, x: f32, y: f32, paragraph: &Paragraph) {
        let line = self.line_at(paragraph.hit_test(x, y));
        self.select_granular(line.clone(), Granularity::Line(line));
    }

    /// The pointer moved with its button down.
    pub fn drag(&mut self, x: f32, y: f32, paragraph: &Paragraph) {
        match self.granularity.clone() {
            Granularity::Letter => self.place(paragraph.hit_test(x, y), true),
            Granularity::Word(first) => {
                let word = self.word_at(x, y, paragraph);
                self.select_granular(union(&first, &word), Granularity::Word(first.clone()));
                self.face_backward_if(word.start < first.start);
            }
            Granularity::Line(first) => {
                let line = self.line_at(paragraph.hit_test(x, y));
                self.select_granular(union(&first, &line), Granularity::Line(first.clone()));
                self.face_backward_if(line.start < first.start);
            }
        }
    }

    fn select_granular(&mut self, range: Range<usize>, granularity: Granularity) {
        self.select(TextSelection {
            anchor: range.start,
            focus: range.end,
        });
        self.affinity = Caret::after(range.end).affinity;
        self.granularity = granularity;
    }

    fn face_backward_if(&mut self, backward: bool) {
        if backward {
            let TextSelection { anchor, focus } = self.selection;
            self.selection = TextSelection {
                anchor: focus,
                focus: anchor,
            };
            self.affinity = Caret::before(anchor).affinity;
        }
    }

    fn word_at(&self, x: f32, y: f32, paragraph: &Paragraph) -> Range<usize> {
        let byte = paragraph.nearest_byte(x, y);
        match self.tag_across(byte + 1) {
            Some(tag) => tag,
            None => self.word_around(byte),
        }
    }

    /// The word, or the run of spaces or marks, that holds a byte.
    pub fn word_around(&self, byte: usize) -> Range<usize> {
        let byte = floor_boundary(&self.text, byte);
        let from = floor_boundary(&self.text, byte.saturating_sub(REACH));
        let to = floor_boundary(&self.text, byte + REACH);
        let part = self.text.get(from..to).unwrap_or_default();
        let mut last = byte..byte;
        for (at, piece) in part.split_word_bound_indices() {
            let range = from + at..from + at + piece.len();
            if range.contains(&byte) {
                return range;
            }
            last = range;
        }
        last
    }

    /// The text between the line breaks around a caret.
    fn line_at(&self, caret: Caret) -> Range<usize> {
        let byte = floor_boundary(&self.text, caret.byte);
        let (before, after) = self.text.split_at(byte);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = after.find('\n').map_or(self.text.len(), |at| byte + at);
        start..end
    }
}

fn union(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
