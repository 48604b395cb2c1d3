//! Which file to read into a memory, or to write one to.

use super::table_columns::{TableColumns, TableOf};
use super::{
    Step, buttons, caption, checkbox, field, focus_once, open_path::from_home, remark, title,
};
use crate::ui::ask::{Ask, Picking};
use crate::ui::panels::Desk;
use crate::ui::text;
use eframe::egui::{ComboBox, Id, Ui};
use std::path::Path;
use turjuman::typeset::EditBuffer;
use turjuman::workspace::{Command, MAIN_MEMORY, TableMapping};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemoryWay {
    Import,
    Export,
}

pub struct MemoryFileForm {
    way: MemoryWay,
    /// The memory by name.
    memory: String,
    pub path: EditBuffer,
    pub columns: TableColumns,
    is_new: bool,
    /// The file was refused; what comes before its error can be taken.
    is_broken: bool,
    keep_before_error: bool,
}

impl MemoryFileForm {
    pub fn new(way: MemoryWay) -> Self {
        Self {
            way,
            memory: MAIN_MEMORY.to_owned(),
            path: EditBuffer::single_line(""),
            columns: TableColumns::new(TableOf::Units),
            is_new: true,
            is_broken: false,
            keep_before_error: false,
        }
    }

    /// After a file was refused: the same once more, with a part of it if so wished.
    pub fn after_error(memory: String, path: &Path, mapping: TableMapping) -> Self {
        Self {
            memory,
            columns: TableColumns::chosen_before(TableOf::Units, mapping),
            path: EditBuffer::single_line(path.display().to_string()),
            is_broken: true,
            keep_before_error: true,
            ..Self::new(MemoryWay::Import)
        }
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Step {
        let (heading, button, picking) = match self.way {
            MemoryWay::Import => (
                "Import a translation memory",
                "Import",
                Picking::MemoryToRead,
            ),
            MemoryWay::Export => (
                "Export a translation memory",
                "Export",
                Picking::MemoryToWrite,
            ),
        };
        title(ui, heading);
        caption(ui, "Memory");
        self.choose_memory(ui, desk);
        caption(ui, "File");
        let shown = ui
            .horizontal(|ui| {
                let width = ui.available_width() - 92.0;
                let shown = field(
                    ui,
                    Id::unique("memory path"),
                    &mut self.path,
                    &text::either(),
                    "Path of the file",
                    "/home/me/memory.tmx",
                    width,
                );
                if ui.button("Browse…").clicked() {
                    desk.ask(Ask::Pick(picking));
                }
                shown
            })
            .inner;
        focus_once(&shown, &mut self.is_new);
        remark(
            ui,
            match self.way {
                MemoryWay::Import => "TMX, Trados memories (SDLTM), CSV, TSV and Excel.",
                MemoryWay::Export => "The name tells the kind: .tmx, .csv, .tsv or .xlsx.",
            },
        );
        if self.way == MemoryWay::Import {
            self.columns.follow(from_home(self.path.text()), desk);
            if self.columns.is_shown() {
                self.columns.show(ui, desk);
            }
        }
        if self.is_broken {
            caption(ui, "This file is broken; nothing of it was imported.");
            let label = "Import what comes before the error";
            checkbox(ui, &mut self.keep_before_error, label);
        }
        let is_good = !self.path.text().trim().is_empty() && self.columns.is_complete();
        let (done, cancelled) = buttons(ui, is_good, button);
        if cancelled {
            return Step::Close;
        }
        if is_good && (done || shown.submitted) {
            let path = from_home(self.path.text());
            let memory = self.memory.clone();
            desk.command(match self.way {
                MemoryWay::Import => Command::ImportMemory {
                    memory,
                    path,
                    mapping: self.columns.mapping(),
                    keep_before_error: self.keep_before_error,
                },
                MemoryWay::Export => Command::ExportMemory { memory, path },
            });
            return Step::Close;
        }
        Step::Stay
    }

    fn choose_memory(&mut self, ui: &mut Ui, desk: &Desk<'_>) {
        ComboBox::from_id_salt("memory")
            .selected_text(&self.memory)
            .width(ui.available_width().min(260.0))
            .show_ui(ui, |ui| {
                for (name, _) in desk.workspace.memories() {
                    ui.selectable_value(&mut self.memory, name.to_owned(), name);
                }
            });
    }
}
