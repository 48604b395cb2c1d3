//! Native file dialogs, off the thread that draws.

use super::ask::Picking;
use eframe::egui;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

/// What came of a file dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    pub picking: Picking,
    /// Empty where the user cancelled, or where the desktop has no file dialogs.
    pub paths: Vec<PathBuf>,
}

/// Opens file dialogs, one at a time.
pub struct FilePicker {
    report: Sender<Picked>,
    answers: Receiver<Picked>,
    context: egui::Context,
    is_open: bool,
}

impl FilePicker {
    pub fn new(context: &egui::Context) -> Self {
        let (report, answers) = channel();
        Self {
            report,
            answers,
            context: context.clone(),
            is_open: false,
        }
    }

    /// Shows a dialog; answers false where one is open already or none can be shown.
    pub fn open(&mut self, picking: Picking) -> bool {
        if self.is_open || !has_portal() {
            return false;
        }
        let report = self.report.clone();
        let context = self.context.clone();
        let ask = move || {
            let paths = pick(&picking);
            let _ = report.send(Picked { picking, paths });
            context.request_repaint();
        };
        let started = std::thread::Builder::new()
            .name("file dialog".into())
            .spawn(ask);
        self.is_open = started.is_ok();
        self.is_open
    }

    pub fn answer(&mut self) -> Option<Picked> {
        let answer = self.answers.try_recv().ok()?;
        self.is_open = false;
        Some(answer)
    }
}

/// Desktop portals are reached over the session bus; without one there is nobody to ask.
fn has_portal() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let named = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|bus| !bus.is_empty());
    let usual = std::env::var_os("XDG_RUNTIME_DIR")
        .is_some_and(|folder| PathBuf::from(folder).join("bus").exists());
    named || usual
}

fn pick(picking: &Picking) -> Vec<PathBuf> {
    let dialog = rfd::FileDialog::new();
    let one = |path: Option<PathBuf>| path.into_iter().collect();
    match picking {
        Picking::Documents => dialog
            .set_title("Open articles")
            .add_filter("Articles", &["txt", "text", "md", "markdown"])
            .add_filter("All files", &["*"])
            .pick_files()
            .unwrap_or_default(),
        Picking::MemoryToRead => one(dialog
            .set_title("Import a translation memory")
            .add_filter(
                "Translation memories",
                &["tmx", "sdltm", "csv", "tsv", "tab", "txt", "xlsx"],
            )
            .add_filter("All files", &["*"])
            .pick_file()),
        Picking::MemoryToWrite => one(dialog
            .set_title("Export the translation memory")
            .set_file_name("memory.tmx")
            .save_file()),
        Picking::TermsToRead => one(dialog
            .set_title("Import terms")
            .add_filter(
                "Terms",
                &["tbx", "xml", "csv", "tsv", "tab", "txt", "utf8", "xlsx"],
            )
            .add_filter("All files", &["*"])
            .pick_file()),
        Picking::TermsToWrite => one(dialog
            .set_title("Export terms")
            .set_file_name("terms.tbx")
            .save_file()),
        Picking::Export(name) => one(dialog.set_title("Export").set_file_name(name).save_file()),
    }
}
