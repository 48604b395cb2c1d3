//! What is in a memory: units, words, and who made them when.

use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::long_list::cell;
use crate::ui::dialogs::{Dialog, Step, caption, close_button, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Rect, ScrollArea, Sense, Ui, pos2, vec2};
use std::borrow::Cow;
use std::time::Duration;
use turjuman::engine::model::MemoryId;
use turjuman::view::{ShareLine, ShareList, StatisticsView, memory_statistics};
use turjuman::workspace::CoreCommand;

const LINE: f32 = 20.0;
/// What the number of units takes at the right.
const NUMBER: f32 = 74.0;

pub struct MemoryStatisticsForm {
    memory: MemoryId,
    name: String,
    /// `None` while it is counted.
    view: Option<StatisticsView>,
}

impl MemoryStatisticsForm {
    pub fn new(memory: MemoryId, name: String) -> Self {
        Self {
            memory,
            name,
            view: None,
        }
    }
}

impl Dialog for MemoryStatisticsForm {
    fn title(&self) -> Cow<'static, str> {
        "Statistics of a memory".into()
    }

    fn width(&self) -> f32 {
        size::WIDE_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let colours = palette(ui.visuals());
        text::label(ui, &self.name, &text::panel_target(), colours.text);
        if self.view.is_none() {
            let counted = cx.workspace.memory_statistics(self.memory);
            self.view = counted.map(memory_statistics);
        }
        match &self.view {
            Some(view) => show(ui, view),
            None => wait(ui, cx),
        }
        ui.add_space(10.0);
        if close_button(ui) {
            if self.view.is_none() {
                cx.command(CoreCommand::CancelJobs);
            }
            return Step::Close;
        }
        Step::Stay
    }
}

fn wait(ui: &mut Ui, cx: &ViewContext<'_>) {
    ui.ctx().request_repaint_after(Duration::from_millis(50));
    let progress = cx.workspace.counting_progress();
    match progress.filter(|(_, total)| *total > 0) {
        Some((done, total)) => remark(ui, &format!("Counting … {} %", done * 100 / total)),
        None => remark(ui, "Counting …"),
    }
}

fn show(ui: &mut Ui, view: &StatisticsView) {
    let colours = palette(ui.visuals());
    ui.add_space(4.0);
    for (name, value) in &view.totals {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
        let (names, values) = rect.split_left_right_at_x(rect.left() + 120.0);
        cell(ui, names, name, (&text::small(), colours.muted), &[]);
        cell(ui, values, value, (&text::interface(), colours.text), &[]);
    }
    let height = (ui.ctx().content_rect().height() - 330.0).max(100.0);
    // The dialog was low while it was counted; it may grow.
    let lists = ScrollArea::vertical().max_height(height);
    lists.min_scrolled_height(height).show(ui, |ui| {
        ui.columns(2, |columns| {
            for (n, list) in view.lists.iter().enumerate() {
                if let Some(column) = columns.get_mut(n % 2) {
                    show_list(column, list);
                }
            }
        });
    });
}

fn show_list(ui: &mut Ui, list: &ShareList) {
    ui.add_space(6.0);
    caption(ui, list.title);
    ui.spacing_mut().item_spacing.y = 2.0;
    for line in &list.lines {
        show_line(ui, line);
    }
}

/// The name over a bar that is as long as its part, the number at the right.
fn show_line(ui: &mut Ui, line: &ShareLine) {
    let colours = palette(ui.visuals());
    let wanted = vec2(ui.available_width() - 14.0, LINE);
    let (rect, _) = ui.allocate_exact_size(wanted, Sense::hover());
    let bars = rect.width() - NUMBER - 8.0;
    let bar = Rect::from_min_size(rect.min, vec2((bars * line.part).max(2.0), LINE));
    ui.painter().rect_filled(bar, 3.0, colours.selection);
    let name = Rect::from_min_max(
        pos2(rect.left() + 6.0, rect.top() + 1.0),
        pos2(rect.right() - NUMBER, rect.bottom()),
    );
    let number = Rect::from_min_max(pos2(rect.right() - NUMBER, rect.top() + 1.0), rect.max);
    cell(ui, name, &line.name, (&text::small(), colours.text), &[]);
    cell(
        ui,
        number,
        &line.units,
        (&text::small(), colours.muted),
        &[],
    );
}
