//! Why a file is no document, in words a translator can act on.

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    #[error("the file is empty; there is nothing to translate in it")]
    Empty,
    #[error(
        "this looks like {0}, which Turjuman cannot read; save it as text, or copy and paste the article"
    )]
    Binary(&'static str),
    #[error("the text is damaged in line {line} ({problem}); save it again as UTF-8")]
    Damaged { line: u64, problem: &'static str },
}
