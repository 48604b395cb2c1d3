//! The line at the foot of the window.

use super::ViewContext;
use crate::ui::actions::Action;
use crate::ui::design_tokens::{palette, size};
use crate::ui::text;
use crate::ui::widgets::BidiLabel;
use eframe::egui::{self, Button, CornerRadius, RichText, Ui};
use turjuman::view::{self, Saving, StatusView};

/// `notice` is what the window wants to say for as long as something is under way.
pub fn show(ui: &mut Ui, cx: &mut ViewContext<'_>, notice: Option<&str>) {
    let status = view::status(cx.workspace);
    let colours = palette(ui.visuals());
    if let Saving::Refused(reason) = &status.saving {
        refused(ui, reason);
        return;
    }
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 7.0;
        let line = words(&status).join("  ·  ");
        ui.label(
            RichText::new(line)
                .size(size::SMALL + 0.5)
                .color(colours.muted),
        );
        for progress in &status.progress {
            ui.label(RichText::new(format!("·  {progress}")).size(size::SMALL + 0.5));
        }
        if !status.progress.is_empty() {
            let stop = Button::new("Stop").small();
            if ui
                .add(stop)
                .on_hover_text(Action::StopJobs.hint())
                .clicked()
            {
                cx.act(Action::StopJobs);
            }
        }
        if let Some(notice) = notice {
            BidiLabel::new(notice, &text::interface(), colours.accent)
                .natural_width()
                .show(ui);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let keys = Button::new(
                RichText::new("Keys F1")
                    .size(size::SMALL)
                    .color(colours.muted),
            );
            if ui.add(keys.frame(false)).clicked() {
                cx.act(Action::ShowKeys);
            }
        });
    });
}

fn words(status: &StatusView) -> Vec<String> {
    let saving = match status.saving {
        Saving::Saving => "saving …",
        Saving::Saved | Saving::Refused(_) => "saved",
    };
    let state = if status.state.is_empty() {
        String::new()
    } else {
        format!("{}, {saving}", status.state)
    };
    let parts = [&status.place, &state, &status.words, &status.memory];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect()
}

/// The disk refuses: said loudly, over the whole line.
fn refused(ui: &mut Ui, reason: &str) {
    let colours = palette(ui.visuals());
    let rect = ui.available_rect_before_wrap();
    ui.painter()
        .rect_filled(rect, CornerRadius::same(size::CORNER), colours.wrong_tint);
    ui.horizontal_centered(|ui| {
        ui.add_space(8.0);
        let message = format!(
            "NOT SAVED: {reason}. What you typed is kept in memory and saved as soon as the disk allows; do not close the window."
        );
        BidiLabel::new(&message, &text::interface(), colours.wrong)
            .one_line()
            .show(ui);
    });
}
