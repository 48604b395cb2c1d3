//! A layout in numbers, so that it can be checked against other programs: levels, glyphs, carets.

use super::geometry::Caret;
use super::lines::VisualLine;
use super::order::is_ignored;
use super::paragraph::Paragraph;
use super::style::Direction;
use parley::BaseDirection;
use parley_engine::{Analysis, AnalysisOptions, Analyzer};
use std::ops::Range;

/// One line in numbers. Bytes are those of the text; lengths are pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct LineTrace {
    pub range: Range<usize>,
    pub baseline: f32,
    /// Left and right end of what stands in the line.
    pub extent: (f32, f32),
    pub base_level: u8,
    /// Each character's byte and embedding level after rule L1; none if rule X9 removes it.
    pub levels: Vec<(usize, Option<u8>)>,
    /// From left to right.
    pub runs: Vec<RunTrace>,
    /// Where a caret can stand, by byte, with its place.
    pub carets: Vec<(Caret, f32)>,
}

/// Glyphs of one font and direction.
#[derive(Debug, Clone, PartialEq)]
pub struct RunTrace {
    pub range: Range<usize>,
    pub rtl: bool,
    /// Same as [`super::GlyphRun::font_id`].
    pub font_id: u64,
    pub size: f32,
    /// From left to right.
    pub glyphs: Vec<GlyphTrace>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GlyphTrace {
    pub id: u32,
    /// First byte of the letters it belongs to.
    pub byte: usize,
    /// Where its origin would be without the offset.
    pub x: f32,
    pub advance: f32,
    /// Right and up.
    pub offset: (f32, f32),
}

impl Paragraph {
    /// Every line in numbers. `text` and `direction` are those it was laid out from, without chips.
    pub fn trace(&self, text: &str, direction: Direction) -> Vec<LineTrace> {
        let levels = resolved_levels(text, direction);
        (0..self.line_count())
            .filter_map(|index| self.trace_line(index, text, &levels))
            .collect()
    }

    fn trace_line(
        &self,
        index: usize,
        text: &str,
        resolved: &[(usize, Option<u8>)],
    ) -> Option<LineTrace> {
        let visual = self.visual_line(index)?;
        let tail = self.tails.get(index)?;
        let tail = self.to_text(tail.start)..self.to_text(tail.end);
        let range = visual.line.range.clone();
        let base = u8::from(self.is_rtl());
        let start = resolved.partition_point(|(byte, _)| *byte < range.start);
        let levels = resolved
            .iter()
            .skip(start)
            .take_while(|(byte, _)| *byte < range.end)
            .map(|(byte, level)| {
                let reset = tail.contains(byte);
                (*byte, if reset { level.map(|_| base) } else { *level })
            })
            .collect();
        let left = visual.clusters.first().map_or(visual.start_x, |c| c.left);
        let right = visual.clusters.last().map_or(visual.start_x, |c| c.right);
        Some(LineTrace {
            baseline: visual.line.baseline,
            extent: (left, right),
            base_level: base,
            levels,
            runs: self.trace_runs(index, text),
            carets: carets(&visual),
            range,
        })
    }

    fn trace_runs(&self, index: usize, text: &str) -> Vec<RunTrace> {
        let Some(line) = self.layout.get(index) else {
            return Vec::new();
        };
        let order = self.line_order(index, &line);
        let metrics = line.metrics();
        let mut run_left = metrics.offset + metrics.inline_min_coord;
        let mut out = Vec::new();
        for run in line.runs() {
            let shift = order.as_ref().map_or(0.0, |order| order.shift(run.index()));
            let mut x = run_left + shift;
            let mut glyphs = Vec::new();
            for cluster in run.visual_clusters() {
                let byte = self.to_text(cluster.text_range().start);
                let hidden = cluster.style().brush.hidden;
                for glyph in cluster.glyphs() {
                    if hidden {
                        x += cluster.advance();
                        continue;
                    }
                    glyphs.push(GlyphTrace {
                        id: glyph.id,
                        byte,
                        x,
                        advance: glyph.advance,
                        offset: (glyph.x, -glyph.y),
                    });
                    x += glyph.advance;
                }
            }
            run_left += run.advance();
            let range = run.text_range();
            let range = self.to_text(range.start)..self.to_text(range.end);
            if range.start < range.end.min(text.len()) {
                out.push(RunTrace {
                    range,
                    rtl: run.is_rtl(),
                    font_id: run.font().data.id(),
                    size: run.font_size(),
                    glyphs,
                });
            }
        }
        out
    }
}

/// Carets at both edges of every letter, by byte; where two belong to one byte, both.
fn carets(line: &VisualLine) -> Vec<(Caret, f32)> {
    let mut carets: Vec<(Caret, f32)> = line
        .clusters
        .iter()
        .flat_map(|cluster| {
            [
                (cluster.left_edge(), cluster.left),
                (cluster.right_edge(), cluster.right),
            ]
        })
        .collect();
    if carets.is_empty() {
        carets.push((Caret::before(line.text_end), line.start_x));
    }
    carets.sort_by_key(|(caret, _)| (caret.byte, caret.affinity as u8));
    carets
}

/// The embedding level of each character as the layout's own resolver gives it, before lines are
/// broken.
fn resolved_levels(text: &str, direction: Direction) -> Vec<(usize, Option<u8>)> {
    let options = AnalysisOptions {
        base_direction: match direction {
            Direction::RightToLeft => BaseDirection::Rtl,
            Direction::LeftToRight => BaseDirection::Ltr,
            Direction::Auto => BaseDirection::Auto,
        },
        ..AnalysisOptions::default()
    };
    let mut analysis = Analysis::new();
    Analyzer::new().analyze(text, &options, &mut analysis);
    let levels = analysis.bidi_levels();
    let base = analysis.paragraph_level();
    text.char_indices()
        .enumerate()
        .map(|(index, (byte, c))| {
            let level = levels.get(index).copied().unwrap_or(base).to_u8();
            (byte, (!is_ignored(c)).then_some(level))
        })
        .collect()
}
