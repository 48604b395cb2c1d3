//! How a caret moves through a laid-out text with the arrow keys.
//!
//! Left and right go by what is seen: each key press crosses one letter in the direction of the
//! key. At the edge of a line the caret goes on where the reading goes on: in a right-to-left
//! paragraph "left" at the left edge leads to the right edge of the next line.

use super::geometry::Caret;
use super::lines::VisualLine;
use super::paragraph::Paragraph;

/// A direction on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    Left,
    Right,
}

impl Paragraph {
    /// The caret one letter to the side; the same caret at the end of the text.
    pub fn move_visually(&self, caret: Caret, side: Side) -> Caret {
        let index = self.line_of(caret);
        let Some(line) = self.visual_line(index) else {
            return caret;
        };
        let gap = line.gap_of(caret).unwrap_or(0);
        match cross(&line, gap, side) {
            Some(crossed) => self.onto_next_line(&line, index, crossed, side),
            None => self.leave_line(caret, index, side),
        }
    }

    /// Whether going to `side` means going on in the text.
    pub(super) fn goes_forward(&self, side: Side) -> bool {
        (side == Side::Left) == self.is_rtl()
    }

    /// Behind the last letter of a wrapped line the caret is shown where typing goes on.
    fn onto_next_line(&self, line: &VisualLine, index: usize, caret: Caret, side: Side) -> Caret {
        let wraps = !line.line.ends_hard && index + 1 < self.line_count();
        let at_end = caret.byte == line.line.range.end;
        if wraps && at_end && self.goes_forward(side) {
            Caret::before(caret.byte)
        } else {
            caret
        }
    }

    fn leave_line(&self, caret: Caret, index: usize, side: Side) -> Caret {
        let forward = self.goes_forward(side);
        let target = if forward {
            index + 1
        } else {
            match index.checked_sub(1) {
                Some(previous) => previous,
                None => return caret,
            }
        };
        let Some(line) = self.visual_line(target) else {
            return caret;
        };
        let entered = match (side, line.clusters.first(), line.clusters.last()) {
            (Side::Left, _, Some(last)) => last.right_edge(),
            (Side::Right, Some(first), _) => first.left_edge(),
            _ => Caret::before(line.text_end),
        };
        // Both sides of a soft break are the same place in the text: a key press must not be lost
        // on going from one to the other.
        if entered.byte == caret.byte && !line.clusters.is_empty() {
            let gap = if side == Side::Left {
                line.clusters.len()
            } else {
                0
            };
            return cross(&line, gap, side).unwrap_or(entered);
        }
        entered
    }

    /// The caret at the start of the line that holds `caret`.
    pub fn line_start(&self, caret: Caret) -> Caret {
        match self.visual_line(self.line_of(caret)) {
            Some(line) => Caret::before(line.line.range.start),
            None => caret,
        }
    }

    /// The caret at the end of the line that holds `caret`, before its line break.
    pub fn line_end(&self, caret: Caret) -> Caret {
        match self.visual_line(self.line_of(caret)) {
            Some(line) if line.text_end > line.line.range.start => Caret::after(line.text_end),
            Some(line) => Caret::before(line.text_end),
            None => caret,
        }
    }

    /// The caret `delta` lines below (above, if negative), nearest to `x`. Beyond the first line
    /// it is the start of the text, beyond the last the end.
    pub fn move_lines(&self, caret: Caret, delta: isize, x: f32) -> Caret {
        let index = self.line_of(caret);
        match index.checked_add_signed(delta) {
            None => Caret::before(self.window.start),
            Some(target) => match self.visual_line(target) {
                Some(line) => line.caret_at(x, self.is_rtl()),
                None => Caret::after(self.window.end),
            },
        }
    }

    /// Whether a caret is on the first or last line, as far as laid out.
    pub fn is_on_outer_line(&self, caret: Caret, last: bool) -> bool {
        let index = self.line_of(caret);
        if last {
            index + 1 >= self.line_count()
        } else {
            index == 0
        }
    }
}

/// The caret beyond the cluster next to a gap, belonging to that cluster.
fn cross(line: &VisualLine, gap: usize, side: Side) -> Option<Caret> {
    match side {
        Side::Left => line
            .clusters
            .get(gap.checked_sub(1)?)
            .map(|cluster| cluster.left_edge()),
        Side::Right => line.clusters.get(gap).map(|cluster| cluster.right_edge()),
    }
}
