//! Goes to a segment by its number.

use crate::ui::ask::Ask;
use crate::ui::dialogs::{Dialog, Step, buttons, field, focus_once, remark};
use crate::ui::editing::Pane;
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Id, Ui};
use std::borrow::Cow;
use turjuman::typeset::EditBuffer;

pub struct GoToForm {
    number: EditBuffer,
    is_new: bool,
}

impl GoToForm {
    pub fn new() -> Self {
        Self {
            number: EditBuffer::single_line(""),
            is_new: true,
        }
    }
}

impl Dialog for GoToForm {
    fn title(&self) -> Cow<'static, str> {
        "Go to segment".into()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let rows = cx.workspace.document().map_or(0, |document| document.len());
        let width = ui.available_width();
        let hint = format!("1 to {rows}");
        let shown = field(
            ui,
            Id::unique("segment number"),
            &mut self.number,
            &text::either(),
            "Segment number",
            &hint,
            width,
        );
        focus_once(&shown, &mut self.is_new);
        let row = number(self.number.text()).filter(|number| (1..=rows).contains(number));
        if row.is_none() && !self.number.text().trim().is_empty() {
            remark(ui, &format!("The document has segments 1 to {rows}."));
        }
        let (done, cancelled) = buttons(ui, row.is_some(), "Go");
        if cancelled {
            return Step::Close;
        }
        let segment = row.and_then(|row| Some(cx.workspace.document()?.get(row - 1)?.id));
        match segment {
            Some(segment) if done || shown.submitted => {
                cx.ask(Ask::Activate {
                    segment,
                    pane: Pane::Target,
                    at: None,
                });
                Step::Close
            }
            _ => Step::Stay,
        }
    }
}

/// A number in Western or Arabic digits, thousands separated or not.
fn number(text: &str) -> Option<usize> {
    let digits: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ',' | '٬'))
        .map(|c| match c {
            '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
            c => c,
        })
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_read_in_both_scripts() {
        let cases = [
            ("12", Some(12)),
            (" ١٢ ", Some(12)),
            ("12,408", Some(12_408)),
            ("", None),
            ("-3", None),
            ("99999999999999999999999", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), expected, "{text:?}");
        }
    }
}
