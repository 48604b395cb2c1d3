//! Terms found in documents, to be taken into the termbase or not.

use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::review_list::{self, ReviewRow};
use crate::ui::dialogs::{self, Dialog, Found, Step, caption, field, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Button, Id, Ui};
use std::borrow::Cow;
use std::collections::HashSet;
use turjuman::engine::model::{DocumentId, TermStatus, TermTranslation};
use turjuman::typeset::EditBuffer;
use turjuman::view::{self, grouped};
use turjuman::workspace::{
    Command, CoreCommand, ExtractionRequest, ProposedTerm, TermCommand, TermDraft, Workspace,
    search_key,
};

/// Occurrences of a term at least, and terms looked over at most.
const LEAST: usize = 2;
const MOST: usize = 500;
/// Terms once rejected are not proposed again; the setting they are kept in, and how many.
const REJECTED: &str = "rejected_terms";
const MOST_REJECTED: usize = 5_000;

pub struct ExtractionForm {
    whole_project: bool,
    /// `None` while they are looked for.
    terms: Option<Vec<ProposedTerm>>,
    complaint: Option<String>,
    selected: usize,
    /// The row the fields were filled from.
    filled: Option<usize>,
    source: EditBuffer,
    translation: EditBuffer,
    accepted: usize,
    is_new: bool,
}

impl ExtractionForm {
    pub fn new() -> Self {
        Self {
            whole_project: false,
            terms: None,
            complaint: None,
            selected: 0,
            filled: None,
            source: EditBuffer::single_line(""),
            translation: EditBuffer::single_line(""),
            accepted: 0,
            is_new: true,
        }
    }

    /// What was found; terms rejected before are left out.
    fn take(&mut self, found: Result<Vec<ProposedTerm>, String>, workspace: &Workspace) {
        let rejected = rejected(workspace);
        match found {
            Ok(mut terms) => {
                terms.retain(|term| !rejected.contains(&search_key(&term.candidate.source)));
                self.terms = Some(terms);
            }
            Err(message) => {
                self.terms = Some(Vec::new());
                self.complaint = Some(message);
            }
        }
        self.selected = 0;
        self.filled = None;
    }

    fn choose_documents(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        let before = self.whole_project;
        ui.horizontal(|ui| {
            ui.radio_value(&mut self.whole_project, false, "Open document");
            ui.radio_value(
                &mut self.whole_project,
                true,
                "All documents of the project",
            );
        });
        if std::mem::take(&mut self.is_new) || before != self.whole_project {
            self.terms = None;
            self.complaint = None;
            cx.command(TermCommand::Extract(ExtractionRequest {
                documents: self.documents(cx.workspace),
                least: LEAST,
                most: MOST,
            }));
        }
    }

    fn documents(&self, workspace: &Workspace) -> Vec<DocumentId> {
        view::documents(workspace)
            .into_iter()
            .filter(|document| self.whole_project || document.is_open)
            .map(|document| document.id)
            .collect()
    }

    fn say_nothing_is_left(&self, ui: &mut Ui) {
        match (&self.complaint, self.accepted) {
            (Some(complaint), _) => remark(ui, complaint),
            (None, 0) => remark(
                ui,
                "No words here occur twice or more that are not among your terms already.",
            ),
            (None, 1) => remark(ui, "All looked over; one term was added."),
            (None, many) => remark(ui, &format!("All looked over; {many} terms were added.")),
        }
    }

    /// Fills the fields from the row that was gone to.
    fn fill(&mut self) {
        if self.filled == Some(self.selected) {
            return;
        }
        let Some(term) = self
            .terms
            .as_ref()
            .and_then(|terms| terms.get(self.selected))
        else {
            return;
        };
        self.filled = Some(self.selected);
        self.source.set_text(term.candidate.source.as_str());
        let guess = term.candidate.translations.first();
        self.translation
            .set_text(guess.map_or("", |guess| guess.text.as_str()));
        self.translation.select_all();
    }

    fn show_details(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        let Some(term) = self
            .terms
            .as_ref()
            .and_then(|terms| terms.get(self.selected))
        else {
            return;
        };
        // Before the fields, which would delete a word.
        let mut reject = review_list::rejects(ui);
        let ink = palette(ui.visuals()).muted;
        ui.add_space(6.0);
        text::line(ui, &term.example, &text::panel_source(), ink);
        let guesses: Vec<String> = term
            .candidate
            .translations
            .iter()
            .map(|guess| guess.text.clone())
            .collect();
        let guess = choose_proposal(ui, &guesses);
        if let Some(guess) = guess.and_then(|at| guesses.get(at)) {
            self.translation.set_text(guess.as_str());
        }
        let width = ui.available_width();
        caption(ui, "Arabic term");
        let id = Id::unique("proposed term");
        let style = text::panel_source();
        let by_source = field(ui, id, &mut self.source, &style, "Arabic term", "", width).submitted;
        caption(ui, "Translation");
        let id = Id::unique("proposed translation");
        let style = text::panel_target();
        let buffer = &mut self.translation;
        let shown = field(
            ui,
            id,
            buffer,
            &style,
            "Translation",
            "Type the English",
            width,
        );
        if ui.memory(|memory| memory.focused().is_none()) {
            shown.response.request_focus();
        }
        let is_complete =
            !self.source.text().trim().is_empty() && !self.translation.text().trim().is_empty();
        let mut accept = by_source || shown.submitted;
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            accept |= ui
                .add_enabled(is_complete, Button::new("Add term"))
                .clicked();
            reject |= ui.button("Reject").clicked();
            review_list::keys(
                ui,
                "Enter adds, Ctrl+Delete rejects, arrows go on without either",
            );
        });
        if reject {
            self.reject(cx);
        } else if accept && is_complete {
            cx.command(self.command());
            self.accepted += 1;
            self.go_on();
        }
    }

    fn command(&self) -> Command {
        Command::Terms(TermCommand::Add(TermDraft {
            source: self.source.text().trim().to_owned(),
            translations: vec![TermTranslation {
                text: self.translation.text().trim().to_owned(),
                status: TermStatus::Preferred,
            }],
            ..TermDraft::default()
        }))
    }

    fn reject(&mut self, cx: &mut ViewContext<'_>) {
        let term = self
            .terms
            .as_ref()
            .and_then(|terms| terms.get(self.selected));
        let Some(source) = term.map(|term| search_key(&term.candidate.source)) else {
            return;
        };
        let before = cx.workspace.setting(REJECTED).unwrap_or_default();
        let kept = before.lines().rev().take(MOST_REJECTED - 1);
        let mut lines: Vec<&str> = kept.collect();
        lines.reverse();
        lines.push(&source);
        cx.command(CoreCommand::Remember {
            name: REJECTED.to_owned(),
            value: lines.join("\n"),
        });
        self.go_on();
    }

    /// Takes the selected row off the list.
    fn go_on(&mut self) {
        let Some(terms) = &mut self.terms else { return };
        if self.selected < terms.len() {
            terms.remove(self.selected);
        }
        self.selected = self.selected.min(terms.len().saturating_sub(1));
        self.filled = None;
    }
}

impl Dialog for ExtractionForm {
    fn title(&self) -> Cow<'static, str> {
        "Find terms".into()
    }

    fn width(&self) -> f32 {
        size::WIDE_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        self.choose_documents(ui, cx);
        let Some(terms) = &self.terms else {
            remark(ui, "Looking for terms …");
            return foot(ui);
        };
        let count = terms.len();
        if count == 0 {
            self.say_nothing_is_left(ui);
            return foot(ui);
        }
        let moved = review_list::move_by_keys(ui, &mut self.selected, count);
        remark(ui, &format!("{} terms to look over", grouped(count as u64)));
        let height = (ui.ctx().content_rect().height() - 420.0).clamp(110.0, 340.0);
        review_list::show(ui, height, count, &mut self.selected, moved, |at| {
            terms.get(at).map(row)
        });
        self.fill();
        self.show_details(ui, cx);
        foot(ui)
    }

    fn take_found(&mut self, found: &Found, workspace: &Workspace) {
        if let Found::Terms(found) = found {
            self.take(found.clone(), workspace);
        }
    }
}

fn rejected(workspace: &Workspace) -> HashSet<String> {
    let lines = workspace.setting(REJECTED).unwrap_or_default().lines();
    lines.map(str::to_owned).collect()
}

fn row(term: &ProposedTerm) -> ReviewRow<'_> {
    let candidate = &term.candidate;
    ReviewRow {
        source: &candidate.source,
        target: candidate
            .translations
            .first()
            .map_or("", |guess| guess.text.as_str()),
        remark: format!("{} times", grouped(candidate.frequency as u64)),
        is_open: true,
    }
}

/// Proposals as buttons, with their keys; gives the one that was chosen.
pub(super) fn choose_proposal(ui: &mut Ui, proposals: &[String]) -> Option<usize> {
    let mut chosen = review_list::chosen(ui, proposals.len());
    if proposals.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            for (at, proposal) in proposals.iter().take(5).enumerate() {
                let button = Button::new(proposal.as_str()).small();
                let hint = format!("Alt+{}", at + 1);
                if ui.add(button).on_hover_text(hint).clicked() {
                    chosen = Some(at);
                }
            }
        });
    }
    chosen
}

fn foot(ui: &mut Ui) -> Step {
    ui.add_space(10.0);
    if dialogs::close_button(ui) {
        Step::Close
    } else {
        Step::Stay
    }
}
