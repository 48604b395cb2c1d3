//! Asks before something is deleted.

use crate::ui::design_tokens::palette;
use crate::ui::dialogs::{Dialog, Step, buttons};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::Ui;
use std::borrow::Cow;
use turjuman::engine::model::DocumentId;
use turjuman::view::grouped;
use turjuman::workspace::{
    Command, DocumentCommand, MemoryChoice, MemoryCommand, TermCommand, TermbaseChoice,
};

pub struct RemovalForm {
    question: &'static str,
    name: String,
    consequence: String,
    button: &'static str,
    command: Command,
}

impl RemovalForm {
    pub fn document(id: DocumentId, name: String, confirmed: u64) -> Self {
        let consequence = match confirmed {
            0 => "Its drafts are deleted with it. The file it was read from stays.".to_owned(),
            n => format!(
                "Its segments and drafts are deleted with it. Its {} confirmed segments stay in the memory; the file it was read from stays too.",
                grouped(n)
            ),
        };
        Self {
            question: "Remove this document?",
            name,
            consequence,
            button: "Remove",
            command: Command::Documents(DocumentCommand::RemoveDocument(id)),
        }
    }

    pub fn termbase(choice: &TermbaseChoice) -> Self {
        let consequence = match choice.terms {
            0 => "It is empty.".to_owned(),
            1 => "Its one term is deleted with it. Undo brings both back.".to_owned(),
            n => format!(
                "Its {} terms are deleted with it. Undo brings them back.",
                grouped(n)
            ),
        };
        Self {
            question: "Delete this termbase?",
            name: choice.name.clone(),
            consequence,
            button: "Delete",
            command: Command::Terms(TermCommand::DeleteTermbase(choice.id)),
        }
    }

    pub fn memory(choice: &MemoryChoice) -> Self {
        let consequence = match choice.units {
            0 => "It is empty.".to_owned(),
            n => format!(
                "Its {} {} are deleted with it. Undo brings them back for as long as Turjuman stays open.",
                grouped(n),
                if n == 1 { "unit" } else { "units" }
            ),
        };
        Self {
            question: "Delete this memory?",
            name: choice.name.clone(),
            consequence,
            button: "Delete",
            command: Command::Memories(MemoryCommand::Delete(choice.id)),
        }
    }
}

impl Dialog for RemovalForm {
    fn title(&self) -> Cow<'static, str> {
        self.question.into()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let colours = palette(ui.visuals());
        text::label(ui, &self.name, &text::panel_target(), colours.text);
        text::label(ui, &self.consequence, &text::interface(), colours.muted);
        match buttons(ui, true, self.button) {
            (true, _) => {
                cx.command(self.command.clone());
                Step::Close
            }
            (_, true) => Step::Close,
            _ => Step::Stay,
        }
    }
}
