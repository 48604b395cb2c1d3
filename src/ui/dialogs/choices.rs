//! Boxes of choices whose values may be Arabic, which only our own labels can show.

use super::name_widget;
use crate::ui::design_tokens::palette;
use crate::ui::text;
use eframe::egui::{Button, ComboBox, Rect, Ui, UiBuilder, vec2};

const LINE: f32 = 24.0;
const WIDEST_LIST: f32 = 220.0;

/// One of several values, or none of them, which `none` names. `label` is told to screen readers.
/// Answers whether another was chosen.
pub(super) fn choose_value<T: Clone + PartialEq>(
    ui: &mut Ui,
    label: &str,
    none: Option<&str>,
    value: &mut Option<T>,
    all: &[(T, String)],
    width: f32,
) -> bool {
    let before = value.clone();
    let combo = ComboBox::from_id_salt(label)
        .width(width)
        .selected_text(" ");
    let response = combo.show_ui(ui, |ui| {
        ui.set_min_width(width.max(WIDEST_LIST));
        let named = all.iter().map(|(one, name)| (Some(one), name.as_str()));
        let choices = none.map(|none| (None, none)).into_iter().chain(named);
        for (n, (one, name)) in choices.enumerate() {
            let is_on = value.as_ref() == one;
            let button = Button::selectable(is_on, " ").min_size(vec2(ui.available_width(), LINE));
            let choice = ui.add(button);
            name_widget(&choice, name);
            show_name(ui, n + 1, name, choice.rect.shrink2(vec2(6.0, 3.0)));
            if choice.clicked() {
                *value = one.cloned();
                ui.close();
            }
        }
    });
    let chosen = value
        .as_ref()
        .and_then(|value| all.iter().find(|(one, _)| one == value));
    let shown = chosen.map_or(none.unwrap_or_default(), |(_, name)| name);
    name_widget(&response.response, &format!("{label}: {shown}"));
    let mut area = response.response.rect.shrink2(vec2(8.0, 2.0));
    area.max.x -= 18.0;
    show_name(ui, 0, shown, area);
    *value != before
}

fn show_name(ui: &mut Ui, n: usize, name: &str, area: Rect) {
    let colours = palette(ui.visuals());
    let builder = UiBuilder::new().id_salt(("choice", n)).max_rect(area);
    let mut child = ui.new_child(builder);
    text::line(&mut child, name, &text::interface(), colours.text);
}
