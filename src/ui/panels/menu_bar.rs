//! The menus, made from the list of actions, and the name of the open document.

use super::Desk;
use crate::ui::actions::{Action, Menu, describe};
use crate::ui::design_tokens::{palette, size};
use crate::ui::settings::{Look, Settings};
use crate::ui::text;
use crate::ui::widgets::BidiLabel;
use eframe::egui::{self, Button, MenuBar, ScrollArea, Ui};
use turjuman::typeset::InvisibleMark;
use turjuman::workspace::Workspace;

/// What is left free above and below a menu.
const MARGIN: f32 = 64.0;

pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    MenuBar::new().ui(ui, |ui| {
        ui.spacing_mut().button_padding = egui::vec2(8.0, 4.0);
        for menu in Menu::ALL {
            ui.menu_button(menu.name(), |ui| {
                // In a small or much enlarged window a menu is longer than there is room for.
                let height = ui.ctx().content_rect().height() - MARGIN;
                ScrollArea::vertical()
                    .max_height(height)
                    .show(ui, |ui| items(ui, desk, menu));
            });
        }
        title(ui, desk.workspace);
    });
}

fn items(ui: &mut Ui, desk: &mut Desk<'_>, menu: Menu) {
    ui.spacing_mut().button_padding = egui::vec2(8.0, 4.0);
    for action in Action::in_menu(menu) {
        if action.begins_group() {
            ui.separator();
        }
        let facts = action.facts();
        let mut button = Button::new(name(action, desk.workspace)).selected(is_on(
            action,
            desk.settings,
            desk.workspace,
        ));
        if let Some(keys) = facts.shortcuts.first() {
            button = button.shortcut_text(describe(*keys));
        }
        let enabled = is_enabled(action, desk.workspace);
        let response = ui.add_enabled(enabled, button);
        if response.on_hover_text(facts.tooltip).clicked() {
            desk.act(action);
            ui.close();
        }
    }
    if menu == Menu::Edit {
        ui.menu_button("Insert invisible mark", |ui| marks(ui, desk));
    }
}

fn marks(ui: &mut Ui, desk: &mut Desk<'_>) {
    for mark in InvisibleMark::all() {
        let button = Button::new(mark.name()).shortcut_text(mark.abbreviation());
        let enabled = desk.workspace.active().is_some();
        if ui.add_enabled(enabled, button).clicked() {
            desk.act(Action::InsertMark(mark));
            ui.close();
        }
    }
}

/// The text of an action, with what it would undo or redo.
pub fn name(action: Action, workspace: &Workspace) -> String {
    let text = action.facts().text.into_owned();
    let (undo, redo) = workspace.undo_titles();
    let what = match action {
        Action::Undo => undo,
        Action::Redo => redo,
        _ => None,
    };
    what.map_or(text.clone(), |what| format!("{text} {what}"))
}

/// Whether an action can do something now.
pub fn is_enabled(action: Action, workspace: &Workspace) -> bool {
    let has_document = workspace.document().is_some();
    let has_segment = workspace.active().is_some();
    let (undo, redo) = workspace.undo_titles();
    match action {
        Action::Undo => undo.is_some(),
        Action::Redo => redo.is_some(),
        Action::CopySource
        | Action::Split
        | Action::Merge
        | Action::SwitchForTranslation
        | Action::InsertMark(_)
        | Action::Confirm => has_segment,
        Action::RemoveDocument
        | Action::Export
        | Action::CopyEnglish
        | Action::PreviousSegment
        | Action::NextSegment
        | Action::NextUntranslated
        | Action::GoToSegment
        | Action::Find
        | Action::FindNext
        | Action::FindPrevious
        | Action::NextPane => has_document,
        Action::ApplyFirstMatch => !workspace.matches().is_empty(),
        Action::ApplyMatch(n) => usize::from(n) <= workspace.matches().len(),
        Action::InsertTerm(n) => usize::from(n) <= workspace.term_suggestions().len(),
        Action::StopJobs => !workspace.progress().is_empty(),
        _ => true,
    }
}

/// Whether a choice is made; for the actions that are choices.
fn is_on(action: Action, settings: &Settings, workspace: &Workspace) -> bool {
    match action {
        Action::SwapSides => settings.swap_sides,
        Action::SerifTarget => settings.lettering.serif_target,
        Action::TurnSource => settings.lettering.turn_source,
        Action::TurnTarget => settings.lettering.turn_target,
        Action::ShowMarks => settings.show_marks,
        Action::ShowDocuments => settings.show_documents,
        Action::ShowSuggestions => settings.show_suggestions,
        Action::FollowSystemTheme => settings.look == Look::System,
        Action::LightTheme => settings.look == Look::Light,
        Action::DarkTheme => settings.look == Look::Dark,
        Action::HighContrastTheme => settings.look == Look::HighContrast,
        Action::SwitchForTranslation => workspace
            .active()
            .and_then(|id| workspace.document()?.segment(id))
            .is_some_and(|segment| segment.for_translation),
        _ => false,
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
