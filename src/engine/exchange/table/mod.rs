//! Tables of text, CSV and TSV, in any encoding and with any delimiter.

mod columns;
mod encoding;
mod records;

pub use columns::{ColumnMap, Field};
pub use encoding::{DecodedTable, decode, decode_as};
pub use records::Record;

use crate::engine::model::Warning;
use records::{find_delimiter, named_delimiter, split};

/// A table as read; records without any text are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// `UTF-8`, `UTF-8 BOM`, `UTF-16LE BOM`, `windows-1256`…
    pub encoding: String,
    /// `None` where every record has one field.
    pub delimiter: Option<char>,
    pub records: Vec<Record>,
    pub warnings: Vec<Warning>,
}

impl Table {
    /// How a delimiter is called: `TAB`, the sign itself, or nothing.
    pub fn delimiter_name(&self) -> &'static str {
        match self.delimiter {
            Some('\t') => "TAB",
            Some(',') => ",",
            Some(';') => ";",
            Some('|') => "|",
            _ => "",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    #[error("the file is empty")]
    Empty,
    #[error("this is {0}, not a table of text; save it as CSV or XLSX first")]
    NotText(&'static str),
    #[error("line {line} has bytes that are not {encoding} text; save the file again as UTF-8")]
    Bytes { line: u64, encoding: &'static str },
    #[error("there is no encoding named “{0}”")]
    UnknownEncoding(String),
    #[error(
        "the table is damaged in line {line}: a quotation mark opens there and is never closed; \
         close it or write it twice"
    )]
    OpenQuote { line: u64 },
}

/// Reads a table; the encoding and the delimiter are found by themselves, the file's name helps.
///
/// # Errors
/// Files that are no text, damaged Unicode, a quotation never closed.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Table, TableError> {
    read_text(decode(bytes)?, name)
}

/// Reads a table whose text is known already.
///
/// # Errors
/// A quotation that is never closed.
pub fn read_text(decoded: DecodedTable, name: Option<&str>) -> Result<Table, TableError> {
    read_delimited(decoded, name, None)
}

/// Reads a table whose text is known already, with the delimiter the user names.
///
/// # Errors
/// A quotation that is never closed.
pub fn read_delimited(
    decoded: DecodedTable,
    name: Option<&str>,
    sign: Option<char>,
) -> Result<Table, TableError> {
    let text = decoded.text.strip_prefix('\u{FEFF}').unwrap_or(&decoded.text);
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    let delimiter = match sign {
        None => find_delimiter(text, name),
        Some(sign) => named_delimiter(text, sign),
    };
    let mut records = split(text, delimiter)?;
    records.retain(|record| record.fields.iter().any(|field| !field.trim().is_empty()));
    let is_single = records.iter().all(|record| record.fields.len() < 2);
    Ok(Table {
        encoding: decoded.encoding,
        delimiter: Some(delimiter.sign).filter(|_| !is_single),
        records,
        warnings: decoded.warnings,
    })
}
