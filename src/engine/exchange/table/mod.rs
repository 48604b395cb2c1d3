//! Tables of text, CSV and TSV, in any encoding and with any delimiter.

mod body;
mod columns;
mod mapping;
mod records;

pub(super) use body::{Body, Faults};
pub(super) use columns::has_arabic;
pub use columns::{ColumnMap, Field};
pub use mapping::{DELIMITERS, ENCODINGS, TableMapping};
pub use records::Record;

use crate::engine::files::{EncodingError, Utf8Stream, detect_encoding};
use crate::engine::model::Warning;
use encoding_rs::Encoding;
use records::{Cutter, Delimiter, cut_sample, find_delimiter, named_delimiter};
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

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
        self.delimiter.map_or("", delimiter_name)
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
    #[error(
        "line {line} is in another encoding than the lines before it; save the whole file as UTF-8"
    )]
    Mixed { line: u64 },
    #[error("there is no encoding named “{0}”")]
    UnknownEncoding(String),
    #[error(
        "the table is damaged in line {line}: a quotation mark opens there and is never closed; \
         close it or write it twice"
    )]
    OpenQuote { line: u64 },
    #[error("line {line} is longer than 16 MB; this is no table, or its line ends are missing")]
    LongRecord { line: u64 },
    #[error(
        "no column of this table is known as source or target; write source,target above the \
         entries, or say what each column holds"
    )]
    NoColumns,
    #[error("the file could not be read ({0})")]
    Unreadable(String),
    #[error("stopped")]
    Stopped,
}

impl From<EncodingError> for TableError {
    fn from(error: EncodingError) -> Self {
        match error {
            EncodingError::Empty => Self::Empty,
            EncodingError::NotText(what) => Self::NotText(what),
            EncodingError::Bytes { line, encoding } => Self::Bytes { line, encoding },
            EncodingError::Mixed { line } => Self::Mixed { line },
            EncodingError::UnknownEncoding(name) => Self::UnknownEncoding(name),
            EncodingError::Unreadable(problem) => Self::Unreadable(problem),
        }
    }
}

impl TableError {
    fn unreadable(error: io::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

/// How a delimiter is called: `TAB`, or the sign itself; nothing for those no table has.
pub fn delimiter_name(sign: char) -> &'static str {
    match sign {
        '\t' => "TAB",
        ',' => ",",
        ';' => ";",
        '|' => "|",
        _ => "",
    }
}

/// What a first look at a table tells.
#[derive(Debug)]
pub struct Layout {
    /// `UTF-8`, `UTF-8 BOM`, `UTF-16LE BOM`, `windows-1256`…
    pub encoding: String,
    pub delimiter: char,
    /// The first records that are not blank.
    pub sample: Vec<Record>,
    pub warnings: Vec<Warning>,
    decoding: &'static Encoding,
    cutting: Delimiter,
}

/// Finds encoding and delimiter of a table, where the user does not name them; its name helps.
/// Reads all of it, keeps only its beginning.
///
/// # Errors
/// Files that are no text, damaged Unicode, an unknown encoding.
pub fn look(
    input: impl Read,
    name: Option<&str>,
    mapping: &TableMapping,
) -> Result<Layout, TableError> {
    let found = detect_encoding(input, mapping.encoding.as_deref())?;
    let text = found.head.strip_prefix('\u{FEFF}').unwrap_or(&found.head);
    let cutting = match mapping.delimiter.or_else(|| said_delimiter(text)) {
        None => find_delimiter(text, name),
        Some(sign) => named_delimiter(text, sign),
    };
    let mut sample = cut_sample(text, cutting);
    sample.retain(has_text);
    if sample.first().is_some_and(says_delimiter) {
        sample.remove(0);
    }
    Ok(Layout {
        encoding: found.name,
        delimiter: cutting.sign,
        sample,
        warnings: found.warnings,
        decoding: found.encoding,
        cutting,
    })
}

/// Hands on the records of a table one by one, those without any text left out.
///
/// # Errors
/// Bytes that are not text in its encoding, a quotation never closed, no record at all, and when
/// `each` breaks: what was handed on before is then not to be kept.
pub fn read_records(
    input: impl BufRead,
    layout: &Layout,
    mut each: impl FnMut(Record) -> ControlFlow<()>,
) -> Result<(), TableError> {
    let mut count = 0u64;
    let mut filled = |record: Record| {
        if !has_text(&record) {
            return ControlFlow::Continue(());
        }
        count += 1;
        if count == 1 && says_delimiter(&record) {
            return ControlFlow::Continue(());
        }
        each(record)
    };
    let mut stream = Utf8Stream::in_encoding(input, layout.decoding);
    let mut cutter = Cutter::new(layout.cutting);
    loop {
        let bytes = stream.fill_buf().map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => TableError::Bytes {
                line: cutter.line(),
                encoding: layout.decoding.name(),
            },
            _ => TableError::unreadable(error),
        })?;
        if bytes.is_empty() {
            break;
        }
        // The stream gives whole letters.
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        cutter.push(text, &mut filled)?;
        let read = bytes.len();
        stream.consume(read);
    }
    cutter.finish(&mut filled)?;
    if count == 0 {
        Err(TableError::Empty)
    } else {
        Ok(())
    }
}

/// The delimiter that Excel reads from the first line: `sep=;`.
fn said_delimiter(text: &str) -> Option<char> {
    let line = text.lines().next()?.trim_end();
    let mut sign = line
        .strip_prefix("sep=")
        .or(line.strip_prefix("SEP="))?
        .chars();
    let said = sign.next().filter(|said| DELIMITERS.contains(said))?;
    sign.next().is_none().then_some(said)
}

/// That line, however it was cut.
fn says_delimiter(record: &Record) -> bool {
    let mut fields = record
        .fields
        .iter()
        .map(|field| field.trim_start_matches('\u{FEFF}'));
    let first = fields.next().unwrap_or_default().to_ascii_lowercase();
    let is_cut = first == "sep=" && record.fields.len() == 2 && fields.all(str::is_empty);
    is_cut || said_delimiter(&first).is_some() && record.fields.len() == 1
}

fn has_text(record: &Record) -> bool {
    record.fields.iter().any(|field| !field.trim().is_empty())
}

/// Reads a whole table; the encoding and the delimiter are found by themselves, the file's name
/// helps.
///
/// # Errors
/// Files that are no text, damaged Unicode, a quotation never closed.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Table, TableError> {
    read_as(bytes, name, &TableMapping::default())
}

/// Reads a whole table as the user says.
///
/// # Errors
/// As [`read`], and an unknown encoding.
pub fn read_as(
    bytes: &[u8],
    name: Option<&str>,
    mapping: &TableMapping,
) -> Result<Table, TableError> {
    let layout = look(bytes, name, mapping)?;
    let mut records = Vec::new();
    read_records(bytes, &layout, |record| {
        records.push(record);
        ControlFlow::Continue(())
    })?;
    let is_single = records.iter().all(|record| record.fields.len() < 2);
    Ok(Table {
        encoding: layout.encoding,
        delimiter: Some(layout.delimiter).filter(|_| !is_single),
        records,
        warnings: layout.warnings,
    })
}

/// Begins a table in UTF-8 with a mark, by which Excel knows it, and the names of its columns.
pub(super) fn text_writer<W: io::Write>(
    mut out: W,
    delimiter: u8,
    columns: &[Field],
) -> io::Result<csv::Writer<W>> {
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut csv = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    csv.write_record(columns.iter().map(|field| field.name()))?;
    Ok(csv)
}

#[cfg(test)]
mod separator_tests {
    use super::*;

    #[test]
    fn the_line_that_names_the_delimiter_is_no_record() {
        for (text, delimiter) in [
            ("sep=;\nالمصدر;source\nهدنة;truce\n", ';'),
            ("\u{FEFF}sep=,\r\nar,en\r\nهدنة,\"truce; pause\"\r\n", ','),
            ("ar;en\nهدنة;truce\n", ';'),
        ] {
            let table = read(text.as_bytes(), Some("a.csv")).unwrap();
            assert_eq!(table.delimiter, Some(delimiter), "{text}");
            assert_eq!(table.records.len(), 2, "{text}");
            assert_eq!(table.records[1].fields[0], "هدنة");
        }
    }
}
