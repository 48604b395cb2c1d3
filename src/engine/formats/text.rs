//! Plain text: a line is a paragraph, its ends and the blank lines are skeleton.

use crate::engine::model::{
    Block, BlockStyle, FormatId, Skeleton, SkeletonPart, SourceDocument, Warning,
};

/// Characters that end a line.
const LINE_ENDS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// Reads decoded plain text.
pub(super) fn read(text: &str, warnings: Vec<Warning>) -> SourceDocument {
    let mut document = SourceDocument {
        format: FormatId::Text,
        skeleton: Skeleton::default(),
        blocks: Vec::new(),
        warnings,
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
    document: &mut SourceDocument,
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
    });
}

/// Adds the literal text after the last block.
pub(super) fn close(document: &mut SourceDocument, literal: String) {
    if !literal.is_empty() {
        document.skeleton.parts.push(SkeletonPart::Literal(literal));
    }
}

/// Says where characters stand that change the reading order or are no text.
pub(super) fn warn_of_marks(document: &mut SourceDocument) {
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

    fn rebuilt(document: &SourceDocument) -> String {
        let part = |part: &SkeletonPart| match part {
            SkeletonPart::Literal(text) => text.clone(),
            SkeletonPart::Block(n) => document.blocks[*n as usize].text.clone(),
        };
        document.skeleton.parts.iter().map(part).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        let document = read("\u{FEFF}  أول \r\n\r\nثان\rثالث\u{2028}رابع", Vec::new());
        let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, ["أول", "ثان", "ثالث", "رابع"]);
    }

    proptest! {
        #[test]
        fn the_skeleton_rebuilds_the_text(text in "[ا-ي a-c.\r\n\t\u{FEFF}\u{85}\u{2028}\u{0}\u{202E}]{0,60}") {
            prop_assert_eq!(rebuilt(&read(&text, Vec::new())), text);
        }
    }
}
