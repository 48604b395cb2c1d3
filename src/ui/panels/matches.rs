//! What the memories offer for the active segment.

use super::{ViewContext, paint};
use crate::ui::actions::{Action, describe};
use crate::ui::design_tokens::{Palette, palette, size};
use crate::ui::text;
use crate::ui::widgets::{BidiLabel, Decoration, Mark, ink};
use eframe::egui::{self, Color32, Frame, Id, Margin, Rect, Sense, Ui, vec2};
use turjuman::engine::model::DiffKind;
use turjuman::typeset::Span;
use turjuman::view::{self, MatchBand, MatchView};

pub fn show(ui: &mut Ui, cx: &mut ViewContext<'_>) {
    paint::heading(ui, "MATCHES");
    let matches = view::matches(cx.workspace);
    if matches.is_empty() {
        let text = if cx.workspace.active().is_none() {
            "Go to a segment to see what the memory knows."
        } else if cx.workspace.is_looking_up() {
            "Looking in the memory …"
        } else if cx.workspace.used_unit_count() == 0 {
            "The memory is empty. Each segment you confirm goes into it."
        } else {
            "No match above 70 %."
        };
        paint::empty_state(ui, text);
        return;
    }
    for found in &matches {
        card(ui, cx, found);
    }
}

/// The card of a match, for the focus.
pub fn id(number: usize) -> Id {
    Id::unique(("match", number))
}

fn card(ui: &mut Ui, cx: &mut ViewContext<'_>, found: &MatchView) {
    let colours = palette(ui.visuals());
    let key = u8::try_from(found.number).unwrap_or(u8::MAX);
    let action = Action::ApplyMatch(key);
    let id = id(found.number);
    let background = ui.painter().add(egui::Shape::Noop);
    let inner = Frame::new()
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            head(ui, found, action, colours);
            source(ui, found, colours);
            target(ui, found, colours);
            if !found.provenance.is_empty() {
                text::line(ui, &found.provenance, &text::small(), colours.muted);
            }
        });
    let rect = inner.response.rect;
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let label = format!(
            "Match {}, {} %: {}",
            found.number, found.badge, found.target
        );
        egui::WidgetInfo::labeled(egui::Role::Button, true, label)
    });
    let fill = if response.hovered() {
        colours.hover
    } else {
        colours.raised
    };
    let shape = egui::Shape::rect_filled(rect, f32::from(size::CORNER), fill);
    ui.painter().set(background, shape);
    paint::focus_ring(ui, &response, rect);
    if response.on_hover_text(action.hint()).clicked() {
        cx.act(action);
    }
}

fn head(ui: &mut Ui, found: &MatchView, action: Action, colours: &Palette) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 19.0), Sense::hover());
    let badge = Rect::from_min_size(rect.min, vec2(size::BADGE, 18.0));
    let text = found.badge.to_string();
    paint::badge(
        ui.painter(),
        badge,
        &text,
        band_colour(found.band, colours),
        colours.on_badge,
    );
    let font = egui::FontId::proportional(size::SMALL);
    ui.painter().text(
        badge.right_center() + vec2(8.0, 0.0),
        egui::Align2::LEFT_CENTER,
        &found.reason,
        font.clone(),
        colours.muted,
    );
    if let Some(keys) = action.facts().shortcuts.first() {
        ui.painter().text(
            rect.right_center(),
            egui::Align2::RIGHT_CENTER,
            describe(*keys),
            font,
            colours.muted,
        );
    }
}

fn source(ui: &mut Ui, found: &MatchView, colours: &Palette) {
    let marks = found.source.changes.iter().map(|(range, kind)| {
        let (mark, colour) = match kind {
            DiffKind::Inserted => (Mark::Underline, colours.inserted),
            DiffKind::Deleted | DiffKind::Same => (Mark::StrikeThrough, colours.deleted),
        };
        (range.clone(), mark, colour)
    });
    let (spans, decorations): (Vec<Span>, Vec<Decoration>) = marks
        .map(|(range, mark, colour)| {
            (
                Span::coloured(range.clone(), ink(colour)),
                Decoration::new(range, mark, colour),
            )
        })
        .unzip();
    BidiLabel::new(&found.source.text, &text::panel_source(), colours.text)
        .spans(&spans)
        .decorations(&decorations)
        .show(ui);
}

/// The numbers that were put in are marked, since the memory never had them.
fn target(ui: &mut Ui, found: &MatchView, colours: &Palette) {
    let ranges = found.new_numbers.iter().cloned();
    let marks: Vec<Decoration> = ranges
        .flat_map(|range| {
            [
                Decoration::new(range.clone(), Mark::Background, colours.number_tint),
                Decoration::new(range, Mark::Underline, colours.number),
            ]
        })
        .collect();
    BidiLabel::new(&found.target, &text::panel_target(), colours.text)
        .decorations(&marks)
        .show(ui);
}

fn band_colour(band: MatchBand, colours: &Palette) -> Color32 {
    match band {
        MatchBand::Exact => colours.exact,
        MatchBand::NearlyExact => colours.nearly_exact,
        MatchBand::Close => colours.close,
        MatchBand::Distant => colours.distant,
    }
}
