//! Terms recognised in the active segment.

use crate::engine::model::{TermEntry, TermTranslation};
use crate::workspace::{SuggestionKey, SuggestionOrigin, TermSuggestion, Workspace, preferred};
use std::ops::Range;

/// A recognised entry; one that occurs more than once in the segment is shown once.
#[derive(Debug, Clone, PartialEq)]
pub struct TermView {
    /// From 1; with Alt the key that inserts it where it is at most 9. A guess has no key: 0.
    pub number: usize,
    /// The words may say something else here.
    pub is_guess: bool,
    pub entry: TermEntry,
    /// How the written form comes from the entry: `ل + ال + هدنة`.
    pub reason: String,
    /// Where it stands in the source, as byte ranges in order.
    pub ranges: Vec<Range<usize>>,
}

impl TermView {
    /// What Alt with the number inserts.
    pub fn translation(&self) -> Option<&TermTranslation> {
        preferred(&self.entry)
    }
}

pub fn terms(workspace: &Workspace) -> Vec<TermView> {
    let found = workspace.term_suggestions();
    let suggested = workspace.suggested_terms().into_iter();
    suggested
        .filter_map(|term| {
            let number = match term.key {
                Some(SuggestionKey::Term(number)) => number,
                _ => 0,
            };
            let of_term =
                |found: &&TermSuggestion| term.origin == SuggestionOrigin::Term(found.entry.id);
            let is_shown = |found: &&TermSuggestion| found.hit.guess == term.is_guess;
            let first = found.iter().filter(of_term).find(is_shown)?;
            let reason = &first.hit.reason;
            Some(TermView {
                number,
                is_guess: term.is_guess,
                entry: first.entry.clone(),
                reason: if term.is_guess {
                    format!("a guess: {reason}")
                } else {
                    reason.clone()
                },
                ranges: term.ranges,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::model::{TermId, TermStatus};

    fn entry(translations: &[(&str, TermStatus)]) -> TermEntry {
        let translation = |(text, status): &(&str, TermStatus)| TermTranslation {
            text: (*text).to_owned(),
            status: *status,
        };
        TermEntry {
            id: TermId(1),
            source: "هدنة".into(),
            forms: Vec::new(),
            translations: translations.iter().map(translation).collect(),
            part_of_speech: String::new(),
            domain: String::new(),
            note: String::new(),
            ..TermEntry::default()
        }
    }

    #[test]
    fn forbidden_translations_are_never_inserted() {
        use TermStatus::{Admitted, Deprecated, Forbidden, Preferred};
        let text = |translations: &[(&str, TermStatus)]| {
            preferred(&entry(translations)).map(|t| t.text.clone())
        };
        assert_eq!(
            text(&[
                ("armistice", Forbidden),
                ("ceasefire", Admitted),
                ("truce", Preferred)
            ]),
            Some("truce".into())
        );
        assert_eq!(
            text(&[("old", Deprecated), ("calm", Admitted)]),
            Some("calm".into())
        );
        assert_eq!(text(&[("armistice", Forbidden)]), None);
    }
}
