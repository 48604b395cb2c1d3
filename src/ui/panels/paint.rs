//! Small drawings that several panels use.

use crate::ui::design_tokens::{Palette, palette, size};
use crate::ui::style::BOLD;
use eframe::egui::{
    self, Align2, Color32, CornerRadius, FontFamily, FontId, Painter, Pos2, Rect, Response, Sense,
    Stroke, StrokeKind, Ui, pos2, vec2,
};
use turjuman::view::RowState;

/// The heading of a part of a panel: `MATCHES`.
pub fn heading(ui: &mut Ui, text: &str) {
    let colours = palette(ui.visuals());
    let font = FontId::new(size::HEADING, FontFamily::Name(BOLD.into()));
    let text = egui::RichText::new(text).font(font).color(colours.muted);
    ui.add(egui::Label::new(text.extra_letter_spacing(0.8)));
}

/// A grey sentence where there is nothing to show.
pub fn empty_state(ui: &mut Ui, text: &str) {
    let colours = palette(ui.visuals());
    ui.label(egui::RichText::new(text).color(colours.muted));
}

/// The colour of a row's bar.
pub fn state_colour(state: RowState, colours: &Palette) -> Color32 {
    match state {
        RowState::Untranslated => colours.untranslated,
        RowState::Draft => colours.draft,
        RowState::Confirmed => colours.confirmed,
        RowState::NotForTranslation => colours.line,
    }
}

/// A small picture of a row's state, so that it is not told by colour alone.
pub fn state_glyph(painter: &Painter, centre: Pos2, state: RowState, colours: &Palette) {
    let r = size::STATE_GLYPH / 2.0;
    match state {
        RowState::Untranslated => {
            let stroke = Stroke::new(1.2, colours.untranslated);
            painter.circle_stroke(centre, r * 0.62, stroke);
        }
        RowState::Draft => pencil(painter, centre, r, colours.draft),
        RowState::Confirmed => {
            let stroke = Stroke::new(1.8, colours.confirmed);
            let point = |x: f32, y: f32| centre + vec2(x, y) * r;
            painter.line(
                vec![point(-0.85, 0.05), point(-0.2, 0.7), point(0.95, -0.7)],
                stroke,
            );
        }
        RowState::NotForTranslation => {
            let stroke = Stroke::new(1.4, colours.untranslated);
            painter.hline(centre.x - r * 0.6..=centre.x + r * 0.6, centre.y, stroke);
        }
    }
}

fn pencil(painter: &Painter, centre: Pos2, r: f32, colour: Color32) {
    let point = |x: f32, y: f32| centre + vec2(x, y) * r;
    let body = [
        point(0.35, -0.95),
        point(0.95, -0.35),
        point(-0.3, 0.85),
        point(-0.95, 0.95),
        point(-0.85, 0.3),
    ];
    painter.line(
        body.iter().copied().chain([body[0]]).collect(),
        Stroke::new(1.2, colour),
    );
}

/// A rounded badge with a short text, in a rectangle.
pub fn badge(painter: &Painter, rect: Rect, text: &str, fill: Color32, ink: Color32) {
    painter.rect_filled(rect, CornerRadius::same(size::CORNER - 1), fill);
    let font = FontId::new(size::SMALL, FontFamily::Name(BOLD.into()));
    painter.text(rect.center(), Align2::CENTER_CENTER, text, font, ink);
}

/// A small switch, on or off.
pub fn switch(ui: &mut Ui, is_on: bool, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(26.0, 15.0), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Switch, ui.is_enabled(), is_on, name)
    });
    let colours = palette(ui.visuals());
    let track = if is_on {
        colours.accent
    } else {
        colours.untranslated
    };
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(8), track);
    let x = if is_on {
        rect.right() - 7.5
    } else {
        rect.left() + 7.5
    };
    painter.circle_filled(pos2(x, rect.center().y), 5.5, colours.raised);
    focus_ring(ui, &response, rect);
    response
}

/// A ring around what has the focus.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect) {
    if response.has_focus() {
        let stroke = Stroke::new(size::FOCUS, palette(ui.visuals()).accent);
        let corner = CornerRadius::same(size::CORNER);
        ui.painter()
            .rect_stroke(rect.expand(2.0), corner, stroke, StrokeKind::Outside);
    }
}
