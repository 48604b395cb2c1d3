//! The letters of one line from left to right, with the byte range and direction of each: the
//! ground on which carets, hit-testing and highlights stand.

use super::geometry::{Affinity, Caret};
use super::paragraph::Paragraph;
use super::style::Brush;
use parley::layout::BreakReason;
use std::ops::Range;

/// A line of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct LineBox {
    /// Bytes of the text, its line break included.
    pub range: Range<usize>,
    pub top: f32,
    pub bottom: f32,
    pub baseline: f32,
    /// Top and bottom of the letters themselves, for a caret that is not as tall as the line.
    pub letters_top: f32,
    pub letters_bottom: f32,
    /// Whether a line break character ends it.
    pub ends_hard: bool,
}

/// A grapheme as far as it lies in one run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ClusterBox {
    pub range: Range<usize>,
    pub left: f32,
    pub right: f32,
    pub rtl: bool,
}

impl ClusterBox {
    /// The caret at the left or right edge, belonging to this cluster.
    fn edge(&self, left: bool) -> Caret {
        if left == self.rtl {
            Caret::after(self.range.end)
        } else {
            Caret::before(self.range.start)
        }
    }

    pub fn left_edge(&self) -> Caret {
        self.edge(true)
    }

    pub fn right_edge(&self) -> Caret {
        self.edge(false)
    }
}

/// A line opened up: what stands where.
#[derive(Debug, Clone)]
pub(super) struct VisualLine {
    pub line: LineBox,
    /// From left to right, without the line break character.
    pub clusters: Vec<ClusterBox>,
    /// Where a line without letters has its caret.
    pub start_x: f32,
    /// End of the text on this line, before a line break character.
    pub text_end: usize,
}

impl VisualLine {
    /// The gap (0 is left of everything) in which a caret stands, if it stands in this line.
    pub fn gap_of(&self, caret: Caret) -> Option<usize> {
        let starting = || {
            self.position(|cluster| {
                cluster.range.start <= caret.byte && caret.byte < cluster.range.end
            })
            .map(|(index, cluster)| index + usize::from(cluster.rtl))
        };
        let ending = || {
            self.position(|cluster| {
                cluster.range.start < caret.byte && caret.byte <= cluster.range.end
            })
            .map(|(index, cluster)| index + usize::from(!cluster.rtl))
        };
        match caret.affinity {
            Affinity::Downstream => starting().or_else(ending),
            Affinity::Upstream => ending().or_else(starting),
        }
    }

    fn position(&self, test: impl Fn(&ClusterBox) -> bool) -> Option<(usize, &ClusterBox)> {
        self.clusters
            .iter()
            .enumerate()
            .find(|(_, cluster)| test(cluster))
    }

    /// The horizontal place of a gap.
    pub fn gap_x(&self, gap: usize) -> f32 {
        let left = gap
            .checked_sub(1)
            .and_then(|index| self.clusters.get(index));
        left.map(|cluster| cluster.right)
            .or_else(|| self.clusters.get(gap).map(|cluster| cluster.left))
            .unwrap_or(self.start_x)
    }

    /// The cluster that a caret belongs to.
    pub fn cluster_of(&self, caret: Caret) -> Option<&ClusterBox> {
        let at = |byte: usize| {
            self.clusters
                .iter()
                .find(|cluster| cluster.range.contains(&byte))
        };
        let before = || caret.byte.checked_sub(1).and_then(at);
        match caret.affinity {
            Affinity::Downstream => at(caret.byte).or_else(before),
            Affinity::Upstream => before().or_else(|| at(caret.byte)),
        }
    }

    /// The caret nearest to `x`. Beyond the letters it is the start or end of the line, whichever
    /// is on that side in a paragraph of this direction.
    pub fn caret_at(&self, x: f32, is_rtl: bool) -> Caret {
        let (Some(first), Some(last)) = (self.clusters.first(), self.clusters.last()) else {
            return Caret::before(self.text_end);
        };
        let beyond = if x < first.left {
            Some(is_rtl)
        } else if x >= last.right {
            Some(!is_rtl)
        } else {
            None
        };
        match beyond {
            Some(true) => return Caret::after(self.text_end),
            Some(false) => return Caret::before(self.line.range.start),
            None => {}
        }
        let hit = self.clusters.iter().find(|cluster| x < cluster.right);
        let hit = hit.unwrap_or(last);
        if x < (hit.left + hit.right) / 2.0 {
            hit.left_edge()
        } else {
            hit.right_edge()
        }
    }

    /// Stretches of the line, left to right, that a byte range covers.
    pub fn stretches(&self, range: &Range<usize>) -> Vec<(f32, f32)> {
        let mut out: Vec<(f32, f32)> = Vec::new();
        let mut adjoining = false;
        for cluster in &self.clusters {
            let covered = cluster.range.start < range.end && range.start < cluster.range.end;
            match out.last_mut() {
                Some(last) if covered && adjoining => last.1 = cluster.right,
                _ if covered => out.push((cluster.left, cluster.right)),
                _ => {}
            }
            adjoining = covered;
        }
        out
    }
}

impl Paragraph {
    /// Lines from top to bottom. There is always at least one.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = LineBox> + DoubleEndedIterator + '_ {
        self.layout.lines().map(|line| self.line_box(&line))
    }

    fn line_box(&self, line: &parley::Line<'_, Brush>) -> LineBox {
        let metrics = line.metrics();
        let range = line.text_range();
        LineBox {
            range: self.to_text(range.start)..self.to_text(range.end),
            top: metrics.block_min_coord,
            bottom: metrics.block_max_coord,
            baseline: metrics.baseline,
            letters_top: metrics.content_block_min_coord.max(metrics.block_min_coord),
            letters_bottom: metrics.content_block_max_coord.min(metrics.block_max_coord),
            ends_hard: line.break_reason() == BreakReason::Explicit,
        }
    }

    pub(super) fn line_count(&self) -> usize {
        self.layout.len()
    }

    /// Top of the line that holds a caret.
    pub fn line_top(&self, caret: Caret) -> f32 {
        self.layout
            .get(self.line_of(caret))
            .map_or(0.0, |line| line.metrics().block_min_coord)
    }

    /// Leftmost and rightmost point of the letters of the first line.
    pub fn extent(&self) -> (f32, f32) {
        let Some(line) = self.visual_line(0) else {
            return (0.0, 0.0);
        };
        let left = line.clusters.first().map_or(line.start_x, |c| c.left);
        let right = line.clusters.last().map_or(line.start_x, |c| c.right);
        (left, right)
    }

    /// Opens up a line; costs time linear in its length.
    pub(super) fn visual_line(&self, index: usize) -> Option<VisualLine> {
        let line = self.layout.get(index)?;
        let info = self.line_box(&line);
        let metrics = line.metrics();
        let left = metrics.offset + metrics.inline_min_coord;
        let order = self.line_order(index, &line);
        let mut clusters: Vec<ClusterBox> = Vec::new();
        let mut tail: Vec<ClusterBox> = Vec::new();
        let mut text_end = info.range.end;
        let mut run_left = left;
        for run in line.runs() {
            let mut x = run_left;
            let shift = order.as_ref().map_or(0.0, |order| order.shift(run.index()));
            for cluster in run.visual_clusters() {
                let bytes = cluster.text_range();
                let range = self.to_text(bytes.start)..self.to_text(bytes.end);
                let cluster_left = x + shift;
                x += cluster.advance();
                if cluster.is_hard_line_break() {
                    text_end = text_end.min(range.start);
                } else if range.start < range.end {
                    let in_tail = order
                        .as_ref()
                        .is_some_and(|order| order.tail.start <= bytes.start);
                    let list = if in_tail { &mut tail } else { &mut clusters };
                    list.push(ClusterBox {
                        range,
                        left: cluster_left,
                        right: x + shift,
                        rtl: cluster.is_rtl(),
                    });
                }
            }
            run_left += run.advance();
        }
        if let Some(order) = &order {
            self.append_tail(&mut clusters, tail, order.tail_x);
        }
        self.widen_lam_alef(&mut clusters);
        let start_x = if self.is_rtl() {
            left + metrics.advance
        } else {
            left
        };
        Some(VisualLine {
            line: info,
            clusters,
            start_x,
            text_end,
        })
    }

    /// Puts the trailing spaces of a line at its end, in the direction of the paragraph.
    fn append_tail(&self, clusters: &mut Vec<ClusterBox>, mut tail: Vec<ClusterBox>, start: f32) {
        let is_rtl = self.is_rtl();
        tail.sort_by_key(|cluster| cluster.range.start);
        let mut x = start;
        for cluster in &mut tail {
            let width = cluster.right - cluster.left;
            cluster.rtl = is_rtl;
            cluster.left = if is_rtl { x - width } else { x };
            cluster.right = cluster.left + width;
            x = if is_rtl { cluster.left } else { cluster.right };
        }
        if is_rtl {
            tail.reverse();
            clusters.splice(0..0, tail);
        } else {
            clusters.append(&mut tail);
        }
    }

    /// Some fonts draw lam-alef with all its width on the lam. Each letter gets half, so that the
    /// caret between them can be seen and the alef clicked.
    fn widen_lam_alef(&self, clusters: &mut [ClusterBox]) {
        for index in 1..clusters.len() {
            let Some([alef, lam]) = clusters.get_mut(index - 1..=index) else {
                continue;
            };
            let joined = alef.rtl && lam.rtl && alef.range.start == lam.range.end;
            if joined && alef.left == alef.right && self.has_lam_alef(alef.range.start) {
                let middle = (lam.left + lam.right) / 2.0;
                alef.right = middle;
                lam.left = middle;
            }
        }
    }

    fn has_lam_alef(&self, alef: usize) -> bool {
        self.lam_alefs.binary_search(&alef).is_ok()
    }

    /// Index of the line at a height; the first and last reach beyond the paragraph.
    pub(super) fn line_at(&self, y: f32) -> usize {
        let found = partition(self.line_count(), |index| {
            self.layout
                .get(index)
                .is_some_and(|line| line.metrics().block_max_coord <= y)
        });
        found.min(self.line_count().saturating_sub(1))
    }

    /// Index of the line that holds a caret.
    pub(super) fn line_of(&self, caret: Caret) -> usize {
        let byte = self.to_layout(caret.byte);
        let last = self.line_count().saturating_sub(1);
        let line = partition(last, |index| {
            self.layout
                .get(index)
                .is_some_and(|line| line.text_range().end <= byte)
        });
        let starts_here = |index: usize| {
            self.layout
                .get(index)
                .is_some_and(|line| line.text_range().start == byte)
        };
        let wrapped_before = line.checked_sub(1).filter(|&previous| {
            self.layout
                .get(previous)
                .is_some_and(|line| line.break_reason() != BreakReason::Explicit)
        });
        match wrapped_before {
            Some(previous) if caret.affinity == Affinity::Upstream && starts_here(line) => previous,
            _ => line,
        }
    }
}

/// First index in `0..len` for which `before` is false.
fn partition(len: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
