//! The bilingual web page: self-contained, good to read and to print.

use super::arrange::{about, bilingual_rows, count_untranslated, starts_right_to_left};
use super::html_text::{attributes, push_head, push_text};
use crate::engine::model::{
    BlockStyle, ExportDocument, ExportOptions, ExportRow, ExportedFile, Language, TextKind,
};

const STYLE: &str = include_str!("bilingual.css");

/// Writes all rows: those for translation in order, the others last and grey. Every cell says its
/// language and direction, so that nothing depends on the text around it.
pub fn write_bilingual_html(document: &ExportDocument, options: ExportOptions) -> ExportedFile {
    let untranslated = count_untranslated(document);
    let rows = bilingual_rows(document, options);
    let mut out = String::new();
    push_head(&mut out, &document.title, STYLE);
    push_heading(
        &mut out,
        document,
        rows.text.len() - untranslated,
        rows.text.len(),
    );
    out.push_str("<table>\n<thead><tr><th scope=\"col\">#</th><th scope=\"col\">English</th>");
    out.push_str("<th scope=\"col\" lang=\"ar\" dir=\"rtl\">العربية</th><th scope=\"col\">Status</th></tr></thead>\n<tbody>\n");
    for row in rows.text {
        push_row(&mut out, row);
    }
    out.push_str("</tbody>\n");
    if !rows.not_for_translation.is_empty() {
        out.push_str("<tbody class=\"rest\">\n<tr><th colspan=\"4\" scope=\"rowgroup\">Not for translation</th></tr>\n");
        for row in rows.not_for_translation {
            push_row(&mut out, row);
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n</body>\n</html>\n");
    ExportedFile {
        bytes: out.into_bytes(),
        untranslated,
        warnings: Vec::new(),
    }
}

fn push_heading(out: &mut String, document: &ExportDocument, done: usize, all: usize) {
    let language = if starts_right_to_left(&document.title) {
        Language::Arabic
    } else {
        Language::English
    };
    out.extend(["<header>\n<h1><bdi", attributes(language), ">"]);
    push_text(out, &document.title);
    out.push_str("</bdi></h1>\n<p>");
    if !document.project.trim().is_empty() {
        out.push_str("<bdi>");
        push_text(out, &document.project);
        out.push_str("</bdi> · ");
    }
    out.push_str(&format!("{done} of {all} segments translated</p>\n"));
    for line in about(document) {
        out.push_str("<p><bdi>");
        push_text(out, &line);
        out.push_str("</bdi></p>\n");
    }
    out.push_str("</header>\n");
}

fn push_row(out: &mut String, row: &ExportRow) {
    let is_heading = row.kind == TextKind::Headline || matches!(row.style, BlockStyle::Heading(_));
    let class = if is_heading && row.for_translation {
        " class=\"heading\""
    } else {
        ""
    };
    out.push_str(&format!(
        "<tr{class}><td class=\"note\">{}</td>",
        row.number
    ));
    if row.is_untranslated() {
        push_cell(
            out,
            " class=\"untranslated\"",
            Language::Arabic,
            &row.source,
        );
    } else {
        push_cell(out, "", Language::English, &row.target);
    }
    push_cell(out, "", Language::Arabic, &row.source);
    let status = if row.for_translation {
        row.status.name()
    } else {
        row.kind.name()
    };
    out.push_str(&format!("<td class=\"note\">{status}</td></tr>\n"));
}

fn push_cell(out: &mut String, class: &str, language: Language, text: &str) {
    out.extend(["<td", class, attributes(language), ">"]);
    push_text(out, text);
    out.push_str("</td>");
}

#[cfg(test)]
mod tests {
    use super::super::sample::{article, document};
    use super::*;

    fn write(document: &ExportDocument) -> (String, usize) {
        let file = write_bilingual_html(document, ExportOptions::default());
        (String::from_utf8(file.bytes).unwrap(), file.untranslated)
    }

    #[test]
    fn every_text_cell_says_its_direction() {
        let (page, untranslated) = write(&article());
        assert_eq!(untranslated, 1);
        let cells: Vec<_> = page
            .split("<td")
            .skip(1)
            .filter(|c| !c.contains("note"))
            .collect();
        assert_eq!(cells.len(), 18);
        for cell in &cells {
            assert!(
                cell.contains("lang=\"ar\" dir=\"rtl\"")
                    || cell.contains("lang=\"en\" dir=\"ltr\"")
            );
        }
        let fallback = " class=\"untranslated\" lang=\"ar\" dir=\"rtl\">";
        assert_eq!(
            cells
                .iter()
                .filter(|cell| cell.starts_with(fallback))
                .count(),
            1
        );
        assert!(page.find("الأيام") < page.find("Not for translation"));
        assert!(page.contains("&lt;at once&gt; &amp; without"));
    }

    #[test]
    fn titles_cannot_break_out() {
        let mut document = document(Vec::new());
        document.title = "</title><script>x".to_owned();
        assert!(!write(&document).0.contains("<script>"));
    }
}
