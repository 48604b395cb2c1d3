//! Fields, buttons and remarks that dialogs are made of.

use super::Step;
use crate::ui::design_tokens::{Palette, palette, size};
use crate::ui::panels::Room;
use crate::ui::style::chip_colours;
use crate::ui::widgets::{BidiEdit, BidiEditOutput, FieldFrame, TextColors};
use eframe::egui::{self, Button, CornerRadius, Id, Key, Modifiers, RichText, Stroke, Ui, vec2};
use turjuman::typeset::{EditBuffer, ParagraphStyle};

const BUTTON_HEIGHT: f32 = 28.0;

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

pub fn colours_of(colours: &Palette) -> TextColors {
    TextColors {
        text: colours.text,
        hint: colours.muted,
        selection: colours.selection,
        caret: colours.accent,
        chip: chip_colours(colours),
    }
}

pub fn field_frame(colours: &Palette) -> FieldFrame {
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

/// Answers a cross: square, so that it is not taken for one of several choices. Ctrl+Enter is the
/// dialog's key and changes no box that has the focus.
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
        let before = *is_on;
        let is_answered =
            ui.input(|input| input.modifiers.command && input.key_pressed(Key::Enter));
        if ui.checkbox(is_on, text).changed() && is_answered {
            *is_on = before;
        }
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

/// The button that closes a dialog; a docked panel has one in its heading.
pub fn foot(ui: &mut Ui, room: Room) -> Step {
    if room.is_docked {
        return Step::Stay;
    }
    ui.add_space(10.0);
    if close_button(ui) {
        Step::Close
    } else {
        Step::Stay
    }
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
