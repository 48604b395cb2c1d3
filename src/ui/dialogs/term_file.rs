//! Which file of terms to read into a termbase, or to write one to.

use super::table_columns::{TableColumns, TableOf};
use super::{Step, buttons, caption, field, focus_once, open_path::from_home, remark, title};
use crate::ui::ask::{Ask, Picking};
use crate::ui::panels::Desk;
use crate::ui::text;
use eframe::egui::{ComboBox, Id, Ui};
use turjuman::typeset::EditBuffer;
use turjuman::workspace::{Command, MAIN_TERMBASE};

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

    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Step {
        let (heading, button, picking, kinds) = match self.way {
            TermWay::Import => (
                "Import terms",
                "Import",
                Picking::TermsToRead,
                "TBX of 2008 and 2019, CSV, TSV and Excel; glossaries of OmegaT and memoQ.",
            ),
            TermWay::Export => (
                "Export terms",
                "Export",
                Picking::TermsToWrite,
                "The name tells the kind: .tbx, .dca.tbx, .dct.tbx, .csv, .tsv or .xlsx.",
            ),
        };
        title(ui, heading);
        caption(ui, "Termbase");
        self.choose_termbase(ui, desk);
        caption(ui, "File");
        let shown = ui
            .horizontal(|ui| {
                let width = ui.available_width() - 92.0;
                let (id, style) = (Id::unique("terms path"), text::either());
                let (label, hint) = ("Path of the file", "/home/me/terms.csv");
                let shown = field(ui, id, &mut self.path, &style, label, hint, width);
                if ui.button("Browse…").clicked() {
                    desk.ask(Ask::Pick(picking));
                }
                shown
            })
            .inner;
        focus_once(&shown, &mut self.is_new);
        remark(ui, kinds);
        if self.way == TermWay::Import {
            self.columns.follow(from_home(self.path.text()), desk);
            if self.columns.is_shown() {
                self.columns.show(ui, desk);
            }
        }
        let is_good = !self.path.text().trim().is_empty() && self.columns.is_complete();
        let (done, cancelled) = buttons(ui, is_good, button);
        if cancelled {
            return Step::Close;
        }
        if is_good && (done || shown.submitted) {
            desk.command(self.command());
            return Step::Close;
        }
        Step::Stay
    }

    fn choose_termbase(&mut self, ui: &mut Ui, desk: &Desk<'_>) {
        ComboBox::from_id_salt("termbase")
            .selected_text(&self.termbase)
            .width(ui.available_width().min(260.0))
            .show_ui(ui, |ui| {
                for name in desk.workspace.termbases() {
                    ui.selectable_value(&mut self.termbase, name.to_owned(), name);
                }
            });
    }

    fn command(&self) -> Command {
        let (termbase, path) = (self.termbase.clone(), from_home(self.path.text()));
        match self.way {
            TermWay::Import => Command::ImportTerms {
                termbase,
                path,
                mapping: self.columns.mapping(),
            },
            TermWay::Export => Command::ExportTerms { termbase, path },
        }
    }
}
