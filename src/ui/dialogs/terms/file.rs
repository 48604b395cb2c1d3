//! Which file of terms to read into a termbase, or to write one to.

use crate::ui::ask::{Ask, Picking};
use crate::ui::dialogs::table_columns::{TableColumns, TableOf};
use crate::ui::dialogs::{Dialog, Step, buttons, caption, field, focus_once, from_home, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{ComboBox, Id, Ui};
use std::borrow::Cow;
use std::path::Path;
use turjuman::engine::model::TermbaseId;
use turjuman::typeset::EditBuffer;
use turjuman::workspace::{MAIN_TERMBASE, TermCommand, Workspace};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermWay {
    Import,
    Export,
}

pub struct TermFileForm {
    way: TermWay,
    termbase: String,
    pub path: EditBuffer,
    pub columns: TableColumns,
    is_new: bool,
}

impl TermFileForm {
    pub fn new(way: TermWay) -> Self {
        Self {
            way,
            termbase: MAIN_TERMBASE.to_owned(),
            path: EditBuffer::single_line(""),
            columns: TableColumns::new(TableOf::Terms),
            is_new: true,
        }
    }

    fn choose_termbase(&mut self, ui: &mut Ui, cx: &ViewContext<'_>) {
        ComboBox::from_id_salt("termbase")
            .selected_text(&self.termbase)
            .width(ui.available_width().min(260.0))
            .show_ui(ui, |ui| {
                for name in cx.workspace.termbases() {
                    ui.selectable_value(&mut self.termbase, name.to_owned(), name);
                }
            });
    }

    fn command(&self, workspace: &Workspace) -> TermCommand {
        let path = from_home(self.path.text());
        match self.way {
            TermWay::Import => TermCommand::Import {
                into: workspace.termbase_to_fill(&self.termbase),
                path,
                mapping: self.columns.mapping(),
            },
            TermWay::Export => TermCommand::Export {
                // One that is gone meanwhile is refused.
                termbase: workspace
                    .termbase_named(&self.termbase)
                    .unwrap_or(TermbaseId(0)),
                path,
            },
        }
    }
}

impl Dialog for TermFileForm {
    fn title(&self) -> Cow<'static, str> {
        match self.way {
            TermWay::Import => "Import terms".into(),
            TermWay::Export => "Export terms".into(),
        }
    }

    fn width(&self) -> f32 {
        self.columns.dialog_width()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let (button, picking, kinds) = match self.way {
            TermWay::Import => (
                "Import",
                Picking::TermsToRead,
                "TBX of 2008 and 2019, CSV, TSV and Excel; glossaries of OmegaT and memoQ.",
            ),
            TermWay::Export => (
                "Export",
                Picking::TermsToWrite,
                "The name tells the kind: .tbx, .dca.tbx, .dct.tbx, .csv, .tsv or .xlsx.",
            ),
        };
        caption(ui, "Termbase");
        self.choose_termbase(ui, cx);
        caption(ui, "File");
        let shown = ui
            .horizontal(|ui| {
                let width = ui.available_width() - 92.0;
                let (id, style) = (Id::unique("terms path"), text::either());
                let (label, hint) = ("Path of the file", "/home/me/terms.csv");
                let shown = field(ui, id, &mut self.path, &style, label, hint, width);
                if ui.button("Browse…").clicked() {
                    cx.ask(Ask::Pick(picking));
                }
                shown
            })
            .inner;
        focus_once(&shown, &mut self.is_new);
        remark(ui, kinds);
        if self.way == TermWay::Import {
            self.columns.follow(from_home(self.path.text()), cx);
            if self.columns.is_shown() {
                self.columns.show(ui, cx);
            }
        }
        let is_good = !self.path.text().trim().is_empty() && self.columns.is_complete();
        let (done, cancelled) = buttons(ui, is_good, button);
        if cancelled {
            return Step::Close;
        }
        if is_good && (done || shown.submitted) {
            cx.command(self.command(cx.workspace));
            return Step::Close;
        }
        Step::Stay
    }

    fn take_path(&mut self, path: &Path) {
        self.path.set_text(path.display().to_string());
    }
}
