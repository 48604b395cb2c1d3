//! How a paragraph is to look.

use std::ops::Range;

/// A family of fonts. Each falls back on the others for letters it lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// Naskh, for Arabic.
    Arabic,
    /// Latin without serifs.
    Sans,
    /// Latin with serifs.
    Serif,
}

/// The base direction of a paragraph: where its lines begin and how neutral characters order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    RightToLeft,
    LeftToRight,
    /// That of the first letter that has one. For search fields; a text being translated has a
    /// known direction and should not jump when its first word is in the other script.
    Auto,
}

/// The colour of a span, four bytes that only the painter interprets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Ink(pub [u8; 4]);

/// What parley carries along for each stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Brush {
    pub ink: Option<Ink>,
    /// Its glyphs are not drawn: something else is shown in their place.
    pub hidden: bool,
}

/// The look of a whole paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParagraphStyle {
    pub face: Face,
    /// Size of the letters, in pixels.
    pub size: f32,
    /// Distance of the lines as a multiple of `size`.
    pub line_height: f32,
    pub bold: bool,
    pub italic: bool,
    pub direction: Direction,
}

impl ParagraphStyle {
    pub const fn new(face: Face, size: f32, line_height: f32, direction: Direction) -> Self {
        Self {
            face,
            size,
            line_height,
            bold: false,
            italic: false,
            direction,
        }
    }

    pub const fn bold(mut self, bold: bool) -> Self {
        self.bold = bold;
        self
    }

    pub const fn italic(mut self, italic: bool) -> Self {
        self.italic = italic;
        self
    }

    /// The same style in other units, such as physical pixels instead of points.
    pub fn scaled(mut self, factor: f32) -> Self {
        self.size *= factor;
        self
    }

    /// The height of one line, a whole number of pixels.
    pub fn line_pixels(&self) -> f32 {
        let height = (self.letter_pixels() * self.line_height).round();
        if height.is_finite() {
            height.clamp(1.0, 10_000.0)
        } else {
            1.0
        }
    }

    /// `size` within what can be laid out.
    pub(crate) fn letter_pixels(&self) -> f32 {
        if self.size.is_finite() {
            self.size.clamp(1.0, 1_000.0)
        } else {
            1.0
        }
    }
}

/// A part of a text that looks different. Later spans win over earlier ones where they overlap.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Span {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub ink: Option<Ink>,
    pub bold: bool,
    pub italic: bool,
}

impl Span {
    pub const fn coloured(range: Range<usize>, ink: Ink) -> Self {
        Self {
            range,
            ink: Some(ink),
            bold: false,
            italic: false,
        }
    }

    pub const fn bold(range: Range<usize>) -> Self {
        Self {
            range,
            ink: None,
            bold: true,
            italic: false,
        }
    }
}
