//! Makes one entry of several: which of them stays, and what it will hold.

use crate::ui::design_tokens::{Palette, palette, size};
use crate::ui::dialogs::{self, Dialog, Step, buttons, caption, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use crate::ui::widgets::{BidiLabel, Decoration, Mark};
use eframe::egui::{Frame, Key, Margin, Modifiers, RadioButton, ScrollArea, Ui, vec2};
use std::borrow::Cow;
use turjuman::engine::model::{TermEntry, TermId};
use turjuman::view::{grouped, in_one_line};
use turjuman::workspace::{TermCommand, Workspace};

pub struct TermMergeForm {
    terms: Vec<TermId>,
    /// The one that stays, and what it will hold or why it cannot.
    kept: usize,
    merged: Result<TermEntry, String>,
}

impl TermMergeForm {
    pub fn new(workspace: &Workspace, terms: &[TermId]) -> Self {
        let mut form = Self {
            terms: terms.to_vec(),
            kept: 0,
            merged: Err(String::new()),
        };
        form.keep(workspace, 0);
        form
    }

    fn keep(&mut self, workspace: &Workspace, kept: usize) {
        self.kept = kept;
        if let Some(keep) = self.terms.get(kept) {
            let merged = workspace.merged_term(*keep, &self.terms);
            self.merged = match super::bulk_edit::problem(workspace, &self.terms) {
                Some(problem) => Err(problem),
                None => merged.map_err(|error| error.to_string()),
            };
        }
    }

    fn show_terms(&mut self, ui: &mut Ui, workspace: &Workspace) {
        let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = self.terms.len().saturating_sub(1);
        let mut kept = self.kept;
        if taken(Key::ArrowDown) {
            kept = (kept + 1).min(last);
        }
        if taken(Key::ArrowUp) {
            kept = kept.saturating_sub(1);
        }
        let colours = palette(ui.visuals());
        let line = vec2(ui.available_width() - 14.0, 28.0);
        ScrollArea::vertical().max_height(170.0).show_rows(
            ui,
            line.y,
            self.terms.len(),
            |ui, range| {
                for at in range {
                    let Some(id) = self.terms.get(at) else { break };
                    let Some((termbase, entry)) = workspace.term(*id) else {
                        continue;
                    };
                    let (translations, _) = in_one_line(&entry.translations);
                    let name = workspace.termbase_name(termbase);
                    let text = format!("{translations} – {} · {name}", entry.source);
                    ui.horizontal(|ui| {
                        let radio = ui.add(RadioButton::new(kept == at, ""));
                        dialogs::name_widget(&radio, &format!("Keep {text}"));
                        if radio.clicked() {
                            kept = at;
                        }
                        text::line(ui, &text, &text::panel_target(), colours.text);
                    });
                }
            },
        );
        if kept != self.kept {
            self.keep(workspace, kept);
        }
    }
}

impl Dialog for TermMergeForm {
    fn title(&self) -> Cow<'static, str> {
        format!("Merge {} terms", grouped(self.terms.len() as u64)).into()
    }

    fn width(&self) -> f32 {
        size::WIDE_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        remark(
            ui,
            "The chosen one stays; it gets the forms, translations and notes of the others, and its \
             empty fields from theirs. Up and Down choose.",
        );
        ui.add_space(4.0);
        self.show_terms(ui, cx.workspace);
        caption(ui, "The entry will be");
        let colours = palette(ui.visuals());
        match &self.merged {
            Ok(entry) => show_entry(ui, entry, colours),
            Err(problem) => {
                text::label(ui, problem, &text::interface(), colours.wrong);
            }
        }
        let (done, cancelled) = buttons(ui, self.merged.is_ok(), "Merge");
        if done && let Some(keep) = self.terms.get(self.kept).copied() {
            let others = self.terms.iter().copied().filter(|id| *id != keep);
            let others = others.collect();
            cx.command(TermCommand::Merge { keep, others });
        }
        if done || cancelled {
            Step::Close
        } else {
            Step::Stay
        }
    }
}

/// All that an entry holds.
fn show_entry(ui: &mut Ui, entry: &TermEntry, colours: &Palette) {
    Frame::new()
        .fill(colours.raised)
        .inner_margin(Margin::same(10))
        .corner_radius(4)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            text::label(ui, &entry.source, &text::panel_source(), colours.text);
            if !entry.forms.is_empty() {
                let forms = entry.forms.join("، ");
                text::label(ui, &forms, &text::panel_source(), colours.muted);
            }
            let (translations, forbidden) = in_one_line(&entry.translations);
            let struck = forbidden.into_iter();
            let struck =
                struck.map(|range| Decoration::new(range, Mark::StrikeThrough, colours.wrong));
            let struck: Vec<Decoration> = struck.collect();
            BidiLabel::new(&translations, &text::panel_target(), colours.text)
                .decorations(&struck)
                .show(ui);
            for (name, value) in [
                ("Part of speech", &entry.part_of_speech),
                ("Domain", &entry.domain),
                ("Client", &entry.client),
                ("Definition", &entry.definition),
                ("Example", &entry.example),
                ("Note", &entry.note),
                ("Source", &entry.reference),
            ] {
                if !value.is_empty() {
                    let line = format!("{name}: {value}");
                    text::label(ui, &line, &text::small(), colours.muted);
                }
            }
        });
}
