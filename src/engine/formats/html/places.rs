//! What is translated in a page, and the bytes it stands in.

use super::Page;
use super::content::Content;
use crate::engine::files::html::Html;
use crate::engine::model::BlockStyle;
use std::ops::Range;

/// Something that is translated.
pub enum Place {
    /// A line by its number.
    Line(usize),
    /// The value of an attribute: its bytes and the text they stand for.
    Attribute(Range<usize>, String),
}

impl Place {
    pub fn text(&self, page: &Page) -> String {
        match self {
            Self::Line(line) => Content::read(page, &page.lines[*line]).inline.text,
            Self::Attribute(_, text) => text.clone(),
        }
    }

    pub fn style(&self, page: &Page) -> BlockStyle {
        let Self::Line(line) = self else {
            return BlockStyle::Paragraph;
        };
        let html = &page.html;
        let around = html.ancestors(page.lines[*line].first);
        around
            .map(|element| style_of(html.name(element)))
            .find(|style| *style != BlockStyle::Paragraph)
            .unwrap_or_default()
    }
}

fn style_of(name: &str) -> BlockStyle {
    match name {
        "h1" => BlockStyle::Heading(1),
        "h2" => BlockStyle::Heading(2),
        "h3" => BlockStyle::Heading(3),
        "h4" => BlockStyle::Heading(4),
        "h5" => BlockStyle::Heading(5),
        "h6" => BlockStyle::Heading(6),
        "li" => BlockStyle::ListItem,
        "blockquote" => BlockStyle::Quote,
        _ => BlockStyle::Paragraph,
    }
}

/// The places of a page in order: its lines, and the names of its pictures behind the line before.
pub fn places(page: &Page) -> Vec<Place> {
    let html = &page.html;
    let mut found = Vec::new();
    let mut at = 0;
    for (number, line) in page.lines.iter().enumerate() {
        found.extend((at..line.first).filter_map(|node| description(page, node)));
        at = line.first;
        // Code alone in its line is not translated.
        if Content::read(page, line).inline.has_text() {
            found.push(Place::Line(number));
        }
    }
    found.extend((at..html.nodes().end).filter_map(|node| description(page, node)));
    found
}

/// The alternative text of a picture.
fn description(page: &Page, node: usize) -> Option<Place> {
    let html = &page.html;
    if !html.is(node, "img") {
        return None;
    }
    let text = html.attribute(node, "alt")?;
    text.chars().any(char::is_alphabetic).then(|| {
        Some(Place::Attribute(
            attribute_range(page, node, "alt")?,
            text.to_owned(),
        ))
    })?
}

/// Where the value of an attribute stands, without its quotation marks.
pub fn attribute_range(page: &Page, node: usize, name: &str) -> Option<Range<usize>> {
    let tag = page.html.node(node)?.range.clone();
    let raw = page.text.get(tag.clone())?;
    let mut at = raw.find(|c: char| c.is_ascii_whitespace() || c == '/')?;
    let is_space = |c: char| c.is_ascii_whitespace() || c == '/';
    loop {
        let rest = raw.get(at..)?;
        at += rest.len() - rest.trim_start_matches(is_space).len();
        let rest = raw.get(at..)?;
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))?;
        let own = rest.get(..end)?;
        if own.is_empty() && !rest.starts_with('=') {
            return None;
        }
        at += end.max(usize::from(rest.starts_with('=')));
        let rest = raw.get(at..)?;
        let trimmed = rest.trim_start();
        let Some(value) = trimmed.strip_prefix('=') else {
            continue;
        };
        let value = value.trim_start();
        at += rest.len() - value.len();
        let (open, length) = match value.chars().next()? {
            quote @ ('"' | '\'') => (1, value.get(1..)?.find(quote)?),
            _ => (
                0,
                value.find(|c: char| c.is_ascii_whitespace() || c == '>')?,
            ),
        };
        if own.eq_ignore_ascii_case(name) {
            let start = tag.start + at + open;
            return Some(start..start + length);
        }
        at += length + 2 * open;
    }
}

/// The end of a tag's name, where an attribute can be added.
pub fn name_end(page: &Page, node: usize) -> usize {
    let start = page.html.node(node).map_or(0, |node| node.range.start);
    start + 1 + page.html.name(node).len()
}

/// Whether an element says that it runs from the right.
pub fn is_right_to_left(html: &Html, element: usize) -> bool {
    html.attribute(element, "dir")
        .is_some_and(|dir| dir.eq_ignore_ascii_case("rtl"))
}
