//! What was translated before is not typed again: exact matches fill rows as they are entered,
//! confirmed text goes to its repeats, and a whole document can be filled at once.

mod analyse;
mod plain;

use super::Workspace;
use super::core::{Core, Slot, WorkspaceError, write_file};
use super::documents::Documents;
use super::memories::Matcher;
use crate::engine::model::{DocumentId, MatchRate, NumberStyle, SegmentId, TargetOrigin};
use crate::engine::statistics::{Analysis, ReportFormat, write_analysis};
use crate::jobs::Ticket;
use std::path::PathBuf;
use std::sync::Arc;

/// Under what the workspace remembers whether rows are filled: `no`, `exact`, or a rate such as
/// `99`; without it exact matches do.
pub const FILL_SETTING: &str = "repeats.fill";

const PRETRANSLATE: Slot = Slot::shown("pretranslate", "pretranslating");
const ANALYSE: Slot = Slot::shown("analyse", "analysing");
const WRITE: Slot = Slot::quiet("write analysis");
/// Rows between two reports of progress.
const TOLD: usize = 50;

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Fills the rows of the open document that have no text, from matches of this rate on, in
    /// the background and as one step.
    Pretranslate { min: MatchRate },
    /// Counts what of the open project is new, in the background.
    Analyse,
    /// Writes an analysis as a workbook, CSV or HTML, by the ending of the file's name.
    WriteAnalysis {
        analysis: Box<Analysis>,
        output: PathBuf,
    },
}

impl Command {
    /// Whether it may change the file.
    pub(super) fn changes_file(&self) -> bool {
        matches!(self, Self::Pretranslate { .. })
    }
}

/// What a pretranslation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pretranslated {
    /// Rows without text that were looked at.
    pub rows: u64,
    /// Filled by a match of 100 or 101.
    pub exact: u64,
    /// Filled by a match below 100.
    pub fuzzy: u64,
    /// Numbers, dates and addresses, which need no memory.
    pub plain: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Pretranslated(DocumentId, Pretranslated),
    Analysed(Box<Analysis>),
    AnalysisWritten(PathBuf),
}

/// A row without text, as it is looked up.
struct EmptyRow {
    segment: SegmentId,
    source: String,
    previous: String,
    next: String,
}

/// Whether rows are filled without being asked for.
pub(super) fn are_filled(core: &Core) -> bool {
    core.settings
        .get(FILL_SETTING)
        .is_none_or(|way| way != "no")
}

/// The rate from which a match fills a row when it is entered.
pub(super) fn least_rate(core: &Core) -> MatchRate {
    let chosen = core.settings.get(FILL_SETTING);
    let rate = chosen.and_then(|way| way.parse::<f64>().ok());
    MatchRate::new(rate.unwrap_or(100.0).clamp(75.0, 101.0))
}

/// Looks the empty rows of the open document up and fills them.
pub(super) fn pretranslate(
    core: &mut Core,
    documents: &Documents,
    mut matcher: Matcher,
    (min, style): (MatchRate, NumberStyle),
) -> Result<(), WorkspaceError> {
    let document = documents.open.as_ref().ok_or(WorkspaceError::NoDocument)?;
    let id = document.id();
    let rows: Vec<EmptyRow> = (0..document.len())
        .filter_map(|row| Some((row, document.get(row)?)))
        .filter(|(_, segment)| segment.is_untouched())
        .map(|(row, segment)| {
            let (previous, next) = document.context(row);
            EmptyRow {
                segment: segment.id,
                source: segment.source.clone(),
                previous,
                next,
            }
        })
        .collect();
    let work = move |ticket: &Ticket| look_up(&rows, &mut matcher, (min, style), ticket);
    core.spawn(PRETRANSLATE, work, move |workspace, found| {
        if let Some((targets, counts)) = workspace.core.expect(found) {
            workspace.fill_rows(id, targets, counts);
        }
    });
    Ok(())
}

/// Counts what of the open project is new.
pub(super) fn analyse(
    core: &mut Core,
    documents: &Documents,
    matcher: Matcher,
) -> Result<(), WorkspaceError> {
    let open = core.projects.open;
    let project = open.ok_or(WorkspaceError::NoOpenProject)?;
    let name = core.projects.name_of(project);
    let rows: Vec<(DocumentId, u64)> = documents
        .heads
        .iter()
        .map(|head| (head.id, head.segments))
        .collect();
    let file = Arc::clone(&core.file);
    core.when_saved(move |workspace| {
        let work = move |ticket: &Ticket| analyse::analyse(&file, name, &rows, matcher, ticket);
        workspace.core.spawn(ANALYSE, work, |workspace, analysis| {
            if let Some(analysis) = workspace.core.expect(analysis) {
                workspace.core.tell(Event::Analysed(Box::new(analysis)));
            }
        });
    });
    Ok(())
}

/// Writes an analysis to a file.
pub(super) fn write(
    core: &mut Core,
    analysis: Box<Analysis>,
    output: PathBuf,
) -> Result<(), WorkspaceError> {
    let extension = output.extension().map(|e| e.to_string_lossy().into_owned());
    let format = extension.and_then(|extension| ReportFormat::of_extension(&extension));
    let format = format.ok_or_else(|| WorkspaceError::File {
        reason: "an analysis is written as .xlsx, .csv or .html; end the name so".into(),
        path: output.clone(),
    })?;
    let work = move |_: &Ticket| {
        let bytes = write_analysis(&analysis, format).map_err(WorkspaceError::Background)?;
        write_file(&output, |file| file.write_all(&bytes))?;
        Ok::<_, WorkspaceError>(output)
    };
    let slot = core.beside(WRITE);
    core.spawn(slot, work, |workspace, written| {
        if let Some(path) = workspace.core.expect(written) {
            workspace.core.tell(Event::AnalysisWritten(path));
        }
    });
    Ok(())
}

type Found = (Vec<(SegmentId, String, TargetOrigin)>, Pretranslated);

fn look_up(
    rows: &[EmptyRow],
    matcher: &mut Matcher,
    (min, style): (MatchRate, NumberStyle),
    ticket: &Ticket,
) -> Result<Found, WorkspaceError> {
    let mut targets = Vec::new();
    let mut counts = Pretranslated::default();
    for (n, row) in rows.iter().enumerate() {
        if ticket.is_cancelled() {
            break;
        }
        if n % TOLD == 0 {
            ticket.report(n as u64, rows.len() as u64);
        }
        counts.rows += 1;
        let context = (row.previous.as_str(), row.next.as_str());
        if let Some(found) = matcher.best(&row.source, context, min)? {
            let is_exact = found.rate >= MatchRate::new(100.0);
            *(if is_exact {
                &mut counts.exact
            } else {
                &mut counts.fuzzy
            }) += 1;
            let origin = TargetOrigin::Memory(found.rate);
            targets.push((row.segment, found.target, origin));
        } else if let Some(target) = plain::translation(&row.source, style) {
            counts.plain += 1;
            targets.push((row.segment, target, TargetOrigin::Assembled));
        }
    }
    Ok((targets, counts))
}

impl Workspace {
    /// Fills the rows that are still empty; somebody may have gone on typing meanwhile.
    fn fill_rows(
        &mut self,
        document: DocumentId,
        mut targets: Vec<(SegmentId, String, TargetOrigin)>,
        counts: Pretranslated,
    ) {
        let open = self.document().filter(|open| open.id() == document);
        let Some(open) = open else {
            return;
        };
        targets.retain(|(segment, ..)| {
            open.segment(*segment)
                .is_some_and(|segment| segment.is_untouched())
        });
        if !targets.is_empty() {
            let filled = self.documents.replace_targets(&mut self.core, targets);
            self.core.expect(filled);
        }
        self.core.tell(Event::Pretranslated(document, counts));
    }
}
