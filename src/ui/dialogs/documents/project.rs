//! A name for a new project.

use crate::ui::dialogs::{Dialog, Step, buttons, field, focus_once, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Id, Ui};
use std::borrow::Cow;
use turjuman::typeset::EditBuffer;
use turjuman::workspace::DocumentCommand;

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
}

impl Dialog for ProjectForm {
    fn title(&self) -> Cow<'static, str> {
        "New project".into()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
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
        let is_taken = cx.workspace.project_named(&name).is_some();
        if is_taken {
            remark(ui, "There is a project of that name already.");
        }
        let is_good = !name.is_empty() && !is_taken;
        let (done, cancelled) = buttons(ui, is_good, "Create");
        if cancelled {
            return Step::Close;
        }
        if is_good && (done || shown.submitted) {
            cx.command(DocumentCommand::CreateProject { name });
            return Step::Close;
        }
        Step::Stay
    }
}
