//! The bilingual Word document: a table with English on the left and Arabic on the right.

use super::arrange::{about, bilingual_rows, count_untranslated};
use super::wordprocessing::{
    DocxError, Package, RunStyle, open_paragraph, push_paragraph, push_run, push_title,
};
use crate::engine::model::{
    BlockStyle, ExportDocument, ExportOptions, ExportRow, ExportedFile, TextKind, Warning,
};

/// Column widths in twentieths of a point: number, English, Arabic, state.
const WIDTHS: [u32; 4] = [510, 4054, 4054, 1248];
const SIDE_MARGIN: u32 = 1020;

/// Rows with more text than this may run over a page's end: else half a page could stay empty.
const LONGEST_WHOLE_ROW: usize = 1200;

/// Writes all rows: those for translation in order, the others last and grey. The table itself
/// runs left to right; only Arabic paragraphs and runs are marked right to left.
pub fn write_bilingual_docx(
    document: &ExportDocument,
    options: ExportOptions,
) -> Result<ExportedFile, DocxError> {
    let mut table = Table::default();
    let rows = bilingual_rows(document, options);
    for row in rows.text {
        table.row(row);
    }
    if !rows.not_for_translation.is_empty() {
        table.section("Not for translation");
    }
    for row in rows.not_for_translation {
        table.row(row);
    }
    let mut body = String::new();
    let dropped = heading(&mut body, document) + table.dropped;
    body.push_str(&table.into_xml());
    // Word wants a paragraph after a table.
    body.push_str("<w:p><w:pPr><w:pStyle w:val=\"CellNote\"/></w:pPr></w:p>");
    let package = Package {
        title: &document.title,
        body: &body,
        side_margin: SIDE_MARGIN,
    };
    Ok(ExportedFile {
        bytes: package.into_bytes()?,
        untranslated: count_untranslated(document),
        warnings: Warning::dropped_characters(dropped).into_iter().collect(),
    })
}

fn heading(out: &mut String, document: &ExportDocument) -> usize {
    let rows = document.rows.iter().filter(|row| row.for_translation);
    let (all, done) = (
        rows.clone().count(),
        rows.filter(|row| row.has_target()).count(),
    );
    let state = format!("{done} of {all} segments translated");
    let subtitle = match document.project.trim() {
        "" => state,
        project => format!("{project} · {state}"),
    };
    let mut dropped = push_title(out, "Title", &document.title);
    dropped += push_title(out, "Subtitle", &subtitle);
    for line in about(document) {
        dropped += push_title(out, "Subtitle", &line);
    }
    dropped
}

#[derive(Default)]
struct Table {
    xml: String,
    dropped: usize,
}

/// How a text is set in its cell.
#[derive(Clone, Copy)]
struct CellText {
    style: &'static str,
    run: RunStyle,
}

impl Table {
    fn into_xml(self) -> String {
        let mut head = String::from(
            "<w:tbl><w:tblPr><w:tblW w:w=\"9866\" w:type=\"dxa\"/><w:tblBorders>\
             <w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"8A857B\"/>\
             <w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"8A857B\"/>\
             <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"DDD9CF\"/>\
             </w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
        );
        for width in WIDTHS {
            head.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        head.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (width, title) in WIDTHS
            .into_iter()
            .zip(["#", "English", "العربية", "Status"])
        {
            let arabic = title == "العربية";
            open_cell(&mut head, width, 1, Some("F3F0E8"));
            let run = RunStyle {
                arabic,
                style: None,
            };
            push_paragraph(&mut head, "CellHeading", run, title);
            head.push_str("</w:tc>");
        }
        head.push_str("</w:tr>");
        head.push_str(&self.xml);
        head.push_str("</w:tbl>");
        head
    }

    fn row(&mut self, row: &ExportRow) {
        let length = row.source.len() / 2 + row.target.len();
        self.xml.push_str("<w:tr>");
        if length <= LONGEST_WHOLE_ROW {
            self.xml.push_str("<w:trPr><w:cantSplit/></w:trPr>");
        }
        let grey = (!row.for_translation).then_some("NotForTranslation");
        let style = match row.style {
            _ if !row.for_translation => "Cell",
            BlockStyle::Heading(_) => "CellHeading",
            _ if row.kind == TextKind::Headline => "CellHeading",
            _ => "Cell",
        };
        let text = |arabic, run| CellText {
            style,
            run: RunStyle { arabic, style: run },
        };
        let [number, english, arabic, state] = WIDTHS;
        self.note(number, &row.number.to_string());
        if row.is_untranslated() {
            let untranslated = text(true, Some("Untranslated"));
            self.cell(english, Some("FBF6E9"), untranslated, &row.source);
        } else {
            self.cell(english, None, text(false, grey), &row.target);
        }
        self.cell(arabic, None, text(true, grey), &row.source);
        let status = if row.for_translation {
            row.status.name()
        } else {
            row.kind.name()
        };
        self.note(state, status);
        self.xml.push_str("</w:tr>");
    }

    fn note(&mut self, width: u32, text: &str) {
        let style = CellText {
            style: "CellNote",
            run: RunStyle::default(),
        };
        self.cell(width, None, style, text);
    }

    fn cell(&mut self, width: u32, shade: Option<&str>, set: CellText, text: &str) {
        open_cell(&mut self.xml, width, 1, shade);
        self.dropped += push_paragraph(&mut self.xml, set.style, set.run, text);
        self.xml.push_str("</w:tc>");
    }

    /// A line across all columns that says what follows.
    fn section(&mut self, title: &str) {
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        open_cell(&mut self.xml, WIDTHS.iter().sum(), WIDTHS.len(), None);
        open_paragraph(&mut self.xml, "CellSection", false, true);
        push_run(&mut self.xml, RunStyle::default(), title);
        self.xml.push_str("</w:p></w:tc></w:tr>");
    }
}

fn open_cell(out: &mut String, width: u32, columns: usize, shade: Option<&str>) {
    out.push_str(&format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"
    ));
    if columns > 1 {
        out.push_str(&format!("<w:gridSpan w:val=\"{columns}\"/>"));
    }
    if let Some(colour) = shade {
        out.push_str(&format!(
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{colour}\"/>"
        ));
    }
    out.push_str("</w:tcPr>");
}

#[cfg(test)]
mod tests {
    use super::super::sample::{article, document, document_xml};
    use super::*;

    fn write(document: &ExportDocument) -> (String, ExportedFile) {
        let file = write_bilingual_docx(document, ExportOptions::default()).unwrap();
        (document_xml(&file.bytes), file)
    }

    #[test]
    fn arabic_cells_run_right_to_left_and_english_cells_do_not() {
        let (xml, file) = write(&article());
        assert_eq!((file.untranslated, file.warnings.len()), (1, 1));
        assert!(!xml.contains("bidiVisual"));
        let (mut arabic_cells, mut english_cells) = (0, 0);
        for paragraph in xml.split("<w:p>").skip(1).filter(|p| p.contains("<w:t ")) {
            let marks = ["<w:bidi/>", "<w:rtl/><w:lang w:bidi=\"ar-SA\"/>"];
            let marked = marks.map(|mark| paragraph.contains(mark));
            assert_eq!(marked[0], marked[1], "{paragraph}");
            let text = paragraph.split("preserve\">").nth(1).unwrap_or_default();
            let arabic = super::super::arrange::starts_right_to_left(text);
            // One English target of the sample starts with an Arabic line.
            assert!(
                marked[0] == arabic || text.starts_with("سطر"),
                "{paragraph}"
            );
            *if marked[0] {
                &mut arabic_cells
            } else {
                &mut english_cells
            } += 1;
        }
        assert_eq!((arabic_cells, english_cells), (11, 31));
    }

    #[test]
    fn rows_not_for_translation_stand_last() {
        let (xml, _) = write(&article());
        let section = xml.find("Not for translation").unwrap();
        let boilerplate = xml.find("نشرتنا").unwrap();
        assert!(section < boilerplate && xml.find("الأيام").unwrap() < section);
        assert!(xml.contains("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"));
    }

    #[test]
    fn an_empty_document_is_a_document() {
        let (xml, file) = write(&document(Vec::new()));
        assert!(xml.contains("0 of 0 segments translated"));
        assert_eq!(file.warnings, []);
    }
}
