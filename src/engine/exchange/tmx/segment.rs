//! The inside of a `<seg>` as it is read: its text, and the codes between.

use super::rules;
use crate::engine::model::{Attribute, TagKind};
use crate::engine::text::xml::push_escaped;

/// A segment's text without codes, and the codes at bytes of the text, in order.
#[derive(Debug, Default, Clone)]
pub struct SegmentDraft {
    pub text: String,
    pub codes: Vec<PlacedCode>,
}

#[derive(Debug, Clone)]
pub struct PlacedCode {
    pub at: usize,
    pub kind: TagKind,
    /// `hi` stands for both ends of a highlighting.
    pub element: &'static str,
    pub attributes: Vec<Attribute>,
    /// Well-formed XML.
    pub content: String,
}

impl PlacedCode {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl SegmentDraft {
    /// About how much it is to copy.
    pub fn bytes(&self) -> usize {
        let codes = self
            .codes
            .iter()
            .map(|code| code.content.len() + size_of::<PlacedCode>());
        self.text.len() + codes.sum::<usize>()
    }

    /// The inside of the segment as XML.
    pub fn to_xml(&self) -> String {
        let mut xml = String::new();
        let mut from = 0;
        for code in &self.codes {
            push_escaped(&mut xml, self.text.get(from..code.at).unwrap_or_default());
            from = code.at;
            match (code.element, code.kind) {
                ("hi", TagKind::Closing) => xml.push_str("</hi>"),
                ("hi", _) => {
                    rules::push_start(&mut xml, "hi", &code.attributes);
                    xml.push('>');
                }
                (element, _) => {
                    rules::push_element(&mut xml, element, &code.attributes, &code.content);
                }
            }
        }
        push_escaped(&mut xml, self.text.get(from..).unwrap_or_default());
        xml
    }
}

/// An element open inside the segment.
#[derive(Debug)]
enum Open {
    Highlight,
    /// An element TMX does not know, with the number of its pair and its code's place.
    Foreign {
        name: String,
        pair: usize,
        code: usize,
    },
    /// The code at hand.
    Code,
    /// Inside a code: written as an element, or as text.
    Inner {
        name: String,
        is_element: bool,
    },
}

/// Takes the pieces of a segment one by one.
#[derive(Debug, Default)]
pub struct SegmentReader {
    draft: SegmentDraft,
    open: Vec<Open>,
    code: Option<PlacedCode>,
    /// Pairs numbered by us: codes without `i` and elements TMX does not know.
    pairs: usize,
    /// `i` of codes without one that are open.
    unnamed: Vec<usize>,
    /// Attributes that were left out, as they have no place.
    pub left_out: u64,
}

impl SegmentReader {
    pub fn is_inside(&self) -> bool {
        !self.open.is_empty()
    }

    pub fn finish(self) -> SegmentDraft {
        self.draft
    }

    pub fn text(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => {
                push_escaped(&mut code.content, text);
            }
            None => self.draft.text.push_str(text),
        }
    }

    pub fn open(&mut self, name: &str, attributes: Vec<Attribute>) {
        if self.code.is_some() {
            return self.open_inner(name, attributes);
        }
        let element = match name {
            "bpt" => "bpt",
            "ept" => "ept",
            "it" => "it",
            "ph" => "ph",
            "ut" => "ut",
            "hi" => {
                let attributes = self.fitting("hi", attributes);
                self.push(TagKind::Opening, "hi", attributes, String::new());
                self.open.push(Open::Highlight);
                return;
            }
            _ => return self.open_foreign(name, &attributes),
        };
        let attributes = self.fitting(element, attributes);
        self.code = Some(PlacedCode {
            at: self.draft.text.len(),
            kind: match element {
                "bpt" => TagKind::Opening,
                "ept" => TagKind::Closing,
                _ => TagKind::Standalone,
            },
            element,
            attributes,
            content: String::new(),
        });
        self.open.push(Open::Code);
    }

    pub fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Highlight) => self.push(TagKind::Closing, "hi", Vec::new(), String::new()),
            Some(Open::Code) => self.draft.codes.extend(self.code.take()),
            Some(Open::Foreign { name, pair, code }) => self.close_foreign(&name, pair, code),
            Some(Open::Inner { name, is_element }) => {
                if let Some(code) = &mut self.code {
                    let tag = format!("</{name}>");
                    if is_element {
                        code.content.push_str(&tag);
                    } else {
                        push_escaped(&mut code.content, &tag);
                    }
                }
            }
            None => {}
        }
    }

    fn open_inner(&mut self, name: &str, attributes: Vec<Attribute>) {
        let outer = match self.open.last() {
            Some(Open::Inner {
                name,
                is_element: true,
            }) => name.as_str(),
            Some(Open::Inner { .. }) => "",
            _ => self.code.as_ref().map_or("", |code| code.element),
        };
        let is_element = rules::nests(outer, name);
        let attributes = if is_element {
            self.fitting(name, attributes)
        } else {
            attributes
        };
        if let Some(code) = &mut self.code {
            if is_element {
                rules::push_start(&mut code.content, name, &attributes);
                code.content.push('>');
            } else {
                rules::push_as_text(&mut code.content, name, &attributes, ">");
            }
        }
        self.open.push(Open::Inner {
            name: name.to_owned(),
            is_element,
        });
    }

    /// An element TMX does not know becomes a pair of codes that hold its tags.
    fn open_foreign(&mut self, name: &str, attributes: &[Attribute]) {
        self.pairs += 1;
        let pair = self.pairs;
        let mut content = String::new();
        rules::push_as_text(&mut content, name, attributes, ">");
        self.open.push(Open::Foreign {
            name: name.to_owned(),
            pair,
            code: self.draft.codes.len(),
        });
        self.push(TagKind::Opening, "bpt", vec![pair_attribute(pair)], content);
    }

    fn close_foreign(&mut self, name: &str, pair: usize, code: usize) {
        let is_last = self.draft.codes.len() == code + 1;
        let end = self.draft.text.len();
        if let Some(code) = self
            .draft
            .codes
            .last_mut()
            .filter(|code| is_last && code.at == end)
        {
            // Nothing was inside.
            code.kind = TagKind::Standalone;
            code.element = "ph";
            code.attributes.clear();
            push_escaped(&mut code.content, &format!("</{name}>"));
            return;
        }
        let mut content = String::new();
        push_escaped(&mut content, &format!("</{name}>"));
        self.push(TagKind::Closing, "ept", vec![pair_attribute(pair)], content);
    }

    fn push(
        &mut self,
        kind: TagKind,
        element: &'static str,
        attributes: Vec<Attribute>,
        content: String,
    ) {
        self.draft.codes.push(PlacedCode {
            at: self.draft.text.len(),
            kind,
            element,
            attributes,
            content,
        });
    }

    /// The attributes that have a place, with those that must be there.
    fn fitting(&mut self, element: &str, mut attributes: Vec<Attribute>) -> Vec<Attribute> {
        if element == "it" {
            // As some tools have it.
            for (_, value) in attributes.iter_mut().filter(|(name, _)| name == "pos") {
                match value.as_str() {
                    "open" => *value = "begin".to_owned(),
                    "close" => *value = "end".to_owned(),
                    _ => {}
                }
            }
        }
        let given = attributes.len();
        attributes.retain(|(name, value)| rules::fits(element, name, value));
        self.left_out += (given - attributes.len()) as u64;
        let has = |name: &str| attributes.iter().any(|(key, _)| key == name);
        match element {
            "it" if !has("pos") => attributes.push(("pos".into(), "begin".to_owned())),
            "bpt" if !has("i") => {
                self.pairs += 1;
                self.unnamed.push(self.pairs);
                attributes.push(pair_attribute(self.pairs));
            }
            "ept" if !has("i") => {
                let pair = self.unnamed.pop().unwrap_or_else(|| {
                    self.pairs += 1;
                    self.pairs
                });
                attributes.push(pair_attribute(pair));
            }
            _ => {}
        }
        attributes
    }
}

/// The `i` of a pair that we number; files number theirs without a letter.
fn pair_attribute(pair: usize) -> Attribute {
    ("i".into(), format!("m{pair}"))
}
