//! Which units a dialog is about: a memory, an author, a project, a stretch of time.

use crate::ui::dialogs::choices::choose_value;
use crate::ui::dialogs::{checkbox, field, name_widget, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{ComboBox, Id, Ui};
use turjuman::engine::model::MemoryId;
use turjuman::typeset::EditBuffer;
use turjuman::view::grouped;
use turjuman::workspace::{UnitFilter, date_bound};

pub struct UnitFilters {
    pub memory: Option<MemoryId>,
    /// Whether the fields are shown, and count.
    pub are_on: bool,
    author: EditBuffer,
    project: EditBuffer,
    from: EditBuffer,
    until: EditBuffer,
}

impl UnitFilters {
    pub fn new(are_on: bool) -> Self {
        let blank = || EditBuffer::single_line("");
        Self {
            memory: None,
            are_on,
            author: blank(),
            project: blank(),
            from: blank(),
            until: blank(),
        }
    }

    /// The memory, and whether there are fields; in a row with other choices.
    pub fn show_choices(&mut self, ui: &mut Ui, cx: &ViewContext<'_>) {
        choose_memory(ui, cx, &mut self.memory);
        checkbox(ui, &mut self.are_on, "Filters");
    }

    pub fn show_fields(&mut self, ui: &mut Ui) {
        if !self.are_on {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let fields = [
                (&mut self.author, "Author", "Author", 150.0),
                (&mut self.project, "Project", "Project", 150.0),
                (&mut self.from, "Changed from", "From 2016-02-29", 130.0),
                (&mut self.until, "Changed until", "Until 2016", 130.0),
            ];
            for (buffer, label, hint, width) in fields {
                let id = Id::unique(("unit filter", label));
                field(ui, id, buffer, &text::either(), label, hint, width);
            }
        });
        for buffer in [&self.from, &self.until] {
            if !buffer.text().trim().is_empty() && date_bound(buffer.text(), false).is_none() {
                remark(ui, "A date is written as 2016-02-29, 2016-02 or 2016.");
            }
        }
    }

    pub fn filter(&self) -> UnitFilter {
        let memory = self.memory;
        if !self.are_on {
            return UnitFilter {
                memory,
                ..UnitFilter::default()
            };
        }
        UnitFilter {
            memory,
            author: self.author.text().trim().to_owned(),
            project: self.project.text().trim().to_owned(),
            from: date_bound(self.from.text(), false),
            until: date_bound(self.until.text(), true),
        }
    }
}

/// A box of a few choices by name.
pub fn choose<T: Copy + PartialEq>(ui: &mut Ui, label: &str, value: &mut T, all: &[(T, &str)]) {
    let shown = all.iter().find(|(one, _)| one == value);
    let shown = shown.map_or("", |(_, name)| *name);
    let combo = ComboBox::from_id_salt(label).selected_text(shown);
    let response = combo.show_ui(ui, |ui| {
        for (one, name) in all {
            ui.selectable_value(value, *one, *name);
        }
    });
    name_widget(&response.response, label);
}

/// One of the memories, or all of them.
pub fn choose_memory(ui: &mut Ui, cx: &ViewContext<'_>, memory: &mut Option<MemoryId>) {
    let named = cx.workspace.memories();
    let named = named.filter_map(|(name, units)| {
        let memory = cx.workspace.memory_named(name)?;
        Some((memory, format!("{name} ({})", grouped(units))))
    });
    let all: Vec<(MemoryId, String)> = named.collect();
    choose_value(ui, "Memory", Some("All memories"), memory, &all, 190.0);
}
