//! Writes rows of texts as a sheet from right to left.

use super::super::glossary::{COLUMNS, value};
use super::super::table::Field;
use super::WorkbookError;
use crate::engine::model::TermEntry;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// Characters a cell can hold.
const CELL: usize = 32_767;

/// A workbook with one sheet, whose first row names the columns.
pub struct SheetWriter {
    workbook: Workbook,
    /// Rows written, the first one included.
    rows: u32,
}

impl SheetWriter {
    /// # Errors
    /// A name no sheet can have.
    pub fn new(name: &str, columns: &[Field]) -> Result<Self, WorkbookError> {
        let mut workbook = Workbook::new();
        // The same entries give the same file, whenever it is written.
        let origin = ExcelDateTime::from_ymd(2000, 1, 1).map_err(refused)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&origin));
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).map_err(refused)?;
        sheet.set_right_to_left(true);
        sheet.set_freeze_panes(1, 0).map_err(refused)?;
        let bold = Format::new().set_bold();
        for (column, field) in (0u16..).zip(columns) {
            sheet
                .write_string_with_format(0, column, field.name(), &bold)
                .map_err(refused)?;
            let width = if matches!(field, Field::Source | Field::Target) {
                28
            } else {
                16
            };
            sheet.set_column_width(column, width).map_err(refused)?;
        }
        Ok(Self { workbook, rows: 1 })
    }

    /// # Errors
    /// A text longer than a cell can be, more rows than a sheet has.
    pub fn write(&mut self, texts: impl IntoIterator<Item = String>) -> Result<(), WorkbookError> {
        let sheet = self.workbook.worksheet_from_index(0).map_err(refused)?;
        for (column, text) in (0u16..).zip(texts) {
            if text.is_empty() {
                continue;
            }
            if text.encode_utf16().count() > CELL {
                let row = self.rows as usize + 1;
                return Err(WorkbookError::LongText { row });
            }
            sheet
                .write_string(self.rows, column, text)
                .map_err(refused)?;
        }
        self.rows += 1;
        Ok(())
    }

    /// The bytes of the workbook.
    ///
    /// # Errors
    /// There is no room to write them.
    pub fn finish(mut self) -> Result<Vec<u8>, WorkbookError> {
        self.workbook.save_to_buffer().map_err(refused)
    }
}

/// The bytes of a workbook of term entries, with the columns of our glossaries.
///
/// # Errors
/// A text longer than a cell can be, more entries than a sheet has rows.
pub fn write<'a>(entries: impl Iterator<Item = &'a TermEntry>) -> Result<Vec<u8>, WorkbookError> {
    let mut sheet = SheetWriter::new("Terms", &COLUMNS)?;
    for entry in entries {
        sheet.write(COLUMNS.map(|field| value(entry, field)))?;
    }
    sheet.finish()
}

fn refused(error: XlsxError) -> WorkbookError {
    match error {
        XlsxError::RowColumnLimitError => WorkbookError::ManyRows,
        error => WorkbookError::Damaged(error.to_string()),
    }
}
