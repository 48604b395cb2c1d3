//! Terms recognised in the active segment.

use super::{Desk, paint};
use crate::ui::actions::{Action, describe};
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{Palette, palette, size};
use crate::ui::text;
use crate::ui::widgets::{BidiLabel, Decoration, Mark};
use eframe::egui::{self, Align2, FontId, Frame, Id, Margin, Sense, Ui, vec2};
use turjuman::engine::model::{TermId, TermStatus, TermTranslation};
use turjuman::view::{self, TermView};

pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    paint::heading(ui, "TERMS");
    let terms = view::terms(desk.workspace);
    if terms.is_empty() {
        let text = if desk.workspace.active().is_none() {
            "Go to a segment to see its terms."
        } else {
            "No known term here. Select words in the source and press Ctrl+E to add one."
        };
        paint::empty_state(ui, text);
        return;
    }
    for term in &terms {
        card(ui, desk, term);
    }
}

/// The card of an entry, for the focus.
pub fn id(entry: TermId) -> Id {
    Id::new(("term", entry))
}

fn card(ui: &mut Ui, desk: &mut Desk<'_>, term: &TermView) {
    let colours = palette(ui.visuals());
    let background = ui.painter().add(egui::Shape::Noop);
    // The card takes clicks first, so that what stands on it is above it.
    let id = id(term.entry.id);
    let before: Option<egui::Rect> = ui.data(|data| data.get_temp(id));
    let response = before.map(|rect| ui.interact(rect, id, Sense::click()));
    let inner = Frame::new()
        .inner_margin(Margin::symmetric(10, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 1.0;
            head(ui, term, colours);
            translations(ui, desk, term, colours);
            text::line(ui, &term.reason, &reason_style(), colours.muted);
        });
    let rect = inner.response.rect;
    if before != Some(rect) {
        ui.data_mut(|data| data.insert_temp(id, rect));
        ui.ctx().request_repaint();
    }
    let Some(response) = response else { return };
    response.widget_info(|| {
        let translation = term.translation().map_or("", |t| t.text.as_str());
        let label = format!("Term {}, {}: {translation}", term.number, term.entry.source);
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
    if response.clicked()
        && let Some(translation) = term.translation()
    {
        desk.ask(Ask::Insert(translation.text.clone()));
    }
    response.context_menu(|ui| {
        if ui.button("Edit term…").clicked() {
            desk.ask(Ask::EditTerm(term.entry.id));
        }
        if ui.button("Delete term").clicked() {
            desk.ask(Ask::DeleteTerm(term.entry.id));
        }
    });
}

/// Number and keys on the left, the Arabic entry on the right.
fn head(ui: &mut Ui, term: &TermView, colours: &Palette) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(40.0, 25.0), Sense::hover());
        let key = u8::try_from(term.number)
            .ok()
            .and_then(|n| Action::InsertTerm(n).facts().shortcuts.first().copied());
        let text = key.map_or(String::new(), describe);
        let font = FontId::proportional(size::SMALL);
        ui.painter().text(
            rect.left_center(),
            Align2::LEFT_CENTER,
            text,
            font,
            colours.term,
        );
        BidiLabel::new(&term.entry.source, &text::panel_source(), colours.text)
            .one_line()
            .show(ui);
    });
}

fn translations(ui: &mut Ui, desk: &mut Desk<'_>, term: &TermView, colours: &Palette) {
    let preferred = term.translation();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 1.0);
        for translation in &term.entry.translations {
            let shown = one(ui, translation, preferred == Some(translation), colours);
            if shown.clicked() && translation.status != TermStatus::Forbidden {
                desk.ask(Ask::Insert(translation.text.clone()));
            }
        }
    });
}

fn one(
    ui: &mut Ui,
    translation: &TermTranslation,
    is_preferred: bool,
    colours: &Palette,
) -> egui::Response {
    let style = text::panel_target().bold(is_preferred);
    let (ink, strike) = match translation.status {
        TermStatus::Preferred | TermStatus::Admitted => (colours.text, false),
        TermStatus::Deprecated => (colours.muted, false),
        TermStatus::Forbidden => (colours.wrong, true),
    };
    let marks: Vec<Decoration> = strike
        .then(|| Decoration::new(0..translation.text.len(), Mark::StrikeThrough, ink))
        .into_iter()
        .collect();
    let shown = BidiLabel::new(&translation.text, &style, ink)
        .natural_width()
        .sense(Sense::click())
        .decorations(&marks)
        .show(ui);
    let hint = match translation.status {
        TermStatus::Forbidden => "Not to be used".to_owned(),
        TermStatus::Deprecated => "Outdated; click to insert it all the same".to_owned(),
        status => format!("Insert the {} translation", status.name()),
    };
    shown.response.on_hover_text(hint)
}

fn reason_style() -> turjuman::typeset::ParagraphStyle {
    turjuman::typeset::ParagraphStyle {
        size: size::SMALL + 1.0,
        ..text::panel_source()
    }
}
