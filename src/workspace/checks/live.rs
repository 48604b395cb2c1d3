//! The findings of the open document, as rows are confirmed, entered and checked all together.

use super::checker::{CheckedRow, PairChecker};
use super::command::{Command, Event};
use crate::engine::model::{DocumentId, Finding, NameEntry, Segment, SegmentId, TargetOrigin};
use crate::jobs::Ticket;
use crate::store::{CheckWrite, Reader};
use crate::workspace::Workspace;
use crate::workspace::core::{Core, Direction, Slot, Undo, WorkspaceError, read_error};
use crate::workspace::documents::OpenDocument;
use crate::workspace::terms::TermSnapshot;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

const CHECK_ROW: Slot = Slot::quiet("check row");
const CHECK_DOCUMENT: Slot = Slot::shown("check document", "checking the document");
/// Rows above that tell how names are spelt and texts translated.
const ROWS_ABOVE: usize = 400;

/// A finding that is not to be shown again: the check, the source, and what it said.
pub(in crate::workspace) type Ignored = (String, String, String);

/// The findings of a row, which hold as long as it has this target.
struct RowFindings {
    target: String,
    findings: Vec<Finding>,
}

/// What the open document's rows were checked with, and what was found.
pub(in crate::workspace) struct Checks {
    checker: Option<(Known, Arc<PairChecker>)>,
    /// Rows without findings are not kept.
    found: HashMap<SegmentId, RowFindings>,
    ignored: HashSet<Ignored>,
    version: u64,
}

/// What the checker was made from.
#[derive(Debug, Clone, PartialEq)]
struct Known {
    terms: u64,
    ledger: Vec<NameEntry>,
}

/// What checks must know of the workspace.
pub(in crate::workspace) struct Knowledge {
    pub terms_version: u64,
    pub terms: TermSnapshot,
    pub ledger: Vec<NameEntry>,
}

/// Which rows are checked, and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::workspace) enum Occasion {
    /// A row that was entered: its marks are brought up to date.
    Entered(SegmentId),
    /// A row that was confirmed: what matters is told.
    Confirmed(SegmentId),
    Document,
}

/// The rows of a document up to the one that is checked, or all.
fn rows_of(document: &OpenDocument, occasion: Occasion) -> Option<(Vec<CheckedRow>, usize)> {
    let only = match occasion {
        Occasion::Entered(segment) | Occasion::Confirmed(segment) => {
            Some(document.row_of(segment)?)
        }
        Occasion::Document => None,
    };
    let range = match only {
        Some(row) => row.saturating_sub(ROWS_ABOVE)..row + 1,
        None => 0..document.len(),
    };
    let rows: Vec<CheckedRow> = range
        .filter_map(|row| document.get(row))
        .filter(|segment| segment.for_translation)
        .map(CheckedRow::of)
        .collect();
    let from = match only {
        Some(_) => rows.len().checked_sub(1)?,
        None => 0,
    };
    Some((rows, from))
}

/// What a job of checks answers.
struct Answer {
    checker: Arc<PairChecker>,
    rows: Vec<(SegmentId, RowFindings)>,
    left_out: Vec<String>,
}

impl Checks {
    pub(in crate::workspace) fn read(reader: &Reader) -> Result<Self, WorkspaceError> {
        Ok(Self {
            checker: None,
            found: HashMap::new(),
            ignored: reader.ignored_findings().map_err(read_error)?,
            version: 0,
        })
    }

    /// Another document was opened, or none is.
    pub(in crate::workspace) fn forget(&mut self) {
        self.found.clear();
        self.version += 1;
    }

    fn of(&self, segment: &Segment) -> &[Finding] {
        match self.found.get(&segment.id) {
            Some(row) if row.target == segment.target => &row.findings,
            _ => &[],
        }
    }

    /// Checks rows in the background.
    pub(in crate::workspace) fn check(
        &mut self,
        core: &mut Core,
        document: &OpenDocument,
        occasion: Occasion,
        knowledge: Knowledge,
    ) {
        let Some((rows, from)) = rows_of(document, occasion) else {
            return;
        };
        let id = document.id();
        let known = Known {
            terms: knowledge.terms_version,
            ledger: knowledge.ledger,
        };
        let ready = self.checker.as_ref().filter(|(with, _)| *with == known);
        let ready = ready.map(|(_, checker)| Arc::clone(checker));
        let (assets, terms, ledger) = (core.assets.clone(), knowledge.terms, known.ledger.clone());
        let work = move |ticket: &Ticket| {
            let checker = match ready {
                Some(checker) => checker,
                None => Arc::new(PairChecker::new(&assets, terms.entries(), ledger)?),
            };
            let mut found: HashMap<usize, Vec<Finding>> = HashMap::new();
            let left_out = checker.check_rows_from(&rows, from, ticket, |row, finding| {
                found.entry(row).or_default().push(finding);
            });
            let rows = rows.into_iter().enumerate().skip(from);
            let rows = rows.map(|(row, checked)| {
                let findings = found.remove(&row).unwrap_or_default();
                let target = checked.target;
                (checked.segment, RowFindings { target, findings })
            });
            Ok::<_, WorkspaceError>(Answer {
                checker,
                rows: rows.collect(),
                left_out,
            })
        };
        let slot = if occasion == Occasion::Document {
            CHECK_DOCUMENT
        } else {
            core.beside(CHECK_ROW)
        };
        core.spawn(slot, work, move |workspace, answer| {
            if let Some(answer) = workspace.core.expect(answer) {
                workspace.take_findings(id, known, occasion, answer);
            }
        });
    }

    fn is_ignored(&self, source: &str, finding: &Finding) -> bool {
        let key = (
            finding.check.to_owned(),
            source.to_owned(),
            finding.message.clone(),
        );
        self.ignored.contains(&key)
    }
}

impl Workspace {
    /// What the checks found in a row, unless it was changed since.
    pub fn findings(&self, segment: &Segment) -> &[Finding] {
        self.checks.of(segment)
    }

    /// All findings of the open document in order, with their rows and their places in
    /// [`Self::findings`].
    pub fn document_findings(&self) -> Vec<(usize, SegmentId, usize)> {
        let Some(document) = self.document() else {
            return Vec::new();
        };
        let rows = self.checks.found.keys();
        let mut all: Vec<_> = rows
            .filter_map(|&id| Some((document.row_of(id)?, document.segment(id)?)))
            .flat_map(|(row, segment)| {
                let findings = self.checks.of(segment).len();
                (0..findings).map(move |finding| (row, segment.id, finding))
            })
            .collect();
        all.sort_unstable_by_key(|(row, _, finding)| (*row, *finding));
        all
    }

    /// Changes whenever findings do.
    pub fn findings_version(&self) -> u64 {
        self.checks.version
    }

    fn take_findings(
        &mut self,
        document: DocumentId,
        known: Known,
        occasion: Occasion,
        answer: Answer,
    ) {
        self.checks.checker = Some((known, answer.checker));
        let Some(open) = self
            .documents
            .open
            .as_ref()
            .filter(|open| open.id() == document)
        else {
            return;
        };
        self.checks.version += 1;
        let mut doubtful = None;
        for (id, mut row) in answer.rows {
            let Some(segment) = open.segment(id) else {
                continue;
            };
            row.findings
                .retain(|finding| !self.checks.is_ignored(&segment.source, finding));
            let is_new = |finding: &Finding| {
                let before = self.checks.found.get(&id);
                finding.severity.is_serious()
                    && !before.is_some_and(|before| {
                        let mut told = before.findings.iter();
                        before.target == row.target && told.any(|told| told == finding)
                    })
            };
            if occasion == Occasion::Confirmed(id) && row.findings.iter().any(is_new) {
                doubtful = Some(id);
            }
            if row.findings.is_empty() {
                self.checks.found.remove(&id);
            } else {
                self.checks.found.insert(id, row);
            }
        }
        if let Some(segment) = doubtful {
            self.core.tell(Event::Doubtful(segment));
        }
        if occasion == Occasion::Document {
            let segments = open.segments();
            let serious = segments
                .flat_map(|segment| self.checks.of(segment))
                .filter(|finding| finding.severity.is_serious());
            let serious = serious.count();
            self.core.tell(Event::DocumentChecked {
                document,
                serious,
                left_out: answer.left_out,
            });
        }
    }

    /// Carries out a command on findings. What a fix changes is written and checked as any edit.
    pub(in crate::workspace) fn apply_check_command(
        &mut self,
        command: Command,
    ) -> Result<(), WorkspaceError> {
        let (segment, finding) = match command {
            Command::CheckDocument => {
                if self.document().is_none() {
                    return Err(WorkspaceError::NoDocument);
                }
                self.check(Occasion::Document);
                return Ok(());
            }
            Command::Ignore { segment, finding } | Command::Fix { segment, finding } => {
                (segment, finding)
            }
        };
        let row = self.document().and_then(|open| open.segment(segment));
        let row = row.ok_or(WorkspaceError::NoSegment)?;
        let found = self.checks.of(row).get(finding).cloned();
        let found = found.ok_or(WorkspaceError::NoFinding)?;
        if let Command::Fix { .. } = command {
            let fixed = found.fix.and_then(|fix| fix.apply(&row.target));
            let fixed = fixed.ok_or(WorkspaceError::NoFinding)?;
            let targets = vec![(segment, fixed, TargetOrigin::Typed)];
            self.documents.replace_targets(&mut self.core, targets)?;
            self.check(Occasion::Entered(segment));
            return Ok(());
        }
        let key = (
            found.check.to_owned(),
            row.source.clone(),
            found.message.clone(),
        );
        let step = IgnoreStep {
            key,
            document: row.document,
        };
        self.set_ignored(&step, true);
        self.core.undo.push(step);
        Ok(())
    }

    fn set_ignored(&mut self, step: &IgnoreStep, is_ignored: bool) {
        if is_ignored {
            self.checks.ignored.insert(step.key.clone());
            if let Some(document) = &self.documents.open {
                for segment in document.segments().filter(|s| s.source == step.key.1) {
                    if let Some(row) = self.checks.found.get_mut(&segment.id) {
                        row.findings.retain(|finding| {
                            (finding.check, finding.message.as_str())
                                != (step.key.0.as_str(), step.key.2.as_str())
                        });
                    }
                }
            }
        } else {
            self.checks.ignored.remove(&step.key);
        }
        self.checks.version += 1;
        let (check, source, message) = step.key.clone();
        let author = self.core.author();
        self.core.write(CheckWrite::Ignore {
            check,
            source,
            message,
            is_ignored,
            author,
        });
        if !is_ignored {
            self.check(Occasion::Document);
        }
    }
}

/// A finding that was ignored.
struct IgnoreStep {
    key: Ignored,
    document: DocumentId,
}

impl Undo for IgnoreStep {
    fn title(&self) -> &'static str {
        "ignoring a finding"
    }

    fn document(&self) -> Option<DocumentId> {
        Some(self.document)
    }

    fn take(
        &mut self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        workspace.set_ignored(self, direction.is_forth());
        Ok(())
    }
}
