//! Documents, one file a format: readers make a skeleton and blocks, writers make files.

mod arrange;
pub mod bilingual_docx;
pub mod bilingual_html;
mod encoding;
mod error;
mod html_text;
mod markdown;
#[cfg(test)]
mod sample;
pub mod target_docx;
pub mod target_html;
pub mod target_text;
mod text;
pub mod wordprocessing;

pub use encoding::{Decoded, decode, known_binary};
pub use error::FormatError;

use crate::engine::model::{FormatId, SourceDocument};

/// The format of a file, by its name and its first bytes.
///
/// # Errors
/// Files that are no text.
pub fn detect(name: Option<&str>, bytes: &[u8]) -> Result<FormatId, FormatError> {
    decode(&bytes[..bytes.len().min(64)]).map_or_else(
        |error| match error {
            FormatError::Binary(what) if what != "a binary file" => Err(error),
            _ => Ok(()),
        },
        |_| Ok(()),
    )?;
    let extension = name.and_then(|name| name.rsplit_once('.')).map(|(_, e)| e);
    let is_markdown = extension
        .is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"));
    Ok(if is_markdown {
        FormatId::Markdown
    } else {
        FormatId::Text
    })
}

/// Reads a document.
///
/// # Errors
/// Empty files, files that are no text, damaged text.
pub fn read(format: FormatId, bytes: &[u8]) -> Result<SourceDocument, FormatError> {
    let decoded = decode(bytes)?;
    let document = match format {
        FormatId::Text => text::read(&decoded.text, decoded.warnings),
        FormatId::Markdown => markdown::read(&decoded.text, decoded.warnings),
    };
    if document.blocks.is_empty() {
        return Err(FormatError::Empty);
    }
    Ok(document)
}
