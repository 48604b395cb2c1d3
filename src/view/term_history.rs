//! The changes of a term, each in a line.

use super::in_one_line;
use crate::engine::model::TermEntry;
use crate::workspace::{TermRevision, date};

/// A change of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermChangeView {
    /// By which what was before it comes back; `None` where there was nothing, or nothing else.
    pub restores: Option<i64>,
    /// Who, when, what undo calls it.
    pub what: String,
    /// The fields that became others: `truce → ceasefire`.
    pub fields: Vec<String>,
}

pub fn term_changes(revisions: &[TermRevision]) -> Vec<TermChangeView> {
    let line = |revision: &TermRevision| {
        let day = date(revision.at);
        let parts = [day.as_str(), &revision.author, &revision.action];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        TermChangeView {
            restores: revision.before.as_ref().map(|_| revision.id),
            what: parts.join(" · "),
            fields: match (&revision.before, &revision.after) {
                (Some(before), Some(after)) => changed_fields(before, after),
                _ => Vec::new(),
            },
        }
    };
    revisions.iter().map(line).collect()
}

fn changed_fields(before: &TermEntry, after: &TermEntry) -> Vec<String> {
    let translations = |entry: &TermEntry| {
        let statuses: Vec<&str> = entry.translations.iter().map(|t| t.status.name()).collect();
        format!(
            "{} ({})",
            in_one_line(&entry.translations).0,
            statuses.join(", ")
        )
    };
    let forms = |entry: &TermEntry| entry.forms.join("، ");
    let texts = |entry: &TermEntry| {
        [
            ("", entry.source.clone()),
            ("", translations(entry)),
            ("forms: ", forms(entry)),
            ("part of speech: ", entry.part_of_speech.clone()),
            ("domain: ", entry.domain.clone()),
            ("client: ", entry.client.clone()),
            ("source: ", entry.reference.clone()),
            ("definition: ", entry.definition.clone()),
            ("example: ", entry.example.clone()),
            ("note: ", entry.note.clone()),
        ]
    };
    let shown = |text: String| {
        if text.is_empty() {
            "nothing".to_owned()
        } else {
            text
        }
    };
    texts(before)
        .into_iter()
        .zip(texts(after))
        .filter(|((_, old), (_, new))| old != new)
        .map(|((name, old), (_, new))| format!("{name}{} → {}", shown(old), shown(new)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_tells_its_fields() {
        let before = TermEntry {
            source: "هدنة".into(),
            ..TermEntry::default()
        };
        let after = TermEntry {
            domain: "law".into(),
            ..before.clone()
        };
        let views = term_changes(&[TermRevision {
            id: 5,
            at: 0,
            author: "Nour".into(),
            action: "change of term".into(),
            before: Some(before),
            after: Some(after),
        }]);
        assert_eq!(views[0].what, "1970-01-01 · Nour · change of term");
        assert_eq!(views[0].fields, ["domain: nothing → law"]);
        assert_eq!(views[0].restores, Some(5));
    }
}
