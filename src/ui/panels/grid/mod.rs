//! The two columns: English and Arabic side by side, a segment a row.

mod active_row;
mod columns;
mod findings;
mod heights;
mod row;
mod scroll;
mod scrollbar;
mod source_marks;

use super::ViewContext;
use crate::ui::design_tokens::{palette, size};
use crate::ui::editing::{Editing, Pane};
use crate::ui::settings::{Lettering, Settings};
use crate::ui::text;
use crate::ui::widgets::{Fit, TextEngine, source_chips, target_chips};
use columns::Columns;
use eframe::egui::{self, Key, Modifiers, Rect, Ui, UiBuilder, pos2, vec2};
use heights::RowHeights;
use scroll::{Rows, Scroll};
use turjuman::engine::model::DocumentId;
use turjuman::typeset::{Chip, Extras, ParagraphStyle};
use turjuman::view::{self, RowView};
use turjuman::workspace::{
    DocumentCommand, MeasuredRows, OpenDocument, RowsToMeasure, TextToMeasure,
};

/// Rows laid out in one job: short enough that a look-up waiting behind it is not felt.
const MEASURED_AT_ONCE: usize = 200;

/// What the grid remembers between frames.
#[derive(Default)]
pub struct Grid {
    scroll: Scroll,
    heights: RowHeights,
    /// What the heights were guessed for.
    made_for: Option<MadeFor>,
    /// Counts the layouts guessed for, so that late measurements are known as such.
    stamp: u64,
    is_measuring: bool,
    /// A row to bring into view when next shown.
    reveal: Option<usize>,
    /// The caret is to be kept in view: it moved.
    follow_caret: bool,
    /// Where the row being worked on was last drawn.
    active_row: Option<Rect>,
}

#[derive(Clone, Copy, PartialEq)]
struct MadeFor {
    document: DocumentId,
    revision: u64,
    columns: Columns,
    pixels_per_point: f32,
    lettering: Lettering,
    marks: bool,
}

impl Grid {
    /// Brings a row into view when next shown.
    pub fn reveal(&mut self, row: usize) {
        self.reveal = Some(row);
    }

    /// Guesses all heights anew when next shown: the fonts are others.
    pub fn forget_heights(&mut self) {
        if let Some(made_for) = &mut self.made_for {
            made_for.revision = u64::MAX;
        }
    }

    /// Where the row being worked on is, if it is in view.
    pub fn active_row(&self) -> Option<Rect> {
        self.active_row
    }

    /// Keeps the caret in view when next shown.
    pub fn follow_caret(&mut self) {
        self.follow_caret = true;
    }

    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut ViewContext<'_>,
        document: &OpenDocument,
        editing: Option<&mut Editing>,
    ) {
        let area = ui.available_rect_before_wrap();
        let colours = palette(ui.visuals());
        ui.painter().rect_filled(area, 0.0, colours.page);
        let text_area = Rect::from_min_max(
            area.min,
            pos2(area.right() - size::SCROLLBAR, area.bottom()),
        );
        let columns = Columns::new(text_area, cx.settings);
        self.refresh(ui, cx, document, columns);
        self.ask_for_heights(ui, cx, document, columns);
        let active = cx.workspace.active();
        let mut editing = editing.filter(|editing| Some(editing.segment) == active);
        self.move_view(ui, cx, document, columns, editing.as_deref(), text_area);

        let mut child = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(text_area));
        child.shrink_clip_rect(text_area);
        let mut y = text_area.top() - self.scroll.offset;
        let mut index = self.scroll.top;
        self.active_row = None;
        while y < text_area.bottom()
            && let Some(view) = view::row(document, index)
        {
            let height = self.measure(ui, cx, document, columns, editing.as_deref(), index);
            let rect = Rect::from_min_max(
                pos2(text_area.left(), y),
                pos2(text_area.right(), y + height),
            );
            let place = row::Place { rect, columns };
            match editing
                .as_deref_mut()
                .filter(|editing| editing.segment == view.id)
            {
                Some(editing) => {
                    self.active_row = Some(rect);
                    let shown = active_row::show(&mut child, cx, &view, editing, place);
                    if shown.caret_moved || std::mem::take(&mut self.follow_caret) {
                        self.keep_caret_in_view(ui, shown.caret, text_area);
                    }
                }
                None => row::show(&mut child, cx, &view, active == Some(view.id), place),
            }
            y += height;
            index += 1;
        }
        if let Some(editing) = editing.filter(|_| self.active_row.is_none()) {
            self.keep_hidden_editor(ui, cx, document, columns, editing, text_area);
        }
        self.show_scrollbar(ui, area, text_area);
        ui.advance_cursor_after_rect(area);
    }

    /// The row being worked on is scrolled out of view: its editor still takes the keys, and comes
    /// back into view with the first of them.
    fn keep_hidden_editor(
        &mut self,
        ui: &mut Ui,
        cx: &mut ViewContext<'_>,
        document: &OpenDocument,
        columns: Columns,
        editing: &mut Editing,
        area: Rect,
    ) {
        let focused = ui.memory(|memory| memory.focused());
        let has_focus = [Pane::Target, Pane::Source].map(|pane| Some(pane.id()) == focused);
        let Some(index) = document.row_of(editing.segment) else {
            return;
        };
        if let Some(view) = view::row(document, index)
            && has_focus.contains(&true)
        {
            let height = self.measure(ui, cx, document, columns, Some(editing), index);
            let rect = Rect::from_min_size(area.left_bottom(), vec2(area.width(), height));
            let mut child =
                ui.new_child(UiBuilder::new().id_salt("row out of view").max_rect(rect));
            child.set_clip_rect(Rect::NOTHING);
            let place = row::Place { rect, columns };
            let shown = active_row::show(&mut child, cx, &view, editing, place);
            if shown.caret_moved || std::mem::take(&mut self.follow_caret) {
                self.reveal(index);
                ui.ctx().request_repaint();
            }
        }
    }

    /// Guesses all heights anew where they depend on something that changed.
    fn refresh(
        &mut self,
        ui: &Ui,
        cx: &ViewContext<'_>,
        document: &OpenDocument,
        columns: Columns,
    ) {
        let wanted = MadeFor {
            document: document.id(),
            revision: document.revision(),
            columns: columns.at_origin(),
            pixels_per_point: ui.ctx().pixels_per_point(),
            lettering: cx.settings.lettering,
            marks: cx.settings.show_marks,
        };
        if self.made_for == Some(wanted) && self.heights.len() == document.len() {
            return;
        }
        let other_document = self
            .made_for
            .is_none_or(|made| made.document != wanted.document);
        // Another letter size or width moves all rows; the one being worked on stays in view.
        let looks_other = self
            .made_for
            .is_some_and(|made| made.revision == wanted.revision);
        self.made_for = Some(wanted);
        self.stamp += 1;
        self.is_measuring = false;
        self.heights.reset(document.segments().map(|segment| {
            let (source, target) = (segment.source.len(), segment.target.len());
            guess_height(source, target, columns, wanted.lettering)
        }));
        if other_document {
            self.scroll = Scroll::default();
        }
        let active = cx.workspace.active();
        if let Some(row) = active.and_then(|id| document.row_of(id))
            && (other_document || looks_other)
        {
            self.reveal = Some(row);
        }
    }

    /// Has rows outside the view measured in the background, some at a time, so that the scroll
    /// bar becomes exact. The view itself stays where it is: it is kept as a row and an offset.
    fn ask_for_heights(
        &mut self,
        ui: &Ui,
        cx: &mut ViewContext<'_>,
        document: &OpenDocument,
        columns: Columns,
    ) {
        if self.is_measuring {
            return;
        }
        let Some(range) = self.heights.next_guesses(self.scroll.top, MEASURED_AT_ONCE) else {
            return;
        };
        let engine = TextEngine::of(ui.ctx());
        let (lettering, marks) = (cx.settings.lettering, cx.settings.show_marks);
        let rows = range
            .clone()
            .filter_map(|row| view::row(document, row))
            .map(|view| {
                let [source, target] = looks(&view, columns, lettering);
                let text = |text: &str, (style, width), chips| {
                    let (style, width) = engine.in_pixels(ui.ctx(), &style, width);
                    TextToMeasure {
                        text: text.to_owned(),
                        style,
                        width,
                        chips,
                        marks,
                    }
                };
                let chips = target_chips(view.target, view.source);
                [
                    text(view.source, source, source_chips(view.source)),
                    text(view.target, target, chips),
                ]
            })
            .collect();
        self.is_measuring = true;
        cx.command(DocumentCommand::MeasureRows(Box::new(RowsToMeasure {
            fonts: engine.fonts(),
            stamp: self.stamp,
            first_row: range.start,
            rows,
        })));
    }

    /// Takes what was measured in the background.
    pub fn take_heights(
        &mut self,
        measured: &MeasuredRows,
        document: &OpenDocument,
        pixels_per_point: f32,
    ) {
        if measured.stamp != self.stamp {
            return;
        }
        self.is_measuring = false;
        for (row, heights) in (measured.first_row..).zip(&measured.heights) {
            if let Some(view) = view::row(document, row) {
                let [source, target] = heights.map(|height| height / pixels_per_point);
                self.heights.set(row, height_of(&view, source, target));
            }
        }
    }

    /// Wheel, page keys, and the row that is to be seen.
    fn move_view(
        &mut self,
        ui: &Ui,
        cx: &ViewContext<'_>,
        document: &OpenDocument,
        columns: Columns,
        editing: Option<&Editing>,
        area: Rect,
    ) {
        let reveal = self.reveal.take();
        let mut scroll = self.scroll;
        let wheel = if ui.rect_contains_pointer(area) {
            ui.input(|input| input.smooth_scroll_delta().y)
        } else {
            0.0
        };
        let pages = page_keys(ui);
        let mut height = |row: usize| self.measure(ui, cx, document, columns, editing, row);
        let mut rows = Rows {
            count: document.len(),
            height: &mut height,
            view: area.height(),
        };
        let page = (area.height() - 60.0).max(40.0);
        scroll.by(pages * page - wheel, &mut rows);
        if let Some(row) = reveal {
            scroll.reveal(row, &mut rows);
        }
        self.scroll = scroll;
    }

    fn measure(
        &mut self,
        ui: &Ui,
        cx: &ViewContext<'_>,
        document: &OpenDocument,
        columns: Columns,
        editing: Option<&Editing>,
        index: usize,
    ) -> f32 {
        let Some(view) = view::row(document, index) else {
            return 0.0;
        };
        let target = editing
            .filter(|editing| editing.segment == view.id)
            .map_or(view.target, |editing| editing.target.text());
        let mut height = row_height(ui, &view, target, columns, cx.settings);
        if editing.is_some_and(|editing| editing.segment == view.id) {
            height += findings::height(cx, view.id);
        }
        self.heights.set(index, height);
        height
    }

    /// A row may be higher than the view; then it is the caret that has to be seen.
    fn keep_caret_in_view(&mut self, ui: &Ui, caret: Rect, area: Rect) {
        let room = area.shrink2(vec2(0.0, caret.height().min(area.height() / 4.0)));
        let above = room.top() - caret.top();
        let below = caret.bottom() - room.bottom();
        if above > 0.0 {
            self.scroll.offset -= above;
            ui.ctx().request_repaint();
        } else if below > 0.0 {
            self.scroll.offset += below;
            ui.ctx().request_repaint();
        }
    }

    fn show_scrollbar(&mut self, ui: &mut Ui, area: Rect, text_area: Rect) {
        let bar = Rect::from_min_max(pos2(text_area.right(), area.top()), area.max);
        let place = self.heights.top_of(self.scroll.top) + f64::from(self.scroll.offset);
        let range = scrollbar::Range {
            place,
            view: f64::from(area.height()),
            total: self.heights.total(),
        };
        if let Some(place) = scrollbar::show(ui, bar, range) {
            let (top, offset) = self.heights.row_at(place);
            self.scroll = Scroll { top, offset };
            ui.ctx().request_repaint();
        }
    }
}

/// How many pages the page keys ask for.
fn page_keys(ui: &Ui) -> f32 {
    if egui::Popup::is_any_open(ui.ctx()) || ui.memory(|m| m.top_modal_layer().is_some()) {
        return 0.0;
    }
    ui.input_mut(|input| {
        let down = input.count_and_consume_key(Modifiers::NONE, Key::PageDown);
        let up = input.count_and_consume_key(Modifiers::NONE, Key::PageUp);
        down as f32 - up as f32
    })
}

fn row_height(
    ui: &Ui,
    view: &RowView<'_>,
    target: &str,
    columns: Columns,
    settings: &Settings,
) -> f32 {
    let engine = TextEngine::of(ui.ctx());
    let height = |text: &str, (style, width): (ParagraphStyle, f32), chips: &[Chip]| {
        let fit = Fit::Wrap { width, focus: 0 };
        let extras = Extras {
            chips,
            marks: settings.show_marks,
            ..Extras::default()
        };
        let set = engine.set_with(ui.ctx(), text, &style, fit, &extras);
        set.size().y
    };
    let [source_look, target_look] = looks(view, columns, settings.lettering);
    let source = height(view.source, source_look, &source_chips(view.source));
    let chips = target_chips(target, view.source);
    height_of(view, source, height(target, target_look, &chips))
}

/// Style and width of source and target, in points.
fn looks(view: &RowView<'_>, columns: Columns, lettering: Lettering) -> [(ParagraphStyle, f32); 2] {
    [
        (
            text::source(view.is_heading, lettering),
            columns.source_width(),
        ),
        (
            text::target(view.is_heading, lettering),
            columns.target_width(),
        ),
    ]
}

/// The height of a row whose texts are so high, in points.
fn height_of(view: &RowView<'_>, source: f32, target: f32) -> f32 {
    let remark = if view.kind.is_some() || !view.is_for_translation() {
        row::REMARK
    } else {
        0.0
    };
    let gap = if view.starts_paragraph {
        size::PARAGRAPH_GAP
    } else {
        0.0
    };
    (source.max(target + remark) + 2.0 * size::ROW_PADDING + gap).ceil()
}

/// A guess from the lengths in bytes alone, since it is made for every row at once.
fn guess_height(source: usize, target: usize, columns: Columns, lettering: Lettering) -> f32 {
    let lines = |bytes: usize, letter: f32, width: f32| {
        (bytes as f32 * letter / width.max(1.0)).ceil().max(1.0)
    };
    // Arabic letters are two bytes and about 0.46 of the size wide, English ones one and 0.52.
    let source = lines(source, lettering.source_size * 0.24, columns.source_width())
        * lettering.source_size
        * size::SOURCE_LEADING;
    let target = lines(target, lettering.target_size * 0.52, columns.target_width())
        * lettering.target_size
        * size::TARGET_LEADING;
    source.max(target) + 2.0 * size::ROW_PADDING
}
