//! Inline elements of XLIFF as tags. An element that encloses text is a pair, also where it is
//! written as two (`bpt` and `ept`, `sc` and `ec`); others stand alone, with what is in them.

use super::super::inline::{Code, Inline};
use crate::engine::files::{NodeKind, Xml};
use crate::engine::model::TagKind;
use std::collections::BTreeMap;

/// Numbers by element and identity, so that a code of the target has that of its source.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    known: BTreeMap<(String, String), u32>,
    taken: Vec<u32>,
}

impl Numbers {
    /// Numbers that stand as text in the segment are not given.
    pub fn for_text(text: &str) -> Self {
        Self {
            taken: Inline::numbers_in(text),
            ..Self::default()
        }
    }

    fn of(&mut self, element: &str, id: String) -> u32 {
        let key = (element.to_owned(), id);
        if let Some(number) = self.known.get(&key) {
            return *number;
        }
        let used = |number: &u32| self.taken.contains(number);
        let number = (1..).find(|number| !used(number)).unwrap_or(1);
        self.taken.push(number);
        self.known.insert(key, number);
        number
    }
}

/// Reads the content of an element; elements named `wrapper` only enclose it.
pub fn read(xml: &Xml, element: usize, numbers: &mut Numbers) -> Inline {
    let mut inline = Inline::default();
    read_into(xml, element, numbers, &mut inline);
    inline
}

fn read_into(xml: &Xml, element: usize, numbers: &mut Numbers, inline: &mut Inline) {
    for node in xml.children(element) {
        match xml.kind(node) {
            NodeKind::Text | NodeKind::CData | NodeKind::Reference => {
                inline.text.push_str(&xml.decoded(node));
            }
            NodeKind::Open | NodeKind::Empty => read_code(xml, node, numbers, inline),
            NodeKind::Close | NodeKind::Other => {}
        }
    }
}

fn read_code(xml: &Xml, node: usize, numbers: &mut Numbers, inline: &mut Inline) {
    let name = xml.name(node);
    let attribute = |name: &str| xml.attribute(node, name);
    let id = || attribute("id").unwrap_or_else(|| format!("#{}", inline.codes.len()));
    let raw = || xml.raw(xml.outer(node)).to_owned();
    let pair = match name {
        // Halves of a pair know each other by `rid`, else by `id`.
        "bpt" | "bx" => Some(("pt", attribute("rid").unwrap_or_else(id), TagKind::Opening)),
        "ept" | "ex" => Some(("pt", attribute("rid").unwrap_or_else(id), TagKind::Closing)),
        "sc" => Some(("sc", id(), TagKind::Opening)),
        "ec" => attribute("startRef").map(|id| ("sc", id, TagKind::Closing)),
        "sm" => Some(("sm", id(), TagKind::Opening)),
        "em" => attribute("startRef").map(|id| ("sm", id, TagKind::Closing)),
        _ => None,
    };
    if let Some((element, id, kind)) = pair {
        let number = numbers.of(element, id);
        let code = inline.codes.entry(number).or_default();
        match kind {
            TagKind::Closing => code.close = raw(),
            _ => code.open = raw(),
        }
        inline.push_tag(number, kind);
        return;
    }
    let encloses = matches!(name, "g" | "pc" | "mrk") && xml.kind(node) == NodeKind::Open;
    let number = numbers.of(
        name,
        attribute("id")
            .or_else(|| attribute("mid"))
            .unwrap_or_else(id),
    );
    if !encloses {
        inline.codes.insert(
            number,
            Code {
                open: raw(),
                ..Code::default()
            },
        );
        inline.push_tag(number, TagKind::Standalone);
        return;
    }
    inline.codes.insert(
        number,
        Code {
            open: xml.raw(xml.range(node)).to_owned(),
            close: xml.raw(xml.range(xml.close(node))).to_owned(),
            is_element: true,
        },
    );
    inline.push_tag(number, TagKind::Opening);
    read_into(xml, node, numbers, inline);
    inline.push_tag(number, TagKind::Closing);
}
