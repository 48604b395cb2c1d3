//! Which rows a written document holds, in which order, and how segments become paragraphs.

use crate::engine::model::{BlockStyle, ExportDocument, ExportOptions, ExportRow, TextKind};
use std::collections::HashMap;

/// Segments that are to be translated and come out as their source.
pub fn count_untranslated(document: &ExportDocument) -> usize {
    let rows = document.rows.iter();
    rows.filter(|row| row.is_untranslated()).count()
}

/// The source text of each block that has rows.
pub fn source_of(document: &ExportDocument) -> HashMap<u32, String> {
    let mut sources: HashMap<u32, String> = HashMap::new();
    for row in &document.rows {
        let text = sources.entry(row.paragraph).or_default();
        text.extend([row.leading.as_str(), &row.source, &row.trailing]);
    }
    sources
}

/// Who wrote the article, where and when it appeared, and its address, as lines.
pub fn about(document: &ExportDocument) -> Vec<String> {
    let article = &document.article;
    let facts = [&article.byline, &article.outlet, &article.published];
    let facts: Vec<&str> = facts
        .iter()
        .map(|fact| fact.as_str())
        .filter(|fact| !fact.is_empty())
        .collect();
    let mut lines = vec![facts.join(" · "), article.address.clone()];
    lines.retain(|line| !line.is_empty());
    lines
}

/// The rows of a bilingual document: those for translation in document order, the headline before
/// them if wished, and those that are not for translation.
pub struct BilingualRows<'a> {
    pub text: Vec<&'a ExportRow>,
    pub not_for_translation: Vec<&'a ExportRow>,
}

pub fn bilingual_rows(document: &ExportDocument, options: ExportOptions) -> BilingualRows<'_> {
    let (mut text, not_for_translation): (Vec<_>, Vec<_>) =
        document.rows.iter().partition(|row| row.for_translation);
    if options.headline_first {
        text.sort_by_key(|row| row.kind != TextKind::Headline);
    }
    BilingualRows {
        text,
        not_for_translation,
    }
}

/// A segment within a paragraph of the target document.
#[derive(Debug, Clone, PartialEq)]
pub struct Run<'a> {
    /// What parts it from the segment before; empty for the first.
    pub gap: String,
    /// The target, or the source where there is none.
    pub text: &'a str,
    pub is_translated: bool,
}

/// A paragraph of the target document; it has at least one run.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetParagraph<'a> {
    /// The block of the skeleton it stands for.
    pub block: u32,
    pub style: BlockStyle,
    pub is_headline: bool,
    /// White space before the first and after the last segment.
    pub leading: &'a str,
    pub trailing: &'a str,
    pub runs: Vec<Run<'a>>,
}

impl TargetParagraph<'_> {
    /// Whether nothing of it is translated: it is an Arabic paragraph then.
    pub fn is_source(&self) -> bool {
        self.runs.iter().all(|run| !run.is_translated)
    }

    /// Its text without the white space at its edges.
    pub fn text(&self) -> String {
        let runs = self.runs.iter();
        runs.flat_map(|run| [run.gap.as_str(), run.text]).collect()
    }
}

/// The paragraphs of the target document. Rows that are not for translation are left out, and
/// paragraphs of nothing else with them.
pub fn target_paragraphs(
    document: &ExportDocument,
    options: ExportOptions,
) -> Vec<TargetParagraph<'_>> {
    let mut paragraphs: Vec<TargetParagraph<'_>> = document
        .rows
        .chunk_by(|a, b| a.paragraph == b.paragraph)
        .filter_map(target_paragraph)
        .collect();
    if options.headline_first {
        paragraphs.sort_by_key(|paragraph| !paragraph.is_headline);
    }
    paragraphs
}

fn target_paragraph(rows: &[ExportRow]) -> Option<TargetParagraph<'_>> {
    let mut rows = rows.iter().filter(|row| row.for_translation).peekable();
    let first = *rows.peek()?;
    let mut paragraph = TargetParagraph {
        block: first.paragraph,
        style: first.style,
        is_headline: first.kind == TextKind::Headline,
        leading: &first.leading,
        trailing: "",
        runs: Vec::new(),
    };
    let mut previous: Option<&ExportRow> = None;
    for row in rows {
        let is_translated = row.has_target();
        paragraph.runs.push(Run {
            gap: previous.map(|before| gap(before, row)).unwrap_or_default(),
            text: text(row),
            is_translated,
        });
        paragraph.trailing = &row.trailing;
        previous = Some(row);
    }
    Some(paragraph)
}

fn text(row: &ExportRow) -> &str {
    if row.has_target() {
        &row.target
    } else {
        &row.source
    }
}

/// What stands between two segments: the source's white space. Arabic sometimes has none after a
/// full stop; English gets its space.
fn gap(before: &ExportRow, after: &ExportRow) -> String {
    let gap = format!("{}{}", before.trailing, after.leading);
    let parted = !gap.is_empty()
        || text(before).ends_with(char::is_whitespace)
        || text(after).starts_with(char::is_whitespace);
    if parted || !(before.has_target() || after.has_target()) {
        gap
    } else {
        " ".to_owned()
    }
}

/// The lines of a text: hard line breaks of every kind part them.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let breaks = [
        '\n', '\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}',
    ];
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = text.find(breaks) else {
            rest = None;
            return Some(text);
        };
        let (line, after) = text.split_at(at);
        let one = after.chars().next().map_or(0, char::len_utf8);
        let length = if after.starts_with("\r\n") { 2 } else { one };
        rest = after.get(length..);
        Some(line)
    })
}

/// Whether the first letter with a direction is an Arabic one.
pub fn starts_right_to_left(text: &str) -> bool {
    use crate::engine::text::normalize::is_arabic_letter;
    text.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(is_arabic_letter)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{document, row};
    use super::*;

    #[test]
    fn paragraphs_are_made_of_targets() {
        let mut rows = vec![
            row(0, "أ.", "A."),
            row(0, "ب.", "B."),
            row(0, "ج.", ""),
            row(1, "إعلان", ""),
            row(2, "د", ""),
        ];
        rows[0].leading = "  ".to_owned();
        rows[3].for_translation = false;
        let document = document(rows);
        let shown: Vec<_> = target_paragraphs(&document, ExportOptions::default())
            .iter()
            .map(|p| (p.block, p.leading.to_owned(), p.text(), p.is_source()))
            .collect();
        assert_eq!(
            shown,
            [
                (0, "  ".to_owned(), "A. B. ج.".to_owned(), false),
                (2, String::new(), "د".to_owned(), true),
            ]
        );
        assert_eq!(count_untranslated(&document), 2);
    }

    #[test]
    fn the_headline_can_stand_first() {
        let mut rows = vec![row(0, "أ", "A"), row(1, "ب", "B"), row(2, "ج", "C")];
        rows[1].kind = TextKind::Headline;
        rows[0].for_translation = false;
        let document = document(rows);
        let order = |headline_first| -> String {
            let options = ExportOptions { headline_first };
            let rows = bilingual_rows(&document, options);
            let rows = rows.text.iter().chain(&rows.not_for_translation);
            rows.map(|row| row.target.as_str()).collect()
        };
        assert_eq!(
            (order(true), order(false)),
            ("BCA".to_owned(), "BCA".to_owned())
        );
        let mut moved = document.clone();
        moved.rows.swap(1, 2);
        let first =
            |headline_first| target_paragraphs(&moved, ExportOptions { headline_first })[0].text();
        assert_eq!(
            (first(false), first(true)),
            ("C".to_owned(), "B".to_owned())
        );
    }

    #[test]
    fn every_kind_of_line_break() {
        let all: Vec<_> = lines("a\r\nb\rc\nd\u{2028}e\u{0B}f\n").collect();
        assert_eq!(all, ["a", "b", "c", "d", "e", "f", ""]);
    }

    #[test]
    fn direction_of_a_title() {
        for (text, expected) in [("«سلام» UN", true), ("12 UN سلام", false), ("", false)]
        {
            assert_eq!(starts_right_to_left(text), expected, "{text}");
        }
    }
}
