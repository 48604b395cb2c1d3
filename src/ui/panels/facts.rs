//! Names, numbers and dates of the active segment; a click writes the English at the caret.

use super::{ViewContext, paint};
use crate::ui::ask::Ask;
use crate::ui::design_tokens::palette;
use crate::ui::text;
use crate::ui::widgets::BidiLabel;
use eframe::egui::{self, Align, Button, Layout, RichText, Ui, vec2};
use turjuman::view::FactView;

const LINE: f32 = 28.0;
/// A further proposal is shown where so much room is left for it.
const LEAST_ROOM: f32 = 110.0;

pub fn show(ui: &mut Ui, cx: &mut ViewContext<'_>, facts: &[FactView]) {
    if facts.is_empty() {
        return;
    }
    ui.add_space(14.0);
    paint::heading(ui, "NAMES, NUMBERS, DATES");
    for fact in facts {
        line(ui, cx, fact);
    }
}

fn line(ui: &mut Ui, cx: &mut ViewContext<'_>, fact: &FactView) {
    let colours = palette(ui.visuals());
    let size = vec2(ui.available_width(), LINE);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(10.0);
        let half = ui.available_width() / 2.0;
        ui.scope(|ui| {
            ui.set_max_width(half);
            BidiLabel::new(&fact.written, &text::panel_source(), colours.muted)
                .natural_width()
                .show(ui);
        });
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (n, proposal) in fact.proposals.iter().enumerate() {
                if n > 0 && ui.available_width() < LEAST_ROOM {
                    break;
                }
                let words = if fact.is_guess {
                    RichText::new(format!("{proposal}?")).color(colours.muted)
                } else {
                    RichText::new(proposal).color(colours.text)
                };
                let button = Button::new(words).truncate().frame_when_inactive(false);
                let hint = if fact.is_guess {
                    format!("Insert “{proposal}”; check it, it is a guess")
                } else {
                    format!("Insert “{proposal}”")
                };
                let response = ui.add(button).on_hover_text(hint);
                response.widget_info(|| {
                    let label = format!("{}: {proposal}", fact.written);
                    egui::WidgetInfo::labeled(egui::Role::Button, true, label)
                });
                if response.clicked() {
                    cx.ask(Ask::Insert(proposal.clone()));
                }
            }
        });
    });
}
