//! A line as text with tags, and the bytes that it stands in.

use super::Page;
use crate::engine::files::html::{HtmlLine, LineItem};
use crate::engine::formats::inline::{Code, Inline};
use crate::engine::model::TagKind;
use std::collections::HashMap;
use std::ops::Range;

/// A line read.
pub struct Content {
    pub inline: Inline,
    /// What a translation replaces.
    pub range: Range<usize>,
}

impl Content {
    pub fn read(page: &Page, line: &HtmlLine) -> Self {
        let items = shown(page, &line.items);
        let range = match (items.first(), items.last()) {
            (Some(first), Some(last)) => raw(page, *first).start..raw(page, *last).end,
            _ => 0..0,
        };
        Self {
            inline: inline(page, &items),
            range,
        }
    }
}

/// The pieces between the first and the last text, without elements that mean nothing and without
/// those around the whole line.
fn shown(page: &Page, items: &[LineItem]) -> Vec<LineItem> {
    let html = &page.html;
    let is_blank = |item: &LineItem| match item {
        LineItem::Text(node) => html.text(*node).trim_matches(is_space).is_empty(),
        LineItem::Void(_) => true,
        _ => false,
    };
    let mut items: Vec<LineItem> = items.to_vec();
    loop {
        let (Some(&first), Some(&last)) = (items.first(), items.last()) else {
            return items;
        };
        let closes = |node: usize| {
            let mut all = items.iter();
            all.position(|item| *item == LineItem::Close(node))
        };
        match (first, last) {
            (item, _) if is_blank(&item) || matches!(item, LineItem::Close(_)) => {
                items.remove(0);
            }
            (_, item) if is_blank(&item) || matches!(item, LineItem::Open(_)) => {
                items.pop();
            }
            (LineItem::Open(node), _) if closes(node).is_none() => {
                items.remove(0);
            }
            (LineItem::Open(node), LineItem::Close(other)) if node == other => {
                items.remove(0);
                items.pop();
            }
            (_, LineItem::Close(node)) if !items.contains(&LineItem::Open(node)) => {
                items.pop();
            }
            _ => return items,
        }
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\u{A0}'
}

/// The bytes of a piece.
fn raw(page: &Page, item: LineItem) -> Range<usize> {
    let html = &page.html;
    let of = |node: usize| {
        html.node(node)
            .map(|node| (node.range.clone(), node.close.clone()))
    };
    match item {
        LineItem::Open(node) | LineItem::Text(node) => of(node).map(|(range, _)| range),
        LineItem::Close(node) => of(node).map(|(_, close)| close),
        // With all that is in it.
        LineItem::Void(node) => of(node).map(|(range, close)| {
            let end = (node..html.end(node))
                .filter_map(|inside| html.node(inside).map(|inside| inside.range.end))
                .max();
            range.start..close.end.max(end.unwrap_or(range.end))
        }),
    }
    .unwrap_or(0..0)
}

fn inline(page: &Page, items: &[LineItem]) -> Inline {
    let html = &page.html;
    let source = |range: Range<usize>| page.text.get(range).unwrap_or_default().to_owned();
    let texts = items.iter().map(|item| match item {
        LineItem::Text(node) => html.text(*node),
        _ => "",
    });
    let taken = Inline::numbers_in(&texts.collect::<String>());
    let mut numbers = (1u32..).filter(|number| !taken.contains(number));
    let mut next = || numbers.next().unwrap_or(u32::MAX);
    let mut inline = Inline::default();
    let mut open: HashMap<usize, u32> = HashMap::new();
    // White space is shown in runs of one, and none at the beginning.
    let mut is_after_space = true;
    for item in items {
        match *item {
            LineItem::Text(node) => {
                for c in html.text(node).chars() {
                    if !is_space(c) {
                        inline.text.push(c);
                    } else if !is_after_space {
                        inline.text.push(' ');
                    }
                    is_after_space = is_space(c);
                }
            }
            LineItem::Open(node) => {
                if means_nothing(page, node) {
                    continue;
                }
                let number = next();
                let is_closed = items.contains(&LineItem::Close(node));
                let code = Code {
                    open: source(raw(page, *item)),
                    close: source(raw(page, LineItem::Close(node))),
                    is_element: is_closed,
                };
                inline.codes.insert(number, code);
                let kind = if is_closed {
                    open.insert(node, number);
                    TagKind::Opening
                } else {
                    TagKind::Standalone
                };
                inline.push_tag(number, kind);
            }
            LineItem::Close(node) => match open.remove(&node) {
                Some(number) => inline.push_tag(number, TagKind::Closing),
                None if items.contains(&LineItem::Open(node)) || means_nothing(page, node) => {}
                None => push_standalone(&mut inline, next(), source(raw(page, *item))),
            },
            LineItem::Void(node) if html.is(node, "wbr") => {}
            LineItem::Void(_) => {
                push_standalone(&mut inline, next(), source(raw(page, *item)));
                is_after_space = false;
            }
        }
    }
    let end = inline.text.trim_end_matches(is_space).len();
    inline.text.truncate(end);
    inline
}

fn push_standalone(inline: &mut Inline, number: u32, raw: String) {
    let code = Code {
        open: raw,
        ..Code::default()
    };
    inline.codes.insert(number, code);
    inline.push_tag(number, TagKind::Standalone);
}

/// A span without any attribute but language and direction shows nothing.
fn means_nothing(page: &Page, node: usize) -> bool {
    let html = &page.html;
    matches!(html.name(node), "span" | "font" | "bdi" | "bdo")
        && html
            .attributes(node)
            .iter()
            .all(|(name, _)| matches!(name.as_str(), "lang" | "dir" | "xml:lang"))
}
