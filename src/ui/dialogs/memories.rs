//! The memories of the project: their order, whether they are used, what is off their matches, and
//! which of them takes what is confirmed.

use super::{Step, buttons, caption, checkbox, field, remark, title};
use crate::ui::design_tokens::{palette, size};
use crate::ui::panels::Desk;
use crate::ui::text;
use eframe::egui::{self, Button, DragValue, Id, Key, Modifiers, RichText, ScrollArea, Ui};
use turjuman::engine::model::Penalties;
use turjuman::typeset::EditBuffer;
use turjuman::view::grouped;
use turjuman::workspace::{Command, MemoryChoice, Workspace};

/// Widths of the columns behind the name.
const COLUMNS: [f32; 4] = [70.0, 90.0, 80.0, 110.0];

pub struct MemoriesForm {
    /// As they stand in the form, and as they stood before.
    rows: Vec<MemoryChoice>,
    before: Vec<MemoryChoice>,
    penalties: Penalties,
    selected: usize,
    new_name: EditBuffer,
    has_project: bool,
}

impl MemoriesForm {
    pub fn new(workspace: &Workspace) -> Self {
        let rows = workspace.memory_choices();
        Self {
            before: rows.clone(),
            rows,
            penalties: workspace.penalties(),
            selected: 0,
            new_name: EditBuffer::single_line(""),
            has_project: workspace.project().is_some(),
        }
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Step {
        title(ui, "Memories");
        self.take_new(desk.workspace);
        self.move_by_keys(ui);
        remark(
            ui,
            if self.has_project {
                "Of equal matches the one of the upper memory comes first. Alt+Up and Alt+Down move \
                 the selected memory."
            } else {
                "Open a project to arrange its memories."
            },
        );
        ui.add_space(6.0);
        self.show_rows(ui);
        self.show_new(ui, desk);
        self.show_penalties(ui);
        let (done, cancelled) = buttons(ui, true, "Save");
        if done {
            self.save(desk);
        }
        if done || cancelled {
            Step::Close
        } else {
            Step::Stay
        }
    }

    fn move_by_keys(&mut self, ui: &Ui) {
        let taken = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let last = self.rows.len().saturating_sub(1);
        if self.has_project && taken(Modifiers::ALT, Key::ArrowUp) && self.selected > 0 {
            self.rows.swap(self.selected, self.selected - 1);
            self.selected -= 1;
        }
        if self.has_project && taken(Modifiers::ALT, Key::ArrowDown) && self.selected < last {
            self.rows.swap(self.selected, self.selected + 1);
            self.selected += 1;
        }
        if taken(Modifiers::NONE, Key::ArrowUp) {
            self.selected = self.selected.saturating_sub(1);
        }
        if taken(Modifiers::NONE, Key::ArrowDown) {
            self.selected = (self.selected + 1).min(last);
        }
    }

    fn show_rows(&mut self, ui: &mut Ui) {
        let colours = palette(ui.visuals());
        let name_width = (ui.available_width() - COLUMNS.iter().sum::<f32>() - 60.0).max(120.0);
        let height = (ui.ctx().content_rect().height() - 460.0).clamp(90.0, 300.0);
        let (mut chosen, mut main) = (None, None);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            egui::Grid::new("memories")
                .num_columns(5)
                .spacing([10.0, 6.0])
                .show(ui, |ui| {
                    for heading in ["Memory", "Used", "Confirmed to", "Read-only", "Taken off"] {
                        let text = RichText::new(heading).size(size::SMALL);
                        ui.label(text.color(colours.muted));
                    }
                    ui.end_row();
                    for (at, row) in self.rows.iter_mut().enumerate() {
                        let name = format!("{}  ({})", row.name, grouped(row.units));
                        let label =
                            Button::selectable(at == self.selected, (name, egui::Atom::grow()))
                                .truncate();
                        let wanted = egui::vec2(name_width, 24.0);
                        if ui.add_sized(wanted, label).clicked() {
                            chosen = Some(at);
                        }
                        ui.add_enabled_ui(self.has_project, |ui| {
                            checkbox(ui, &mut row.used, "used");
                        });
                        let can_take = self.has_project && !row.read_only;
                        let radio = egui::RadioButton::new(row.is_main, "here");
                        if ui.add_enabled(can_take, radio).clicked() {
                            main = Some(at);
                        }
                        ui.add_enabled_ui(!row.is_main, |ui| {
                            checkbox(ui, &mut row.read_only, "read-only");
                        });
                        percent(ui, &mut row.penalty, Penalties::MOST);
                        ui.end_row();
                    }
                });
        });
        if let Some(at) = chosen {
            self.selected = at;
        }
        if let Some(main) = main {
            for (at, row) in self.rows.iter_mut().enumerate() {
                row.is_main = at == main;
                row.used |= row.is_main;
            }
        }
    }

    fn show_new(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let id = Id::unique("name of a new memory");
            let (style, label) = (text::either(), "Name of a new memory");
            let hint = "A new memory";
            let shown = field(ui, id, &mut self.new_name, &style, label, hint, 240.0);
            let name = self.new_name.text().trim().to_owned();
            let is_free = !name.is_empty() && self.rows.iter().all(|row| row.name != name);
            let pressed = ui.add_enabled(is_free, Button::new("Add")).clicked();
            if is_free && (pressed || shown.submitted) {
                desk.command(Command::CreateMemory { name });
                self.new_name.set_text("");
            }
        });
    }

    /// Adds the memories that the form does not have yet.
    fn take_new(&mut self, workspace: &Workspace) {
        for choice in workspace.memory_choices() {
            if self.rows.iter().all(|row| row.id != choice.id) {
                self.before.push(choice.clone());
                self.rows.push(choice);
                self.selected = self.rows.len() - 1;
            }
        }
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
    }

    fn save(&self, desk: &mut Desk<'_>) {
        // What gives its place up as the main one can be protected only afterwards.
        if self.has_project
            && self.rows != self.before
            && let Some(main) = self.rows.iter().find(|row| row.is_main)
        {
            desk.command(Command::ArrangeMemories {
                order: self.rows.iter().map(|row| (row.id, row.used)).collect(),
                main: main.id,
            });
        }
        for row in &self.rows {
            let before = self.before.iter().find(|before| before.id == row.id);
            let is_same = before.is_some_and(|before| {
                before.read_only == row.read_only && before.penalty == row.penalty
            });
            if !is_same {
                desk.command(Command::SetMemory {
                    memory: row.id,
                    name: row.name.clone(),
                    read_only: row.read_only,
                    penalty: row.penalty,
                });
            }
        }
        if self.penalties != desk.workspace.penalties() {
            desk.command(Command::SetPenalties(self.penalties.clone()));
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
