//! Names, numbers and dates of the active segment with their English.

use crate::workspace::{SuggestionOrigin, Workspace};
use std::ops::Range;

/// What a fact is, for its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    Name,
    Number,
}

/// A name, a number or a date of the source.
#[derive(Debug, Clone, PartialEq)]
pub struct FactView {
    pub kind: FactKind,
    /// As it is written in the source.
    pub written: String,
    /// English to insert, the best first; never empty.
    pub proposals: Vec<String>,
    /// A rule guessed the spelling, or the value is approximate.
    pub is_guess: bool,
    /// Where it stands in the source, in bytes.
    pub range: Range<usize>,
}

/// In the order of the text. Ask when the segment changes or [`Workspace::names_version`] does,
/// not in every frame.
pub fn facts(workspace: &Workspace) -> Vec<FactView> {
    let active = workspace.active();
    let segment = active.and_then(|id| workspace.document()?.segment(id));
    let Some(segment) = segment else {
        return Vec::new();
    };
    let facts = workspace.suggested_facts().into_iter();
    facts
        .filter_map(|fact| {
            let range = fact.ranges.into_iter().next()?;
            Some(FactView {
                kind: match fact.origin {
                    SuggestionOrigin::Name => FactKind::Name,
                    _ => FactKind::Number,
                },
                written: segment.source.get(range.clone())?.to_owned(),
                proposals: fact.texts,
                is_guess: fact.is_guess,
                range,
            })
        })
        .collect()
}
