//! Reads a sheet cell by cell. Formulas give their stored values, merged cells the value of the
//! first for all rows they cover.

use super::super::table::Record;
use super::WorkbookError;
use crate::engine::model::Warning;
use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};
use std::io::{Read, Seek};
use std::ops::ControlFlow;

/// Columns read; a table of terms has a few.
const COLUMNS: usize = 256;
/// Bytes of text of a sheet, and of its parts before they are unpacked.
const TEXT: usize = 256 << 20;
const UNPACKED: u64 = 1 << 30;
/// First bytes of the shared strings, in which their number stands.
const HEAD: u64 = 4096;

/// The names of the sheets with cells, in order.
///
/// # Errors
/// No workbook, or a damaged one.
pub fn sheet_names(input: impl Read + Seek) -> Result<Vec<String>, WorkbookError> {
    Ok(names(&open(input)?))
}

/// Hands on the rows of a sheet one by one, by its name or the first, blank ones left out, each with
/// the number of rows there are.
///
/// # Errors
/// No workbook, a damaged or too large one, no such sheet, and when `each` breaks: what was handed on before is then not to be kept.
pub fn read_records(
    input: impl Read + Seek,
    sheet: Option<&str>,
    mut each: impl FnMut(Record, u64) -> ControlFlow<()>,
) -> Result<Vec<Warning>, WorkbookError> {
    let mut workbook = open(input)?;
    let names = names(&workbook);
    let name = match sheet {
        None => names.first().ok_or(WorkbookError::NoSheet)?,
        Some(wanted) => names
            .iter()
            .find(|name| *name == wanted)
            .ok_or_else(|| WorkbookError::UnknownSheet(wanted.to_owned()))?,
    };
    let merged = workbook.merge_cells_by_sheet_name(name).map_err(damaged)?;
    let mut rows = Rows::new(merged);
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let total = u64::from(cells.dimensions().end.0) + 1;
    let mut hand_on = |record: Option<Record>| match record.map(|record| each(record, total)) {
        Some(ControlFlow::Break(())) => Err(WorkbookError::Stopped),
        _ => Ok(()),
    };
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        if rows.row != Some(row) {
            hand_on(rows.end_row())?;
            rows.row = Some(row);
        }
        rows.put(row, column as usize, cell.get_value())?;
    }
    hand_on(rows.end_row())?;
    Ok(rows.finish())
}

fn open<R: Read + Seek>(mut input: R) -> Result<Xlsx<R>, WorkbookError> {
    check_parts(&mut input)?;
    Xlsx::new(input).map_err(damaged)
}

/// Refuses what would take more memory than there is: parts that unpack to gigabytes, and a
/// number of strings that cannot be.
fn check_parts<R: Read + Seek>(input: &mut R) -> Result<(), WorkbookError> {
    let damaged = |error: zip::result::ZipError| WorkbookError::Damaged(error.to_string());
    let mut archive = zip::ZipArchive::new(&mut *input).map_err(damaged)?;
    let mut unpacked = 0u64;
    for number in 0..archive.len() {
        let part = archive.by_index_raw(number).map_err(damaged)?;
        unpacked = unpacked.saturating_add(part.size());
    }
    if unpacked > UNPACKED {
        return Err(WorkbookError::TooLarge("over 1 GB when unpacked"));
    }
    if let Ok(strings) = archive.by_name("xl/sharedStrings.xml") {
        let size = strings.size();
        let mut head = Vec::new();
        let read = strings.take(HEAD).read_to_end(&mut head);
        read.map_err(|error| WorkbookError::Damaged(error.to_string()))?;
        if string_count(&String::from_utf8_lossy(&head)).is_some_and(|count| count > size) {
            let reason = "the number of its strings is wrong".to_owned();
            return Err(WorkbookError::Damaged(reason));
        }
    }
    Ok(())
}

fn string_count(head: &str) -> Option<u64> {
    let (_, rest) = head.split_once("uniqueCount")?;
    let digits = rest.trim_start_matches(['=', ' ', '"', '\'']);
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    let digits = digits.get(..end)?;
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
}

fn damaged(error: XlsxError) -> WorkbookError {
    match error {
        XlsxError::Password => WorkbookError::Protected,
        error => WorkbookError::Damaged(error.to_string()),
    }
}

fn names<R: Read + Seek>(workbook: &Xlsx<R>) -> Vec<String> {
    let sheets = workbook.sheets_metadata().iter();
    sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect()
}

/// The row being read, and what is to be known for those below.
#[derive(Default)]
struct Rows {
    warnings: Vec<Warning>,
    row: Option<u32>,
    fields: Vec<String>,
    text: usize,
    /// Regions of several rows that begin further down, the last first.
    merged: Vec<Dimensions>,
    /// By column: the last row of a region and its text.
    open: Vec<Option<(u32, String)>>,
    cut_off: bool,
}

impl Rows {
    fn new(mut merged: Vec<Dimensions>) -> Self {
        merged.retain(|region| region.end.0 > region.start.0);
        merged.sort_by_key(|region| std::cmp::Reverse(region.start));
        Self {
            merged,
            ..Self::default()
        }
    }

    fn put(&mut self, row: u32, column: usize, value: &DataRef<'_>) -> Result<(), WorkbookError> {
        if column >= COLUMNS {
            self.cut_off |= *value != DataRef::Empty;
            return Ok(());
        }
        let text = match value {
            DataRef::Error(error) => {
                let message = format!("a cell holds the error {error} and is taken as empty");
                let line = u64::from(row) + 1;
                self.warnings.push(Warning::at_line(line, message));
                String::new()
            }
            value => text_of(value),
        };
        self.text += text.len();
        if self.text > TEXT {
            return Err(WorkbookError::TooLarge("over 256 MB of text"));
        }
        if self.fields.len() <= column {
            self.fields.resize(column + 1, String::new());
        }
        if let Some(field) = self.fields.get_mut(column) {
            *field = text;
        }
        Ok(())
    }

    /// The row just read, unless it is blank.
    fn end_row(&mut self) -> Option<Record> {
        let mut fields = std::mem::take(&mut self.fields);
        let row = self.row?;
        self.fill_merged(row, &mut fields);
        let has_text = fields.iter().any(|field| !field.trim().is_empty());
        has_text.then(|| Record {
            line: u64::from(row) + 1,
            fields,
        })
    }

    fn fill_merged(&mut self, row: u32, fields: &mut Vec<String>) {
        while let Some(region) = self.merged.pop_if(|region| region.start.0 <= row) {
            let column = region.start.1 as usize;
            if region.start.0 == row && column < COLUMNS {
                if self.open.len() <= column {
                    self.open.resize(column + 1, None);
                }
                let text = fields.get(column).cloned().unwrap_or_default();
                if let Some(open) = self.open.get_mut(column) {
                    *open = Some((region.end.0, text));
                }
            }
        }
        if fields.iter().all(|field| field.trim().is_empty()) {
            return;
        }
        for (column, open) in self.open.iter().enumerate() {
            let Some((end, text)) = open else { continue };
            if row > *end || text.is_empty() {
                continue;
            }
            if fields.len() <= column {
                fields.resize(column + 1, String::new());
            }
            if let Some(field) = fields.get_mut(column).filter(|field| field.is_empty()) {
                field.clone_from(text);
                self.text += text.len();
            }
        }
    }

    fn finish(mut self) -> Vec<Warning> {
        if self.cut_off {
            let message = format!("columns after the first {COLUMNS} were left out");
            self.warnings.push(Warning::new(message));
        }
        self.warnings
    }
}

/// A cell as text: whole numbers without decimals, dates by ISO 8601.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(date) => date_of(*date),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn date_of(date: ExcelDateTime) -> String {
    if !date.is_datetime() {
        return date.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"),
    }
}
