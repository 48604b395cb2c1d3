//! The text of a cell or comment as text with tags.

use super::super::runs::{Content, Item, Raw, RunFormat};
use crate::engine::files::Xml;
use crate::engine::text::xml::push_escaped;

/// How a run looks, and the prefix of the part's elements.
#[derive(Debug, Clone, Default)]
pub struct Look {
    key: String,
    properties: String,
    prefix: String,
}

impl RunFormat for Look {
    fn key(&self) -> &str {
        &self.key
    }

    fn written(&self, text: &str) -> String {
        let prefix = &self.prefix;
        let mut out = format!(
            "<{prefix}r>{}<{prefix}t xml:space=\"preserve\">",
            self.properties
        );
        push_escaped(&mut out, text);
        out.push_str(&format!("</{prefix}t></{prefix}r>"));
        out
    }
}

pub fn read(xml: &Xml, text: usize) -> Content<Look> {
    let name = xml.qualified_name(text);
    let prefix = name
        .rsplit_once(':')
        .map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    let mut items = Vec::new();
    for node in xml.children(text).filter(|&node| xml.is_element(node)) {
        match xml.name(node) {
            "t" => items.push(Item::Text(
                xml.text_of(node),
                Look {
                    prefix: prefix.clone(),
                    ..Look::default()
                },
            )),
            "r" => {
                let look = look(xml, node, &prefix);
                let texts = xml.children(node).filter(|&child| xml.is(child, "t"));
                items.extend(texts.map(|child| Item::Text(xml.text_of(child), look.clone())));
            }
            _ => items.push(Item::End(Raw::Source(xml.outer(node)))),
        }
    }
    Content::of(items)
}

/// Fonts of a script and character sets are no formatting that a reader means.
fn look(xml: &Xml, run: usize, prefix: &str) -> Look {
    let Some(properties) = xml.child(run, "rPr") else {
        return Look {
            prefix: prefix.to_owned(),
            ..Look::default()
        };
    };
    let meant = xml.children(properties).filter(|&node| {
        xml.is_element(node) && !matches!(xml.name(node), "rFont" | "family" | "charset" | "scheme")
    });
    Look {
        key: meant.map(|node| xml.raw(xml.outer(node))).collect(),
        properties: xml.raw(xml.outer(properties)).to_owned(),
        prefix: prefix.to_owned(),
    }
}
