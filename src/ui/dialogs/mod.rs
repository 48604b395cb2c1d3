//! What asks the user something: one dialog at a time, over the window.

mod choices;
mod command_palette;
mod concordance;
mod concordance_deeds;
mod duplicates;
mod export;
mod extraction;
mod fonts;
mod go_to;
mod inconsistencies;
mod keys;
mod listed_units;
mod long_list;
mod memories;
mod memory_file;
mod memory_statistics;
mod names;
mod open_path;
mod project;
mod removal;
mod replace;
mod review_list;
mod table_columns;
mod term;
mod term_file;
mod term_merge;
mod term_rows;
mod term_similar;
mod termbase;
mod termbase_filters;
mod termbase_rows;
mod termbases;
mod terms;
mod unit;
mod unit_filters;

pub use command_palette::CommandPalette;
pub use concordance::ConcordanceList;
pub use duplicates::DuplicatesForm;
pub use export::ExportForm;
pub use extraction::ExtractionForm;
pub use fonts::FontsForm;
pub use go_to::GoToForm;
pub use inconsistencies::InconsistenciesForm;
pub use memories::MemoriesForm;
pub use memory_file::{MemoryFileForm, MemoryWay};
pub use memory_statistics::MemoryStatisticsForm;
pub use names::NamesForm;
pub use open_path::{ADDRESS_REMARK, OpenPathForm, is_web_address};
pub use project::ProjectForm;
pub use removal::RemovalForm;
pub use replace::ReplaceForm;
pub use term::TermForm;
pub use term_file::{TermFileForm, TermWay};
pub use term_merge::TermMergeForm;
pub use termbase::TermbaseList;
pub use termbases::TermbasesForm;
pub use terms::TermsForm;
pub use unit::UnitForm;

use super::design_tokens::{Palette, palette, size};
use super::panels::Desk;
use super::style::{BOLD, chip_colours};
use super::widgets::{BidiEdit, BidiEditOutput, FieldFrame, TextColors};
use eframe::egui::{
    self, Button, Context, CornerRadius, FontFamily, FontId, Frame, Id, Key, Margin, Modal,
    Modifiers, RichText, Stroke, Ui, vec2,
};
use std::path::Path;
use turjuman::typeset::{EditBuffer, ParagraphStyle};

const BUTTON_HEIGHT: f32 = 28.0;

/// The dialog that is open.
pub enum Dialog {
    Palette(CommandPalette),
    Term(Box<TermForm>),
    Terms(Box<TermsForm>),
    TermMerge(Box<TermMergeForm>),
    Termbase(Box<TermbaseList>),
    Termbases(TermbasesForm),
    Export(ExportForm),
    Extraction(Box<ExtractionForm>),
    Names(Box<NamesForm>),
    Fonts(FontsForm),
    GoTo(GoToForm),
    Project(ProjectForm),
    OpenPath(OpenPathForm),
    MemoryFile(MemoryFileForm),
    Memories(MemoriesForm),
    TermFile(TermFileForm),
    Removal(RemovalForm),
    Concordance(Box<ConcordanceList>),
    Unit(Box<UnitForm>),
    MemoryStatistics(MemoryStatisticsForm),
    Duplicates(DuplicatesForm),
    Inconsistencies(InconsistenciesForm),
    Replace(Box<ReplaceForm>),
    Keys,
}

/// What a dialog wants after a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Stay,
    Close,
}

impl Dialog {
    pub fn show(&mut self, context: &Context, desk: &mut Desk<'_>) -> Step {
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
                ui.set_width(self.width().min(ui.ctx().content_rect().width() - 60.0));
                self.contents(ui, desk)
            });
        if shown.should_close() {
            return Step::Close;
        }
        shown.inner
    }

    fn width(&self) -> f32 {
        match self {
            Self::TermFile(form) if form.columns.is_shown() => size::WIDEST_DIALOG,
            Self::MemoryFile(form) if form.columns.is_shown() => size::WIDEST_DIALOG,
            Self::Concordance(_)
            | Self::Termbase(_)
            | Self::Memories(_)
            | Self::Duplicates(_)
            | Self::Inconsistencies(_)
            | Self::Replace(_) => size::WIDEST_DIALOG,
            Self::Termbases(_)
            | Self::Term(_)
            | Self::TermMerge(_)
            | Self::Extraction(_)
            | Self::Names(_)
            | Self::MemoryStatistics(_)
            | Self::Unit(_)
            | Self::Keys => size::WIDE_DIALOG,
            _ => size::DIALOG,
        }
    }

    fn contents(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Step {
        match self {
            Self::Palette(palette) => palette.show(ui, desk),
            Self::Term(form) => form.show(ui, desk),
            Self::Terms(form) => form.show(ui, desk),
            Self::TermMerge(form) => form.show(ui, desk),
            Self::Termbase(list) => list.show(ui, desk),
            Self::Termbases(form) => form.show(ui, desk),
            Self::Export(form) => form.show(ui, desk),
            Self::Extraction(form) => form.show(ui, desk),
            Self::Names(form) => form.show(ui, desk),
            Self::Fonts(form) => form.show(ui, desk),
            Self::GoTo(form) => form.show(ui, desk),
            Self::Project(form) => form.show(ui, desk),
            Self::OpenPath(form) => form.show(ui, desk),
            Self::MemoryFile(form) => form.show(ui, desk),
            Self::Memories(form) => form.show(ui, desk),
            Self::TermFile(form) => form.show(ui, desk),
            Self::Removal(form) => form.show(ui, desk),
            Self::Concordance(list) => list.show(ui, desk),
            Self::Unit(form) => form.show(ui, desk),
            Self::MemoryStatistics(form) => form.show(ui, desk),
            Self::Duplicates(form) => form.show(ui, desk),
            Self::Inconsistencies(form) => form.show(ui, desk),
            Self::Replace(form) => form.show(ui, desk),
            Self::Keys => keys::show(ui),
        }
    }

    /// A path that a native file dialog gave.
    pub fn take_path(&mut self, path: &Path) {
        let path = path.display().to_string();
        match self {
            Self::Export(form) => form.set_path(path),
            Self::MemoryFile(form) => form.path.set_text(path),
            Self::TermFile(form) => form.path.set_text(path),
            _ => {}
        }
    }
}

pub fn title(ui: &mut Ui, text: &str) {
    let font = FontId::new(size::TARGET_IN_PANEL + 1.0, FontFamily::Name(BOLD.into()));
    ui.label(RichText::new(text).font(font));
    ui.add_space(6.0);
}

/// The name of a field, over it.
pub fn caption(ui: &mut Ui, text: &str) {
    let colours = palette(ui.visuals());
    ui.add_space(4.0);
    ui.label(RichText::new(text).size(size::SMALL).color(colours.muted));
}

/// A remark under a field.
pub fn remark(ui: &mut Ui, text: &str) {
    let colours = palette(ui.visuals());
    ui.label(RichText::new(text).size(size::SMALL).color(colours.muted));
}

/// A field of one line, for Arabic or English.
pub fn field(
    ui: &mut Ui,
    id: Id,
    buffer: &mut EditBuffer,
    style: &ParagraphStyle,
    label: &str,
    hint: &str,
    width: f32,
) -> BidiEditOutput {
    let colours = palette(ui.visuals());
    BidiEdit::single_line(id, buffer, style, colours_of(colours), label)
        .hint(hint)
        .width(width)
        .frame(field_frame(colours))
        .show(ui)
}

fn colours_of(colours: &Palette) -> TextColors {
    TextColors {
        text: colours.text,
        hint: colours.muted,
        selection: colours.selection,
        caret: colours.accent,
        chip: chip_colours(colours),
    }
}

fn field_frame(colours: &Palette) -> FieldFrame {
    FieldFrame {
        fill: colours.raised,
        stroke: Stroke::new(size::LINE, colours.edge),
        focus: Stroke::new(size::FOCUS, colours.accent),
        corner: CornerRadius::same(size::CORNER),
        margin: vec2(9.0, 4.0),
    }
}

/// The button that does what the dialog is for.
pub fn main_button(ui: &mut Ui, enabled: bool, text: &str) -> bool {
    let colours = palette(ui.visuals());
    let label = RichText::new(text).color(colours.on_accent);
    let button = Button::new(label)
        .fill(colours.accent)
        .min_size(vec2(86.0, BUTTON_HEIGHT));
    ui.add_enabled(enabled, button).clicked()
}

/// Answers a cross: square, so that it is not taken for one of several choices.
pub fn checkbox(ui: &mut Ui, is_on: &mut bool, text: &str) {
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for look in [
            &mut widgets.inactive,
            &mut widgets.hovered,
            &mut widgets.active,
        ] {
            look.corner_radius = CornerRadius::same(2);
        }
        ui.checkbox(is_on, text);
    });
}

/// The row at the foot of a dialog: Cancel, and at the right the main button. Answers whether
/// either was pressed.
pub fn buttons(ui: &mut Ui, enabled: bool, text: &str) -> (bool, bool) {
    ui.add_space(12.0);
    let row = vec2(ui.available_width(), BUTTON_HEIGHT);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(row, layout, |ui| {
        // Enter alone belongs to the field or button that has the focus.
        let nowhere = ui.memory(|memory| memory.focused().is_none());
        let by_keys = ui.input_mut(|input| {
            input.consume_key(Modifiers::COMMAND, Key::Enter)
                || (nowhere && input.consume_key(Modifiers::NONE, Key::Enter))
        });
        let done = main_button(ui, enabled, text) || (enabled && by_keys);
        let cancel = Button::new("Cancel").min_size(vec2(76.0, BUTTON_HEIGHT));
        (done, ui.add(cancel).clicked())
    })
    .inner
}

/// The foot of a dialog that is only looked at.
pub fn close_button(ui: &mut Ui) -> bool {
    let row = vec2(ui.available_width(), BUTTON_HEIGHT);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(row, layout, |ui| main_button(ui, true, "Close"))
        .inner
}

/// The arrow keys of this frame were used: egui is not to move the focus by them.
pub fn keep_focus(ui: &Ui) {
    ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
}

/// A box of choices says its value; this says what it is for.
pub fn name_widget(response: &egui::Response, label: &str) {
    let label = label.to_owned();
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_label(label));
}

/// Gives a field the focus the first time it is shown.
pub fn focus_once(shown: &BidiEditOutput, is_new: &mut bool) {
    if std::mem::take(is_new) {
        shown.response.request_focus();
    }
}
