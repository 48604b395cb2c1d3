//! What a reader sees in a file, as counts.

use super::Warning;
use std::collections::BTreeMap;

/// A figure of an inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    Count(u64),
    Text(String),
    Counts(Vec<u64>),
    Texts(Vec<String>),
    /// Counts by language code, element or state, in order of name.
    ByName(BTreeMap<String, u64>),
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inspection {
    /// `tmx`, `tbx`, `xliff`, `srx`, `glossary`, or the format of a document.
    pub kind: &'static str,
    pub counts: Vec<(&'static str, Figure)>,
    pub warnings: Vec<Warning>,
}

impl Inspection {
    /// Adds a figure that is always told.
    pub fn told(&mut self, name: &'static str, figure: Figure) {
        self.counts.push((name, figure));
    }

    /// Adds a figure that is left out where there is nothing to tell.
    pub fn some(&mut self, name: &'static str, figure: Figure) {
        let empty = match &figure {
            Figure::Count(count) => *count == 0,
            Figure::Text(text) => text.is_empty(),
            Figure::Counts(counts) => counts.is_empty(),
            Figure::Texts(texts) => texts.is_empty(),
            Figure::ByName(counts) => counts.is_empty(),
        };
        if !empty {
            self.told(name, figure);
        }
    }
}
