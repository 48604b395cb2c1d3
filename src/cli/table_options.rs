//! How tables are to be read, where the guess is wrong: options of all imports.

use clap::Args;
use turjuman::workspace::{TableField, TableMapping};

#[derive(Debug, Args)]
#[command(next_help_heading = "Tables (CSV, TSV, XLSX)")]
pub(super) struct TableOptions {
    /// The encoding, if the guess is wrong: windows-1256, ISO-8859-6, utf-16…
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// What stands between columns: tab, or the sign itself
    #[arg(long, value_name = "SIGN", value_parser = delimiter)]
    delimiter: Option<char>,
    /// What the columns hold, in their order: source,target,note… (- for a column not to be read)
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', value_parser = field)]
    columns: Option<Vec<Column>>,
    /// The first row is an entry and names no columns
    #[arg(long, conflicts_with = "header")]
    no_header: bool,
    /// The first row names the columns
    #[arg(long)]
    header: bool,
    /// The sheet of a workbook, if it is not the first
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

/// A field, or none for a column that is not read.
#[derive(Debug, Clone, Copy)]
struct Column(Option<TableField>);

impl TableOptions {
    pub(super) fn mapping(self) -> TableMapping {
        let columns = self
            .columns
            .map(|columns| columns.into_iter().map(|column| column.0));
        TableMapping {
            encoding: self.encoding,
            delimiter: self.delimiter,
            sheet: self.sheet,
            has_header: match (self.header, self.no_header) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            },
            columns: columns.map(Iterator::collect),
        }
    }
}

fn delimiter(text: &str) -> Result<char, String> {
    let mut signs = text.chars();
    match (text.to_lowercase().as_str(), signs.next(), signs.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        ("comma", ..) => Ok(','),
        ("semicolon", ..) => Ok(';'),
        ("pipe", ..) => Ok('|'),
        (_, Some(sign), None) if !matches!(sign, '"' | '\n' | '\r') => Ok(sign),
        _ => Err("a delimiter is one sign, or tab".into()),
    }
}

fn field(name: &str) -> Result<Column, String> {
    if matches!(name.trim().to_lowercase().as_str(), "" | "-" | "ignore") {
        return Ok(Column(None));
    }
    let known = || {
        let names = TableField::ALL.map(TableField::name);
        format!(
            "no field of this name; there are {} and -",
            names.join(", ")
        )
    };
    let found = TableField::named(name).ok_or_else(known)?;
    Ok(Column(Some(found)))
}
