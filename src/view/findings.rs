//! What quality checks found, as lists and rows show it.

use crate::engine::model::{Finding, Segment, SegmentId, Severity};
use crate::workspace::Workspace;

/// A finding of the open document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FindingView<'a> {
    pub segment: SegmentId,
    /// Of its row, from 1.
    pub number: usize,
    /// Its place among the findings of its segment.
    pub index: usize,
    pub finding: &'a Finding,
    pub source: &'a str,
    pub target: &'a str,
}

/// The findings of the open document from a severity on, in order.
pub fn findings(workspace: &Workspace, least: Severity) -> Vec<FindingView<'_>> {
    let Some(document) = workspace.document() else {
        return Vec::new();
    };
    let all = workspace.document_findings().into_iter();
    all.filter_map(|(row, segment, index)| {
        let segment = document.segment(segment)?;
        let finding = workspace.findings(segment).get(index)?;
        Some(FindingView {
            segment: segment.id,
            number: row + 1,
            index,
            finding,
            source: &segment.source,
            target: &segment.target,
        })
    })
    .filter(|view| view.finding.severity >= least)
    .collect()
}

/// The findings of a segment that matter, with their places, the gravest first.
pub fn serious_findings<'a>(
    workspace: &'a Workspace,
    segment: &Segment,
) -> Vec<(usize, &'a Finding)> {
    let findings = workspace.findings(segment).iter().enumerate();
    let mut serious: Vec<_> = findings
        .filter(|(_, finding)| finding.severity.is_serious())
        .collect();
    serious.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    serious
}

/// What a check is called in lists: `repeated words`.
pub fn check_name(finding: &Finding) -> String {
    finding.check.replace(['-', '_'], " ")
}

/// A message as a sentence of its own. What it quotes keeps its own direction, whatever stands around
/// it: “5 مايو 2018”.
pub fn finding_sentence(finding: &Finding) -> String {
    let mut letters = finding.message.chars();
    let first: String = letters
        .next()
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default();
    let sentence = format!("{first}{}", letters.as_str());
    sentence.replace('“', "“\u{2068}").replace('”', "\u{2069}”")
}

#[cfg(test)]
mod tests {
    use super::finding_sentence;
    use crate::engine::model::{Finding, Severity};

    #[test]
    fn quotations_are_isolated() {
        for (message, sentence) in [
            ("a space is missing", "A space is missing"),
            (
                "the source has “5 مايو 2018”, the translation “2019”",
                "The source has “\u{2068}5 مايو 2018\u{2069}”, the translation “\u{2068}2019\u{2069}”",
            ),
        ] {
            let finding = Finding {
                check: "number",
                severity: Severity::Error,
                message: message.to_owned(),
                source: None,
                target: None,
                fix: None,
            };
            assert_eq!(finding_sentence(&finding), sentence);
        }
    }
}
