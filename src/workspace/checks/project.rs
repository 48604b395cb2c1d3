//! Checks the documents of a project as they are stored.

use super::checker::{Issue, PairChecker};
use crate::engine::model::{Segment, SegmentStatus};
use crate::workspace::Workspace;
use crate::workspace::core::WorkspaceError;

/// An issue of a project: its row counts on over all documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectIssue {
    pub document: String,
    pub issue: Issue,
}

impl Workspace {
    /// Everything that checks pairs in this workspace, with the names of a project if one is named.
    ///
    /// # Errors
    /// No project of that name, or a damaged file in place of a shipped one.
    pub fn pair_checker(&self, project: Option<&str>) -> Result<PairChecker, WorkspaceError> {
        let ledger = self.ledger_of(project)?;
        let terms = self.terms.used(&self.core);
        let entries = terms.entries().cloned().collect();
        PairChecker::new(&self.core.assets, entries, ledger)
    }

    /// The issues of a project's rows, and the checks that had to be left out. Rows that are not
    /// for translation count, and are not checked.
    ///
    /// # Errors
    /// No project of that name, or the file cannot be read.
    pub fn check_project(
        &self,
        name: &str,
    ) -> Result<(Vec<ProjectIssue>, Vec<String>), WorkspaceError> {
        let mut checker = self.pair_checker(Some(name))?;
        let documents = self.documents.stored_documents(&self.core, name)?;
        for (_, document) in &documents {
            let confirmed = document.segments.iter().map(|placed| &placed.segment);
            let confirmed = confirmed.filter(|segment| segment.status == SegmentStatus::Confirmed);
            checker
                .learn(confirmed.map(|segment| (segment.source.as_str(), segment.target.as_str())));
        }
        let mut issues = Vec::new();
        let mut left_out = Vec::new();
        let mut before = 0;
        for (_, document) in &documents {
            let (rows, segments): (Vec<usize>, Vec<&Segment>) = document
                .segments
                .iter()
                .map(|placed| &placed.segment)
                .enumerate()
                .filter(|(_, segment)| segment.for_translation)
                .unzip();
            let taken: Result<Vec<String>, WorkspaceError> =
                checker.check_segments(&segments, |mut issue| {
                    let row = rows.get(issue.row).copied().unwrap_or(issue.row);
                    issue.row = before + row;
                    issues.push(ProjectIssue {
                        document: document.name.clone(),
                        issue,
                    });
                    Ok(())
                });
            left_out.extend(taken?);
            before += document.segments.len();
        }
        Ok((issues, left_out))
    }
}
