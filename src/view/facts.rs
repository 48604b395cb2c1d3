//! Names, numbers and dates of the active segment with their English.

use super::terms::preferred;
use crate::engine::model::NameHit;
use crate::workspace::Workspace;
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

/// In the order of the text; what is written twice comes once, and what a term offers already does
/// not come again. Ask when the segment changes or
/// [`Workspace::names_version`] does, not in every frame.
pub fn facts(workspace: &Workspace) -> Vec<FactView> {
    let active = workspace.active();
    let segment = active.and_then(|id| workspace.document()?.segment(id));
    let Some(segment) = segment.filter(|segment| segment.for_translation) else {
        return Vec::new();
    };
    let written = |range: &Range<usize>| {
        let text = segment.source.get(range.clone());
        text.unwrap_or_default().to_owned()
    };
    let terms = workspace.term_suggestions();
    let is_term = |proposal: &str| {
        let mut offered = terms.iter().filter_map(|term| preferred(&term.entry));
        offered.any(|translation| translation.text == proposal)
    };
    let news = |name: &NameHit| !name.proposals.first().is_some_and(|first| is_term(first));
    let names = workspace
        .names()
        .into_iter()
        .filter(news)
        .map(|name| FactView {
            kind: FactKind::Name,
            written: written(&name.range),
            proposals: name.proposals,
            is_guess: name.guess,
            range: name.range,
        });
    let numbers = workspace.numbers().into_iter().map(|number| FactView {
        kind: FactKind::Number,
        written: written(&number.range),
        proposals: vec![number.english],
        is_guess: number.approximate,
        range: number.range,
    });
    let mut facts: Vec<FactView> = names
        .chain(numbers)
        .filter(|fact| !fact.proposals.is_empty())
        .collect();
    facts.sort_by_key(|fact| fact.range.start);
    let mut seen = std::collections::HashSet::new();
    facts.retain(|fact| seen.insert(fact.written.clone()));
    facts
}
