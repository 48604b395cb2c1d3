//! Searching and replacing in the memories: every change is looked at before it is made.

use super::listed_units::{load, provenance, state_line};
use super::unit_filters::{UnitFilters, choose};
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::long_list::{Extent, LongList, cell, row_ground};
use crate::ui::dialogs::{Dialog, Step, buttons, caption, checkbox, field, focus_once, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use crate::ui::widgets::{Decoration, Mark};
use eframe::egui::{Checkbox, Id, Key, Modifiers, Rect, Ui, pos2, vec2};
use std::borrow::Cow;
use std::collections::BTreeSet;
use turjuman::engine::model::UnitId;
use turjuman::typeset::EditBuffer;
use turjuman::view::grouped;
use turjuman::workspace::{
    ListedUnit, MemoryCommand, ReplaceRequest, ReplaceRule, Replaced, Replacements, excerpt,
};

const ROW: f32 = 78.0;
/// What the tick of a row takes.
const TICK: f32 = 30.0;
const SIDES: [(bool, &str); 2] = [(false, "In the English"), (true, "In the Arabic")];

pub struct ReplaceForm {
    find: EditBuffer,
    replace: EditBuffer,
    is_regex: bool,
    match_case: bool,
    whole_words: bool,
    in_source: bool,
    filters: UnitFilters,
    /// What was looked for last.
    asked: Option<ReplaceRequest>,
    problem: Option<String>,
    /// Units in which nothing is to be replaced.
    left_out: BTreeSet<UnitId>,
    list: LongList,
    is_new: bool,
}

impl ReplaceForm {
    pub fn new(find: &str) -> Self {
        let mut find = EditBuffer::single_line(find.trim());
        find.select_all();
        Self {
            find,
            replace: EditBuffer::single_line(""),
            is_regex: false,
            match_case: false,
            whole_words: false,
            in_source: false,
            filters: UnitFilters::new(false),
            asked: None,
            problem: None,
            left_out: BTreeSet::new(),
            list: LongList::default(),
            is_new: true,
        }
    }

    fn show_fields(&mut self, ui: &mut Ui) {
        let hint = if self.is_regex {
            "$1 is the first group"
        } else {
            "nothing: what is found is deleted"
        };
        let fields = [
            (&mut self.find, "Look for", "Text to look for", ""),
            (&mut self.replace, "Replace by", "Replacement", hint),
        ];
        let is_new = &mut self.is_new;
        ui.columns(2, |columns| {
            for (ui, (buffer, heading, label, hint)) in columns.iter_mut().zip(fields) {
                caption(ui, heading);
                let (id, either) = (Id::unique(("replace", label)), text::either());
                let width = ui.available_width();
                let shown = field(ui, id, buffer, &either, label, hint, width);
                focus_once(&shown, is_new);
            }
        });
    }

    fn show_choices(&mut self, ui: &mut Ui, cx: &ViewContext<'_>) {
        ui.horizontal_wrapped(|ui| {
            choose(ui, "Where to replace", &mut self.in_source, &SIDES);
            checkbox(ui, &mut self.match_case, "Match case");
            checkbox(ui, &mut self.whole_words, "Whole words");
            checkbox(ui, &mut self.is_regex, "Regular expression");
            self.filters.show_choices(ui, cx);
        });
        self.filters.show_fields(ui);
    }

    fn request(&self) -> ReplaceRequest {
        ReplaceRequest {
            rule: ReplaceRule {
                find: self.find.text().to_owned(),
                replace: self.replace.text().to_owned(),
                is_regex: self.is_regex,
                match_case: self.match_case,
                whole_words: self.whole_words,
            },
            in_source: self.in_source,
            filter: self.filters.filter(),
        }
    }

    /// Looks as soon as something else is asked for.
    fn search(&mut self, cx: &mut ViewContext<'_>) {
        let request = self.request();
        if request.rule.find.is_empty() || self.asked.as_ref() == Some(&request) {
            return;
        }
        self.problem = request.check().err().map(|error| error.to_string());
        if self.problem.is_none() {
            cx.command(MemoryCommand::FindReplacements(request.clone()));
            self.left_out.clear();
            self.list.rewind();
        }
        self.asked = Some(request);
    }

    fn take_keys(&mut self, ui: &Ui, cx: &mut ViewContext<'_>) {
        let found = cx.workspace.replacements();
        let Some(unit) = found.and_then(|found| found.unit(self.list.selected)) else {
            return;
        };
        let taken = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if taken(Modifiers::ALT, Key::X) && !self.left_out.remove(&unit) {
            self.left_out.insert(unit);
        }
        if taken(Modifiers::NONE, Key::F2) {
            cx.ask(Ask::OpenUnit(unit));
        }
    }

    fn show_rows(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>, follow: bool) {
        let workspace = cx.workspace;
        let found = workspace.replacements().filter(|_| self.problem.is_none());
        let used = if self.filters.are_on { 430.0 } else { 390.0 };
        let extent = Extent {
            rows: found.map_or(0, Replacements::len),
            row: ROW,
            height: (ui.ctx().content_rect().height() - used).clamp(ROW * 2.0, 520.0),
        };
        let Some(found) = found else {
            ui.add_space(extent.height);
            return;
        };
        let left_out = &mut self.left_out;
        let shown = self.list.show(
            ui,
            "replacements",
            extent,
            follow,
            |ui, selected, n, rect| {
                show_row(ui, cx, (selected, left_out), found, (n, rect));
            },
        );
        load(ui, cx, shown.filter_map(|n| found.unit(n)));
    }
}

impl Dialog for ReplaceForm {
    fn title(&self) -> Cow<'static, str> {
        "Replace in memories".into()
    }

    fn width(&self) -> f32 {
        size::WIDEST_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let rows = cx.workspace.replacements().map_or(0, Replacements::len);
        let follow = self.list.take_keys(ui, rows);
        self.take_keys(ui, cx);
        self.show_fields(ui);
        self.show_choices(ui, cx);
        self.search(cx);
        match &self.problem {
            Some(problem) => {
                let colours = palette(ui.visuals());
                text::line(ui, problem, &text::small(), colours.wrong);
            }
            None if self.asked.is_none() => {
                remark(ui, "What changes is shown before it is changed.")
            }
            None => {
                let found = cx.workspace.replacements();
                let message = found.map(|found| summary(found.len(), self.left_out.len()));
                state_line(ui, cx, message);
            }
        }
        self.show_rows(ui, cx, follow);
        remark(
            ui,
            "Alt+X takes the tick off the selected row or puts it back, F2 shows its unit.",
        );
        let found = cx.workspace.replacements().map_or(0, Replacements::len);
        let count = found.saturating_sub(self.left_out.len());
        let can_replace = count > 0 && !cx.workspace.is_changing_units();
        let (done, cancelled) = buttons(ui, can_replace, "Replace");
        if done && can_replace {
            let left_out = std::mem::take(&mut self.left_out);
            cx.command(MemoryCommand::Replace { left_out });
        }
        if done || cancelled {
            Step::Close
        } else {
            Step::Stay
        }
    }
}

fn summary(found: usize, left_out: usize) -> String {
    match (found, found.saturating_sub(left_out)) {
        (0, _) => "Nothing is found.".to_owned(),
        (_, 0) => "Nothing is ticked.".to_owned(),
        (1, _) => "1 unit would change".to_owned(),
        (n, m) if n == m => format!("{} units would change", grouped(n as u64)),
        (n, m) => format!(
            "{} of {} units would change",
            grouped(m as u64),
            grouped(n as u64)
        ),
    }
}

fn show_row(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    (selected, left_out): (&mut usize, &mut BTreeSet<UnitId>),
    found: &Replacements,
    (n, rect): (usize, Rect),
) {
    let Some(id) = found.unit(n) else { return };
    let unit = cx.workspace.listed_unit(id);
    let preview = unit.and_then(|unit| found.preview(&unit.content));
    let label = preview
        .as_ref()
        .map_or("…", |preview| preview.text.as_str());
    let ground = Rect::from_min_max(pos2(rect.left() + TICK, rect.top()), rect.max);
    let response = row_ground(
        ui,
        Id::unique(("replacement", n)),
        ground,
        label,
        n == *selected,
    );
    if response.clicked() || response.gained_focus() {
        *selected = n;
    }
    let mut is_on = !left_out.contains(&id);
    let tick = Rect::from_min_size(pos2(rect.left(), rect.top() + 4.0), vec2(TICK - 4.0, 24.0));
    if ui.put(tick, Checkbox::without_text(&mut is_on)).changed() && !left_out.remove(&id) {
        left_out.insert(id);
    }
    if let (Some(unit), Some(preview)) = (unit, preview) {
        show_change(
            ui,
            found,
            unit,
            &preview,
            (ground.shrink2(vec2(8.0, 3.0)), is_on),
        );
    }
}

/// The text before over the text after, what changes tinted in both.
fn show_change(
    ui: &mut Ui,
    found: &Replacements,
    unit: &ListedUnit,
    preview: &Replaced,
    (area, is_on): (Rect, bool),
) {
    let colours = palette(ui.visuals());
    let (old, style) = if found.is_in_source() {
        (&unit.content.source, text::panel_source())
    } else {
        (&unit.content.target, text::panel_target())
    };
    let ink = if is_on { colours.text } else { colours.muted };
    // About so many letters fit on either side of a word in the middle.
    let letters = (area.width() / 16.0) as usize;
    let before = excerpt(old, &preview.before, letters);
    let after = excerpt(&preview.text, &preview.after, letters);
    let line = |top: f32, height: f32| {
        let top = area.top() + top;
        Rect::from_min_max(pos2(area.left(), top), pos2(area.right(), top + height))
    };
    let marks = |hits: &[std::ops::Range<usize>], mark, colour| -> Vec<Decoration> {
        let marked = hits.iter().cloned();
        marked
            .map(|range| Decoration::new(range, mark, colour))
            .collect()
    };
    let mut gone = marks(&before.hits, Mark::Background, colours.wrong_tint);
    gone.extend(marks(&before.hits, Mark::StrikeThrough, colours.deleted));
    let come = marks(&after.hits, Mark::Background, colours.term_tint);
    cell(
        ui,
        line(0.0, 25.0),
        &before.text,
        (&style, colours.muted),
        &gone,
    );
    cell(ui, line(25.0, 25.0), &after.text, (&style, ink), &come);
    cell(
        ui,
        line(51.0, 20.0),
        &provenance(unit),
        (&text::small(), colours.muted),
        &[],
    );
}
