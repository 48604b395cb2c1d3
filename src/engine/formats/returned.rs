//! Tables of a Word document that a reviewer sends back: which text stands beside which source.

use super::FormatError;
use crate::engine::files::{Package, PackageError, Xml, XmlFile};
use crate::engine::text::normalize::{is_arabic_letter, key};

/// A row of a review table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReturnedRow {
    /// The number of the segment, where the table has a column for it.
    pub number: Option<u32>,
    pub source: String,
    pub target: String,
    pub comment: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Source,
    Target,
    Comment,
}

/// What programs call their columns, as comparison keys in lower case.
const NAMES: [(Column, &[&str]); 4] = [
    (
        Column::Number,
        &["#", "id", "no", "no.", "nr", "nr.", "segment id", "segment"],
    ),
    (
        Column::Source,
        &[
            "source",
            "source segment",
            "source text",
            "arabic",
            "العربيه",
            "ar",
        ],
    ),
    (
        Column::Target,
        &[
            "target",
            "target segment",
            "target text",
            "translation",
            "english",
            "en",
        ],
    ),
    (
        Column::Comment,
        &["comment", "comments", "note", "notes", "remark"],
    ),
];

/// The rows of all tables that have a column of source and one of target.
///
/// # Errors
/// Files that are no Word documents, damaged ones, ones without such a table.
pub fn read_returned(bytes: &[u8]) -> Result<Vec<ReturnedRow>, FormatError> {
    if bytes.is_empty() {
        return Err(FormatError::Empty);
    }
    let mut package = Package::open(bytes)?;
    let part = match package.part("word/document.xml") {
        Err(PackageError::Missing(_)) => return Err(FormatError::NoReviewTable),
        part => part?,
    };
    let xml = XmlFile::read(&part)?.xml;
    let mut found = Vec::new();
    for table in xml.nodes().filter(|&node| xml.is(node, "tbl")) {
        let rows: Vec<Vec<String>> = xml
            .children(table)
            .filter(|&row| xml.is(row, "tr") && !is_deleted_row(&xml, row))
            .map(|row| cells(&xml, row))
            .collect();
        let Some((columns, first)) = columns(&rows) else {
            continue;
        };
        found.extend(rows.iter().skip(first).filter_map(|row| {
            let cell = |column: Column| {
                let at = columns.iter().position(|known| *known == Some(column))?;
                row.get(at).map(|text| text.trim().to_owned())
            };
            let source = cell(Column::Source).filter(|source| !source.is_empty())?;
            Some(ReturnedRow {
                number: cell(Column::Number).and_then(|number| number.parse().ok()),
                source,
                target: cell(Column::Target)?,
                comment: cell(Column::Comment).unwrap_or_default(),
            })
        }));
    }
    if found.is_empty() {
        return Err(FormatError::NoReviewTable);
    }
    Ok(found)
}

/// A row that was deleted with changes tracked.
fn is_deleted_row(xml: &Xml, row: usize) -> bool {
    let properties = xml.child(row, "trPr");
    properties.is_some_and(|node| xml.child(node, "del").is_some())
}

/// The texts of a row by column; a cell that spans several is in the first of them.
fn cells(xml: &Xml, row: usize) -> Vec<String> {
    let mut cells = Vec::new();
    for cell in xml.children(row).filter(|&node| xml.is(node, "tc")) {
        let span = xml
            .child(cell, "tcPr")
            .and_then(|properties| xml.child(properties, "gridSpan"))
            .and_then(|node| xml.attribute(node, "val"))
            .and_then(|span| span.parse::<usize>().ok());
        let paragraphs = xml.children(cell).filter(|&node| xml.is(node, "p"));
        let lines: Vec<String> = paragraphs.map(|node| visible_text(xml, node)).collect();
        cells.push(lines.join("\n"));
        cells.extend((1..span.unwrap_or(1).min(64)).map(|_| String::new()));
    }
    cells
}

/// The text of a paragraph with its tracked changes accepted.
fn visible_text(xml: &Xml, paragraph: usize) -> String {
    let mut text = String::new();
    let end = xml.close(paragraph);
    let mut node = paragraph + 1;
    while node < end {
        if xml.is_element(node) {
            match xml.name(node) {
                "del" | "moveFrom" | "pPr" | "rPr" => node = xml.close(node),
                "t" => text.push_str(&xml.text_of(node)),
                "tab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('\u{2011}'),
                _ => {}
            }
        }
        node += 1;
    }
    text
}

/// What the columns of a table are, and the first row of text: by the heads, else by the letters.
fn columns(rows: &[Vec<String>]) -> Option<(Vec<Option<Column>>, usize)> {
    for (number, row) in rows.iter().enumerate().take(3) {
        let named: Vec<Option<Column>> = row.iter().map(|cell| named(cell)).collect();
        if named.contains(&Some(Column::Source)) && named.contains(&Some(Column::Target)) {
            return Some((named, number + 1));
        }
    }
    let width = rows.iter().map(Vec::len).max()?;
    let letters = |column: usize, fits: fn(char) -> bool| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells
            .flat_map(|cell| cell.chars())
            .filter(|&c| fits(c))
            .count()
    };
    let most = |fits: fn(char) -> bool| {
        let best = (0..width).max_by_key(|&column| letters(column, fits))?;
        (letters(best, fits) > 0).then_some(best)
    };
    let source = most(is_arabic_letter)?;
    let target = most(|c| c.is_ascii_alphabetic()).filter(|target| *target != source)?;
    let columns = (0..width).map(|column| match column {
        _ if column == source => Some(Column::Source),
        _ if column == target => Some(Column::Target),
        _ => None,
    });
    Some((columns.collect(), 0))
}

fn named(cell: &str) -> Option<Column> {
    let head = key(cell.trim()).to_lowercase();
    let found = NAMES.iter().find(|(_, names)| {
        // `Arabic (Egypt)`, `English [EN-GB]`
        let bare = head.split([' ', '(', '[']).next().unwrap_or_default();
        names.contains(&head.as_str()) || (head.contains(['(', '[']) && names.contains(&bare))
    });
    found.map(|(column, _)| *column)
}

#[cfg(test)]
mod tests {
    use super::super::bilingual_docx::write_bilingual_docx;
    use super::super::sample::{article, document, row};
    use super::*;
    use crate::engine::model::ExportOptions;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn word(body: &str) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        writer.start_file("word/document.xml", options).unwrap();
        let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        writer.write_all(text.as_bytes()).unwrap();
        writer.finish().unwrap().into_inner()
    }

    fn table(rows: &[&[&str]]) -> Vec<u8> {
        let rows: String = rows
            .iter()
            .map(|row| {
                let cells = row.iter().map(|cell| {
                    let text = if cell.starts_with('<') {
                        (*cell).to_owned()
                    } else {
                        format!("<w:r><w:t>{cell}</w:t></w:r>")
                    };
                    format!("<w:tc><w:p>{text}</w:p></w:tc>")
                });
                format!("<w:tr>{}</w:tr>", cells.collect::<String>())
            })
            .collect();
        word(&format!("<w:tbl>{rows}</w:tbl>"))
    }

    #[test]
    fn our_own_table_comes_back_as_it_went() {
        let sent = article();
        let file = write_bilingual_docx(&sent, ExportOptions::default()).unwrap();
        let rows = read_returned(&file.bytes).unwrap();
        assert_eq!(rows.len(), sent.rows.len());
        assert_eq!(rows[0].number, Some(1));
        assert_eq!(rows[1].source, sent.rows[1].source);
        assert_eq!(rows[1].target, sent.rows[1].target);
        let lines = rows.iter().find(|row| row.number == Some(9)).unwrap();
        assert_eq!(lines.target, sent.rows[8].target);
    }

    #[test]
    fn tables_of_other_programs_are_read_by_their_heads_or_letters() {
        let tracked = "<w:r><w:t>The </w:t></w:r><w:del><w:r><w:delText>cease-fire</w:delText></w:r></w:del><w:ins><w:r><w:t>truce</w:t></w:r></w:ins>";
        for rows in [
            &[
                &[
                    "Segment ID",
                    "Segment status",
                    "Source segment",
                    "Target segment",
                ][..],
                &["7", "Draft", "الهدنة", tracked],
            ][..],
            &[
                &["#", "Arabic (Egypt)", "English [EN-GB]", "Comment"],
                &["7", "الهدنة", tracked, "see style guide"],
            ],
            &[&["الهدنة", tracked]],
        ] {
            let found = read_returned(&table(rows)).unwrap();
            assert_eq!(found.len(), 1, "{rows:?}");
            assert_eq!(
                (found[0].source.as_str(), found[0].target.as_str()),
                ("الهدنة", "The truce")
            );
        }
    }

    #[test]
    fn what_has_no_table_is_refused() {
        for bytes in [
            word("<w:p/>"),
            table(&[&["a", "b"]]),
            b"hello".to_vec(),
            Vec::new(),
        ] {
            assert!(read_returned(&bytes).is_err());
        }
        let empty = document(vec![row(0, "أ", "")]);
        let file = write_bilingual_docx(&empty, ExportOptions::default()).unwrap();
        assert_eq!(read_returned(&file.bytes).unwrap()[0].target, "أ");
    }
}
