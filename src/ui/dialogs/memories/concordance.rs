//! Looks for words in all units of the memories, and browses them.

use super::concordance_actions::RowAction;
use super::unit_filters::{UnitFilters, choose};
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::long_list::{Extent, LongList, row_ground};
use crate::ui::dialogs::{self, Dialog, Step, field, focus_once, from_home};
use crate::ui::dock::PanelKind;
use crate::ui::panels::ViewContext;
use crate::ui::text;
use crate::ui::widgets::{BidiLabel, Decoration, Mark};
use eframe::egui::{Button, Id, Rect, Ui, UiBuilder, pos2, vec2};
use std::borrow::Cow;
use std::ops::Range;
use std::time::Duration;
use turjuman::typeset::{EditBuffer, ParagraphStyle};
use turjuman::view::grouped;
use turjuman::workspace::{
    ConcordanceMode, ConcordanceQuery, ConcordanceRow, ConcordanceSide, Excerpt, MemoryCommand,
    date, excerpt,
};

/// Below this width source and target stand one over the other.
const SIDE_BY_SIDE: f32 = 620.0;
/// Two lines of each text, and where it is from.
const ROW: f32 = 80.0;
const STACKED_ROW: f32 = 126.0;
const SOURCE_LINES: f32 = 54.0;
const TARGET_LINES: f32 = 46.0;
/// How often a search under way is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(15);

const MODES: [(ConcordanceMode, &str); 4] = [
    (ConcordanceMode::Words, "Words"),
    (ConcordanceMode::Exact, "Exact text"),
    (ConcordanceMode::Wildcard, "Wildcards * ?"),
    (ConcordanceMode::Regex, "Regular expression"),
];
const SIDES: [(ConcordanceSide, &str); 3] = [
    (ConcordanceSide::Both, "Both languages"),
    (ConcordanceSide::Source, "Arabic"),
    (ConcordanceSide::Target, "English"),
];

pub struct ConcordanceList {
    query: EditBuffer,
    mode: ConcordanceMode,
    side: ConcordanceSide,
    filters: UnitFilters,
    /// What was looked for last.
    asked: Option<ConcordanceQuery>,
    problem: Option<String>,
    list: LongList,
    /// Where to write what was found, while that is asked.
    file: Option<EditBuffer>,
    /// What keys or the menu of a row ask for.
    row_action: Option<RowAction>,
    is_new: bool,
}

impl ConcordanceList {
    pub fn new(query: &str, shows_filters: bool) -> Self {
        let mut query = EditBuffer::single_line(query.trim());
        query.select_all();
        Self {
            query,
            mode: ConcordanceMode::default(),
            side: ConcordanceSide::default(),
            filters: UnitFilters::new(shows_filters),
            asked: None,
            problem: None,
            list: LongList::default(),
            file: None,
            row_action: None,
            is_new: true,
        }
    }

    fn show_choices(&mut self, ui: &mut Ui, cx: &ViewContext<'_>) {
        ui.horizontal_wrapped(|ui| {
            choose(ui, "How to look", &mut self.mode, &MODES);
            choose(ui, "Where to look", &mut self.side, &SIDES);
            self.filters.show_choices(ui, cx);
        });
        self.filters.show_fields(ui);
    }

    fn query(&self) -> ConcordanceQuery {
        ConcordanceQuery {
            text: self.query.text().to_owned(),
            mode: self.mode,
            side: self.side,
            filter: self.filters.filter(),
        }
    }

    /// Looks as soon as something else is asked for.
    fn search(&mut self, cx: &mut ViewContext<'_>) {
        let query = self.query();
        if self.asked.as_ref() == Some(&query) {
            return;
        }
        self.problem = query.check().err().map(|error| error.to_string());
        if self.problem.is_none() {
            cx.command(MemoryCommand::Search(query.clone()));
            self.list.rewind();
        }
        self.asked = Some(query);
    }

    fn show_count(&self, ui: &mut Ui, cx: &ViewContext<'_>) {
        let colours = palette(ui.visuals());
        let found = cx.workspace.concordance_len() as u64;
        let searching = cx.workspace.is_searching_memories();
        if searching {
            ui.ctx().request_repaint_after(LOOK_AGAIN);
        }
        let (message, colour) = match (&self.problem, found, searching) {
            (Some(problem), ..) => (problem.clone(), colours.wrong),
            (None, 0, true) => ("Looking …".to_owned(), colours.muted),
            (None, 0, false) => ("Nothing found.".to_owned(), colours.muted),
            (None, 1, false) => ("1 unit".to_owned(), colours.muted),
            (None, n, true) => (format!("{} units so far …", grouped(n)), colours.muted),
            (None, n, false) => (format!("{} units, newest first", grouped(n)), colours.muted),
        };
        text::line(ui, &message, &text::small(), colour);
    }

    fn show_rows(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>, follow: bool) {
        let is_wide = ui.available_width() >= SIDE_BY_SIDE;
        let row = if is_wide { ROW } else { STACKED_ROW };
        let used = if self.filters.are_on { 340.0 } else { 300.0 };
        let extent = Extent {
            rows: cx.workspace.concordance_len(),
            row,
            height: (cx.room.height - used).clamp(row, 560.0),
        };
        let row_action = &mut self.row_action;
        let draw = |ui: &mut Ui, selected: &mut usize, n: usize, rect: Rect| {
            show_row(ui, cx, (selected, row_action), (n, rect, is_wide));
        };
        let shown = self.list.show(ui, "concordance", extent, follow, draw);
        if !shown.is_empty() && cx.workspace.lacks_concordance_rows(&shown) {
            cx.command(MemoryCommand::ReadUnits(shown));
            ui.ctx().request_repaint_after(LOOK_AGAIN);
        }
    }

    fn show_file(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        let Some(path) = &mut self.file else { return };
        let mut is_done = false;
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 160.0).max(120.0);
            let shown = field(
                ui,
                Id::unique("concordance file"),
                path,
                &text::either(),
                "File to write (.csv, .tsv or .html)",
                "concordance.html, .csv or .tsv",
                width,
            );
            let is_named = !path.text().trim().is_empty();
            let write = ui.add_enabled(is_named, Button::new("Write")).clicked();
            if is_named && (write || shown.submitted) {
                let path = from_home(path.text());
                cx.command(MemoryCommand::ExportConcordance { path });
                is_done = true;
            }
            is_done |= ui.button("Not now").clicked();
        });
        if is_done {
            self.file = None;
        }
        ui.add_space(6.0);
    }

    fn show_buttons(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>, submitted: bool) -> Step {
        let row = cx.workspace.concordance_row(self.list.selected).cloned();
        let can_insert = row.is_some() && cx.workspace.active().is_some();
        let mut step = Step::Stay;
        let mut row_action = self.row_action.take();
        ui.horizontal_wrapped(|ui| {
            if dialogs::main_button(ui, can_insert, "Insert") || submitted {
                row_action = Some(RowAction::Insert);
            }
            ui.add_enabled_ui(row.is_some(), |ui| {
                row_action = row_action.or(RowAction::buttons(ui))
            });
            if !cx.room.is_docked && ui.button("Close").clicked() {
                step = Step::Close;
            }
        });
        let (Some(row), Some(row_action)) = (row, row_action) else {
            return step;
        };
        match row_action {
            RowAction::Insert if can_insert => {
                cx.ask(Ask::Insert(row.content.target));
                return Step::Done;
            }
            RowAction::Insert => {}
            RowAction::Copy(clip) => cx.ask(Ask::Copy(clip.text(&row.content))),
            RowAction::Open => cx.ask(Ask::OpenSegmentOf(row.unit)),
            RowAction::Card => cx.ask(Ask::OpenUnit(row.unit)),
            RowAction::Delete => cx.command(MemoryCommand::DeleteUnit(row.unit)),
            RowAction::Export => self.file = Some(EditBuffer::single_line("")),
        }
        step
    }
}

impl Dialog for ConcordanceList {
    fn title(&self) -> Cow<'static, str> {
        "Concordance".into()
    }

    fn width(&self) -> f32 {
        size::WIDEST_DIALOG
    }

    fn panel(&self) -> Option<PanelKind> {
        Some(PanelKind::Concordance)
    }

    fn take_focus(&mut self) {
        self.is_new = true;
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let rows = cx.workspace.concordance_len();
        let moved = self.list.take_keys(ui, rows);
        self.row_action = RowAction::pressed(ui);
        let width = ui.available_width();
        let shown = field(
            ui,
            Id::unique("concordance field"),
            &mut self.query,
            &text::either(),
            "Look for",
            "Words in Arabic or English; leave it empty to browse",
            width,
        );
        focus_once(&shown, &mut self.is_new);
        self.show_choices(ui, cx);
        self.search(cx);
        self.show_count(ui, cx);
        self.show_rows(ui, cx, moved);
        ui.add_space(8.0);
        self.show_file(ui, cx);
        self.show_buttons(ui, cx, shown.submitted)
    }
}

/// A row that can be selected.
fn show_row(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    (selected, row_action): (&mut usize, &mut Option<RowAction>),
    (n, rect, is_wide): (usize, Rect, bool),
) {
    let row = cx.workspace.concordance_row(n);
    let label = row.map_or("…".to_owned(), |row| {
        format!("{}: {}", row.content.target, row.content.source)
    });
    let id = Id::unique(("concordance row", n));
    let response = row_ground(ui, id, rect, label, n == *selected);
    if response.clicked() || response.secondary_clicked() || response.gained_focus() {
        *selected = n;
    }
    response.context_menu(|ui| *row_action = row_action.or(RowAction::menu(ui)));
    if let Some(row) = row {
        let swap = cx.settings.swap_sides;
        show_unit(ui, row, n, rect.shrink2(vec2(8.0, 3.0)), is_wide, swap);
    }
}

/// Both languages, the hits tinted, and under them where the unit is from.
fn show_unit(ui: &mut Ui, row: &ConcordanceRow, n: usize, area: Rect, is_wide: bool, swap: bool) {
    let colours = palette(ui.visuals());
    let column = if is_wide {
        area.width() / 2.0
    } else {
        area.width()
    };
    // About so many letters of a panel's text fit on either side of a word in the middle of two
    // lines.
    let letters = (column / 8.0) as usize;
    let unit = &row.content;
    let target = excerpt(&unit.target, &row.hits.target, letters);
    let source = excerpt(&unit.source, &row.hits.source, letters);
    let part = |from: f32, to: f32, top: f32, height: f32| {
        Rect::from_min_max(
            pos2(area.left() + area.width() * from + 4.0, area.top() + top),
            pos2(
                area.left() + area.width() * to - 4.0,
                area.top() + top + height,
            ),
        )
    };
    let (target_area, source_area, foot) = match (is_wide, swap) {
        (true, false) => (
            part(0.0, 0.5, 3.0, TARGET_LINES),
            part(0.5, 1.0, 0.0, SOURCE_LINES),
            SOURCE_LINES,
        ),
        (true, true) => (
            part(0.5, 1.0, 3.0, TARGET_LINES),
            part(0.0, 0.5, 0.0, SOURCE_LINES),
            SOURCE_LINES,
        ),
        (false, _) => (
            part(0.0, 1.0, SOURCE_LINES, TARGET_LINES),
            part(0.0, 1.0, 0.0, SOURCE_LINES),
            SOURCE_LINES + TARGET_LINES,
        ),
    };
    show_excerpt(
        ui,
        (n, "target"),
        &target,
        target_area,
        &text::panel_target(),
    );
    show_excerpt(
        ui,
        (n, "source"),
        &source,
        source_area,
        &text::panel_source(),
    );
    let builder = UiBuilder::new()
        .id_salt((n, "from"))
        .max_rect(part(0.0, 1.0, foot, 20.0));
    let mut child = ui.new_child(builder);
    text::line(&mut child, &provenance(row), &text::small(), colours.muted);
}

fn show_excerpt(
    ui: &mut Ui,
    salt: (usize, &str),
    found: &Excerpt,
    area: Rect,
    style: &ParagraphStyle,
) {
    let colours = palette(ui.visuals());
    let tint =
        |range: &Range<usize>| Decoration::new(range.clone(), Mark::Background, colours.term_tint);
    let tints: Vec<Decoration> = found.hits.iter().map(tint).collect();
    let mut child = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(area));
    // A third line, where letters are uncommonly wide, is left out.
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    BidiLabel::new(&found.text, style, colours.text)
        .decorations(&tints)
        .show(&mut child);
}

/// Memory, project, document, who and when.
pub fn provenance(row: &ConcordanceRow) -> String {
    let unit = &row.content;
    let at = unit.changed.or(unit.created).map(date);
    let parts = [&unit.project, &unit.document, &unit.author, &at];
    let known = parts.into_iter().flatten().map(String::as_str);
    let known = std::iter::once(row.memory_name.as_str()).chain(known);
    let known: Vec<&str> = known.filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}
