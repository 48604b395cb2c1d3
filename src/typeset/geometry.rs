//! Places in a laid-out text: carets and rectangles.

use unicode_segmentation::UnicodeSegmentation;

/// To which neighbour a caret belongs where two characters that follow each other in the text do
/// not stand side by side: at a change of direction and at a soft line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Affinity {
    /// To the character before it in the text.
    Upstream,
    /// To the character after it in the text.
    #[default]
    Downstream,
}

/// A place between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Caret {
    /// Byte offset in the text.
    pub byte: usize,
    pub affinity: Affinity,
}

impl Caret {
    pub const fn before(byte: usize) -> Self {
        Self {
            byte,
            affinity: Affinity::Downstream,
        }
    }

    pub const fn after(byte: usize) -> Self {
        Self {
            byte,
            affinity: Affinity::Upstream,
        }
    }
}

/// A rectangle in the paragraph, its origin at the top left.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TextRect {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl TextRect {
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    pub fn contains(&self, x: f32, y: f32) -> bool {
        self.left <= x && x < self.right && self.top <= y && y < self.bottom
    }
}

/// The nearest character boundary at or before `byte`.
pub(crate) fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// How far around a place the bounds of letters are looked for; no letter has that many marks.
const REACH: usize = 256;

/// The letter that holds a byte in its midst ends here; a byte between letters stays.
pub(crate) fn ceil_grapheme(text: &str, byte: usize) -> usize {
    let byte = floor_boundary(text, byte);
    let from = floor_boundary(text, byte.saturating_sub(REACH));
    let to = floor_boundary(text, byte + REACH);
    let around = text.get(from..to).unwrap_or_default();
    around
        .grapheme_indices(true)
        .map(|(at, _)| from + at)
        .find(|at| *at >= byte)
        .unwrap_or(if to == text.len() { to } else { byte })
}

/// Where the letter after a byte ends, or the one before it begins.
pub(crate) fn next_letter(text: &str, byte: usize, forward: bool) -> usize {
    if forward {
        let to = floor_boundary(text, byte + REACH);
        let after = text.get(byte..to).unwrap_or_default();
        byte + after.graphemes(true).next().map_or(0, str::len)
    } else {
        let from = floor_boundary(text, byte.saturating_sub(REACH));
        let before = text.get(from..byte).unwrap_or_default();
        byte - before.graphemes(true).next_back().map_or(0, str::len)
    }
}
