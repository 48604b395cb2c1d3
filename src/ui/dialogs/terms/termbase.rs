//! All terms: looked up in both languages, filtered, sorted, and changed one or several at once.

use super::bulk_edit::TermsForm;
use super::merge::TermMergeForm;
use super::termbase_filters::TermFilters;
use super::termbase_rows::{self, Touched};
use crate::ui::actions::Action;
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::{self, Dialog, Step, TermForm, field, focus_once, keep_focus, remark};
use crate::ui::dock::PanelKind;
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{self, Button, Id, Key, Modifiers, Ui};
use std::borrow::Cow;
use std::collections::BTreeSet;
use turjuman::engine::model::TermId;
use turjuman::typeset::EditBuffer;
use turjuman::view::grouped;
use turjuman::workspace::{TermCommand, TermQuery, Workspace};

/// Rows that a page key goes by.
const PAGE: isize = 10;

pub struct TermbaseList {
    text: EditBuffer,
    filters: TermFilters,
    /// What the list was asked for last, at which revision of the terms.
    query: TermQuery,
    asked: Option<(TermQuery, u64)>,
    selected: BTreeSet<TermId>,
    /// The row that keys start from, and the one where a range began.
    cursor: usize,
    anchor: usize,
    takes_focus: bool,
}

/// What keys and buttons do to the selected terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowAction {
    Add,
    Edit,
    Merge,
    Delete,
    SelectAll,
    StepBack(Action),
}

impl TermbaseList {
    pub fn new(query: &str) -> Self {
        let mut text = EditBuffer::single_line(query.trim());
        text.select_all();
        Self {
            text,
            filters: TermFilters::new(),
            query: TermQuery::default(),
            asked: None,
            selected: BTreeSet::new(),
            cursor: 0,
            anchor: 0,
            takes_focus: true,
        }
    }

    /// Asks for the list anew when something else is looked for or the terms changed.
    fn ask(&mut self, cx: &mut ViewContext<'_>) {
        self.query.text = self.text.text().trim().to_owned();
        self.query.filter = self.filters.filter();
        let wanted = (self.query.clone(), cx.workspace.terms_revision());
        if self.asked.as_ref() == Some(&wanted) {
            return;
        }
        let is_other = self
            .asked
            .as_ref()
            .is_none_or(|(query, _)| *query != self.query);
        if is_other {
            self.cursor = 0;
            self.anchor = 0;
            self.selected.clear();
        }
        cx.command(TermCommand::List(self.query.clone()));
        self.asked = Some(wanted);
    }

    /// The arrow keys move in the list while the field has the focus; with Shift they select.
    fn move_by_keys(&mut self, ui: &Ui, workspace: &Workspace) -> bool {
        let rows = &workspace.term_list().rows;
        let last = rows.len().saturating_sub(1);
        self.cursor = self.cursor.min(last);
        let mut moved = false;
        for (modifiers, extends) in [(Modifiers::SHIFT, true), (Modifiers::NONE, false)] {
            for (key, by) in [
                (Key::ArrowDown, 1),
                (Key::ArrowUp, -1),
                (Key::PageDown, PAGE),
                (Key::PageUp, -PAGE),
            ] {
                let times = ui.input_mut(|input| input.count_and_consume_key(modifiers, key));
                if times > 0 {
                    let by = by.saturating_mul(times as isize);
                    let row = self.cursor.saturating_add_signed(by).min(last);
                    self.select(rows, row, extends);
                    moved = true;
                }
            }
        }
        if moved {
            keep_focus(ui);
        }
        moved
    }

    /// Selects a row, or all from the anchor to it.
    fn select(&mut self, rows: &[TermId], row: usize, extends: bool) {
        self.cursor = row;
        if !extends {
            self.anchor = row;
        }
        let (from, to) = (self.anchor.min(row), self.anchor.max(row));
        let range = rows.get(from..=to.min(rows.len().saturating_sub(1)));
        self.selected = range.unwrap_or_default().iter().copied().collect();
    }

    fn show_count(&self, ui: &mut Ui, workspace: &Workspace) {
        let colours = palette(ui.visuals());
        let found = workspace.term_list().rows.len() as u64;
        let all = workspace.terms().len() as u64;
        let mut line = match found {
            0 if workspace.is_listing_terms() => "Looking …".to_owned(),
            0 if all == 0 => "No terms yet. Ctrl+E adds one.".to_owned(),
            0 => "No term is like that.".to_owned(),
            _ if found == all => format!("{} terms", grouped(all)),
            _ => format!("{} of {} terms", grouped(found), grouped(all)),
        };
        if self.selected.len() > 1 {
            let selected = grouped(self.selected.len() as u64);
            line.push_str(&format!(" · {selected} selected"));
        }
        text::line(ui, &line, &text::small(), colours.muted);
    }

    fn show_rows(
        &mut self,
        ui: &mut Ui,
        cx: &ViewContext<'_>,
        follow: bool,
        row_action: &mut Option<RowAction>,
    ) {
        let used = if self.filters.is_shown() {
            380.0
        } else {
            320.0
        };
        let height = (cx.room.height - used).clamp(120.0, 640.0);
        let selected = &self.selected;
        let is_selected = |id| selected.contains(&id);
        let touched = termbase_rows::show(ui, cx, height, self.cursor, follow, is_selected);
        let rows = &cx.workspace.term_list().rows;
        // The keys of the list are those of the field.
        self.takes_focus |= touched.is_some();
        match touched {
            Some(Touched::Chosen { row, modifiers }) if modifiers.command => {
                self.cursor = row;
                self.anchor = row;
                if let Some(id) = rows.get(row)
                    && !self.selected.remove(id)
                {
                    self.selected.insert(*id);
                }
            }
            Some(Touched::Chosen { row, modifiers }) => self.select(rows, row, modifiers.shift),
            Some(Touched::Opened { row }) => {
                self.select(rows, row, false);
                *row_action = Some(RowAction::Edit);
            }
            None => {}
        }
    }

    /// The selected terms, in the order of the list; without any, the one under the cursor.
    fn chosen(&self, workspace: &Workspace) -> Vec<TermId> {
        let rows = &workspace.term_list().rows;
        if self.selected.is_empty() {
            return rows.get(self.cursor).copied().into_iter().collect();
        }
        let is_selected = |id: &TermId| self.selected.contains(id);
        rows.iter().copied().filter(is_selected).collect()
    }

    fn show_buttons(
        &self,
        ui: &mut Ui,
        cx: &ViewContext<'_>,
        row_action: &mut Option<RowAction>,
    ) -> Step {
        let has_rows = !cx.workspace.term_list().rows.is_empty();
        let several = self.selected.len() > 1;
        ui.horizontal(|ui| {
            let mut button = |enabled: bool, text: &str, hint: &str, does: RowAction| {
                let response = ui.add_enabled(enabled, Button::new(text));
                if response.on_hover_text(hint).clicked() {
                    *row_action = Some(does);
                }
            };
            let edit = "Changes the term, or what the selected terms have in common (Enter)";
            button(true, "Add…", "Adds a term (Ctrl+E)", RowAction::Add);
            button(has_rows, "Edit…", edit, RowAction::Edit);
            let merge = "Makes one entry of the selected terms (Ctrl+M)";
            button(several, "Merge…", merge, RowAction::Merge);
            let delete = "Deletes the selected terms; undo brings them back (Ctrl+Delete)";
            button(has_rows, "Delete", delete, RowAction::Delete);
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            let closed = ui.with_layout(layout, |ui| {
                !cx.room.is_docked && dialogs::main_button(ui, true, "Close")
            });
            if closed.inner {
                Step::Close
            } else {
                Step::Stay
            }
        })
        .inner
    }

    fn run_action(&mut self, row_action: RowAction, cx: &mut ViewContext<'_>) {
        let workspace = cx.workspace;
        let chosen = self.chosen(workspace);
        match (row_action, chosen.as_slice()) {
            (RowAction::Add, _) => {
                let form = TermForm::new(&turjuman::workspace::TermDraft::default());
                cx.ask(Ask::Open(Box::new(form)));
            }
            (RowAction::StepBack(action), _) => cx.act(action),
            (RowAction::SelectAll, _) => {
                let rows = &workspace.term_list().rows;
                self.selected = rows.iter().copied().collect();
            }
            (_, []) => {}
            (RowAction::Edit, [one]) => cx.ask(Ask::EditTerm(*one)),
            (RowAction::Edit, several) => {
                let form = TermsForm::new(workspace, several);
                cx.ask(Ask::Open(Box::new(form)));
            }
            (RowAction::Merge, several) => {
                if several.len() > 1 {
                    let form = TermMergeForm::new(workspace, several);
                    cx.ask(Ask::Open(Box::new(form)));
                }
            }
            (RowAction::Delete, _) => {
                cx.ask(Ask::DeleteTerms(chosen));
                self.selected.clear();
                self.anchor = self.cursor;
            }
        }
    }
}

impl Dialog for TermbaseList {
    fn title(&self) -> Cow<'static, str> {
        "Termbase".into()
    }

    fn width(&self) -> f32 {
        size::WIDEST_DIALOG
    }

    fn panel(&self) -> Option<PanelKind> {
        Some(PanelKind::Termbase)
    }

    fn take_focus(&mut self) {
        self.takes_focus = true;
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let id = Id::unique("termbase field");
        let focused = ui.memory(|memory| memory.focused());
        // Back from another dialog, or after a click beside everything.
        self.takes_focus |= cx.room.has_focus && focused.is_none();
        let has_focus = focused.is_none_or(|focused| focused == id);
        let mut row_action = take_action(ui, cx.workspace);
        let moved = has_focus && self.move_by_keys(ui, cx.workspace);
        let width = ui.available_width();
        let hint = "Search in Arabic or English";
        let (style, label) = (text::either(), "Search terms");
        let shown = field(ui, id, &mut self.text, &style, label, hint, width);
        focus_once(&shown, &mut self.takes_focus);
        self.filters.show(ui, cx.workspace);
        self.show_count(ui, cx.workspace);
        termbase_rows::heading(ui, &mut self.query, cx.settings.swap_sides);
        self.ask(cx);
        ui.scope(|ui| self.show_rows(ui, cx, moved, &mut row_action));
        remark(
            ui,
            "Shift+arrows or Ctrl+Shift+A select several · Enter edits · Ctrl+M merges · Ctrl+Delete \
             deletes · Ctrl+E adds · Ctrl+Z undoes",
        );
        ui.add_space(6.0);
        let step = self.show_buttons(ui, cx, &mut row_action);
        if shown.submitted && row_action.is_none() {
            row_action = Some(RowAction::Edit);
        }
        if let Some(row_action) = row_action {
            self.run_action(row_action, cx);
        }
        step
    }
}

fn take_action(ui: &Ui, workspace: &Workspace) -> Option<RowAction> {
    let command = Modifiers::COMMAND;
    let is_about_terms = |title: Option<&str>| title.is_some_and(|title| title.contains("term"));
    let (undo, redo) = workspace.undo_titles();
    let mut row_actions = vec![
        (command | Modifiers::SHIFT, Key::A, RowAction::SelectAll),
        (command, Key::E, RowAction::Add),
        (command, Key::M, RowAction::Merge),
        (command, Key::Delete, RowAction::Delete),
        (Modifiers::NONE, Key::F2, RowAction::Edit),
    ];
    // What was typed into a translation is not undone behind the list's back.
    if is_about_terms(redo) {
        let redo = RowAction::StepBack(Action::Redo);
        row_actions.push((command | Modifiers::SHIFT, Key::Z, redo));
        row_actions.push((command, Key::Y, redo));
    }
    if is_about_terms(undo) {
        row_actions.push((command, Key::Z, RowAction::StepBack(Action::Undo)));
    }
    let mut taken = row_actions
        .into_iter()
        .filter(|(modifiers, key, _)| ui.input_mut(|input| input.consume_key(*modifiers, *key)));
    taken.next().map(|(.., row_action)| row_action)
}
