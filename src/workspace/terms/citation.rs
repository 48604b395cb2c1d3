//! What is selected in a text as a term: in its citation form.

use super::TermDraft;
use crate::engine::model::{TermEntry, TermId, TermStatus, TermTranslation};
use crate::engine::terminology::{TermIndex, citation_form};
use crate::workspace::Workspace;
use std::cell::OnceCell;

impl Workspace {
    /// A selection of the source as dictionaries give it: `للهدنة` is `هدنة`. Left as written
    /// where there is doubt.
    pub fn citation_form(&self, written: &str) -> String {
        let words = OnceCell::new();
        let stands = |word: &str| {
            words
                .get_or_init(|| self.documents.words_around())
                .contains(word)
        };
        citation_form(written, &stands)
    }

    /// A new term from selections in both columns, in its citation form. What was written is a
    /// form of it where the rules of inflection would not find it.
    pub fn term_draft(&self, written: &str, translation: &str) -> TermDraft {
        let (written, translation) = (written.trim(), translation.trim());
        let mut draft = TermDraft {
            source: self.citation_form(written),
            ..TermDraft::default()
        };
        if !written.is_empty() && !finds(&draft.source, written) {
            draft.forms.push(written.to_owned());
        }
        if !translation.is_empty() {
            draft.translations.push(TermTranslation {
                text: translation.to_owned(),
                status: TermStatus::Preferred,
            });
        }
        draft
    }

    /// The draft with its citation form among its forms, with and without article, for comparing.
    pub(in crate::workspace) fn with_citation(&self, mut draft: TermDraft) -> TermDraft {
        let citation = self.citation_form(&draft.source);
        draft.forms.push(format!("ال{citation}"));
        draft.forms.push(citation);
        draft
    }
}

/// Whether an entry with this source is recognised in what is written.
fn finds(source: &str, written: &str) -> bool {
    let entry = TermEntry {
        id: TermId(0),
        source: source.to_owned(),
        ..TermEntry::default()
    };
    !TermIndex::build([&entry]).find(written).is_empty()
}
