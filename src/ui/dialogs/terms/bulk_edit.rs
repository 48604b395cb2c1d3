//! Changes what several terms have in common, in one step.

use super::termbase_filters::termbases;
use crate::ui::dialogs::choices::choose_value;
use crate::ui::dialogs::{Dialog, Step, buttons, checkbox, field, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Grid, Id, Ui};
use std::borrow::Cow;
use turjuman::engine::model::{TermEntry, TermId, TermStatus, TermbaseId};
use turjuman::typeset::EditBuffer;
use turjuman::view::grouped;
use turjuman::workspace::{Command, TermCommand, Workspace};

const CHOICE: f32 = 260.0;

/// A text field of the entries and whether it is changed.
struct Field {
    name: &'static str,
    is_on: bool,
    value: EditBuffer,
    of: fn(&mut TermEntry) -> &mut String,
}

pub struct TermsForm {
    terms: Vec<TermId>,
    fields: Vec<Field>,
    status: Option<TermStatus>,
    termbase: Option<TermbaseId>,
    /// Why they cannot be changed.
    problem: Option<String>,
    is_new: bool,
}

impl TermsForm {
    pub fn new(workspace: &Workspace, terms: &[TermId]) -> Self {
        let field = |name, of| Field {
            name,
            is_on: false,
            value: EditBuffer::single_line(""),
            of,
        };
        Self {
            terms: terms.to_vec(),
            fields: vec![
                field("Domain", |entry| &mut entry.domain),
                field("Part of speech", |entry| &mut entry.part_of_speech),
                field("Client or project", |entry| &mut entry.client),
                field("Source", |entry| &mut entry.reference),
            ],
            status: None,
            termbase: None,
            problem: problem(workspace, terms),
            is_new: true,
        }
    }

    fn command(&self, workspace: &Workspace) -> Command {
        let entries = self.terms.iter().filter_map(|id| workspace.term(*id));
        let entries = entries.map(|(_, entry)| {
            let mut entry = entry.clone();
            for field in self.fields.iter().filter(|field| field.is_on) {
                field.value.text().trim().clone_into((field.of)(&mut entry));
            }
            if let Some(status) = self.status {
                for translation in &mut entry.translations {
                    translation.status = status;
                }
            }
            entry
        });
        Command::Terms(TermCommand::Edit {
            entries: entries.collect(),
            termbase: self.termbase,
        })
    }
}

impl Dialog for TermsForm {
    fn title(&self) -> Cow<'static, str> {
        format!("Change {} terms", grouped(self.terms.len() as u64)).into()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        remark(
            ui,
            "What is ticked is set in all of them; what is ticked and empty is emptied.",
        );
        ui.add_space(6.0);
        Grid::new("terms")
            .num_columns(2)
            .spacing([12.0, 8.0])
            .show(ui, |ui| {
                for one in &mut self.fields {
                    checkbox(ui, &mut one.is_on, one.name);
                    let id = Id::unique(("terms field", one.name));
                    let width = CHOICE;
                    let shown = field(ui, id, &mut one.value, &text::either(), one.name, "", width);
                    if std::mem::take(&mut self.is_new) {
                        shown.response.request_focus();
                    }
                    one.is_on |= shown.response.changed();
                    ui.end_row();
                }
                ui.label("Status");
                let statuses = TermStatus::ALL.map(|status| (status, status.name().to_owned()));
                let all = Some("leave as they are");
                let label = "Status of all translations";
                choose_value(ui, label, all, &mut self.status, &statuses, CHOICE);
                ui.end_row();
                ui.label("Termbase");
                let termbases = termbases(cx.workspace);
                let label = "Move to termbase";
                let all = Some("leave where they are");
                choose_value(ui, label, all, &mut self.termbase, &termbases, CHOICE);
                ui.end_row();
            });
        let is_any = self.status.is_some()
            || self.termbase.is_some()
            || self.fields.iter().any(|field| field.is_on);
        let problem = self.problem.as_deref().or_else(|| {
            let read_only = |id| cx.workspace.is_read_only(id);
            let is_closed = self.termbase.is_some_and(read_only);
            is_closed.then_some("The termbase to move to is read-only.")
        });
        if let Some(problem) = problem {
            remark(ui, problem);
        }
        let is_any = is_any && problem.is_none();
        let (done, cancelled) = buttons(ui, is_any, "Change");
        if done && is_any {
            cx.command(self.command(cx.workspace));
        }
        if (done && is_any) || cancelled {
            Step::Close
        } else {
            Step::Stay
        }
    }
}

/// Why the terms cannot be changed, as a sentence.
pub(super) fn problem(workspace: &Workspace, terms: &[TermId]) -> Option<String> {
    let error = workspace.expect_editable(terms).err()?;
    Some(crate::ui::window::sentence(&error.to_string()))
}
