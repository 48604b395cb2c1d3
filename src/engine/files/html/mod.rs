//! Web pages as a tree that knows where in the page each of its nodes stands.
//!
//! The tokens are those of the HTML standard; the tree follows what its rules for unclosed and
//! misplaced tags come to in real pages, without inserting elements that the page does not have.

mod build;
mod lines;
#[cfg(test)]
mod tests;

pub use lines::{HtmlLine, LineItem};

use std::ops::Range;

/// A parsed page.
#[derive(Debug, Default)]
pub struct Html {
    nodes: Vec<HtmlNode>,
}

/// An element or a text. The descendants of a node follow it directly.
#[derive(Debug)]
pub struct HtmlNode {
    pub kind: HtmlKind,
    pub parent: Option<usize>,
    /// The node after its last descendant.
    pub end: usize,
    /// Bytes of its start tag, or of the text as it is written.
    pub range: Range<usize>,
    /// Bytes of its end tag; empty where it has none.
    pub close: Range<usize>,
}

#[derive(Debug)]
pub enum HtmlKind {
    Element {
        /// In lower case.
        name: String,
        /// Names in lower case, values without entities.
        attributes: Vec<(String, String)>,
    },
    /// Without entities.
    Text(String),
}

impl Html {
    pub fn nodes(&self) -> Range<usize> {
        0..self.nodes.len()
    }

    pub fn node(&self, node: usize) -> Option<&HtmlNode> {
        self.nodes.get(node)
    }

    /// The name of an element; empty for text.
    pub fn name(&self, node: usize) -> &str {
        match self.nodes.get(node).map(|node| &node.kind) {
            Some(HtmlKind::Element { name, .. }) => name,
            _ => "",
        }
    }

    pub fn is(&self, node: usize, name: &str) -> bool {
        self.name(node) == name
    }

    /// The text of a text node; empty for elements.
    pub fn text(&self, node: usize) -> &str {
        match self.nodes.get(node).map(|node| &node.kind) {
            Some(HtmlKind::Text(text)) => text,
            _ => "",
        }
    }

    pub fn is_text(&self, node: usize) -> bool {
        matches!(
            self.nodes.get(node).map(|node| &node.kind),
            Some(HtmlKind::Text(_))
        )
    }

    pub fn attributes(&self, node: usize) -> &[(String, String)] {
        match self.nodes.get(node).map(|node| &node.kind) {
            Some(HtmlKind::Element { attributes, .. }) => attributes,
            _ => &[],
        }
    }

    pub fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        let mut all = self.attributes(node).iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn parent(&self, node: usize) -> Option<usize> {
        self.nodes.get(node)?.parent
    }

    /// The node after the last descendant.
    pub fn end(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(node + 1, |node| node.end)
    }

    /// All nodes below, in order.
    pub fn descendants(&self, node: usize) -> Range<usize> {
        node + 1..self.end(node)
    }

    pub fn children(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.end(node);
        let mut next = node + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| {
                next = self.end(child);
                child
            })
        })
    }

    /// The element itself and those around it, from the inside.
    pub fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(node), |&node| self.parent(node))
    }

    /// All text of an element, white space in runs of one.
    pub fn text_of(&self, node: usize) -> String {
        let mut text = String::new();
        for inner in node..self.end(node) {
            if is_block(self.name(inner)) || self.is(inner, "br") {
                text.push(' ');
            }
            text.push_str(self.text(inner));
        }
        collapse(&text)
    }
}

/// White space in runs of one, none at the edges.
pub fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

/// Whether an element begins a line of its own.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "amp-carousel"
            | "amp-sidebar"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "frameset"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "optgroup"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

/// Whether an element has no content and no end tag.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}
