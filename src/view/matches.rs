//! What the memories offer for the active segment.

use crate::engine::model::{DiffKind, DiffSpan, MatchReason, PenaltyReason, TmMatch};
use crate::workspace::{Workspace, date};
use std::ops::Range;

/// How good a match is, for the colour of its badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatchBand {
    /// 100 and more.
    Exact,
    /// 95 to 99.
    NearlyExact,
    /// 85 to 94.
    Close,
    /// Less.
    Distant,
}

impl MatchBand {
    pub fn of(badge: u8) -> Self {
        match badge {
            100.. => Self::Exact,
            95..=99 => Self::NearlyExact,
            85..=94 => Self::Close,
            _ => Self::Distant,
        }
    }
}

/// The memory's source and the current one in one text: what only the memory has is struck, what
/// only the current one has is underlined.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DiffText {
    pub text: String,
    /// Byte ranges of what differs, in order.
    pub changes: Vec<(Range<usize>, DiffKind)>,
}

impl DiffText {
    fn from_spans(spans: &[DiffSpan]) -> Self {
        let mut joined = Self::default();
        let mut before = DiffKind::Same;
        for span in spans {
            // What went and what came in its place stand apart.
            let is_exchange = before != DiffKind::Same && span.kind != DiffKind::Same;
            if is_exchange && !joined.text.ends_with(char::is_whitespace) {
                joined.text.push(' ');
            }
            before = span.kind;
            let start = joined.text.len();
            joined.text.push_str(&span.text);
            if span.kind != DiffKind::Same && !span.text.is_empty() {
                joined.changes.push((start..joined.text.len(), span.kind));
            }
        }
        joined
    }
}

/// A match as it stands in the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchView {
    /// From 1; the key that inserts it.
    pub number: usize,
    pub badge: u8,
    pub band: MatchBand,
    /// Why it has its rate, in words: `numbers differ · -5 aligned`.
    pub reason: String,
    pub source: DiffText,
    pub target: String,
    /// Numbers of the current source that were put into the target, in bytes and in order.
    pub new_numbers: Vec<Range<usize>>,
    /// Project, document, who and when; may be empty.
    pub provenance: String,
}

pub fn matches(workspace: &Workspace) -> Vec<MatchView> {
    (1..)
        .zip(workspace.matches())
        .map(|(number, found)| view(number, found))
        .collect()
}

fn view(number: usize, found: &TmMatch) -> MatchView {
    let badge = found.rate.badge();
    let source = if found.diff.is_empty() {
        DiffText {
            text: found.source.clone(),
            changes: Vec::new(),
        }
    } else {
        DiffText::from_spans(&found.diff)
    };
    MatchView {
        number,
        badge,
        band: MatchBand::of(badge),
        reason: explanation(found),
        source,
        target: found.target.clone(),
        new_numbers: found.new_numbers.clone(),
        provenance: provenance(found),
    }
}

/// The reason with what was done to the numbers and what was taken off.
fn explanation(found: &TmMatch) -> String {
    let mut text = if found.has_new_numbers {
        "numbers differ, put in".to_owned()
    } else {
        reason(found.reason).to_owned()
    };
    for penalty in &found.penalties {
        let why = match penalty.reason {
            PenaltyReason::Memory => "this memory",
            PenaltyReason::Unconfirmed => "not confirmed",
            PenaltyReason::Machine => "machine-made",
            PenaltyReason::Aligned => "aligned",
            PenaltyReason::Variant => "other English",
            PenaltyReason::Age => "old",
        };
        // A true minus sign.
        text.push_str(&format!(" · −{} {why}", penalty.percent));
    }
    text
}

fn reason(reason: MatchReason) -> &'static str {
    match reason {
        MatchReason::Context => "same text in the same place",
        MatchReason::Exact => "same text",
        MatchReason::Spelling => "only spelling differs",
        MatchReason::Numbers => "numbers differ",
        MatchReason::Punctuation => "only punctuation differs",
        MatchReason::Negation => "one of them is negated",
        MatchReason::Words => "words differ",
    }
}

fn provenance(found: &TmMatch) -> String {
    let date = found.changed.map(date);
    let parts = [&found.project, &found.document, &found.author, &date];
    let known: Vec<&str> = parts
        .into_iter()
        .flatten()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    known.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_those_of_the_trade() {
        let cases = [
            (101, MatchBand::Exact),
            (100, MatchBand::Exact),
            (99, MatchBand::NearlyExact),
            (95, MatchBand::NearlyExact),
            (94, MatchBand::Close),
            (85, MatchBand::Close),
            (84, MatchBand::Distant),
            (0, MatchBand::Distant),
        ];
        for (badge, band) in cases {
            assert_eq!(MatchBand::of(badge), band, "{badge}");
        }
    }

    #[test]
    fn dates_are_civil() {
        let cases = [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_456_790_399, "2016-02-29"),
            (-1, "1969-12-31"),
        ];
        for (seconds, shown) in cases {
            assert_eq!(date(seconds), shown);
        }
    }

    #[test]
    fn a_difference_is_one_text_with_marks() {
        let span = |kind, text: &str| DiffSpan {
            kind,
            text: text.into(),
        };
        let joined = DiffText::from_spans(&[
            span(DiffKind::Same, "لمدة "),
            span(DiffKind::Deleted, "48"),
            span(DiffKind::Inserted, "72"),
            span(DiffKind::Same, " ساعة"),
        ]);
        assert_eq!(joined.text, "لمدة 48 72 ساعة");
        assert_eq!(
            joined.changes,
            [(9..11, DiffKind::Deleted), (12..14, DiffKind::Inserted)]
        );
    }
}
