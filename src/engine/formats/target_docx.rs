//! The target alone as a Word document: English paragraphs, left to right.

use super::arrange::{Run, TargetParagraph, count_untranslated, target_paragraphs};
use super::wordprocessing::{DocxError, Package, RunStyle, open_paragraph, push_run};
use crate::engine::model::{BlockStyle, ExportDocument, ExportOptions, ExportedFile, Warning};

const SIDE_MARGIN: u32 = 1417;

/// Writes the paragraphs for translation. Nothing is marked right to left except text that came
/// out as its Arabic source; a paragraph of only such text runs right to left as a whole.
pub fn write_target_docx(
    document: &ExportDocument,
    options: ExportOptions,
) -> Result<ExportedFile, DocxError> {
    let mut body = String::new();
    let mut dropped = 0;
    for paragraph in target_paragraphs(document, options) {
        dropped += push(&mut body, &paragraph);
    }
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

fn push(out: &mut String, paragraph: &TargetParagraph<'_>) -> usize {
    open_paragraph(out, style(paragraph), paragraph.is_source(), false);
    let runs = paragraph.runs.iter();
    let dropped = runs.map(|run| push_segment(out, run)).sum();
    out.push_str("</w:p>");
    dropped
}

fn push_segment(out: &mut String, run: &Run<'_>) -> usize {
    let gap = if run.gap.is_empty() { "" } else { " " };
    let style = RunStyle {
        arabic: !run.is_translated,
        style: (!run.is_translated).then_some("Untranslated"),
    };
    push_run(out, RunStyle::default(), gap) + push_run(out, style, run.text)
}

fn style(paragraph: &TargetParagraph<'_>) -> &'static str {
    match paragraph.style {
        _ if paragraph.is_headline => "Title",
        BlockStyle::Heading(1) => "Heading1",
        BlockStyle::Heading(2) => "Heading2",
        BlockStyle::Heading(3) => "Heading3",
        BlockStyle::Heading(4) => "Heading4",
        BlockStyle::Heading(5) => "Heading5",
        BlockStyle::Heading(_) => "Heading6",
        BlockStyle::ListItem => "ListParagraph",
        BlockStyle::Quote => "Quote",
        BlockStyle::Paragraph => "Normal",
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{article, document, document_xml, row};
    use super::*;

    fn write(document: &ExportDocument) -> String {
        let file = write_target_docx(document, ExportOptions::default()).unwrap();
        document_xml(&file.bytes)
    }

    #[test]
    fn english_carries_no_direction() {
        let mut article = article();
        article.rows.retain(|row| row.has_target());
        let xml = write(&article);
        for mark in ["w:bidi", "w:rtl", "w:jc"] {
            assert!(!xml.contains(mark), "{mark}");
        }
        for style in ["Title", "Heading2", "ListParagraph", "Quote", "Normal"] {
            assert!(
                xml.contains(&format!("<w:pStyle w:val=\"{style}\"/>")),
                "{style}"
            );
        }
    }

    #[test]
    fn untranslated_text_stays_readable() {
        let xml = write(&document(vec![
            row(0, "أ.", "A."),
            row(0, "ب.", ""),
            row(1, "ج", ""),
        ]));
        let paragraphs: Vec<_> = xml.split("<w:p>").skip(1).collect();
        assert!(!paragraphs[0].contains("<w:bidi/>"));
        assert_eq!(paragraphs[0].matches("<w:rtl/>").count(), 1);
        assert!(paragraphs[1].contains("<w:bidi/>"));
        assert_eq!(paragraphs[1].matches("<w:rtl/>").count(), 1);
    }
}
