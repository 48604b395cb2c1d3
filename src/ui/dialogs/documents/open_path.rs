//! Opens a file by its path, where the desktop has no file dialog.

use crate::ui::ask::Ask;
use crate::ui::dialogs::{Dialog, Step, buttons, caption, field, focus_once};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Id, Ui};
use std::borrow::Cow;
use std::path::PathBuf;
use turjuman::typeset::EditBuffer;

pub struct OpenPathForm {
    path: EditBuffer,
    is_new: bool,
}

impl OpenPathForm {
    pub fn new(path: &str) -> Self {
        Self {
            path: EditBuffer::single_line(path),
            is_new: true,
        }
    }
}

impl Dialog for OpenPathForm {
    fn title(&self) -> Cow<'static, str> {
        "Open a file".into()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        caption(ui, "Path of a document, or a web address");
        let width = ui.available_width();
        let shown = field(
            ui,
            Id::unique("document path"),
            &mut self.path,
            &text::either(),
            "Path of the file",
            "/home/me/article.txt",
            width,
        );
        focus_once(&shown, &mut self.is_new);
        let path = self.path.text().trim().to_owned();
        let is_good = !path.is_empty();
        let (done, cancelled) = buttons(ui, is_good, "Open");
        if cancelled {
            return Step::Close;
        }
        if is_good && (done || shown.submitted) {
            cx.ask(Ask::Import(vec![from_home(&path)]));
            return Step::Close;
        }
        Step::Stay
    }
}

/// `~` is the home folder; a path copied from a file manager may have quotes or a `file://`.
pub fn from_home(path: &str) -> PathBuf {
    let path = path.trim().trim_matches(['"', '\'']);
    let path = path.strip_prefix("file://").unwrap_or(path);
    match (path.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_as_people_paste_them() {
        assert_eq!(from_home("\"/tmp/a b.txt\""), PathBuf::from("/tmp/a b.txt"));
        assert_eq!(from_home("file:///tmp/a.txt"), PathBuf::from("/tmp/a.txt"));
        assert_eq!(from_home(" a.txt "), PathBuf::from("a.txt"));
    }
}
