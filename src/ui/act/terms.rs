//! What happens to terms: inserting, adding, changing and deleting them.

use crate::ui::dialogs::TermForm;
use crate::ui::window::Window;
use turjuman::engine::model::TermId;
use turjuman::workspace::{Likeness, SuggestionKey, TermCommand, TermDraft};

impl Window {
    pub(super) fn insert_term(&mut self, number: usize) {
        let terms = self.workspace.suggested_terms();
        let key = Some(SuggestionKey::Term(number));
        let Some(term) = terms.iter().find(|term| term.key == key) else {
            self.toasts
                .say(format!("There is no term {number} in this segment."));
            return;
        };
        match term.texts.first() {
            Some(text) => self.insert(text),
            None => self
                .toasts
                .say("This term has only translations that are not to be used."),
        }
    }

    /// What is selected in both columns as a term.
    fn selected_term(&self) -> TermDraft {
        let (source, target) = self.editing.as_ref().map_or(("", ""), |editing| {
            (
                editing.source.selected_text(),
                editing.target.selected_text(),
            )
        });
        self.workspace.term_draft(source, target)
    }

    pub(super) fn open_term_form(&mut self) {
        let form = TermForm::new(&self.selected_term());
        self.dialogs.push(Box::new(form));
    }

    /// Adds the selections as a term; asks where one is missing or the term is known already.
    pub(super) fn quick_add_term(&mut self) {
        if self.editing.is_none() {
            self.toasts.say("Open a document first.");
            return;
        }
        let draft = self.selected_term();
        let is_known = self.workspace.similar_terms(&draft).iter().any(|term| {
            matches!(
                term.likeness,
                Likeness::Duplicate | Likeness::OtherTranslation
            )
        });
        let translation = draft.translations.first().filter(|_| !is_known);
        let Some(translation) = translation.filter(|_| !draft.source.is_empty()) else {
            return self.open_term_form();
        };
        let notice = format!("Added: {} → {}", draft.source, translation.text);
        if self.apply(TermCommand::Add(draft)) {
            self.toasts.say(notice);
        }
    }

    pub(super) fn delete_terms(&mut self, ids: Vec<TermId>) {
        let message = match ids.len() {
            1 => "The term is deleted. Undo brings it back.".to_owned(),
            n => format!("{n} terms are deleted. Undo brings them back."),
        };
        if self.apply(TermCommand::Delete(ids)) {
            self.toasts.say(message);
        }
    }

    pub(super) fn edit_term(&mut self, id: TermId) {
        if let Some((termbase, entry)) = self.workspace.term(id) {
            let form = TermForm::edit(termbase, entry);
            self.dialogs.push(Box::new(form));
        }
    }
}
