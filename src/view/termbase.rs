//! The rows of the list of terms.

use crate::engine::model::{TermEntry, TermId, TermStatus, TermTranslation};
use crate::workspace::{TermTrouble, Workspace, date};
use std::ops::Range;

/// An entry as a row of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct TermRow<'a> {
    pub entry: &'a TermEntry,
    pub termbase: &'a str,
    /// All translations in one line.
    pub translations: String,
    /// Those of them that are not to be used, as byte ranges.
    pub forbidden: Vec<Range<usize>>,
    /// The day of the last change; empty when unknown.
    pub changed: String,
    /// How it stands to others of the same source, where that was asked for.
    pub trouble: Option<&'static str>,
}

/// The row of an entry; `None` when it is gone since the list was made.
pub fn term_row(workspace: &Workspace, id: TermId) -> Option<TermRow<'_>> {
    let (termbase, entry) = workspace.term(id)?;
    let (translations, forbidden) = in_one_line(&entry.translations);
    let trouble = workspace.term_list().troubles.get(&id);
    Some(TermRow {
        entry,
        termbase: workspace.termbase_name(termbase),
        translations,
        forbidden,
        changed: entry.changed.map(date).unwrap_or_default(),
        trouble: trouble.map(|trouble| match trouble {
            TermTrouble::Contradiction => "contradicts",
            TermTrouble::Duplicate => "duplicate",
            TermTrouble::OtherTranslation => "other translation",
        }),
    })
}

/// Translations with commas between, and where the forbidden ones stand.
pub fn in_one_line(translations: &[TermTranslation]) -> (String, Vec<Range<usize>>) {
    let mut line = String::new();
    let mut forbidden = Vec::new();
    for translation in translations {
        if !line.is_empty() {
            line.push_str(", ");
        }
        let start = line.len();
        line.push_str(&translation.text);
        if translation.status == TermStatus::Forbidden {
            forbidden.push(start..line.len());
        }
    }
    (line, forbidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_translations_are_marked_in_the_line() {
        let translation = |text: &str, status| TermTranslation {
            text: text.into(),
            status,
        };
        let (line, forbidden) = in_one_line(&[
            translation("truce", TermStatus::Preferred),
            translation("armistice", TermStatus::Forbidden),
            translation("lull", TermStatus::Deprecated),
        ]);
        assert_eq!(line, "truce, armistice, lull");
        assert_eq!(forbidden, vec![7..16]);
    }
}
