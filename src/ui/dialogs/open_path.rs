//! Opens a file by its path, where the desktop has no file dialog.

use super::{Step, buttons, caption, field, focus_once, remark, title};
use crate::ui::ask::Ask;
use crate::ui::panels::Desk;
use crate::ui::text;
use eframe::egui::{Id, Ui};
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

    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Step {
        title(ui, "Open a file");
        caption(ui, "Path of a text or Markdown file");
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
        let is_address = is_web_address(&path);
        if is_address {
            remark(ui, ADDRESS_REMARK);
        }
        let is_good = !path.is_empty() && !is_address;
        let (done, cancelled) = buttons(ui, is_good, "Open");
        if cancelled {
            return Step::Close;
        }
        if is_good && (done || shown.submitted) {
            desk.ask(Ask::Import(vec![from_home(&path)]));
            return Step::Close;
        }
        Step::Stay
    }
}

/// What is said about a web address, kindly.
pub const ADDRESS_REMARK: &str = "Turjuman does not fetch web pages yet. Open the page in the browser, copy the article and paste it here with Ctrl+V.";

pub fn is_web_address(text: &str) -> bool {
    let text = text.trim();
    let is_one_word = !text.contains(char::is_whitespace);
    let begins = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    is_one_word && (begins("http://") || begins("https://") || begins("www."))
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
    fn addresses_are_told_from_text() {
        let cases = [
            ("https://example.org/news/1", true),
            (" HTTP://example.org ", true),
            ("www.example.org", true),
            ("https://example.org and more text", false),
            ("/home/me/www.txt", false),
            ("قال لافروف", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_web_address(text), expected, "{text:?}");
        }
    }

    #[test]
    fn paths_are_taken_as_people_paste_them() {
        assert_eq!(from_home("\"/tmp/a b.txt\""), PathBuf::from("/tmp/a b.txt"));
        assert_eq!(from_home("file:///tmp/a.txt"), PathBuf::from("/tmp/a.txt"));
        assert_eq!(from_home(" a.txt "), PathBuf::from("a.txt"));
    }
}
