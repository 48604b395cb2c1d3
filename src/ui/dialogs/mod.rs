//! What asks the user something: one dialog at a time, over the window.
//!
//! A dialog is a file with a type that implements [`Dialog`], and a line in [`of_action`] if an
//! action opens it.

mod app;
mod choices;
mod controls;
mod documents;
mod long_list;
mod memories;
mod review_list;
mod table_columns;
mod terms;

pub use app::{CommandPalette, FontsForm, KeysPage, RemovalForm};
pub use controls::{
    buttons, caption, checkbox, close_button, colours_of, field, field_frame, focus_once, foot,
    keep_focus, main_button, name_widget, remark,
};
pub use documents::{
    AddressForm, AnalysisTable, CheckList, ExportForm, GoToForm, OpenPathForm, PretranslateForm,
    ProjectForm, ReviewFileForm, ReviewForm, SourceChanges, from_home,
};
pub use memories::{
    ConcordanceList, DuplicatesForm, InconsistenciesForm, MemoriesForm, MemoryFileForm,
    MemoryStatisticsForm, MemoryWay, ReplaceForm, UnitForm,
};
pub use terms::{
    ExtractionForm, NamesForm, TermFileForm, TermForm, TermWay, TermbaseList, TermbasesForm,
};

use super::actions::Action;
use super::design_tokens::{palette, size};
use super::dock::PanelKind;
use super::panels::ViewContext;
use super::settings::Settings;
use super::style::BOLD;
use eframe::egui::{Context, FontFamily, FontId, Frame, Id, Margin, Modal, RichText, Stroke, Ui};
use std::any::Any;
use std::borrow::Cow;
use std::path::Path;
use turjuman::view;
use turjuman::workspace::{DocumentName, ProposedTerm, SimilarTerm, Workspace};

/// Something shown over the window until it is answered or left.
pub trait Dialog: Any {
    /// The heading; blank for none.
    fn title(&self) -> Cow<'static, str>;

    /// How wide it is where there is room, in points.
    fn width(&self) -> f32 {
        size::DIALOG
    }

    /// Whether it can stay open beside the grid, and as which panel.
    fn panel(&self) -> Option<PanelKind> {
        None
    }

    /// Gives the focus to its first field in the next frame.
    fn take_focus(&mut self) {}

    /// Draws what is under the heading and takes its keys.
    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step;

    /// Takes a path chosen in the system's file dialog.
    fn take_path(&mut self, _path: &Path) {}

    /// Takes what a job found, if this dialog asked for it.
    fn take_found(&mut self, _found: &Found, _workspace: &Workspace) {}
}

/// What a dialog wants after a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Stay,
    /// Something was inserted or gone to: a dialog closes, a docked panel stays.
    Done,
    Close,
}

/// What a job found for a dialog.
pub enum Found {
    Terms(Result<Vec<ProposedTerm>, String>),
    Names(Result<Vec<DocumentName>, String>),
    SimilarTerms(Vec<SimilarTerm>),
}

/// What a new dialog may begin with.
pub struct Beginning<'a> {
    pub workspace: &'a Workspace,
    pub settings: &'a Settings,
    /// What is selected in the source.
    pub source: &'a str,
    /// What is selected in the target, else in the source.
    pub selected: &'a str,
}

/// The dialog that an action opens; `None` if it opens none, or needs what is not there.
pub fn of_action(action: Action, from: &Beginning<'_>) -> Option<Box<dyn Dialog>> {
    let workspace = from.workspace;
    if !action.is_enabled(workspace) {
        return None;
    }
    Some(match action {
        Action::CommandPalette => Box::new(CommandPalette::new()),
        Action::ShowKeys => Box::new(KeysPage),
        Action::ChooseFonts => Box::new(FontsForm::new()),
        Action::NewProject => Box::new(ProjectForm::new()),
        Action::ImportReview => Box::new(ReviewFileForm::new()),
        Action::OpenAddress => Box::new(AddressForm::new()),
        Action::GoToSegment => Box::new(GoToForm::new()),
        Action::Export => Box::new(ExportForm::new(workspace, from.settings.headline_first)?),
        Action::RemoveDocument => Box::new(removal(workspace)?),
        Action::Pretranslate => Box::new(PretranslateForm::new()),
        Action::ShowMemories => Box::new(MemoriesForm::new(workspace)),
        Action::Concordance => Box::new(ConcordanceList::new(from.selected, false)),
        Action::BrowseMemories => Box::new(ConcordanceList::new("", true)),
        Action::ImportMemory => Box::new(MemoryFileForm::new(MemoryWay::Import)),
        Action::ExportMemory => Box::new(MemoryFileForm::new(MemoryWay::Export)),
        Action::FindDuplicates => Box::new(DuplicatesForm::default()),
        Action::FindInconsistencies => Box::new(InconsistenciesForm::default()),
        Action::ReplaceInMemories => Box::new(ReplaceForm::new(from.selected)),
        Action::ShowTermbases => Box::new(TermbasesForm::new(workspace)),
        Action::ShowTermbase => Box::new(TermbaseList::new(from.source)),
        Action::ImportTerms => Box::new(TermFileForm::new(TermWay::Import)),
        Action::ExportTerms => Box::new(TermFileForm::new(TermWay::Export)),
        Action::ExtractTerms => Box::new(ExtractionForm::new()),
        Action::ShowNames => Box::new(NamesForm::new()),
        Action::ShowChecks => Box::new(CheckList::new()),
        _ => return None,
    })
}

/// The dialog of a panel that is opened without being asked for.
pub fn of_panel(kind: PanelKind) -> Box<dyn Dialog> {
    match kind {
        PanelKind::Concordance => Box::new(ConcordanceList::new("", false)),
        PanelKind::Termbase => Box::new(TermbaseList::new("")),
        PanelKind::Names => Box::new(NamesForm::new()),
        PanelKind::Checks => Box::new(CheckList::new()),
    }
}

fn removal(workspace: &Workspace) -> Option<RemovalForm> {
    let open = workspace.document()?.id();
    let documents = view::documents(workspace);
    let document = documents.into_iter().find(|document| document.id == open)?;
    Some(RemovalForm::document(
        document.id,
        document.name,
        document.confirmed,
    ))
}

/// Shows a dialog with its heading over the window.
pub fn show(dialog: &mut dyn Dialog, context: &Context, cx: &mut ViewContext<'_>) -> Step {
    let colours = palette(&context.global_style().visuals);
    let frame = Frame::new()
        .fill(colours.panel)
        .stroke(Stroke::new(size::LINE, colours.edge))
        .corner_radius(size::CORNER + 4)
        .inner_margin(Margin::same(18))
        .shadow(context.global_style().visuals.window_shadow);
    let shown = Modal::new(Id::unique("dialog"))
        .frame(frame)
        .backdrop_color(colours.backdrop)
        .show(context, |ui| {
            ui.set_width(dialog.width().min(ui.ctx().content_rect().width() - 60.0));
            let heading = dialog.title();
            if !heading.is_empty() {
                title(ui, &heading);
            }
            dialog.show(ui, cx)
        });
    if shown.should_close() {
        return Step::Close;
    }
    shown.inner
}

fn title(ui: &mut Ui, text: &str) {
    let font = FontId::new(size::TARGET_IN_PANEL + 1.0, FontFamily::Name(BOLD.into()));
    ui.label(RichText::new(text).font(font));
    ui.add_space(6.0);
}
