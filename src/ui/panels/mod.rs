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
pub struct Desk<'a> {
    pub workspace: &'a Workspace,
    pub settings: &'a Settings,
    /// What the find bar holds; empty without one.
    pub looked_for: &'a str,
    pub asks: &'a mut Vec<Ask>,
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

impl Desk<'_> {
    pub fn ask(&mut self, ask: Ask) {
        self.asks.push(ask);
    }

    pub fn act(&mut self, action: Action) {
        self.ask(Ask::Act(action));
    }

    pub fn command(&mut self, command: Command) {
        self.ask(Ask::Do(command));
    }
}
