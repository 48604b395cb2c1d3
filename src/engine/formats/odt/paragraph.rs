//! A paragraph as text with tags, and as pieces that can be written again.

use super::super::runs::{Content, Item, Raw, RunFormat};
use super::styles::Styles;
use crate::engine::files::{NodeKind, Xml};
use crate::engine::model::BlockStyle;
use crate::engine::text::xml::push_escaped;

/// Something that is translated.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub node: usize,
    pub style: BlockStyle,
    /// The name or description of a picture, which is text alone.
    pub is_description: bool,
}

impl Place {
    pub fn text(&self, xml: &Xml, styles: &Styles) -> String {
        if self.is_description {
            xml.text_of(self.node)
        } else {
            read(xml, styles, self.node).inline.text
        }
    }
}

/// The places of a part in the order of the text.
pub fn places(xml: &Xml, styles: &Styles) -> Vec<Place> {
    let mut found = Vec::new();
    let mut lists_end = 0;
    let mut node = 0;
    while node < xml.nodes().end {
        if !xml.is_element(node) {
            node += 1;
            continue;
        }
        match xml.name(node) {
            "tracked-changes" | "forms" | "scripts" | "automatic-styles" | "font-face-decls"
            | "styles" => node = xml.close(node),
            "list-item" | "list-header" => lists_end = lists_end.max(xml.close(node)),
            "p" | "h" if is_paragraph(xml, node) && read(xml, styles, node).inline.has_text() => {
                found.push(Place {
                    node,
                    style: style_of(xml, styles, node, node < lists_end),
                    is_description: false,
                });
            }
            "title" | "desc" if is_description(xml, node) => found.push(Place {
                node,
                style: BlockStyle::Paragraph,
                is_description: true,
            }),
            _ => {}
        }
        node += 1;
    }
    found
}

pub fn is_paragraph(xml: &Xml, node: usize) -> bool {
    matches!(xml.qualified_name(node), "text:p" | "text:h") && xml.is_element(node)
}

/// The name or description of a picture that says something.
fn is_description(xml: &Xml, node: usize) -> bool {
    xml.qualified_name(node).starts_with("svg:")
        && xml.text_of(node).chars().any(char::is_alphabetic)
}

/// The style of a paragraph by its name.
pub fn style_name(xml: &Xml, paragraph: usize) -> String {
    xml.attribute(paragraph, "text:style-name")
        .unwrap_or_default()
}

fn style_of(xml: &Xml, styles: &Styles, node: usize, is_in_list: bool) -> BlockStyle {
    let name = style_name(xml, node);
    if xml.is(node, "h") {
        let level = xml.attribute(node, "outline-level");
        let level = level.and_then(|level| level.parse().ok()).unwrap_or(1);
        BlockStyle::Heading(u8::clamp(level, 1, 6))
    } else if styles.rests_on(&name, &["Title"]) {
        BlockStyle::Heading(1)
    } else if is_in_list {
        BlockStyle::ListItem
    } else if styles.rests_on(&name, &["Quotations"]) {
        BlockStyle::Quote
    } else {
        BlockStyle::Paragraph
    }
}

/// The spans around a text.
#[derive(Debug, Clone, Default)]
pub struct Spans {
    key: String,
    opening: Vec<String>,
}

impl RunFormat for Spans {
    fn key(&self) -> &str {
        &self.key
    }

    fn written(&self, text: &str) -> String {
        let mut out = self.opening.concat();
        push_text(&mut out, text);
        out.push_str(&"</text:span>".repeat(self.opening.len()));
        out
    }
}

/// Text with its white space as elements, which readers do not run together.
fn push_text(out: &mut String, text: &str) {
    let mut chars = text.chars().peekable();
    let mut is_after_space = true;
    while let Some(c) = chars.next() {
        match c {
            ' ' if is_after_space => out.push_str("<text:s/>"),
            '\t' => out.push_str("<text:tab/>"),
            '\n' | '\u{0B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push_str("<text:line-break/>");
            }
            '\r' => {}
            c => _ = push_escaped(out, c.encode_utf8(&mut [0; 4])),
        }
        // A space at the end may be followed by another in the next run.
        is_after_space = matches!(c, ' ' | '\t' | '\n') || (c != ' ' && chars.peek().is_none());
    }
}

pub fn read(xml: &Xml, styles: &Styles, paragraph: usize) -> Content<Spans> {
    let mut reader = Reader {
        xml,
        styles,
        items: Vec::new(),
        is_after_space: true,
    };
    reader.collect(paragraph, &Spans::default());
    reader.trim_end();
    Content::of(reader.items)
}

struct Reader<'x> {
    xml: &'x Xml,
    styles: &'x Styles,
    items: Vec<Item<Spans>>,
    /// White space that follows is run together with what was read.
    is_after_space: bool,
}

impl Reader<'_> {
    fn push(&mut self, text: String, format: &Spans) {
        if !text.is_empty() {
            self.items.push(Item::Text(text, format.clone()));
        }
    }

    /// Text as a reader shows it: white space in runs of one.
    fn push_collapsed(&mut self, text: &str, format: &Spans) {
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                shown.push(c);
            } else if !self.is_after_space {
                shown.push(' ');
            }
            self.is_after_space = is_space;
        }
        self.push(shown, format);
    }

    /// White space at the end is not shown.
    fn trim_end(&mut self) {
        if let Some(Item::Text(text, _)) = self.items.last_mut()
            && self.is_after_space
            && text.ends_with(' ')
        {
            text.pop();
            if text.is_empty() {
                self.items.pop();
            }
        }
    }

    fn collect(&mut self, element: usize, format: &Spans) {
        let xml = self.xml;
        for node in xml.children(element) {
            if !xml.is_element(node) {
                if matches!(
                    xml.kind(node),
                    NodeKind::Text | NodeKind::CData | NodeKind::Reference
                ) {
                    self.push_collapsed(&xml.decoded(node), format);
                }
                continue;
            }
            let outer = Raw::Source(xml.outer(node));
            match xml.qualified_name(node) {
                "text:span" => self.collect_span(node, format),
                "text:s" => {
                    let count = xml.attribute(node, "text:c");
                    let count = count.and_then(|count| count.parse::<usize>().ok());
                    self.push(" ".repeat(count.unwrap_or(1).min(1_000)), format);
                    self.is_after_space = false;
                }
                "text:tab" => {
                    self.push("\t".to_owned(), format);
                    self.is_after_space = false;
                }
                "text:line-break" => {
                    self.push("\n".to_owned(), format);
                    self.is_after_space = false;
                }
                "text:soft-page-break" => {}
                "text:a" | "text:meta" | "text:meta-field" => {
                    let opening = Raw::Source(xml.range(node));
                    let closing = Raw::Source(xml.range(xml.close(node)));
                    if xml.close(node) == node {
                        self.items.push(Item::Start(outer));
                        continue;
                    }
                    self.items.push(Item::Open(vec![opening], vec![closing]));
                    self.collect(node, format);
                    self.items.push(Item::Close);
                }
                "text:ruby" => {
                    if let Some(base) = xml.child(node, "ruby-base") {
                        self.collect(base, format);
                    }
                }
                "text:bookmark"
                | "text:bookmark-start"
                | "text:reference-mark"
                | "text:reference-mark-start"
                | "text:change"
                | "text:change-start"
                | "text:alphabetical-index-mark"
                | "text:alphabetical-index-mark-start"
                | "text:toc-mark-start"
                | "text:user-index-mark-start"
                | "office:annotation" => self.items.push(Item::Start(outer)),
                "text:bookmark-end"
                | "text:reference-mark-end"
                | "text:change-end"
                | "text:alphabetical-index-mark-end"
                | "text:toc-mark-end"
                | "text:user-index-mark-end"
                | "office:annotation-end" => self.items.push(Item::End(outer)),
                _ => {
                    self.items.push(Item::Standalone(vec![outer]));
                    self.is_after_space = false;
                }
            }
        }
    }

    fn collect_span(&mut self, span: usize, format: &Spans) {
        let name = style_name(self.xml, span);
        let look = self.styles.look(&name);
        if look.is_empty() {
            return self.collect(span, format);
        }
        let mut inner = format.clone();
        inner.key.push_str(&look);
        inner
            .opening
            .push(self.xml.raw(self.xml.range(span)).to_owned());
        self.collect(span, &inner);
    }
}
