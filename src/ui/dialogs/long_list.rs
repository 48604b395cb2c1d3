//! A list of any length, of which only the rows in view are drawn.

use crate::ui::design_tokens::{palette, size};
use crate::ui::panels::paint;
use crate::ui::widgets::{BidiLabel, Decoration};
use eframe::egui::{
    self, Color32, Id, Key, Modifiers, Rect, Response, Sense, Ui, UiBuilder, pos2, vec2,
};
use std::ops::Range;
use turjuman::typeset::ParagraphStyle;

const SCROLLBAR: f32 = 12.0;
/// Rows that a page key goes by.
const PAGE: isize = 8;

/// Where the list is.
#[derive(Default)]
pub struct LongList {
    pub selected: usize,
    /// The first row shown, and a part of it where the wheel or the bar left it between two.
    top: f64,
}

/// How many rows there are, how high each is, and how high the list is.
#[derive(Clone, Copy)]
pub struct Extent {
    pub rows: usize,
    pub row: f32,
    pub height: f32,
}

impl LongList {
    pub fn rewind(&mut self) {
        *self = Self::default();
    }

    /// Moves the selection by arrow and page keys, which a field of one line has no use for.
    /// Answers whether it moved.
    pub fn take_keys(&mut self, ui: &Ui, rows: usize) -> bool {
        let mut moved = false;
        for (key, by) in [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, PAGE),
            (Key::PageUp, -PAGE),
        ] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.selected = self.selected.saturating_add_signed(by);
                moved = true;
            }
        }
        self.selected = self.selected.min(rows.saturating_sub(1));
        moved
    }

    /// Draws the rows in view and gives which they are; `follow` brings the selected one into view.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        name: &str,
        extent: Extent,
        follow: bool,
        mut draw: impl FnMut(&mut Ui, &mut usize, usize, Rect),
    ) -> Range<usize> {
        let Extent { rows, row, height } = extent;
        let wanted = vec2(ui.available_width(), height);
        let (area, response) = ui.allocate_exact_size(wanted, Sense::hover());
        let fit = f64::from(height / row);
        self.scroll(ui, &response, extent, follow);
        let first = self.top as usize;
        let shown = first..rows.min(first + fit.ceil() as usize + 1);
        let list = Rect::from_min_max(area.min, area.max - vec2(SCROLLBAR + 4.0, 0.0));
        let mut child = ui.new_child(UiBuilder::new().id_salt((name, "rows")).max_rect(list));
        child.set_clip_rect(list.intersect(ui.clip_rect()));
        for n in shown.clone() {
            let offset = ((n as f64 - self.top) * f64::from(row)) as f32;
            let place = pos2(list.left(), list.top() + offset);
            let rect = Rect::from_min_size(place, vec2(list.width(), row - 2.0));
            draw(&mut child, &mut self.selected, n, rect);
        }
        self.show_bar(ui, name, area, extent);
        shown
    }

    /// Moves the view by the wheel, and to the selected row where that was moved.
    fn scroll(&mut self, ui: &Ui, response: &Response, extent: Extent, follow: bool) {
        let fit = f64::from(extent.height / extent.row);
        if response.contains_pointer() {
            let wheel = ui.input(|input| input.smooth_scroll_delta().y);
            self.top -= f64::from(wheel / extent.row);
        }
        if follow {
            let selected = self.selected as f64;
            self.top = self.top.clamp((selected + 1.0 - fit).max(0.0), selected);
        }
        self.top = self.top.clamp(0.0, (extent.rows as f64 - fit).max(0.0));
    }

    /// A scrollbar by rows; points would not be exact enough for a million of them.
    fn show_bar(&mut self, ui: &mut Ui, name: &str, area: Rect, extent: Extent) {
        let rows = extent.rows as f64;
        let fit = f64::from(extent.height / extent.row);
        if rows <= fit {
            return;
        }
        let colours = palette(ui.visuals());
        let track = Rect::from_min_max(pos2(area.right() - SCROLLBAR, area.top()), area.max);
        let id = Id::unique((name, "scrollbar"));
        let response = ui.interact(track, id, Sense::click_and_drag());
        let thumb = ((fit / rows) as f32 * track.height()).clamp(24.0, track.height());
        let last = rows - fit;
        let room = f64::from(track.height() - thumb).max(1.0);
        if let Some(at) = response.interact_pointer_pos()
            && (response.dragged() || response.clicked())
        {
            let part = f64::from(at.y - track.top() - thumb / 2.0) / room;
            self.top = (part * last).clamp(0.0, last);
        }
        let y = track.top() + (self.top / last * room) as f32;
        let handle = Rect::from_min_size(pos2(track.left() + 2.0, y), vec2(SCROLLBAR - 4.0, thumb));
        ui.painter().rect_filled(handle, 4.0, colours.edge);
    }
}

/// The ground of a row, which can be clicked; `label` is what is said of it.
pub fn row_ground(
    ui: &mut Ui,
    id: Id,
    rect: Rect,
    label: impl Into<String>,
    is_selected: bool,
) -> Response {
    let colours = palette(ui.visuals());
    let response = ui.interact(rect, id, Sense::click());
    let label = label.into();
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListItem, true, is_selected, &label)
    });
    if is_selected || response.hovered() {
        let fill = if is_selected {
            colours.selection
        } else {
            colours.hover
        };
        let corner = f32::from(size::CORNER);
        ui.painter().rect_filled(rect, corner, fill);
    }
    paint::focus_ring(ui, &response, rect.shrink(2.0));
    response
}

/// A text in one line inside a row.
pub fn cell(
    ui: &mut Ui,
    area: Rect,
    text: &str,
    (style, ink): (&ParagraphStyle, Color32),
    marks: &[Decoration],
) {
    let salt = (area.top() as i32, area.left() as i32, style.size as i32);
    let mut child = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(area));
    BidiLabel::new(text, style, ink)
        .decorations(marks)
        .one_line()
        .show(&mut child);
}
