//! Uses of the engine without a project: segmenting a file, finding terms in it.

mod command;
mod inspect;
mod numbers;
mod table_preview;

pub use command::{Command, Event};
pub use inspect::{inspect_file, read_article};
pub use numbers::{DATE_ORDER_SETTING, FoundNumber, find_numbers};
pub use table_preview::{LastPreview, TablePreview, is_table_file, preview_table};

use super::core::{Assets, WorkspaceError, read_bytes};
use crate::engine::model::{Language, TextKind};
use crate::engine::segmentation::SegmentationRules;
use crate::engine::{article, files, formats};
use std::path::Path;

/// What the tools looked at last.
#[derive(Default)]
pub(super) struct Tools {
    last_preview: Option<LastPreview>,
}

/// A segment of a file, numbered from 0 over the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentedText {
    pub paragraph: usize,
    pub segment: usize,
    pub kind: TextKind,
    pub source: String,
}

/// Segments a document file by the shipped rules or those of a file. `join_lines`: those of a text
/// that was broken at a width.
///
/// # Errors
/// The file cannot be read as a document, or the rules are damaged.
pub fn segment_file(
    path: &Path,
    language: Language,
    rules: Option<&Path>,
    join_lines: bool,
    assets: &Assets,
) -> Result<Vec<SegmentedText>, WorkspaceError> {
    let own_rules = rules;
    let rules = match own_rules {
        Some(rules) => text_of(rules)?,
        None => assets.text("segmentation.srx")?,
    };
    // The rules of the user are named as theirs.
    let refuse_rules = |reason: String| match own_rules {
        Some(path) => WorkspaceError::File {
            reason,
            path: path.into(),
        },
        None => WorkspaceError::Asset(reason),
    };
    let refuse = |reason: String| WorkspaceError::File {
        reason,
        path: path.into(),
    };
    let rules = SegmentationRules::parse(&rules).map_err(|e| refuse_rules(e.to_string()))?;
    let segmenter = rules
        .segmenter(language)
        .map_err(|e| refuse_rules(e.to_string()))?;
    let bytes = read_bytes(path)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let file = formats::SourceFile {
        bytes: &bytes,
        name: name.as_deref(),
        origin: &path.to_string_lossy(),
        encoding: None,
        keep_lines: !join_lines,
    };
    let document = formats::read(&file).map_err(|error| refuse(error.to_string()))?;
    let kinds = article::classify(&document);
    let pieces =
        document
            .blocks
            .iter()
            .zip(kinds)
            .enumerate()
            .flat_map(|(paragraph, (block, kind))| {
                segmenter
                    .split_block(&block.text, block.is_segment)
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
    let decoded = files::decode(&bytes, None).map_err(|error| WorkspaceError::File {
        reason: error.to_string(),
        path: path.into(),
    })?;
    let text = decoded.text;
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(unmarked) => unmarked.to_owned(),
        None => text,
    })
}

/// The lines of a text file, as paragraphs to look in; an empty file has none.
///
/// # Errors
/// The file cannot be read as text.
pub fn lines_of(path: &Path) -> Result<Vec<String>, WorkspaceError> {
    if read_bytes(path)?.is_empty() {
        return Ok(Vec::new());
    }
    let text = text_of(path)?;
    let lines = text.strip_suffix('\n').unwrap_or(&text).split('\n');
    Ok(lines
        .map(|line| line.strip_suffix('\r').unwrap_or(line).to_owned())
        .collect())
}
