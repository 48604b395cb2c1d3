//! Finds every action by its name.

use crate::ui::actions::{Action, describe};
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::{Dialog, Step, field};
use crate::ui::panels::{ViewContext, paint};
use crate::ui::text;
use eframe::egui::{
    self, Align2, CornerRadius, FontId, Id, Key, Modifiers, ScrollArea, Sense, Ui, vec2,
};
use std::borrow::Cow;
use turjuman::typeset::EditBuffer;
use turjuman::workspace::{Workspace, search_key};

const ROW: f32 = 30.0;

pub struct CommandPalette {
    query: EditBuffer,
    chosen: usize,
    is_new: bool,
}

impl CommandPalette {
    pub fn new() -> Self {
        Self {
            query: EditBuffer::single_line(""),
            chosen: 0,
            is_new: true,
        }
    }
}

impl Dialog for CommandPalette {
    fn title(&self) -> Cow<'static, str> {
        "".into()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let width = ui.available_width();
        let arrows = arrow_keys(ui);
        let shown = field(
            ui,
            Id::unique("palette field"),
            &mut self.query,
            &text::either(),
            "Search actions",
            "What do you want to do?",
            width,
        );
        // Always: keys go nowhere else while the palette is open.
        shown.response.request_focus();
        if !shown.edits.is_empty() {
            self.chosen = 0;
        }
        let found = search(self.query.text(), cx.workspace);
        let last = found.len().saturating_sub(1);
        let moved = self.chosen.saturating_add_signed(arrows).min(last);
        let has_moved = moved != self.chosen || std::mem::take(&mut self.is_new);
        self.chosen = moved;
        ui.add_space(6.0);
        let mut picked = shown
            .submitted
            .then(|| found.get(self.chosen).copied())
            .flatten();
        ScrollArea::vertical()
            .max_height(ROW * 11.0)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (at, action) in found.iter().enumerate() {
                    let is_chosen = at == self.chosen;
                    let response = row(ui, *action, is_chosen, cx.workspace);
                    if is_chosen && has_moved {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        picked = Some(*action);
                    }
                }
                if found.is_empty() {
                    paint::empty_state(ui, "No action is called like that.");
                }
            });
        match picked {
            Some(action) => {
                cx.act(action);
                Step::Close
            }
            None => Step::Stay,
        }
    }
}

/// How far the arrow keys move the choice.
fn arrow_keys(ui: &Ui) -> isize {
    ui.input_mut(|input| {
        let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
        let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
        isize::try_from(down).unwrap_or(0) - isize::try_from(up).unwrap_or(0)
    })
}

/// What can be done now and fits the query, what fits best first.
fn search(query: &str, workspace: &Workspace) -> Vec<Action> {
    let query = search_key(query);
    let mut found: Vec<(Fitness, Action)> = Action::all()
        .filter(|action| *action != Action::CommandPalette)
        .filter(|action| action.is_enabled(workspace))
        .filter_map(|action| Some((rank(&query, action)?, action)))
        .collect();
    found.sort_by_key(|(fitness, _)| *fitness);
    found.into_iter().map(|(_, action)| action).collect()
}

/// How well a name fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fitness {
    /// The name begins with the query.
    Begins,
    /// Each word of the query begins a word of the name.
    Words,
    /// The same with menu and explanation.
    Explanation,
}

fn rank(query: &str, action: Action) -> Option<Fitness> {
    let facts = action.facts();
    let name = search_key(&facts.text);
    let menu = facts.menu.name().to_lowercase();
    let all = format!("{name} {menu} {}", search_key(&facts.tooltip));
    let has_words = |text: &str| {
        let begins = |word: &str| text.split_whitespace().any(|known| known.starts_with(word));
        query.split_whitespace().all(begins)
    };
    if name.starts_with(query) {
        Some(Fitness::Begins)
    } else if has_words(&name) {
        Some(Fitness::Words)
    } else {
        has_words(&all).then_some(Fitness::Explanation)
    }
}

fn row(ui: &mut Ui, action: Action, is_chosen: bool, workspace: &Workspace) -> egui::Response {
    let colours = palette(ui.visuals());
    let facts = action.facts();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::MenuItem, true, is_chosen, &facts.text)
    });
    if is_chosen || response.hovered() {
        let fill = if is_chosen {
            colours.selection
        } else {
            colours.hover
        };
        ui.painter()
            .rect_filled(rect, CornerRadius::same(size::CORNER), fill);
    }
    let painter = ui.painter();
    let font = FontId::proportional(size::INTERFACE);
    let name = painter.text(
        rect.left_center() + vec2(10.0, 0.0),
        Align2::LEFT_CENTER,
        action.name(workspace),
        font,
        colours.text,
    );
    let small = FontId::proportional(size::SMALL);
    painter.text(
        name.right_center() + vec2(10.0, 0.0),
        Align2::LEFT_CENTER,
        facts.menu.name(),
        small.clone(),
        colours.muted,
    );
    if let Some(keys) = facts.shortcuts.first() {
        painter.text(
            rect.right_center() - vec2(10.0, 0.0),
            Align2::RIGHT_CENTER,
            describe(*keys),
            small,
            colours.muted,
        );
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_name_are_found_in_any_order() {
        let cases = [
            ("conf", Action::Confirm, Some(Fitness::Begins)),
            ("go on conf", Action::Confirm, Some(Fitness::Words)),
            ("copy html", Action::CopyEnglish, Some(Fitness::Explanation)),
            ("theme dark", Action::DarkTheme, Some(Fitness::Words)),
            ("", Action::Undo, Some(Fitness::Begins)),
            ("zebra", Action::Undo, None),
        ];
        for (query, action, expected) in cases {
            assert_eq!(rank(query, action), expected, "{query:?} for {action:?}");
        }
    }
}
