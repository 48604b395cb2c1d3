//! The window as a whole: what it holds, one frame of it, and what comes from the workspace.

use super::WindowError;
use super::actions::{self, Action};
use super::ask::{Ask, Picking};
use super::clipboard::{Answer, Clipboard};
use super::design_tokens::{palette, size};
use super::dialogs::{Dialog, MemoryFileForm, Step};
use super::editing::{Editing, Pane};
use super::file_picker::FilePicker;
use super::panels::find_bar::FindBar;
use super::panels::grid::Grid;
use super::panels::{Desk, documents, facts, matches, menu_bar, status_line, terms, welcome};
use super::settings::{Column, Look, Settings};
use super::style;
use super::toasts::Toasts;
use super::widgets::TextEngine;
use eframe::egui::{
    self, CentralPanel, Context, Event as InputEvent, Frame, Key, Margin, Modifiers, Panel,
    ScrollArea, Stroke, Ui, ViewportCommand,
};
use std::borrow::Cow;
use std::path::PathBuf;
use turjuman::engine::model::{DocumentId, SegmentId};
use turjuman::typeset::{FontBytes, FontChoice, FontSet, Fonts};
use turjuman::view::{self, FactView};
use turjuman::workspace::{Command, Event, Workspace, WorkspaceError};

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
    pub(super) dialogs: Vec<Dialog>,
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
    title: String,
}

impl Window {
    pub fn new(context: &Context, workspace: Workspace) -> Result<Self, WindowError> {
        style::install(context, workspace.assets())?;
        TextEngine::install(context, fonts(&workspace)?);
        let settings = Settings::load(&workspace);
        Ok(Self {
            remembered: settings,
            settings,
            workspace,
            editing: None,
            grid: Grid::default(),
            find: None,
            dialogs: Vec::new(),
            toasts: Toasts::default(),
            clipboard: Clipboard::start(context),
            picker: FilePicker::new(context),
            asks: Vec::new(),
            facts: None,
            notice: None,
            focus: None,
            source_has_focus: false,
            title: String::new(),
        })
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
            self.apply(Command::CreateSample);
            return;
        }
        let last_project = self
            .workspace
            .setting("window.project")
            .and_then(|name| self.workspace.project_named(name))
            .or_else(|| self.workspace.projects().last().map(|(id, _)| id));
        if let Some(project) = last_project {
            self.apply(Command::OpenProject(project));
        }
        if !files.is_empty() {
            self.import_files(files);
            return;
        }
        let known = last.filter(|last| self.workspace.documents().any(|known| known.id == *last));
        if let Some(document) = known {
            self.apply(Command::OpenDocument(document));
        }
    }

    /// Carries a command out; says why where it is refused.
    pub(super) fn apply(&mut self, command: Command) -> bool {
        match self.workspace.apply(command) {
            Ok(()) => true,
            Err(error) => {
                self.complain(&error);
                false
            }
        }
    }

    pub(super) fn complain(&mut self, error: &WorkspaceError) {
        self.toasts.complain(sentence(&error.to_string()));
    }

    fn on_event(&mut self, event: Event) {
        match event {
            Event::Imported {
                document, warnings, ..
            } => {
                self.warn(&warnings);
                self.apply(Command::OpenDocument(document));
            }
            Event::DocumentOpened(document) => self.on_opened(document),
            Event::SegmentsChanged => self.notice = None,
            Event::TargetReplaced { segment, selection } => self.on_replaced(segment, selection),
            Event::MatchesReady(_) => {}
            Event::Exported {
                path, untranslated, ..
            } => {
                let rest = match untranslated {
                    0 => String::new(),
                    1 => " One segment is not translated.".into(),
                    n => format!(" {n} segments are not translated."),
                };
                self.toasts
                    .say(format!("Written to {}.{rest}", path.display()));
            }
            Event::MemoryImported {
                memory,
                units,
                skipped,
                warnings,
            } => {
                let skipped = match skipped {
                    0 => String::new(),
                    n => format!("; {n} were skipped"),
                };
                self.warn(&warnings);
                self.toasts
                    .say(format!("{units} units are now in “{memory}”{skipped}."));
            }
            Event::MemoryBroken {
                memory,
                path,
                mapping,
            } => {
                let form = MemoryFileForm::after_error(memory, &path, mapping);
                self.dialogs.push(Dialog::MemoryFile(form));
            }
            Event::MemoryExported {
                memory,
                units,
                warnings,
            } => {
                self.warn(&warnings);
                self.toasts
                    .say(format!("{units} units of “{memory}” written."));
            }
            Event::TermsImported {
                termbase,
                entries,
                warnings,
                ..
            } => {
                self.warn(&warnings);
                self.toasts
                    .say(format!("{entries} terms were added to “{termbase}”."));
            }
            Event::TermsExported {
                termbase,
                entries,
                warnings,
            } => {
                self.warn(&warnings);
                self.toasts
                    .say(format!("{entries} terms of “{termbase}” written."));
            }
            Event::ConcordanceExported { path, units } => {
                let path = path.display();
                self.toasts.say(format!("{units} units written to {path}."));
            }
            Event::UnitsChanged(change) => self.toasts.say(view::units_changed(&change)),
            Event::Failed { message } => self.toasts.complain(sentence(&message)),
            // The status line shows it for as long as it lasts.
            Event::NotSaved { .. } => {}
        }
    }

    fn on_opened(&mut self, document: DocumentId) {
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
            let _ = self.workspace.apply(Command::Remember { name, value });
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
    fn take_reviews(&mut self) {
        let terms = self.workspace.take_proposed_terms();
        let names = self.workspace.take_document_names();
        let similar = self.workspace.take_similar_terms();
        for dialog in &mut self.dialogs {
            match dialog {
                Dialog::Extraction(form) => {
                    if let Some(found) = &terms {
                        form.take(found.clone(), &self.workspace);
                    }
                }
                Dialog::Names(form) => {
                    if let Some(found) = &names {
                        form.take(found.clone(), &self.workspace);
                    }
                }
                Dialog::Term(form) => {
                    if let Some(found) = &similar {
                        form.take_similar(found.clone());
                    }
                }
                _ => {}
            }
        }
    }

    fn take_row_heights(&mut self, context: &Context) {
        if let Some(measured) = self.workspace.take_measured_rows()
            && let Some(document) = self.workspace.document()
        {
            let scale = context.pixels_per_point();
            self.grid.take_heights(&measured, document, scale);
        }
    }

    /// Keys of actions, files dropped on the window, and text pasted outside of any editor.
    fn take_input(&mut self, context: &Context) {
        let dropped: Vec<PathBuf> = context.input(|input| {
            let files = input.raw.dropped_files.iter();
            files.map(|file| file.path().to_path_buf()).collect()
        });
        if !dropped.is_empty() {
            self.import_files(dropped);
        }
        let is_wanted = |action| self.dialogs.is_empty() || works_in_dialogs(action);
        let pressed = context.input_mut(|input| actions::pressed(&mut input.events, is_wanted));
        self.asks.extend(pressed.into_iter().map(Ask::Act));
        if !self.dialogs.is_empty() {
            return;
        }
        let is_editing = context
            .memory(|memory| memory.focused())
            .is_some_and(|id| id == Pane::Target.id() || id == FindBar::id());
        if !is_editing && let Some(text) = take_paste(context) {
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
        if escape {
            self.find = None;
            self.notice = None;
            self.focus = Some(Pane::Target);
        }
    }

    fn go_on_finding(&mut self, context: &Context) {
        let Some(document) = self.workspace.document() else {
            self.find = None;
            return;
        };
        let Some(find) = &mut self.find else { return };
        if let Some(segment) = find.step(document) {
            self.asks.push(Ask::Do(Command::Activate(segment)));
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
        let mut desk = Desk {
            workspace: &self.workspace,
            settings: &self.settings,
            looked_for: looked_for.as_deref().unwrap_or_default(),
            asks: &mut asks,
        };
        let mut widths = (
            self.settings.documents_width,
            self.settings.suggestions_width,
        );
        bars(ui, &mut desk, self.notice.as_deref());
        let facts = self.facts.as_ref().map_or(&[][..], |(.., facts)| facts);
        side_panels(ui, &mut desk, &mut widths, facts);
        if let Some(find) = &mut self.find {
            let stays = Panel::top("find bar")
                .frame(bar_frame(ui))
                .show(ui, |ui| find.show(ui, &mut desk))
                .inner;
            if !stays {
                desk.ask(Ask::FocusEditor);
                self.find = None;
            }
        }
        let editing = self.editing.as_mut();
        let grid = &mut self.grid;
        CentralPanel::no_frame().show(ui, |ui| match desk.workspace.document() {
            Some(document) => grid.show(ui, &mut desk, document, editing),
            None => welcome::show(ui, &mut desk),
        });
        if let Some(dialog) = self.dialogs.last_mut()
            && dialog.show(&context, &mut desk) == Step::Close
        {
            self.dialogs.pop();
            if self.dialogs.is_empty() {
                desk.ask(Ask::FocusEditor);
            }
        }
        (
            self.settings.documents_width,
            self.settings.suggestions_width,
        ) = widths;
        self.asks = asks;
        self.toasts.show(&context);
    }

    fn give_focus(&mut self, context: &Context) {
        if !self.dialogs.is_empty() || self.editing.is_none() {
            return;
        }
        // A dialog takes the focus from all under it for a frame longer than it is shown.
        if self.focus.is_some() && context.memory(|memory| memory.top_modal_layer().is_some()) {
            context.request_repaint();
            return;
        }
        if let Some(pane) = self.focus.take() {
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
    }
}

impl Window {
    /// What is done before anything is drawn.
    pub(crate) fn prepare(&mut self, context: &Context) {
        for event in self.workspace.poll() {
            self.on_event(event);
        }
        self.take_reviews();
        self.take_row_heights(context);
        self.take_answers();
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
            self.carry_out(&context, ask);
        }
        // What the asks made happen is shown in this very moment, not a frame later.
        for event in self.workspace.poll() {
            self.on_event(event);
        }
        self.follow_workspace();
        self.give_focus(&context);
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

fn bars(ui: &mut Ui, desk: &mut Desk<'_>, notice: Option<&str>) {
    let frame = bar_frame(ui);
    Panel::top("menu bar")
        .frame(frame.inner_margin(Margin::symmetric(6, 3)))
        .show(ui, |ui| menu_bar::show(ui, desk));
    Panel::bottom("status line")
        .frame(frame.inner_margin(Margin::symmetric(size::PANEL_MARGIN, 0)))
        .exact_size(size::STATUS_LINE)
        .show(ui, |ui| status_line::show(ui, desk, notice));
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

fn side_panels(ui: &mut Ui, desk: &mut Desk<'_>, widths: &mut (f32, f32), facts: &[FactView]) {
    let colours = palette(ui.visuals());
    let frame = Frame::new()
        .fill(colours.panel)
        .inner_margin(Margin::same(size::PANEL_MARGIN));
    let (documents_fit, suggestions_fit) = panels_that_fit(ui.available_width(), *widths);
    if desk.settings.show_documents && documents_fit {
        let shown = Panel::left("documents")
            .frame(frame)
            .default_size(widths.0)
            .size_range(140.0..=480.0)
            .show(ui, |ui| documents::show(ui, desk));
        widths.0 = shown.response.rect.width();
    }
    if desk.settings.show_suggestions && suggestions_fit && desk.workspace.document().is_some() {
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
                        matches::show(ui, desk);
                        ui.add_space(14.0);
                        terms::show(ui, desk);
                        facts::show(ui, desk, facts);
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
