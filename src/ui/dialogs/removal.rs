//! Asks before a document is taken out of its project.

use super::{Step, buttons, title};
use crate::ui::design_tokens::palette;
use crate::ui::panels::Desk;
use crate::ui::text;
use eframe::egui::Ui;
use turjuman::engine::model::DocumentId;
use turjuman::view::grouped;
use turjuman::workspace::Command;

pub struct RemovalForm {
    pub document: DocumentId,
    pub name: String,
    pub confirmed: u64,
}

impl RemovalForm {
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Step {
        let colours = palette(ui.visuals());
        title(ui, "Remove this document?");
        text::label(ui, &self.name, &text::panel_target(), colours.text);
        let what = match self.confirmed {
            0 => "Its drafts are deleted with it. The file it was read from stays.".to_owned(),
            n => format!(
                "Its segments and drafts are deleted with it. Its {} confirmed segments stay in the memory; the file it was read from stays too.",
                grouped(n)
            ),
        };
        text::label(ui, &what, &text::interface(), colours.muted);
        match buttons(ui, true, "Remove") {
            (true, _) => {
                desk.command(Command::RemoveDocument(self.document));
                Step::Close
            }
            (_, true) => Step::Close,
            _ => Step::Stay,
        }
    }
}
