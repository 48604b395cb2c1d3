//! The bar at the right of the grid.

use crate::ui::design_tokens::palette;
use eframe::egui::{self, CornerRadius, Id, Rect, Sense, Ui, pos2, vec2};

const SHORTEST_THUMB: f32 = 28.0;

/// What the bar shows, in points of the document.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    pub place: f64,
    pub view: f64,
    pub total: f64,
}

/// Shows the bar; gives the place it was dragged or clicked to.
pub fn show(ui: &mut Ui, bar: Rect, range: Range) -> Option<f64> {
    if range.total <= range.view {
        return None;
    }
    let colours = palette(ui.visuals());
    let response = ui.interact(bar, Id::unique("grid scrollbar"), Sense::click_and_drag());
    let room = bar.height();
    let thumb = ((range.view / range.total) as f32 * room).clamp(SHORTEST_THUMB.min(room), room);
    let most = range.total - range.view;
    let track = room - thumb;
    let top = bar.top() + (range.place / most).clamp(0.0, 1.0) as f32 * track;
    let is_busy = response.hovered() || response.dragged();
    let width = if is_busy { 8.0 } else { 5.0 };
    let rect = Rect::from_min_size(
        pos2(bar.center().x - width / 2.0, top + 2.0),
        vec2(width, (thumb - 4.0).max(4.0)),
    );
    let fill = if is_busy { colours.muted } else { colours.edge };
    ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Segments"));

    // The thumb keeps hold of the point where it was taken.
    let grip = Id::unique("grid scrollbar grip");
    let pointer = response.interact_pointer_pos()?;
    if track <= 0.0 || !response.is_pointer_button_down_on() {
        return None;
    }
    let pressed = ui.input(|input| input.pointer.any_pressed());
    if pressed {
        let inside = pointer.y - top;
        let hold = if (0.0..=thumb).contains(&inside) {
            inside
        } else {
            thumb / 2.0
        };
        ui.data_mut(|data| data.insert_temp(grip, hold));
    }
    let hold = ui
        .data(|data| data.get_temp::<f32>(grip))
        .unwrap_or(thumb / 2.0);
    let share = ((pointer.y - hold - bar.top()) / track).clamp(0.0, 1.0);
    Some(f64::from(share) * most)
}
