//! Places in a laid-out text: carets and rectangles.

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
