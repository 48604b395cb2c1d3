//! The menus, made from the list of actions, and the name of the open document.

use super::ViewContext;
use crate::ui::actions::{Action, Menu, describe};
use crate::ui::design_tokens::{palette, size};
use crate::ui::text;
use crate::ui::widgets::BidiLabel;
use eframe::egui::{self, Button, MenuBar, ScrollArea, Ui};
use turjuman::typeset::InvisibleMark;
use turjuman::workspace::Workspace;

/// What is left free above and below a menu.
const MARGIN: f32 = 64.0;

pub fn show(ui: &mut Ui, cx: &mut ViewContext<'_>) {
    MenuBar::new().ui(ui, |ui| {
        ui.spacing_mut().button_padding = egui::vec2(8.0, 4.0);
        for menu in Menu::ALL {
            ui.menu_button(menu.name(), |ui| {
                // In a small or much enlarged window a menu is longer than there is room for.
                let height = ui.ctx().content_rect().height() - MARGIN;
                ScrollArea::vertical()
                    .max_height(height)
                    .show(ui, |ui| items(ui, cx, menu));
            });
        }
        title(ui, cx.workspace);
    });
}

fn items(ui: &mut Ui, cx: &mut ViewContext<'_>, menu: Menu) {
    ui.spacing_mut().button_padding = egui::vec2(8.0, 4.0);
    for action in Action::in_menu(menu) {
        let facts = action.facts();
        if facts.begins_group {
            ui.separator();
        }
        let mut button = Button::new(action.name(cx.workspace))
            .selected(action.is_on(cx.settings, cx.workspace));
        if let Some(keys) = facts.shortcuts.first() {
            button = button.shortcut_text(describe(*keys));
        }
        let enabled = action.is_enabled(cx.workspace);
        let response = ui.add_enabled(enabled, button);
        if response.on_hover_text(facts.tooltip).clicked() {
            cx.act(action);
            ui.close();
        }
    }
    if menu == Menu::Edit {
        ui.menu_button("Insert invisible mark", |ui| marks(ui, cx));
    }
}

fn marks(ui: &mut Ui, cx: &mut ViewContext<'_>) {
    for mark in InvisibleMark::all() {
        let button = Button::new(mark.name()).shortcut_text(mark.abbreviation());
        let enabled = Action::InsertMark(mark).is_enabled(cx.workspace);
        if ui.add_enabled(enabled, button).clicked() {
            cx.act(Action::InsertMark(mark));
            ui.close();
        }
    }
}

/// The name of the document, in the middle of what is left.
fn title(ui: &mut Ui, workspace: &Workspace) {
    let Some(document) = workspace.document() else {
        return;
    };
    let colours = palette(ui.visuals());
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.add_space(f32::from(size::PANEL_MARGIN));
        BidiLabel::new(document.name(), &text::interface(), colours.muted)
            .natural_width()
            .show(ui);
    });
}
