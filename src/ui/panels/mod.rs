//! The parts of the window, a file each.

pub mod documents;
pub mod facts;
pub mod find_bar;
pub mod grid;
pub mod matches;
pub mod menu_bar;
pub mod paint;
pub mod status_line;
pub mod terms;
pub mod welcome;

use super::actions::Action;
use super::ask::Ask;
use super::settings::Settings;
use eframe::egui::Id;
use turjuman::workspace::{Command, Workspace};

/// What drawing code is given: the workspace to read, and where to put what the user asks for.
pub struct ViewContext<'a> {
    pub workspace: &'a Workspace,
    pub settings: &'a Settings,
    /// What the find bar holds; empty without one.
    pub looked_for: &'a str,
    pub room: Room,
    pub asks: &'a mut Vec<Ask>,
}

/// What a dialog has for itself, whether it lies over the window or is docked beside the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Of the window a dialog lies over, or as if there were one around a docked panel.
    pub height: f32,
    /// Keys go to it.
    pub has_focus: bool,
    /// It has a heading with a button that closes it.
    pub is_docked: bool,
}

/// Where F6 goes on the right: the first match, else the first term.
pub fn first_suggestion_id(workspace: &Workspace) -> Id {
    if workspace.matches().is_empty()
        && let Some(term) = workspace.term_suggestions().first()
    {
        return terms::id(term.entry.id);
    }
    matches::id(1)
}

impl ViewContext<'_> {
    pub fn ask(&mut self, ask: Ask) {
        self.asks.push(ask);
    }

    pub fn act(&mut self, action: Action) {
        self.ask(Ask::Act(action));
    }

    pub fn command(&mut self, command: impl Into<Command>) {
        self.ask(Ask::Do(command.into()));
    }
}
