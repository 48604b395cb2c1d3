//! The tree from the tokens: which tags close which.

use super::{Html, HtmlKind, HtmlNode, is_block, is_void};
use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{HtmlString, Tokenizer};
use std::collections::HashMap;
use std::ops::Range;

/// Elements open at once; tags nested deeper are left out of the tree, their texts are kept.
const DEEPEST: usize = 512;

impl Html {
    /// Parses a page. Nothing is an error in HTML.
    pub fn parse(text: &str) -> Self {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        // In XHTML a script may close itself, and tags are tags everywhere.
        let is_xml = text.trim_start_matches('\u{FEFF}').starts_with("<?xml");
        emitter.naively_switch_states(!is_xml);
        let mut builder = Builder::new(text);
        builder.is_xml = is_xml;
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let range = builder.markup(tag.span.start..tag.span.end);
                    let name = string(&tag.name);
                    let attributes = tag.attributes.iter();
                    let attributes =
                        attributes.map(|(name, value)| (string(name), string(&value.value)));
                    builder.start(name, attributes.collect(), range, tag.self_closing);
                }
                Token::EndTag(tag) => {
                    let range = builder.markup(tag.span.start..tag.span.end);
                    builder.end(&string(&tag.name), range);
                }
                Token::String(text) => builder.pending.push_str(&string(&text.value)),
                Token::Comment(comment) => _ = builder.markup(comment.span.start..comment.span.end),
                Token::Doctype(doctype) => _ = builder.markup(doctype.span.start..doctype.span.end),
                Token::Error(_) => {}
            }
        }
        builder.finish()
    }
}

fn string(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

struct Builder<'t> {
    source: &'t str,
    nodes: Vec<HtmlNode>,
    open: Vec<usize>,
    /// How many elements of each name are open.
    count: HashMap<String, usize>,
    /// Text since the last tag, and where it began.
    pending: String,
    at: usize,
    /// An element that closes itself has no end tag, whatever its name.
    is_xml: bool,
}

impl<'t> Builder<'t> {
    fn new(source: &'t str) -> Self {
        Self {
            source,
            nodes: Vec::new(),
            open: Vec::new(),
            count: HashMap::new(),
            pending: String::new(),
            at: 0,
            is_xml: false,
        }
    }

    /// A piece of markup: the text before it is complete. Its bytes from `<` to `>`.
    fn markup(&mut self, span: Range<usize>) -> Range<usize> {
        let start = self.source.get(self.at..).map_or(span.start, |rest| {
            // The place the tokenizer names may lie a byte behind the bracket.
            let from = span.start.saturating_sub(self.at).min(rest.len());
            let before = rest.as_bytes().get(..=from).unwrap_or(rest.as_bytes());
            let bracket = before.iter().rposition(|&byte| byte == b'<');
            self.at + bracket.unwrap_or(from)
        });
        let mut end = span.end.max(start).min(self.source.len());
        let bytes = self.source.as_bytes();
        if end > 0 && bytes.get(end - 1) != Some(&b'>') && bytes.get(end) == Some(&b'>') {
            end += 1;
        }
        while !self.source.is_char_boundary(end) {
            end += 1;
        }
        self.flush(start);
        self.at = end;
        start..end
    }

    fn flush(&mut self, end: usize) {
        if !self.pending.is_empty() {
            let text = std::mem::take(&mut self.pending);
            self.push(HtmlKind::Text(text), self.at..end.max(self.at));
        }
    }

    fn push(&mut self, kind: HtmlKind, range: Range<usize>) -> usize {
        let node = self.nodes.len();
        self.nodes.push(HtmlNode {
            kind,
            parent: self.open.last().copied(),
            end: node + 1,
            close: range.end..range.end,
            range,
        });
        node
    }

    fn name(&self, node: usize) -> &str {
        match self.nodes.get(node).map(|node| &node.kind) {
            Some(HtmlKind::Element { name, .. }) => name,
            _ => "",
        }
    }

    fn is_open(&self, name: &str) -> bool {
        self.count.get(name).is_some_and(|&count| count > 0)
    }

    fn pop(&mut self, close: Range<usize>) {
        let Some(node) = self.open.pop() else {
            return;
        };
        let name = self.name(node).to_owned();
        if let Some(count) = self.count.get_mut(&name) {
            *count -= 1;
        }
        let end = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(node) {
            node.end = end;
            node.close = close;
        }
    }

    /// Closes the innermost open element of a name, unless one of `walls` stands around it.
    fn close(&mut self, name: &str, walls: &[&str], tag: Range<usize>) -> bool {
        if !self.is_open(name) {
            return false;
        }
        let found = self.open.iter().rposition(|&node| {
            let open = self.name(node);
            open == name || walls.contains(&open)
        });
        let Some(found) =
            found.filter(|&n| self.open.get(n).is_some_and(|&o| self.name(o) == name))
        else {
            return false;
        };
        while self.open.len() > found + 1 {
            self.pop(tag.start..tag.start);
        }
        self.pop(tag);
        true
    }

    fn start(
        &mut self,
        name: String,
        attributes: Vec<(String, String)>,
        range: Range<usize>,
        self_closing: bool,
    ) {
        // Written twice, as pages put together from pieces do.
        if matches!(name.as_str(), "html" | "body") && self.is_open(&name) {
            return;
        }
        let here = range.start..range.start;
        if name == "body"
            || (is_block(&name) && !matches!(name.as_str(), "title" | "html" | "head"))
        {
            self.close("head", &[], here.clone());
        }
        self.close_for(&name, here);
        let is_foreign = self.is_open("svg") || self.is_open("math");
        let is_leaf = is_void(&name) || (self_closing && (is_foreign || self.is_xml));
        let key = name.clone();
        if self.open.len() >= DEEPEST && !is_leaf {
            return;
        }
        let node = self.push(HtmlKind::Element { name, attributes }, range);
        if !is_leaf {
            *self.count.entry(key).or_default() += 1;
            self.open.push(node);
        }
    }

    /// What a start tag closes that has no end tag of its own.
    fn close_for(&mut self, name: &str, here: Range<usize>) {
        const CELLS: &[&str] = &["td", "th", "table", "caption"];
        let closes: &[(&str, &[&str])] = match name {
            "li" => &[("p", CELLS), ("li", &["ul", "ol", "menu", "table"])],
            "dd" | "dt" => &[
                ("p", CELLS),
                ("dd", &["dl", "table"]),
                ("dt", &["dl", "table"]),
            ],
            "option" | "optgroup" => &[("option", &["select"])],
            "td" | "th" => &[("td", &["table"]), ("th", &["table"])],
            "tr" => &[("tr", &["table"])],
            "tbody" | "thead" | "tfoot" => &[
                ("tbody", &["table"]),
                ("thead", &["table"]),
                ("tfoot", &["table"]),
            ],
            "a" => &[("a", CELLS)],
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &[("p", CELLS)],
            name if is_block(name) => &[("p", CELLS)],
            _ => &[],
        };
        for (name, walls) in closes {
            self.close(name, walls, here.clone());
        }
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        match name {
            "br" => {
                _ = self.push(
                    HtmlKind::Element {
                        name: "br".to_owned(),
                        attributes: Vec::new(),
                    },
                    range,
                )
            }
            // What follows belongs to the page all the same.
            "body" | "html" => {}
            _ if !self.is_open(name) => {}
            _ if is_block(name) => {
                let walls: &[&str] = match name {
                    "table" => &[],
                    "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => &["table"],
                    "li" => &["ul", "ol", "menu", "td", "th"],
                    _ => &["td", "th", "caption"],
                };
                self.close(name, walls, range);
            }
            _ => self.end_inline(name, range),
        }
    }

    /// An inline element ends within its block.
    fn end_inline(&mut self, name: &str, range: Range<usize>) {
        let found = self
            .open
            .iter()
            .rposition(|&node| self.name(node) == name || is_block(self.name(node)));
        let is_inside = found
            .and_then(|found| self.open.get(found))
            .is_some_and(|&node| self.name(node) == name);
        // Around blocks too: a link around a card, a custom element around the page.
        let may_span = !matches!(
            name,
            "b" | "big"
                | "code"
                | "em"
                | "font"
                | "i"
                | "s"
                | "small"
                | "span"
                | "strike"
                | "strong"
                | "tt"
                | "u"
        );
        if is_inside || may_span {
            self.close(name, &["td", "th"], range);
        }
    }

    fn finish(mut self) -> Html {
        let end = self.source.len();
        self.flush(end);
        while !self.open.is_empty() {
            self.pop(end..end);
        }
        Html { nodes: self.nodes }
    }
}
