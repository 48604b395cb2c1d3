//! An analysis as a file for clients: a workbook, CSV, a page.

use super::analysis::{Amount, Analysis, Band, FileAnalysis};
use crate::engine::text::xml::push_attribute;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// The kinds of files that an analysis is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    Xlsx,
    Csv,
    Html,
}

impl ReportFormat {
    /// By the ending of a file's name.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_lowercase().as_str() {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}

const HEADS: [&str; 6] = [
    "Document",
    "Band",
    "Segments",
    "Words",
    "Characters without spaces",
    "Characters",
];

/// # Errors
/// The workbook is too large, which no analysis is.
pub fn write_analysis(analysis: &Analysis, format: ReportFormat) -> Result<Vec<u8>, String> {
    let rows = rows(analysis);
    match format {
        ReportFormat::Xlsx => workbook(&rows).map_err(|error| error.to_string()),
        ReportFormat::Csv => table(&rows).map_err(|error| error.to_string()),
        ReportFormat::Html => Ok(page(analysis, &rows).into_bytes()),
    }
}

/// Document, band and amount; each document ends with its total.
fn rows(analysis: &Analysis) -> Vec<(String, &'static str, Amount)> {
    let mut rows = Vec::new();
    let mut push = |file: &FileAnalysis| {
        for band in Band::ALL {
            rows.push((file.name.clone(), band.name(), file.band(band)));
        }
        rows.push((file.name.clone(), "Total", file.total()));
    };
    for file in &analysis.files {
        push(file);
    }
    push(&analysis.total());
    rows
}

fn numbers(amount: Amount) -> [u64; 4] {
    [
        amount.segments,
        amount.words,
        amount.characters_without_spaces,
        amount.characters,
    ]
}

fn workbook(rows: &[(String, &'static str, Amount)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Analysis")?;
    for (column, head) in (0u16..).zip(HEADS) {
        sheet.write_string_with_format(0, column, head, &bold)?;
    }
    sheet.set_column_width(0, 36)?;
    sheet.set_column_width(1, 24)?;
    sheet.set_freeze_panes(1, 0)?;
    for (row, (name, band, amount)) in (1u32..).zip(rows) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, *band)?;
        for (column, number) in (2u16..).zip(numbers(*amount)) {
            // Counts are far below the 2^53 that a cell holds exactly.
            sheet.write_number(row, column, number as f64)?;
        }
    }
    workbook.save_to_buffer()
}

fn table(rows: &[(String, &'static str, Amount)]) -> Result<Vec<u8>, csv::Error> {
    // Excel reads UTF-8 only behind a byte order mark.
    let mut writer = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(HEADS)?;
    for (name, band, amount) in rows {
        // No name becomes a formula.
        let name = match name.chars().next() {
            Some('=' | '+' | '-' | '@' | '\t') => format!("'{name}"),
            _ => name.clone(),
        };
        let numbers = numbers(*amount).map(|number| number.to_string());
        let cells = [name, (*band).to_owned()].into_iter().chain(numbers);
        writer.write_record(cells)?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:56rem;color:#1d1d1f}\
    table{border-collapse:collapse;width:100%;margin-bottom:2rem}th,td{padding:.3rem .7rem;text-align:right;\
    border-bottom:1px solid #ddd}th:first-child,td:first-child{text-align:left}tr.total{font-weight:600}";

fn page(analysis: &Analysis, rows: &[(String, &'static str, Amount)]) -> String {
    let mut out = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>",
    );
    push_attribute(&mut out, &analysis.project);
    out.push_str(&format!(
        ": analysis</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1><bdi>"
    ));
    push_attribute(&mut out, &analysis.project);
    out.push_str("</bdi>: analysis</h1>\n");
    for file in rows.chunk_by(|a, b| a.0 == b.0) {
        let name = file.first().map_or("", |(name, ..)| name.as_str());
        out.push_str("<h2><bdi>");
        push_attribute(&mut out, name);
        out.push_str("</bdi></h2>\n<table>\n<tr>");
        for head in HEADS.iter().skip(1) {
            out.push_str(&format!("<th scope=\"col\">{head}</th>"));
        }
        out.push_str("</tr>\n");
        for (_, band, amount) in file {
            let class = if *band == "Total" {
                " class=\"total\""
            } else {
                ""
            };
            out.push_str(&format!("<tr{class}><td>{band}</td>"));
            for number in numbers(*amount) {
                out.push_str(&format!("<td>{number}</td>"));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_hold_every_band_and_no_formula() {
        let mut file = FileAnalysis::new("=1+1".to_owned());
        file.add(Band::Exact, Amount::of("وصل الوفد."));
        let analysis = Analysis {
            project: "<news>".to_owned(),
            files: vec![file],
        };
        let csv = write_analysis(&analysis, ReportFormat::Csv).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        assert!(csv.contains("'=1+1,100 %,1,2,9,10"), "{csv}");
        assert_eq!(csv.lines().count(), 1 + 2 * 10);
        let html = write_analysis(&analysis, ReportFormat::Html).unwrap();
        let html = String::from_utf8(html).unwrap();
        assert!(
            html.contains("<bdi>&lt;news&gt;</bdi>") && html.contains("<td>100 %</td><td>1</td>")
        );
        let xlsx = write_analysis(&analysis, ReportFormat::Xlsx).unwrap();
        assert!(xlsx.starts_with(b"PK"));
    }
}
