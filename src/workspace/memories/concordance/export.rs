//! What a concordance found as a file: CSV, TSV or HTML.

use super::ConcordanceRow;
use crate::jobs::Ticket;
use crate::workspace::core::{WorkspaceError, write_file};
use std::io::{Error, Result, Write};
use std::ops::Range;
use std::path::Path;

const HEAD: [&str; 7] = [
    "source", "target", "memory", "author", "changed", "project", "document",
];

/// Writes rows and tells how many there were.
pub(in crate::workspace) fn write(
    path: &Path,
    rows: impl Iterator<Item = std::result::Result<ConcordanceRow, WorkspaceError>>,
    ticket: &Ticket,
) -> std::result::Result<u64, WorkspaceError> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    let mut count = 0;
    let rows = rows.map(|row| {
        count += 1;
        ticket.report(count, 0);
        if ticket.is_cancelled() {
            return Err(Error::other("it was stopped"));
        }
        row.map_err(Error::other)
    });
    match extension.as_str() {
        "csv" => write_file(path, |out| write_table(out, b',', rows))?,
        "tsv" | "txt" => write_file(path, |out| write_table(out, b'\t', rows))?,
        "html" | "htm" => write_file(path, |out| write_html(out, rows))?,
        _ => {
            return Err(WorkspaceError::File {
                reason: "a concordance is written as .csv, .tsv or .html".into(),
                path: path.into(),
            });
        }
    }
    Ok(count)
}

fn write_table(
    out: &mut dyn Write,
    delimiter: u8,
    rows: impl Iterator<Item = Result<ConcordanceRow>>,
) -> Result<()> {
    if delimiter == b',' {
        // Spreadsheets take a file for UTF-8 by its byte order mark.
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut table = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(out);
    table.write_record(HEAD)?;
    for row in rows {
        table.write_record(cells(&row?))?;
    }
    table.flush()
}

fn cells(row: &ConcordanceRow) -> [String; 7] {
    let unit = &row.content;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        unit.source.clone(),
        unit.target.clone(),
        row.memory_name.clone(),
        text(&unit.author),
        unit.changed.or(unit.created).map(date).unwrap_or_default(),
        text(&unit.project),
        text(&unit.document),
    ]
}

/// The UTC date of seconds since 1970, by the civil-from-days algorithm of Howard Hinnant.
pub fn date(seconds: i64) -> String {
    let days = seconds.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

fn write_html(
    out: &mut dyn Write,
    rows: impl Iterator<Item = Result<ConcordanceRow>>,
) -> Result<()> {
    out.write_all(
        b"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Concordance</title>\n<style>table{border-collapse:collapse;width:100%}td,th{border:1px solid #ccc;padding:.3em .6em;vertical-align:top;text-align:start}td:nth-child(-n+2){width:38%}small{color:#666}</style></head><body><table>\n<tr><th>Target</th><th>Source</th><th>From</th></tr>\n",
    )?;
    for row in rows {
        let row = row?;
        let unit = &row.content;
        let [_, _, from @ ..] = cells(&row);
        let from: Vec<String> = from.into_iter().filter(|part| !part.is_empty()).collect();
        writeln!(
            out,
            "<tr><td lang=\"{}\" dir=\"auto\">{}</td><td lang=\"{}\" dir=\"auto\">{}</td><td><small>{}</small></td></tr>",
            escaped(&unit.target_tag),
            marked(&unit.target, &row.hits.target),
            escaped(&unit.source_tag),
            marked(&unit.source, &row.hits.source),
            escaped(&from.join(" · "))
        )?;
    }
    out.write_all(b"</table></body></html>\n")
}

fn marked(text: &str, hits: &[Range<usize>]) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for hit in hits {
        let between = text.get(done..hit.start).unwrap_or_default();
        let found = text.get(hit.clone()).unwrap_or_default();
        html.push_str(&escaped(between));
        html.push_str(&format!("<mark>{}</mark>", escaped(found)));
        done = hit.end;
    }
    html.push_str(&escaped(text.get(done..).unwrap_or_default()));
    html
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' => html.push_str("<br>"),
            c if c.is_control() && c != '\t' => {}
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_marked_and_markup_is_text() {
        assert_eq!(
            marked("a <b> & c", std::slice::from_ref(&(2..5))),
            "a <mark>&lt;b&gt;</mark> &amp; c"
        );
        assert_eq!(marked("", &[]), "");
    }
}
