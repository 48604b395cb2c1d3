//! The row being worked on: raised, the editor in place, the source with a caret of its own.

use super::findings;
use super::row::{Place, gutter, remark, separator};
use super::source_marks;
use crate::ui::actions::Action;
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{Palette, palette, size};
use crate::ui::editing::{Editing, Pane};
use crate::ui::panels::{ViewContext, paint};
use crate::ui::style::chip_colours;
use crate::ui::text;
use crate::ui::widgets::{BidiEdit, BidiEditOutput, Decoration, EnterKey, Mark, TextColors};
use eframe::egui::{
    self, Color32, CornerRadius, Id, Key, Modifiers, Pos2, Rangef, Rect, Stroke, Ui, UiBuilder,
    pos2, vec2,
};
use turjuman::view::{self, RowView, occurrences};

/// What of the active row others must know.
pub struct Shown {
    /// The caret of the pane that has the focus.
    pub caret: Rect,
    pub caret_moved: bool,
}

pub fn show(
    ui: &mut Ui,
    cx: &mut ViewContext<'_>,
    view: &RowView<'_>,
    editing: &mut Editing,
    place: Place,
) -> Shown {
    background(ui, view, place);
    separator(ui, view, place);
    gutter(ui, view, place, cx.settings.lettering.target_size);
    let before = (editing.target.selection(), editing.source.selection());
    let source = show_source(ui, cx, view, editing, place);
    let top = place.text_top(view);
    let target_top = remark(ui, cx, view, place).map_or(top, |height| top + height);
    let target = view
        .is_for_translation()
        .then(|| show_target(ui, cx, view, editing, place, target_top));
    findings::mark(ui, cx, view, place, cx.settings.lettering.target_size);
    findings::lines(ui, cx, view, place);
    repeat_click(editing, &source, target.as_ref());
    let in_source = target.as_ref().is_none_or(|_| source.response.has_focus());
    let caret = match &target {
        Some(target) if !in_source => target.caret_rect,
        _ => source.caret_rect,
    };
    let moved = before != (editing.target.selection(), editing.source.selection());
    let has_focus =
        source.response.has_focus() || target.is_some_and(|target| target.response.has_focus());
    Shown {
        caret,
        caret_moved: moved && has_focus,
    }
}

fn background(ui: &Ui, view: &RowView<'_>, place: Place) {
    let colours = palette(ui.visuals());
    let rect = place.rect;
    ui.painter().rect_filled(rect, 0.0, colours.raised);
    let bar = Rect::from_min_max(
        pos2(place.columns.gutter.max - 9.0, place.text_top(view)),
        pos2(
            place.columns.gutter.max - 9.0 + size::STATE_BAR,
            rect.bottom() - size::ROW_PADDING,
        ),
    );
    ui.painter()
        .rect_filled(bar, CornerRadius::same(2), colours.accent);
    let edge = Stroke::new(size::LINE, colours.edge);
    let y = ui.painter().round_to_pixel_center(rect.bottom());
    ui.painter().hline(rect.x_range(), y, edge);
}

fn show_source(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &RowView<'_>,
    editing: &mut Editing,
    place: Place,
) -> BidiEditOutput {
    let colours = palette(ui.visuals());
    let terms = view::terms(cx.workspace);
    // The tint lags a frame behind the pointer, since the text has to be laid out first.
    let memory = Id::unique("term pointed at");
    let pointed: Option<usize> = ui.data(|data| data.get_temp(memory)).unwrap_or_default();
    let mut decorations = found(view.source, cx, colours);
    decorations.extend(source_marks::decorations(&terms, pointed, colours));
    let style = text::source(view.is_heading, cx.settings.lettering);
    let rect = column_rect(place.columns.source, place.text_top(view), place);
    let mut child = pane_ui(ui, "source pane", rect);
    let label = format!("Source of segment {}", view.number);
    let ink = if view.is_for_translation() {
        colours.text
    } else {
        colours.muted
    };
    let shown = BidiEdit::multiline(
        Pane::Source.id(),
        &mut editing.source,
        &style,
        colours_of(ui, ink),
        label,
    )
    .read_only(true)
    .show_marks(cx.settings.show_marks)
    .min_height(rect.height() - size::ROW_PADDING)
    .leave_vertically(true)
    .decorations(&decorations)
    .show(&mut child);
    focus_mark(ui, &shown, place.columns.source);
    if shown.byte != pointed {
        ui.data_mut(|data| data.insert_temp(memory, shown.byte));
        ui.ctx().request_repaint();
    }
    if ui.input(|input| input.modifiers.alt) {
        source_marks::numbers(&child, &terms, &shown.text, shown.origin);
    }
    if let Some(term) = shown.byte.and_then(|byte| source_marks::at(&terms, byte)) {
        source_marks::tooltip(&shown.response, term);
    }
    shown
}

fn show_target(
    ui: &mut Ui,
    cx: &mut ViewContext<'_>,
    view: &RowView<'_>,
    editing: &mut Editing,
    place: Place,
    top: f32,
) -> BidiEditOutput {
    let colours = palette(ui.visuals());
    let style = text::target(view.is_heading, cx.settings.lettering);
    let rect = column_rect(place.columns.target, top, place);
    let mut child = pane_ui(ui, "target pane", rect);
    let label = format!("Translation of segment {}", view.number);
    let decorations = found(editing.target.text(), cx, colours);
    let mut shown = BidiEdit::multiline(
        Pane::Target.id(),
        &mut editing.target,
        &style,
        colours_of(ui, colours.text),
        label,
    )
    .enter(EnterKey::IsLeft)
    .leave_vertically(true)
    .show_marks(cx.settings.show_marks)
    .min_height(rect.height() - size::ROW_PADDING)
    .hint("Translate here")
    .decorations(&decorations)
    .show(&mut child);
    for edit in shown.edits.drain(..) {
        cx.ask(Ask::Edited(edit));
    }
    focus_mark(ui, &shown, place.columns.target);
    if shown.response.has_focus() {
        leave_by_arrow(ui, cx);
    }
    shown
}

/// What the find bar looks for.
fn found(text: &str, cx: &ViewContext<'_>, colours: &Palette) -> Vec<Decoration> {
    occurrences(text, cx.looked_for)
        .into_iter()
        .map(|range| Decoration::new(range, Mark::Background, colours.found))
        .collect()
}

/// Up on the first line and Down on the last one go to the neighbouring rows.
fn leave_by_arrow(ui: &Ui, cx: &mut ViewContext<'_>) {
    let arrows = [
        (Key::ArrowUp, Action::PreviousSegment),
        (Key::ArrowDown, Action::NextSegment),
    ];
    for (key, action) in arrows {
        let plain = ui.input(|input| input.modifiers.is_none());
        if plain && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            cx.act(action);
        }
    }
}

/// The click that made this row the active one, put on the text it was meant for.
fn repeat_click(editing: &mut Editing, source: &BidiEditOutput, target: Option<&BidiEditOutput>) {
    let Some((pane, at)) = editing.click.take() else {
        return;
    };
    let inside = |shown: &BidiEditOutput, at: Pos2| shown.text.to_paragraph(shown.origin, at);
    match (pane, target) {
        (Pane::Target, Some(shown)) => {
            let at = inside(shown, at);
            editing
                .target
                .click(at.x, at.y, false, shown.text.paragraph());
        }
        (Pane::Source, _) => {
            let at = inside(source, at);
            editing
                .source
                .click(at.x, at.y, false, source.text.paragraph());
        }
        (Pane::Target, None) => {}
    }
}

/// A line at the outer edge of the column that has the keyboard.
fn focus_mark(ui: &Ui, shown: &BidiEditOutput, column: Rangef) {
    if shown.response.has_focus() {
        let rect = shown.response.rect;
        let outer = Rect::from_x_y_ranges(column, rect.y_range());
        paint::focus_ring(ui, &shown.response, outer.expand2(vec2(4.0, 1.0)));
    }
}

fn column_rect(column: Rangef, top: f32, place: Place) -> Rect {
    Rect::from_min_max(pos2(column.min, top), pos2(column.max, place.rect.bottom()))
}

fn pane_ui(ui: &mut Ui, name: &str, rect: Rect) -> Ui {
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect));
    child.spacing_mut().item_spacing = egui::Vec2::ZERO;
    child
}

fn colours_of(ui: &Ui, text: Color32) -> TextColors {
    let colours = palette(ui.visuals());
    TextColors {
        text,
        hint: colours.muted,
        selection: colours.selection,
        caret: colours.accent,
        chip: chip_colours(colours),
    }
}
