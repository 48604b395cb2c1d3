//! The memories of the project: their order, whether they are used, what is off their matches, and
//! which of them takes what is confirmed.

use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::{
    Dialog, MemoryStatisticsForm, RemovalForm, Step, buttons, caption, checkbox, field, remark,
};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{self, Button, DragValue, Id, Key, Modifiers, RichText, ScrollArea, Ui};
use std::borrow::Cow;
use turjuman::engine::model::Penalties;
use turjuman::typeset::EditBuffer;
use turjuman::view::grouped;
use turjuman::workspace::{MemoryChoice, MemoryCommand, Workspace};

/// What the columns beside the name take.
const COLUMNS: f32 = 620.0;
const HEADINGS: [&str; 7] = [
    "Memory",
    "Units",
    "Used",
    "Confirmed to",
    "Read-only",
    "Taken off",
    "",
];

struct Row {
    choice: MemoryChoice,
    name: EditBuffer,
}

impl Row {
    fn new(choice: MemoryChoice) -> Self {
        Self {
            name: EditBuffer::single_line(choice.name.as_str()),
            choice,
        }
    }

    /// The choice with the name as it was typed.
    fn choice(&self) -> MemoryChoice {
        MemoryChoice {
            name: self.name.text().trim().to_owned(),
            ..self.choice.clone()
        }
    }
}

/// What a row asks for.
enum RowAction {
    Delete(MemoryChoice),
    Count(MemoryChoice),
    Main(usize),
}

pub struct MemoriesForm {
    rows: Vec<Row>,
    /// As they stood before.
    before: Vec<MemoryChoice>,
    penalties: Penalties,
    variant: EditBuffer,
    selected: usize,
    /// The selected name gets the focus, as it moved or is new.
    takes_focus: bool,
    new_name: EditBuffer,
    has_project: bool,
}

impl MemoriesForm {
    pub fn new(workspace: &Workspace) -> Self {
        let before = workspace.memory_choices();
        let penalties = workspace.penalties();
        Self {
            rows: before.iter().cloned().map(Row::new).collect(),
            before,
            variant: EditBuffer::single_line(penalties.variant.as_str()),
            penalties,
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
        let up = |modifiers| selected > 0 && taken(modifiers, Key::ArrowUp);
        let down = |modifiers| selected < last && taken(modifiers, Key::ArrowDown);
        let to = if up(Modifiers::ALT) {
            Some((true, selected - 1))
        } else if down(Modifiers::ALT) {
            Some((true, selected + 1))
        } else if up(Modifiers::NONE) {
            Some((false, selected - 1))
        } else if down(Modifiers::NONE) {
            Some((false, selected + 1))
        } else {
            None
        };
        let Some((moves, to)) = to else { return };
        if moves && self.has_project {
            self.rows.swap(selected, to);
        }
        self.select(to);
    }

    fn select(&mut self, row: usize) {
        self.selected = row;
        self.takes_focus = true;
    }

    fn show_rows(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        let colours = palette(ui.visuals());
        let name_width = (ui.available_width() - COLUMNS).max(140.0);
        let height = (ui.ctx().content_rect().height() - 430.0).clamp(90.0, 360.0);
        let mut row_action = None;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            egui::Grid::new("memories")
                .num_columns(HEADINGS.len())
                .spacing([10.0, 6.0])
                .show(ui, |ui| {
                    for heading in HEADINGS {
                        let text = RichText::new(heading).size(size::SMALL);
                        ui.label(text.color(colours.muted));
                    }
                    ui.end_row();
                    for at in 0..self.rows.len() {
                        self.show_name(ui, at, name_width);
                        row_action = self.show_choices(ui, at).or(row_action.take());
                        ui.end_row();
                    }
                });
        });
        match row_action {
            Some(RowAction::Main(main)) => {
                for (at, row) in self.rows.iter_mut().enumerate() {
                    row.choice.is_main = at == main;
                    row.choice.used |= row.choice.is_main;
                }
            }
            Some(RowAction::Delete(choice)) => {
                let form = RemovalForm::memory(&choice);
                cx.ask(Ask::Open(Box::new(form)));
            }
            Some(RowAction::Count(choice)) => {
                let form = MemoryStatisticsForm::new(choice.id, choice.name);
                cx.command(MemoryCommand::Count(choice.id));
                cx.ask(Ask::Open(Box::new(form)));
            }
            None => {}
        }
    }

    /// The name is a field, so that it can be typed over.
    fn show_name(&mut self, ui: &mut Ui, at: usize, width: f32) {
        let Some(row) = self.rows.get_mut(at) else {
            return;
        };
        let id = Id::unique(("memory name", row.choice.id));
        let label = format!("Name of memory {}", at + 1);
        let shown = field(ui, id, &mut row.name, &text::either(), &label, "", width);
        if !self.takes_focus && shown.response.has_focus() {
            self.selected = at;
        } else if self.takes_focus && at == self.selected {
            shown.response.request_focus();
            self.takes_focus = false;
        }
    }

    /// The columns after the name.
    fn show_choices(&mut self, ui: &mut Ui, at: usize) -> Option<RowAction> {
        let colours = palette(ui.visuals());
        // What it is called on the disk is what is counted and deleted.
        let before = self.before.iter();
        let row = self.rows.get_mut(at)?;
        let stored = before
            .clone()
            .find(|before| before.id == row.choice.id)
            .cloned();
        let choice = &mut row.choice;
        let mut row_action = None;
        ui.label(RichText::new(grouped(choice.units)).color(colours.muted));
        ui.add_enabled_ui(self.has_project, |ui| {
            checkbox(ui, &mut choice.used, "used");
        });
        let can_take = self.has_project && !choice.read_only;
        let radio = egui::RadioButton::new(choice.is_main, "here");
        if ui.add_enabled(can_take, radio).clicked() {
            row_action = Some(RowAction::Main(at));
        }
        ui.add_enabled_ui(!choice.is_main, |ui| {
            checkbox(ui, &mut choice.read_only, "read-only");
        });
        percent(ui, &mut choice.penalty, Penalties::MOST);
        ui.horizontal(|ui| {
            if ui.add(Button::new("Statistics").small()).clicked() {
                row_action = stored.clone().map(RowAction::Count);
            }
            let delete = Button::new("Delete…").small();
            if ui.add_enabled(!choice.read_only, delete).clicked() {
                row_action = stored.clone().map(RowAction::Delete);
            }
        });
        row_action
    }

    fn show_new(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let id = Id::unique("name of a new memory");
            let (style, label) = (text::either(), "Name of a new memory");
            let hint = "A new memory";
            let shown = field(ui, id, &mut self.new_name, &style, label, hint, 240.0);
            let name = self.new_name.text().trim().to_owned();
            let is_free =
                !name.is_empty() && self.rows.iter().all(|row| row.name.text().trim() != name);
            let pressed = ui.add_enabled(is_free, Button::new("Add")).clicked();
            if is_free && (pressed || shown.submitted) {
                cx.command(MemoryCommand::Create { name });
                self.new_name.set_text("");
            }
        });
    }

    /// Takes in the memories that the form does not have yet, and lets go those that are gone.
    fn follow(&mut self, workspace: &Workspace) {
        if workspace.memories().len() == self.rows.len() {
            return;
        }
        let choices = workspace.memory_choices();
        let is_there = |known: &MemoryChoice| choices.iter().any(|c| c.id == known.id);
        self.rows.retain(|row| is_there(&row.choice));
        self.before.retain(is_there);
        for choice in &choices {
            if self.rows.iter().all(|row| row.choice.id != choice.id) {
                self.before.push(choice.clone());
                self.rows.push(Row::new(choice.clone()));
                self.select(self.rows.len() - 1);
            }
        }
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
    }

    fn problem(&self) -> Option<String> {
        let names: Vec<&str> = self.rows.iter().map(|row| row.name.text().trim()).collect();
        if names.contains(&"") {
            return Some("A memory needs a name.".to_owned());
        }
        let mut named = names.iter().enumerate();
        let twice = named.find(|(at, name)| names.iter().take(*at).any(|other| other == *name));
        twice.map(|(_, name)| format!("Two memories are called “{name}”."))
    }

    fn show_penalties(&mut self, ui: &mut Ui) {
        caption(ui, "Taken off the match rate of units that are …");
        let penalties = &mut self.penalties;
        ui.horizontal_wrapped(|ui| {
            for (name, value, most) in [
                ("not confirmed", &mut penalties.unconfirmed, Penalties::MOST),
                ("machine-made", &mut penalties.machine, Penalties::MOST),
                ("aligned", &mut penalties.aligned, Penalties::MOST),
                (
                    "old, a year",
                    &mut penalties.per_year,
                    Penalties::MOST_FOR_AGE,
                ),
            ] {
                ui.label(name);
                percent(ui, value, most);
                ui.add_space(8.0);
            }
        });
        ui.horizontal(|ui| {
            ui.label("in other English than");
            let id = Id::unique("variant of English");
            let (style, label) = (text::either(), "The English you write, as a language tag");
            field(ui, id, &mut self.variant, &style, label, "en-GB", 90.0);
            let has_variant = !self.variant.text().trim().is_empty();
            ui.add_enabled_ui(has_variant, |ui| {
                percent(ui, &mut penalties.other_variant, Penalties::MOST);
            });
            if !has_variant {
                remark(ui, "any English is as good");
            }
        });
    }

    fn save(&self, cx: &mut ViewContext<'_>) {
        let now: Vec<MemoryChoice> = self.rows.iter().map(Row::choice).collect();
        // What gives its place up as the main one can be protected only afterwards.
        if self.has_project
            && now != self.before
            && let Some(main) = now.iter().find(|row| row.is_main)
        {
            cx.command(MemoryCommand::Arrange {
                order: now.iter().map(|row| (row.id, row.used)).collect(),
                main: main.id,
            });
        }
        for row in now {
            let before = self.before.iter().find(|before| before.id == row.id);
            let is_same = before.is_some_and(|before| {
                let of = |row: &MemoryChoice| (row.read_only, row.penalty, row.name.clone());
                of(before) == of(&row)
            });
            if !is_same {
                cx.command(MemoryCommand::Set {
                    memory: row.id,
                    name: row.name,
                    read_only: row.read_only,
                    penalty: row.penalty,
                });
            }
        }
        let penalties = Penalties {
            variant: self.variant.text().trim().to_owned(),
            ..self.penalties.clone()
        };
        if penalties != cx.workspace.penalties() {
            cx.command(MemoryCommand::SetPenalties(penalties));
        }
    }
}

impl Dialog for MemoriesForm {
    fn title(&self) -> Cow<'static, str> {
        "Memories".into()
    }

    fn width(&self) -> f32 {
        size::WIDEST_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        self.follow(cx.workspace);
        self.move_by_keys(ui);
        remark(
            ui,
            if self.has_project {
                "Of equal matches the one of the upper memory comes first. Alt+Up and Alt+Down move \
                 the memory you are in."
            } else {
                "Open a project to arrange its memories."
            },
        );
        ui.add_space(6.0);
        self.show_rows(ui, cx);
        self.show_new(ui, cx);
        self.show_penalties(ui);
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

fn percent(ui: &mut Ui, value: &mut f64, most: f64) {
    ui.add(
        DragValue::new(value)
            .range(0.0..=most)
            .speed(0.1)
            .max_decimals(1)
            .suffix(" %"),
    );
}
