//! Uses of the engine without a project: segmenting a file, finding terms in it.

use super::assets::Assets;
use super::error::WorkspaceError;
use super::imports::{read_bytes, shipped_terms};
use crate::engine::exchange::glossary;
use crate::engine::model::{Language, TermEntry, TermId, TextKind};
use crate::engine::segmentation::SegmentationRules;
use crate::engine::terminology::TermIndex;
use crate::engine::{article, formats};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A segment of a file, numbered from 0 over the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentedText {
    pub paragraph: usize,
    pub segment: usize,
    pub kind: TextKind,
    pub source: String,
}

/// Segments a document file by the shipped rules or those of a file.
///
/// # Errors
/// The file cannot be read as a document, or the rules are damaged.
pub fn segment_file(
    path: &Path,
    language: Language,
    rules: Option<&Path>,
    assets: &Assets,
) -> Result<Vec<SegmentedText>, WorkspaceError> {
    let rules = match rules {
        Some(rules) => text_of(rules)?,
        None => assets.text("segmentation.srx")?,
    };
    let refuse = |reason: String| WorkspaceError::File {
        reason,
        path: path.into(),
    };
    let rules = SegmentationRules::parse(&rules)
        .map_err(|error| WorkspaceError::Asset(error.to_string()))?;
    let segmenter = rules
        .segmenter(language)
        .map_err(|error| WorkspaceError::Asset(error.to_string()))?;
    let bytes = read_bytes(path)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let document = formats::detect(name.as_deref(), &bytes)
        .and_then(|format| formats::read(format, &bytes))
        .map_err(|error| refuse(error.to_string()))?;
    let kinds = article::classify(&document.blocks);
    let pieces =
        document
            .blocks
            .iter()
            .zip(kinds)
            .enumerate()
            .flat_map(|(paragraph, (block, kind))| {
                segmenter
                    .split(&block.text)
                    .into_iter()
                    .map(move |piece| (paragraph, kind, piece.source.to_owned()))
            });
    Ok(pieces
        .enumerate()
        .map(|(segment, (paragraph, kind, source))| SegmentedText {
            paragraph,
            segment,
            kind,
            source,
        })
        .collect())
}

/// The text of a file in whatever encoding it has.
fn text_of(path: &Path) -> Result<String, WorkspaceError> {
    let bytes = read_bytes(path)?;
    let decoded = formats::decode(&bytes).map_err(|error| WorkspaceError::File {
        reason: error.to_string(),
        path: path.into(),
    })?;
    let text = decoded.text;
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(unmarked) => unmarked.to_owned(),
        None => text,
    })
}

/// A term found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTerm {
    /// In Unicode scalar values.
    pub chars: Range<usize>,
    pub text: String,
    pub term: String,
    pub target: String,
    pub reason: String,
}

/// A set of terms that can be looked for in any text.
pub struct TermFinder {
    entries: Vec<TermEntry>,
    index: TermIndex,
}

impl TermFinder {
    pub(super) fn new(mut entries: Vec<TermEntry>) -> Self {
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
                })
            })
            .collect()
    }

    /// The lines of a text file, as paragraphs to look in.
    pub fn lines_of(path: &Path) -> Result<Vec<String>, WorkspaceError> {
        lines_of(path)
    }
}

/// The lines of a text file, as paragraphs to look in.
///
/// # Errors
/// The file cannot be read as text.
pub fn lines_of(path: &Path) -> Result<Vec<String>, WorkspaceError> {
    let text = text_of(path)?;
    let lines = text.strip_suffix('\n').unwrap_or(&text).split('\n');
    Ok(lines
        .map(|line| line.strip_suffix('\r').unwrap_or(line).to_owned())
        .collect())
}

/// Byte offsets of a text as Unicode scalar values. Ask in rising order, so that a long line is
/// walked once.
pub(super) struct CharOffsets<'t> {
    text: &'t str,
    bytes: usize,
    chars: usize,
}

impl<'t> CharOffsets<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: 0,
            chars: 0,
        }
    }

    pub(super) fn of(&mut self, bytes: usize) -> usize {
        if bytes < self.bytes {
            *self = Self::new(self.text);
        }
        let between = self.text.get(self.bytes..bytes).unwrap_or_default();
        self.chars += between.chars().count();
        self.bytes = bytes;
        self.chars
    }
}
