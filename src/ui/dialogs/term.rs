//! Adds a term or changes one.

use super::{Step, buttons, caption, field, remark, title};
use crate::ui::design_tokens::palette;
use crate::ui::panels::Desk;
use crate::ui::text;
use eframe::egui::{ComboBox, Id, Ui};
use turjuman::engine::model::{TermEntry, TermStatus, TermTranslation};
use turjuman::typeset::EditBuffer;
use turjuman::workspace::{Command, Likeness, SimilarTerm, TermDraft};

/// Entries like a new one that are shown.
const SIMILAR_SHOWN: usize = 2;

pub struct TermForm {
    /// The entry being changed; `None` for a new one.
    entry: Option<TermEntry>,
    source: EditBuffer,
    translations: Vec<(EditBuffer, TermStatus)>,
    forms: EditBuffer,
    note: EditBuffer,
    /// Entries like the new one, and the texts they were looked up for.
    similar: Vec<SimilarTerm>,
    looked_up: Option<[String; 2]>,
    is_new: bool,
}

impl TermForm {
    /// A new term from what is selected in source and target.
    pub fn new(source: &str, translation: &str) -> Self {
        Self {
            entry: None,
            source: EditBuffer::single_line(source.trim()),
            translations: vec![(
                EditBuffer::single_line(translation.trim()),
                TermStatus::Preferred,
            )],
            forms: EditBuffer::single_line(""),
            note: EditBuffer::single_line(""),
            similar: Vec::new(),
            looked_up: None,
            is_new: true,
        }
    }

    pub fn edit(entry: &TermEntry) -> Self {
        let field = |t: &TermTranslation| (EditBuffer::single_line(t.text.as_str()), t.status);
        Self {
            entry: Some(entry.clone()),
            source: EditBuffer::single_line(entry.source.as_str()),
            translations: entry.translations.iter().map(field).collect(),
            forms: EditBuffer::single_line(entry.forms.join("، ")),
            note: EditBuffer::single_line(entry.note.as_str()),
            similar: Vec::new(),
            looked_up: None,
            is_new: true,
        }
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Step {
        title(
            ui,
            if self.entry.is_some() {
                "Edit term"
            } else {
                "Add term"
            },
        );
        let mut submitted = self.show_source(ui);
        submitted |= self.show_translations(ui);
        if self.entry.is_none() && self.show_similar(ui, desk) {
            return Step::Close;
        }
        let width = ui.available_width();
        let (forms, note) = (&mut self.forms, &mut self.note);
        caption(
            ui,
            "Other forms: broken plural, spelling; separated by commas",
        );
        let id = Id::unique("term forms");
        let style = text::panel_source();
        submitted |= field(ui, id, forms, &style, "Other forms", "", width).submitted;
        caption(ui, "Note");
        let id = Id::unique("term note");
        submitted |= field(ui, id, note, &text::either(), "Note", "", width).submitted;
        let is_good = self.is_complete();
        if !is_good {
            remark(
                ui,
                "A term needs an Arabic source and at least one translation.",
            );
        }
        let (done, cancelled) = buttons(ui, is_good, "Save");
        if cancelled {
            return Step::Close;
        }
        if is_good && (done || submitted) {
            desk.command(self.command());
            return Step::Close;
        }
        Step::Stay
    }

    /// Entries like the new one. Answers whether the translation was added to one of them.
    fn show_similar(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
        let source = self.source.text().trim().to_owned();
        let translation = self.translations.first();
        let translation = translation.map_or("", |(buffer, _)| buffer.text().trim());
        let texts = [source, translation.to_owned()];
        if self.looked_up.as_ref() != Some(&texts) {
            let [source, text] = texts.clone();
            self.similar = if source.is_empty() {
                Vec::new()
            } else {
                desk.workspace.similar_terms(&TermDraft {
                    source,
                    translations: vec![TermTranslation {
                        text,
                        status: TermStatus::Preferred,
                    }],
                    ..TermDraft::default()
                })
            };
            self.looked_up = Some(texts.clone());
        }
        let ink = palette(ui.visuals()).draft;
        for similar in self.similar.iter().take(SIMILAR_SHOWN) {
            let entry = &similar.entry;
            let first = entry.translations.first();
            let known = first.map_or("", |translation| translation.text.as_str());
            let what = match similar.likeness {
                Likeness::Duplicate => "Already there",
                Likeness::OtherTranslation => "There with another translation",
                Likeness::OtherSource => "Another term has this translation",
                Likeness::NearSource => "A similar term is there",
            };
            let line = format!("{what}: {} – {known}", entry.source);
            text::line(ui, &line, &text::small(), ink);
            let [_, added] = &texts;
            let has_it = entry.translations.iter().any(|t| t.text == *added);
            if !added.is_empty()
                && !has_it
                && ui.button("Add the translation to that term").clicked()
            {
                let mut entry = entry.clone();
                entry.translations.push(TermTranslation {
                    text: added.clone(),
                    status: TermStatus::Admitted,
                });
                desk.command(Command::EditTerm(entry));
                return true;
            }
        }
        false
    }

    fn show_source(&mut self, ui: &mut Ui) -> bool {
        caption(ui, "Arabic term");
        let width = ui.available_width();
        let style = text::panel_source();
        let id = Id::unique("term source");
        let shown = field(ui, id, &mut self.source, &style, "Arabic term", "", width);
        if self.is_new && self.source.text().is_empty() {
            self.is_new = false;
            shown.response.request_focus();
        }
        shown.submitted
    }

    fn show_translations(&mut self, ui: &mut Ui) -> bool {
        caption(ui, "Translation");
        let mut submitted = false;
        let mut removed = None;
        let takes_focus = std::mem::take(&mut self.is_new);
        let count = self.translations.len();
        for (at, (buffer, status)) in self.translations.iter_mut().enumerate() {
            ui.horizontal(|ui| {
                let width = (ui.available_width() - 150.0).max(80.0);
                let label = format!("Translation {}", at + 1);
                let id = Id::unique(("term translation", at));
                let shown = field(ui, id, buffer, &text::panel_target(), &label, "", width);
                if takes_focus && at == 0 {
                    shown.response.request_focus();
                }
                submitted |= shown.submitted;
                choose_status(ui, at, status);
                if count > 1 && ui.small_button("✕").on_hover_text("Remove").clicked() {
                    removed = Some(at);
                }
            });
        }
        if let Some(at) = removed {
            self.translations.remove(at);
        }
        if ui.small_button("+ another translation").clicked() {
            let blank = EditBuffer::single_line("");
            self.translations.push((blank, TermStatus::Admitted));
        }
        submitted
    }

    fn is_complete(&self) -> bool {
        let has_text = |buffer: &EditBuffer| !buffer.text().trim().is_empty();
        has_text(&self.source) && self.translations.iter().any(|(buffer, _)| has_text(buffer))
    }

    fn command(&self) -> Command {
        let translations = self
            .translations
            .iter()
            .map(|(buffer, status)| TermTranslation {
                text: buffer.text().trim().to_owned(),
                status: *status,
            })
            .filter(|translation| !translation.text.is_empty())
            .collect();
        let forms = self
            .forms
            .text()
            .split([',', '،', ';', '؛'])
            .map(|form| form.trim().to_owned())
            .filter(|form| !form.is_empty())
            .collect();
        let source = self.source.text().trim().to_owned();
        let note = self.note.text().trim().to_owned();
        match &self.entry {
            Some(entry) => Command::EditTerm(TermEntry {
                source,
                forms,
                translations,
                note,
                ..entry.clone()
            }),
            None => Command::AddTerm(TermDraft {
                source,
                forms,
                translations,
                note,
                ..TermDraft::default()
            }),
        }
    }
}

fn choose_status(ui: &mut Ui, at: usize, status: &mut TermStatus) {
    ui.name_inputs(format!("Status of translation {}", at + 1), |ui| {
        ComboBox::from_id_salt(("term status", at))
            .selected_text(status.name())
            .width(104.0)
            .show_ui(ui, |ui| {
                for choice in TermStatus::ALL {
                    ui.selectable_value(status, choice, choice.name());
                }
            });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use turjuman::engine::model::TermId;

    #[test]
    fn editing_keeps_what_the_form_does_not_show() {
        let entry = TermEntry {
            id: TermId(7),
            source: "هدنة".into(),
            forms: vec!["هدن".into()],
            translations: vec![TermTranslation {
                text: "truce".into(),
                status: TermStatus::Preferred,
            }],
            part_of_speech: "noun".into(),
            domain: "conflict".into(),
            note: "not peace".into(),
            ..TermEntry::default()
        };
        assert_eq!(TermForm::edit(&entry).command(), Command::EditTerm(entry));
    }

    #[test]
    fn a_new_term_is_trimmed_and_its_forms_are_split() {
        let mut form = TermForm::new(" الهدنة ", "truce ");
        form.forms.set_text("هدن، هدنات , ");
        let Command::AddTerm(draft) = form.command() else {
            panic!("a new term is added");
        };
        assert_eq!(draft.source, "الهدنة");
        assert_eq!(draft.translations[0].text, "truce");
        assert_eq!(draft.forms, ["هدن", "هدنات"]);
        assert!(!TermForm::new("هدنة", " ").is_complete());
    }
}
