//! Word documents (DOCX), edited in place: paragraphs of all parts are blocks, formatting that
//! means something is tags, and the English document is the Arabic one with its paragraphs
//! replaced and set from left to right.

mod counts;
mod paragraph;
mod parts;
mod properties;
mod write;

use super::{DocumentFormat, Evidence, FormatError, SourceFile};
use crate::engine::files::Package;
use crate::engine::model::{
    Block, ExportDocument, ExportOptions, ExportedFile, FormatId, Inspection, Skeleton,
    SourceDocument, Warning,
};
use parts::Parts;

pub(super) struct Docx;

impl DocumentFormat for Docx {
    fn id(&self) -> FormatId {
        FormatId::new("docx")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx"]
    }

    fn detect(&self, file: &SourceFile<'_>) -> Evidence {
        let is_named = file.has_extension(self.extensions());
        if file.bytes.starts_with(b"PK") {
            let is_word = Package::open(file.bytes)
                .is_ok_and(|package| package.names().iter().any(|name| name.starts_with("word/")));
            // A damaged package says more in the words of its own format.
            return if is_word || is_named {
                Evidence::Content
            } else {
                Evidence::None
            };
        }
        if is_named {
            Evidence::Content
        } else {
            Evidence::None
        }
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<SourceDocument, FormatError> {
        refuse_others(file.bytes)?;
        let parts = Parts::read(file.bytes)?;
        let mut blocks = Vec::new();
        let mut warnings = Vec::new();
        for part in &parts.texts {
            for place in paragraph::places(&part.xml) {
                let text = place.text(&part.xml);
                blocks.push(Block {
                    style: parts.styles.style_of(&part.xml, place.node()),
                    text,
                    ..Block::default()
                });
            }
        }
        if parts.has_macros {
            warnings.push(Warning::new(
                "the document has macros; they are kept and never run",
            ));
        }
        Ok(SourceDocument {
            format: self.id(),
            skeleton: Skeleton::new(file.bytes.to_vec()),
            blocks,
            warnings,
            is_page: false,
            article: None,
        })
    }

    fn write(
        &self,
        document: &ExportDocument,
        _options: ExportOptions,
    ) -> Result<ExportedFile, FormatError> {
        write::write(document)
    }

    fn inspect(&self, file: &SourceFile<'_>) -> Result<Option<Inspection>, FormatError> {
        refuse_others(file.bytes)?;
        counts::inspect(file.bytes).map(Some)
    }
}

/// Files that are called DOCX and are something else.
fn refuse_others(bytes: &[u8]) -> Result<(), FormatError> {
    if bytes.is_empty() {
        return Err(FormatError::Empty);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(FormatError::Protected);
    }
    match crate::engine::files::known_binary(bytes) {
        Some(what) if !bytes.starts_with(b"PK") => Err(FormatError::Binary(what)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
