//! The target as plain text or Markdown: the source's skeleton with English in its places.

use super::arrange::{
    TargetParagraph, count_untranslated, lines as text_lines, target_paragraphs,
};
use crate::engine::model::{
    BlockStyle, ExportDocument, ExportOptions, ExportedFile, FormatId, SkeletonPart,
};
use std::collections::{HashMap, HashSet};

/// Writes UTF-8 with LF line ends, the last line ended too. Lines that hold nothing but text that
/// is not for translation are left out.
pub fn write_target_text(document: &ExportDocument, options: ExportOptions) -> ExportedFile {
    let paragraphs = Paragraphs::new(document);
    let mut lines = Vec::new();
    for line in skeleton_lines(&document.skeleton.parts) {
        paragraphs.fill(&line, &mut lines);
    }
    paragraphs.append_missing(&mut lines);
    ExportedFile {
        bytes: join(lines, options).into_bytes(),
        untranslated: count_untranslated(document),
        warnings: Vec::new(),
    }
}

/// A line of the skeleton.
#[derive(Debug, Default)]
struct SkeletonLine<'a> {
    pieces: Vec<Piece<'a>>,
}

#[derive(Debug)]
enum Piece<'a> {
    Literal(&'a str),
    Block(u32),
}

fn skeleton_lines(parts: &[SkeletonPart]) -> Vec<SkeletonLine<'_>> {
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
    lines
}

fn push<'a>(lines: &mut [SkeletonLine<'a>], piece: Piece<'a>) {
    if let Some(line) = lines.last_mut() {
        line.pieces.push(piece);
    }
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
    /// A heading of Markdown that is underlined in the next line.
    LeftOut,
}

struct Paragraphs<'a> {
    is_markdown: bool,
    by_block: HashMap<u32, TargetParagraph<'a>>,
    /// Blocks with rows, whether for translation or not.
    with_rows: HashSet<u32>,
    in_skeleton: HashSet<u32>,
    /// Blocks of underlined or marked headings.
    headings: HashSet<u32>,
}

impl<'a> Paragraphs<'a> {
    fn new(document: &'a ExportDocument) -> Self {
        let rows = &document.rows;
        let heading = |style| matches!(style, BlockStyle::Heading(_));
        Self {
            is_markdown: document.format == FormatId::Markdown,
            by_block: target_paragraphs(document, ExportOptions::default())
                .into_iter()
                .map(|paragraph| (paragraph.block, paragraph))
                .collect(),
            with_rows: rows.iter().map(|row| row.paragraph).collect(),
            in_skeleton: document
                .skeleton
                .parts
                .iter()
                .filter_map(|part| match part {
                    SkeletonPart::Block(block) => Some(*block),
                    SkeletonPart::Literal(_) => None,
                })
                .collect(),
            headings: rows
                .iter()
                .filter(|row| heading(row.style))
                .map(|row| row.paragraph)
                .collect(),
        }
    }

    /// Appends what becomes of a skeleton's line.
    fn fill(&self, line: &SkeletonLine<'_>, lines: &mut Vec<Line>) {
        let mut text = String::new();
        let mut blocks = Vec::new();
        let mut shown = Vec::new();
        for piece in &line.pieces {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Block(block) => {
                    blocks.push(*block);
                    if let Some(paragraph) = self.by_block.get(block) {
                        let opens_line = text.is_empty();
                        text.push_str(&self.paragraph(paragraph, opens_line));
                        shown.push(paragraph);
                    }
                }
            }
        }
        if self.underlines_heading(&text, &blocks, lines.last()) {
            if let Some(heading) = lines.last_mut() {
                heading.text.extend(["\n", &text]);
            }
            return;
        }
        let left_out = shown.is_empty() && blocks.iter().any(|b| self.with_rows.contains(b));
        let role = match shown.as_slice() {
            _ if left_out => Role::LeftOut,
            [paragraph] if paragraph.is_headline => Role::Headline,
            [_, ..] => Role::Text,
            [] if text.trim().is_empty() => Role::Blank,
            [] => Role::Skeleton,
        };
        // Whether an underline follows is seen at the next line.
        let is_heading = blocks.iter().any(|block| self.headings.contains(block));
        lines.push(Line { text, role });
        self.mark_heading(is_heading, lines);
    }
}
