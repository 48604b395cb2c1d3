//! Where the columns of the grid stand.

use crate::ui::design_tokens::size;
use crate::ui::settings::Settings;
use eframe::egui::{Rangef, Rect};

/// Horizontal places, the same in every row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Columns {
    /// Number and state.
    pub gutter: Rangef,
    pub source: Rangef,
    pub target: Rangef,
}

impl Columns {
    pub fn new(area: Rect, settings: &Settings) -> Self {
        let left = area.left() + size::GUTTER;
        let right = area.right() - size::GRID_MARGIN;
        let room = (right - left - size::COLUMN_GAP).max(2.0);
        let share = settings.split.clamp(0.2, 0.8);
        let first = (room * share).min(size::WIDEST_COLUMN).floor();
        let second = (room - room * share).min(size::WIDEST_COLUMN).floor();
        let first = Rangef::new(left, left + first);
        let second_left = first.max + size::COLUMN_GAP;
        let second = Rangef::new(second_left, second_left + second);
        let (source, target) = if settings.swap_sides {
            (first, second)
        } else {
            (second, first)
        };
        Self {
            gutter: Rangef::new(area.left(), left),
            source,
            target,
        }
    }

    pub fn source_width(&self) -> f32 {
        self.source.span()
    }

    pub fn target_width(&self) -> f32 {
        self.target.span()
    }

    /// The same columns in a window that begins at 0, so that widths alone are compared.
    pub fn at_origin(self) -> Self {
        let shift =
            |range: Rangef| Rangef::new(range.min - self.gutter.min, range.max - self.gutter.min);
        Self {
            gutter: shift(self.gutter),
            source: shift(self.source),
            target: shift(self.target),
        }
    }
}
