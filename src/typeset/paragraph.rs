//! A laid-out paragraph: its size, where a byte range stands, what lies under a point, and the
//! glyphs to draw.

use super::geometry::{Caret, TextRect};
use super::style::Ink;
use parley::layout::{Layout, PositionedLayoutItem};
use std::ops::Range;

/// Text set in lines. Made by [`super::Typesetter`].
#[derive(Clone)]
pub struct Paragraph {
    pub(super) layout: Layout<Option<Ink>>,
    /// Bytes of the text that are laid out: all of it unless it is very long.
    pub(super) window: Range<usize>,
    pub(super) text_len: usize,
    /// Bytes at which an alef stands that is joined to a lam before it.
    pub(super) lam_alefs: Vec<usize>,
}

/// Glyphs of one font, size and colour, from left to right.
pub struct GlyphRun<'a> {
    inner: parley::layout::GlyphRun<'a, Option<Ink>>,
}

/// A glyph with its origin on the baseline, in the paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    pub id: u32,
    pub x: f32,
    pub y: f32,
}

impl Paragraph {
    /// Height of all lines, in pixels.
    pub fn height(&self) -> f32 {
        self.layout.height()
    }

    /// Width of the longest line, trailing spaces included, in pixels.
    pub fn width(&self) -> f32 {
        self.layout.full_width()
    }

    /// Whether the base direction is right to left.
    pub fn is_rtl(&self) -> bool {
        self.layout.is_rtl()
    }

    /// The bytes of the text that are laid out.
    pub fn window(&self) -> Range<usize> {
        self.window.clone()
    }

    /// Whether the text is too long to be laid out whole.
    pub fn is_partial(&self) -> bool {
        self.window != (0..self.text_len)
    }

    /// A byte of the text as a byte of the layout.
    pub(super) fn to_layout(&self, byte: usize) -> usize {
        byte.clamp(self.window.start, self.window.end) - self.window.start
    }

    /// A byte of the layout as a byte of the text.
    pub(super) fn to_text(&self, byte: usize) -> usize {
        (self.window.start + byte).min(self.window.end)
    }

    /// Rectangles that a byte range covers, one for each stretch of each line, as tall as the
    /// line. Empty for an empty range.
    pub fn rects(&self, range: Range<usize>) -> Vec<TextRect> {
        self.collect_rects(range, 0.0)
    }

    /// Like [`Self::rects`], with a tab `newline_width` wide where a line break is in the range.
    pub fn selection_rects(&self, range: Range<usize>, newline_width: f32) -> Vec<TextRect> {
        self.collect_rects(range, newline_width)
    }

    fn collect_rects(&self, range: Range<usize>, newline_width: f32) -> Vec<TextRect> {
        let mut out = Vec::new();
        if range.start >= range.end {
            return out;
        }
        for index in
            self.line_of(Caret::before(range.start))..=self.line_of(Caret::after(range.end))
        {
            let Some(visual) = self.visual_line(index) else {
                break;
            };
            let rect = |(left, right)| TextRect {
                left,
                right,
                top: visual.line.top,
                bottom: visual.line.bottom,
            };
            out.extend(visual.stretches(&range).into_iter().map(rect));
            let break_selected =
                visual.line.ends_hard && (range.start..range.end).contains(&visual.text_end);
            if newline_width > 0.0 && break_selected {
                let gap = if self.is_rtl() {
                    0
                } else {
                    visual.clusters.len()
                };
                let x = visual.gap_x(gap);
                out.push(rect(if self.is_rtl() {
                    (x - newline_width, x)
                } else {
                    (x, x + newline_width)
                }));
            }
        }
        out
    }

    /// The caret nearest to a point, which may lie outside.
    pub fn hit_test(&self, x: f32, y: f32) -> Caret {
        match self.visual_line(self.line_at(y)) {
            Some(line) => line.caret_at(x),
            None => Caret::before(self.window.start),
        }
    }

    /// The byte of the character under a point, if there is one.
    pub fn byte_at(&self, x: f32, y: f32) -> Option<usize> {
        let line = self.visual_line(self.line_at(y))?;
        let inside = line.line.top <= y && y < line.line.bottom;
        line.clusters
            .iter()
            .find(|cluster| inside && cluster.left <= x && x < cluster.right)
            .map(|cluster| cluster.range.start)
    }

    /// Where a caret is drawn: a rectangle without width, as tall as the letters.
    pub fn caret_rect(&self, caret: Caret) -> TextRect {
        let Some(line) = self.visual_line(self.line_of(caret)) else {
            return TextRect::default();
        };
        let x = match line.gap_of(caret) {
            Some(gap) => line.gap_x(gap),
            None => line.start_x,
        };
        TextRect {
            left: x,
            right: x,
            top: line.line.letters_top,
            bottom: line.line.letters_bottom,
        }
    }

    /// Whether the character a caret belongs to runs right to left.
    pub fn caret_is_rtl(&self, caret: Caret) -> bool {
        self.visual_line(self.line_of(caret))
            .and_then(|line| line.cluster_of(caret).map(|cluster| cluster.rtl))
            .unwrap_or(self.is_rtl())
    }

    /// Whether the line of a caret has text of both directions.
    pub fn line_is_mixed(&self, caret: Caret) -> bool {
        self.visual_line(self.line_of(caret)).is_some_and(|line| {
            let base = self.is_rtl();
            line.clusters.iter().any(|cluster| cluster.rtl != base)
        })
    }

    /// Runs of glyphs, line by line, each line from left to right.
    pub fn glyph_runs(&self) -> impl Iterator<Item = GlyphRun<'_>> {
        self.layout
            .lines()
            .flat_map(|line| line.items())
            .filter_map(|item| match item {
                PositionedLayoutItem::GlyphRun(inner) => Some(GlyphRun { inner }),
                PositionedLayoutItem::InlineBox(_) => None,
            })
    }
}

impl GlyphRun<'_> {
    /// The whole font file.
    pub fn font_bytes(&self) -> &[u8] {
        self.inner.run().font().data.data()
    }

    /// The same for the same font file, different for different ones, while the program runs.
    pub fn font_id(&self) -> u64 {
        self.inner.run().font().data.id()
    }

    /// Which font of a collection file.
    pub fn font_index(&self) -> u32 {
        self.inner.run().font().index
    }

    /// Size in pixels per em.
    pub fn size(&self) -> f32 {
        self.inner.run().font_size()
    }

    /// Normalised variation coordinates as 2.14 fixed-point numbers.
    pub fn coords(&self) -> impl Iterator<Item = i16> {
        self.inner
            .run()
            .normalized_coords()
            .iter()
            .map(|coord| coord.to_bits())
    }

    /// The colour of its span, if one was given.
    pub fn ink(&self) -> Option<Ink> {
        self.inner.style().brush
    }

    pub fn glyphs(&self) -> impl Iterator<Item = Glyph> {
        self.inner.positioned_glyphs().map(|glyph| Glyph {
            id: glyph.id,
            x: glyph.x,
            y: glyph.y,
        })
    }
}
