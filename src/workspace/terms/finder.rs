//! Terms looked for in any text, without a project.

use super::shipped_terms;
use crate::engine::exchange::glossary;
use crate::engine::model::{TermEntry, TermId, TermStatus};
use crate::engine::terminology::TermIndex;
use crate::workspace::core::{Assets, CharOffsets, WorkspaceError, read_bytes};
use std::ops::Range;
use std::path::PathBuf;

/// A term found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTerm {
    /// In Unicode scalar values.
    pub chars: Range<usize>,
    pub text: String,
    pub term: String,
    pub target: String,
    pub reason: String,
    /// Likely and no more.
    pub guess: bool,
}

/// A set of terms that can be looked for in any text.
pub struct TermFinder {
    entries: Vec<TermEntry>,
    index: TermIndex,
}

impl TermFinder {
    pub(in crate::workspace) fn new(mut entries: Vec<TermEntry>) -> Self {
        // Identities become places in the list.
        for (n, entry) in (0i64..).zip(&mut entries) {
            entry.id = TermId(n);
        }
        Self {
            index: TermIndex::build(&entries),
            entries,
        }
    }

    /// The shipped glossary.
    pub fn shipped(assets: &Assets) -> Result<Self, WorkspaceError> {
        shipped_terms(assets).map(Self::new)
    }

    /// Glossary files: TSV `source⇥target[⇥comment]` or CSV with a header.
    pub fn from_files(paths: &[PathBuf]) -> Result<Self, WorkspaceError> {
        let mut entries = Vec::new();
        for path in paths {
            let name = path.file_name().map(|name| name.to_string_lossy());
            let read =
                glossary::read_bytes(&read_bytes(path)?, name.as_deref()).map_err(|error| {
                    WorkspaceError::File {
                        reason: error.to_string(),
                        path: path.clone(),
                    }
                })?;
            entries.extend(read.entries);
        }
        Ok(Self::new(entries))
    }

    /// The terms of a text in its order: the longest where they overlap, or `all` of them.
    pub fn find(&self, text: &str, all: bool) -> Vec<FoundTerm> {
        let hits = if all {
            self.index.find_all(text)
        } else {
            self.index.find(text)
        };
        let mut offsets = CharOffsets::new(text);
        hits.into_iter()
            .filter_map(|hit| {
                let entry = self.entries.get(usize::try_from(hit.entry.0).ok()?)?;
                Some(FoundTerm {
                    chars: offsets.of(hit.range.start)..offsets.of(hit.range.end),
                    text: text.get(hit.range)?.to_owned(),
                    term: entry.source.clone(),
                    target: entry.translations.first()?.text.clone(),
                    reason: hit.reason,
                    guess: hit.guess,
                })
            })
            .collect()
    }

    /// The places of terms in a text, the longest where they overlap, each with the translations
    /// that may be used, in order of preference.
    pub(in crate::workspace) fn translations(
        &self,
        text: &str,
    ) -> impl Iterator<Item = (Range<usize>, impl Iterator<Item = &str>)> {
        let found = self.index.find(text).into_iter();
        found.filter_map(|hit| {
            let entry = self.entries.get(usize::try_from(hit.entry.0).ok()?)?;
            let usable = |status| matches!(status, TermStatus::Preferred | TermStatus::Admitted);
            let usable = entry
                .translations
                .iter()
                .filter(move |one| usable(one.status));
            Some((hit.range, usable.map(|one| one.text.as_str())))
        })
    }
}
