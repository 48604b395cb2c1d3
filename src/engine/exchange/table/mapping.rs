//! What the user says of a table; what he leaves open is found by itself.

use super::Field;

/// How a table of text or a workbook is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableMapping {
    /// The encoding by its name: `windows-1256`, `utf-16`.
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    /// The sheet of a workbook by its name; the first one otherwise.
    pub sheet: Option<String>,
    /// Whether the first record names the columns.
    pub has_header: Option<bool>,
    /// What each column holds, `None` for columns not read.
    pub columns: Option<Vec<Option<Field>>>,
}

/// The names of the encodings that Arabic and English tables have, the commonest first.
pub const ENCODINGS: [&str; 7] = [
    "UTF-8",
    "windows-1256",
    "ISO-8859-6",
    "UTF-16LE",
    "UTF-16BE",
    "windows-1252",
    "macintosh",
];

/// The delimiters tried, the likelier first.
pub const DELIMITERS: [char; 4] = ['\t', ';', ',', '|'];
