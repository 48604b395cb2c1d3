//! A term with all its fields, to be added or changed.

use super::similar::Similar;
use super::term_rows::{FormRows, TranslationRows};
use super::termbase_filters::termbases;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::choices::choose_value;
use crate::ui::dialogs::{
    Dialog, Found, Step, buttons, caption, colours_of, field, field_frame, remark,
};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use crate::ui::widgets::{BidiEdit, EnterKey};
use eframe::egui::{Id, ScrollArea, Ui};
use std::borrow::Cow;
use turjuman::engine::model::{TermEntry, TermbaseId};
use turjuman::typeset::EditBuffer;
use turjuman::view::{TermChangeView, term_changes};
use turjuman::workspace::{Command, TermCommand, TermDraft, Workspace, date};

const GAP: f32 = 12.0;

/// A field of an entry by its name on the screen.
struct Text {
    name: &'static str,
    hint: &'static str,
    value: EditBuffer,
    of: fn(&mut TermEntry) -> &mut String,
}

pub struct TermForm {
    /// The entry being changed; a blank one for a new term.
    entry: TermEntry,
    is_new_term: bool,
    /// Where it lies, and where it is to lie; `None` until that is known.
    before: Option<TermbaseId>,
    termbase: Option<TermbaseId>,
    source: EditBuffer,
    translations: TranslationRows,
    forms: FormRows,
    short: Vec<Text>,
    long: Vec<Text>,
    similar: Similar,
    /// What was done to it, once it is all on the disk.
    history: Option<Vec<TermChangeView>>,
    takes_focus: bool,
}

impl TermForm {
    /// A new term from what is proposed for the selections; more may be filled in.
    pub fn new(draft: &TermDraft) -> Self {
        let entry = TermEntry {
            source: draft.source.trim().to_owned(),
            forms: draft.forms.clone(),
            ..TermEntry::default()
        };
        let translation = draft.translations.first().map_or("", |t| t.text.trim());
        Self {
            translations: TranslationRows::draft(translation),
            is_new_term: true,
            before: None,
            termbase: None,
            ..Self::edit(TermbaseId(0), &entry)
        }
    }

    pub fn edit(termbase: TermbaseId, entry: &TermEntry) -> Self {
        let mut values = entry.clone();
        let mut short = |name, hint, of: fn(&mut TermEntry) -> &mut String| Text {
            name,
            hint,
            value: EditBuffer::single_line(of(&mut values).as_str()),
            of,
        };
        let short = vec![
            short("Part of speech", "noun, verb, name …", |e| {
                &mut e.part_of_speech
            }),
            short("Domain", "law, health …", |e| &mut e.domain),
            short("Client or project", "empty: for all", |e| &mut e.client),
            short("Source", "where it was taken from", |e| &mut e.reference),
        ];
        let mut long = |name, of: fn(&mut TermEntry) -> &mut String| Text {
            name,
            hint: "",
            value: EditBuffer::new(of(&mut values).as_str()),
            of,
        };
        let long = vec![
            long("Definition", |e| &mut e.definition),
            long("Example", |e| &mut e.example),
            long("Note", |e| &mut e.note),
        ];
        Self {
            entry: entry.clone(),
            is_new_term: false,
            before: Some(termbase),
            termbase: Some(termbase),
            source: EditBuffer::single_line(entry.source.as_str()),
            translations: TranslationRows::new(&entry.translations),
            forms: FormRows::new(&entry.forms),
            short,
            long,
            similar: Similar::default(),
            history: None,
            takes_focus: true,
        }
    }

    /// Answers whether Enter was pressed in a field. The form is done with where the term went into
    /// another one, or where what was before a change is to come back.
    fn show_fields(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Result<bool, Option<i64>> {
        let mut submitted = self.show_source(ui);
        // The first thing that is missing gets the caret.
        let has_source = !self.source.text().is_empty();
        let takes_focus = has_source && std::mem::take(&mut self.takes_focus);
        submitted |= self.translations.show(ui, takes_focus);
        if self.is_new_term {
            let translations = self.translations.translations();
            let source = self.source.text().trim();
            if self.similar.show(ui, cx, source, &translations) {
                return Err(None);
            }
        }
        submitted |= self.forms.show(ui);
        submitted |= self.show_short(ui);
        self.show_termbase(ui, cx.workspace);
        for text in &mut self.long {
            caption(ui, text.name);
            let colours = palette(ui.visuals());
            let id = Id::unique(("term text", text.name));
            let style = text::either();
            let colors = colours_of(colours);
            let shown = BidiEdit::multiline(id, &mut text.value, &style, colors, text.name)
                .width(ui.available_width() - 10.0)
                .enter(EnterKey::BreaksLine)
                .frame(field_frame(colours))
                .show(ui);
            if shown.response.gained_focus() {
                shown.response.scroll_to_me(None);
            }
        }
        match self.show_history(ui, cx.workspace) {
            Some(change) => Err(Some(change)),
            None => Ok(submitted),
        }
    }

    fn show_source(&mut self, ui: &mut Ui) -> bool {
        caption(ui, "Arabic term");
        let width = ui.available_width() - 10.0;
        let style = text::panel_source();
        let id = Id::unique("term source");
        let shown = field(ui, id, &mut self.source, &style, "Arabic term", "", width);
        if self.takes_focus && self.source.text().is_empty() {
            self.takes_focus = false;
            shown.response.request_focus();
        }
        shown.submitted
    }

    /// Two in a line.
    fn show_short(&mut self, ui: &mut Ui) -> bool {
        let mut submitted = false;
        let width = (ui.available_width() - GAP - 10.0) / 2.0;
        for pair in self.short.chunks_mut(2) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                for text in pair {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        caption(ui, text.name);
                        let id = Id::unique(("term text", text.name));
                        let (value, style) = (&mut text.value, text::either());
                        let shown = field(ui, id, value, &style, text.name, text.hint, width);
                        if shown.response.gained_focus() {
                            shown.response.scroll_to_me(None);
                        }
                        submitted |= shown.submitted;
                    });
                }
            });
        }
        submitted
    }

    fn show_termbase(&mut self, ui: &mut Ui, workspace: &Workspace) {
        caption(ui, "Termbase");
        let own = self.before;
        let open = |id: &TermbaseId| Some(*id) == own || !workspace.is_read_only(*id);
        let mut all = termbases(workspace);
        all.retain(|(id, _)| open(id));
        let width = (ui.available_width() - GAP - 10.0) / 2.0;
        choose_value(ui, "Termbase", None, &mut self.termbase, &all, width);
    }

    /// What was done to the term; gives the change before which it is to be again.
    fn show_history(&mut self, ui: &mut Ui, workspace: &Workspace) -> Option<i64> {
        if self.is_new_term {
            return None;
        }
        if self.history.is_none() {
            // What cannot be read is told by what is missing; the fields are there all the same.
            let past = workspace.term_history(self.entry.id).unwrap_or_default();
            self.history = past.map(|past| term_changes(&past));
        }
        let changes = self
            .history
            .as_ref()
            .filter(|changes| !changes.is_empty())?;
        caption(ui, "History");
        let colours = palette(ui.visuals());
        let mut restored = None;
        for change in changes {
            ui.horizontal(|ui| {
                remark(ui, &change.what);
                if let Some(id) = change.restores {
                    let hint = "Makes the term again what it was before this change";
                    if ui
                        .small_button("Restore what was before")
                        .on_hover_text(hint)
                        .clicked()
                    {
                        restored = Some(id);
                    }
                }
            });
            for field in &change.fields {
                text::label(ui, field, &text::small(), colours.text);
            }
        }
        restored
    }

    /// Who made and changed it, and when.
    fn show_stamps(&self, ui: &mut Ui) {
        let entry = &self.entry;
        let created = entry.created.map(|at| format!("created {}", date(at)));
        let changed = entry.changed.map(|at| format!("changed {}", date(at)));
        let author = Some(&entry.author).filter(|name| !name.is_empty());
        let author = author.map(|name| format!("by {name}"));
        let known: Vec<String> = [created, changed, author].into_iter().flatten().collect();
        if !known.is_empty() && !self.is_new_term {
            ui.add_space(4.0);
            remark(ui, &known.join(" · "));
        }
    }

    /// Why the term cannot be saved.
    fn problem(&self, workspace: &Workspace) -> Option<String> {
        if !self.is_complete() {
            let message = "A term needs an Arabic source and at least one translation.";
            return Some(message.to_owned());
        }
        if !self.is_new_term
            && let Some(problem) = super::bulk_edit::problem(workspace, &[self.entry.id])
        {
            return Some(problem);
        }
        let is_closed = self.termbase.is_some_and(|id| workspace.is_read_only(id));
        is_closed.then(|| "New terms go to a read-only termbase; choose another one.".to_owned())
    }

    fn is_complete(&self) -> bool {
        let has_source = !self.source.text().trim().is_empty();
        has_source && !self.translations.translations().is_empty()
    }

    /// The entry as the fields have it.
    fn filled(&self) -> TermEntry {
        let mut entry = TermEntry {
            source: self.source.text().trim().to_owned(),
            forms: self.forms.forms(),
            translations: self.translations.translations(),
            ..self.entry.clone()
        };
        for text in self.short.iter().chain(&self.long) {
            text.value.text().trim().clone_into((text.of)(&mut entry));
        }
        entry
    }

    fn command(&self) -> Command {
        let entry = self.filled();
        if !self.is_new_term {
            return Command::Terms(TermCommand::Edit {
                entries: vec![entry],
                termbase: self.termbase.filter(|id| Some(*id) != self.before),
            });
        }
        Command::Terms(TermCommand::Add(TermDraft {
            termbase: self.termbase,
            source: entry.source,
            forms: entry.forms,
            translations: entry.translations,
            part_of_speech: entry.part_of_speech,
            domain: entry.domain,
            definition: entry.definition,
            example: entry.example,
            note: entry.note,
            reference: entry.reference,
            client: entry.client,
        }))
    }
}

impl Dialog for TermForm {
    fn title(&self) -> Cow<'static, str> {
        if self.is_new_term {
            "Add term".into()
        } else {
            "Edit term".into()
        }
    }

    fn width(&self) -> f32 {
        size::WIDE_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        if self.termbase.is_none() {
            self.termbase = cx.workspace.new_terms_go_to();
        }
        let height = ui.ctx().content_rect().height() - 190.0;
        let area = ScrollArea::vertical().max_height(height);
        let shown = area.show(ui, |ui| self.show_fields(ui, cx));
        if let Some(Some(change)) = shown.inner.as_ref().err() {
            let (term, change) = (self.entry.id, *change);
            cx.command(TermCommand::Restore { term, change });
        }
        let Ok(submitted) = shown.inner else {
            return Step::Close;
        };
        self.show_stamps(ui);
        let problem = self.problem(cx.workspace);
        if let Some(problem) = &problem {
            remark(ui, problem);
        }
        let is_good = problem.is_none();
        let (done, cancelled) = buttons(ui, is_good, "Save");
        if cancelled {
            return Step::Close;
        }
        if is_good && (done || submitted) {
            cx.command(self.command());
            return Step::Close;
        }
        Step::Stay
    }

    fn take_found(&mut self, found: &Found, _workspace: &Workspace) {
        if let Found::SimilarTerms(found) = found {
            self.similar.take(found.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use turjuman::engine::model::{TermId, TermStatus, TermTranslation};

    #[test]
    fn a_term_that_is_not_touched_stays_as_it_is() {
        let entry = TermEntry {
            id: TermId(7),
            source: "هدنة".into(),
            forms: vec!["هدن".into()],
            translations: vec![TermTranslation {
                text: "truce".into(),
                status: TermStatus::Forbidden,
            }],
            part_of_speech: "noun".into(),
            domain: "conflict".into(),
            definition: "a pause".into(),
            example: "صمدت الهدنة".into(),
            note: "not peace\nnor war".into(),
            reference: "style guide".into(),
            client: "agency".into(),
            ..TermEntry::default()
        };
        let unchanged = Command::Terms(TermCommand::Edit {
            entries: vec![entry.clone()],
            termbase: None,
        });
        assert_eq!(TermForm::edit(TermbaseId(1), &entry).command(), unchanged);
    }

    fn drafted(source: &str, translation: &str) -> TermDraft {
        TermDraft {
            source: source.into(),
            translations: vec![TermTranslation {
                text: translation.into(),
                status: TermStatus::Preferred,
            }],
            ..TermDraft::default()
        }
    }

    #[test]
    fn a_new_term_is_trimmed() {
        let form = TermForm::new(&drafted(" الهدنة ", "truce "));
        let Command::Terms(TermCommand::Add(draft)) = form.command() else {
            panic!("a new term is added");
        };
        assert_eq!(draft.source, "الهدنة");
        assert_eq!(draft.translations[0].text, "truce");
        assert!(!TermForm::new(&drafted("هدنة", " ")).is_complete());
    }
}
