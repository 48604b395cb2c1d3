//! Documents, one file or folder a format: readers make a skeleton and blocks, writers make files.
//!
//! A format is a [`DocumentFormat`] and a line in [`FORMATS`]. It reads a file from its bytes, name
//! and origin, keeps what it needs to write the file again in an opaque skeleton, and puts targets
//! into that.

mod arrange;
pub mod bilingual_docx;
pub mod bilingual_html;
mod docx;
mod epub;
mod error;
mod hard_wrap;
mod html;
mod html_text;
mod inline;
mod join;
mod markdown;
mod odt;
mod parts;
mod pdf;
mod returned;
mod runs;
#[cfg(test)]
mod sample;
mod saved;
mod subtitles;
pub mod target_docx;
pub mod target_html;
pub mod target_text;
mod text;
pub mod wordprocessing;
mod xliff;
mod xlsx;

pub use error::FormatError;
pub use html::read_article;
pub use join::join;
pub use returned::{ReturnedRow, read_returned};

use crate::engine::files::known_binary;
use crate::engine::model::{
    ExportDocument, ExportOptions, ExportedFile, FormatId, Inspection, SourceDocument,
};

/// All formats; of two that are as sure of a file, the first reads it.
const FORMATS: &[&dyn DocumentFormat] = &[
    &xliff::Xliff,
    &docx::Docx,
    &odt::Odt,
    &xlsx::Xlsx,
    &epub::Epub,
    &html::HtmlFormat,
    &subtitles::Subtitles,
    &pdf::Pdf,
    &markdown::Markdown,
    &text::Text,
];

/// Files that are XML of another kind, by their first element, whatever their name: what they are,
/// and what to do with them.
const OTHER_KINDS: &[(&str, &str, &str)] = &[
    (
        "tmx",
        "a translation memory (TMX)",
        "import it into a memory",
    ),
    ("martif", "a termbase (TBX)", "import it as a termbase"),
    ("tbx", "a termbase (TBX)", "import it as a termbase"),
    (
        "srx",
        "a file of segmentation rules (SRX)",
        "use it as rules",
    ),
    ("mtf", "a termbase (MultiTerm)", "export it as TBX or CSV"),
];

/// A file as it comes in.
#[derive(Debug, Clone, Copy, Default)]
pub struct SourceFile<'a> {
    pub bytes: &'a [u8],
    /// Its name, where it has one.
    pub name: Option<&'a str>,
    /// The path or address it comes from; empty for pasted text.
    #[allow(dead_code, reason = "for formats that resolve links")]
    pub origin: &'a str,
    /// The encoding that the user names.
    pub encoding: Option<&'a str>,
    /// Each line of plain text is a paragraph of its own, even where it looks broken at a width.
    pub keep_lines: bool,
}

impl SourceFile<'_> {
    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        let extension = self
            .name
            .and_then(|name| name.rsplit_once('.'))
            .map(|(_, e)| e);
        extension.is_some_and(|e| extensions.iter().any(|known| e.eq_ignore_ascii_case(known)))
    }
}

/// How sure a format is that a file is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    None,
    /// Nothing speaks against it.
    Possible,
    Name,
    Content,
}

/// A format that documents come in and go out in.
pub trait DocumentFormat: Sync {
    fn id(&self) -> FormatId;

    /// The endings of its files' names, the commonest first.
    fn extensions(&self) -> &'static [&'static str];

    fn detect(&self, file: &SourceFile<'_>) -> Evidence {
        if file.has_extension(self.extensions()) {
            Evidence::Name
        } else {
            Evidence::None
        }
    }

    /// # Errors
    /// Files that are not of this format, damaged ones, ones without text.
    fn read(&self, file: &SourceFile<'_>) -> Result<SourceDocument, FormatError>;

    /// Writes the document that was read with the targets of its rows in it.
    ///
    /// # Errors
    /// A skeleton that this format did not make.
    fn write(
        &self,
        document: &ExportDocument,
        options: ExportOptions,
    ) -> Result<ExportedFile, FormatError>;

    /// Counts what is in a file, for users who look at it before they import it.
    ///
    /// # Errors
    /// As [`Self::read`].
    fn inspect(&self, _file: &SourceFile<'_>) -> Result<Option<Inspection>, FormatError> {
        Ok(None)
    }
}

/// Counts what is in a document; `None` for formats that count nothing.
///
/// # Errors
/// Damaged files.
pub fn inspect(file: &SourceFile<'_>) -> Result<Option<Inspection>, FormatError> {
    match detect(file) {
        Ok(format) => format.inspect(file),
        Err(_) => Ok(None),
    }
}

/// The format of this name.
pub fn format(id: &FormatId) -> Option<&'static dyn DocumentFormat> {
    FORMATS.iter().copied().find(|format| format.id() == *id)
}

/// Reads a document in the format it seems to have.
///
/// # Errors
/// Files that are no document, damaged ones, ones without text.
pub fn read(file: &SourceFile<'_>) -> Result<SourceDocument, FormatError> {
    let format = detect(file)?;
    let document = format.read(file)?;
    if document.blocks.is_empty() {
        let is_text = matches!(document.format.name(), "text" | "markdown");
        return Err(if is_text {
            FormatError::Empty
        } else {
            FormatError::NoText
        });
    }
    Ok(document)
}

/// Whether a file that begins so is a web page.
pub fn is_web_page(head: &[u8]) -> bool {
    starts_with_element(head, &["html"])
}

/// Whether a file is XML whose first element has one of these names, in any encoding.
fn starts_with_element(bytes: &[u8], names: &[&str]) -> bool {
    let head: Vec<u8> = bytes
        .iter()
        .take(16 * 1024)
        .copied()
        .filter(|&byte| byte != 0)
        .collect();
    let head = String::from_utf8_lossy(&head);
    let mut rest = head
        .trim_start_matches(['\u{FEFF}', '\u{FFFD}', 'þ', 'ÿ'])
        .trim_start();
    loop {
        let after = match rest.strip_prefix('<') {
            None => return false,
            Some(comment) if comment.starts_with("!--") => rest.split_once("-->"),
            Some(other) if other.starts_with('?') => rest.split_once("?>"),
            Some(doctype) if doctype.starts_with('!') && doctype.contains('[') => {
                rest.split_once("]>").or_else(|| rest.split_once('>'))
            }
            Some(doctype) if doctype.starts_with('!') => rest.split_once('>'),
            Some(element) => {
                let end = element.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
                let name = element
                    .get(..end.unwrap_or(element.len()))
                    .unwrap_or_default();
                let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
                return names.iter().any(|known| local.eq_ignore_ascii_case(known));
            }
        };
        match after {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
}

/// Writes a document in the format it came in.
///
/// # Errors
/// A format that this version does not know, a skeleton that is damaged.
pub fn write(
    document: &ExportDocument,
    options: ExportOptions,
) -> Result<ExportedFile, FormatError> {
    format(&document.format)
        .ok_or_else(|| FormatError::Unknown(document.format.name().to_owned()))?
        .write(document, options)
}

/// The format of a file, by what is in it and by its name.
///
/// # Errors
/// Files that are known to be something else.
pub fn detect(file: &SourceFile<'_>) -> Result<&'static dyn DocumentFormat, FormatError> {
    let mut best: (Evidence, &'static dyn DocumentFormat) = (Evidence::None, &text::Text);
    for format in FORMATS {
        let evidence = format.detect(file);
        if evidence > best.0 {
            best = (evidence, *format);
        }
    }
    if best.0 < Evidence::Content {
        if let Some(what) = known_binary(file.bytes) {
            return Err(FormatError::Binary(what));
        }
        let other = OTHER_KINDS
            .iter()
            .find(|(root, ..)| starts_with_element(file.bytes, &[root]));
        if let Some((_, what, advice)) = other {
            return Err(FormatError::OtherKind(what, advice));
        }
    }
    Ok(best.1)
}
