//! What the window shows: choices of its look, dialogs, the find bar, the focus.

use crate::ui::actions::Action;
use crate::ui::dialogs::{self, Beginning, Dialog};
use crate::ui::dock::PanelKind;
use crate::ui::editing::Pane;
use crate::ui::panels;
use crate::ui::panels::find_bar::FindBar;
use crate::ui::settings::{Column, Look};
use crate::ui::window::Window;
use eframe::egui::Context;
use turjuman::workspace::CoreCommand;

impl Window {
    pub(super) fn choose_font(&mut self, context: &Context, column: Column, family: String) {
        let name = column.font_setting().to_owned();
        if self.apply(CoreCommand::Remember {
            name,
            value: family,
        }) && let Err(error) = self.install_fonts(context)
        {
            self.toasts.complain(error.to_string());
        }
    }

    /// Choices of how the window looks.
    pub(super) fn choose(&mut self, action: Action) -> bool {
        let settings = &mut self.settings;
        match action {
            Action::SwapSides => flip(&mut settings.swap_sides),
            Action::SerifTarget => flip(&mut settings.lettering.serif_target),
            Action::TurnSource => flip(&mut settings.lettering.turn_source),
            Action::TurnTarget => flip(&mut settings.lettering.turn_target),
            Action::ShowMarks => flip(&mut settings.show_marks),
            Action::ShowDocuments => flip(&mut settings.show_documents),
            Action::ShowSuggestions => flip(&mut settings.show_suggestions),
            Action::FollowSystemTheme => settings.look = Look::System,
            Action::LightTheme => settings.look = Look::Light,
            Action::DarkTheme => settings.look = Look::Dark,
            Action::HighContrastTheme => settings.look = Look::HighContrast,
            Action::LargerSource => settings.lettering.larger_source(true),
            Action::SmallerSource => settings.lettering.larger_source(false),
            Action::LargerTarget => settings.lettering.larger_target(true),
            Action::SmallerTarget => settings.lettering.larger_target(false),
            Action::ZoomIn => settings.zoom_step(true),
            Action::ZoomOut => settings.zoom_step(false),
            Action::ZoomReset => settings.zoom = 1.0,
            _ => return false,
        }
        true
    }

    pub(super) fn open_dialog(&mut self, action: Action) {
        let source = self
            .editing
            .as_ref()
            .map_or("", |e| e.source.selected_text());
        let from = Beginning {
            workspace: &self.workspace,
            settings: &self.settings,
            source,
            selected: &self.selected_text(),
        };
        if let Some(dialog) = dialogs::of_action(action, &from) {
            self.open(dialog);
        } else {
            self.toasts.say("Open a document first.");
        }
    }

    /// Shows a dialog: docked where it can stay open, else over the window.
    pub(super) fn open(&mut self, dialog: Box<dyn Dialog>) {
        match dialog.panel() {
            Some(kind) => {
                self.focus = None;
                self.dock.open(kind, dialog, &mut self.settings.dock);
                // The panel may cover the row that is being worked on.
                if let Some(active) = self.workspace.active() {
                    self.reveal(active);
                }
            }
            None => self.dialogs.push(dialog),
        }
    }

    /// Opens the panels that were open when the program ended.
    pub(in crate::ui) fn restore_panels(&mut self) {
        for kind in PanelKind::ALL {
            if self.settings.dock.is_open(kind) {
                self.dock.restore(kind, dialogs::of_panel(kind));
            }
        }
    }

    /// What is selected in the target, else in the source.
    fn selected_text(&self) -> String {
        let Some(editing) = &self.editing else {
            return String::new();
        };
        let target = editing.target.selected_text();
        if target.is_empty() {
            editing.source.selected_text().to_owned()
        } else {
            target.to_owned()
        }
    }

    pub(super) fn open_find(&mut self) {
        let selected = self.selected_text();
        match &mut self.find {
            Some(find) => find.take_focus(),
            None => self.find = Some(FindBar::new(&selected)),
        }
    }

    pub(in crate::ui) fn find(&mut self, forward: bool) {
        let Some(document) = self.workspace.document() else {
            return;
        };
        let row = self.workspace.active().and_then(|id| document.row_of(id));
        match &mut self.find {
            Some(find) => find.start(row, document.len(), forward),
            None => self.open_find(),
        }
    }

    pub(super) fn go_to_next_pane(&mut self, context: &Context) {
        let is_in_dock = self.dock.has_focus();
        if is_in_dock && self.dock.focus_next(&self.settings.dock) {
            return;
        }
        let panes = [
            Pane::Target.id(),
            Pane::Source.id(),
            panels::first_suggestion_id(&self.workspace),
        ];
        let focused = context.memory(|memory| memory.focused());
        let at = panes.iter().position(|id| Some(*id) == focused);
        let is_last = at == Some(panes.len() - 1);
        if is_last && self.dock.focus_next(&self.settings.dock) {
            return;
        }
        let next = at.map_or(0, |at| (at + 1) % panes.len());
        if let Some(id) = panes.get(next) {
            context.memory_mut(|memory| memory.request_focus(*id));
        }
    }
}

fn flip(choice: &mut bool) {
    *choice = !*choice;
}
