//! A name for a new project.

use super::{Step, buttons, field, focus_once, remark, title};
use crate::ui::panels::Desk;
use crate::ui::text;
use eframe::egui::{Id, Ui};
use turjuman::typeset::EditBuffer;
use turjuman::workspace::Command;

pub struct ProjectForm {
    name: EditBuffer,
    is_new: bool,
}

impl ProjectForm {
    pub fn new() -> Self {
        Self {
            name: EditBuffer::single_line(""),
            is_new: true,
        }
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Step {
        title(ui, "New project");
        let width = ui.available_width();
        let shown = field(
            ui,
            Id::unique("project name"),
            &mut self.name,
            &text::either(),
            "Name of the project",
            "Name: a client, a paper, a month",
            width,
        );
        focus_once(&shown, &mut self.is_new);
        let name = self.name.text().trim().to_owned();
        let is_taken = desk.workspace.project_named(&name).is_some();
        if is_taken {
            remark(ui, "There is a project of that name already.");
        }
        let is_good = !name.is_empty() && !is_taken;
        let (done, cancelled) = buttons(ui, is_good, "Create");
        if cancelled {
            return Step::Close;
        }
        if is_good && (done || shown.submitted) {
            desk.command(Command::CreateProject { name });
            return Step::Close;
        }
        Step::Stay
    }
}
