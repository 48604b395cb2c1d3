//! The rows of the list of terms and their heading, drawn as far as they are in view.

use crate::ui::design_tokens::{Palette, palette, size};
use crate::ui::panels::{ViewContext, paint};
use crate::ui::text;
use crate::ui::widgets::{BidiLabel, Decoration, Mark};
use eframe::egui::{
    self, Align2, Color32, FontId, Id, Modifiers, Pos2, Rect, ScrollArea, Sense, Ui, UiBuilder,
    pos2, vec2,
};
use turjuman::engine::model::TermId;
use turjuman::typeset::ParagraphStyle;
use turjuman::view::{TermRow, term_row};
use turjuman::workspace::{TermColumn, TermQuery};

const ROW: f32 = 32.0;
const SPACE: f32 = 2.0;
const HEADING: f32 = 22.0;
const SCROLLBAR: f32 = 14.0;
const GAP: f32 = 12.0;
/// Between Arabic, which stands at the right of its column, and what comes after it.
const WIDE_GAP: f32 = 30.0;
/// Half the width of the triangle beside the column that sorts.
const ARROW: f32 = 4.0;

/// Columns with their names and their parts of the width; the two languages can be swapped.
const COLUMNS: [(TermColumn, &str, f32); 6] = [
    (TermColumn::Translation, "English", 0.30),
    (TermColumn::Source, "Arabic", 0.24),
    (TermColumn::Domain, "Domain", 0.14),
    (TermColumn::PartOfSpeech, "Part of speech", 0.11),
    (TermColumn::Termbase, "Termbase", 0.11),
    (TermColumn::Changed, "Changed", 0.10),
];

/// What was done to the rows with the mouse.
pub(super) enum Touched {
    Chosen { row: usize, modifiers: Modifiers },
    Opened { row: usize },
}

/// The columns as they stand in an area, from left to right.
fn columns(area: Rect, swap: bool) -> [(TermColumn, &'static str, Rect); 6] {
    let mut order = COLUMNS;
    if swap {
        order.swap(0, 1);
    }
    let mut left = area.left();
    order.map(|(column, name, part)| {
        let right = left + area.width() * part;
        let gap = if column == TermColumn::Source {
            WIDE_GAP
        } else {
            GAP
        };
        let cell = Rect::from_min_max(pos2(left, area.top()), pos2(right - gap, area.bottom()));
        left = right;
        (column, name, cell)
    })
}

/// The names of the columns; a click sorts by one, a second one turns the order.
pub(super) fn heading(ui: &mut Ui, query: &mut TermQuery, swap: bool) {
    let colours = palette(ui.visuals());
    let wanted = vec2(ui.available_width() - SCROLLBAR, HEADING);
    let (area, _) = ui.allocate_exact_size(wanted, Sense::hover());
    for (column, name, cell) in columns(area.shrink2(vec2(8.0, 0.0)), swap) {
        let response = ui.interact(cell, Id::unique(("terms by", name)), Sense::click());
        let is_on = query.sort == Some(column);
        response.widget_info(|| {
            let label = format!("Sort by {name}");
            egui::WidgetInfo::selected(egui::Role::Button, true, is_on, label)
        });
        let ink = if is_on || response.hovered() {
            colours.text
        } else {
            colours.muted
        };
        let is_arabic = column == TermColumn::Source;
        let (place, align) = if is_arabic {
            (cell.right_center(), Align2::RIGHT_CENTER)
        } else {
            (cell.left_center(), Align2::LEFT_CENTER)
        };
        let font = FontId::proportional(size::SMALL);
        let text = ui.painter().text(place, align, name, font, ink);
        if is_on {
            let x = if is_arabic {
                text.left() - ARROW * 2.0
            } else {
                text.right() + ARROW * 2.0
            };
            arrow(ui, pos2(x, text.center().y), query.descending, ink);
        }
        paint::focus_ring(ui, &response, cell);
        if response.clicked() {
            // The newest changes are what one looks for first.
            let first = column == TermColumn::Changed;
            query.descending = if is_on { !query.descending } else { first };
            query.sort = Some(column);
        }
    }
    let line = egui::Stroke::new(size::LINE, colours.line);
    ui.painter().hline(area.x_range(), area.bottom(), line);
}

/// A triangle that points where the order leads.
fn arrow(ui: &Ui, centre: Pos2, down: bool, ink: Color32) {
    let way = if down { ARROW } else { -ARROW };
    let corner = |x: f32, y: f32| centre + vec2(x, y);
    let points = vec![
        corner(0.0, way * 0.6),
        corner(-ARROW, -way * 0.6),
        corner(ARROW, -way * 0.6),
    ];
    let shape = egui::Shape::convex_polygon(points, ink, egui::Stroke::NONE);
    ui.painter().add(shape);
}

/// Shows the rows in view; `follow` brings the row under the cursor there.
pub(super) fn show(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    height: f32,
    cursor: usize,
    follow: bool,
    is_selected: impl Fn(TermId) -> bool,
) -> Option<Touched> {
    let rows = &cx.workspace.term_list().rows;
    ui.spacing_mut().item_spacing.y = SPACE;
    let pitch = ROW + SPACE;
    let scroll_id = Id::unique("list of terms");
    let mut area = ScrollArea::vertical()
        .id_salt(scroll_id)
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false]);
    if follow {
        let top: f32 = ui.data(|data| data.get_temp(scroll_id).unwrap_or_default());
        let place = cursor as f32 * pitch;
        let lowest = (place + pitch - height).max(0.0);
        area = area.vertical_scroll_offset(top.clamp(lowest, place.max(lowest)));
    }
    let mut touched = None;
    let shown = area.show_rows(ui, ROW, rows.len(), |ui, range| {
        for at in range {
            let Some(&id) = rows.get(at) else { break };
            let wanted = vec2(ui.available_width() - SCROLLBAR, ROW);
            let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
            let Some(row) = term_row(cx.workspace, id) else {
                continue;
            };
            let is_selected = is_selected(id);
            response.widget_info(|| {
                let label = format!("{}: {}", row.entry.source, row.translations);
                egui::WidgetInfo::selected(egui::Role::ListItem, true, is_selected, label)
            });
            let look = Look {
                is_selected,
                is_cursor: at == cursor,
                is_hovered: response.hovered(),
                swap: cx.settings.swap_sides,
            };
            show_row(ui, &row, rect, look);
            if response.double_clicked() {
                touched = Some(Touched::Opened { row: at });
            } else if response.clicked() {
                let modifiers = ui.input(|input| input.modifiers);
                touched = Some(Touched::Chosen { row: at, modifiers });
            }
        }
    });
    let top = shown.state.clamped_offset().y;
    ui.data_mut(|data| data.insert_temp(scroll_id, top));
    touched
}

#[derive(Clone, Copy)]
struct Look {
    is_selected: bool,
    is_cursor: bool,
    is_hovered: bool,
    swap: bool,
}

fn show_row(ui: &mut Ui, row: &TermRow<'_>, rect: Rect, look: Look) {
    let colours = palette(ui.visuals());
    let corner = f32::from(size::CORNER);
    if look.is_selected {
        ui.painter().rect_filled(rect, corner, colours.selection);
    } else if look.is_hovered {
        ui.painter().rect_filled(rect, corner, colours.hover);
    }
    if look.is_cursor {
        let stroke = egui::Stroke::new(size::LINE, colours.accent);
        let inside = egui::StrokeKind::Inside;
        ui.painter().rect_stroke(rect, corner, stroke, inside);
    }
    for (column, _, cell) in columns(rect.shrink2(vec2(8.0, 0.0)), look.swap) {
        show_cell(ui, row, column, cell, colours);
    }
}

fn show_cell(ui: &mut Ui, row: &TermRow<'_>, column: TermColumn, cell: Rect, colours: &Palette) {
    let entry = row.entry;
    let small = text::small();
    let (shown, style, ink, height): (&str, ParagraphStyle, Color32, f32) = match column {
        TermColumn::Translation => (&row.translations, text::panel_target(), colours.text, 21.0),
        TermColumn::Source => (&entry.source, text::panel_source(), colours.text, 26.0),
        TermColumn::Domain => (&entry.domain, small, colours.muted, 18.0),
        TermColumn::PartOfSpeech => (&entry.part_of_speech, small, colours.muted, 18.0),
        TermColumn::Termbase => (row.termbase, small, colours.muted, 18.0),
        TermColumn::Changed => match row.trouble {
            Some(trouble) => (trouble, small, colours.draft, 18.0),
            None => (&row.changed, small, colours.muted, 18.0),
        },
    };
    if shown.is_empty() {
        return;
    }
    let marks: Vec<Decoration> = match column {
        TermColumn::Translation => row
            .forbidden
            .iter()
            .map(|range| Decoration::new(range.clone(), Mark::StrikeThrough, colours.wrong))
            .collect(),
        _ => Vec::new(),
    };
    let middle = cell.center().y;
    let area = Rect::from_min_max(
        pos2(cell.left(), middle - height / 2.0),
        pos2(cell.right(), middle + height / 2.0),
    );
    let builder = UiBuilder::new().id_salt((entry.id, column)).max_rect(area);
    let mut child = ui.new_child(builder);
    BidiLabel::new(shown, &style, ink)
        .decorations(&marks)
        .one_line()
        .show(&mut child);
}
