//! Checks pairs in a row, each with what the rows above say.

use super::dictionary::Dictionary;
use super::guarded::GuardedChecks;
use crate::engine::model::{
    Finding, NameEntry, Segment, SegmentId, SegmentStatus, Severity, TargetOrigin, TermEntry,
    TermHit, TermId,
};
use crate::engine::qa::{
    EnglishTerms, Knowledge, LengthRatio, Pair, PairText, RowsAbove, SourceTerm,
};
use crate::engine::terminology::TermIndex;
use crate::jobs::Ticket;
use crate::workspace::core::{Assets, CharOffsets, WorkspaceError};
use crate::workspace::names::NameSource;
use crate::workspace::terms::shipped_terms;
use crate::workspace::tools::lines_of;
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

/// Rows whose names are found together.
const BATCH: usize = 500;
/// Sources whose terms are remembered, for those that come again.
const REMEMBERED: usize = 4_000;

/// A finding with the row it belongs to and places in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// From 0.
    pub row: usize,
    pub check: &'static str,
    pub severity: Severity,
    pub message: String,
    pub source: Option<Range<usize>>,
    pub target: Option<Range<usize>>,
}

impl Issue {
    fn new(row: usize, source: &str, target: &str, finding: Finding) -> Self {
        let chars = |text: &str, range: Range<usize>| {
            let mut offsets = CharOffsets::new(text);
            offsets.of(range.start)..offsets.of(range.end)
        };
        Self {
            row,
            check: finding.check,
            severity: finding.severity,
            message: finding.message,
            source: finding.source.map(|range| chars(source, range)),
            target: finding.target.map(|range| chars(target, range)),
        }
    }
}

/// A row of a document as it is checked.
pub(super) struct CheckedRow {
    pub segment: SegmentId,
    pub source: String,
    pub target: String,
    status: SegmentStatus,
    origin: TargetOrigin,
}

impl CheckedRow {
    pub fn of(segment: &Segment) -> Self {
        Self {
            segment: segment.id,
            source: segment.source.clone(),
            target: segment.target.clone(),
            status: segment.status,
            origin: segment.origin,
        }
    }

    fn text(&self) -> PairText<'_> {
        PairText {
            source: &self.source,
            target: &self.target,
            status: self.status,
            origin: self.origin,
        }
    }
}

/// All that checks need to know, ready for any number of documents.
pub struct PairChecker {
    entries: Vec<TermEntry>,
    index: TermIndex,
    english: EnglishTerms,
    /// Where a ledger says how names are spelt; finding other names costs more than it tells.
    names: Option<NameSource>,
    dictionary: Dictionary,
    length: LengthRatio,
}

impl PairChecker {
    pub(super) fn new(
        assets: &Assets,
        mut entries: Vec<TermEntry>,
        ledger: Vec<NameEntry>,
    ) -> Result<Self, WorkspaceError> {
        // Identities become places in the list.
        for (n, entry) in (0i64..).zip(&mut entries) {
            entry.id = TermId(n);
        }
        let names = (!ledger.is_empty())
            .then(|| NameSource::new(assets, entries.clone(), ledger))
            .transpose()?;
        Ok(Self {
            names,
            index: TermIndex::build(&entries),
            english: EnglishTerms::build(&entries),
            dictionary: Dictionary::load(assets)?,
            length: LengthRatio::default(),
            entries,
        })
    }

    /// With the shipped glossary and list of names.
    ///
    /// # Errors
    /// A replaced file is damaged.
    pub fn shipped(assets: &Assets) -> Result<Self, WorkspaceError> {
        Self::new(assets, shipped_terms(assets)?, Vec::new())
    }

    /// Takes confirmed pairs as examples of how long translations are.
    pub(super) fn learn<'p>(&mut self, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) {
        for (source, target) in pairs {
            self.length.learn(source, target);
        }
    }

    /// Checks the pairs of one document in order and hands on each issue. Answers with the checks
    /// that had to be left out, and why.
    ///
    /// # Errors
    /// `take` failed.
    pub fn check<E>(
        &self,
        pairs: &[(String, String)],
        take: impl FnMut(Issue) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        let pairs: Vec<PairText<'_>> = pairs
            .iter()
            .map(|(source, target)| PairText {
                source,
                target,
                status: SegmentStatus::Confirmed,
                origin: TargetOrigin::Typed,
            })
            .collect();
        self.check_rows(&pairs, take)
    }

    pub(super) fn check_segments<E>(
        &self,
        segments: &[&Segment],
        take: impl FnMut(Issue) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        let pairs: Vec<PairText<'_>> = segments
            .iter()
            .map(|segment| PairText {
                source: &segment.source,
                target: &segment.target,
                status: segment.status,
                origin: segment.origin,
            })
            .collect();
        self.check_rows(&pairs, take)
    }

    /// Checks rows of a document from one on; those before it only tell what was written above.
    /// Answers with the checks that had to be left out.
    pub(super) fn check_rows_from(
        &self,
        rows: &[CheckedRow],
        from: usize,
        ticket: &Ticket,
        mut take: impl FnMut(usize, Finding),
    ) -> Vec<String> {
        let texts: Vec<PairText<'_>> = rows.iter().map(CheckedRow::text).collect();
        let all = texts.len() as u64;
        let done = self.run(&texts, from, |row, finding| {
            ticket.report(row as u64, all);
            if ticket.is_cancelled() {
                return Err(());
            }
            take(row, finding);
            Ok(())
        });
        done.unwrap_or_default()
    }

    fn check_rows<E>(
        &self,
        rows: &[PairText<'_>],
        mut take: impl FnMut(Issue) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        self.run(rows, 0, |row, finding| {
            let (source, target) = rows
                .get(row)
                .map_or(("", ""), |row| (row.source, row.target));
            take(Issue::new(row, source, target, finding))
        })
    }

    fn run<E>(
        &self,
        rows: &[PairText<'_>],
        from: usize,
        mut take: impl FnMut(usize, Finding) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        let mut checks = GuardedChecks::new();
        let mut above = RowsAbove::default();
        let mut terms = RememberedTerms::default();
        let is_known = |word: &str| self.dictionary.knows(word);
        let (before, rows) = rows.split_at(from.min(rows.len()));
        for row in before {
            above.push(row.source, row.target);
        }
        for (batch, part) in rows.chunks(BATCH).enumerate() {
            let sources: Vec<&str> = part.iter().map(|row| row.source).collect();
            let names = match &self.names {
                Some(names) => names.hits(&sources),
                None => vec![Vec::new(); sources.len()],
            };
            for (at, (row, names)) in part.iter().zip(&names).enumerate() {
                let hits = terms.of(row.source, &self.index);
                // A guess may be another word; nothing is asked for on its account.
                let terms: Vec<SourceTerm<'_>> = hits
                    .iter()
                    .filter(|hit| !hit.guess)
                    .filter_map(|hit| {
                        let entry = self.entries.get(usize::try_from(hit.entry.0).ok()?)?;
                        Some(SourceTerm {
                            hit: hit.clone(),
                            entry,
                        })
                    })
                    .collect();
                let known = Knowledge {
                    terms: &terms,
                    names,
                    english_terms: &self.english,
                    length: &self.length,
                    dictionary: Some(&is_known),
                    above: &above,
                };
                for finding in checks.run(&Pair::new(*row, known)) {
                    take(from + batch * BATCH + at, finding)?;
                }
                above.push(row.source, row.target);
            }
        }
        Ok(checks
            .left_out()
            .iter()
            .map(|left| format!("the check “{}” was left out: {}", left.check, left.reason))
            .collect())
    }
}

/// The terms of sources seen lately: articles repeat themselves.
#[derive(Default)]
struct RememberedTerms(HashMap<String, Vec<TermHit>>);

impl RememberedTerms {
    fn of(&mut self, source: &str, index: &TermIndex) -> &[TermHit] {
        if self.0.len() >= REMEMBERED && !self.0.contains_key(source) {
            self.0.clear();
        }
        self.0
            .entry(source.to_owned())
            .or_insert_with(|| index.find_all(source))
    }
}

/// The pairs of a file, one a line: source, tab, target. A line without a tab has no target.
///
/// # Errors
/// The file cannot be read as text.
pub fn pairs_of(path: &Path) -> Result<Vec<(String, String)>, WorkspaceError> {
    let lines = lines_of(path)?;
    let is_last_empty = lines.last().is_some_and(String::is_empty);
    let count = lines.len() - usize::from(is_last_empty);
    Ok(lines
        .into_iter()
        .take(count)
        .map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default().to_owned();
            (cell(), cell())
        })
        .collect())
}
