//! How a table is read: encoding, delimiter and what each column holds, over its first rows.

use super::{caption, checkbox, remark};
use crate::ui::design_tokens::{palette, size};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use crate::ui::widgets::BidiLabel;
use crate::ui::window::sentence;
use eframe::egui::{
    Align2, ComboBox, FontId, Id, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2,
};
use std::path::PathBuf;
use turjuman::typeset::ParagraphStyle;
use turjuman::workspace::{
    DELIMITERS, ENCODINGS, TableField, TableMapping, TablePreview, ToolCommand, is_table_file,
};

/// Width of a column: wider where there are few.
const NARROWEST: f32 = 176.0;
const WIDEST: f32 = 400.0;
const GAP: f32 = 8.0;
const LINE_NUMBER: f32 = 34.0;
const ROW: f32 = 26.0;
const ROWS: usize = 14;
/// Height of a list that is open; all fields are seen at once.
const LIST: f32 = 480.0;

/// What the rows of the table become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableOf {
    Terms,
    Units,
}

/// The part of an import dialog that is about tables.
pub struct TableColumns {
    of: TableOf,
    path: PathBuf,
    /// What was asked for last, its columns left open.
    asked: TableMapping,
    /// What each column holds, as shown.
    columns: Vec<Option<TableField>>,
    has_header: bool,
    /// The user chose columns, which another guess is not to undo.
    is_chosen: bool,
    /// The preview asked for is here and was taken over.
    is_settled: bool,
}

impl TableColumns {
    pub fn new(of: TableOf) -> Self {
        Self {
            of,
            path: PathBuf::new(),
            asked: TableMapping::default(),
            columns: Vec::new(),
            has_header: false,
            is_chosen: false,
            is_settled: false,
        }
    }

    /// As they were in an import before.
    pub fn chosen_before(of: TableOf, mapping: TableMapping) -> Self {
        Self {
            is_chosen: mapping.columns.is_some(),
            columns: mapping.columns.clone().unwrap_or_default(),
            asked: TableMapping {
                columns: None,
                ..mapping
            },
            ..Self::new(of)
        }
    }

    /// Takes the file of the dialog; asks for a look at it where it is another table.
    pub fn follow(&mut self, path: PathBuf, cx: &mut ViewContext<'_>) {
        if path == self.path {
            return;
        }
        let is_first = self.path.as_os_str().is_empty();
        self.path = path;
        if !is_first {
            *self = Self {
                path: std::mem::take(&mut self.path),
                ..Self::new(self.of)
            };
        }
        if self.is_shown() {
            self.ask(cx);
        }
    }

    /// Whether the file is a table.
    pub fn is_shown(&self) -> bool {
        is_table_file(&self.path)
    }

    /// How wide a dialog is that may show them.
    pub fn dialog_width(&self) -> f32 {
        if self.is_shown() {
            size::WIDEST_DIALOG
        } else {
            size::DIALOG
        }
    }

    /// Whether nothing is missing.
    pub fn is_complete(&self) -> bool {
        let has = |field| self.columns.contains(&Some(field));
        !self.is_shown() || !self.is_settled || (has(TableField::Source) && has(TableField::Target))
    }

    /// What the import is told.
    pub fn mapping(&self) -> TableMapping {
        if !self.is_shown() {
            return TableMapping::default();
        }
        let is_known = self.is_settled && !self.columns.is_empty();
        TableMapping {
            columns: is_known.then(|| self.columns.clone()),
            has_header: is_known
                .then_some(self.has_header)
                .or(self.asked.has_header),
            ..self.asked.clone()
        }
    }

    fn ask(&mut self, cx: &mut ViewContext<'_>) {
        self.is_settled = false;
        cx.command(ToolCommand::PreviewTable {
            path: self.path.clone(),
            mapping: self.asked.clone(),
        });
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        // Until the answer comes, what was seen before stays.
        let last_preview = cx.workspace.last_preview();
        let Some(last_preview) = last_preview.filter(|last_preview| last_preview.path == self.path)
        else {
            remark(ui, "Reading the file …");
            return;
        };
        let is_answer = last_preview.mapping == self.asked;
        let preview = match &last_preview.preview {
            Ok(preview) => preview.clone(),
            Err(message) => {
                let ink = palette(ui.visuals()).wrong;
                let message = sentence(message);
                text::label(ui, &message, &text::small(), ink);
                self.is_settled |= is_answer;
                let found = TablePreview::default();
                self.choose_reading(ui, cx, &found);
                return;
            }
        };
        if is_answer && !self.is_settled {
            self.take_over(&preview);
        }
        self.choose_reading(ui, cx, &preview);
        for warning in preview.warnings.iter().take(2) {
            remark(ui, &sentence(&warning.to_string()));
        }
        self.show_rows(ui, &preview);
        if !self.is_complete() {
            let ink = palette(ui.visuals()).wrong;
            let message = "Choose which column holds the Arabic and which the English.";
            text::label(ui, message, &text::small(), ink);
        }
    }

    fn take_over(&mut self, preview: &TablePreview) {
        self.is_settled = true;
        self.has_header = preview.has_header;
        if !self.is_chosen || self.columns.len() != preview.columns.len() {
            self.columns.clone_from(&preview.columns);
            self.is_chosen = false;
        }
    }

    /// Encoding, delimiter, sheet, heading.
    fn choose_reading(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>, preview: &TablePreview) {
        let before = self.asked.clone();
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            if preview.delimiter.is_some() || preview.encoding.is_empty() {
                self.choose_encoding(ui, preview);
                self.choose_delimiter(ui, preview);
            }
            if preview.sheets.len() > 1 {
                self.choose_sheet(ui, preview);
            }
            let mut has_header = self.has_header;
            checkbox(ui, &mut has_header, "First row names the columns");
            if has_header != self.has_header {
                self.has_header = has_header;
                self.asked.has_header = Some(has_header);
            }
        });
        if self.asked != before {
            self.ask(cx);
        }
    }

    fn choose_encoding(&mut self, ui: &mut Ui, preview: &TablePreview) {
        let shown = match &self.asked.encoding {
            Some(encoding) => encoding.clone(),
            None if preview.encoding.is_empty() => "By itself".to_owned(),
            None => format!("{} (found)", preview.encoding),
        };
        ui.label("Encoding");
        choose(ui, "Encoding", "encoding", &shown, 150.0, |ui| {
            ui.selectable_value(&mut self.asked.encoding, None, "Find it by itself");
            for name in ENCODINGS {
                let value = Some(name.to_owned());
                ui.selectable_value(&mut self.asked.encoding, value, name);
            }
        });
        ui.add_space(10.0);
    }

    fn choose_delimiter(&mut self, ui: &mut Ui, preview: &TablePreview) {
        let shown = match (self.asked.delimiter, preview.delimiter) {
            (Some(sign), _) => delimiter_name(sign),
            (None, Some(sign)) => format!("{} (found)", delimiter_name(sign)),
            (None, None) => "By itself".to_owned(),
        };
        ui.label("Columns are divided by");
        choose(ui, "Delimiter", "delimiter", &shown, 130.0, |ui| {
            ui.selectable_value(&mut self.asked.delimiter, None, "Find it by itself");
            for sign in DELIMITERS {
                let name = delimiter_name(sign);
                ui.selectable_value(&mut self.asked.delimiter, Some(sign), name);
            }
        });
        ui.add_space(10.0);
    }

    fn choose_sheet(&mut self, ui: &mut Ui, preview: &TablePreview) {
        let first = preview.sheets.first().cloned().unwrap_or_default();
        let shown = self.asked.sheet.clone().unwrap_or(first);
        ui.label("Sheet");
        choose(ui, "Sheet", "sheet", &shown, 150.0, |ui| {
            for name in &preview.sheets {
                let value = Some(name.clone());
                ui.selectable_value(&mut self.asked.sheet, value, name);
            }
        });
        ui.add_space(10.0);
    }

    fn show_rows(&mut self, ui: &mut Ui, preview: &TablePreview) {
        caption(ui, "What the columns hold");
        let height = (ui.ctx().content_rect().height() - 420.0).clamp(120.0, 420.0);
        let count = self.columns.len().max(1) as f32;
        let share = (ui.available_width() - LINE_NUMBER - 2.0 * GAP) / count - GAP;
        let column = share.clamp(NARROWEST, WIDEST);
        ScrollArea::both()
            .max_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = GAP;
                    ui.add_space(LINE_NUMBER);
                    for at in 0..self.columns.len() {
                        self.choose_field(ui, at, column);
                    }
                });
                for (at, (line, fields)) in preview.rows.iter().take(ROWS).enumerate() {
                    self.show_row(ui, (at, *line), fields, column);
                }
                // The bar below lies over the rows.
                ui.add_space(8.0);
            });
    }

    fn choose_field(&mut self, ui: &mut Ui, at: usize, width: f32) {
        let Some(field) = self.columns.get_mut(at) else {
            return;
        };
        let before = *field;
        let fields = match self.of {
            TableOf::Terms => &TableField::OF_TERMS[..],
            TableOf::Units => &TableField::OF_UNITS[..],
        };
        let label = format!("Column {}", at + 1);
        let shown = field_name(*field);
        choose(ui, &label, ("column", at), shown, width, |ui| {
            ui.selectable_value(field, None, field_name(None));
            for known in fields {
                ui.selectable_value(field, Some(*known), field_name(Some(*known)));
            }
        });
        self.is_chosen |= *field != before;
    }

    fn show_row(&self, ui: &mut Ui, (at, line): (usize, u64), fields: &[String], width: f32) {
        let colours = palette(ui.visuals());
        let all = LINE_NUMBER + self.columns.len() as f32 * (width + GAP);
        let (row, _) = ui.allocate_exact_size(vec2(all, ROW), Sense::hover());
        let is_heading = self.has_header && at == 0;
        if is_heading {
            let corner = f32::from(size::CORNER);
            ui.painter().rect_filled(row, corner, colours.hover);
        }
        ui.painter().text(
            pos2(row.left() + LINE_NUMBER - 10.0, row.center().y),
            Align2::RIGHT_CENTER,
            line.to_string(),
            FontId::proportional(size::SMALL),
            colours.muted,
        );
        let style = ParagraphStyle {
            size: size::INTERFACE,
            ..text::either()
        };
        for (column, (text, field)) in fields.iter().zip(&self.columns).enumerate() {
            let left = row.left() + LINE_NUMBER + column as f32 * (width + GAP);
            let area = Rect::from_min_max(
                pos2(left + 4.0, row.top() + 3.0),
                pos2(left + width - 4.0, row.bottom()),
            );
            if text.is_empty() || !ui.is_rect_visible(area) {
                continue;
            }
            let ink = if is_heading || field.is_none() {
                colours.muted
            } else {
                colours.text
            };
            let builder = UiBuilder::new().id_salt((at, column)).max_rect(area);
            let mut cell = ui.new_child(builder);
            let first = text.lines().next().unwrap_or_default();
            BidiLabel::new(first, &style.bold(is_heading), ink)
                .one_line()
                .show(&mut cell)
                .on_hover_text(text);
        }
    }
}

/// A list to choose from, with a name for those who do not see it.
fn choose(
    ui: &mut Ui,
    label: &str,
    salt: impl std::hash::Hash + std::fmt::Debug,
    shown: &str,
    width: f32,
    contents: impl FnOnce(&mut Ui),
) -> Response {
    let shown = ComboBox::from_id_salt(Id::unique(("table", salt)))
        .selected_text(shown)
        .width(width)
        .height(LIST)
        .truncate()
        .show_ui(ui, contents);
    let id = shown.response.id;
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_label(label.to_owned());
    });
    shown.response
}

fn delimiter_name(sign: char) -> String {
    match sign {
        '\t' => "Tab".to_owned(),
        ',' => "Comma  ,".to_owned(),
        ';' => "Semicolon  ;".to_owned(),
        '|' => "Bar  |".to_owned(),
        sign => sign.to_string(),
    }
}

/// A field in a translator's words.
fn field_name(field: Option<TableField>) -> &'static str {
    match field {
        None => "– not read –",
        Some(TableField::Source) => "Arabic (source)",
        Some(TableField::Target) => "English (target)",
        Some(TableField::Avoid) => "Forbidden English",
        Some(TableField::Status) => "Status",
        Some(TableField::TermInfo) => "Term info (memoQ)",
        Some(TableField::Forms) => "Other forms",
        Some(TableField::PartOfSpeech) => "Part of speech",
        Some(TableField::Domain) => "Domain",
        Some(TableField::Definition) => "Definition",
        Some(TableField::Example) => "Example",
        Some(TableField::Note) => "Note",
        Some(TableField::Reference) => "Taken from",
        Some(TableField::Client) => "Client",
        Some(TableField::Project) => "Project",
        Some(TableField::Document) => "Document",
        Some(TableField::Created) => "Created on",
        Some(TableField::Changed) => "Changed on",
        Some(TableField::Author) => "Author",
        Some(TableField::SourceLanguage) => "Source language",
        Some(TableField::TargetLanguage) => "Target language",
    }
}
