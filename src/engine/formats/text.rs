//! Plain text: a line is a paragraph, its ends and the blank lines are skeleton. Lines that were
//! broken at a width are joined to the paragraphs they were.

use super::hard_wrap::{self, Line};
use super::parts::{SkeletonPart, SkeletonParts};
use super::target_text::write_target_text;
use super::{DocumentFormat, Evidence, FormatError, SourceFile};
use crate::engine::files::decode;
use crate::engine::model::{
    Block, BlockStyle, ExportDocument, ExportOptions, ExportedFile, FormatId, SourceDocument,
    Warning,
};

/// Characters that end a line.
const LINE_ENDS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

pub(super) struct Text;

impl DocumentFormat for Text {
    fn id(&self) -> FormatId {
        FormatId::TEXT
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    /// Anything that no other format wants.
    fn detect(&self, file: &SourceFile<'_>) -> Evidence {
        if file.has_extension(self.extensions()) {
            Evidence::Name
        } else {
            Evidence::Possible
        }
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<SourceDocument, FormatError> {
        let decoded = decode(file.bytes, file.encoding)?;
        Ok(read(&decoded.text, decoded.warnings, !file.keep_lines).finish(FormatId::TEXT))
    }

    fn write(
        &self,
        document: &ExportDocument,
        options: ExportOptions,
    ) -> Result<ExportedFile, FormatError> {
        Ok(write_target_text(document, options))
    }
}

/// A text being cut into blocks and what stands between them.
#[derive(Debug, Default)]
pub(super) struct TextParts {
    pub skeleton: SkeletonParts,
    pub blocks: Vec<Block>,
    pub warnings: Vec<Warning>,
}

impl TextParts {
    pub fn finish(self, format: FormatId) -> SourceDocument {
        SourceDocument {
            format,
            skeleton: self.skeleton.skeleton(),
            blocks: self.blocks,
            warnings: self.warnings,
            is_page: true,
            article: None,
        }
    }
}

/// Reads decoded plain text. `join_lines`: those of a text that was broken at a width.
fn read(text: &str, warnings: Vec<Warning>, join_lines: bool) -> TextParts {
    let paragraphs = if join_lines {
        hard_wrap::paragraphs(&lines(text))
    } else {
        None
    };
    match paragraphs {
        Some(paragraphs) => read_paragraphs(text, warnings, &paragraphs),
        None => read_lines(text, warnings),
    }
}

/// The lines with the places of what is written in them.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    // CR LF is one end, not a blank line.
    for line in text.split_inclusive(LINE_ENDS) {
        let inner = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let is_rest_of_end = line == "\n" && text.get(..start).is_some_and(|t| t.ends_with('\r'));
        if !is_rest_of_end {
            let skipped = line.len()
                - line
                    .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
                    .len();
            let from = start + skipped.min(line.len() - inner.len());
            lines.push(Line {
                text: from..from + inner.len(),
                written: inner,
            });
        }
        start += line.len();
    }
    lines
}

fn read_paragraphs(
    text: &str,
    mut warnings: Vec<Warning>,
    paragraphs: &[std::ops::Range<usize>],
) -> TextParts {
    warnings.push(Warning::new(
        "the lines were broken at a width and were joined to paragraphs; import with one segment a \
         line if they are lines of their own"
            .to_owned(),
    ));
    let mut document = TextParts {
        warnings,
        ..TextParts::default()
    };
    let mut from = 0;
    for paragraph in paragraphs {
        let mut literal = text
            .get(from..paragraph.start)
            .unwrap_or_default()
            .to_owned();
        let written = text.get(paragraph.clone()).unwrap_or_default();
        push_block(&mut document, &mut literal, written, BlockStyle::Paragraph);
        from = paragraph.end;
    }
    close(
        &mut document,
        text.get(from..).unwrap_or_default().to_owned(),
    );
    warn_of_marks(&mut document);
    document
}

fn read_lines(text: &str, warnings: Vec<Warning>) -> TextParts {
    let mut document = TextParts {
        warnings,
        ..TextParts::default()
    };
    let mut literal = String::new();
    let mut rest = text;
    if let Some(after) = rest.strip_prefix('\u{FEFF}') {
        literal.push('\u{FEFF}');
        rest = after;
    }
    while !rest.is_empty() {
        let end = rest.find(LINE_ENDS).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        let inner = line.trim();
        if inner.is_empty() {
            literal.push_str(line);
        } else {
            let start = line.len() - line.trim_start().len();
            literal.push_str(&line[..start]);
            push_block(&mut document, &mut literal, inner, BlockStyle::Paragraph);
            literal.push_str(&line[start + inner.len()..]);
        }
        let ends = after.chars().next().map_or(0, char::len_utf8);
        literal.push_str(&after[..ends]);
        rest = &after[ends..];
    }
    close(&mut document, literal);
    warn_of_marks(&mut document);
    document
}

/// Adds a block after the literal text before it.
pub(super) fn push_block(
    document: &mut TextParts,
    literal: &mut String,
    text: &str,
    style: BlockStyle,
) {
    if !literal.is_empty() {
        let part = SkeletonPart::Literal(std::mem::take(literal));
        document.skeleton.parts.push(part);
    }
    let number = document.blocks.len() as u32;
    document.skeleton.parts.push(SkeletonPart::Block(number));
    document.blocks.push(Block {
        text: text.to_owned(),
        style,
        ..Block::default()
    });
}

/// Adds the literal text after the last block.
pub(super) fn close(document: &mut TextParts, literal: String) {
    if !literal.is_empty() {
        document.skeleton.parts.push(SkeletonPart::Literal(literal));
    }
}

/// Says where characters stand that change the reading order or are no text.
pub(super) fn warn_of_marks(document: &mut TextParts) {
    let overrides = ['\u{202D}', '\u{202E}'];
    let find = |wanted: &dyn Fn(char) -> bool| {
        document
            .blocks
            .iter()
            .position(|block| block.text.contains(wanted))
    };
    let direction = find(&|c| overrides.contains(&c));
    let control = find(&|c| c.is_control() && c != '\t' && !LINE_ENDS.contains(&c));
    for (found, what) in [
        (
            direction,
            "direction overrides, which can show text in a false order",
        ),
        (control, "control characters"),
    ] {
        if let Some(paragraph) = found {
            document.warnings.push(Warning::new(format!(
                "paragraph {} has {what}; they were kept",
                paragraph + 1
            )));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rebuilt(document: &TextParts) -> String {
        let part = |part: &SkeletonPart| match part {
            SkeletonPart::Literal(text) => text.clone(),
            SkeletonPart::Block(n) => document.blocks[*n as usize].text.clone(),
        };
        document.skeleton.parts.iter().map(part).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        let document = read(
            "\u{FEFF}  أول \r\n\r\nثان\rثالث\u{2028}رابع",
            Vec::new(),
            true,
        );
        let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, ["أول", "ثان", "ثالث", "رابع"]);
    }

    proptest! {
        #[test]
        fn the_skeleton_rebuilds_the_text(text in "[ا-ي a-c.\r\n\t\u{FEFF}\u{85}\u{2028}\u{0}\u{202E}]{0,60}") {
            prop_assert_eq!(rebuilt(&read(&text, Vec::new(), true)), text);
        }
    }
}
