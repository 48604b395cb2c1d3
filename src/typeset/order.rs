//! Rule L1 of the bidirectional algorithm: spaces at the end of a line stand at its end, whatever
//! stands before them. parley orders lines without it, which leaves a gap in the middle of a
//! right-to-left line that wraps after a Latin word.

use super::paragraph::Paragraph;
use super::style::Brush;
use parley::Line;
use std::ops::Range;

/// How the runs of a line move so that its trailing spaces come last.
#[derive(Debug, Clone)]
pub(super) struct LineOrder {
    /// How far each run moves, without its trailing spaces; in visual order.
    shifts: Vec<f32>,
    /// Bytes of the shown text from which on the line is trailing space.
    pub tail: Range<usize>,
    /// Where the trailing spaces begin: the left end of the first, or in a right-to-left paragraph
    /// the right end.
    pub tail_x: f32,
}

impl LineOrder {
    pub fn shift(&self, run: usize) -> f32 {
        self.shifts.get(run).copied().unwrap_or(0.0)
    }
}

impl Paragraph {
    /// How to move the runs of a line; nothing where they stand right.
    pub(super) fn line_order(&self, index: usize, line: &Line<'_, Brush>) -> Option<LineOrder> {
        let tail = self.tails.get(index)?.clone();
        if tail.is_empty() {
            return None;
        }
        let metrics = line.metrics();
        let left = metrics.offset + metrics.inline_min_coord;
        let runs: Vec<(f32, RunParts)> = {
            let mut x = left;
            line.runs()
                .map(|run| {
                    let at = x;
                    x += run.advance();
                    (at, RunParts::new(&run, &tail))
                })
                .collect()
        };
        let tail_width: f32 = runs.iter().map(|(_, parts)| parts.tail).sum();
        let body_width: f32 = runs.iter().map(|(_, parts)| parts.body).sum();
        let is_rtl = self.is_rtl();
        let mut x = if is_rtl { left + tail_width } else { left };
        let mut shifts = Vec::with_capacity(runs.len());
        let mut moved = false;
        for (at, parts) in &runs {
            // In a right-to-left run the spaces at its end stand left of the rest.
            let body_at = at + if parts.rtl { parts.tail } else { 0.0 };
            let wrong_side = parts.tail > 0.0 && parts.rtl != is_rtl;
            moved |= wrong_side || (parts.body > 0.0 && (x - body_at).abs() > 0.01);
            shifts.push(x - body_at);
            x += parts.body;
        }
        let tail_x = if is_rtl {
            left + tail_width
        } else {
            left + body_width
        };
        moved.then_some(LineOrder {
            shifts,
            tail,
            tail_x,
        })
    }
}

/// Widths of a run before and in the trailing space.
struct RunParts {
    body: f32,
    tail: f32,
    rtl: bool,
}

impl RunParts {
    fn new(run: &parley::Run<'_, Brush>, tail: &Range<usize>) -> Self {
        let range = run.text_range();
        let all = run.advance();
        let tail: f32 = if range.end <= tail.start {
            0.0
        } else {
            run.clusters()
                .filter(|cluster| tail.start <= cluster.text_range().start)
                .map(|cluster| cluster.advance())
                .sum()
        };
        Self {
            body: all - tail,
            tail,
            rtl: run.is_rtl(),
        }
    }
}

/// The trailing spaces of each line, as bytes of the shown text, its line break left out.
pub(super) fn tails(layout: &parley::Layout<Brush>, shown: &str) -> Vec<Range<usize>> {
    layout
        .lines()
        .map(|line| {
            let range = line.text_range();
            let text = shown.get(range.clone()).unwrap_or_default();
            let text = text.trim_end_matches(is_line_break);
            let body = text.trim_end_matches(|c| is_space(c) || is_ignored(c));
            let rest = text.get(body.len()..).unwrap_or_default();
            let ignored = rest.len() - rest.trim_start_matches(is_ignored).len();
            range.start + body.len() + ignored..range.start + text.len()
        })
        .collect()
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2029}')
}

/// Whitespace and isolate controls, as rule L1 lists them; tabs too.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\u{B}'
            | '\u{C}'
            | '\u{1F}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200A}'
            | '\u{2028}'
            | '\u{205F}'
            | '\u{3000}'
            | '\u{2066}'..='\u{2069}'
    )
}

/// What rule X9 takes out before ordering.
pub(super) fn is_ignored(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200D}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206A}'..='\u{206F}'
            | '\u{FEFF}'
    ) || (c.is_control() && !is_space(c) && !is_line_break(c))
}
