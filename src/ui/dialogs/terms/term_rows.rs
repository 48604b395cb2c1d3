//! The parts of a term that there may be any number of: translations with their status, forms. A
//! blank row always stands at the end; what is emptied is taken out.

use crate::ui::dialogs::choices::choose_value;
use crate::ui::dialogs::{caption, field, keep_focus};
use crate::ui::text;
use eframe::egui::{Button, Event, Id, Key, Modifiers, Sense, Ui, vec2};
use turjuman::engine::model::{TermStatus, TermTranslation};
use turjuman::typeset::EditBuffer;

const STATUS: f32 = 118.0;
const BUTTON: f32 = 24.0;
const GAP: f32 = 8.0;
/// Alt and a digit set the status of the translation that has the focus.
const STATUS_KEYS: [Key; 4] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];

pub(super) struct TranslationRows {
    rows: Vec<(EditBuffer, Option<TermStatus>)>,
    /// A row that is to get the focus, as it moved.
    focus: Option<usize>,
}

impl TranslationRows {
    pub(super) fn new(translations: &[TermTranslation]) -> Self {
        let row = |t: &TermTranslation| (EditBuffer::single_line(t.text.as_str()), Some(t.status));
        let mut rows = Self {
            rows: translations.iter().map(row).collect(),
            focus: None,
        };
        rows.end_with_blank();
        rows
    }

    /// One not yet decided translation.
    pub(super) fn draft(text: &str) -> Self {
        Self::new(&[TermTranslation {
            text: text.to_owned(),
            status: TermStatus::Preferred,
        }])
    }

    pub(super) fn translations(&self) -> Vec<TermTranslation> {
        self.rows
            .iter()
            .map(|(buffer, status)| TermTranslation {
                text: buffer.text().trim().to_owned(),
                status: status.unwrap_or_default(),
            })
            .filter(|translation| !translation.text.is_empty())
            .collect()
    }

    /// Shows the rows; `takes_focus` puts the caret into the first. Answers whether Enter was
    /// pressed in one.
    pub(super) fn show(&mut self, ui: &mut Ui, takes_focus: bool) -> bool {
        caption(
            ui,
            "Translations, the best first: Alt+1 … Alt+4 set the status, Alt+Up and Alt+Down move",
        );
        if takes_focus {
            self.focus = Some(0);
        }
        self.take_keys(ui);
        let mut submitted = false;
        let mut removed = None;
        let statuses = TermStatus::ALL.map(|status| (status, status.name().to_owned()));
        let count = self.rows.len();
        for (at, (buffer, status)) in self.rows.iter_mut().enumerate() {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                let width = ui.available_width() - STATUS - BUTTON - 2.0 * GAP - 10.0;
                let label = format!("Translation {}", at + 1);
                let style = text::panel_target();
                let shown = field(ui, id(at), buffer, &style, &label, "", width);
                if self.focus == Some(at) {
                    self.focus = None;
                    shown.response.request_focus();
                }
                if shown.response.gained_focus() {
                    shown.response.scroll_to_me(None);
                }
                submitted |= shown.submitted;
                let label = format!("Status of translation {}", at + 1);
                choose_value(ui, &label, None, status, &statuses, STATUS);
                if at + 1 < count && cross(ui, "Removes this translation") {
                    removed = Some(at);
                }
            });
        }
        if let Some(at) = removed {
            self.rows.remove(at);
            self.focus = Some(at);
        }
        self.end_with_blank();
        submitted
    }

    fn take_keys(&mut self, ui: &Ui) {
        let focused = ui.memory(|memory| memory.focused());
        let Some(at) = (0..self.rows.len()).find(|at| focused == Some(id(*at))) else {
            return;
        };
        let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
        let chosen = STATUS_KEYS.into_iter().position(taken);
        if let Some(status) = chosen.and_then(|n| TermStatus::ALL.get(n))
            && let Some((_, of)) = self.rows.get_mut(at)
        {
            *of = Some(*status);
            // The digit that the same key stroke types.
            let is_digit =
                |event: &Event| matches!(event, Event::Text(text) if text.parse::<u8>().is_ok());
            ui.input_mut(|input| input.events.retain(|event| !is_digit(event)));
        }
        let to = if taken(Key::ArrowUp) {
            at.checked_sub(1)
        } else if taken(Key::ArrowDown) {
            Some(at + 1)
        } else {
            return;
        };
        keep_focus(ui);
        // The blank row stays at the end.
        if let Some(to) = to
            && at.max(to) + 1 < self.rows.len()
        {
            self.rows.swap(at, to);
            self.focus = Some(to);
        }
    }

    fn end_with_blank(&mut self) {
        let is_blank = |(buffer, _): &(EditBuffer, _)| buffer.text().trim().is_empty();
        if self.rows.last().is_none_or(|last| !is_blank(last)) {
            let status = if self.rows.is_empty() {
                TermStatus::Preferred
            } else {
                TermStatus::Admitted
            };
            self.rows.push((EditBuffer::single_line(""), Some(status)));
        }
    }
}

fn id(at: usize) -> Id {
    Id::unique(("term translation", at))
}

/// A button for the mouse; by keys a field is emptied instead.
fn cross(ui: &mut Ui, hint: &str) -> bool {
    let button = Button::new("×")
        .small()
        .sense(Sense::CLICK)
        .min_size(vec2(BUTTON, BUTTON));
    ui.add(button).on_hover_text(hint).clicked()
}

/// Forms that rules do not derive, two in a line.
pub(super) struct FormRows {
    /// Each with the form it was filled from.
    rows: Vec<(EditBuffer, String)>,
}

impl FormRows {
    pub(super) fn new(forms: &[String]) -> Self {
        let row = |form: &String| (EditBuffer::single_line(form.as_str()), form.clone());
        let mut rows = Self {
            rows: forms.iter().map(row).collect(),
        };
        rows.end_with_blank();
        rows
    }

    /// What was typed is split at commas; a form that has one of its own and was left alone is not.
    pub(super) fn forms(&self) -> Vec<String> {
        let mut forms = Vec::new();
        for (buffer, before) in &self.rows {
            if buffer.text() == before {
                forms.push(before.clone());
            } else {
                let typed = buffer.text().split([',', '،', ';', '؛']);
                forms.extend(typed.map(|form| form.trim().to_owned()));
            }
        }
        forms.retain(|form| !form.is_empty());
        forms
    }

    pub(super) fn show(&mut self, ui: &mut Ui) -> bool {
        caption(
            ui,
            "Forms that rules do not give: broken plural, feminine, other spellings, abbreviations",
        );
        let mut submitted = false;
        let width = (ui.available_width() - GAP - 10.0) / 2.0;
        let style = text::panel_source();
        for (line, pair) in self.rows.chunks_mut(2).enumerate() {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                for (n, (buffer, _)) in pair.iter_mut().enumerate() {
                    let at = line * 2 + n;
                    let id = Id::unique(("term form", at));
                    let label = format!("Form {}", at + 1);
                    let shown = field(ui, id, buffer, &style, &label, "", width);
                    if shown.response.gained_focus() {
                        shown.response.scroll_to_me(None);
                    }
                    submitted |= shown.submitted;
                }
            });
        }
        self.end_with_blank();
        submitted
    }

    fn end_with_blank(&mut self) {
        let last = self.rows.last();
        if last.is_none_or(|(buffer, _)| !buffer.text().trim().is_empty()) {
            self.rows.push((EditBuffer::single_line(""), String::new()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_forms_are_split_and_others_kept() {
        let mut rows = FormRows::new(&["أ، ب".to_owned()]);
        rows.rows[1].0.set_text("هدن، هدنات , ");
        assert_eq!(rows.forms(), ["أ، ب", "هدن", "هدنات"]);
    }
}
