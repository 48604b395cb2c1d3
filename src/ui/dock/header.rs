//! The head of a docked panel: the panels on its side, and where to put it.

use super::{DockSide, PanelKind};
use crate::ui::design_tokens::{palette, size};
use crate::ui::panels::paint;
use crate::ui::style::BOLD;
use eframe::egui::{
    Align, Button, FontFamily, FontId, Id, Layout, Rect, Response, RichText, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, vec2,
};

const HEIGHT: f32 = 26.0;
const ICON: f32 = 22.0;

/// What was asked for in the head.
pub enum Wanted {
    Front(PanelKind),
    Side(DockSide),
    Close,
}

#[derive(Clone, Copy, PartialEq)]
enum Icon {
    Side(DockSide),
    Close,
}

pub fn show(ui: &mut Ui, beside: &[PanelKind], front: PanelKind, side: DockSide) -> Option<Wanted> {
    let mut wanted = None;
    let row = vec2(ui.available_width(), HEIGHT);
    let (area, _) = ui.allocate_exact_size(row, Sense::hover());
    // Under the buttons: what is not one of them can be dragged.
    let handle = ui.interact(
        area,
        Id::unique(("dock head", front.name(), side as u8)),
        Sense::drag(),
    );
    if side != DockSide::Floating
        && handle.drag_stopped()
        && let Some(at) = ui.input(|input| input.pointer.latest_pos())
        && !ui.max_rect().expand(HEIGHT).contains(at)
    {
        wanted = Some(Wanted::Side(DockSide::Floating));
    }
    let mut child = ui.new_child(
        eframe::egui::UiBuilder::new()
            .max_rect(area)
            .layout(Layout::left_to_right(Align::Center)),
    );
    for kind in beside {
        if tab(&mut child, *kind, *kind == front, beside.len() > 1) && *kind != front {
            wanted = Some(Wanted::Front(*kind));
        }
    }
    child.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let name = front.name().to_lowercase();
        if icon(ui, Icon::Close, &format!("Close {name}"), "Close (Esc)") {
            wanted = Some(Wanted::Close);
        }
        let sides = [
            (DockSide::Floating, "Float over the window"),
            (DockSide::Below, "Dock below"),
            (DockSide::Right, "Dock at the right"),
        ];
        for (to, hint) in sides.into_iter().filter(|(to, _)| *to != side) {
            if icon(ui, Icon::Side(to), &format!("{hint}: {name}"), hint) {
                wanted = Some(Wanted::Side(to));
            }
        }
    });
    wanted
}

fn tab(ui: &mut Ui, kind: PanelKind, is_front: bool, is_one_of_several: bool) -> bool {
    let colours = palette(ui.visuals());
    let ink = if is_front {
        colours.text
    } else {
        colours.muted
    };
    let font = FontId::new(size::INTERFACE, FontFamily::Name(BOLD.into()));
    let text = RichText::new(kind.name()).font(font).color(ink);
    if !is_one_of_several {
        ui.label(text);
        return false;
    }
    ui.add(Button::selectable(is_front, text)).clicked()
}

fn icon(ui: &mut Ui, icon: Icon, label: &str, hint: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ICON, ICON), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let colours = palette(ui.visuals());
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, f32::from(size::CORNER), colours.hover);
    }
    draw(ui, icon, rect, &response);
    paint::focus_ring(ui, &response, rect);
    response.on_hover_text(hint).clicked()
}

fn draw(ui: &Ui, icon: Icon, rect: Rect, response: &Response) {
    let colours = palette(ui.visuals());
    let ink = if response.hovered() {
        colours.text
    } else {
        colours.muted
    };
    let stroke = Stroke::new(1.4, ink);
    let painter = ui.painter();
    let shape = rect.shrink(5.5);
    match icon {
        Icon::Close => {
            painter.line_segment([shape.left_top(), shape.right_bottom()], stroke);
            painter.line_segment([shape.right_top(), shape.left_bottom()], stroke);
        }
        Icon::Side(DockSide::Floating) => {
            painter.rect_stroke(shape, 1.0, stroke, StrokeKind::Middle);
            let over = Rect::from_center_size(shape.center(), shape.size() * 0.5);
            painter.rect_filled(over, 1.0, ink);
        }
        Icon::Side(side) => {
            painter.rect_stroke(shape, 1.0, stroke, StrokeKind::Middle);
            let mut part = shape;
            match side {
                DockSide::Right => part.min.x = shape.left() + shape.width() * 0.58,
                _ => part.min.y = shape.top() + shape.height() * 0.58,
            }
            painter.rect_filled(part, 0.0, ink);
        }
    }
}
