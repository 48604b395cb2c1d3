//! What is drawn under, behind and through stretches of a text.

use super::text_engine::SetText;
use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2};
use std::ops::Range;

/// The kind of a decoration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A tint behind the letters.
    Background,
    Underline,
    DottedUnderline,
    StrikeThrough,
}

/// A decoration of a stretch of text, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoration {
    pub range: Range<usize>,
    pub mark: Mark,
    pub color: Color32,
}

impl Decoration {
    pub fn new(range: Range<usize>, mark: Mark, color: Color32) -> Self {
        Self { range, mark, color }
    }
}

/// Draws what lies behind the letters.
pub(super) fn paint_behind(
    painter: &Painter,
    text: &SetText,
    origin: Pos2,
    decorations: &[Decoration],
) {
    let of = |decoration: &&Decoration| decoration.mark == Mark::Background;
    for decoration in decorations.iter().filter(of) {
        for rect in text.rects(origin, decoration.range.clone()) {
            let band = letters_band(text, rect);
            painter.rect_filled(band.expand2([1.0, 0.0].into()), 3.0, decoration.color);
        }
    }
}

/// Draws lines under and through the letters.
pub(super) fn paint_lines(
    painter: &Painter,
    text: &SetText,
    origin: Pos2,
    decorations: &[Decoration],
) {
    let pixel = 1.0 / painter.pixels_per_point();
    let width = (text.letter_size() / 16.0 / pixel).round().max(1.0) * pixel;
    for decoration in decorations {
        let stroke = Stroke::new(width, decoration.color);
        for rect in text.rects(origin, decoration.range.clone()) {
            let baseline = rect.top() + text.ascent();
            let below = (baseline + text.letter_size() * 0.28).min(rect.bottom() - width);
            let y = |y: f32| (y / pixel).round() * pixel + width / 2.0;
            match decoration.mark {
                Mark::Background => {}
                Mark::Underline => line(painter, rect, y(below), stroke),
                Mark::StrikeThrough => {
                    line(
                        painter,
                        rect,
                        y(baseline - text.letter_size() * 0.27),
                        stroke,
                    );
                }
                Mark::DottedUnderline => dots(painter, rect, y(below), stroke),
            }
        }
    }
}

/// The part of a line's height that letters take, so that tints of two lines do not touch.
fn letters_band(text: &SetText, line: Rect) -> Rect {
    let baseline = line.top() + text.ascent();
    let top = (baseline - text.letter_size() * 1.05).max(line.top());
    let bottom = (baseline + text.letter_size() * 0.45).min(line.bottom());
    Rect::from_min_max(pos2(line.left(), top), pos2(line.right(), bottom))
}

fn line(painter: &Painter, rect: Rect, y: f32, stroke: Stroke) {
    painter.hline(rect.x_range(), y, stroke);
}

fn dots(painter: &Painter, rect: Rect, y: f32, stroke: Stroke) {
    let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
    painter.extend(Shape::dashed_line(
        &ends,
        stroke,
        stroke.width * 1.5,
        stroke.width * 1.5,
    ));
}
