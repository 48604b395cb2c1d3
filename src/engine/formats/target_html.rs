//! The target alone as HTML: a page, and a fragment with its plain text for the clipboard.

use super::arrange::{Run, TargetParagraph, count_untranslated, target_paragraphs};
use super::html_text::{attributes, push_head, push_text};
use crate::engine::model::{
    BlockStyle, ClipboardText, ExportDocument, ExportOptions, ExportedFile, Language,
};

const STYLE: &str = "body { margin: 2.5rem auto; max-width: 42rem; padding: 0 1.25rem; \
    font: 17px/1.6 \"Noto Serif\", Cambria, Georgia, serif; color: #24221e; }\n\
    :lang(ar) { font-family: \"Noto Naskh Arabic\", \"Sakkal Majalla\", \"Geeza Pro\", serif; color: #75653f; }\n\
    @page { size: A4; margin: 22mm; }\n\
    @media print { body { margin: 0; max-width: none; padding: 0; font-size: 11pt; } }\n";

/// Writes a page of its own with the document's title.
pub fn write_target_html(document: &ExportDocument, options: ExportOptions) -> ExportedFile {
    let mut out = String::new();
    push_head(&mut out, &document.title, STYLE);
    push_paragraphs(&mut out, &target_paragraphs(document, options));
    out.push_str("</body>\n</html>\n");
    ExportedFile {
        bytes: out.into_bytes(),
        untranslated: count_untranslated(document),
        warnings: Vec::new(),
    }
}

/// The target for a newsroom's editor: semantic HTML without styles, and the same text with an
/// empty line between paragraphs.
pub fn target_clipboard(document: &ExportDocument, options: ExportOptions) -> ClipboardText {
    let paragraphs = target_paragraphs(document, options);
    let mut html = String::new();
    push_paragraphs(&mut html, &paragraphs);
    let plain: Vec<String> = paragraphs.iter().map(TargetParagraph::text).collect();
    ClipboardText {
        plain: plain.join("\n\n"),
        html,
        untranslated: count_untranslated(document),
    }
}

fn push_paragraphs(out: &mut String, paragraphs: &[TargetParagraph<'_>]) {
    for group in paragraphs.chunk_by(|a, b| wrapper(a).is_some() && wrapper(a) == wrapper(b)) {
        let outer = group.first().and_then(wrapper);
        if let Some(name) = outer {
            out.push_str(&format!("<{name}>\n"));
        }
        for paragraph in group {
            push_paragraph(out, paragraph);
        }
        if let Some(name) = outer {
            out.push_str(&format!("</{name}>\n"));
        }
    }
}

/// The element around neighbouring paragraphs of one style.
fn wrapper(paragraph: &TargetParagraph<'_>) -> Option<&'static str> {
    match paragraph.style {
        _ if paragraph.is_headline => None,
        BlockStyle::ListItem => Some("ul"),
        BlockStyle::Quote => Some("blockquote"),
        BlockStyle::Paragraph | BlockStyle::Heading(_) => None,
    }
}

fn push_paragraph(out: &mut String, paragraph: &TargetParagraph<'_>) {
    let name = element(paragraph);
    let direction = if paragraph.is_source() {
        attributes(Language::Arabic)
    } else {
        ""
    };
    out.push_str(&format!("<{name}{direction}>"));
    for run in &paragraph.runs {
        push_segment(out, run, paragraph.is_source());
    }
    out.push_str(&format!("</{name}>\n"));
}

fn push_segment(out: &mut String, run: &Run<'_>, in_source: bool) {
    if !run.gap.is_empty() {
        out.push(' ');
    }
    if run.is_translated || in_source {
        push_text(out, run.text);
    } else {
        out.push_str(&format!("<span{}>", attributes(Language::Arabic)));
        push_text(out, run.text);
        out.push_str("</span>");
    }
}

/// The headline is the page's one `<h1>`; headings of the text come below it.
fn element(paragraph: &TargetParagraph<'_>) -> &'static str {
    match paragraph.style {
        _ if paragraph.is_headline => "h1",
        BlockStyle::Heading(0..=2) => "h2",
        BlockStyle::Heading(3) => "h3",
        BlockStyle::Heading(4) => "h4",
        BlockStyle::Heading(5) => "h5",
        BlockStyle::Heading(_) => "h6",
        BlockStyle::ListItem => "li",
        BlockStyle::Quote | BlockStyle::Paragraph => "p",
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::article;
    use super::*;

    #[test]
    fn both_forms_of_an_article() {
        let text = target_clipboard(&article(), ExportOptions::default());
        assert_eq!(text.untranslated, 1);
        insta::assert_snapshot!(text.html, @"");
        insta::assert_snapshot!(text.plain, @"");
    }

    #[test]
    fn a_page_is_whole() {
        let file = write_target_html(&article(), ExportOptions::default());
        let page = String::from_utf8(file.bytes).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    }
}
