//! OpenDocument texts (ODT), edited in place: paragraphs of the body, of headers and footers are
//! blocks, and the English paragraphs get styles of their own that run from the left.

mod counts;
mod paragraph;
mod parts;
mod styles;
#[cfg(test)]
mod tests;
mod write;

use super::{DocumentFormat, Evidence, FormatError, SourceFile};
use crate::engine::files::Package;
use crate::engine::model::{
    Block, ExportDocument, ExportOptions, ExportedFile, FormatId, Inspection, Skeleton,
    SourceDocument, Warning,
};
use parts::Parts;

pub(super) struct Odt;

impl DocumentFormat for Odt {
    fn id(&self) -> FormatId {
        FormatId::new("odt")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott"]
    }

    fn detect(&self, file: &SourceFile<'_>) -> Evidence {
        let is_text = |bytes: &[u8]| {
            let kind = Package::open(bytes).and_then(|mut package| package.part("mimetype"));
            kind.is_ok_and(|kind| kind.starts_with(b"application/vnd.oasis.opendocument.text"))
        };
        // A damaged package says more in the words of its own format.
        if file.has_extension(self.extensions())
            || (file.bytes.starts_with(b"PK") && is_text(file.bytes))
        {
            Evidence::Content
        } else {
            Evidence::None
        }
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<SourceDocument, FormatError> {
        let parts = open(file.bytes)?;
        let mut blocks = Vec::new();
        for part in &parts.texts {
            for place in paragraph::places(&part.xml, &part.styles) {
                blocks.push(Block {
                    style: place.style,
                    text: place.text(&part.xml, &part.styles),
                    ..Block::default()
                });
            }
        }
        let mut warnings = Vec::new();
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
        Ok(Some(counts::inspect(&open(file.bytes)?)))
    }
}

fn open(bytes: &[u8]) -> Result<Parts, FormatError> {
    if bytes.is_empty() {
        return Err(FormatError::Empty);
    }
    Parts::read(bytes)
}
