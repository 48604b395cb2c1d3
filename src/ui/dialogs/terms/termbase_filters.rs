//! The filters of the list of terms.

use crate::ui::dialogs::choices::choose_value;
use crate::ui::dialogs::{checkbox, field, remark};
use crate::ui::text;
use eframe::egui::{Id, Ui};
use turjuman::engine::model::{TermStatus, TermbaseId};
use turjuman::typeset::EditBuffer;
use turjuman::workspace::{TermCondition, TermFilter, TermValues, Workspace, date_bound};

const BOX: f32 = 128.0;

/// A value and how it is shown.
type Named<T> = Vec<(T, String)>;

pub(super) struct TermFilters {
    is_shown: bool,
    chosen: TermFilter,
    changed_from: EditBuffer,
}

impl TermFilters {
    pub(super) fn new() -> Self {
        Self {
            is_shown: false,
            chosen: TermFilter::default(),
            changed_from: EditBuffer::single_line(""),
        }
    }

    /// What the filters say; nothing while they are hidden.
    pub(super) fn filter(&self) -> TermFilter {
        if !self.is_shown {
            return TermFilter {
                only: self.chosen.only,
                ..TermFilter::default()
            };
        }
        TermFilter {
            changed_from: date_bound(self.changed_from.text(), false),
            ..self.chosen.clone()
        }
    }

    pub(super) fn is_shown(&self) -> bool {
        self.is_shown
    }

    pub(super) fn show(&mut self, ui: &mut Ui, workspace: &Workspace) {
        ui.horizontal(|ui| {
            let only = [
                (TermCondition::NothingToUse, "Without a usable translation"),
                (TermCondition::SameSource, "Duplicates and conflicts"),
            ];
            let only = only.map(|(condition, name)| (condition, name.to_owned()));
            let all = Some("All terms");
            choose_value(ui, "Show", all, &mut self.chosen.only, &only, 210.0);
            checkbox(ui, &mut self.is_shown, "Filters");
            if self.is_shown
                && self.filter() != TermFilter::default()
                && ui.button("Clear").clicked()
            {
                self.chosen = TermFilter::default();
                self.changed_from.set_text("");
            }
        });
        if self.is_shown {
            self.show_fields(ui, workspace);
        }
    }

    fn show_fields(&mut self, ui: &mut Ui, workspace: &Workspace) {
        let chosen = &mut self.chosen;
        let values = &workspace.term_list().values;
        ui.horizontal_wrapped(|ui| {
            let termbases = termbases(workspace);
            let all = Some("Any termbase");
            choose_value(ui, "Termbase", all, &mut chosen.termbase, &termbases, BOX);
            let TermValues {
                domains,
                parts_of_speech,
                clients,
                authors,
            } = values;
            for (label, any, value, known) in [
                ("Domain", "Any domain", &mut chosen.domain, domains),
                (
                    "Part of speech",
                    "Any part of speech",
                    &mut chosen.part_of_speech,
                    parts_of_speech,
                ),
                ("Client", "Any client", &mut chosen.client, clients),
                ("Author", "Anyone", &mut chosen.author, authors),
            ] {
                if !known.is_empty() || value.is_some() {
                    let known: Named<String> =
                        known.iter().map(|v| (v.clone(), v.clone())).collect();
                    choose_value(ui, label, Some(any), value, &known, BOX);
                }
            }
            let statuses = TermStatus::ALL.map(|status| (status, status.name().to_owned()));
            let all = Some("Any status");
            choose_value(ui, "Status", all, &mut chosen.status, &statuses, BOX);
            let id = Id::unique("terms changed from");
            let (label, hint) = ("Changed from", "Since 2026-02");
            let buffer = &mut self.changed_from;
            field(ui, id, buffer, &text::either(), label, hint, BOX);
        });
        let from = self.changed_from.text();
        if !from.trim().is_empty() && date_bound(from, false).is_none() {
            remark(ui, "A date is written as 2016-02-29, 2016-02 or 2016.");
        }
    }
}

/// All termbases by name, in the order of the project.
pub(super) fn termbases(workspace: &Workspace) -> Named<TermbaseId> {
    let choices = workspace.termbase_names().into_iter();
    choices.map(|(id, name)| (id, name.to_owned())).collect()
}
