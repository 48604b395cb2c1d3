//! Text with inline codes: read from a document into a text with numbered tags, and back.

use crate::engine::model::{Tag, TagKind, TaggedText};
use std::collections::BTreeMap;

/// What stands in the document for a number's tags.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Code {
    pub open: String,
    pub close: String,
    /// Opening and closing are tags of one element, which must nest.
    pub is_element: bool,
}

/// A text and the codes of its tags.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inline {
    pub text: String,
    pub codes: BTreeMap<u32, Code>,
}

/// A part of a written text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'t> {
    Text(&'t str),
    Tag(Tag),
}

impl Inline {
    pub fn push_tag(&mut self, number: u32, kind: TagKind) {
        self.text.push_str(&Tag { number, kind }.to_string());
    }

    /// Whether there is text besides tags and white space.
    pub fn has_text(&self) -> bool {
        let tagged = TaggedText::read_numbered(self.text.as_str(), |n| self.codes.contains_key(&n));
        !tagged.plain().trim().is_empty()
    }

    /// Numbers that stand in a text as ordinary text, so that no code gets one: `<1>` in an article
    /// is not a tag.
    pub fn numbers_in(text: &str) -> Vec<u32> {
        let tagged = TaggedText::read(text);
        tagged.tags().iter().map(|(_, tag)| tag.number).collect()
    }

    /// The pieces of a translation: elements closed in the order in which they were opened. Says
    /// whether tags had to be added or left out for that.
    pub fn pieces<'t>(&self, tagged: &'t TaggedText) -> (Vec<Piece<'t>>, bool) {
        let text = tagged.as_str();
        let (mut pieces, mut open): (Vec<Piece<'t>>, Vec<u32>) = (Vec::new(), Vec::new());
        let (mut at, mut is_mended) = (0, false);
        for (range, tag) in tagged.tags() {
            if at < range.start {
                pieces.push(Piece::Text(text.get(at..range.start).unwrap_or_default()));
            }
            at = range.end;
            let is_element = self
                .codes
                .get(&tag.number)
                .is_some_and(|code| code.is_element);
            match tag.kind {
                TagKind::Opening if is_element => open.push(tag.number),
                TagKind::Closing if is_element => {
                    if !open.contains(&tag.number) {
                        is_mended = true;
                        continue;
                    }
                    while let Some(number) = open.pop().filter(|number| *number != tag.number) {
                        is_mended = true;
                        pieces.push(Piece::Tag(Tag {
                            number,
                            kind: TagKind::Closing,
                        }));
                    }
                }
                _ => {}
            }
            pieces.push(Piece::Tag(*tag));
        }
        if at < text.len() {
            pieces.push(Piece::Text(text.get(at..).unwrap_or_default()));
        }
        while let Some(number) = open.pop() {
            is_mended = true;
            pieces.push(Piece::Tag(Tag {
                number,
                kind: TagKind::Closing,
            }));
        }
        (pieces, is_mended)
    }

    /// A translation as it is written in the document, its text by `escape`.
    pub fn write(&self, text: &str, mut escape: impl FnMut(&mut String, &str)) -> (String, bool) {
        let tagged = TaggedText::read_numbered(text, |number| self.codes.contains_key(&number));
        let (pieces, is_mended) = self.pieces(&tagged);
        let mut out = String::with_capacity(text.len());
        for piece in pieces {
            match piece {
                Piece::Text(text) => escape(&mut out, text),
                Piece::Tag(tag) => {
                    if let Some(code) = self.codes.get(&tag.number) {
                        let raw = if tag.kind == TagKind::Closing {
                            &code.close
                        } else {
                            &code.open
                        };
                        out.push_str(raw);
                    }
                }
            }
        }
        (out, is_mended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_kept_nested() {
        let element = |name: &str| Code {
            open: format!("<{name}>"),
            close: format!("</{name}>"),
            is_element: true,
        };
        let inline = Inline {
            text: String::new(),
            codes: BTreeMap::from([
                (1, element("b")),
                (2, element("i")),
                (
                    3,
                    Code {
                        open: "<br/>".into(),
                        ..Code::default()
                    },
                ),
            ]),
        };
        for (text, expected, mended) in [
            ("<1>a</1><3/>", "<b>a</b><br/>", false),
            ("<1>a<2>b</2></1>", "<b>a<i>b</i></b>", false),
            ("<1>a<2>b</1></2>", "<b>a<i>b</i></b>", true),
            ("<1>a", "<b>a</b>", true),
            ("a</1>", "a", true),
            ("<4>&</4>", "[<4>&</4>]", false),
        ] {
            let escape = |out: &mut String, text: &str| {
                if text.contains('<') {
                    out.extend(["[", text, "]"])
                } else {
                    out.push_str(text)
                }
            };
            assert_eq!(
                inline.write(text, escape),
                (expected.to_owned(), mended),
                "{text}"
            );
        }
    }
}
