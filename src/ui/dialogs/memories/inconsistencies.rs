//! The same text translated in several ways: one of them is chosen for all.

use super::listed_units::{load, provenance, state_line};
use super::unit_filters::{choose, choose_memory};
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::long_list::{Extent, LongList, cell, row_ground};
use crate::ui::dialogs::{Dialog, Step, close_button, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Button, Id, Key, Modifiers, Rect, Ui, pos2, vec2};
use std::borrow::Cow;
use std::collections::BTreeMap;
use turjuman::engine::model::MemoryId;
use turjuman::view::grouped;
use turjuman::workspace::{Inconsistencies, MemoryCommand, SameSide, Unification};

const ROW: f32 = 48.0;
const SIDES: [(SameSide, &str); 2] = [
    (SameSide::Source, "Same Arabic, different English"),
    (SameSide::Target, "Same English, different Arabic"),
];

#[derive(Default)]
pub struct InconsistenciesForm {
    memory: Option<MemoryId>,
    same: SameSide,
    /// What was looked for last.
    asked: Option<(Option<MemoryId>, SameSide)>,
    /// The variant chosen for a group.
    chosen: BTreeMap<usize, usize>,
    list: LongList,
    follow: bool,
}

impl InconsistenciesForm {
    fn search(&mut self, cx: &mut ViewContext<'_>) {
        let wanted = (self.memory, self.same);
        if self.asked.as_ref() == Some(&wanted) {
            return;
        }
        let (memory, same) = wanted;
        cx.command(MemoryCommand::FindInconsistencies { memory, same });
        self.asked = Some(wanted);
        self.chosen.clear();
        self.list.rewind();
        // The first row is a heading.
        self.list.selected = 1;
    }

    fn show_rows(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        let workspace = cx.workspace;
        let found = workspace.inconsistencies();
        let before = self.list.selected;
        let rows = found.map_or(0, Inconsistencies::rows);
        let moved = self.list.take_keys(ui, rows);
        if let Some(found) = found.filter(|_| moved) {
            self.pass_heading(found, before);
        }
        let follow = moved || std::mem::take(&mut self.follow);
        let extent = Extent {
            rows,
            row: ROW,
            height: (ui.ctx().content_rect().height() - 330.0).clamp(ROW * 3.0, 520.0),
        };
        let Some(found) = found else {
            ui.add_space(extent.height);
            return;
        };
        let chosen = &self.chosen;
        let shown = self.list.show(
            ui,
            "inconsistencies",
            extent,
            follow,
            |ui, selected, n, rect| {
                let Some((group, variant)) = found.row(n) else {
                    return;
                };
                match variant {
                    None => show_heading(ui, cx, found, (n, group), rect),
                    Some(variant) => {
                        let is_chosen = chosen.get(&group).map(|chosen| *chosen == variant);
                        show_variant(
                            ui,
                            cx,
                            (found, selected),
                            (n, group, variant),
                            (rect, is_chosen),
                        );
                    }
                }
            },
        );
        let units = shown.filter_map(|n| {
            let (group, variant) = found.row(n)?;
            found
                .group(group)
                .nth(variant.unwrap_or_default())?
                .first()
                .copied()
        });
        load(ui, cx, units);
    }

    /// Keys go from variant to variant.
    fn pass_heading(&mut self, found: &Inconsistencies, before: usize) {
        let at = self.list.selected;
        if found.row(at).is_some_and(|(_, variant)| variant.is_none()) {
            self.list.selected = if at < before && at > 0 {
                at - 1
            } else {
                at + 1
            };
        }
    }

    fn show_buttons(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        let found = cx.workspace.inconsistencies();
        let at = found.and_then(|found| found.row(self.list.selected));
        let at = at.and_then(|(group, variant)| Some((group, variant?)));
        let unit = found.zip(at).and_then(|(found, (group, variant))| {
            found.group(group).nth(variant)?.first().copied()
        });
        let is_open = at.is_some_and(|(group, _)| !self.chosen.contains_key(&group))
            && !cx.workspace.is_changing_units();
        let nowhere = ui.memory(|memory| memory.focused().is_none());
        let taken = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let mut how = None;
        if is_open && nowhere && taken(Modifiers::NONE, Key::Enter) {
            how = Some(Unification::Change);
        } else if is_open && taken(Modifiers::COMMAND, Key::Delete) {
            how = Some(Unification::Delete);
        }
        let mut opens = unit.is_some() && taken(Modifiers::NONE, Key::F2);
        ui.horizontal_wrapped(|ui| {
            let mut button = |enabled: bool, name: &str, hint: &str| {
                ui.add_enabled(enabled, Button::new(name))
                    .on_hover_text(hint)
                    .clicked()
            };
            if button(
                is_open,
                "Use for all",
                "Gives the others of the group this text (Enter)",
            ) {
                how = Some(Unification::Change);
            }
            if button(
                is_open,
                "Delete the others",
                "Keeps this one and takes the others of the group out (Ctrl+Delete)",
            ) {
                how = Some(Unification::Delete);
            }
            opens |= button(unit.is_some(), "Card…", "Shows the unit (F2)");
            let keys = "Enter uses the selected one for all, Ctrl+Delete deletes the others";
            remark(ui, keys);
        });
        if let Some(unit) = unit.filter(|_| opens) {
            cx.ask(Ask::OpenUnit(unit));
        }
        let (Some((group, variant)), Some(how)) = (at, how) else {
            return;
        };
        cx.command(MemoryCommand::Unify {
            group,
            variant,
            how,
        });
        self.chosen.insert(group, variant);
        let next = found.filter(|found| group + 1 < found.len());
        if let Some(next) = next.map(|found| found.heading(group + 1) + 1) {
            self.list.selected = next;
            self.follow = true;
        }
    }
}

impl Dialog for InconsistenciesForm {
    fn title(&self) -> Cow<'static, str> {
        "Inconsistent translations".into()
    }

    fn width(&self) -> f32 {
        size::WIDEST_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        ui.horizontal_wrapped(|ui| {
            choose(ui, "What differs", &mut self.same, &SIDES);
            choose_memory(ui, cx, &mut self.memory);
        });
        self.search(cx);
        let message = cx
            .workspace
            .inconsistencies()
            .map(|found| summary(found.len(), self.chosen.len()));
        state_line(ui, cx, message);
        self.show_rows(ui, cx);
        ui.add_space(6.0);
        self.show_buttons(ui, cx);
        ui.add_space(10.0);
        if close_button(ui) {
            Step::Close
        } else {
            Step::Stay
        }
    }
}

fn summary(groups: usize, chosen: usize) -> String {
    let groups = match groups {
        0 => return "Everything is consistent.".to_owned(),
        1 => "1 text is put in several ways".to_owned(),
        n => format!("{} texts are put in several ways", grouped(n as u64)),
    };
    match chosen {
        0 => groups,
        n => format!("{groups}, {} settled", grouped(n as u64)),
    }
}

/// What the variants of a group have in common.
fn show_heading(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    found: &Inconsistencies,
    (n, group): (usize, usize),
    rect: Rect,
) {
    let colours = palette(ui.visuals());
    if n > 0 {
        let line = eframe::egui::Stroke::new(1.0, colours.line);
        ui.painter().hline(rect.x_range(), rect.top() + 2.0, line);
    }
    let first = found
        .group(group)
        .next()
        .and_then(|units| units.first().copied());
    let Some(unit) = first.and_then(|unit| cx.workspace.listed_unit(unit)) else {
        return;
    };
    let area = Rect::from_min_max(
        pos2(rect.left() + 8.0, rect.bottom() - 32.0),
        pos2(rect.right() - 8.0, rect.bottom() - 4.0),
    );
    match found.same {
        SameSide::Source => {
            cell(
                ui,
                area,
                &unit.content.source,
                (&text::panel_source().bold(true), colours.text),
                &[],
            );
        }
        SameSide::Target => {
            cell(
                ui,
                area,
                &unit.content.target,
                (&text::panel_target().bold(true), colours.text),
                &[],
            );
        }
    }
}

fn show_variant(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    (found, selected): (&Inconsistencies, &mut usize),
    (n, group, variant): (usize, usize, usize),
    (rect, is_chosen): (Rect, Option<bool>),
) {
    let colours = palette(ui.visuals());
    let units = found.group(group).nth(variant).unwrap_or_default();
    let unit = units
        .first()
        .and_then(|unit| cx.workspace.listed_unit(*unit));
    let shown = unit.map(|unit| match found.same {
        SameSide::Source => (&unit.content.target, text::panel_target()),
        SameSide::Target => (&unit.content.source, text::panel_source()),
    });
    let label = shown.as_ref().map_or("…".to_owned(), |(text, _)| {
        format!("{text}, × {}", units.len())
    });
    let response = row_ground(ui, Id::unique(("variant", n)), rect, label, n == *selected);
    if response.clicked() || response.gained_focus() {
        *selected = n;
    }
    let (Some(unit), Some((words, style))) = (unit, shown) else {
        return;
    };
    let (ink, settled) = match is_chosen {
        None => (colours.text, ""),
        Some(true) => (colours.confirmed, "chosen · "),
        Some(false) => (colours.muted, "not chosen · "),
    };
    let area = rect.shrink2(vec2(8.0, 2.0));
    let indented = area.left() + 18.0;
    let line = |top: f32, height: f32| {
        let top = area.top() + top;
        Rect::from_min_max(pos2(indented, top), pos2(area.right(), top + height))
    };
    cell(ui, line(0.0, 26.0), words, (&style, ink), &[]);
    let remark = format!(
        "{settled}× {} · {}",
        grouped(units.len() as u64),
        provenance(unit)
    );
    cell(
        ui,
        line(25.0, 19.0),
        &remark,
        (&text::small(), colours.muted),
        &[],
    );
}
