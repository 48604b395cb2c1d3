//! A laid-out paragraph: its size, where a byte range stands, what lies under a point, and the
//! glyphs to draw.

use super::geometry::{Caret, TextRect};
use super::invisible::InvisibleMark;
use super::lines::{ClusterBox, LineBox};
use super::shown::{ByteMap, Stand, StandIn};
use super::style::{Brush, Ink};
use parley::layout::{Layout, PositionedLayoutItem};
use std::ops::Range;

/// Text set in lines. Made by [`super::Typesetter`].
#[derive(Clone)]
pub struct Paragraph {
    pub(super) layout: Layout<Brush>,
    /// Bytes of the text that are laid out: all of it unless it is very long.
    pub(super) window: Range<usize>,
    pub(super) text_len: usize,
    /// Bytes at which an alef stands that is joined to a lam before it.
    pub(super) lam_alefs: Vec<usize>,
    pub(super) map: ByteMap,
    /// Trailing spaces of each line, as bytes of the shown text.
    pub(super) tails: Vec<Range<usize>>,
    /// What is shown in the place of letters, in order.
    pub(super) stand_ins: Vec<StandIn>,
    /// Bytes of invisible marks, if they are to be shown.
    pub(super) marks: Vec<(usize, InvisibleMark)>,
}

/// A tag in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedChip {
    /// Which of the chips given.
    pub index: usize,
    pub rect: TextRect,
    /// Where letters beside it stand.
    pub baseline: f32,
}

/// An invisible mark in its place, to be drawn in the middle of the rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedMark {
    pub mark: InvisibleMark,
    /// Byte of the text.
    pub byte: usize,
    pub rect: TextRect,
}

/// Glyphs of one font, size and colour, from left to right.
pub struct GlyphRun<'a> {
    inner: parley::layout::GlyphRun<'a, Brush>,
    /// How far it moves to the right.
    shift: f32,
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
        self.map.to_shown(byte)
    }

    /// A byte of the layout as a byte of the text.
    pub(super) fn to_text(&self, byte: usize) -> usize {
        self.map.to_text(byte)
    }

    /// Says that only the first bytes are the text's: the rest was put there to show it is cut.
    pub(super) fn cut_to(&mut self, shown: usize, text_len: usize) {
        self.window = 0..shown;
        self.map.cut_to(shown);
        self.text_len = text_len;
    }

    /// Chips in reading order.
    pub fn chips(&self) -> Vec<PlacedChip> {
        let placed: Vec<(usize, usize)> = self
            .stand_ins
            .iter()
            .filter_map(|stand_in| match stand_in.stand {
                Stand::Chip(index) => Some((self.to_text(stand_in.shown.start), index)),
                _ => None,
            })
            .collect();
        let mut out = Vec::with_capacity(placed.len());
        let bytes = placed.iter().map(|(byte, _)| *byte);
        self.each_cluster(bytes, |line, cluster, nth| {
            let Some((_, index)) = placed.get(nth).copied() else {
                return;
            };
            out.push(PlacedChip {
                index,
                rect: TextRect {
                    left: cluster.left,
                    right: cluster.right,
                    top: line.letters_top,
                    bottom: line.letters_bottom,
                },
                baseline: line.baseline,
            });
        });
        out
    }

    /// Invisible marks with the places of their symbols, if the paragraph was laid out to show
    /// them. A joiner's symbol belongs over the edge of the letter it follows.
    pub fn marks(&self) -> Vec<PlacedMark> {
        let bytes = self.marks.iter().map(|(byte, _)| *byte);
        let mut out = Vec::with_capacity(self.marks.len());
        self.each_cluster(bytes, |line, cluster, nth| {
            let Some((byte, mark)) = self.marks.get(nth).copied() else {
                return;
            };
            let is_alone = cluster.range.start == byte;
            let edge = if cluster.rtl {
                cluster.left
            } else {
                cluster.right
            };
            out.push(PlacedMark {
                mark,
                byte,
                rect: TextRect {
                    left: if is_alone { cluster.left } else { edge },
                    right: if is_alone { cluster.right } else { edge },
                    top: line.letters_top,
                    bottom: line.letters_bottom,
                },
            });
        });
        out
    }

    /// Visits the clusters that hold bytes given in order, opening each line once.
    fn each_cluster(
        &self,
        bytes: impl Iterator<Item = usize>,
        mut visit: impl FnMut(&LineBox, &ClusterBox, usize),
    ) {
        let mut open: Option<(usize, LineBox, Vec<ClusterBox>)> = None;
        for (nth, byte) in bytes.enumerate() {
            let index = self.line_of(Caret::before(byte));
            if open.as_ref().is_none_or(|(shown, ..)| *shown != index) {
                open = self.visual_line(index).map(|visual| {
                    let mut clusters = visual.clusters;
                    clusters.sort_by_key(|cluster| cluster.range.start);
                    (index, visual.line, clusters)
                });
            }
            let Some((_, line, clusters)) = &open else {
                continue;
            };
            let after = clusters.partition_point(|cluster| cluster.range.start <= byte);
            let cluster = after.checked_sub(1).and_then(|at| clusters.get(at));
            if let Some(cluster) = cluster.filter(|cluster| byte < cluster.range.end) {
                visit(line, cluster, nth);
            }
        }
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
            Some(line) => line.caret_at(x, self.is_rtl()),
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

    /// The byte of the character under a point, or of the nearest one in its line.
    pub fn nearest_byte(&self, x: f32, y: f32) -> usize {
        let Some(line) = self.visual_line(self.line_at(y)) else {
            return self.window.start;
        };
        let nearest = line
            .clusters
            .iter()
            .find(|cluster| x < cluster.right)
            .or_else(|| line.clusters.last());
        nearest.map_or(line.text_end, |cluster| cluster.range.start)
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
        (0..self.line_count()).flat_map(|index| self.line_glyph_runs(index))
    }

    /// Runs of glyphs of one line, as far as they are drawn.
    pub(super) fn line_glyph_runs(&self, index: usize) -> impl Iterator<Item = GlyphRun<'_>> {
        let line = self.layout.get(index);
        let order = line.as_ref().and_then(|line| self.line_order(index, line));
        let shift = move |run: usize| order.as_ref().map_or(0.0, |order| order.shift(run));
        line.into_iter()
            .flat_map(|line| line.items())
            .filter_map(move |item| match item {
                PositionedLayoutItem::GlyphRun(inner) if !inner.style().brush.hidden => {
                    let shift = shift(inner.run().index());
                    Some(GlyphRun { inner, shift })
                }
                _ => None,
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
        self.inner.style().brush.ink
    }

    pub fn glyphs(&self) -> impl Iterator<Item = Glyph> {
        let shift = self.shift;
        self.inner.positioned_glyphs().map(move |glyph| Glyph {
            id: glyph.id,
            x: glyph.x + shift,
            y: glyph.y,
        })
    }
}
