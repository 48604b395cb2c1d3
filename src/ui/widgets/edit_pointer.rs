//! Clicks, drags and the menu of the right button in a text being edited.

use super::bidi_edit::BidiEdit;
use super::text_engine::SetText;
use eframe::egui::{self, CursorIcon, Event, Pos2, Response, Ui, Vec2, ViewportCommand};
use turjuman::typeset::{Direction, Edit};

/// The directions a field can be given.
const DIRECTIONS: [(Option<Direction>, &str); 3] = [
    (None, "Direction of the first letter"),
    (Some(Direction::RightToLeft), "Right to left"),
    (Some(Direction::LeftToRight), "Left to right"),
];

/// Seconds between two lines while the pointer is held beyond the edge.
const GROW_EVERY: f64 = 0.05;

/// The last press of the mouse button, for counting clicks as they are pressed: a drag after a
/// double click goes on by words.
#[derive(Clone, Copy, Default)]
pub(super) struct Press {
    time: f64,
    pos: Pos2,
    count: u32,
    /// When the selection last grew under a pointer held beyond the edge.
    grown: f64,
}

impl Press {
    fn next(self, ui: &Ui, pos: Pos2) -> Self {
        let time = ui.input(|input| input.time);
        let (delay, reach) = ui.ctx().options(|options| {
            let input = &options.input_options;
            (input.max_double_click_delay, input.max_click_dist)
        });
        let again = time - self.time < delay && self.pos.distance(pos) <= reach;
        let count = if again { self.count % 3 + 1 } else { 1 };
        Self {
            time,
            pos,
            count,
            grown: time,
        }
    }

    /// Whether a selection grows though the pointer stands still: line by line, at a pace that can
    /// be read, while it is held above or below what is in view.
    fn grows(&mut self, ui: &Ui, pos: Pos2) -> bool {
        if ui.clip_rect().shrink(1.0).y_range().contains(pos.y) {
            return false;
        }
        ui.ctx().request_repaint_after_secs(GROW_EVERY as f32);
        let time = ui.input(|input| input.time);
        let due = time - self.grown >= GROW_EVERY;
        if due {
            self.grown = time;
        }
        due
    }
}

impl BidiEdit<'_> {
    pub(super) fn on_pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        text: &SetText,
        origin: Pos2,
        press: &mut Press,
    ) -> bool {
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
        }
        let Some(pos) = response.interact_pointer_pos() else {
            return false;
        };
        let at = text.to_paragraph(origin, pos);
        let paragraph = text.paragraph();
        let (pressed, shift, moved) = ui.input(|input| {
            (
                input.pointer.primary_pressed(),
                input.modifiers.shift,
                input.pointer.delta() != Vec2::ZERO,
            )
        });
        // On a slow machine press and release come in the same frame.
        if pressed && (response.is_pointer_button_down_on() || response.clicked()) {
            self.buffer.cancel_composition();
            *press = press.next(ui, pos);
            match press.count {
                1 => self.buffer.click(at.x, at.y, shift, paragraph),
                2 => self.buffer.double_click(at.x, at.y, paragraph),
                _ => self.buffer.triple_click(at.x, at.y, paragraph),
            }
        } else if response.dragged_by(egui::PointerButton::Primary)
            && (moved || press.grows(ui, pos))
        {
            self.buffer.drag(at.x, at.y, paragraph);
        } else if response.secondary_clicked() {
            let byte = paragraph.hit_test(at.x, at.y).byte;
            if !self.buffer.selection().range().contains(&byte) {
                self.buffer.click(at.x, at.y, false, paragraph);
            }
        } else {
            return false;
        }
        response.request_focus();
        true
    }

    /// Pastes the primary selection of X11 and Wayland where it is clicked.
    pub(super) fn on_middle_click(
        &mut self,
        ui: &Ui,
        response: &Response,
        text: &SetText,
        origin: Pos2,
    ) -> Option<Edit> {
        if self.read_only || !ui.is_enabled() || !response.contains_pointer() {
            return None;
        }
        let (pos, pasted) = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::MiddleClickPaste { pos, text } => Some((*pos, text.clone())),
                _ => None,
            })
        })?;
        let at = text.to_paragraph(origin, pos);
        self.buffer.click(at.x, at.y, false, text.paragraph());
        response.request_focus();
        self.buffer.paste(&pasted)
    }

    pub(super) fn context_menu(
        &mut self,
        ui: &Ui,
        response: &Response,
        direction: &mut Option<Direction>,
    ) -> Option<Edit> {
        let has_selection = !self.buffer.selection().is_caret();
        let editable = !self.read_only;
        let mut edit = None;
        response.context_menu(|menu| {
            let mut item = |enabled: bool, name: &str| {
                let clicked = menu.add_enabled(enabled, egui::Button::new(name)).clicked();
                if clicked {
                    menu.close();
                    response.request_focus();
                }
                clicked
            };
            if item(has_selection && editable, "Cut")
                && let Some((taken, done)) = self.buffer.cut()
            {
                ui.ctx().copy_text(taken);
                edit = Some(done);
            }
            if item(has_selection, "Copy") {
                ui.ctx().copy_text(self.buffer.selected_text().to_owned());
            }
            if item(editable, "Paste") {
                ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            if item(!self.buffer.text().is_empty(), "Select all") {
                self.buffer.select_all();
            }
            if self.single_line {
                menu.separator();
                for (choice, name) in DIRECTIONS {
                    if menu.radio_value(direction, choice, name).clicked() {
                        menu.close();
                        response.request_focus();
                    }
                }
            }
        });
        edit
    }
}
