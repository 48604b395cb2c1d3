//! Carries out what the user asked for: actions, and what panels and dialogs request.

mod files;
pub use files::FIRST_PROJECT;
mod segments;
mod terms;
mod view;

use super::actions::Action;
use super::ask::{Ask, Picking};
use super::editing::Pane;
use super::window::Window;
use eframe::egui::{Context, ViewportCommand};
use std::time::Instant;
use turjuman::workspace::{CoreCommand, DocumentCommand, RepeatCommand};

impl Window {
    pub(in crate::ui) fn handle(&mut self, context: &Context, ask: Ask) {
        if matches!(ask, Ask::Act(_) | Ask::Activate { .. }) {
            self.take_composition(context);
        }
        match ask {
            Ask::Act(action) => self.act(context, action),
            Ask::Do(command) => {
                self.apply(command);
            }
            Ask::Activate { segment, pane, at } => self.activate(segment, pane, at),
            Ask::Edited(edit) => self.take_edit(edit),
            Ask::Insert(text) => self.insert(&text),
            Ask::Open(dialog) => self.open(dialog),
            Ask::Copy(text) => {
                self.toasts.say(format!("Copied: {text}"));
                context.copy_text(text);
            }
            Ask::OpenUnit(unit) => self.open_unit(unit, false),
            Ask::OpenSegmentOf(unit) => self.open_unit(unit, true),
            Ask::GoTo { document, segment } => self.go_to(document, segment),
            Ask::EditTerm(id) => self.edit_term(id),
            Ask::DeleteTerms(ids) => self.delete_terms(ids),
            Ask::Pick(picking) => self.pick(picking),
            Ask::Import(paths) => self.import_files(paths),
            Ask::FocusEditor => {
                self.dock.leave();
                self.focus = Some(Pane::Target);
            }
            Ask::SetLettering(lettering) => self.settings.lettering = lettering,
            Ask::ChooseFont { column, family } => self.choose_font(context, column, family),
        }
    }

    fn act(&mut self, context: &Context, action: Action) {
        match action {
            Action::Undo => self.step(CoreCommand::Undo),
            Action::Redo => self.step(CoreCommand::Redo),
            Action::Confirm => self.confirm(),
            Action::CopySource => self.on_active(DocumentCommand::CopySource),
            Action::ApplyFirstMatch => self.apply_match(0),
            Action::ApplyMatch(n) => self.apply_match(usize::from(n).saturating_sub(1)),
            Action::InsertTerm(n) => self.insert_term(usize::from(n)),
            Action::InsertMark(mark) => self.insert_mark(mark),
            Action::Split => self.split(),
            Action::Merge => self.on_active(DocumentCommand::Merge),
            Action::SwitchForTranslation => self.switch_for_translation(),
            Action::AddTerm => self.open_term_form(),
            Action::QuickAddTerm => self.quick_add_term(),
            Action::PreviousSegment => self.go_by(-1),
            Action::NextSegment => self.go_by(1),
            Action::NextUntranslated => self.go_to_untranslated(),
            Action::FindNext => self.find(true),
            Action::FindPrevious => self.find(false),
            Action::Find => self.open_find(),
            Action::NextPane => self.go_to_next_pane(context),
            Action::Quit => context.send_viewport_cmd(ViewportCommand::Close),
            Action::StopJobs => {
                self.apply(CoreCommand::CancelJobs);
            }
            Action::OpenSample => {
                self.apply(DocumentCommand::CreateSample);
            }
            Action::CheckSource => {
                self.apply(DocumentCommand::CheckSource {
                    allow_private: false,
                });
            }
            Action::FixFinding => self.settle_finding(|finding| finding.fix.is_some(), true),
            Action::IgnoreFinding => {
                self.settle_finding(|finding| finding.severity.is_serious(), false);
            }
            Action::Analyse => {
                self.apply(RepeatCommand::Analyse);
            }
            Action::FillRepeats => self.switch_filling(),
            Action::CopyEnglish => self.copy_english(),
            Action::NewFromClipboard => match self.clipboard.read() {
                Ok(()) => self.opening = Some(Instant::now()),
                Err(message) => self.toasts.complain(message),
            },
            Action::OpenFiles => self.pick(Picking::Documents),
            _ if self.choose(action) => {}
            _ => self.open_dialog(action),
        }
    }
}
