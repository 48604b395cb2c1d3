//! Looks for words in all units of the memories, and browses them.

use super::unit::UnitForm;
use super::{Dialog, Step, checkbox, field, focus_once, open_path::from_home, remark, title};
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::panels::{Desk, paint};
use crate::ui::text;
use crate::ui::widgets::{BidiLabel, Decoration, Mark};
use eframe::egui::{
    self, Button, ComboBox, Id, Key, Modifiers, Rect, Sense, Ui, UiBuilder, pos2, vec2,
};
use std::ops::Range;
use std::time::Duration;
use turjuman::typeset::{EditBuffer, ParagraphStyle};
use turjuman::view::grouped;
use turjuman::workspace::{
    Command, ConcordanceMode, ConcordanceQuery, ConcordanceRow, ConcordanceSide, Excerpt,
    UnitFilter, date, date_bound, excerpt,
};

/// Below this width source and target stand one over the other.
const SIDE_BY_SIDE: f32 = 620.0;
const ROW: f32 = 54.0;
const STACKED_ROW: f32 = 82.0;
const SCROLLBAR: f32 = 12.0;
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
    memory: Option<String>,
    shows_filters: bool,
    author: EditBuffer,
    project: EditBuffer,
    from: EditBuffer,
    until: EditBuffer,
    /// What was looked for last.
    asked: Option<ConcordanceQuery>,
    problem: Option<String>,
    selected: usize,
    /// The first row shown, and a part of it where the wheel or the bar left it between two.
    top: f64,
    /// Where to write what was found, while that is asked.
    file: Option<EditBuffer>,
    is_new: bool,
}

impl ConcordanceList {
    pub fn new(query: &str, shows_filters: bool) -> Self {
        let blank = || EditBuffer::single_line("");
        let mut query = EditBuffer::single_line(query.trim());
        query.select_all();
        Self {
            query,
            mode: ConcordanceMode::default(),
            side: ConcordanceSide::default(),
            memory: None,
            shows_filters,
            author: blank(),
            project: blank(),
            from: blank(),
            until: blank(),
            asked: None,
            problem: None,
            selected: 0,
            top: 0.0,
            file: None,
            is_new: true,
        }
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Step {
        title(ui, "Concordance");
        let rows = desk.workspace.concordance_len();
        let moved = self.take_keys(ui, rows);
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
        self.show_choices(ui, desk);
        self.search(desk);
        self.show_count(ui, desk);
        self.show_rows(ui, desk, moved);
        ui.add_space(8.0);
        self.show_file(ui, desk);
        self.show_buttons(ui, desk, shown.submitted)
    }

    /// The arrow keys move in the list while the field has the focus.
    fn take_keys(&mut self, ui: &Ui, rows: usize) -> bool {
        let mut moved = false;
        for (key, by) in [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, 8),
            (Key::PageUp, -8),
        ] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.selected = self.selected.saturating_add_signed(by);
                moved = true;
            }
        }
        self.selected = self.selected.min(rows.saturating_sub(1));
        moved
    }

    fn show_choices(&mut self, ui: &mut Ui, desk: &Desk<'_>) {
        ui.horizontal_wrapped(|ui| {
            choose(ui, "How to look", &mut self.mode, &MODES);
            choose(ui, "Where to look", &mut self.side, &SIDES);
            choose_memory(ui, desk, &mut self.memory);
            checkbox(ui, &mut self.shows_filters, "Filters");
        });
        if !self.shows_filters {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let fields = [
                (&mut self.author, "Author", "Author", 150.0),
                (&mut self.project, "Project", "Project", 150.0),
                (&mut self.from, "Changed from", "From 2016-02-29", 130.0),
                (&mut self.until, "Changed until", "Until 2016", 130.0),
            ];
            for (buffer, label, hint, width) in fields {
                let id = Id::unique(("concordance filter", label));
                field(ui, id, buffer, &text::either(), label, hint, width);
            }
        });
        for buffer in [&self.from, &self.until] {
            if !buffer.text().trim().is_empty() && date_bound(buffer.text(), false).is_none() {
                remark(ui, "A date is written as 2016-02-29, 2016-02 or 2016.");
            }
        }
    }

    fn query(&self) -> ConcordanceQuery {
        let filter = if self.shows_filters {
            UnitFilter {
                memory: self.memory.clone(),
                author: self.author.text().trim().to_owned(),
                project: self.project.text().trim().to_owned(),
                from: date_bound(self.from.text(), false),
                until: date_bound(self.until.text(), true),
            }
        } else {
            UnitFilter {
                memory: self.memory.clone(),
                ..UnitFilter::default()
            }
        };
        ConcordanceQuery {
            text: self.query.text().to_owned(),
            mode: self.mode,
            side: self.side,
            filter,
        }
    }

    /// Looks as soon as something else is asked for.
    fn search(&mut self, desk: &mut Desk<'_>) {
        let query = self.query();
        if self.asked.as_ref() == Some(&query) {
            return;
        }
        self.problem = query.check().err().map(|error| error.to_string());
        if self.problem.is_none() {
            desk.command(Command::SearchMemories(query.clone()));
            self.selected = 0;
            self.top = 0.0;
        }
        self.asked = Some(query);
    }

    fn show_count(&self, ui: &mut Ui, desk: &Desk<'_>) {
        let colours = palette(ui.visuals());
        let found = desk.workspace.concordance_len() as u64;
        let searching = desk.workspace.is_searching_memories();
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

    fn show_rows(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, follow: bool) {
        let rows = desk.workspace.concordance_len();
        let is_wide = ui.available_width() >= SIDE_BY_SIDE;
        let row_height = if is_wide { ROW } else { STACKED_ROW };
        let used = if self.shows_filters { 340.0 } else { 300.0 };
        let height = (ui.ctx().content_rect().height() - used).clamp(row_height * 2.0, 560.0);
        let (area, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let fit = f64::from(height / row_height);
        self.scroll(ui, &response, rows, fit, row_height, follow);
        let first = self.top as usize;
        let shown = first..rows.min(first + fit.ceil() as usize + 1);
        if !shown.is_empty() && desk.workspace.lacks_concordance_rows(&shown) {
            desk.command(Command::ReadUnits(shown.clone()));
            ui.ctx().request_repaint_after(LOOK_AGAIN);
        }
        let list = Rect::from_min_max(area.min, area.max - vec2(SCROLLBAR + 4.0, 0.0));
        let mut child = ui.new_child(UiBuilder::new().id_salt("concordance rows").max_rect(list));
        child.set_clip_rect(list.intersect(ui.clip_rect()));
        for n in shown {
            let offset = ((n as f64 - self.top) * f64::from(row_height)) as f32;
            let rect = Rect::from_min_size(
                pos2(list.left(), list.top() + offset),
                vec2(list.width(), row_height - 2.0),
            );
            self.show_row(&mut child, desk, n, rect, is_wide);
        }
        self.show_bar(ui, area, rows, fit);
    }

    /// Moves the view by the wheel, and to the selected row where that was moved.
    fn scroll(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        rows: usize,
        fit: f64,
        row_height: f32,
        follow: bool,
    ) {
        if response.contains_pointer() {
            let wheel = ui.input(|input| input.smooth_scroll_delta().y);
            self.top -= f64::from(wheel / row_height);
        }
        if follow {
            let selected = self.selected as f64;
            self.top = self.top.clamp((selected + 1.0 - fit).max(0.0), selected);
        }
        self.top = self.top.clamp(0.0, (rows as f64 - fit).max(0.0));
    }

    /// A scrollbar by rows; points would not be exact enough for a million of them.
    fn show_bar(&mut self, ui: &mut Ui, area: Rect, rows: usize, fit: f64) {
        if rows as f64 <= fit {
            return;
        }
        let colours = palette(ui.visuals());
        let track = Rect::from_min_max(pos2(area.right() - SCROLLBAR, area.top()), area.max);
        let id = Id::unique("concordance scrollbar");
        let response = ui.interact(track, id, Sense::click_and_drag());
        let thumb = ((fit / rows as f64) as f32 * track.height()).clamp(24.0, track.height());
        let last = rows as f64 - fit;
        let room = f64::from(track.height() - thumb).max(1.0);
        if let Some(at) = response.interact_pointer_pos()
            && (response.dragged() || response.clicked())
        {
            let part = f64::from(at.y - track.top() - thumb / 2.0) / room;
            self.top = (part * last).clamp(0.0, last);
        }
        let y = track.top() + (self.top / last * room) as f32;
        let handle = Rect::from_min_size(pos2(track.left() + 2.0, y), vec2(SCROLLBAR - 4.0, thumb));
        ui.painter().rect_filled(handle, 4.0, colours.edge);
    }

    fn show_row(&mut self, ui: &mut Ui, desk: &Desk<'_>, n: usize, rect: Rect, is_wide: bool) {
        let colours = palette(ui.visuals());
        let response = ui.interact(rect, Id::unique(("concordance row", n)), Sense::click());
        let row = desk.workspace.concordance_row(n);
        let label = row.map_or("…".to_owned(), |row| {
            format!("{}: {}", row.content.target, row.content.source)
        });
        let is_selected = n == self.selected;
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::ListItem, true, is_selected, &label)
        });
        if is_selected || response.hovered() {
            let fill = if is_selected {
                colours.selection
            } else {
                colours.hover
            };
            let corner = f32::from(size::CORNER);
            ui.painter().rect_filled(rect, corner, fill);
        }
        paint::focus_ring(ui, &response, rect.shrink(2.0));
        if response.clicked() || response.gained_focus() {
            self.selected = n;
        }
        if let Some(row) = row {
            let swap = desk.settings.swap_sides;
            show_unit(ui, row, n, rect.shrink2(vec2(8.0, 3.0)), is_wide, swap);
        }
    }

    fn show_file(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
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
                desk.command(Command::ExportConcordance { path });
                is_done = true;
            }
            is_done |= ui.button("Not now").clicked();
        });
        if is_done {
            self.file = None;
        }
        ui.add_space(6.0);
    }

    fn show_buttons(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, submitted: bool) -> Step {
        let row = desk.workspace.concordance_row(self.selected).cloned();
        let can_insert = row.is_some() && desk.workspace.active().is_some();
        let opened = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F2));
        let mut step = Step::Stay;
        ui.horizontal_wrapped(|ui| {
            let enabled = row.is_some();
            let insert = super::main_button(ui, can_insert, "Insert");
            let mut button = |text: &str, hint: &str| {
                let response = ui.add_enabled(enabled, Button::new(text));
                response.on_hover_text(hint).clicked()
            };
            let copy = button("Copy", "Copies the English of the selected unit");
            let open = button("Open…", "Shows and changes the selected unit (F2)");
            let delete = button("Delete", "Takes the selected unit out of its memory");
            let export = button("Export…", "Writes all units found to a file");
            if ui.button("Close").clicked() {
                step = Step::Close;
            }
            let Some(row) = row else { return };
            if can_insert && (insert || submitted) {
                desk.ask(Ask::Insert(row.content.target));
                step = Step::Close;
            } else if copy {
                ui.ctx().copy_text(row.content.target);
            } else if open || opened {
                let form = UnitForm::new(&row);
                desk.ask(Ask::Open(Box::new(Dialog::Unit(Box::new(form)))));
            } else if delete {
                desk.command(Command::DeleteUnit(row.unit));
            } else if export {
                self.file = Some(EditBuffer::single_line(""));
            }
        });
        step
    }
}

pub(super) fn choose<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    value: &mut T,
    all: &[(T, &str)],
) {
    let shown = all.iter().find(|(one, _)| one == value);
    let shown = shown.map_or("", |(_, name)| *name);
    let combo = ComboBox::from_id_salt(label).selected_text(shown);
    let response = combo.show_ui(ui, |ui| {
        for (one, name) in all {
            ui.selectable_value(value, *one, *name);
        }
    });
    name_widget(&response.response, label);
}

/// Memories may have Arabic names, which only our own labels can show.
fn choose_memory(ui: &mut Ui, desk: &Desk<'_>, memory: &mut Option<String>) {
    const ALL: &str = "All memories";
    let name = |ui: &mut Ui, n: usize, text: &str, area: Rect| {
        let colours = palette(ui.visuals());
        let builder = UiBuilder::new().id_salt(("memory name", n)).max_rect(area);
        let mut child = ui.new_child(builder);
        text::line(&mut child, text, &text::interface(), colours.text);
    };
    let combo = ComboBox::from_id_salt("concordance memory").width(170.0);
    let response = combo.selected_text(" ").show_ui(ui, |ui| {
        ui.set_min_width(220.0);
        let named = desk.workspace.memories();
        let named = named.map(|(name, units)| (Some(name), format!("{name} ({})", grouped(units))));
        for (n, (value, text)) in std::iter::once((None, ALL.to_owned()))
            .chain(named)
            .enumerate()
        {
            let is_on = memory.as_deref() == value;
            let button = Button::selectable(is_on, " ").min_size(vec2(220.0, 24.0));
            let choice = ui.add(button);
            name_widget(&choice, &text);
            name(ui, n + 1, &text, choice.rect.shrink2(vec2(6.0, 1.0)));
            if choice.clicked() {
                *memory = value.map(str::to_owned);
                ui.close();
            }
        }
    });
    let shown = memory.as_deref().unwrap_or(ALL);
    name_widget(&response.response, &format!("Memory: {shown}"));
    let mut area = response.response.rect.shrink2(vec2(8.0, 2.0));
    area.max.x -= 18.0;
    name(ui, 0, shown, area);
}

/// A box of choices says its value; this says what it is for.
pub(super) fn name_widget(response: &egui::Response, label: &str) {
    let label = label.to_owned();
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_label(label));
}

/// Both languages, the hits tinted, and under them where the unit is from.
fn show_unit(ui: &mut Ui, row: &ConcordanceRow, n: usize, area: Rect, is_wide: bool, swap: bool) {
    let colours = palette(ui.visuals());
    let column = if is_wide {
        area.width() / 2.0
    } else {
        area.width()
    };
    // About so many letters of a panel's text fit on either side of a word in the middle.
    let letters = (column / 16.0) as usize;
    let unit = &row.content;
    let target = excerpt(&unit.target, &row.hits.target, letters);
    let source = excerpt(&unit.source, &row.hits.source, letters);
    let part = |from: f32, to: f32, top: f32| {
        Rect::from_min_max(
            pos2(area.left() + area.width() * from + 4.0, area.top() + top),
            pos2(
                area.left() + area.width() * to - 4.0,
                area.top() + top + 27.0,
            ),
        )
    };
    let (target_area, source_area, foot) = match (is_wide, swap) {
        (true, false) => (part(0.0, 0.5, 3.0), part(0.5, 1.0, 0.0), 28.0),
        (true, true) => (part(0.5, 1.0, 3.0), part(0.0, 0.5, 0.0), 28.0),
        (false, _) => (part(0.0, 1.0, 28.0), part(0.0, 1.0, 0.0), 54.0),
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
        .max_rect(part(0.0, 1.0, foot));
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
    BidiLabel::new(&found.text, style, colours.text)
        .decorations(&tints)
        .one_line()
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
