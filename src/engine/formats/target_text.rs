//! The target as plain text or Markdown: the source's skeleton with English in its places.

use super::arrange::{TargetParagraph, count_untranslated, lines as text_lines, target_paragraphs};
use super::parts::{SkeletonPart, SkeletonParts};
use crate::engine::model::{BlockStyle, ExportDocument, ExportOptions, ExportedFile, FormatId};
use std::collections::{HashMap, HashSet};

/// Writes UTF-8 with LF line ends, the last line ended too. Lines that hold nothing but text that
/// is not for translation are left out.
pub fn write_target_text(document: &ExportDocument, options: ExportOptions) -> ExportedFile {
    let filler = Filler::new(document);
    let parts = with_missing_blocks(document);
    let mut lines: Vec<Line> = filler
        .skeleton_lines(&parts)
        .iter()
        .map(|line| filler.fill(line))
        .collect();
    if options.headline_first {
        move_headline(&mut lines);
    }
    ExportedFile {
        bytes: join(lines).into_bytes(),
        untranslated: count_untranslated(document),
        warnings: Vec::new(),
    }
}

/// The skeleton with any block it lacks at its end, a paragraph each, so that no text is lost.
fn with_missing_blocks(document: &ExportDocument) -> Vec<SkeletonPart> {
    let mut parts = SkeletonParts::of(document).parts;
    let mut seen: HashSet<u32> = parts
        .iter()
        .filter_map(|part| match part {
            SkeletonPart::Block(block) => Some(*block),
            SkeletonPart::Literal(_) => None,
        })
        .collect();
    for row in &document.rows {
        if seen.insert(row.paragraph) {
            let gap = if parts.is_empty() { "" } else { "\n\n" };
            parts.push(SkeletonPart::Literal(gap.to_owned()));
            parts.push(SkeletonPart::Block(row.paragraph));
        }
    }
    parts
}

/// A line of the skeleton: marks and blocks in order, and the underline of a Markdown heading.
#[derive(Debug, Default)]
struct SkeletonLine<'a> {
    pieces: Vec<Piece<'a>>,
    underline: Option<&'a str>,
}

#[derive(Debug)]
enum Piece<'a> {
    Literal(&'a str),
    Block(u32),
}

/// A line of the target document.
#[derive(Debug)]
struct Line {
    text: String,
    role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Marks and code of the source document.
    Skeleton,
    Blank,
    Text,
    Headline,
    LeftOut,
}

/// Puts paragraphs into a skeleton's lines.
struct Filler<'a> {
    is_markdown: bool,
    paragraphs: HashMap<u32, TargetParagraph<'a>>,
    /// Blocks with rows, for translation or not.
    with_rows: HashSet<u32>,
    headings: HashSet<u32>,
}

impl<'a> Filler<'a> {
    fn new(document: &'a ExportDocument) -> Self {
        let rows = document.rows.iter();
        let headings = rows
            .clone()
            .filter(|row| matches!(row.style, BlockStyle::Heading(_)));
        Self {
            is_markdown: document.format == FormatId::MARKDOWN,
            paragraphs: target_paragraphs(document, ExportOptions::default())
                .into_iter()
                .map(|paragraph| (paragraph.block, paragraph))
                .collect(),
            headings: headings.map(|row| row.paragraph).collect(),
            with_rows: rows.map(|row| row.paragraph).collect(),
        }
    }

    fn skeleton_lines<'s>(&self, parts: &'s [SkeletonPart]) -> Vec<SkeletonLine<'s>> {
        let mut lines = vec![SkeletonLine::default()];
        for part in parts {
            match part {
                SkeletonPart::Block(block) => push(&mut lines, Piece::Block(*block)),
                SkeletonPart::Literal(text) => {
                    for (n, literal) in text_lines(text).enumerate() {
                        if n > 0 {
                            lines.push(SkeletonLine::default());
                        }
                        if !literal.is_empty() {
                            push(&mut lines, Piece::Literal(literal));
                        }
                    }
                }
            }
        }
        if self.is_markdown {
            self.attach_underlines(lines)
        } else {
            lines
        }
    }

    /// The line under a Markdown heading goes where the heading goes.
    fn attach_underlines<'s>(&self, lines: Vec<SkeletonLine<'s>>) -> Vec<SkeletonLine<'s>> {
        let mut out: Vec<SkeletonLine<'s>> = Vec::with_capacity(lines.len());
        for line in lines {
            match (line.pieces.as_slice(), out.last_mut()) {
                ([Piece::Literal(marks)], Some(heading))
                    if is_underline(marks) && self.is_heading(heading) =>
                {
                    heading.underline = Some(marks);
                }
                _ => out.push(line),
            }
        }
        out
    }

    fn is_heading(&self, line: &SkeletonLine<'_>) -> bool {
        line.underline.is_none()
            && matches!(line.pieces.last(), Some(Piece::Block(block)) if self.headings.contains(block))
    }

    fn fill(&self, line: &SkeletonLine<'_>) -> Line {
        let mut text = String::new();
        let mut shown = Vec::new();
        let mut left_out = false;
        for piece in &line.pieces {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Block(block) => match self.paragraphs.get(block) {
                    Some(paragraph) => {
                        self.push_paragraph(&mut text, paragraph);
                        shown.push(paragraph);
                    }
                    None => left_out |= self.with_rows.contains(block),
                },
            }
        }
        let role = match shown.as_slice() {
            [] if left_out => Role::LeftOut,
            [] if text.trim().is_empty() => Role::Blank,
            [] => Role::Skeleton,
            [paragraph] if paragraph.is_headline => Role::Headline,
            _ => Role::Text,
        };
        if let Some(underline) = line.underline {
            text.extend(["\n", underline]);
        }
        Line { text, role }
    }

    fn push_paragraph(&self, out: &mut String, paragraph: &TargetParagraph<'_>) {
        let opens_line = out.is_empty();
        let text = paragraph.text();
        out.push_str(paragraph.leading);
        if !self.is_markdown || paragraph.is_source() {
            push_lines(out, &text, "\n");
        } else {
            // A line break of the translator is a hard one; a heading has but one line.
            let is_heading = matches!(paragraph.style, BlockStyle::Heading(_));
            let line_break = if is_heading { " " } else { "\\\n" };
            let text = if opens_line {
                without_block_mark(&text)
            } else {
                text
            };
            push_lines(out, &text, line_break);
        }
        out.push_str(paragraph.trailing);
    }
}

fn push<'s>(lines: &mut [SkeletonLine<'s>], piece: Piece<'s>) {
    if let Some(line) = lines.last_mut() {
        line.pieces.push(piece);
    }
}

fn is_underline(line: &str) -> bool {
    let marks = line.trim();
    !marks.is_empty() && (marks.chars().all(|c| c == '=') || marks.chars().all(|c| c == '-'))
}

fn push_lines(out: &mut String, text: &str, line_break: &str) {
    for (n, line) in text_lines(text).enumerate() {
        if n > 0 {
            out.push_str(line_break);
        }
        out.push_str(line);
    }
}

/// The text with a backslash where its first characters would make the paragraph a heading, a quote
/// or a list.
fn without_block_mark(text: &str) -> String {
    let after_hashes = text.trim_start_matches('#');
    let after_digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_heading = after_hashes.len() < text.len() && after_hashes.starts_with(' ');
    let is_numbered = after_digits.len() < text.len()
        && [". ", ") "]
            .iter()
            .any(|mark| after_digits.starts_with(mark));
    let is_item = ["- ", "+ ", "* ", ">"]
        .iter()
        .any(|mark| text.starts_with(mark));
    let at = match () {
        () if is_numbered => text.len() - after_digits.len(),
        () if is_heading || is_item => 0,
        () => return text.to_owned(),
    };
    format!("{}\\{}", &text[..at], &text[at..])
}

/// Puts headline lines before the first line of text, parted as the document parts its paragraphs.
fn move_headline(lines: &mut Vec<Line>) {
    let is_text = |line: &Line| !matches!(line.role, Role::Skeleton | Role::Blank);
    let Some(first) = lines.iter().position(is_text) else {
        return;
    };
    let blank_lines = lines[first..].iter().any(|line| line.role == Role::Blank);
    let mut headlines = Vec::new();
    for line in &mut lines[first..] {
        if line.role == Role::Headline {
            let text = std::mem::take(&mut line.text);
            line.role = Role::LeftOut;
            headlines.push(Line {
                text,
                role: Role::Headline,
            });
            if blank_lines {
                headlines.push(Line {
                    text: String::new(),
                    role: Role::Blank,
                });
            }
        }
    }
    lines.splice(first..first, headlines);
}

/// Joins lines without those left out; of the empty lines around a gap one set stays.
fn join(lines: Vec<Line>) -> String {
    let mut out = String::new();
    let (mut after_gap, mut after_blank) = (false, true);
    for line in lines {
        match line.role {
            Role::LeftOut => after_gap = true,
            Role::Blank if after_gap && after_blank => {}
            role => {
                after_gap = false;
                after_blank = role == Role::Blank;
                out.extend([line.text.as_str(), "\n"]);
            }
        }
    }
    let end = out.trim_end_matches(['\n', ' ', '\t']).len();
    out.truncate(end);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample::{article, document, row};
    use super::*;
    use crate::engine::model::{Skeleton, TextKind};

    const FIRST: ExportOptions = ExportOptions {
        headline_first: true,
    };

    fn write(document: &ExportDocument, options: ExportOptions) -> String {
        String::from_utf8(write_target_text(document, options).bytes).unwrap()
    }

    fn skeleton(parts: &[(&str, Option<u32>)]) -> Skeleton {
        let literal = |text: &str| SkeletonPart::Literal(text.to_owned());
        let both = |(text, block): &(&str, Option<u32>)| {
            [Some(literal(text)), block.map(SkeletonPart::Block)]
        };
        let parts = parts.iter().flat_map(both).flatten().collect();
        SkeletonParts { parts }.skeleton()
    }

    #[test]
    fn an_article() {
        let file = write_target_text(&article(), ExportOptions::default());
        assert_eq!(file.untranslated, 1);
        insta::assert_snapshot!(String::from_utf8(file.bytes).unwrap(), @r#"
        Truce enters its second day amid “limited violations”

        The United Nations (UN) said on Thursday, 3 March 2016, that fighting had stopped in 14 of 20 towns. “We are optimistic!” the spokesman said; he gave no details. وأضاف أن 85% من القوافل (نحو 120 شاحنة) وصلت.

        Will the truce hold?

        Getting aid to the besieged

        Releasing detainees <at once> & without conditions

        سطر أول
        And a second line, with كلمة inside.
        "#);
    }

    #[test]
    fn the_headline_first_and_lines_left_out() {
        let mut rows = vec![
            row(0, "إ", ""),
            row(1, "ب", "B"),
            row(2, "ع", "H"),
            row(3, "ج", "C"),
        ];
        rows[0].for_translation = false;
        rows[2].kind = TextKind::Headline;
        let mut document = document(rows);
        assert_eq!(write(&document, ExportOptions::default()), "B\n\nH\n\nC\n");
        assert_eq!(write(&document, FIRST), "H\n\nB\n\nC\n");
        document.skeleton = skeleton(&[
            ("", Some(0)),
            ("\r\n", Some(1)),
            ("\r\n", Some(2)),
            ("\r\n", Some(3)),
        ]);
        assert_eq!(write(&document, ExportOptions::default()), "B\nH\nC\n");
        assert_eq!(write(&document, FIRST), "H\nB\nC\n");
    }

    #[test]
    fn markdown_keeps_its_marks() {
        let mut rows = vec![
            row(0, "ع", "Head\nline"),
            row(1, "إ", ""),
            row(2, "أ", "One\ntwo"),
            row(3, "ب", "- B"),
            row(4, "ع", "Under"),
        ];
        rows[0].style = BlockStyle::Heading(1);
        rows[4].style = BlockStyle::Heading(2);
        rows[4].kind = TextKind::Headline;
        rows[1].for_translation = false;
        rows[2].style = BlockStyle::ListItem;
        let mut document = document(rows);
        document.format = FormatId::MARKDOWN;
        document.skeleton = skeleton(&[
            ("---\nx: y\n---\n\n# ", Some(0)),
            ("\n\n- ", Some(1)),
            ("\n- ", Some(2)),
            ("\n\n```\ncode\n```\n\n", Some(3)),
            ("\n\n", Some(4)),
            ("\n-----\n", None),
        ]);
        insta::assert_snapshot!(write(&document, FIRST), @r#"
        ---
        x: y
        ---

        Under
        -----

        # Head line

        - One\
        two

        ```
        code
        ```

        \- B
        "#);
    }

    #[test]
    fn a_target_never_becomes_a_list() {
        for (text, expected) in [
            ("- a", "\\- a"),
            ("# a", "\\# a"),
            ("2016. It", "2016\\. It"),
            ("> a", "\\> a"),
            ("-5 a", "-5 a"),
            ("#tag", "#tag"),
            ("3.5", "3.5"),
            ("", ""),
        ] {
            assert_eq!(without_block_mark(text), expected);
        }
    }

    #[test]
    fn nothing_gives_nothing() {
        let empty = document(Vec::new());
        assert_eq!(write(&empty, FIRST), "");
    }

    #[test]
    fn text_without_a_place_is_not_lost() {
        let mut document = document(vec![row(0, "أ", "A"), row(1, "ب", "B"), row(2, "ج", "")]);
        document.skeleton = skeleton(&[("", Some(1))]);
        assert_eq!(write(&document, FIRST), "B\n\nA\n\nج\n");
        document.skeleton = Skeleton::default();
        assert_eq!(write(&document, FIRST), "A\n\nB\n\nج\n");
    }
}
