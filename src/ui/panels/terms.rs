//! Terms recognised in the active segment.

use super::{ViewContext, paint};
use crate::ui::actions::{Action, describe};
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{Palette, palette, size};
use crate::ui::text;
use crate::ui::widgets::{BidiLabel, Decoration, Fit, Mark, TextEngine};
use eframe::egui::{self, Align, Align2, FontId, Frame, Id, Layout, Margin, Sense, Ui, vec2};
use turjuman::engine::model::{TermId, TermStatus, TermTranslation};
use turjuman::typeset::ParagraphStyle;
use turjuman::view::{self, TermView};

/// Room for the key at the left of a card.
const KEY: f32 = 48.0;
const GAP: f32 = 10.0;
const ARABIC_LINE: f32 = 26.0;
const SMALL_LINE: f32 = 20.0;

pub fn show(ui: &mut Ui, cx: &mut ViewContext<'_>) {
    paint::heading(ui, "TERMS");
    let terms = view::terms(cx.workspace);
    if terms.is_empty() {
        let text = if cx.workspace.active().is_none() {
            "Go to a segment to see its terms."
        } else {
            "No known term here. Select words in the source and press Ctrl+E to add one."
        };
        paint::empty_state(ui, text);
        return;
    }
    for term in &terms {
        card(ui, cx, term);
    }
}

/// The card of an entry, for the focus.
pub fn id(entry: TermId) -> Id {
    Id::unique(("term", entry))
}

fn card(ui: &mut Ui, cx: &mut ViewContext<'_>, term: &TermView) {
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
            contents(ui, cx, term, colours);
        });
    let rect = inner.response.rect;
    if before != Some(rect) {
        ui.data_mut(|data| data.insert_temp(id, rect));
        ui.ctx().request_repaint();
    }
    let Some(response) = response else { return };
    response.widget_info(|| {
        let translation = term.translation().map_or("", |t| t.text.as_str());
        let source = &term.entry.source;
        let label = if term.is_guess {
            format!("Term, a guess, {source}: {translation}")
        } else {
            format!("Term {}, {source}: {translation}", term.number)
        };
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
        cx.ask(Ask::Insert(translation.text.clone()));
    }
    response.context_menu(|ui| {
        if ui.button("Edit term…").clicked() {
            cx.ask(Ask::EditTerm(term.entry.id));
        }
        if ui.button("Delete term").clicked() {
            cx.ask(Ask::DeleteTerms(vec![term.entry.id]));
        }
    });
}

/// Translation and Arabic side by side, what else there is to know under them. A long pair stands
/// one under the other.
fn contents(ui: &mut Ui, cx: &mut ViewContext<'_>, term: &TermView, colours: &Palette) {
    let preferred = term.translation();
    let width = |text: &str, style: &ParagraphStyle| width_in_one_line(ui, text, style);
    let arabic = width(&term.entry.source, &text::panel_source());
    let english = preferred.map_or(0.0, |t| width(&t.text, &text::panel_target().bold(true)));
    let side_by_side = KEY + english + GAP + arabic <= ui.available_width();
    row(ui, ARABIC_LINE, |ui| {
        ends(
            ui,
            |ui| {
                let style = text::panel_source();
                BidiLabel::new(&term.entry.source, &style, colours.text)
                    .natural_width()
                    .show(ui);
            },
            |ui| {
                key(ui, term, colours);
                if let Some(translation) = preferred.filter(|_| side_by_side) {
                    one(ui, cx, translation, true, colours);
                }
            },
        );
    });
    if let Some(translation) = preferred.filter(|_| !side_by_side) {
        indented(ui, |ui| one(ui, cx, translation, true, colours));
    }
    let others: Vec<&TermTranslation> = term
        .entry
        .translations
        .iter()
        .filter(|other| preferred != Some(other))
        .collect();
    let width = |text: &str, style: &ParagraphStyle| width_in_one_line(ui, text, style) + GAP;
    let beside: f32 = others
        .iter()
        .map(|other| width(&other.text, &text::panel_target()))
        .sum();
    let side_by_side = KEY + beside + width(&term.reason, &reason_style()) <= ui.available_width();
    if !side_by_side && !others.is_empty() {
        indented(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(GAP, 1.0);
                for other in &others {
                    one(ui, cx, other, false, colours);
                }
            });
        });
    }
    row(ui, SMALL_LINE, |ui| {
        ends(
            ui,
            |ui| {
                BidiLabel::new(&term.reason, &reason_style(), colours.muted)
                    .natural_width()
                    .show(ui);
            },
            |ui| {
                if side_by_side {
                    ui.add_space(KEY);
                    for other in &others {
                        one(ui, cx, other, false, colours);
                    }
                }
            },
        );
    });
}

/// Lines of their own under the translation.
fn indented(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(KEY);
        ui.vertical(contents);
    });
}

fn width_in_one_line(ui: &Ui, text: &str, style: &ParagraphStyle) -> f32 {
    let fit = Fit::Endless { focus: 0 };
    let set = TextEngine::of(ui.ctx()).set(ui.ctx(), text, style, fit, &[]);
    let (left, right) = set.extent();
    right - left
}

fn row(ui: &mut Ui, height: f32, contents: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), height);
    let layout = Layout::right_to_left(Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        contents(ui);
    });
}

/// The right end of a row first, so that the left one is cut short where both are long.
fn ends(ui: &mut Ui, right: impl FnOnce(&mut Ui), left: impl FnOnce(&mut Ui)) {
    right(ui);
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        left(ui);
    });
}

/// The key that inserts the term.
fn key(ui: &mut Ui, term: &TermView, colours: &Palette) {
    let number = u8::try_from(term.number).ok().filter(|number| *number > 0);
    let shortcut = number.and_then(|n| Action::InsertTerm(n).facts().shortcuts.first().copied());
    let text = shortcut.map_or(String::new(), describe);
    let (rect, _) = ui.allocate_exact_size(vec2(KEY - GAP, SMALL_LINE), Sense::hover());
    let font = FontId::proportional(size::SMALL);
    let place = rect.left_center();
    ui.painter()
        .text(place, Align2::LEFT_CENTER, text, font, colours.term);
}

fn one(
    ui: &mut Ui,
    cx: &mut ViewContext<'_>,
    translation: &TermTranslation,
    is_preferred: bool,
    colours: &Palette,
) {
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
    let label = BidiLabel::new(&translation.text, &style, ink)
        .sense(Sense::click())
        .decorations(&marks);
    // One that is longer than the line goes on in the next.
    let fits = width_in_one_line(ui, &translation.text, &style) <= ui.available_width();
    let is_alone = ui.layout().is_vertical();
    let shown = if fits || !is_alone {
        label.natural_width().show(ui)
    } else {
        label.show(ui)
    };
    let hint = match translation.status {
        TermStatus::Forbidden => "Not to be used".to_owned(),
        TermStatus::Deprecated => "Outdated; click to insert it all the same".to_owned(),
        status => format!("Insert the {} translation", status.name()),
    };
    let response = shown.on_hover_text(hint);
    if response.clicked() && translation.status != TermStatus::Forbidden {
        cx.ask(Ask::Insert(translation.text.clone()));
    }
}

fn reason_style() -> ParagraphStyle {
    ParagraphStyle {
        size: size::SMALL + 1.0,
        ..text::panel_source()
    }
}
