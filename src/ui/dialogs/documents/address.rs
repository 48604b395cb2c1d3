//! Fetches an article by its web address.

use crate::ui::act::FIRST_PROJECT;
use crate::ui::dialogs::{Dialog, Step, buttons, caption, checkbox, field, focus_once, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Id, Ui};
use std::borrow::Cow;
use turjuman::typeset::EditBuffer;
use turjuman::workspace::{DocumentCommand, ImportSource, is_web_address};

pub struct AddressForm {
    address: EditBuffer,
    allow_private: bool,
    is_new: bool,
}

impl AddressForm {
    pub fn new() -> Self {
        Self {
            address: EditBuffer::single_line(""),
            allow_private: false,
            is_new: true,
        }
    }
}

impl Dialog for AddressForm {
    fn title(&self) -> Cow<'static, str> {
        "Open web address".into()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        caption(ui, "Address of the article");
        let width = ui.available_width();
        let shown = field(
            ui,
            Id::unique("web address"),
            &mut self.address,
            &text::either(),
            "Web address",
            "https://…",
            width,
        );
        focus_once(&shown, &mut self.is_new);
        checkbox(
            ui,
            &mut self.allow_private,
            "Allow addresses of this computer and its network",
        );
        let address = self.address.text().trim().to_owned();
        let is_good = is_web_address(&address);
        if !address.is_empty() && !is_good {
            remark(ui, "A web address begins with https:// or http://.");
        }
        let (done, cancelled) = buttons(ui, is_good, "Open");
        if cancelled {
            return Step::Close;
        }
        if is_good && (done || shown.submitted) {
            let source = ImportSource::Address {
                address,
                allow_private: self.allow_private,
            };
            let project = cx.workspace.project();
            let project = project.map_or(FIRST_PROJECT, |(_, name)| name).to_owned();
            cx.command(DocumentCommand::Import {
                project,
                sources: vec![source],
            });
            return Step::Close;
        }
        Step::Stay
    }
}
