//! The window as a whole: what it holds, one frame of it, and what comes from the workspace.

use super::WindowError;
use super::actions::{self, Action};
use super::ask::{Ask, Picking};
use super::clipboard::{Answer, Clipboard};
use super::design_tokens::{palette, size};
use super::dialogs::{
    self, AnalysisTable, Dialog, Found, MemoryFileForm, ReviewForm, SourceChanges, Step,
};
use super::dock::Dock;
use super::editing::{Editing, Pane};
use super::file_picker::FilePicker;
use super::input_queue::{self, After, InputQueue, PassEnd};
use super::panels::find_bar::FindBar;
use super::panels::grid::Grid;
use super::panels::{
    Room, ViewContext, documents, facts, matches, menu_bar, status_line, terms, welcome,
};
use super::settings::{Column, Look, Settings};
use super::style;
use super::toasts::Toasts;
use super::widgets::TextEngine;
use eframe::egui::{
    self, CentralPanel, Context, Event as InputEvent, Frame, Key, Margin, Modifiers, Panel,
    ScrollArea, Stroke, Ui, ViewportCommand,
};
use std::any::Any;
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use turjuman::engine::model::{DocumentId, SegmentId, UnitId};
use turjuman::typeset::{FontBytes, FontChoice, FontSet, Fonts};
use turjuman::view::{self, FactView};
use turjuman::workspace::{
    CheckEvent, Command, CoreCommand, CoreEvent, DocumentCommand, DocumentEvent, Event, ImportInto,
    MeasuredRows, MemoryEvent, NameEvent, RepeatEvent, SaveState, SuggestionEvent, TermEvent,
    ToolEvent, Workspace, WorkspaceError,
};

/// The longest that a key waits for matches, or for a document to open.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Everything the window holds.
pub struct Window {
    pub(crate) workspace: Workspace,
    pub(super) settings: Settings,
    /// As last remembered by the workspace.
    remembered: Settings,
    pub(super) editing: Option<Editing>,
    pub(super) grid: Grid,
    pub(super) find: Option<FindBar>,
    /// The last one is shown.
    pub(super) dialogs: Vec<Box<dyn Dialog>>,
    pub(super) dock: Dock,
    pub(super) toasts: Toasts,
    pub(super) clipboard: Clipboard,
    pub(super) picker: FilePicker,
    asks: Vec<Ask>,
    /// Names, numbers and dates of a segment with that source.
    facts: Option<(SegmentId, String, u64, Vec<FactView>)>,
    /// What the status line says while something is under way.
    pub(super) notice: Option<String>,
    /// Where the focus goes once the row is drawn.
    pub(super) focus: Option<Pane>,
    /// Whether keys went to the source in the last frame.
    pub(super) source_has_focus: bool,
    /// A match to insert once the look-up of the segment has ended.
    pub(super) awaited: Option<AwaitedMatch>,
    /// Since when a document is being opened: keys go to it once it is there.
    pub(super) opening: Option<Instant>,
    /// Somebody went on working here while a document was being read.
    stays_here: bool,
    /// A unit was confirmed or taken back that is not yet in the memory.
    pub(super) is_memory_behind: bool,
    /// The character of the last shortcut may still come.
    shortcut_types: bool,
    /// The window closes once all input is carried out.
    is_closing: bool,
    /// The unit whose card is being read, and whether the segment it is from is wanted instead.
    pub(super) wanted_card: Option<(UnitId, bool)>,
    /// Heights of rows that the grid has not taken yet.
    measured: Option<MeasuredRows>,
    title: String,
}

/// Match `n` of the segment, asked for before the matches were there.
#[derive(Clone, Copy)]
pub(super) struct AwaitedMatch {
    pub segment: SegmentId,
    pub n: usize,
    pub since: Instant,
}

impl Window {
    pub fn new(context: &Context, workspace: Workspace) -> Result<Self, WindowError> {
        style::install(context, workspace.assets())?;
        TextEngine::install(context, fonts(&workspace)?);
        input_queue::install(context);
        let settings = Settings::load(&workspace);
        let mut window = Self {
            remembered: settings,
            settings,
            workspace,
            editing: None,
            grid: Grid::default(),
            find: None,
            dialogs: Vec::new(),
            dock: Dock::default(),
            toasts: Toasts::default(),
            clipboard: Clipboard::start(context),
            picker: FilePicker::new(context),
            asks: Vec::new(),
            facts: None,
            notice: None,
            focus: None,
            source_has_focus: false,
            awaited: None,
            opening: None,
            stays_here: false,
            is_memory_behind: false,
            shortcut_types: false,
            is_closing: false,
            wanted_card: None,
            measured: None,
            title: String::new(),
        };
        window.restore_panels();
        Ok(window)
    }

    /// Takes the fonts as they are chosen now; everything is laid out anew.
    pub(super) fn install_fonts(&mut self, context: &Context) -> Result<(), WindowError> {
        TextEngine::install(context, fonts(&self.workspace)?);
        self.grid.forget_heights();
        Ok(())
    }

    /// What is open at the start: the files given, else what was open last, else the sample.
    pub fn begin(&mut self, files: Vec<PathBuf>) {
        let last = self
            .workspace
            .setting("window.document")
            .and_then(|id| id.parse().ok())
            .map(DocumentId);
        if self.workspace.projects().len() == 0 && files.is_empty() {
            self.apply(DocumentCommand::CreateSample);
            return;
        }
        let last_project = self
            .workspace
            .setting("window.project")
            .and_then(|name| self.workspace.project_named(name))
            .or_else(|| self.workspace.projects().last().map(|(id, _)| id));
        if let Some(project) = last_project {
            self.apply(DocumentCommand::OpenProject(project));
        }
        if !files.is_empty() {
            self.import_files(files);
            return;
        }
        let known = last.filter(|last| self.workspace.documents().any(|known| known.id == *last));
        if let Some(document) = known {
            self.apply(DocumentCommand::OpenDocument(document));
        }
    }

    /// Carries a command out; says why where it is refused.
    pub(super) fn apply(&mut self, command: impl Into<Command>) -> bool {
        let command = command.into();
        let opens = self.opens_document(&command);
        match self.workspace.apply(command) {
            Ok(()) => {
                if opens {
                    self.opening = Some(Instant::now());
                }
                true
            }
            Err(error) => {
                self.complain(&error);
                false
            }
        }
    }

    /// Whether another document is shown after the command, some time later.
    fn opens_document(&self, command: &Command) -> bool {
        let Command::Documents(command) = command else {
            return false;
        };
        let open = self.workspace.document().map(|document| document.id());
        match command {
            DocumentCommand::Import { .. } | DocumentCommand::CreateSample => true,
            DocumentCommand::OpenDocument(document)
            | DocumentCommand::GoToSegment { document, .. } => open != Some(*document),
            _ => false,
        }
    }

    pub(super) fn complain(&mut self, error: &WorkspaceError) {
        self.toasts.complain(sentence(&error.to_string()));
    }

    fn on_event(&mut self, event: Event) {
        match event {
            Event::Documents(DocumentEvent::Imported {
                document,
                warnings,
                name,
                ..
            }) => {
                self.warn(&warnings);
                if std::mem::take(&mut self.stays_here) {
                    self.opening = None;
                    self.toasts.say(format!(
                        "“{name}” was imported. It is in the documents panel."
                    ));
                } else {
                    self.apply(DocumentCommand::OpenDocument(document));
                }
            }
            Event::Documents(DocumentEvent::Opened(document)) => self.on_opened(document),
            Event::Documents(DocumentEvent::SegmentsChanged) => self.notice = None,
            Event::Documents(DocumentEvent::TargetReplaced { segment, selection }) => {
                self.on_replaced(segment, selection)
            }
            Event::Suggestions(SuggestionEvent::MatchesReady(_)) => {}
            Event::Documents(DocumentEvent::SourceChecked(check)) if check.changes.is_empty() => {
                self.toasts.say("The page still says what was imported.");
            }
            Event::Documents(DocumentEvent::SourceChecked(check)) => {
                self.dialogs.push(Box::new(SourceChanges::new(check)));
            }
            Event::Documents(DocumentEvent::ReviewRead(review)) => {
                self.dialogs.push(Box::new(ReviewForm::new(review)));
            }
            Event::Repeats(RepeatEvent::Analysed(analysis)) => {
                self.dialogs.push(Box::new(AnalysisTable::new(analysis)));
            }
            Event::Repeats(RepeatEvent::AnalysisWritten(path)) => {
                self.toasts.say(format!("Written to {}.", path.display()));
            }
            Event::Checks(CheckEvent::Doubtful(segment)) => self.tell_doubt(segment),
            Event::Checks(CheckEvent::DocumentChecked { left_out, .. }) => {
                for check in left_out {
                    self.toasts.complain(sentence(&check));
                }
            }
            Event::Repeats(RepeatEvent::Pretranslated(_, counts)) => {
                self.toasts.say(view::pretranslated(&counts));
            }
            Event::Documents(DocumentEvent::Exported {
                path, untranslated, ..
            }) => {
                let rest = match untranslated {
                    0 => String::new(),
                    1 => " One segment is not translated.".into(),
                    n => format!(" {n} segments are not translated."),
                };
                self.toasts
                    .say(format!("Written to {}.{rest}", path.display()));
            }
            Event::Memories(MemoryEvent::Imported {
                memory,
                units,
                skipped,
                warnings,
            }) => {
                let skipped = match skipped {
                    0 => String::new(),
                    n => format!("; {n} were skipped"),
                };
                self.warn(&warnings);
                self.toasts
                    .say(format!("{units} units are now in “{memory}”{skipped}."));
            }
            Event::Memories(MemoryEvent::Broken {
                into,
                path,
                mapping,
            }) => {
                let memory = match into {
                    ImportInto::Existing(id) => self.workspace.memory_name(id),
                    ImportInto::New(name) => name,
                };
                let form = MemoryFileForm::after_error(memory, &path, mapping);
                self.dialogs.push(Box::new(form));
            }
            Event::Memories(MemoryEvent::Exported {
                memory,
                units,
                warnings,
            }) => {
                self.warn(&warnings);
                self.toasts
                    .say(format!("{units} units of “{memory}” written."));
            }
            Event::Terms(TermEvent::Imported {
                termbase,
                entries,
                warnings,
                ..
            }) => {
                self.warn(&warnings);
                self.toasts
                    .say(format!("{entries} terms were added to “{termbase}”."));
            }
            Event::Terms(TermEvent::Exported {
                termbase,
                entries,
                warnings,
            }) => {
                self.warn(&warnings);
                self.toasts
                    .say(format!("{entries} terms of “{termbase}” written."));
            }
            Event::Memories(MemoryEvent::ConcordanceExported { path, units }) => {
                let path = path.display();
                self.toasts.say(format!("{units} units written to {path}."));
            }
            Event::Memories(MemoryEvent::UnitsChanged(change)) => {
                self.toasts.say(view::units_changed(&change))
            }
            Event::Memories(MemoryEvent::CardRead(unit, card)) => self.on_card(unit, card),
            Event::Documents(DocumentEvent::RowsMeasured(measured)) => {
                self.measured = Some(measured);
            }
            Event::Terms(TermEvent::Extracted(found)) => self.on_found(&Found::Terms(found)),
            Event::Terms(TermEvent::SimilarFound(found)) => {
                self.on_found(&Found::SimilarTerms(found))
            }
            Event::Names(NameEvent::Reviewed(found)) => self.on_found(&Found::Names(found)),
            // What was asked for is read where it is shown.
            Event::Tools(ToolEvent::TableLookedAt) => {}
            Event::Core(CoreEvent::Failed { message }) => {
                self.opening = None;
                self.toasts.complain(sentence(&message));
            }
            // The status line shows it for as long as it lasts.
            Event::Core(CoreEvent::NotSaved { .. }) => {}
        }
    }

    fn on_opened(&mut self, document: DocumentId) {
        self.opening = None;
        self.stays_here = false;
        self.editing = None;
        self.notice = None;
        self.focus = Some(Pane::Target);
        let value = document.0.to_string();
        self.remember("window.document", value);
        if let Some((_, name)) = self.workspace.project() {
            let name = name.to_owned();
            self.remember("window.project", name);
        }
    }

    fn remember(&mut self, name: &str, value: String) {
        if self.workspace.setting(name) != Some(value.as_str()) {
            // A workspace open for reading only need not remember.
            let name = name.to_owned();
            let _ = self.workspace.apply(CoreCommand::Remember { name, value });
        }
    }

    fn on_replaced(&mut self, segment: SegmentId, selection: turjuman::workspace::TextSelection) {
        let document = self.workspace.document();
        let target = document
            .and_then(|d| d.segment(segment))
            .map(|s| s.target.clone());
        let Some(target) = target else { return };
        if let Some(editing) = &mut self.editing
            && editing.segment == segment
        {
            editing.reload(&target, selection);
            self.grid.follow_caret();
        }
        // An undo may have changed another row; it is shown.
        if self.workspace.active() == Some(segment) {
            self.reveal(segment);
        }
    }

    fn warn(&mut self, warnings: &[turjuman::engine::model::Warning]) {
        if let Some(first) = warnings.first() {
            let more = match warnings.len() {
                1 => String::new(),
                n => format!(" (and {} more remarks)", n - 1),
            };
            self.toasts
                .complain(format!("{}{more}", sentence(&first.to_string())));
        }
    }

    pub(super) fn reveal(&mut self, segment: SegmentId) {
        let row = self.workspace.document().and_then(|d| d.row_of(segment));
        if let Some(row) = row {
            self.grid.reveal(row);
        }
    }

    /// The editor goes on with the active segment of the workspace.
    fn follow_workspace(&mut self) {
        let active = self.workspace.active();
        let segment = active.and_then(|id| self.workspace.document()?.segment(id));
        let Some(segment) = segment else {
            self.editing = None;
            self.facts = None;
            return;
        };
        let are_known = self.facts.as_ref().is_some_and(|(id, source, names, _)| {
            *id == segment.id
                && *source == segment.source
                && *names == self.workspace.names_version()
        });
        if !are_known {
            let facts = view::facts(&self.workspace);
            let names = self.workspace.names_version();
            self.facts = Some((segment.id, segment.source.clone(), names, facts));
        }
        match &mut self.editing {
            Some(editing) if editing.segment == segment.id => editing.follow(segment),
            _ => {
                self.editing = Some(Editing::new(segment));
                self.notice = None;
                let id = segment.id;
                self.reveal(id);
            }
        }
    }

    fn take_answers(&mut self) {
        let answers: Vec<Answer> = self.clipboard.answers().collect();
        for answer in answers {
            self.opening = self.opening.filter(|_| answer == Answer::Copied);
            match answer {
                Answer::Copied => {
                    let text = "The English of the document is on the clipboard.";
                    self.toasts.say(text);
                }
                Answer::Text(text) => self.import_text(text),
                Answer::Failed(message) => self.toasts.complain(sentence(&message)),
            }
        }
        while let Some(picked) = self.picker.answer() {
            match picked.picking {
                _ if picked.paths.is_empty() => {}
                Picking::Documents => self.import_files(picked.paths),
                Picking::Export(_)
                | Picking::MemoryToRead
                | Picking::MemoryToWrite
                | Picking::TermsToRead
                | Picking::TermsToWrite => {
                    if let (Some(dialog), Some(path)) =
                        (self.dialogs.last_mut(), picked.paths.first())
                    {
                        dialog.take_path(path);
                    }
                }
            }
        }
    }

    /// Gives what a job found to the dialog that waits for it.
    fn on_found(&mut self, found: &Found) {
        for dialog in self.dialogs.iter_mut().chain(self.dock.dialogs()) {
            dialog.take_found(found, &self.workspace);
        }
    }

    fn take_row_heights(&mut self, context: &Context) {
        if let Some(measured) = self.measured.take()
            && let Some(document) = self.workspace.document()
        {
            let scale = context.pixels_per_point();
            self.grid.take_heights(&measured, document, scale);
        }
    }

    /// Keys of actions, files dropped on the window, and text pasted outside of any editor.
    fn take_input(&mut self, context: &Context) {
        let dropped: Vec<PathBuf> = context.input_mut(|input| {
            let files = std::mem::take(&mut input.raw.dropped_files);
            files.iter().map(|file| file.path().to_path_buf()).collect()
        });
        if !dropped.is_empty() {
            self.import_files(dropped);
        }
        let (is_free, in_panel) = (self.dialogs.is_empty(), self.dock.has_focus());
        let is_wanted =
            |action| is_free && (!in_panel || works_in_panels(action)) || works_in_dialogs(action);
        let typed_too = &mut self.shortcut_types;
        let pressed =
            context.input_mut(|input| actions::pressed(&mut input.events, is_wanted, typed_too));
        self.asks.extend(pressed.into_iter().map(Ask::Act));
        if !self.dialogs.is_empty() {
            return;
        }
        let is_editing = context
            .memory(|memory| memory.focused())
            .is_some_and(|id| id == Pane::Target.id() || id == FindBar::id());
        if !is_editing
            && !self.dock.has_focus()
            && let Some(text) = take_paste(context)
        {
            self.import_text(text);
        }
        if egui::Popup::is_any_open(context) {
            // The key closes the menu, and the caret is where it was.
            if context.input(|input| input.key_pressed(Key::Escape)) {
                self.focus = Some(Pane::Target);
            }
            return;
        }
        let escape = context.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if escape && self.dock.close_focused(&mut self.settings.dock) {
            self.focus = Some(Pane::Target);
        } else if escape {
            self.find = None;
            self.notice = None;
            self.focus = Some(Pane::Target);
        }
    }

    /// Inserts the match that was asked for before the look-up ended.
    fn go_on_waiting(&mut self) {
        if self.workspace.save_state() != SaveState::Saving {
            self.is_memory_behind = false;
        }
        if let Some(awaited) = self.awaited
            && (!self.is_matching() || awaited.since.elapsed() > LONGEST_WAIT)
        {
            self.awaited = None;
            if self.workspace.active() == Some(awaited.segment) {
                self.insert_match(awaited.n);
            }
        }
    }

    /// Whether the matches of the active segment are still to come.
    pub(super) fn is_matching(&self) -> bool {
        self.workspace.is_looking_up() || self.is_memory_behind
    }

    /// What was typed before the window is closed is carried out first.
    fn hold_closing(&mut self, context: &Context) {
        let is_asked = context.input(|input| input.viewport().close_requested());
        let is_waiting = context.with_plugin(|queue: &mut InputQueue| !queue.is_empty());
        if is_asked && is_waiting == Some(true) {
            context.send_viewport_cmd(ViewportCommand::CancelClose);
            self.is_closing = true;
        }
    }

    fn go_on_finding(&mut self, context: &Context) {
        let Some(document) = self.workspace.document() else {
            self.find = None;
            return;
        };
        let Some(find) = &mut self.find else { return };
        if let Some(segment) = find.step(document) {
            self.asks
                .push(Ask::Do(Command::Documents(DocumentCommand::Activate(
                    segment,
                ))));
        }
        if find.is_searching() {
            context.request_repaint();
        }
    }

    fn look_as_set(&mut self, context: &Context) {
        context.set_theme(self.settings.look.theme());
        style::set_contrast(context, self.settings.look == Look::HighContrast);
        if (context.zoom_factor() - self.settings.zoom).abs() > 1e-3 {
            context.set_zoom_factor(self.settings.zoom);
        }
        let dragging = context.input(|input| input.pointer.any_down());
        if self.settings != self.remembered && !dragging {
            for change in self.settings.changes_since(&self.remembered) {
                // A workspace open for reading only need not remember.
                let _ = self.workspace.apply(change);
            }
            self.remembered = self.settings;
        }
        let document = self.workspace.document().map(|document| document.name());
        let title = document.map_or(super::TITLE.to_owned(), |name| {
            format!("{name} – {}", super::TITLE)
        });
        if title != self.title {
            context.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn show(&mut self, ui: &mut Ui) {
        let context = ui.ctx().clone();
        let mut asks = std::mem::take(&mut self.asks);
        let looked_for = self.find.as_ref().map(|find| find.query.text().to_owned());
        let mut cx = ViewContext {
            workspace: &self.workspace,
            settings: &self.settings,
            looked_for: looked_for.as_deref().unwrap_or_default(),
            room: Room {
                height: context.content_rect().height(),
                has_focus: true,
                is_docked: false,
            },
            asks: &mut asks,
        };
        let mut widths = (
            self.settings.documents_width,
            self.settings.suggestions_width,
        );
        bars(ui, &mut cx, self.notice.as_deref());
        let facts = self.facts.as_ref().map_or(&[][..], |(.., facts)| facts);
        side_panels(ui, &mut cx, &mut widths, facts);
        if let Some(find) = &mut self.find {
            let stays = Panel::top("find bar")
                .frame(bar_frame(ui))
                .show(ui, |ui| find.show(ui, &mut cx))
                .inner;
            if !stays {
                cx.ask(Ask::FocusEditor);
                self.find = None;
            }
        }
        let mut docked = self.settings.dock;
        self.dock.is_covered = !self.dialogs.is_empty();
        self.dock.show_docked(ui, &mut cx, &mut docked);
        let editing = self.editing.as_mut();
        let grid = &mut self.grid;
        CentralPanel::no_frame().show(ui, |ui| match cx.workspace.document() {
            Some(document) => grid.show(ui, &mut cx, document, editing),
            None => welcome::show(ui, &mut cx),
        });
        self.dock.show_floating(&context, &mut cx, &mut docked);
        if let Some(dialog) = self.dialogs.last_mut()
            && dialogs::show(dialog.as_mut(), &context, &mut cx) != Step::Stay
        {
            self.dialogs.pop();
            if self.dialogs.is_empty() && !self.dock.take_focus_back() {
                cx.ask(Ask::FocusEditor);
            }
        }
        self.settings.dock = docked;
        (
            self.settings.documents_width,
            self.settings.suggestions_width,
        ) = widths;
        self.asks = asks;
        self.toasts.show(&context, self.grid.active_row());
    }

    /// Answers whether the focus was moved: the keys of its new place are known a pass later.
    fn give_focus(&mut self, context: &Context) -> bool {
        if !self.dialogs.is_empty() || self.editing.is_none() {
            return false;
        }
        // A dialog takes the focus from all under it for a frame longer than it is shown.
        if self.focus.is_some() && context.memory(|memory| memory.top_modal_layer().is_some()) {
            context.request_repaint();
            return false;
        }
        let pane = self.focus.take();
        if let Some(pane) = pane {
            let is_for_translation = self
                .editing
                .as_ref()
                .and_then(|editing| self.workspace.document()?.segment(editing.segment))
                .is_some_and(|segment| segment.for_translation);
            let pane = if is_for_translation {
                pane
            } else {
                Pane::Source
            };
            context.memory_mut(|memory| memory.request_focus(pane.id()));
            context.request_repaint();
        }
        pane.is_some()
    }
}

impl Window {
    /// What is done before anything is drawn.
    pub(crate) fn prepare(&mut self, context: &Context) {
        for event in self.workspace.poll() {
            self.on_event(event);
        }
        self.take_row_heights(context);
        self.take_answers();
        self.go_on_waiting();
        self.hold_closing(context);
        self.take_input(context);
        self.go_on_finding(context);
        self.follow_workspace();
        self.look_as_set(context);
    }

    /// Draws a frame and does what was asked for in it.
    pub(crate) fn draw(&mut self, ui: &mut Ui) {
        self.show(ui);
        let context = ui.ctx().clone();
        let focused = context.memory(|memory| memory.focused());
        self.source_has_focus = focused == Some(Pane::Source.id());
        for ask in std::mem::take(&mut self.asks) {
            self.handle(&context, ask);
        }
        // What the asks made happen is shown in this very moment, not a frame later.
        for event in self.workspace.poll() {
            self.on_event(event);
        }
        self.follow_workspace();
        self.dock.is_covered |= !self.dialogs.is_empty();
        self.dock.follow_focus(&context);
        let gave_focus = self.give_focus(&context);
        self.end_pass(&context, gave_focus);
    }

    /// Lets the input behind this pass go on, in further passes of the same frame if it can.
    fn end_pass(&mut self, context: &Context, gave_focus: bool) {
        let is_searching = self.find.as_ref().is_some_and(FindBar::is_searching);
        let end = PassEnd {
            place: self.place_of_input(context),
            in_editor: input_queue::is_in_editor(context),
            is_moving: gave_focus
                || self.dock.is_arriving()
                || self.focus.is_some() && self.dialogs.is_empty() && self.editing.is_some(),
            is_waiting: is_searching
                || self.awaited.is_some()
                || self.wanted_card.is_some()
                || self.workspace.may_be_filled()
                || self.is_opening(context),
        };
        let is_moving = end.is_moving;
        let after = context.with_plugin(|queue: &mut InputQueue| queue.end_pass(end));
        let pass_again = || {
            context.request_discard("the window is changing");
            if !context.will_discard() {
                context.request_repaint();
            }
        };
        match after.unwrap_or(After::Rest) {
            After::Rest if self.is_closing => context.send_viewport_cmd(ViewportCommand::Close),
            After::Rest => {}
            After::Pass => pass_again(),
            // Where the focus went to is shown at once, even if the keys behind it wait.
            After::Wait if is_moving => pass_again(),
            After::Wait if is_searching => context.request_repaint(),
            // A job that ends wakes the window before that.
            After::Wait => context.request_repaint_after(LONGEST_WAIT),
        }
    }

    /// Whether keys wait for a document. One that takes long comes into view later only where
    /// nobody pressed a key meanwhile.
    fn is_opening(&mut self, context: &Context) -> bool {
        let Some(since) = self.opening else {
            return false;
        };
        if since.elapsed() < LONGEST_WAIT {
            return true;
        }
        let is_queued = context.with_plugin(|queue: &mut InputQueue| !queue.is_empty());
        if is_queued == Some(true) {
            self.opening = None;
            self.stays_here = true;
        }
        false
    }

    /// What decides which widget of which row or dialog gets the next key.
    fn place_of_input(&self, context: &Context) -> u64 {
        let mut place = DefaultHasher::new();
        context.memory(|memory| (memory.focused(), memory.top_modal_layer()).hash(&mut place));
        egui::Popup::is_any_open(context).hash(&mut place);
        self.dock.kinds().for_each(|kind| kind.hash(&mut place));
        for dialog in &self.dialogs {
            let dialog: &dyn Any = dialog.as_ref();
            dialog.type_id().hash(&mut place);
        }
        let document = self.workspace.document();
        document.map(|document| document.id()).hash(&mut place);
        self.workspace.active().hash(&mut place);
        self.find.is_some().hash(&mut place);
        place.finish()
    }
}

impl eframe::App for Window {
    fn logic(&mut self, context: &Context, _frame: &mut eframe::Frame) {
        self.prepare(context);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        palette(visuals).panel.to_normalized_gamma_f32()
    }

    /// The window's places are remembered by the workspace.
    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// Actions that are not about the document under the dialog.
/// What works while a docked panel has the focus; all other keys are its own.
fn works_in_panels(action: Action) -> bool {
    matches!(
        action,
        Action::NextPane
            | Action::Concordance
            | Action::ShowTermbase
            | Action::ShowNames
            | Action::ShowChecks
            | Action::CommandPalette
            | Action::ShowKeys
    )
}

fn works_in_dialogs(action: Action) -> bool {
    matches!(
        action,
        Action::ZoomIn | Action::ZoomOut | Action::ZoomReset | Action::Quit
    )
}

fn take_paste(context: &Context) -> Option<String> {
    context.input_mut(|input| {
        let at = input
            .events
            .iter()
            .position(|event| matches!(event, InputEvent::Paste(_)))?;
        match input.events.remove(at) {
            InputEvent::Paste(text) => Some(text),
            _ => None,
        }
    })
}

fn bar_frame(ui: &Ui) -> Frame {
    let colours = palette(ui.visuals());
    Frame::new()
        .fill(colours.panel)
        .inner_margin(Margin::symmetric(size::PANEL_MARGIN, 5))
        .stroke(Stroke::NONE)
}

fn bars(ui: &mut Ui, cx: &mut ViewContext<'_>, notice: Option<&str>) {
    let frame = bar_frame(ui);
    Panel::top("menu bar")
        .frame(frame.inner_margin(Margin::symmetric(6, 3)))
        .show(ui, |ui| menu_bar::show(ui, cx));
    Panel::bottom("status line")
        .frame(frame.inner_margin(Margin::symmetric(size::PANEL_MARGIN, 0)))
        .exact_size(size::STATUS_LINE)
        .show(ui, |ui| status_line::show(ui, cx, notice));
}

/// Which of the panels beside the grid there is room for: in a small or much enlarged window the
/// list of documents gives way first, then the suggestions.
fn panels_that_fit(room: f32, widths: (f32, f32)) -> (bool, bool) {
    let suggestions = room >= size::NARROWEST_GRID + size::NARROWEST_PANEL;
    let beside = if suggestions { widths.1 } else { 0.0 };
    (
        room >= size::NARROWEST_GRID + widths.0 + beside,
        suggestions,
    )
}

fn side_panels(ui: &mut Ui, cx: &mut ViewContext<'_>, widths: &mut (f32, f32), facts: &[FactView]) {
    let colours = palette(ui.visuals());
    let frame = Frame::new()
        .fill(colours.panel)
        .inner_margin(Margin::same(size::PANEL_MARGIN));
    let (documents_fit, suggestions_fit) = panels_that_fit(ui.available_width(), *widths);
    if cx.settings.show_documents && documents_fit {
        let shown = Panel::left("documents")
            .frame(frame)
            .default_size(widths.0)
            .size_range(140.0..=480.0)
            .show(ui, |ui| documents::show(ui, cx));
        widths.0 = shown.response.rect.width();
    }
    if cx.settings.show_suggestions && suggestions_fit && cx.workspace.document().is_some() {
        let most =
            (ui.available_width() - size::NARROWEST_GRID).clamp(size::NARROWEST_PANEL, 640.0);
        let shown = Panel::right("suggestions")
            .frame(frame)
            .default_size(widths.1)
            .size_range(size::NARROWEST_PANEL..=most)
            .show(ui, |ui| {
                ScrollArea::vertical()
                    .auto_shrink([false, false])
                    .show(ui, |ui| {
                        ui.spacing_mut().item_spacing.y = 7.0;
                        matches::show(ui, cx);
                        ui.add_space(14.0);
                        terms::show(ui, cx);
                        facts::show(ui, cx, facts);
                    });
            });
        // A window too small for it does not change what the user chose.
        if most >= widths.1 {
            widths.1 = shown.response.rect.width();
        }
    }
}

/// The shipped fonts, each replaceable by a file of the user's, under the families the user chose.
fn fonts(workspace: &Workspace) -> Result<Fonts, WindowError> {
    let mut files = workspace.assets().fonts()?;
    // The regular cut of each family first.
    files.sort_by_key(|(name, _)| (!name.contains("Regular"), *name));
    let mut set = FontSet::default();
    for (name, bytes) in files {
        let bytes = match bytes {
            Cow::Borrowed(bytes) => FontBytes::from(bytes),
            Cow::Owned(bytes) => FontBytes::from(bytes),
        };
        let face = if name.contains("Arabic") {
            &mut set.arabic
        } else if name.contains("Serif") {
            &mut set.serif
        } else {
            &mut set.sans
        };
        face.push(bytes);
    }
    set.emoji = style::emoji().into_iter().collect();
    let family = |column: Column| {
        let name = workspace.setting(column.font_setting());
        name.filter(|name| !name.is_empty()).map(str::to_owned)
    };
    let choice = FontChoice {
        arabic: family(Column::Source),
        sans: family(Column::Target),
        serif: family(Column::Target),
    };
    Fonts::with_system(set, &choice).map_err(|error| WindowError::Fonts(error.to_string()))
}

/// A message as a sentence: the first letter a capital, a full stop at the end.
pub(super) fn sentence(message: &str) -> String {
    let message = message.trim();
    let mut letters = message.chars();
    let first: String = letters
        .next()
        .map(char::to_uppercase)
        .into_iter()
        .flatten()
        .collect();
    let stop = if message.ends_with(['.', '!', '?', '…']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{stop}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::{panels_that_fit, sentence};

    #[test]
    fn panels_give_way_to_the_grid() {
        let fit = |room| panels_that_fit(room, (208.0, 330.0));
        assert_eq!(fit(1440.0), (true, true));
        assert_eq!(fit(1024.0), (true, true));
        assert_eq!(fit(900.0), (false, true));
        assert_eq!(fit(560.0), (false, false));
    }

    #[test]
    fn messages_are_sentences() {
        assert_eq!(
            sentence("there is no match with that number"),
            "There is no match with that number."
        );
        assert_eq!(sentence("ok?"), "Ok?");
        assert_eq!(sentence(""), ".");
    }
}
