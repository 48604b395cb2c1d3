//! What is in a file of language resources, without importing it.

use crate::engine::exchange::{inspect_glossary, inspect_markup};
use crate::engine::files::MarkupError;
use crate::engine::formats::{self, SourceFile};
use crate::engine::model::{Article, Inspection};
use crate::workspace::core::{HEAD, WorkspaceError, is_markup, read_bytes};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// Counts what a reader sees in a document or a TMX, TBX, XLIFF, SRX or glossary file.
///
/// # Errors
/// The file cannot be read or is broken; the message names the line.
pub fn inspect_file(path: &Path) -> Result<Inspection, WorkspaceError> {
    let refuse = |reason: String| WorkspaceError::File {
        reason,
        path: path.into(),
    };
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(HEAD).read_to_end(&mut head))
        .map_err(|error| refuse(format!("the file cannot be read ({error})")))?;
    if !formats::is_web_page(&head) && (is_markup(&head) || is_markup_by_name(path)) {
        let file = File::open(path).map_err(|error| refuse(error.to_string()))?;
        let found = inspect_markup(BufReader::with_capacity(1 << 16, file));
        let found = found.map_err(|error: MarkupError| refuse(error.to_string()))?;
        return found.ok_or_else(|| {
            refuse("this XML file is no TMX, TBX, XLIFF or SRX; Turjuman does not know it".into())
        });
    }
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let bytes = read_bytes(path)?;
    let file = SourceFile {
        bytes: &bytes,
        name: name.as_deref(),
        ..SourceFile::default()
    };
    if let Some(found) = formats::inspect(&file).map_err(|error| refuse(error.to_string()))? {
        return Ok(found);
    }
    inspect_glossary(&bytes, name.as_deref()).map_err(|error| refuse(error.to_string()))
}

fn is_markup_by_name(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    matches!(
        extension.as_deref(),
        Some("tmx" | "tbx" | "srx" | "xliff" | "xlf" | "sdlxliff" | "mxliff" | "mqxliff" | "xml")
    )
}

/// Reads the article of a saved web page.
///
/// # Errors
/// The file cannot be read or is no text.
pub fn read_article(path: &Path) -> Result<Article, WorkspaceError> {
    let name = path.file_name().map(|name| name.to_string_lossy());
    let bytes = read_bytes(path)?;
    let file = SourceFile {
        bytes: &bytes,
        name: name.as_deref(),
        ..SourceFile::default()
    };
    formats::read_article(&file).map_err(|error| WorkspaceError::File {
        reason: error.to_string(),
        path: path.into(),
    })
}
