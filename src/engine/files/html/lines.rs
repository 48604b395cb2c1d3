//! The lines of a page: text between two blocks or line breaks, with the inline elements in it.

use super::{Html, collapse, is_block, is_void};

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineItem {
    Open(usize),
    Close(usize),
    Text(usize),
    /// An element that stands for itself: a picture, code.
    Void(usize),
}

/// A line with text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlLine {
    pub items: Vec<LineItem>,
    /// White space in runs of one.
    pub text: String,
    /// The first text node.
    pub first: usize,
}

/// Elements that hold no text for readers.
const UNREAD: [&str; 14] = [
    "script", "style", "template", "noscript", "textarea", "iframe", "object", "svg", "math",
    "select", "datalist", "canvas", "audio", "video",
];

impl Html {
    /// All lines with text, in order.
    pub fn lines(&self) -> Vec<HtmlLine> {
        let mut walk = Walk {
            html: self,
            lines: Vec::new(),
            items: Vec::new(),
        };
        let mut node = 0;
        while node < self.nodes().end {
            walk.walk(node);
            node = self.end(node);
        }
        walk.end_line();
        walk.lines
    }

    /// The block that a node stands in.
    pub fn block_of(&self, node: usize) -> usize {
        let mut around = self.ancestors(node);
        around
            .find(|&element| is_block(self.name(element)))
            .unwrap_or(node)
    }
}

struct Walk<'h> {
    html: &'h Html,
    lines: Vec<HtmlLine>,
    items: Vec<LineItem>,
}

impl Walk<'_> {
    fn walk(&mut self, node: usize) {
        let html = self.html;
        if html.is_text(node) {
            self.items.push(LineItem::Text(node));
            return;
        }
        let name = html.name(node);
        if UNREAD.contains(&name) || name == "code" || is_void(name) && !matches!(name, "br" | "hr")
        {
            self.items.push(LineItem::Void(node));
            return;
        }
        if matches!(name, "br" | "hr" | "pre") {
            self.end_line();
            return;
        }
        let ends_lines = is_block(name);
        if ends_lines {
            self.end_line();
        } else {
            self.items.push(LineItem::Open(node));
        }
        for child in html.children(node).collect::<Vec<_>>() {
            if name == "head" && html.name(child) != "title" {
                continue;
            }
            self.walk(child);
        }
        if ends_lines {
            self.end_line();
        } else {
            self.items.push(LineItem::Close(node));
        }
    }

    fn end_line(&mut self) {
        let items = std::mem::take(&mut self.items);
        let mut text = String::new();
        let mut first = None;
        for item in &items {
            match item {
                LineItem::Text(node) => {
                    let own = self.html.text(*node);
                    if first.is_none() && !collapse(own).is_empty() {
                        first = Some(*node);
                    }
                    text.push_str(own);
                }
                LineItem::Void(node) if self.html.is(*node, "code") => {
                    text.push_str(&self.html.text_of(*node));
                }
                _ => {}
            }
        }
        if let Some(first) = first {
            self.lines.push(HtmlLine {
                items,
                text: collapse(&text),
                first,
            });
        }
    }
}
