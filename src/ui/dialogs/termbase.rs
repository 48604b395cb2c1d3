//! All terms: looked up in both languages, changed, deleted.

use super::{Step, field, focus_once, title};
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::{Dialog, TermForm};
use crate::ui::panels::Desk;
use crate::ui::text;
use crate::ui::widgets::BidiLabel;
use eframe::egui::{
    self, Button, Color32, Id, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2,
};
use turjuman::engine::model::TermId;
use turjuman::typeset::{EditBuffer, ParagraphStyle};
use turjuman::view::{TermRow, grouped, search_terms};
use turjuman::workspace::{Command, Workspace};

/// Rows listed at most; a search that finds more wants more letters.
const AT_MOST: usize = 500;
const ROW: f32 = 44.0;

pub struct TermbaseList {
    query: EditBuffer,
    rows: Vec<TermRow>,
    all: usize,
    /// What the rows were looked up for.
    looked_up: Option<String>,
    is_new: bool,
}

impl TermbaseList {
    pub fn new(query: &str) -> Self {
        Self {
            query: EditBuffer::single_line(query),
            rows: Vec::new(),
            all: 0,
            looked_up: None,
            is_new: true,
        }
    }

    /// The terms changed: they are looked up again.
    pub fn refresh(&mut self) {
        self.looked_up = None;
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Step {
        title(ui, "Termbase");
        let width = ui.available_width();
        let shown = field(
            ui,
            Id::unique("termbase field"),
            &mut self.query,
            &text::either(),
            "Search terms",
            "Search in Arabic or English",
            width,
        );
        focus_once(&shown, &mut self.is_new);
        self.look_up(desk.workspace);
        let colours = palette(ui.visuals());
        let count = match self.all {
            1 => "1 term".to_owned(),
            all if all > AT_MOST => {
                format!("{} terms, the first {AT_MOST} shown", grouped(all as u64))
            }
            all => format!("{} terms", grouped(all as u64)),
        };
        ui.label(RichText::new(count).size(size::SMALL).color(colours.muted));
        let height = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, ROW * 10.0);
        let mut deleted = None;
        ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, false])
            .show_rows(ui, ROW, self.rows.len(), |ui, range| {
                for row in self.rows.get(range).unwrap_or_default() {
                    if let Some(id) = show_row(ui, desk, row) {
                        deleted = Some(id);
                    }
                }
            });
        if let Some(id) = deleted {
            desk.command(Command::DeleteTerm(id));
            self.refresh();
        }
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            if ui.button("Add term…").clicked() {
                desk.ask(Ask::Open(Box::new(Dialog::Term(Box::new(TermForm::new(
                    "", "",
                ))))));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if super::main_button(ui, true, "Close") {
                    Step::Close
                } else {
                    Step::Stay
                }
            })
            .inner
        })
        .inner
    }

    fn look_up(&mut self, workspace: &Workspace) {
        let query = self.query.text();
        if self.looked_up.as_deref() != Some(query) {
            (self.rows, self.all) = search_terms(workspace, query, AT_MOST);
            self.looked_up = Some(query.to_owned());
        }
    }
}

/// A term; gives its identity where it is to be deleted.
fn show_row(ui: &mut Ui, desk: &mut Desk<'_>, row: &TermRow) -> Option<TermId> {
    let colours = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(
        vec2(
            ui.available_width() - 14.0,
            ROW - ui.spacing().item_spacing.y,
        ),
        Sense::click(),
    );
    let translations: Vec<&str> = row
        .entry
        .translations
        .iter()
        .map(|t| t.text.as_str())
        .collect();
    let translations = translations.join(", ");
    response.widget_info(|| {
        let label = format!("{}: {translations}", row.entry.source);
        egui::WidgetInfo::labeled(egui::Role::ListItem, true, label)
    });
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, f32::from(size::CORNER), colours.hover);
    }
    let buttons = 116.0;
    let middle = rect.left() + (rect.width() - buttons) * 0.58;
    let part = |left: f32, right: f32, height: f32| {
        Rect::from_min_max(
            pos2(left, rect.center().y - height / 2.0),
            pos2(right, rect.center().y + height / 2.0),
        )
    };
    let mut cell = |area: Rect, text: &str, style: &ParagraphStyle, ink: Color32| {
        let mut child = ui.new_child(
            UiBuilder::new()
                .id_salt((row.entry.id, text))
                .max_rect(area),
        );
        BidiLabel::new(text, style, ink).one_line().show(&mut child);
    };
    let left = rect.left() + 8.0;
    cell(
        part(left, middle - 8.0, 21.0),
        &translations,
        &text::panel_target(),
        colours.text,
    );
    cell(
        part(middle + 8.0, rect.right() - buttons, 25.0),
        &row.entry.source,
        &text::panel_source(),
        colours.text,
    );
    let area = part(rect.right() - buttons + 8.0, rect.right(), 26.0);
    let builder = UiBuilder::new()
        .id_salt(("buttons", row.entry.id))
        .max_rect(area)
        .layout(egui::Layout::right_to_left(egui::Align::Center));
    let mut child = ui.new_child(builder);
    let delete = child.add(Button::new("Delete").small()).clicked();
    let edit = child.add(Button::new("Edit").small()).clicked();
    if edit || response.double_clicked() {
        desk.ask(Ask::EditTerm(row.entry.id));
    }
    response.on_hover_text(&row.termbase);
    delete.then_some(row.entry.id)
}
