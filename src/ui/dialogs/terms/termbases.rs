//! The termbases of the project: their order, whether they are used, which are protected, and
//! which of them takes new terms.

use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::{Dialog, RemovalForm, Step, buttons, checkbox, field, keep_focus, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{self, Button, Id, Key, Modifiers, RichText, ScrollArea, Ui};
use std::borrow::Cow;
use turjuman::typeset::EditBuffer;
use turjuman::view::grouped;
use turjuman::workspace::{TermCommand, TermbaseChoice, Workspace};

/// What the columns beside the name take.
const COLUMNS: f32 = 385.0;

struct Row {
    choice: TermbaseChoice,
    name: EditBuffer,
}

impl Row {
    fn new(choice: TermbaseChoice) -> Self {
        Self {
            name: EditBuffer::single_line(choice.name.as_str()),
            choice,
        }
    }

    /// The choice with the name as it was typed.
    fn choice(&self) -> TermbaseChoice {
        TermbaseChoice {
            name: self.name.text().trim().to_owned(),
            ..self.choice.clone()
        }
    }
}

pub struct TermbasesForm {
    rows: Vec<Row>,
    /// As they stood before.
    before: Vec<TermbaseChoice>,
    selected: usize,
    /// The selected name gets the focus, as it moved or is new.
    takes_focus: bool,
    new_name: EditBuffer,
    has_project: bool,
}

impl TermbasesForm {
    pub fn new(workspace: &Workspace) -> Self {
        let before = workspace.termbase_choices();
        Self {
            rows: before.iter().cloned().map(Row::new).collect(),
            before,
            selected: 0,
            takes_focus: true,
            new_name: EditBuffer::single_line(""),
            has_project: workspace.project().is_some(),
        }
    }

    fn move_by_keys(&mut self, ui: &Ui) {
        let taken = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let last = self.rows.len().saturating_sub(1);
        let selected = self.selected;
        let moves = self.has_project;
        let up = |modifiers| selected > 0 && taken(modifiers, Key::ArrowUp);
        let down = |modifiers| selected < last && taken(modifiers, Key::ArrowDown);
        if moves && up(Modifiers::ALT) {
            self.rows.swap(selected, selected - 1);
            self.select(selected - 1);
        } else if moves && down(Modifiers::ALT) {
            self.rows.swap(selected, selected + 1);
            self.select(selected + 1);
        } else if up(Modifiers::NONE) {
            self.select(selected - 1);
        } else if down(Modifiers::NONE) {
            self.select(selected + 1);
        } else {
            return;
        }
        keep_focus(ui);
    }

    fn select(&mut self, row: usize) {
        self.selected = row;
        self.takes_focus = true;
    }

    fn show_rows(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        let name_width = (ui.available_width() - COLUMNS).max(140.0);
        let height = (ui.ctx().content_rect().height() - 330.0).clamp(90.0, 420.0);
        let (mut main, mut deleted) = (None, None);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            egui::Grid::new("termbases")
                .num_columns(6)
                .spacing([10.0, 6.0])
                .show(ui, |ui| {
                    headings(ui);
                    for at in 0..self.rows.len() {
                        self.show_name(ui, at, name_width);
                        let Some(row) = self.rows.get_mut(at) else {
                            break;
                        };
                        let choice = &mut row.choice;
                        let terms = RichText::new(grouped(choice.terms));
                        ui.label(terms.color(palette(ui.visuals()).muted));
                        let may_change = self.has_project && !choice.is_main;
                        ui.add_enabled_ui(may_change, |ui| {
                            checkbox(ui, &mut choice.used, "used");
                        });
                        let can_take = self.has_project && !choice.read_only;
                        let radio = egui::RadioButton::new(choice.is_main, "here");
                        if ui.add_enabled(can_take, radio).clicked() {
                            main = Some(at);
                        }
                        ui.add_enabled_ui(!choice.is_main, |ui| {
                            checkbox(ui, &mut choice.read_only, "read-only");
                        });
                        let delete = Button::new("Delete…").small();
                        if ui.add_enabled(!choice.read_only, delete).clicked() {
                            deleted = Some(choice.clone());
                        }
                        ui.end_row();
                    }
                });
        });
        if let Some(main) = main {
            for (at, row) in self.rows.iter_mut().enumerate() {
                row.choice.is_main = at == main;
                row.choice.used |= row.choice.is_main;
            }
        }
        if let Some(choice) = deleted {
            let form = RemovalForm::termbase(&choice);
            cx.ask(Ask::Open(Box::new(form)));
        }
    }

    /// The name is a field, so that it can be typed over.
    fn show_name(&mut self, ui: &mut Ui, at: usize, width: f32) {
        let Some(row) = self.rows.get_mut(at) else {
            return;
        };
        let id = Id::unique(("termbase name", row.choice.id));
        let label = format!("Name of termbase {}", at + 1);
        let shown = field(ui, id, &mut row.name, &text::either(), &label, "", width);
        if !self.takes_focus && shown.response.has_focus() {
            self.selected = at;
        } else if self.takes_focus && at == self.selected {
            shown.response.request_focus();
            self.takes_focus = false;
        }
    }

    fn show_new(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let id = Id::unique("name of a new termbase");
            let (style, label) = (text::either(), "Name of a new termbase");
            let hint = "A new termbase";
            let shown = field(ui, id, &mut self.new_name, &style, label, hint, 240.0);
            let name = self.new_name.text().trim().to_owned();
            let is_free =
                !name.is_empty() && self.rows.iter().all(|row| row.name.text().trim() != name);
            let pressed = ui.add_enabled(is_free, Button::new("Add")).clicked();
            if is_free && (pressed || shown.submitted) {
                cx.command(TermCommand::CreateTermbase { name });
                self.new_name.set_text("");
            }
        });
    }

    /// Takes in the termbases that the form does not have yet, and lets go those that are gone.
    fn follow(&mut self, workspace: &Workspace) {
        if workspace.termbases().len() == self.rows.len() {
            return;
        }
        let choices = workspace.termbase_choices();
        let is_there = |known: &TermbaseChoice| choices.iter().any(|c| c.id == known.id);
        self.rows.retain(|row| is_there(&row.choice));
        self.before.retain(is_there);
        for choice in &choices {
            if self.rows.iter().all(|row| row.choice.id != choice.id) {
                self.before.push(choice.clone());
                self.rows.push(Row::new(choice.clone()));
                self.select(self.rows.len() - 1);
            }
        }
        if self.rows.iter().all(|row| !row.choice.is_main) {
            // What took the new terms was deleted.
            for row in &mut self.rows {
                row.choice.is_main = choices.iter().any(|c| c.id == row.choice.id && c.is_main);
            }
        }
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
    }

    fn problem(&self) -> Option<String> {
        let names: Vec<&str> = self.rows.iter().map(|row| row.name.text().trim()).collect();
        if names.contains(&"") {
            return Some("A termbase needs a name.".to_owned());
        }
        let twice = names
            .iter()
            .enumerate()
            .find(|(at, name)| names.iter().take(*at).any(|other| other == *name));
        twice.map(|(_, name)| format!("Two termbases are called “{name}”."))
    }

    fn save(&self, cx: &mut ViewContext<'_>) {
        let now: Vec<TermbaseChoice> = self.rows.iter().map(Row::choice).collect();
        // What gives up new terms can be protected only afterwards.
        if self.has_project
            && now != self.before
            && let Some(main) = now.iter().find(|choice| choice.is_main)
        {
            cx.command(TermCommand::Arrange {
                order: now.iter().map(|choice| (choice.id, choice.used)).collect(),
                main: main.id,
            });
        }
        for choice in now {
            let before = self.before.iter().find(|before| before.id == choice.id);
            let is_same = before.is_some_and(|before| {
                before.read_only == choice.read_only && before.name == choice.name
            });
            if !is_same {
                cx.command(TermCommand::SetTermbase {
                    termbase: choice.id,
                    name: choice.name,
                    read_only: choice.read_only,
                });
            }
        }
    }
}

impl Dialog for TermbasesForm {
    fn title(&self) -> Cow<'static, str> {
        "Termbases".into()
    }

    fn width(&self) -> f32 {
        size::WIDE_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        self.follow(cx.workspace);
        self.move_by_keys(ui);
        remark(
            ui,
            if self.has_project {
                "Where two termbases have a term, the upper one's translation comes first. Alt+Up \
                 and Alt+Down move the termbase you are in."
            } else {
                "Open a project to arrange its termbases."
            },
        );
        ui.add_space(6.0);
        self.show_rows(ui, cx);
        self.show_new(ui, cx);
        let problem = self.problem();
        if let Some(problem) = &problem {
            remark(ui, problem);
        }
        let (done, cancelled) = buttons(ui, problem.is_none(), "Save");
        if done {
            self.save(cx);
        }
        if done || cancelled {
            Step::Close
        } else {
            Step::Stay
        }
    }
}

fn headings(ui: &mut Ui) {
    let colours = palette(ui.visuals());
    for heading in ["Termbase", "Terms", "Used", "New terms", "Read-only", ""] {
        let text = RichText::new(heading).size(size::SMALL);
        ui.label(text.color(colours.muted));
    }
    ui.end_row();
}
