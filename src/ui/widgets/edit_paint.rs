//! The caret, and the line under what an input method composes.

use super::text_engine::{SetText, TextColors};
use eframe::egui::{Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};
use turjuman::typeset::{Caret, EditBuffer};

/// Draws the caret if it is in the lit part of its blinking, and asks to be woken for the rest.
pub(super) fn paint_blinking_caret(
    ui: &Ui,
    painter: &Painter,
    text: &SetText,
    origin: Pos2,
    caret: Caret,
    colors: &TextColors,
    idle: f64,
) {
    let cursor = &ui.visuals().text_cursor;
    let (on, off) = (
        f64::from(cursor.on_duration),
        f64::from(cursor.off_duration),
    );
    let cycle = on + off;
    if !cursor.blink || cycle <= 0.0 {
        paint_caret(painter, text, origin, caret, colors);
        return;
    }
    let time = idle.max(0.0) % cycle;
    let wake = if time < on {
        paint_caret(painter, text, origin, caret, colors);
        on - time
    } else {
        cycle - time
    };
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_secs_f64(wake));
}

/// A caret, two pixels wide at usual scales. Where a line has both directions it carries a small
/// flag that points to where the next letter of its script goes.
fn paint_caret(painter: &Painter, text: &SetText, origin: Pos2, caret: Caret, colors: &TextColors) {
    let pixel = 1.0 / painter.pixels_per_point();
    let rect = caret_bar(text, origin, caret, pixel);
    painter.rect_filled(rect, 0.0, colors.caret);
    let paragraph = text.paragraph();
    if paragraph.line_is_mixed(caret) {
        let size = (text.letter_size() * 0.28).max(4.0);
        let left = paragraph.caret_is_rtl(caret);
        let (edge, tip) = if left {
            (rect.right(), rect.left() - size)
        } else {
            (rect.left(), rect.right() + size)
        };
        painter.add(Shape::convex_polygon(
            vec![
                pos2(edge, rect.top()),
                pos2(tip, rect.top()),
                pos2(edge, rect.top() + size),
            ],
            colors.caret,
            Stroke::NONE,
        ));
    }
}

/// The bar of the caret, on whole pixels.
pub(super) fn caret_bar(text: &SetText, origin: Pos2, caret: Caret, pixel: f32) -> Rect {
    let place = text.caret_rect(origin, caret);
    let baseline = origin.y + text.baseline_of(caret);
    let top = (baseline - text.letter_size() * 1.05).max(place.top());
    let bottom = (baseline + text.letter_size() * 0.35).min(place.bottom());
    let width = (1.5 / pixel).round().max(1.0) * pixel;
    let left = ((place.left() - width / 2.0) / pixel).round() * pixel;
    let snap = |y: f32| (y / pixel).round() * pixel;
    Rect::from_min_size(
        pos2(left, snap(top)),
        vec2(width, (snap(bottom) - snap(top)).max(pixel)),
    )
}

/// Underlines what is being composed.
pub(super) fn paint_composition(
    painter: &Painter,
    text: &SetText,
    origin: Pos2,
    buffer: &EditBuffer,
    colors: &TextColors,
) {
    let Some(composition) = buffer.composition() else {
        return;
    };
    for rect in text.rects(origin, composition.range.clone()) {
        let y = (rect.top() + text.ascent() + text.letter_size() * 0.3).min(rect.bottom() - 1.0);
        painter.hline(rect.x_range(), y, Stroke::new(1.0, colors.text));
    }
}
