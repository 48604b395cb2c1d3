//! Writes the inside of a `<seg>`: text, and for each tag the code it stands for.

use super::rules;
use crate::engine::model::{InlineCode, SideExtra, Tag, TagKind, TaggedText};
use crate::engine::text::xml::push_escaped;
use std::collections::{HashMap, HashSet};

/// Appends a segment; how many characters XML does not allow. A tag is written as the code it has
/// on this side, else like its code on the other, else as a code that holds the tag itself.
pub fn push_segment(
    out: &mut String,
    text: &TaggedText,
    own: &SideExtra,
    other: &SideExtra,
) -> usize {
    if text.tags().is_empty() {
        return push_escaped(out, text.as_str());
    }
    let mut marker = Marker::new(text, own, other);
    let mut dropped = 0;
    let mut from = 0;
    for (at, (range, tag)) in text.tags().iter().enumerate() {
        dropped += push_escaped(
            out,
            text.as_str().get(from..range.start).unwrap_or_default(),
        );
        dropped += marker.push(out, at, *tag);
        from = range.end;
    }
    dropped + push_escaped(out, text.as_str().get(from..).unwrap_or_default())
}

struct Marker<'a> {
    own: HashMap<Tag, &'a InlineCode>,
    other: HashMap<Tag, &'a InlineCode>,
    /// Places of tags that open and close a highlighting which nests.
    nested: HashSet<usize>,
    /// `i` of the pairs by number, and all that are taken.
    internal: HashMap<u32, String>,
    taken: HashSet<String>,
}

impl<'a> Marker<'a> {
    fn new(text: &TaggedText, own: &'a SideExtra, other: &'a SideExtra) -> Self {
        let mut marker = Self {
            own: own.codes.iter().map(|code| (code.tag, code)).collect(),
            other: other.codes.iter().map(|code| (code.tag, code)).collect(),
            nested: HashSet::new(),
            internal: HashMap::new(),
            taken: HashSet::new(),
        };
        for code in &own.codes {
            if let Some(i) = code.attribute("i") {
                marker.internal.insert(code.tag.number, i.to_owned());
                marker.taken.insert(i.to_owned());
            }
        }
        marker.nested = marker.nested_highlights(text);
        marker
    }

    fn code(&self, tag: Tag) -> Option<&'a InlineCode> {
        self.own.get(&tag).or_else(|| self.other.get(&tag)).copied()
    }

    /// An edited text may have them crossed or half, which elements cannot be.
    fn nested_highlights(&self, text: &TaggedText) -> HashSet<usize> {
        let mut open: Vec<(usize, u32)> = Vec::new();
        let mut waiting: HashMap<u32, usize> = HashMap::new();
        let mut nested = HashSet::new();
        for (at, (_, tag)) in text.tags().iter().enumerate() {
            let opening = Tag {
                kind: TagKind::Opening,
                ..*tag
            };
            if !self.code(opening).is_some_and(InlineCode::is_highlight) {
                continue;
            }
            match tag.kind {
                TagKind::Opening => {
                    open.push((at, tag.number));
                    *waiting.entry(tag.number).or_default() += 1;
                }
                TagKind::Closing if waiting.get(&tag.number).is_some_and(|n| *n > 0) => {
                    while let Some((start, number)) = open.pop() {
                        if let Some(count) = waiting.get_mut(&number) {
                            *count -= 1;
                        }
                        if number == tag.number {
                            nested.extend([start, at]);
                            break;
                        }
                    }
                }
                _ => {}
            }
        }
        nested
    }

    fn push(&mut self, out: &mut String, at: usize, tag: Tag) -> usize {
        if self.nested.contains(&at) {
            return match (tag.kind, self.code(tag)) {
                (TagKind::Opening, Some(code)) => {
                    let dropped = rules::push_start(out, "hi", &code.attributes);
                    out.push('>');
                    dropped
                }
                _ => {
                    out.push_str("</hi>");
                    0
                }
            };
        }
        match self.own.get(&tag) {
            Some(code) if !code.is_highlight() => {
                rules::push_element(out, &code.element, &code.attributes, &code.content)
            }
            _ => self.push_made(out, tag),
        }
    }

    /// A code for a tag that has none of its own.
    fn push_made(&mut self, out: &mut String, tag: Tag) -> usize {
        let model = self.code(tag);
        let mut attributes = Vec::new();
        if tag.kind != TagKind::Standalone {
            attributes.push(("i".into(), self.internal(tag.number)));
        }
        if tag.kind != TagKind::Closing {
            match model {
                None => attributes.push(("x".into(), tag.number.to_string())),
                Some(model) => {
                    let kept = |name: &str| matches!(name, "x" | "type");
                    let kept = model.attributes.iter().filter(|(name, _)| kept(name));
                    attributes.extend(kept.cloned());
                }
            }
        }
        let mut content = String::new();
        match model {
            Some(model) => content.push_str(&model.content),
            None => drop(push_escaped(&mut content, &tag.to_string())),
        }
        let (element, attributes) = match (tag.kind, model) {
            (TagKind::Opening, _) => ("bpt", attributes),
            (TagKind::Closing, _) => ("ept", attributes),
            (TagKind::Standalone, Some(model)) => {
                (model.element.as_str(), model.attributes.clone())
            }
            (TagKind::Standalone, None) => ("ph", attributes),
        };
        rules::push_element(out, element, &attributes, &content)
    }

    /// The `i` of a pair: that of its other half, else one that is free.
    fn internal(&mut self, number: u32) -> String {
        if let Some(i) = self.internal.get(&number) {
            return i.clone();
        }
        let mut i = number.to_string();
        let mut next = u64::from(number);
        while !self.taken.insert(i.clone()) {
            next += u64::from(Tag::MOST) + 1;
            i = next.to_string();
        }
        self.internal.insert(number, i.clone());
        i
    }
}
