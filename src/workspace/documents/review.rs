//! Bilingual files that come back from a reviewer: what they change, and taking that over.

use super::Documents;
use super::open_document::OpenDocument;
use crate::engine::formats::{ReturnedRow, read_returned};
use crate::engine::model::{SegmentId, SegmentStatus, TargetOrigin};
use crate::engine::text::normalize::key;
use crate::jobs::Ticket;
use crate::workspace::core::{Core, Slot, WorkspaceError, read_bytes};
use crate::workspace::documents::command::Event;
use std::collections::HashMap;
use std::path::PathBuf;

const READ: Slot = Slot::shown("read review", "reading the review");

/// What a returned file brings for the open document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    pub changes: Vec<ReviewChange>,
    /// Comments on rows, by the number of the segment.
    pub comments: Vec<(usize, String)>,
    /// Rows that could not be placed, and what else was odd.
    pub problems: Vec<String>,
    /// Rows of the file that belong to the document.
    pub rows: usize,
}

/// A target that the reviewer changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewChange {
    pub segment: SegmentId,
    /// From 1.
    pub number: usize,
    pub source: String,
    pub before: String,
    pub after: String,
}

impl Documents {
    /// Reads a returned file in the background and compares it with the open document.
    pub(in crate::workspace) fn read_review(
        &mut self,
        core: &mut Core,
        path: PathBuf,
    ) -> Result<(), WorkspaceError> {
        let id = self.open.as_ref().ok_or(WorkspaceError::NoDocument)?.id();
        let work = move |_: &Ticket| {
            let rows = read_returned(&read_bytes(&path)?);
            rows.map_err(|error| WorkspaceError::File {
                reason: error.to_string(),
                path,
            })
        };
        core.spawn(READ, work, move |workspace, rows| {
            let Some(rows) = workspace.core.expect(rows) else {
                return;
            };
            let open = workspace.documents.open.as_ref();
            if let Some(open) = open.filter(|open| open.id() == id) {
                let review = compare(open, &rows);
                workspace.core.tell(Event::ReviewRead(Box::new(review)));
            }
        });
        Ok(())
    }

    /// Takes changes over, as drafts and as one step; rows that were changed meanwhile stay.
    pub(in crate::workspace) fn apply_review(
        &mut self,
        core: &mut Core,
        changes: Vec<ReviewChange>,
    ) -> Result<(), WorkspaceError> {
        let open = self.open.as_ref().ok_or(WorkspaceError::NoDocument)?;
        let targets: Vec<_> = changes
            .into_iter()
            .filter(|change| {
                open.segment(change.segment).is_some_and(|segment| {
                    segment.for_translation && segment.target == change.before
                })
            })
            .map(|change| (change.segment, change.after, TargetOrigin::Typed))
            .collect();
        if targets.is_empty() {
            return Ok(());
        }
        self.replace_targets(core, targets)
    }
}

/// Places each row by its number where the source agrees, else by its source where only one segment
/// has it.
fn compare(open: &OpenDocument, rows: &[ReturnedRow]) -> Review {
    let mut by_source: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, segment) in open.segments().enumerate() {
        by_source.entry(key(&segment.source)).or_default().push(row);
    }
    let mut review = Review::default();
    for (at, returned) in rows.iter().enumerate() {
        let wanted = key(&returned.source);
        let numbered = returned
            .number
            .and_then(|number| usize::try_from(number).ok()?.checked_sub(1))
            .filter(|row| open.get(*row).is_some_and(|s| key(&s.source) == wanted));
        let only = by_source
            .get(&wanted)
            .and_then(|rows| match rows.as_slice() {
                [one] => Some(*one),
                _ => None,
            });
        let Some((row, segment)) = numbered
            .or(only)
            .and_then(|row| Some((row, open.get(row)?)))
        else {
            review.problems.push(format!(
                "row {} of the table: its Arabic is not in the document: {}",
                at + 1,
                shortened(&returned.source)
            ));
            continue;
        };
        review.rows += 1;
        if !returned.comment.is_empty() {
            review.comments.push((row + 1, returned.comment.clone()));
        }
        // What is not translated went out as its source.
        let is_source =
            segment.status == SegmentStatus::Untranslated && key(&returned.target) == wanted;
        if !segment.for_translation || is_source || returned.target == segment.target.trim() {
            continue;
        }
        if returned.target.is_empty() {
            review.problems.push(format!(
                "segment {}: its translation was deleted; it stays as it is",
                row + 1
            ));
            continue;
        }
        review.changes.push(ReviewChange {
            segment: segment.id,
            number: row + 1,
            source: segment.source.clone(),
            before: segment.target.clone(),
            after: returned.target.clone(),
        });
    }
    review
}

fn shortened(text: &str) -> String {
    const LETTERS: usize = 60;
    match text.char_indices().nth(LETTERS) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
