//! A row that is not being edited.

use super::columns::Columns;
use super::findings;
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::editing::Pane;
use crate::ui::panels::{ViewContext, paint};
use crate::ui::style::chip_colours;
use crate::ui::text;
use crate::ui::widgets::{Fit, TextEngine, paint_chips, source_chips, target_chips};
use eframe::egui::{
    self, Align2, Color32, FontId, Pos2, Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2,
};
use turjuman::typeset::{Chip, Extras, ParagraphStyle};
use turjuman::view::{RowState, RowView, occurrences};
use turjuman::workspace::DocumentCommand;

/// Height of the line that says why a row is not for translation.
pub const REMARK: f32 = 26.0;

/// Where a row stands.
#[derive(Clone, Copy)]
pub struct Place {
    pub rect: Rect,
    pub columns: Columns,
}

impl Place {
    /// The top of the texts.
    pub fn text_top(&self, view: &RowView<'_>) -> f32 {
        let gap = if view.starts_paragraph {
            size::PARAGRAPH_GAP
        } else {
            0.0
        };
        self.rect.top() + size::ROW_PADDING + gap
    }
}

pub fn show(
    ui: &mut Ui,
    cx: &mut ViewContext<'_>,
    view: &RowView<'_>,
    is_active: bool,
    place: Place,
) {
    let colours = palette(ui.visuals());
    let rect = place.rect;
    let id = egui::Id::unique(("row", view.id));
    // Rows are gone through with Ctrl+Up and Ctrl+Down; Tab goes to the next panel.
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| {
        let label = format!(
            "{}, {}: {} {}",
            view.number,
            view.state.name(),
            view.target,
            view.source
        );
        egui::WidgetInfo::selected(egui::Role::Row, true, is_active, label)
    });
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, 0.0, colours.hover.gamma_multiply(0.45));
    }
    separator(ui, view, place);
    gutter(ui, view, place, cx.settings.lettering.target_size);
    findings::mark(ui, cx, view, place, cx.settings.lettering.target_size);
    let ink = if view.is_for_translation() {
        colours.text
    } else {
        colours.muted
    };
    let top = place.text_top(view);
    let marks = cx.settings.show_marks;
    let lettering = cx.settings.lettering;
    draw(
        ui,
        view.source,
        &text::source(view.is_heading, lettering),
        pos2(place.columns.source.min, top),
        place.columns.source_width(),
        ink,
        &source_chips(view.source),
        marks,
        cx.looked_for,
    );
    let target_top = remark(ui, cx, view, place).map_or(top, |height| top + height);
    draw(
        ui,
        view.target,
        &text::target(view.is_heading, lettering),
        pos2(place.columns.target.min, target_top),
        place.columns.target_width(),
        ink,
        &target_chips(view.target, view.source),
        marks,
        cx.looked_for,
    );
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        let pane = if place.columns.source.contains(at.x) || !view.is_for_translation() {
            Pane::Source
        } else {
            Pane::Target
        };
        cx.ask(Ask::Activate {
            segment: view.id,
            pane,
            at: Some(at),
        });
    }
}

#[expect(clippy::too_many_arguments, reason = "all of it is one text")]
fn draw(
    ui: &Ui,
    text: &str,
    style: &ParagraphStyle,
    corner: Pos2,
    width: f32,
    ink: Color32,
    chips: &[Chip],
    marks: bool,
    looked_for: &str,
) {
    let fit = Fit::Wrap { width, focus: 0 };
    let extras = Extras {
        chips,
        marks,
        ..Extras::default()
    };
    let set = TextEngine::of(ui.ctx()).set_with(ui.ctx(), text, style, fit, &extras);
    let origin = set.snap(corner);
    for range in occurrences(text, looked_for) {
        for rect in set.rects(origin, range) {
            ui.painter()
                .rect_filled(rect, 2.0, palette(ui.visuals()).found);
        }
    }
    set.paint(ui.painter(), origin, ink);
    let colours = chip_colours(palette(ui.visuals()));
    paint_chips(ui.painter(), &set, origin, chips, colours);
}

/// The thin line over a row; between paragraphs it reaches through the gutter.
pub fn separator(ui: &Ui, view: &RowView<'_>, place: Place) {
    if view.number == 1 {
        return;
    }
    let colours = palette(ui.visuals());
    let left = if view.starts_paragraph {
        place.rect.left()
    } else {
        place.columns.gutter.max
    };
    let y = ui.painter().round_to_pixel_center(place.rect.top());
    let stroke = Stroke::new(size::LINE, colours.line);
    ui.painter().hline(left..=place.rect.right(), y, stroke);
}

/// Number, glyph and bar at the edge.
pub fn gutter(ui: &Ui, view: &RowView<'_>, place: Place, letters: f32) {
    let colours = palette(ui.visuals());
    let painter = ui.painter();
    let first_line = place.text_top(view) + letters * size::TARGET_LEADING / 2.0 + 1.0;
    painter.text(
        pos2(place.columns.gutter.min + 30.0, first_line),
        Align2::RIGHT_CENTER,
        view.number.to_string(),
        FontId::proportional(size::SMALL),
        colours.muted,
    );
    let glyph = pos2(place.columns.gutter.min + 40.0, first_line);
    paint::state_glyph(painter, glyph, view.state, colours);
    let bar = Rect::from_min_max(
        pos2(place.rect.left(), place.rect.top() + 1.0),
        pos2(place.rect.left() + size::STATE_BAR, place.rect.bottom()),
    );
    if view.state != RowState::Untranslated {
        painter.rect_filled(bar, 0.0, paint::state_colour(view.state, colours));
    }
}

/// The switch of a row that is not for translation, or that was switched on by hand. Gives its
/// height.
pub fn remark(
    ui: &mut Ui,
    cx: &mut ViewContext<'_>,
    view: &RowView<'_>,
    place: Place,
) -> Option<f32> {
    if view.kind.is_none() && view.is_for_translation() {
        return None;
    }
    let colours = palette(ui.visuals());
    let column = place.columns.target;
    let top = place.text_top(view);
    let rect = Rect::from_min_size(pos2(column.min, top), vec2(column.span(), REMARK - 4.0));
    let builder = UiBuilder::new()
        .id_salt(("remark", view.id))
        .max_rect(rect)
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    let mut child = ui.new_child(builder);
    let name = format!("Translate segment {}", view.number);
    if paint::switch(&mut child, view.is_for_translation(), &name).clicked() {
        cx.command(DocumentCommand::SetForTranslation {
            segment: view.id,
            on: !view.is_for_translation(),
        });
    }
    let text = match (view.kind, view.is_for_translation()) {
        (Some(kind), false) => format!("{kind}, not for translation"),
        (Some(kind), true) => format!("{kind}, translated all the same"),
        (None, _) => "not for translation".to_owned(),
    };
    child.label(
        egui::RichText::new(text)
            .size(size::SMALL)
            .color(colours.muted),
    );
    Some(REMARK)
}
