//! Looks for text in source and target of the open document.

use super::ViewContext;
use crate::ui::actions::Action;
use crate::ui::design_tokens::palette;
use crate::ui::dialogs::field;
use crate::ui::text;
use eframe::egui::{self, Button, Id, Key, Modifiers, RichText, Ui};
use std::time::{Duration, Instant};
use turjuman::engine::model::SegmentId;
use turjuman::typeset::EditBuffer;
use turjuman::view;
use turjuman::workspace::OpenDocument;

/// How long a frame may look; a long document is searched over several.
const BUDGET: Duration = Duration::from_millis(5);
/// Rows looked at between two looks at the clock.
const STRETCH: usize = 50;

pub struct FindBar {
    pub query: EditBuffer,
    search: Option<Search>,
    /// What came of the last search.
    outcome: Outcome,
    takes_focus: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Nothing,
    Searching,
    NotFound,
}

/// A search under way: rows from `next` on, `left` of them.
struct Search {
    next: usize,
    left: usize,
    forward: bool,
}

impl FindBar {
    pub fn new(query: &str) -> Self {
        let mut query = EditBuffer::single_line(query);
        query.select_all();
        Self {
            query,
            search: None,
            outcome: Outcome::Nothing,
            takes_focus: true,
        }
    }

    pub fn id() -> Id {
        Id::unique("find field")
    }

    pub fn take_focus(&mut self) {
        self.takes_focus = true;
        self.query.select_all();
    }

    /// Looks from the row after `from` (or before it) around the whole document.
    pub fn start(&mut self, from: Option<usize>, rows: usize, forward: bool) {
        if rows == 0 || self.query.text().trim().is_empty() {
            return;
        }
        let last = rows - 1;
        let next = match (from, forward) {
            (Some(row), true) => {
                if row >= last {
                    0
                } else {
                    row + 1
                }
            }
            (Some(row), false) => row.checked_sub(1).unwrap_or(last),
            (None, true) => 0,
            (None, false) => last,
        };
        self.search = Some(Search {
            next,
            left: rows,
            forward,
        });
        self.outcome = Outcome::Searching;
    }

    /// Goes on looking for a few milliseconds.
    pub fn step(&mut self, document: &OpenDocument) -> Option<SegmentId> {
        let began = Instant::now();
        let rows = document.len();
        while let Some(search) = &mut self.search {
            let stretch = search.left.min(STRETCH);
            let order: Vec<usize> = (0..stretch).map(|step| search.row(step, rows)).collect();
            if let Some(found) = view::find_next(document, self.query.text(), order.into_iter()) {
                self.search = None;
                self.outcome = Outcome::Nothing;
                return Some(found.id);
            }
            search.next = search.row(stretch, rows);
            search.left -= stretch;
            if search.left == 0 {
                self.search = None;
                self.outcome = Outcome::NotFound;
            }
            if began.elapsed() > BUDGET {
                break;
            }
        }
        None
    }

    pub fn is_searching(&self) -> bool {
        self.search.is_some()
    }

    /// Shows the bar; answers false when it is to be closed.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> bool {
        let colours = palette(ui.visuals());
        let mut stays = true;
        ui.horizontal(|ui| {
            let shown = field(
                ui,
                Self::id(),
                &mut self.query,
                &text::either(),
                "Find",
                "Find in source and target",
                300.0,
            );
            if std::mem::take(&mut self.takes_focus) {
                shown.response.request_focus();
            }
            if !shown.edits.is_empty() {
                self.outcome = Outcome::Nothing;
            }
            let has_focus = shown.response.has_focus();
            if shown.submitted {
                let back = ui.input(|input| input.modifiers.shift);
                cx.act(if back {
                    Action::FindPrevious
                } else {
                    Action::FindNext
                });
            }
            let escape = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
            if has_focus && escape() {
                stays = false;
            }
            for (action, text) in [
                (Action::FindPrevious, "Previous"),
                (Action::FindNext, "Next"),
            ] {
                if ui.button(text).on_hover_text(action.hint()).clicked() {
                    cx.act(action);
                }
            }
            let note = match self.outcome {
                Outcome::Nothing => "",
                Outcome::Searching => "Searching …",
                Outcome::NotFound => "Not found",
            };
            ui.label(RichText::new(note).color(colours.muted));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.add(Button::new("Close").frame(false)).clicked() {
                    stays = false;
                }
            });
        });
        stays
    }
}

impl Search {
    fn row(&self, step: usize, rows: usize) -> usize {
        if self.forward {
            (self.next + step) % rows
        } else {
            (self.next + rows - step % rows) % rows
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_visits_every_row_once_and_wraps() {
        for (forward, expected) in [(true, [3, 4, 0, 1, 2]), (false, [3, 2, 1, 0, 4])] {
            let search = Search {
                next: 3,
                left: 5,
                forward,
            };
            let rows: Vec<usize> = (0..5).map(|step| search.row(step, 5)).collect();
            assert_eq!(rows, expected);
        }
    }
}
