//! Why a file is not a document, in words a translator can act on.

use crate::engine::files::{EncodingError, MarkupError, PackageError};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    #[error("the file is empty; there is nothing to translate in it")]
    Empty,
    #[error(
        "this looks like {0}, which Turjuman cannot read; save it as text, or copy and paste the article"
    )]
    Binary(&'static str),
    /// What the file is, and where it belongs.
    #[error("this is {0}, not a document; {1}")]
    OtherKind(&'static str, &'static str),
    #[error("there is no text to translate in this file")]
    NoText,
    #[error(
        "the file is protected by a password or in the old Word format; save it as DOCX without a \
         password"
    )]
    Protected,
    #[error("the PDF is damaged ({0}); open it in a viewer and print it to a new PDF")]
    BrokenPdf(String),
    #[error(
        "the PDF has pictures of pages and no text; recognise its text with another program first"
    )]
    Scanned,
    #[error(
        "the letters of this PDF are not stored as text that can be read; ask for the document in \
         another format"
    )]
    Unreadable,
    #[error(
        "there is no table with a column of Arabic and one of English in this file; send out the \
         bilingual Word document and take that back"
    )]
    NoReviewTable,
    #[error("a {0} file cannot be filled with a translation; export as Word, HTML or text")]
    NoWriter(&'static str),
    #[error(transparent)]
    Encoding(EncodingError),
    #[error(transparent)]
    Package(#[from] PackageError),
    #[error("{0}")]
    Markup(String),
    #[error("the document is in the format “{0}”, which this version of Turjuman does not know")]
    Unknown(String),
    #[error(
        "the original file is not as it was when it was imported, so the translation has no place \
         in it; import it again, or export as text"
    )]
    Skeleton,
}

impl From<EncodingError> for FormatError {
    fn from(error: EncodingError) -> Self {
        match error {
            EncodingError::Empty => Self::Empty,
            EncodingError::NotText(what) => Self::Binary(what),
            error => Self::Encoding(error),
        }
    }
}

impl From<MarkupError> for FormatError {
    fn from(error: MarkupError) -> Self {
        match error {
            MarkupError::Empty => Self::Empty,
            error => Self::Markup(error.to_string()),
        }
    }
}
