//! What is shown when no document is open: ways to begin.

use super::ViewContext;
use crate::ui::actions::{Action, describe};
use crate::ui::design_tokens::{palette, size};
use crate::ui::widgets::BidiLabel;
use eframe::egui::{self, CornerRadius, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};
use turjuman::typeset::{Direction, Face, ParagraphStyle};

const WIDTH: f32 = 460.0;

pub fn show(ui: &mut Ui, cx: &mut ViewContext<'_>) {
    let colours = palette(ui.visuals());
    let area = ui.available_rect_before_wrap();
    ui.painter().rect_filled(area, 0.0, colours.page);
    let height = 400.0_f32.min(area.height());
    let rect = Rect::from_center_size(area.center(), vec2(WIDTH.min(area.width()), height));
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect)
            .layout(egui::Layout::top_down(egui::Align::Center)),
    );
    let ui = &mut child;
    let name = ParagraphStyle::new(Face::Arabic, 44.0, 1.5, Direction::RightToLeft).bold(true);
    ui.vertical_centered(|ui| {
        BidiLabel::new("ترجمان", &name, colours.accent)
            .natural_width()
            .show(ui);
    });
    ui.label(
        RichText::new("Turjuman")
            .size(size::TITLE)
            .color(colours.text),
    );
    ui.add_space(4.0);
    ui.label(
        RichText::new("Arabic articles into English, side by side")
            .size(size::TARGET_IN_PANEL)
            .color(colours.muted),
    );
    ui.add_space(22.0);
    drop_zone(ui);
    ui.add_space(14.0);
    for (action, text) in [
        (Action::OpenFiles, "Open a file"),
        (Action::NewFromClipboard, "Paste an article"),
        (Action::OpenSample, "Open the sample"),
    ] {
        way(ui, cx, action, text);
    }
}

fn drop_zone(ui: &mut Ui) {
    let colours = palette(ui.visuals());
    let hovering = ui.input(|input| !input.raw.hovered_files.is_empty());
    let (rect, _) =
        ui.allocate_exact_size(vec2(WIDTH.min(ui.available_width()), 84.0), Sense::hover());
    let ink = if hovering {
        colours.accent
    } else {
        colours.edge
    };
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    let fill = if hovering {
        colours.selection
    } else {
        colours.raised
    };
    ui.painter()
        .rect_filled(rect, CornerRadius::same(size::CORNER), fill);
    ui.painter().extend(egui::Shape::dashed_line(
        &corners,
        Stroke::new(1.2, ink),
        6.0,
        4.0,
    ));
    ui.painter().text(
        pos2(rect.center().x, rect.center().y),
        egui::Align2::CENTER_CENTER,
        "Drop a text or Markdown file here",
        egui::FontId::proportional(size::TARGET_IN_PANEL),
        colours.muted,
    );
}

fn way(ui: &mut Ui, cx: &mut ViewContext<'_>, action: Action, text: &str) {
    let colours = palette(ui.visuals());
    let facts = action.facts();
    let (rect, response) =
        ui.allocate_exact_size(vec2(WIDTH.min(ui.available_width()), 40.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text));
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(size::CORNER), colours.hover);
    }
    let font = egui::FontId::proportional(size::TARGET_IN_PANEL);
    ui.painter().text(
        rect.left_center() + vec2(14.0, 0.0),
        egui::Align2::LEFT_CENTER,
        text,
        font,
        colours.accent,
    );
    let note = facts
        .shortcuts
        .first()
        .map_or(facts.tooltip.to_string(), |keys| describe(*keys));
    ui.painter().text(
        rect.right_center() - vec2(14.0, 0.0),
        egui::Align2::RIGHT_CENTER,
        note,
        egui::FontId::proportional(size::SMALL),
        colours.muted,
    );
    super::paint::focus_ring(ui, &response, rect);
    if response.clicked() {
        cx.act(action);
    }
}
