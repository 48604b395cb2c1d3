//! Writes term entries as a sheet from right to left, with the columns of our glossaries.

use super::super::glossary::{COLUMNS, value};
use super::super::table::Field;
use super::WorkbookError;
use crate::engine::model::TermEntry;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Characters a cell can hold.
const CELL: usize = 32_767;

/// The bytes of a workbook with one sheet.
///
/// # Errors
/// A text longer than a cell can be, more entries than a sheet has rows.
pub fn write<'a>(entries: impl Iterator<Item = &'a TermEntry>) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    // The same entries give the same file, whenever it is written.
    let origin = ExcelDateTime::from_ymd(2000, 1, 1).map_err(refused)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&origin));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Terms").map_err(refused)?;
    sheet.set_right_to_left(true);
    sheet.set_freeze_panes(1, 0).map_err(refused)?;
    let bold = Format::new().set_bold();
    for (column, field) in (0u16..).zip(COLUMNS) {
        sheet
            .write_string_with_format(0, column, field.name(), &bold)
            .map_err(refused)?;
        let width = if matches!(field, Field::Source | Field::Target) { 28 } else { 16 };
        sheet.set_column_width(column, width).map_err(refused)?;
    }
    for (row, entry) in (1u32..).zip(entries) {
        write_row(sheet, row, entry)?;
    }
    workbook.save_to_buffer().map_err(refused)
}

fn write_row(sheet: &mut Worksheet, row: u32, entry: &TermEntry) -> Result<(), WorkbookError> {
    for (column, field) in (0u16..).zip(COLUMNS) {
        let text = value(entry, field);
        if text.is_empty() {
            continue;
        }
        if text.encode_utf16().count() > CELL {
            let row = row as usize + 1;
            return Err(WorkbookError::LongText { row });
        }
        sheet.write_string(row, column, text).map_err(refused)?;
    }
    Ok(())
}

fn refused(error: XlsxError) -> WorkbookError {
    match error {
        XlsxError::RowColumnLimitError => WorkbookError::ManyRows,
        error => WorkbookError::Damaged(error.to_string()),
    }
}
