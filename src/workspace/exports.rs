//! Documents out: files written beside and renamed, and the clipboard.

use super::command::{Event, ExportFormat, ExportLayout, ExportRequest, ExportScope};
use super::document::OpenDocument;
use super::error::WorkspaceError;
use super::outcome::{Outcome, Slot};
use super::{Workspace, read_error};
use crate::engine::exchange::tmx;
use crate::engine::formats;
use crate::engine::model::{
    ClipboardText, DocumentId, ExportDocument, ExportOptions, ExportRow, ExportedFile, Language,
};
use crate::store::WorkspaceFile;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

/// A document of an export: the open one as it is now, or one to be read from the store.
enum Part {
    Open(Box<ExportDocument>),
    Stored(DocumentId),
}

impl Workspace {
    pub(super) fn export(&mut self, request: ExportRequest) -> Result<(), WorkspaceError> {
        let (title, ids) = match &request.scope {
            ExportScope::Document(id) => {
                let name = self.documents().find(|row| row.id == *id);
                let name = name.ok_or(WorkspaceError::NoDocument)?.name.to_owned();
                (name, vec![*id])
            }
            ExportScope::Project(name) => {
                let project = self
                    .project_named(name)
                    .ok_or_else(|| WorkspaceError::NoProject(name.clone()))?;
                let rows = self.reader.documents(project).map_err(read_error)?;
                (name.clone(), rows.into_iter().map(|row| row.id).collect())
            }
        };
        let parts: Vec<Part> = ids
            .into_iter()
            .map(|id| match &self.document {
                Some(open) if open.id() == id => Part::Open(Box::new(self.as_export(open))),
                _ => Part::Stored(id),
            })
            .collect();
        let names: Vec<(crate::engine::model::ProjectId, String)> = self
            .projects
            .iter()
            .map(|row| (row.id, row.name.clone()))
            .collect();
        let file = Arc::clone(&self.file);
        let slot = Slot::Export(self.next_job());
        self.jobs.spawn(slot, move |_| {
            let project_name = |id| {
                names
                    .iter()
                    .find(|(project, _)| *project == id)
                    .map(|(_, name)| name.clone())
                    .unwrap_or_default()
            };
            let written = gather(parts, &file, project_name)
                .and_then(|documents| write_export(title, documents, &request));
            Outcome::Finished(written.map_err(|error| error.to_string()))
        });
        Ok(())
    }

    /// The English of the open document with its paragraphs, as text and HTML.
    pub fn clipping(&self, headline_first: bool) -> Option<ClipboardText> {
        let document = self.as_export(self.document.as_ref()?);
        let options = ExportOptions { headline_first };
        Some(formats::target_html::target_clipboard(&document, options))
    }

    fn as_export(&self, open: &OpenDocument) -> ExportDocument {
        let project = self
            .projects
            .iter()
            .find(|row| row.id == open.project())
            .map(|row| row.name.clone());
        as_export(open, project.unwrap_or_default())
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
        source_language: Language::Arabic,
        target_language: Language::English,
        format: open.format(),
        skeleton: open.skeleton().clone(),
        rows: rows.collect(),
    }
}

fn gather(
    parts: Vec<Part>,
    file: &WorkspaceFile,
    project_name: impl Fn(crate::engine::model::ProjectId) -> String,
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
        _ => match ExportDocument::join(title, documents) {
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

/// Writes a file beside its place, syncs it and renames it, so that a fault leaves the old one.
pub(super) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), WorkspaceError> {
    let attempt = || -> std::io::Result<()> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if path.is_dir() {
            return Err(std::io::Error::other("it is a folder"));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".turjuman-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // Less the user's mask, as for any other new file.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder)?;
        let mut out = BufWriter::new(&file);
        write(&mut out)?;
        out.flush()?;
        drop(out);
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    attempt().map_err(|error| WorkspaceError::File {
        reason: format!("cannot write it ({error}); what was there is unchanged"),
        path: path.into(),
    })
}
