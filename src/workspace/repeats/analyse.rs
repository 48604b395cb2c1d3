//! Compares all documents of a project with its memories and with each other.

use crate::engine::model::{DocumentId, MatchRate};
use crate::engine::statistics::{Amount, Analysis, Band, FileAnalysis};
use crate::jobs::Ticket;
use crate::store::{DocumentRow, WorkspaceFile};
use crate::workspace::core::{WorkspaceError, read_error};
use crate::workspace::memories::Matcher;
use std::collections::HashSet;

/// Matches below this rate save no work.
const LEAST: f64 = 50.0;
/// Segments between two reports of progress.
const TOLD: u64 = 50;

/// Reads and counts the documents one after the other.
pub(super) fn analyse(
    file: &WorkspaceFile,
    project: String,
    documents: &[(DocumentId, u64)],
    mut matcher: Matcher,
    ticket: &Ticket,
) -> Result<Analysis, WorkspaceError> {
    let all: u64 = documents.iter().map(|(_, segments)| segments).sum();
    let mut analysis = Analysis {
        project,
        files: Vec::new(),
    };
    let mut before: HashSet<String> = HashSet::new();
    let mut done = 0;
    for (id, _) in documents {
        let row = file.reader()?.document(*id).map_err(read_error)?;
        let Some(row) = row else {
            continue;
        };
        let mut here: HashSet<String> = HashSet::new();
        let mut counts = FileAnalysis::new(row.name.clone());
        for (at, placed) in row.segments.iter().enumerate() {
            let segment = &placed.segment;
            if ticket.is_cancelled() {
                return Ok(analysis);
            }
            if !segment.for_translation {
                continue;
            }
            if done % TOLD == 0 {
                ticket.report(done, all);
            }
            done += 1;
            let (previous, next) = around(&row, at);
            let found = matcher.best(&segment.source, (previous, next), MatchRate::new(LEAST))?;
            let band = match Band::of(found.map(|found| found.rate)) {
                Band::Context => Band::Context,
                _ if here.contains(&segment.source) => Band::Repetition,
                _ if before.contains(&segment.source) => Band::AcrossFiles,
                band => band,
            };
            here.insert(segment.source.clone());
            counts.add(band, Amount::of(&segment.source));
        }
        before.extend(here);
        analysis.files.push(counts);
    }
    Ok(analysis)
}

/// The sources before and behind a segment.
fn around(row: &DocumentRow, at: usize) -> (&str, &str) {
    let source = |at: Option<usize>| {
        let placed = at.and_then(|at| row.segments.get(at));
        placed.map_or("", |placed| placed.segment.source.as_str())
    };
    (source(at.checked_sub(1)), source(at.checked_add(1)))
}
