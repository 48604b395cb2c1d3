//! Carries out what the user asked for.

use super::actions::Action;
use super::ask::{Ask, Picking};
use super::dialogs::{
    ADDRESS_REMARK, CommandPalette, ConcordanceList, Dialog, DuplicatesForm, ExportForm,
    ExtractionForm, FontsForm, GoToForm, InconsistenciesForm, MemoriesForm, MemoryFileForm,
    MemoryWay, NamesForm, OpenPathForm, ProjectForm, RemovalForm, ReplaceForm, TermFileForm,
    TermForm, TermWay, TermbaseList, TermbasesForm, UnitForm, is_web_address,
};
use super::editing::{Editing, Pane, ProposedSplit};
use super::panels::find_bar::FindBar;
use super::settings::{Column, Look};
use super::window::Window;
use eframe::egui::{Context, ViewportCommand};
use std::path::PathBuf;
use turjuman::engine::model::{DocumentId, Segment, SegmentId, SegmentStatus, TermId, UnitId};
use turjuman::typeset::{Edit, InvisibleMark, TextSelection};
use turjuman::view;
use turjuman::workspace::{Command, ImportSource, Likeness, TermDraft};

/// The project of documents that come before there is one.
const FIRST_PROJECT: &str = "My project";

impl Window {
    pub(super) fn carry_out(&mut self, context: &Context, ask: Ask) {
        match ask {
            Ask::Act(action) => self.act(context, action),
            Ask::Do(command) => {
                self.apply(command);
            }
            Ask::Activate { segment, pane, at } => self.activate(segment, pane, at),
            Ask::Edited(edit) => self.take_edit(edit),
            Ask::Insert(text) => self.insert(&text),
            Ask::Open(dialog) => self.dialogs.push(*dialog),
            Ask::Copy(text) => {
                self.toasts.say(format!("Copied: {text}"));
                context.copy_text(text);
            }
            Ask::OpenUnit(unit) => self.open_unit(unit, false),
            Ask::OpenSegmentOf(unit) => self.open_unit(unit, true),
            Ask::GoTo { document, segment } => self.go_to(document, segment),
            Ask::EditTerm(id) => {
                if let Some((termbase, entry)) = self.workspace.term(id) {
                    self.dialogs
                        .push(Dialog::Term(Box::new(TermForm::edit(termbase, entry))));
                }
            }
            Ask::DeleteTerms(ids) => self.delete_terms(ids),
            Ask::Pick(picking) => self.pick(picking),
            Ask::Import(paths) => self.import_files(paths),
            Ask::FocusEditor => self.focus = Some(Pane::Target),
            Ask::SetLettering(lettering) => self.settings.lettering = lettering,
            Ask::ChooseFont { column, family } => self.choose_font(context, column, family),
            Ask::MeasureRows(rows) => self.workspace.measure_rows(*rows),
            Ask::LookAtTable(path, mapping) => self.workspace.look_at_table(path, mapping),
            Ask::ExtractTerms(request) => self.workspace.extract_terms(request),
            Ask::FindSimilar(draft) => self.workspace.find_similar_terms(draft),
            Ask::ReviewNames => self.workspace.review_names(),
        }
    }

    /// Shows the card of a unit, or goes to the segment it is from where there is one.
    fn open_unit(&mut self, unit: UnitId, at_segment: bool) {
        let card = match self.workspace.unit_card(unit) {
            Ok(card) => card,
            Err(error) => return self.complain(&error),
        };
        match card.place.filter(|_| at_segment) {
            Some((document, segment)) => self.go_to(document, segment),
            None => {
                let form = UnitForm::new(&card);
                self.dialogs.push(Dialog::Unit(Box::new(form)));
            }
        }
    }

    /// Closes all dialogs and goes to a segment of any document.
    fn go_to(&mut self, document: DocumentId, segment: SegmentId) {
        if self.apply(Command::GoToSegment { document, segment }) {
            self.dialogs.clear();
            self.focus = Some(Pane::Target);
            if self.workspace.active() == Some(segment) {
                self.reveal(segment);
            }
        }
    }

    fn act(&mut self, context: &Context, action: Action) {
        match action {
            Action::Undo => self.step_back(Command::Undo),
            Action::Redo => self.step_back(Command::Redo),
            Action::Confirm => self.confirm(),
            Action::CopySource => self.on_active(Command::CopySource),
            Action::ApplyFirstMatch => self.apply_match(0),
            Action::ApplyMatch(n) => self.apply_match(usize::from(n).saturating_sub(1)),
            Action::InsertTerm(n) => self.insert_term(usize::from(n)),
            Action::InsertMark(mark) => self.insert_mark(mark),
            Action::Split => self.split(),
            Action::Merge => self.on_active(Command::Merge),
            Action::SwitchForTranslation => self.switch_for_translation(),
            Action::AddTerm => self.open_term_form(),
            Action::QuickAddTerm => self.add_term_at_once(),
            Action::PreviousSegment => self.go_by(-1),
            Action::NextSegment => self.go_by(1),
            Action::NextUntranslated => self.go_to_untranslated(),
            Action::FindNext => self.find(true),
            Action::FindPrevious => self.find(false),
            Action::Find => self.open_find(),
            Action::NextPane => self.go_to_next_pane(context),
            Action::Quit => context.send_viewport_cmd(ViewportCommand::Close),
            Action::StopJobs => {
                self.apply(Command::CancelJobs);
            }
            Action::OpenSample => {
                self.apply(Command::CreateSample);
            }
            Action::CopyEnglish => self.copy_english(),
            Action::NewFromClipboard => {
                if let Err(message) = self.clipboard.read() {
                    self.toasts.complain(message);
                }
            }
            Action::OpenFiles => self.pick(Picking::Documents),
            _ if self.choose(action) => {}
            _ => self.open_dialog(action),
        }
    }

    fn insert_mark(&mut self, mark: InvisibleMark) {
        let editing = self.editing.as_mut();
        if let Some(edit) = editing.and_then(|editing| editing.target.insert_mark(mark)) {
            self.take_edit(edit);
        }
        self.focus = Some(Pane::Target);
    }

    fn choose_font(&mut self, context: &Context, column: Column, family: String) {
        let name = column.font_setting().to_owned();
        if self.apply(Command::Remember {
            name,
            value: family,
        }) && let Err(error) = self.install_fonts(context)
        {
            self.toasts.complain(error.to_string());
        }
    }

    /// Tells the workspace of a change in the editor.
    fn take_edit(&mut self, edit: Edit) {
        let command = self.editing.as_ref().map(|editing| editing.command(edit));
        if let Some(command) = command
            && !self.apply(command)
        {
            // What was refused is not shown as if it were there.
            self.editing = None;
        }
        self.notice = None;
        self.forget_proposal();
    }

    /// Choices of how the window looks.
    fn choose(&mut self, action: Action) -> bool {
        let settings = &mut self.settings;
        match action {
            Action::SwapSides => flip(&mut settings.swap_sides),
            Action::SerifTarget => flip(&mut settings.lettering.serif_target),
            Action::TurnSource => flip(&mut settings.lettering.turn_source),
            Action::TurnTarget => flip(&mut settings.lettering.turn_target),
            Action::ShowMarks => flip(&mut settings.show_marks),
            Action::ShowDocuments => flip(&mut settings.show_documents),
            Action::ShowSuggestions => flip(&mut settings.show_suggestions),
            Action::FollowSystemTheme => settings.look = Look::System,
            Action::LightTheme => settings.look = Look::Light,
            Action::DarkTheme => settings.look = Look::Dark,
            Action::HighContrastTheme => settings.look = Look::HighContrast,
            Action::LargerSource => settings.lettering.larger_source(true),
            Action::SmallerSource => settings.lettering.larger_source(false),
            Action::LargerTarget => settings.lettering.larger_target(true),
            Action::SmallerTarget => settings.lettering.larger_target(false),
            Action::ZoomIn => settings.zoom_step(true),
            Action::ZoomOut => settings.zoom_step(false),
            Action::ZoomReset => settings.zoom = 1.0,
            _ => return false,
        }
        true
    }

    fn open_dialog(&mut self, action: Action) {
        let dialog = match action {
            Action::CommandPalette => Some(Dialog::Palette(CommandPalette::new())),
            Action::ExtractTerms if self.workspace.document().is_some() => {
                Some(Dialog::Extraction(Box::new(ExtractionForm::new())))
            }
            Action::ShowNames if self.workspace.document().is_some() => {
                Some(Dialog::Names(Box::new(NamesForm::new())))
            }
            Action::ImportTerms => Some(Dialog::TermFile(TermFileForm::new(TermWay::Import))),
            Action::ExportTerms => Some(Dialog::TermFile(TermFileForm::new(TermWay::Export))),
            Action::ShowTermbases => Some(Dialog::Termbases(TermbasesForm::new(&self.workspace))),
            Action::ShowMemories => Some(Dialog::Memories(MemoriesForm::new(&self.workspace))),
            Action::ChooseFonts => Some(Dialog::Fonts(FontsForm::new())),
            Action::FindDuplicates => Some(Dialog::Duplicates(DuplicatesForm::default())),
            Action::FindInconsistencies => {
                Some(Dialog::Inconsistencies(InconsistenciesForm::default()))
            }
            Action::ReplaceInMemories => {
                let form = ReplaceForm::new(&self.selected_text());
                Some(Dialog::Replace(Box::new(form)))
            }
            Action::ShowKeys => Some(Dialog::Keys),
            Action::NewProject => Some(Dialog::Project(ProjectForm::new())),
            Action::GoToSegment => Some(Dialog::GoTo(GoToForm::new())),
            Action::ImportMemory => {
                Some(Dialog::MemoryFile(MemoryFileForm::new(MemoryWay::Import)))
            }
            Action::ExportMemory => {
                Some(Dialog::MemoryFile(MemoryFileForm::new(MemoryWay::Export)))
            }
            Action::Concordance => {
                let selected = self.selected_text();
                let list = ConcordanceList::new(&selected, false);
                Some(Dialog::Concordance(Box::new(list)))
            }
            Action::BrowseMemories => {
                let list = ConcordanceList::new("", true);
                Some(Dialog::Concordance(Box::new(list)))
            }
            Action::ShowTermbase => {
                let selected = self
                    .editing
                    .as_ref()
                    .map_or("", |editing| editing.source.selected_text());
                Some(Dialog::Termbase(Box::new(TermbaseList::new(selected))))
            }
            Action::Export => {
                ExportForm::new(&self.workspace, self.settings.headline_first).map(Dialog::Export)
            }
            Action::RemoveDocument => self.removal().map(Dialog::Removal),
            _ => None,
        };
        if let Some(dialog) = dialog {
            self.dialogs.push(dialog);
        } else {
            self.toasts.say("Open a document first.");
        }
    }

    fn removal(&self) -> Option<RemovalForm> {
        let open = self.workspace.document()?.id();
        let documents = view::documents(&self.workspace);
        let document = documents.into_iter().find(|document| document.id == open)?;
        Some(RemovalForm::document(
            document.id,
            document.name,
            document.confirmed,
        ))
    }

    fn active_segment(&self) -> Option<&Segment> {
        self.workspace.document()?.segment(self.workspace.active()?)
    }

    /// A command about the active segment.
    fn on_active(&mut self, command: impl FnOnce(SegmentId) -> Command) {
        if let Some(active) = self.workspace.active() {
            self.apply(command(active));
            self.focus = Some(Pane::Target);
        }
    }

    fn activate(&mut self, segment: SegmentId, pane: Pane, at: Option<eframe::egui::Pos2>) {
        if !self.apply(Command::Activate(segment)) {
            return;
        }
        let found = self.workspace.document().and_then(|d| d.segment(segment));
        if let Some(found) = found {
            let mut editing = Editing::new(found);
            editing.click = at.map(|at| (pane, at));
            self.editing = Some(editing);
        }
        self.notice = None;
        self.focus = Some(pane);
        if at.is_none() {
            self.reveal(segment);
        }
    }

    /// Undo and redo, going to the segment they changed. What is not seen there is told.
    fn step_back(&mut self, command: Command) {
        const SEEN: [&str; 4] = ["typing", "deleting", "change of target", "confirm"];
        self.notice = None;
        let (undo, redo) = self.workspace.undo_titles();
        let (what, title) = match command {
            Command::Redo => ("Done again", redo),
            _ => ("Undone", undo),
        };
        let is_done = self.apply(command);
        if let Some(title) = title.filter(|title| is_done && !SEEN.contains(title)) {
            self.toasts.say(format!("{what}: {title}"));
        }
    }

    fn confirm(&mut self) {
        let Some(active) = self.workspace.active() else {
            return;
        };
        if !self.apply(Command::Confirm(active)) {
            return;
        }
        let next = self.next_where(|segment| {
            segment.for_translation && segment.status != SegmentStatus::Confirmed
        });
        match next {
            Some(next) => self.activate(next, Pane::Target, None),
            None => self
                .toasts
                .say("That was the last one: every segment is confirmed."),
        }
    }

    fn next_where(&self, fits: impl Fn(&Segment) -> bool) -> Option<SegmentId> {
        let document = self.workspace.document()?;
        let row = document.row_of(self.workspace.active()?)?;
        document.find_from(row, fits)
    }

    fn go_to_untranslated(&mut self) {
        let next = self.next_where(|segment| {
            segment.for_translation && segment.status == SegmentStatus::Untranslated
        });
        match next {
            Some(next) => self.activate(next, Pane::Target, None),
            None => self.toasts.say("Every other segment has a translation."),
        }
    }

    fn go_by(&mut self, rows: isize) {
        let Some(document) = self.workspace.document() else {
            return;
        };
        let row = self.workspace.active().and_then(|id| document.row_of(id));
        let row = row.map_or(0, |row| row.saturating_add_signed(rows));
        let segment = document.get(row.min(document.len().saturating_sub(1)));
        if let Some(segment) = segment.map(|segment| segment.id)
            && self.workspace.active() != Some(segment)
        {
            self.activate(segment, Pane::Target, None);
        }
    }

    fn apply_match(&mut self, n: usize) {
        if self.workspace.matches().is_empty() {
            self.toasts.say("There is no match to insert.");
            return;
        }
        self.apply(Command::ApplyMatch(n));
        self.focus = Some(Pane::Target);
    }

    fn insert_term(&mut self, number: usize) {
        let terms = view::terms(&self.workspace);
        let Some(term) = terms.iter().find(|term| term.number == number) else {
            self.toasts
                .say(format!("There is no term {number} in this segment."));
            return;
        };
        match term.translation() {
            Some(translation) => {
                let text = translation.text.clone();
                self.insert(&text);
            }
            None => self
                .toasts
                .say("This term has only translations that are not to be used."),
        }
    }

    fn insert(&mut self, text: &str) {
        let editing = self.editing.as_mut();
        if let Some(edit) = editing.and_then(|editing| editing.insert(text)) {
            self.take_edit(edit);
            self.grid.follow_caret();
        }
        self.focus = Some(Pane::Target);
    }

    fn switch_for_translation(&mut self) {
        if let Some(segment) = self.active_segment() {
            let (segment, on) = (segment.id, !segment.for_translation);
            self.apply(Command::SetForTranslation { segment, on });
            self.focus = Some(Pane::Target);
        }
    }

    /// At the caret of the source. From the target, the source's caret is put where the split
    /// would make sense, to be moved or confirmed by the same keys.
    fn split(&mut self) {
        let Some(editing) = &mut self.editing else {
            return;
        };
        let caret = editing.target.selection().focus;
        let len = editing.target.text().len();
        let target_offset = |proposed: Option<ProposedSplit>| {
            let at = proposed.map_or(caret, |proposed| proposed.target);
            if at > 0 && at < len { at } else { len }
        };
        let is_in_source = self.focus != Some(Pane::Target) && self.source_has_focus;
        if is_in_source {
            let command = Command::Split {
                segment: editing.segment,
                source_offset: editing.source.selection().focus,
                target_offset: target_offset(editing.proposed_split),
            };
            self.notice = None;
            if self.apply(command) {
                self.editing = None;
                self.focus = Some(Pane::Target);
            }
            return;
        }
        let near = editing.proportional_place();
        let place = self.workspace.propose_split(editing.segment, near);
        if let Some(place) = place {
            editing.source.select(TextSelection::caret(place));
        }
        editing.proposed_split = Some(ProposedSplit {
            source: editing.source.selection().focus,
            target: caret,
        });
        self.notice = Some("Ctrl+T again splits here; the arrow keys move the place".into());
        self.focus = Some(Pane::Source);
    }

    fn forget_proposal(&mut self) {
        if let Some(editing) = &mut self.editing {
            editing.proposed_split = None;
        }
    }

    /// What is selected in both columns as a term.
    fn selected_term(&self) -> TermDraft {
        let (source, target) = self.editing.as_ref().map_or(("", ""), |editing| {
            (
                editing.source.selected_text(),
                editing.target.selected_text(),
            )
        });
        self.workspace.term_draft(source, target)
    }

    fn open_term_form(&mut self) {
        let form = TermForm::new(&self.selected_term());
        self.dialogs.push(Dialog::Term(Box::new(form)));
    }

    /// Adds the selections as a term; asks where one is missing or the term is known already.
    fn add_term_at_once(&mut self) {
        if self.editing.is_none() {
            self.toasts.say("Open a document first.");
            return;
        }
        let draft = self.selected_term();
        let is_known = self.workspace.similar_terms(&draft).iter().any(|term| {
            matches!(
                term.likeness,
                Likeness::Duplicate | Likeness::OtherTranslation
            )
        });
        let translation = draft.translations.first().filter(|_| !is_known);
        let Some(translation) = translation.filter(|_| !draft.source.is_empty()) else {
            return self.open_term_form();
        };
        let notice = format!("Added: {} → {}", draft.source, translation.text);
        if self.apply(Command::AddTerm(draft)) {
            self.toasts.say(notice);
        }
    }

    fn delete_terms(&mut self, ids: Vec<TermId>) {
        let message = match ids.len() {
            1 => "The term is deleted. Undo brings it back.".to_owned(),
            n => format!("{n} terms are deleted. Undo brings them back."),
        };
        if self.apply(Command::DeleteTerms(ids)) {
            self.toasts.say(message);
        }
    }

    /// What is selected in the target, else in the source.
    fn selected_text(&self) -> String {
        let Some(editing) = &self.editing else {
            return String::new();
        };
        let target = editing.target.selected_text();
        if target.is_empty() {
            editing.source.selected_text().to_owned()
        } else {
            target.to_owned()
        }
    }

    fn open_find(&mut self) {
        let selected = self.selected_text();
        match &mut self.find {
            Some(find) => find.take_focus(),
            None => self.find = Some(FindBar::new(&selected)),
        }
    }

    fn find(&mut self, forward: bool) {
        let Some(document) = self.workspace.document() else {
            return;
        };
        let row = self.workspace.active().and_then(|id| document.row_of(id));
        match &mut self.find {
            Some(find) => find.start(row, document.len(), forward),
            None => self.open_find(),
        }
    }

    fn go_to_next_pane(&mut self, context: &Context) {
        let panes = [
            Pane::Target.id(),
            Pane::Source.id(),
            super::panels::first_suggestion_id(&self.workspace),
        ];
        let focused = context.memory(|memory| memory.focused());
        let at = panes.iter().position(|id| Some(*id) == focused);
        let next = at.map_or(0, |at| (at + 1) % panes.len());
        if let Some(id) = panes.get(next) {
            context.memory_mut(|memory| memory.request_focus(*id));
        }
    }

    fn copy_english(&mut self) {
        let Some(clipping) = self.workspace.clipping(self.settings.headline_first) else {
            self.toasts.say("Open a document first.");
            return;
        };
        if let Err(message) = self.clipboard.copy(clipping.plain, clipping.html) {
            self.toasts.complain(message);
        }
    }

    fn pick(&mut self, picking: Picking) {
        if self.picker.open(picking.clone()) {
            return;
        }
        match picking {
            Picking::Documents => {
                let form = OpenPathForm::new("");
                self.dialogs.push(Dialog::OpenPath(form));
            }
            _ => self
                .toasts
                .say("This desktop offers no file dialog; type the path into the field instead."),
        }
    }

    pub(super) fn import_files(&mut self, paths: Vec<PathBuf>) {
        let sources = paths.into_iter().map(ImportSource::File).collect();
        self.import(sources);
    }

    /// Pasted text as a document of its own, named by its first words.
    pub(super) fn import_text(&mut self, text: String) {
        if text.trim().is_empty() {
            self.toasts.say("There is no text on the clipboard.");
        } else if is_web_address(&text) {
            self.toasts.say(ADDRESS_REMARK);
        } else {
            let name = name_of(&text);
            self.import(vec![ImportSource::Text { name, text }]);
        }
    }

    fn import(&mut self, sources: Vec<ImportSource>) {
        let project = self.workspace.project();
        let project = project.map_or(FIRST_PROJECT, |(_, name)| name).to_owned();
        self.apply(Command::Import { project, sources });
    }
}

/// The first line of a text, shortened at a word.
fn name_of(text: &str) -> String {
    const LETTERS: usize = 60;
    let line = text
        .lines()
        .map(|line| line.trim().trim_start_matches('#').trim())
        .find(|line| !line.is_empty())
        .unwrap_or("Pasted text");
    let end = line.char_indices().nth(LETTERS).map(|(at, _)| at);
    let Some(end) = end else {
        return line.to_owned();
    };
    let cut = line.get(..end).unwrap_or(line);
    let words = cut.rfind(char::is_whitespace).and_then(|at| cut.get(..at));
    format!("{} …", words.unwrap_or(cut).trim_end())
}

fn flip(choice: &mut bool) {
    *choice = !*choice;
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn pasted_text_is_named_by_its_first_words() {
        assert_eq!(name_of("\n\n# لافروف: الهدنة\nنص"), "لافروف: الهدنة");
        assert_eq!(name_of(""), "Pasted text");
        let long = "word ".repeat(40);
        let name = name_of(&long);
        assert!(
            name.ends_with("word …") && name.chars().count() <= 62,
            "{name}"
        );
        assert!(name_of(&"x".repeat(500)).chars().count() <= 62);
    }
}
