//! Units that say the same, to be merged.

use super::listed_units::{load, provenance, state_line};
use super::unit_filters::choose_memory;
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::long_list::{Extent, LongList, cell, row_ground};
use crate::ui::dialogs::{Dialog, Step, buttons, checkbox, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Checkbox, Id, Key, Modifiers, Rect, Ui, pos2, vec2};
use std::borrow::Cow;
use std::collections::BTreeSet;
use turjuman::engine::model::MemoryId;
use turjuman::view::grouped;
use turjuman::workspace::{Duplicates, MemoryCommand};

const ROW: f32 = 54.0;
/// What the tick of a row takes.
const TICK: f32 = 30.0;

#[derive(Default)]
pub struct DuplicatesForm {
    memory: Option<MemoryId>,
    exact: bool,
    /// What was looked for last.
    asked: Option<(Option<MemoryId>, bool)>,
    /// Groups that are not to be merged.
    left_out: BTreeSet<usize>,
    list: LongList,
}

impl DuplicatesForm {
    fn search(&mut self, cx: &mut ViewContext<'_>) {
        let wanted = (self.memory, self.exact);
        if self.asked.as_ref() == Some(&wanted) {
            return;
        }
        let (memory, exact) = wanted;
        cx.command(MemoryCommand::FindDuplicates { memory, exact });
        self.asked = Some(wanted);
        self.left_out.clear();
        self.list.rewind();
    }

    fn surplus(&self, found: &Duplicates) -> usize {
        let kept = self.left_out.iter();
        let left: usize = kept.map(|n| found.group(*n).len().saturating_sub(1)).sum();
        found.surplus().saturating_sub(left)
    }

    fn show_rows(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        let workspace = cx.workspace;
        let rows = workspace.duplicates().map_or(0, Duplicates::len);
        let follow = self.list.take_keys(ui, rows);
        let extent = Extent {
            rows,
            row: ROW,
            height: (ui.ctx().content_rect().height() - 340.0).clamp(ROW * 2.0, 520.0),
        };
        self.take_keys(ui, cx, rows);
        let Some(found) = workspace.duplicates() else {
            ui.add_space(extent.height);
            return;
        };
        let left_out = &mut self.left_out;
        let shown = self
            .list
            .show(ui, "duplicates", extent, follow, |ui, selected, n, rect| {
                show_row(ui, cx, (selected, left_out), found, (n, rect));
            });
        load(
            ui,
            cx,
            shown.filter_map(|n| found.group(n).first().copied()),
        );
    }

    fn take_keys(&mut self, ui: &Ui, cx: &mut ViewContext<'_>, rows: usize) {
        let selected = self.list.selected;
        let nowhere = ui.memory(|memory| memory.focused().is_none());
        let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if nowhere && rows > 0 && taken(Key::Space) && !self.left_out.remove(&selected) {
            self.left_out.insert(selected);
        }
        let kept = cx.workspace.duplicates().map(|found| found.group(selected));
        if let Some(unit) = kept.and_then(|group| group.first().copied())
            && taken(Key::F2)
        {
            cx.ask(Ask::OpenUnit(unit));
        }
    }
}

impl Dialog for DuplicatesForm {
    fn title(&self) -> Cow<'static, str> {
        "Merge duplicates".into()
    }

    fn width(&self) -> f32 {
        size::WIDEST_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        remark(
            ui,
            "Units of one memory with the same Arabic and the same English become one: the newest \
             of them. Its card keeps what the others were.",
        );
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            choose_memory(ui, cx, &mut self.memory);
            checkbox(ui, &mut self.exact, "Arabic the same to the letter");
        });
        self.search(cx);
        let found = cx.workspace.duplicates();
        let message = found.map(|found| summary(found, &self.left_out));
        state_line(ui, cx, message);
        self.show_rows(ui, cx);
        remark(
            ui,
            "Space takes the tick off a row, F2 shows the unit that is kept.",
        );
        let surplus = cx
            .workspace
            .duplicates()
            .map_or(0, |found| self.surplus(found));
        let can_merge = surplus > 0 && !cx.workspace.is_changing_units();
        let (done, cancelled) = buttons(ui, can_merge, "Merge");
        if done && can_merge {
            let left_out = std::mem::take(&mut self.left_out);
            cx.command(MemoryCommand::MergeDuplicates { left_out });
        }
        if done || cancelled {
            Step::Close
        } else {
            Step::Stay
        }
    }
}

fn summary(found: &Duplicates, left_out: &BTreeSet<usize>) -> String {
    let groups = found.len() - left_out.len();
    match (found.len(), groups) {
        (0, _) => "There are no duplicates.".to_owned(),
        (_, 0) => "Nothing is ticked.".to_owned(),
        _ => {
            let left = left_out
                .iter()
                .map(|n| found.group(*n).len().saturating_sub(1));
            let surplus = found.surplus().saturating_sub(left.sum());
            let units = if surplus == 1 { "unit" } else { "units" };
            let each = if groups == 1 { "one text" } else { "texts" };
            let groups = if groups == 1 {
                String::new()
            } else {
                format!("{} ", grouped(groups as u64))
            };
            format!(
                "{groups}{each}; merging takes {} {units} away",
                grouped(surplus as u64)
            )
        }
    }
}

fn show_row(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    (selected, left_out): (&mut usize, &mut BTreeSet<usize>),
    found: &Duplicates,
    (n, rect): (usize, Rect),
) {
    let colours = palette(ui.visuals());
    let group = found.group(n);
    let unit = group
        .first()
        .and_then(|unit| cx.workspace.listed_unit(*unit));
    let label = unit.map_or("…".to_owned(), |unit| {
        format!(
            "{}: {}, × {}",
            unit.content.target,
            unit.content.source,
            group.len()
        )
    });
    let ground = Rect::from_min_max(pos2(rect.left() + TICK, rect.top()), rect.max);
    let response = row_ground(
        ui,
        Id::unique(("duplicate", n)),
        ground,
        &label,
        n == *selected,
    );
    if response.clicked() || response.gained_focus() {
        *selected = n;
    }
    let mut is_on = !left_out.contains(&n);
    let tick = Rect::from_min_size(pos2(rect.left(), rect.top() + 4.0), vec2(TICK - 4.0, 24.0));
    if ui.put(tick, Checkbox::without_text(&mut is_on)).changed() && !left_out.remove(&n) {
        left_out.insert(n);
    }
    let Some(unit) = unit else { return };
    let ink = if is_on { colours.text } else { colours.muted };
    let area = ground.shrink2(vec2(8.0, 3.0));
    let middle = area.center().x;
    let part = |left: f32, right: f32, top: f32, height: f32| {
        let top = area.top() + top;
        Rect::from_min_max(pos2(left, top), pos2(right, top + height))
    };
    let target = part(area.left(), middle - 6.0, 3.0, 24.0);
    let source = part(middle + 6.0, area.right(), 0.0, 27.0);
    cell(
        ui,
        target,
        &unit.content.target,
        (&text::panel_target(), ink),
        &[],
    );
    cell(
        ui,
        source,
        &unit.content.source,
        (&text::panel_source(), ink),
        &[],
    );
    let remark = format!("× {} · {}", grouped(group.len() as u64), provenance(unit));
    let foot = part(area.left(), area.right(), 28.0, 20.0);
    cell(ui, foot, &remark, (&text::small(), colours.muted), &[]);
}
