//! Excel workbooks (XLSX): a sheet to a table, term entries to a sheet.

mod read;
mod write;

pub use read::{read_records, sheet_names};
pub use write::{SheetWriter, write};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkbookError {
    #[error("the workbook is damaged ({0}); open it in a spreadsheet program and save it again")]
    Damaged(String),
    #[error("the workbook is protected by a password; save a copy without one")]
    Protected,
    #[error("the workbook has no sheet with cells")]
    NoSheet,
    #[error("the workbook has no sheet named “{0}”")]
    UnknownSheet(String),
    #[error("the sheet is too large to be read ({0}); split it, or save it as CSV")]
    TooLarge(&'static str),
    #[error("stopped")]
    Stopped,
    #[error("row {row} has a text longer than a cell can hold (32,767 letters); export as CSV")]
    LongText { row: usize },
    #[error("there are more entries than a sheet has rows (1,048,576); export as CSV")]
    ManyRows,
}

#[cfg(test)]
mod tests;
