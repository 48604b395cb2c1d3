//! Markdown: headings, paragraphs, list items, quotes and table cells are blocks; code, rules,
//! HTML and front matter are skeleton. Marks inside a line stay in its text.

use super::target_text::write_target_text;
use super::text::{TextParts, close, push_block, warn_of_marks};
use super::{DocumentFormat, FormatError, SourceFile};
use crate::engine::files::decode;
use crate::engine::model::{
    BlockStyle, ExportDocument, ExportOptions, ExportedFile, FormatId, SourceDocument, Warning,
};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

pub(super) struct Markdown;

impl DocumentFormat for Markdown {
    fn id(&self) -> FormatId {
        FormatId::MARKDOWN
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<SourceDocument, FormatError> {
        let decoded = decode(file.bytes, file.encoding)?;
        Ok(read(&decoded.text, decoded.warnings).finish(FormatId::MARKDOWN))
    }

    fn write(
        &self,
        document: &ExportDocument,
        options: ExportOptions,
    ) -> Result<ExportedFile, FormatError> {
        Ok(write_target_text(document, options))
    }
}

/// Reads decoded Markdown.
fn read(text: &str, warnings: Vec<Warning>) -> TextParts {
    let mut document = TextParts {
        warnings,
        ..TextParts::default()
    };
    let mut literal = String::new();
    let mut done = 0;
    for (range, style) in blocks(text) {
        // Nested blocks come in order; anything that went back is already written.
        let Some(before) = text.get(done..range.start) else {
            continue;
        };
        let Some(inner) = text.get(range.clone()) else {
            continue;
        };
        literal.push_str(before);
        push_block(&mut document, &mut literal, inner, style);
        done = range.end;
    }
    literal.push_str(text.get(done..).unwrap_or_default());
    close(&mut document, literal);
    warn_of_marks(&mut document);
    document
}

/// The inline text of each block and what it is.
fn blocks(text: &str) -> Vec<(Range<usize>, BlockStyle)> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut found: Vec<(Range<usize>, BlockStyle)> = Vec::new();
    let mut current: Option<Range<usize>> = None;
    let mut heading = None;
    let (mut items, mut quotes, mut verbatim) = (0usize, 0usize, 0usize);
    let mut finish = |current: &mut Option<Range<usize>>, style| {
        if let Some(range) = current.take()
            && let Some(range) = trimmed(text, range)
        {
            found.push((range, style));
        }
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let style = match heading {
            Some(level) => BlockStyle::Heading(level),
            None if items > 0 => BlockStyle::ListItem,
            None if quotes > 0 => BlockStyle::Quote,
            None => BlockStyle::Paragraph,
        };
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::HtmlBlock) => {
                finish(&mut current, style);
                verbatim += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock) => {
                verbatim = verbatim.saturating_sub(1);
            }
            Event::Start(Tag::Heading { level, .. }) => {
                finish(&mut current, style);
                heading = Some(depth(level));
            }
            Event::Start(Tag::Item) => {
                finish(&mut current, style);
                items += 1;
            }
            Event::Start(Tag::BlockQuote(_)) => {
                finish(&mut current, style);
                quotes += 1;
            }
            Event::End(end) => {
                let is_block = matches!(
                    end,
                    TagEnd::Paragraph
                        | TagEnd::Heading(_)
                        | TagEnd::Item
                        | TagEnd::TableCell
                        | TagEnd::BlockQuote(_)
                );
                if is_block {
                    finish(&mut current, style);
                }
                match end {
                    TagEnd::Heading(_) => heading = None,
                    TagEnd::Item => items = items.saturating_sub(1),
                    TagEnd::BlockQuote(_) => quotes = quotes.saturating_sub(1),
                    _ => current = is_inline(end).then(|| widened(current.take(), range)),
                }
            }
            Event::Start(Tag::Paragraph | Tag::TableCell) => finish(&mut current, style),
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::SoftBreak
            | Event::HardBreak
                if verbatim == 0 =>
            {
                current = Some(widened(current.take(), range));
            }
            _ => {}
        }
    }
    found
}

fn is_inline(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

fn widened(current: Option<Range<usize>>, with: Range<usize>) -> Range<usize> {
    match current {
        Some(range) => range.start.min(with.start)..range.end.max(with.end),
        None => with,
    }
}

/// The range without white space at its edges; `None` when nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let inner = text.get(range.clone())?;
    let start = range.start + inner.len() - inner.trim_start().len();
    let end = range.start + inner.trim_end().len();
    (start < end).then_some(start..end)
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::super::parts::SkeletonPart;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn blocks_have_their_styles() {
        let text = "---\ntitle: x\n---\n# عنوان *مهم*\n\nفقرة أولى\nتتمة [رابط](http://a.b).\n\n- بند\n- بند **ثان**\n\n> قول\n\n```\nرمز\n```\n\n| خانة | B |\n|---|---|\n| c | د |\n";
        let document = read(text, Vec::new());
        let blocks: Vec<_> = document
            .blocks
            .iter()
            .map(|block| (block.style, block.text.as_str()))
            .collect();
        assert_eq!(
            blocks,
            [
                (BlockStyle::Heading(1), "عنوان *مهم*"),
                (BlockStyle::Paragraph, "فقرة أولى\nتتمة [رابط](http://a.b)."),
                (BlockStyle::ListItem, "بند"),
                (BlockStyle::ListItem, "بند **ثان**"),
                (BlockStyle::Quote, "قول"),
                (BlockStyle::Paragraph, "خانة"),
                (BlockStyle::Paragraph, "B"),
                (BlockStyle::Paragraph, "c"),
                (BlockStyle::Paragraph, "د"),
            ]
        );
    }

    proptest! {
        #[test]
        fn the_skeleton_rebuilds_the_text(text in "[ا-ج a#*>|`\\-\\[\\]()<\n]{0,50}") {
            let document = read(&text, Vec::new());
            let part = |part: &SkeletonPart| match part {
                SkeletonPart::Literal(text) => text.clone(),
                SkeletonPart::Block(n) => document.blocks[*n as usize].text.clone(),
            };
            let rebuilt: String = document.skeleton.parts.iter().map(part).collect();
            prop_assert_eq!(rebuilt, text);
        }
    }
}
