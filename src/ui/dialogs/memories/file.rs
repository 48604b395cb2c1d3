//! Which file to read into a memory, or to write one to.

use crate::ui::ask::{Ask, Picking};
use crate::ui::dialogs::table_columns::{TableColumns, TableOf};
use crate::ui::dialogs::{
    Dialog, Step, buttons, caption, checkbox, field, focus_once, from_home, remark,
};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{ComboBox, Id, Ui};
use std::borrow::Cow;
use std::path::Path;
use turjuman::engine::model::MemoryId;
use turjuman::typeset::EditBuffer;
use turjuman::workspace::{MAIN_MEMORY, MemoryCommand, TableMapping};

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

    fn choose_memory(&mut self, ui: &mut Ui, cx: &ViewContext<'_>) {
        ComboBox::from_id_salt("memory")
            .selected_text(&self.memory)
            .width(ui.available_width().min(260.0))
            .show_ui(ui, |ui| {
                for (name, _) in cx.workspace.memories() {
                    ui.selectable_value(&mut self.memory, name.to_owned(), name);
                }
            });
    }
}

impl Dialog for MemoryFileForm {
    fn title(&self) -> Cow<'static, str> {
        match self.way {
            MemoryWay::Import => "Import a translation memory".into(),
            MemoryWay::Export => "Export a translation memory".into(),
        }
    }

    fn width(&self) -> f32 {
        self.columns.dialog_width()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let (button, picking) = match self.way {
            MemoryWay::Import => ("Import", Picking::MemoryToRead),
            MemoryWay::Export => ("Export", Picking::MemoryToWrite),
        };
        caption(ui, "Memory");
        self.choose_memory(ui, cx);
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
                    cx.ask(Ask::Pick(picking));
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
            self.columns.follow(from_home(self.path.text()), cx);
            if self.columns.is_shown() {
                self.columns.show(ui, cx);
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
            let command = match self.way {
                MemoryWay::Import => MemoryCommand::Import {
                    into: cx.workspace.memory_to_fill(&self.memory),
                    path,
                    mapping: self.columns.mapping(),
                    keep_before_error: self.keep_before_error,
                },
                MemoryWay::Export => MemoryCommand::Export {
                    // One that is gone meanwhile is refused.
                    memory: cx
                        .workspace
                        .memory_named(&self.memory)
                        .unwrap_or(MemoryId(0)),
                    path,
                },
            };
            cx.command(command);
            return Step::Close;
        }
        Step::Stay
    }

    fn take_path(&mut self, path: &Path) {
        self.path.set_text(path.display().to_string());
    }
}
