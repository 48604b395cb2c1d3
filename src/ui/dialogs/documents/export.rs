//! Writes a document: which format, how it is laid out, where to.

use crate::ui::ask::{Ask, Picking};
use crate::ui::dialogs::{Dialog, Step, buttons, caption, checkbox, field, from_home, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Id, Ui};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use turjuman::engine::model::DocumentId;
use turjuman::typeset::EditBuffer;
use turjuman::workspace::{
    DocumentCommand, ExportFormat, ExportLayout, ExportRequest, ExportScope, Workspace,
};

pub struct ExportForm {
    document: DocumentId,
    format: ExportFormat,
    /// The extension of the document's own format.
    own_extension: &'static str,
    layout: ExportLayout,
    whole_project: bool,
    headline_first: bool,
    path: EditBuffer,
}

impl ExportForm {
    /// For the open document, if one is open.
    pub fn new(workspace: &Workspace, headline_first: bool) -> Option<Self> {
        let document = workspace.document()?;
        let mut form = Self {
            document: document.id(),
            format: ExportFormat::Docx,
            own_extension: document.extension(),
            layout: ExportLayout::Bilingual,
            whole_project: false,
            headline_first,
            path: EditBuffer::single_line(""),
        };
        let path = home().join(file_name(document.name()));
        form.path.set_text(path.display().to_string());
        form.follow_format();
        Some(form)
    }

    fn choose_format(&mut self, ui: &mut Ui) {
        caption(ui, "Format");
        let before = self.format;
        ui.horizontal(|ui| {
            for format in ExportFormat::ALL {
                let name = match format {
                    ExportFormat::Docx => "Word (DOCX)",
                    ExportFormat::Html => "Web page (HTML)",
                    ExportFormat::Text => "Text",
                    ExportFormat::Tmx => "TMX",
                    ExportFormat::Original => "Source format",
                };
                ui.radio_value(&mut self.format, format, name);
            }
        });
        if self.format != before {
            self.follow_format();
        }
    }

    fn choose_layout(&mut self, ui: &mut Ui) {
        caption(ui, "Layout");
        match self.format {
            ExportFormat::Docx | ExportFormat::Html => {
                ui.radio_value(
                    &mut self.layout,
                    ExportLayout::Bilingual,
                    "English and Arabic side by side",
                );
                ui.radio_value(&mut self.layout, ExportLayout::Target, "The English alone");
            }
            ExportFormat::Text => remark(ui, "The English alone, a paragraph a line."),
            ExportFormat::Tmx => remark(ui, "Confirmed segments as translation units."),
            ExportFormat::Original => remark(ui, "The source file with the translation in it."),
        }
    }

    fn choose_path(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> bool {
        ui.horizontal(|ui| {
            let width = ui.available_width() - 92.0;
            let shown = field(
                ui,
                Id::unique("export path"),
                &mut self.path,
                &text::either(),
                "Path of the file to write",
                "/home/me/article.docx",
                width,
            );
            if ui.button("Browse…").clicked() {
                let name = Path::new(self.path.text()).file_name();
                let name = name.map_or(String::new(), |name| name.to_string_lossy().into_owned());
                cx.ask(Ask::Pick(Picking::Export(name)));
            }
            shown.submitted
        })
        .inner
    }

    /// What an unfinished document means for the export.
    fn note(&self, workspace: &Workspace) -> String {
        let Some(document) = workspace.document() else {
            return String::new();
        };
        let (all, confirmed) = document.progress();
        if confirmed == all {
            "Every segment is confirmed.".to_owned()
        } else {
            format!("{confirmed} of {all} segments are confirmed.")
        }
    }

    /// Gives the file the extension of the format.
    fn follow_format(&mut self) {
        let path = PathBuf::from(self.path.text());
        if path.file_name().is_some() {
            let extension = match self.format {
                ExportFormat::Original => self.own_extension,
                format => format.extension(),
            };
            let path = path.with_extension(extension);
            self.path.set_text(path.display().to_string());
        }
    }

    fn request(&self, workspace: &Workspace) -> ExportRequest {
        let scope = match workspace.project() {
            Some((_, name)) if self.whole_project => ExportScope::Project(name.to_owned()),
            _ => ExportScope::Document(self.document),
        };
        ExportRequest {
            scope,
            format: self.format,
            layout: self.layout,
            headline_first: self.headline_first,
            output: from_home(self.path.text()),
        }
    }
}

impl Dialog for ExportForm {
    fn title(&self) -> Cow<'static, str> {
        "Export".into()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        self.choose_format(ui);
        self.choose_layout(ui);
        caption(ui, "What");
        ui.radio_value(&mut self.whole_project, false, "This document");
        ui.radio_value(
            &mut self.whole_project,
            true,
            "All documents of the project",
        );
        if self.format != ExportFormat::Tmx {
            ui.add_space(6.0);
            checkbox(ui, &mut self.headline_first, "Headline first");
        }
        caption(ui, "File");
        let submitted = self.choose_path(ui, cx);
        remark(ui, &self.note(cx.workspace));
        let is_good = !self.path.text().trim().is_empty();
        let (done, cancelled) = buttons(ui, is_good, "Export");
        if cancelled {
            return Step::Close;
        }
        if is_good && (done || submitted) {
            cx.command(DocumentCommand::Export(self.request(cx.workspace)));
            return Step::Close;
        }
        Step::Stay
    }

    fn take_path(&mut self, path: &Path) {
        self.path.set_text(path.display().to_string());
    }
}

fn home() -> PathBuf {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    let home = home.map_or_else(PathBuf::new, PathBuf::from);
    let documents = home.join("Documents");
    if documents.is_dir() { documents } else { home }
}

/// The name of a document as that of a file, without what file systems refuse. The dot at the end
/// takes the extension.
fn file_name(document: &str) -> String {
    let stem = Path::new(document).file_stem();
    let stem = stem.map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
    let clean: String = stem
        .chars()
        .filter(|c| {
            !c.is_control() && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        })
        .take(80)
        .collect();
    let clean = clean.trim().trim_matches('.');
    if clean.is_empty() {
        "translation.txt".into()
    } else {
        format!("{}.txt", clean.replace('.', "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_documents_become_names_of_files() {
        let cases = [
            ("article.txt", "article.txt"),
            ("الهدنة في سوريا", "الهدنة في سوريا.txt"),
            ("a:b?c", "abc.txt"),
            ("", "translation.txt"),
            ("v1.2 final.md", "v1-2 final.txt"),
        ];
        for (name, expected) in cases {
            assert_eq!(file_name(name), expected, "{name:?}");
        }
    }
}
