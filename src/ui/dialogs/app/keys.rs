//! All keys on one page.

use crate::ui::actions::{Action, Menu, describe};
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::{self, Dialog, Step};
use crate::ui::panels::{ViewContext, paint};
use eframe::egui::{self, RichText, ScrollArea, Ui};
use std::borrow::Cow;

/// The page of keys.
pub struct KeysPage;

impl Dialog for KeysPage {
    fn title(&self) -> Cow<'static, str> {
        "Keys".into()
    }

    fn width(&self) -> f32 {
        size::WIDE_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, _desk: &mut ViewContext<'_>) -> Step {
        let height = (ui.ctx().content_rect().height() - 180.0).max(200.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.columns(2, |columns| {
                let halves = Menu::ALL.iter().enumerate();
                for (at, menu) in halves {
                    if let Some(column) = columns.get_mut(usize::from(at >= 3)) {
                        group(column, *menu);
                    }
                }
            });
            group_of_editor(ui);
        });
        ui.add_space(8.0);
        if dialogs::close_button(ui) {
            Step::Close
        } else {
            Step::Stay
        }
    }
}

fn group(ui: &mut Ui, menu: Menu) {
    let keyed: Vec<(String, String)> = Action::all()
        .map(Action::facts)
        .filter(|facts| facts.menu == menu && !facts.shortcuts.is_empty())
        .map(|facts| {
            let keys: Vec<String> = facts
                .shortcuts
                .iter()
                .take(2)
                .map(|k| describe(*k))
                .collect();
            (facts.text.into_owned(), keys.join(", "))
        })
        .collect();
    if keyed.is_empty() {
        return;
    }
    paint::heading(ui, &menu.name().to_uppercase());
    for (text, keys) in keyed {
        line(ui, &text, &keys);
    }
    ui.add_space(10.0);
}

fn group_of_editor(ui: &mut Ui) {
    paint::heading(ui, "EDITOR");
    let keys = [
        ("Line break in the translation", "Shift+Enter"),
        ("Word by word", "Ctrl+Left, Ctrl+Right"),
        ("Direction of a field", "Ctrl+Shift+D"),
        ("Numbers of the terms in the source", "hold Alt"),
        ("Back to the translation", "Escape"),
        (
            "Paste an article as a new document",
            "Ctrl+V outside the editor",
        ),
    ];
    for (text, keys) in keys {
        line(ui, text, keys);
    }
}

fn line(ui: &mut Ui, text: &str, keys: &str) {
    let colours = palette(ui.visuals());
    ui.horizontal(|ui| {
        ui.label(text);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(14.0);
            ui.label(RichText::new(keys).size(size::SMALL).color(colours.muted));
        });
    });
}
