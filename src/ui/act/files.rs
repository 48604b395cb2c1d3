//! What goes in and out: documents from files and the clipboard, the English to the clipboard.

use crate::ui::ask::Picking;
use crate::ui::dialogs::OpenPathForm;
use crate::ui::window::Window;
use std::path::PathBuf;
use turjuman::workspace::is_web_address;
use turjuman::workspace::{DocumentCommand, ImportSource};

/// The project of documents that come before there is one.
pub const FIRST_PROJECT: &str = "My project";

impl Window {
    pub(super) fn copy_english(&mut self) {
        let Some(clipping) = self.workspace.clipping(self.settings.headline_first) else {
            self.toasts.say("Open a document first.");
            return;
        };
        if let Err(message) = self.clipboard.copy(clipping.plain, clipping.html) {
            self.toasts.complain(message);
        }
    }

    pub(super) fn pick(&mut self, picking: Picking) {
        if self.picker.open(picking.clone()) {
            return;
        }
        match picking {
            Picking::Documents => {
                let form = OpenPathForm::new("");
                self.dialogs.push(Box::new(form));
            }
            _ => self
                .toasts
                .say("This desktop offers no file dialog; type the path into the field instead."),
        }
    }

    pub(in crate::ui) fn import_files(&mut self, paths: Vec<PathBuf>) {
        let sources = paths.into_iter().map(ImportSource::of).collect();
        self.import(sources);
    }

    /// Pasted text as a document of its own, named by its first words.
    pub(in crate::ui) fn import_text(&mut self, text: String) {
        if text.trim().is_empty() {
            self.toasts.say("There is no text on the clipboard.");
        } else if is_web_address(&text) {
            self.import(vec![ImportSource::of(PathBuf::from(text.trim()))]);
        } else {
            let name = name_of(&text);
            self.import(vec![ImportSource::Text { name, text }]);
        }
    }

    fn import(&mut self, sources: Vec<ImportSource>) {
        let project = self.workspace.project();
        let project = project.map_or(FIRST_PROJECT, |(_, name)| name).to_owned();
        self.apply(DocumentCommand::Import { project, sources });
    }
}

/// The first line of a text, shortened at a word.
fn name_of(text: &str) -> String {
    const LETTERS: usize = 60;
    let line = text
        .lines()
        .map(|line| line.trim().trim_start_matches('#').trim())
        .find(|line| !line.is_empty())
        .unwrap_or("Pasted text");
    let end = line.char_indices().nth(LETTERS).map(|(at, _)| at);
    let Some(end) = end else {
        return line.to_owned();
    };
    let cut = line.get(..end).unwrap_or(line);
    let words = cut.rfind(char::is_whitespace).and_then(|at| cut.get(..at));
    format!("{} …", words.unwrap_or(cut).trim_end())
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn pasted_text_is_named_by_its_first_words() {
        assert_eq!(name_of("\n\n# لافروف: الهدنة\nنص"), "لافروف: الهدنة");
        assert_eq!(name_of(""), "Pasted text");
        let long = "word ".repeat(40);
        let name = name_of(&long);
        assert!(
            name.ends_with("word …") && name.chars().count() <= 62,
            "{name}"
        );
        assert!(name_of(&"x".repeat(500)).chars().count() <= 62);
    }
}
