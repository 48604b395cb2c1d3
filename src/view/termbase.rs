//! The termbases as a searchable list.

use crate::engine::model::TermEntry;
use crate::workspace::{Workspace, search_key};

/// An entry with the name of its termbase.
#[derive(Debug, Clone, PartialEq)]
pub struct TermRow {
    pub termbase: String,
    pub entry: TermEntry,
}

/// Entries whose source, forms or translations contain the query, in alphabetical order of their
/// sources, at most `limit` of them, and how many there are in all. Spelling, diacritics and case
/// do not matter; an empty query finds everything.
pub fn search_terms(workspace: &Workspace, query: &str, limit: usize) -> (Vec<TermRow>, usize) {
    let query = search_key(query.trim());
    let mut found: Vec<(&str, &TermEntry)> = workspace
        .terms()
        .filter(|(_, entry)| query.is_empty() || contains(entry, &query))
        .collect();
    let all = found.len();
    found.sort_by(|(_, a), (_, b)| a.source.cmp(&b.source));
    let rows = found
        .into_iter()
        .take(limit)
        .map(|(termbase, entry)| TermRow {
            termbase: termbase.to_owned(),
            entry: entry.clone(),
        })
        .collect();
    (rows, all)
}

fn contains(entry: &TermEntry, query: &str) -> bool {
    let translations = entry.translations.iter().map(|t| t.text.as_str());
    std::iter::once(entry.source.as_str())
        .chain(entry.forms.iter().map(String::as_str))
        .chain(translations)
        .any(|text| search_key(text).contains(query))
}
