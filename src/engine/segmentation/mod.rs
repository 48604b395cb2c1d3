//! SRX rules: paragraphs to segments.
//!
//! `srx` reads the rule file, `pattern` turns its Java and ICU regular expressions into ours,
//! `segmenter` applies them, `clauses` proposes where to split a long sentence by hand.

#[cfg(test)]
mod cases;
mod clauses;
mod pattern;
mod segmenter;
mod srx;
mod tagged;

pub use clauses::propose_split;
pub use segmenter::{Piece, Segmenter};
pub use srx::SegmentationRules;

/// Why segmentation rules cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SrxError {
    #[error("The segmentation rules are empty: choose a file in SRX format.")]
    Empty,
    #[error(
        "This is not a file of segmentation rules: it should begin with <srx>, but begins with <{found}>."
    )]
    NotSrx { found: String },
    #[error(
        "The segmentation rules are damaged in line {line}: {problem}. Repair the XML or choose another file."
    )]
    NotXml { line: u64, problem: String },
    #[error(
        "The segmentation rule in line {line} cannot be used: <{element}>{pattern}</{element}>: {problem}. Correct or remove the rule."
    )]
    BadRule {
        line: u64,
        /// `beforebreak`, `afterbreak` or `languagemap`.
        element: &'static str,
        pattern: String,
        problem: String,
    },
    #[error(
        "The segmentation rules in line {line} send a language to the rules \"{name}\", which the file does not contain."
    )]
    UnknownLanguageRule { line: u64, name: String },
}
