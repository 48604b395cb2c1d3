//! Backspace, Delete and their word-wise forms.

use super::buffer::EditBuffer;
use super::snapshot::{Edit, EditKind};
use crate::typeset::geometry::floor_boundary;
use unicode_segmentation::UnicodeSegmentation;

/// How far a word is looked for. No word is that long; a text without spaces may be.
const REACH: usize = 1024;

impl EditBuffer {
    /// Deletes the selection or the character before the caret: one code point, so that a vowel
    /// mark typed wrongly goes alone; an emoji as a whole.
    pub fn backspace(&mut self) -> Option<Edit> {
        let end = self.selection.focus;
        self.delete(|text| backspace_start(text, end)..end)
    }

    /// Deletes the selection or the letter after the caret with all its marks.
    pub fn delete_forward(&mut self) -> Option<Edit> {
        let start = self.selection.focus;
        self.delete(|text| {
            let after = text.get(start..).unwrap_or_default();
            start..start + after.graphemes(true).next().map_or(0, str::len)
        })
    }

    /// Deletes the selection or back to the start of a word.
    pub fn delete_word_backward(&mut self) -> Option<Edit> {
        let end = self.selection.focus;
        self.delete(|text| word_start(text, end)..end)
    }

    /// Deletes the selection or up to the end of a word.
    pub fn delete_word_forward(&mut self) -> Option<Edit> {
        let start = self.selection.focus;
        self.delete(|text| start..word_end(text, start))
    }

    fn delete(&mut self, range: impl FnOnce(&str) -> std::ops::Range<usize>) -> Option<Edit> {
        let range = if self.selection.is_caret() {
            range(&self.text)
        } else {
            self.selection.range()
        };
        self.replace(range, "", EditKind::Deleting)
    }
}

fn backspace_start(text: &str, end: usize) -> usize {
    let before = text.get(floor_boundary(text, end.saturating_sub(REACH))..end);
    let Some(last) = before.and_then(|before| before.chars().next_back()) else {
        return end;
    };
    let grapheme = before
        .and_then(|before| before.graphemes(true).next_back())
        .filter(|grapheme| is_one_picture(grapheme));
    end - grapheme.map_or(last.len_utf8(), str::len)
}

/// CRLF, and emoji put together from several code points.
fn is_one_picture(grapheme: &str) -> bool {
    grapheme == "\r\n"
        || grapheme
            .starts_with(|c: char| c >= '\u{1F000}' || ('\u{2190}'..='\u{2BFF}').contains(&c))
}

/// Start of the word that ends before `end`, spaces between skipped; a line break stops it.
pub(super) fn word_start(text: &str, end: usize) -> usize {
    let from = floor_boundary(text, end.saturating_sub(REACH));
    let before = text.get(from..end).unwrap_or_default();
    if before.ends_with('\n') {
        return end - 1;
    }
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    before
        .split_word_bound_indices()
        .rev()
        .take_while(|(at, _)| *at >= line)
        .find(|(_, piece)| !piece.trim().is_empty())
        .map_or(from + line, |(at, _)| from + at)
}

/// End of the word that begins after `start`, spaces between skipped; a line break stops it.
pub(super) fn word_end(text: &str, start: usize) -> usize {
    let to = floor_boundary(text, start + REACH);
    let after = text.get(start..to).unwrap_or_default();
    if after.starts_with('\n') {
        return start + 1;
    }
    let line = after.find('\n').unwrap_or(after.len());
    after
        .split_word_bound_indices()
        .take_while(|(at, _)| *at < line)
        .find(|(_, piece)| !piece.trim().is_empty())
        .map_or(start + line, |(at, piece)| start + at + piece.len())
}
