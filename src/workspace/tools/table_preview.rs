//! What a table looks like before it is imported.

use super::{Event, Tools};
use crate::engine::exchange::table::{self, ColumnMap, Field, Record, TableError, TableMapping};
use crate::engine::exchange::workbook::{self, WorkbookError};
use crate::engine::model::Warning;
use crate::jobs::Ticket;
use crate::workspace::Workspace;
use crate::workspace::core::{Core, Slot, WorkspaceError, is_named, is_table};
use std::fs::File;
use std::io::{BufReader, Seek};
use std::path::{Path, PathBuf};

const LOOK: Slot = Slot::quiet("look at table");
/// Rows shown.
const ROWS: usize = 40;
/// Rows of a workbook read to tell its columns.
const SAMPLE: usize = 500;

/// The beginning of a table, and how it was taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TablePreview {
    /// `UTF-8`, `UTF-16LE BOM`, `windows-1256`…; `XLSX` for workbooks.
    pub encoding: String,
    /// `None` for workbooks.
    pub delimiter: Option<char>,
    /// The sheets of a workbook with cells.
    pub sheets: Vec<String>,
    pub has_header: bool,
    /// What each column holds; all `None` where nothing is known of them.
    pub columns: Vec<Option<Field>>,
    /// The first rows with the lines they start in, as read, the heading included.
    pub rows: Vec<(u64, Vec<String>)>,
    pub warnings: Vec<Warning>,
}

/// A preview and what it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastPreview {
    pub path: PathBuf,
    pub mapping: TableMapping,
    /// The message says why there is none.
    pub preview: Result<TablePreview, String>,
}

/// Whether a file is a table by its name, so that its columns can be mapped.
pub fn is_table_file(path: &Path) -> bool {
    is_table(path) || is_named(path, "xlsx")
}

/// Reads the beginning of a table as the user says.
///
/// # Errors
/// The file cannot be read, or is no table.
pub fn preview_table(path: &Path, mapping: &TableMapping) -> Result<TablePreview, WorkspaceError> {
    let refuse = |reason: String| WorkspaceError::File {
        reason,
        path: path.into(),
    };
    let file = File::open(path).map_err(|error| refuse(format!("cannot open it ({error})")))?;
    let preview = if is_named(path, "xlsx") {
        of_workbook(file, mapping).map_err(|error| refuse(error.to_string()))
    } else {
        of_text(&file, path, mapping).map_err(|error| refuse(error.to_string()))
    };
    preview.map(|(preview, records)| preview.with_columns(records, mapping))
}

fn of_text(
    file: &File,
    path: &Path,
    mapping: &TableMapping,
) -> Result<(TablePreview, Vec<Record>), TableError> {
    let name = path.file_name().map(|name| name.to_string_lossy());
    let layout = table::look(file, name.as_deref(), mapping)?;
    let preview = TablePreview {
        encoding: layout.encoding,
        delimiter: Some(layout.delimiter),
        warnings: layout.warnings,
        ..TablePreview::default()
    };
    Ok((preview, layout.sample))
}

fn of_workbook(
    mut file: File,
    mapping: &TableMapping,
) -> Result<(TablePreview, Vec<Record>), WorkbookError> {
    let sheets = workbook::sheet_names(BufReader::new(&file))?;
    file.rewind()
        .map_err(|error| WorkbookError::Damaged(error.to_string()))?;
    let sheet = mapping.sheet.as_deref();
    let mut records = Vec::new();
    let read = workbook::read_records(BufReader::new(file), sheet, |record, _| {
        records.push(record);
        if records.len() < SAMPLE {
            std::ops::ControlFlow::Continue(())
        } else {
            std::ops::ControlFlow::Break(())
        }
    });
    let warnings = match read {
        Err(WorkbookError::Stopped) => Vec::new(),
        read => read?,
    };
    let preview = TablePreview {
        encoding: "XLSX".to_owned(),
        sheets,
        warnings,
        ..TablePreview::default()
    };
    Ok((preview, records))
}

impl TablePreview {
    fn with_columns(mut self, records: Vec<Record>, mapping: &TableMapping) -> Self {
        let count = records.iter().map(|record| record.fields.len()).max();
        let map = ColumnMap::settle(mapping, &records).unwrap_or_else(|_| ColumnMap {
            fields: mapping.columns.clone().unwrap_or_default(),
            has_header: mapping.has_header.unwrap_or(false),
        });
        self.has_header = map.has_header;
        self.columns = map.fields;
        self.columns.resize(count.unwrap_or(0), None);
        let rows = records.into_iter().take(ROWS);
        self.rows = rows.map(|record| (record.line, record.fields)).collect();
        self
    }
}

impl Tools {
    /// Reads the beginning of a table in the background.
    pub(in crate::workspace) fn preview_table_file(
        &mut self,
        core: &mut Core,
        path: PathBuf,
        mapping: TableMapping,
    ) {
        let work = move |_: &Ticket| {
            let preview = preview_table(&path, &mapping).map_err(|error| error.to_string());
            Ok::<_, WorkspaceError>(LastPreview {
                path,
                mapping,
                preview,
            })
        };
        core.spawn(LOOK, work, |workspace, last_preview| {
            if let Some(last_preview) = workspace.core.expect(last_preview) {
                workspace.tools.last_preview = Some(last_preview);
                workspace.core.tell(Event::TableLookedAt);
            }
        });
    }
}

impl Workspace {
    /// The table that was looked at last.
    pub fn last_preview(&self) -> Option<&LastPreview> {
        self.tools.last_preview.as_ref()
    }
}
