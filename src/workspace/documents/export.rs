//! Documents out: files written beside and renamed, and the clipboard.

use super::command::{Event, ExportFormat, ExportLayout, ExportRequest, ExportScope};
use super::{Documents, OpenDocument};
use crate::engine::exchange::tmx;
use crate::engine::formats;
use crate::engine::model::{
    ClipboardText, DocumentId, ExportDocument, ExportOptions, ExportRow, ExportedFile, Language,
    ProjectId,
};
use crate::jobs::Ticket;
use crate::store::WorkspaceFile;
use crate::workspace::Workspace;
use crate::workspace::core::{Core, Slot, WorkspaceError, read_error, write_file};
use std::sync::Arc;

const EXPORT: Slot = Slot::shown("export", "exporting");

/// A document of an export: the open one as it is now, or one to be read from the store.
enum Part {
    Open(Box<ExportDocument>),
    Stored(DocumentId),
}

impl Documents {
    pub(in crate::workspace) fn export(
        &mut self,
        core: &mut Core,
        request: ExportRequest,
    ) -> Result<(), WorkspaceError> {
        let (title, ids) = match &request.scope {
            ExportScope::Document(id) => {
                let head = self.heads.iter().find(|row| row.id == *id);
                let head = head.ok_or(WorkspaceError::NoDocument)?;
                (head.name.clone(), vec![*id])
            }
            ExportScope::Project(name) => {
                let project = core
                    .projects
                    .named(name)
                    .ok_or_else(|| WorkspaceError::NoProject(name.clone()))?;
                let rows = core.reader.documents(project).map_err(read_error)?;
                (name.clone(), rows.into_iter().map(|row| row.id).collect())
            }
        };
        let parts: Vec<Part> = ids
            .into_iter()
            .map(|id| match &self.open {
                Some(open) if open.id() == id => {
                    let project = core.projects.name_of(open.project());
                    Part::Open(Box::new(as_export(open, project)))
                }
                _ => Part::Stored(id),
            })
            .collect();
        let projects = core.projects.rows.iter();
        let names: Vec<(ProjectId, String)> =
            projects.map(|row| (row.id, row.name.clone())).collect();
        let file = Arc::clone(&core.file);
        let slot = core.beside(EXPORT);
        let work = move |_: &Ticket| {
            let project_name = |id| {
                names
                    .iter()
                    .find(|(project, _)| *project == id)
                    .map(|(_, name)| name.clone())
                    .unwrap_or_default()
            };
            gather(parts, &file, project_name)
                .and_then(|documents| write_export(title, documents, &request))
        };
        core.spawn(slot, work, |workspace, written| {
            workspace.core.finish(written);
        });
        Ok(())
    }
}

impl Workspace {
    /// The English of the open document with its paragraphs, as text and HTML.
    pub fn clipping(&self, headline_first: bool) -> Option<ClipboardText> {
        let open = self.documents.open.as_ref()?;
        let document = as_export(open, self.core.projects.name_of(open.project()));
        let options = ExportOptions { headline_first };
        Some(formats::target_html::target_clipboard(&document, options))
    }
}

fn as_export(open: &OpenDocument, project: String) -> ExportDocument {
    let rows = (1u32..).zip(open.segments()).map(|(number, s)| ExportRow {
        number,
        paragraph: s.paragraph,
        style: open.style(s.paragraph),
        kind: s.kind,
        for_translation: s.for_translation,
        status: s.status,
        leading: s.leading.clone(),
        source: s.source.clone(),
        trailing: s.trailing.clone(),
        target: s.target.clone(),
    });
    ExportDocument {
        title: open.name().to_owned(),
        project,
        article: open.article().clone(),
        source_language: Language::Arabic,
        target_language: Language::English,
        format: open.format().clone(),
        skeleton: open.skeleton().clone(),
        rows: rows.collect(),
    }
}

fn gather(
    parts: Vec<Part>,
    file: &WorkspaceFile,
    project_name: impl Fn(ProjectId) -> String,
) -> Result<Vec<ExportDocument>, WorkspaceError> {
    parts
        .into_iter()
        .map(|part| match part {
            Part::Open(document) => Ok(*document),
            Part::Stored(id) => {
                let row = file.reader()?.document(id).map_err(read_error)?;
                let open = OpenDocument::new(row.ok_or(WorkspaceError::NoDocument)?);
                let project = project_name(open.project());
                Ok(as_export(&open, project))
            }
        })
        .collect()
}

fn write_export(
    title: String,
    documents: Vec<ExportDocument>,
    request: &ExportRequest,
) -> Result<Event, WorkspaceError> {
    let segments = documents.iter().map(|document| document.rows.len() as u64);
    let segments = segments.sum();
    let rendered = match request.format {
        // Each unit names its own document.
        ExportFormat::Tmx => as_tmx(&documents).map_err(|error| error.to_string()),
        _ => match formats::join(title, documents) {
            Some(document) => rendered(&document, request),
            None => Err("there is nothing to export".into()),
        },
    };
    let file = rendered.map_err(|error| WorkspaceError::File {
        reason: format!("the export failed ({error})"),
        path: request.output.clone(),
    })?;
    write_file(&request.output, |out| out.write_all(&file.bytes))?;
    Ok(Event::Exported {
        path: request.output.clone(),
        segments,
        untranslated: file.untranslated as u64,
        warnings: file.warnings,
    })
}

fn rendered(document: &ExportDocument, request: &ExportRequest) -> Result<ExportedFile, String> {
    use formats::{bilingual_docx, bilingual_html, target_docx, target_html, target_text};
    let options = ExportOptions {
        headline_first: request.headline_first,
    };
    let told = |error: formats::wordprocessing::DocxError| error.to_string();
    match (request.format, request.layout) {
        (_, ExportLayout::Target) if is_own_format(document, request.format) => {
            formats::write(document, options).map_err(|error| error.to_string())
        }
        (ExportFormat::Original, _) => {
            formats::write(document, options).map_err(|error| error.to_string())
        }
        (ExportFormat::Docx, ExportLayout::Bilingual) => {
            bilingual_docx::write_bilingual_docx(document, options).map_err(told)
        }
        (ExportFormat::Docx, ExportLayout::Target) => {
            target_docx::write_target_docx(document, options).map_err(told)
        }
        (ExportFormat::Html, ExportLayout::Bilingual) => {
            Ok(bilingual_html::write_bilingual_html(document, options))
        }
        (ExportFormat::Html, ExportLayout::Target) => {
            Ok(target_html::write_target_html(document, options))
        }
        (ExportFormat::Text, _) => Ok(target_text::write_target_text(document, options)),
        (ExportFormat::Tmx, _) => {
            as_tmx(std::slice::from_ref(document)).map_err(|error| error.to_string())
        }
    }
}

/// Whether the document came in the format in which it is to go out, so that its own file can be
/// filled with English.
fn is_own_format(document: &ExportDocument, format: ExportFormat) -> bool {
    matches!(
        (format, document.format.name()),
        (ExportFormat::Docx, "docx") | (ExportFormat::Html, "html")
    )
}

/// The translated rows as a memory.
fn as_tmx(documents: &[ExportDocument]) -> std::io::Result<ExportedFile> {
    let mut writer = tmx::TmxWriter::new(Vec::new())?;
    for unit in documents.iter().flat_map(tmx::document_units) {
        writer.write(&unit)?;
    }
    let (bytes, warnings) = writer.finish()?;
    let rows = documents.iter().flat_map(|document| &document.rows);
    let untranslated = rows.filter(|row| row.is_untranslated());
    Ok(ExportedFile {
        bytes,
        untranslated: untranslated.count(),
        warnings,
    })
}
