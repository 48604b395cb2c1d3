//! Terms recognised in the active segment.

use crate::engine::model::{TermEntry, TermStatus, TermTranslation};
use crate::workspace::Workspace;
use std::ops::Range;

/// A recognised entry; one that occurs more than once in the segment is shown once.
#[derive(Debug, Clone, PartialEq)]
pub struct TermView {
    /// From 1; with Alt the key that inserts it where it is at most 9.
    pub number: usize,
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

/// The translation to use: the first preferred one, else the first admitted one.
pub fn preferred(entry: &TermEntry) -> Option<&TermTranslation> {
    let with = |status| entry.translations.iter().find(move |t| t.status == status);
    with(TermStatus::Preferred).or_else(|| with(TermStatus::Admitted))
}

pub fn terms(workspace: &Workspace) -> Vec<TermView> {
    let mut views: Vec<TermView> = Vec::new();
    for found in workspace.term_suggestions() {
        let known = views
            .iter_mut()
            .find(|view| view.entry.id == found.entry.id);
        if let Some(view) = known {
            view.ranges.push(found.hit.range.clone());
            continue;
        }
        views.push(TermView {
            number: views.len() + 1,
            entry: found.entry.clone(),
            reason: found.hit.reason.clone(),
            ranges: vec![found.hit.range.clone()],
        });
    }
    views
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::model::TermId;

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
