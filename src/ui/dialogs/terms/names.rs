//! The names of the open document and the spellings chosen for them: the project's ledger.

use super::extraction::choose_proposal;
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::review_list::{self, ReviewRow};
use crate::ui::dialogs::{Dialog, Found, Step, caption, field, foot, remark};
use crate::ui::dock::PanelKind;
use crate::ui::editing::Pane;
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Button, Id, Ui};
use std::borrow::Cow;
use turjuman::engine::model::{DocumentId, NameBasis, SegmentId};
use turjuman::typeset::EditBuffer;
use turjuman::view::grouped;
use turjuman::workspace::{DocumentName, NameCommand, Workspace};

/// A name of the document, or one of the ledger that the document does not have.
struct Line {
    sources: Vec<String>,
    proposals: Vec<String>,
    basis: NameBasis,
    guess: bool,
    occurrences: usize,
    first: Option<SegmentId>,
}

pub struct NamesForm {
    /// `None` while they are looked for.
    lines: Option<Vec<Line>>,
    complaint: Option<String>,
    selected: usize,
    filled: Option<usize>,
    spelling: EditBuffer,
    /// The document whose names were asked for; `None` to ask again.
    reviewed: Option<DocumentId>,
    wants_focus: bool,
    follow: bool,
}

impl NamesForm {
    pub fn new() -> Self {
        Self {
            lines: None,
            complaint: None,
            selected: 0,
            filled: None,
            spelling: EditBuffer::single_line(""),
            reviewed: None,
            wants_focus: false,
            follow: false,
        }
    }

    /// What was found in the document; the rest of the ledger comes after it.
    fn take(&mut self, found: Result<Vec<DocumentName>, String>, workspace: &Workspace) {
        let names = found.unwrap_or_else(|message| {
            self.complaint = Some(message);
            Vec::new()
        });
        let mut lines: Vec<Line> = names.into_iter().map(Line::of_document).collect();
        for entry in workspace.name_ledger() {
            if !lines
                .iter()
                .any(|line| line.sources.contains(&entry.source))
            {
                lines.push(Line {
                    sources: vec![entry.source.clone()],
                    proposals: vec![entry.spelling.clone()],
                    basis: NameBasis::Ledger,
                    guess: false,
                    occurrences: 0,
                    first: None,
                });
            }
        }
        self.lines = Some(lines);
        self.filled = None;
    }

    fn fill(&mut self) {
        let lines = self.lines.as_deref().unwrap_or_default();
        if self.filled != Some(self.selected)
            && let Some(line) = lines.get(self.selected)
        {
            self.filled = Some(self.selected);
            self.spelling.set_text(line.spelling());
            self.spelling.select_all();
        }
    }

    fn show_details(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let lines = self.lines.as_deref().unwrap_or_default();
        let Some(line) = lines.get(self.selected) else {
            return Step::Stay;
        };
        let (proposals, first) = (line.proposals.clone(), line.first);
        let is_kept = line.basis == NameBasis::Ledger;
        // Before the field, which would delete a word.
        let mut forget = review_list::rejects(ui) && is_kept;
        if line.sources.len() > 1 {
            let others = line.sources.get(1..).unwrap_or_default().join("، ");
            let ink = palette(ui.visuals()).muted;
            text::line(ui, &format!("Also written {others}"), &text::small(), ink);
        }
        caption(ui, "Spelling in English");
        if let Some(proposal) = choose_proposal(ui, &proposals).and_then(|at| proposals.get(at)) {
            self.spelling.set_text(proposal.as_str());
        }
        let width = ui.available_width();
        let id = Id::unique("spelling of a name");
        let style = text::panel_target();
        let label = "Spelling in English";
        let shown = field(ui, id, &mut self.spelling, &style, label, "", width);
        let is_lost = cx.room.has_focus && ui.memory(|memory| memory.focused().is_none());
        if std::mem::take(&mut self.wants_focus) || is_lost {
            shown.response.request_focus();
        }
        let is_complete = !self.spelling.text().trim().is_empty();
        let mut accept = shown.submitted;
        let mut goes = false;
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            accept |= ui
                .add_enabled(is_complete, Button::new("Use this spelling"))
                .clicked();
            forget |= ui.add_enabled(is_kept, Button::new("Forget")).clicked();
            goes = ui
                .add_enabled(first.is_some(), Button::new("Go to"))
                .clicked();
            review_list::keys(ui, "Enter uses it and goes on, Ctrl+Delete forgets");
        });
        if forget {
            self.forget(cx);
        } else if accept && is_complete {
            self.accept(cx);
        }
        match first.filter(|_| goes) {
            Some(segment) => {
                let (pane, at) = (Pane::Target, None);
                cx.ask(Ask::Activate { segment, pane, at });
                Step::Done
            }
            None => Step::Stay,
        }
    }

    fn accept(&mut self, cx: &mut ViewContext<'_>) {
        let spelling = self.spelling.text().trim().to_owned();
        let lines = self.lines.as_deref_mut().unwrap_or_default();
        let count = lines.len();
        let Some(line) = lines.get_mut(self.selected) else {
            return;
        };
        for source in &line.sources {
            cx.command(NameCommand::Set {
                source: source.clone(),
                spelling: spelling.clone(),
            });
        }
        line.proposals.retain(|proposal| *proposal != spelling);
        line.proposals.insert(0, spelling);
        line.basis = NameBasis::Ledger;
        line.guess = false;
        if self.selected + 1 < count {
            self.selected += 1;
            self.follow = true;
        }
    }

    fn forget(&mut self, cx: &mut ViewContext<'_>) {
        let lines = self.lines.as_deref_mut().unwrap_or_default();
        let Some(line) = lines.get_mut(self.selected) else {
            return;
        };
        let kept = cx.workspace.name_ledger().iter();
        for entry in kept.filter(|entry| line.sources.contains(&entry.source)) {
            cx.command(NameCommand::Remove {
                source: entry.source.clone(),
            });
        }
        // What is known without the ledger is looked for anew.
        self.reviewed = None;
    }
}

impl Dialog for NamesForm {
    fn title(&self) -> Cow<'static, str> {
        "Names".into()
    }

    fn width(&self) -> f32 {
        size::WIDE_DIALOG
    }

    fn panel(&self) -> Option<PanelKind> {
        Some(PanelKind::Names)
    }

    fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let open = cx.workspace.document().map(|document| document.id());
        if open.is_some() && self.reviewed != open {
            self.reviewed = open;
            cx.command(NameCommand::Review);
        }
        let Some(lines) = &self.lines else {
            remark(ui, "Looking for names …");
            return foot(ui, cx.room);
        };
        let count = lines.len();
        if count == 0 {
            let nothing = "No names are found in the open document, and none are in the ledger.";
            remark(ui, self.complaint.as_deref().unwrap_or(nothing));
            return foot(ui, cx.room);
        }
        let open = lines
            .iter()
            .filter(|line| line.basis != NameBasis::Ledger)
            .count();
        let follow = review_list::move_by_keys(ui, &mut self.selected, count) || self.follow;
        self.follow = false;
        let text = format!(
            "{} names, {} not decided",
            grouped(count as u64),
            grouped(open as u64)
        );
        remark(ui, &text);
        let height = (cx.room.height - 360.0).clamp(110.0, 380.0);
        review_list::show(ui, height, count, &mut self.selected, follow, |at| {
            lines.get(at).map(Line::row)
        });
        self.fill();
        match self.show_details(ui, cx) {
            Step::Stay => foot(ui, cx.room),
            step => step,
        }
    }

    fn take_found(&mut self, found: &Found, workspace: &Workspace) {
        if let Found::Names(found) = found {
            self.take(found.clone(), workspace);
        }
    }
}

impl Line {
    fn of_document(name: DocumentName) -> Self {
        Self {
            sources: name.sources,
            proposals: name.proposals,
            basis: name.basis,
            guess: name.guess,
            occurrences: name.occurrences,
            first: Some(name.first),
        }
    }

    fn spelling(&self) -> &str {
        self.proposals.first().map_or("", String::as_str)
    }

    fn row(&self) -> ReviewRow<'_> {
        let basis = match self.basis {
            NameBasis::Ledger => "chosen",
            NameBasis::Glossary => "glossary",
            NameBasis::Memory => "memory",
            NameBasis::Gazetteer => "gazetteer",
            NameBasis::Data if self.guess => "guess",
            NameBasis::Data => "known name",
            NameBasis::Rule if self.guess => "by letters",
            NameBasis::Rule => "known name",
        };
        ReviewRow {
            source: self.sources.first().map_or("", String::as_str),
            target: self.spelling(),
            remark: format!("{basis}, × {}", grouped(self.occurrences as u64)),
            is_open: self.guess,
        }
    }
}
