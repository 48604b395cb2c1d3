//! Which TMX or SDLTM file to read into the memory, or which TMX file to write it to.

use super::{Step, buttons, caption, field, focus_once, open_path::from_home, title};
use crate::ui::ask::{Ask, Picking};
use crate::ui::panels::Desk;
use crate::ui::text;
use eframe::egui::{Id, Ui};
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
            is_new: true,
            is_broken: false,
            keep_before_error: false,
        }
    }

    /// After a file was refused: the same once more, with a part of it if so wished.
    pub fn after_error(memory: String, path: &Path) -> Self {
        Self {
            memory,
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
                "Export the translation memory",
                "Export",
                Picking::MemoryToWrite,
            ),
        };
        title(ui, heading);
        caption(
            ui,
            match self.way {
                MemoryWay::Import => "TMX or SDLTM file",
                MemoryWay::Export => "TMX file",
            },
        );
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
        if self.is_broken {
            caption(ui, "This file is broken; nothing of it was imported.");
            ui.checkbox(
                &mut self.keep_before_error,
                "Import what comes before the error",
            );
        }
        let is_good = !self.path.text().trim().is_empty();
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
                    mapping: TableMapping::default(),
                    keep_before_error: self.keep_before_error,
                },
                MemoryWay::Export => Command::ExportMemory { memory, path },
            });
            return Step::Close;
        }
        Step::Stay
    }
}
