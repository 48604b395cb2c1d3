//! Paragraphs that are runs of formatted text with elements between them, as word processors write
//! them: read as text with tags, written again with the pieces of the source.

use super::inline::{Code, Inline, Piece};
use crate::engine::files::Xml;
use crate::engine::model::{TagKind, TaggedText};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Places of a file and what stands there instead.
pub type Edits = Vec<(Range<usize>, String)>;

/// What a run of text looks like.
pub trait RunFormat: Clone + Default + std::fmt::Debug {
    /// Runs of one key look alike.
    fn key(&self) -> &str;

    /// A text in this format, as the file has it.
    fn written(&self, text: &str) -> String;
}

/// A piece of a raw XML text whose places in the part are known, so that edits inside reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Raw {
    Text(String),
    Source(Range<usize>),
}

/// A piece of a paragraph.
#[derive(Debug, Clone)]
pub enum Item<F> {
    Text(String, F),
    Standalone(Vec<Raw>),
    /// An element around text: what opens and closes it.
    Open(Vec<Raw>, Vec<Raw>),
    Close,
    /// Marks of a range that is not the text's own: bookmarks, comments.
    Start(Raw),
    End(Raw),
}

/// What a number's tags stand for.
#[derive(Debug, Clone)]
pub enum Meaning<F> {
    /// Text of another format than most of the paragraph.
    Format(F),
    /// An element around text, or a field: what opens and closes it.
    Around(Vec<Raw>, Vec<Raw>),
    Standalone(Vec<Raw>),
}

/// A paragraph read.
#[derive(Debug, Clone, Default)]
pub struct Content<F> {
    pub inline: Inline,
    meanings: BTreeMap<u32, Meaning<F>>,
    /// The format of most of its text.
    base: F,
    /// Bookmarks and codes before and behind the text.
    before: Vec<Raw>,
    after: Vec<Raw>,
}

impl<F: RunFormat> Content<F> {
    pub fn of(items: Vec<Item<F>>) -> Self {
        let mut content = Self {
            base: base_format(&items),
            ..Self::default()
        };
        let items = content.take_edges(items);
        content.push_items(items);
        content
    }

    /// Moves bookmarks out, and codes at the edges.
    fn take_edges(&mut self, items: Vec<Item<F>>) -> Vec<Item<F>> {
        let mut inner = Vec::with_capacity(items.len());
        for item in items {
            match item {
                Item::Start(raw) => self.before.push(raw),
                Item::End(raw) => self.after.push(raw),
                item => inner.push(item),
            }
        }
        let is_text =
            |item: &Item<F>| matches!(item, Item::Text(..) | Item::Open(..) | Item::Close);
        let Some(first) = inner.iter().position(is_text) else {
            self.before
                .extend(inner.into_iter().flat_map(Item::into_raw));
            return Vec::new();
        };
        let last = inner.iter().rposition(is_text).map_or(0, |last| last + 1);
        let tail: Vec<Raw> = inner
            .split_off(last)
            .into_iter()
            .flat_map(Item::into_raw)
            .collect();
        self.after.splice(0..0, tail);
        self.before
            .extend(inner.drain(..first).flat_map(Item::into_raw));
        inner
    }

    fn push_items(&mut self, items: Vec<Item<F>>) {
        let texts = items.iter().map(|item| match item {
            Item::Text(text, _) => text.as_str(),
            _ => "",
        });
        let taken = Inline::numbers_in(&texts.collect::<String>());
        let mut numbers = (1u32..).filter(|number| !taken.contains(number));
        let mut next = || numbers.next().unwrap_or(u32::MAX);
        let mut open: Vec<u32> = Vec::new();
        let mut items = items.into_iter().peekable();
        while let Some(item) = items.next() {
            match item {
                Item::Text(mut text, format) => {
                    while let Some(Item::Text(more, _)) = items.next_if(
                        |item| matches!(item, Item::Text(_, other) if other.key() == format.key()),
                    ) {
                        text.push_str(&more);
                    }
                    if format.key() == self.base.key() {
                        self.inline.text.push_str(&text);
                        continue;
                    }
                    let number = next();
                    self.define(number, Meaning::Format(format));
                    self.inline.push_tag(number, TagKind::Opening);
                    self.inline.text.push_str(&text);
                    self.inline.push_tag(number, TagKind::Closing);
                }
                Item::Open(opening, closing) => {
                    let number = next();
                    self.define(number, Meaning::Around(opening, closing));
                    self.inline.push_tag(number, TagKind::Opening);
                    open.push(number);
                }
                Item::Close => {
                    if let Some(number) = open.pop() {
                        self.inline.push_tag(number, TagKind::Closing);
                    }
                }
                Item::Start(_) | Item::End(_) => {}
                Item::Standalone(raw) => {
                    let number = next();
                    self.define(number, Meaning::Standalone(raw));
                    self.inline.push_tag(number, TagKind::Standalone);
                }
            }
        }
    }

    fn define(&mut self, number: u32, meaning: Meaning<F>) {
        let code = Code {
            is_element: !matches!(meaning, Meaning::Standalone(_)),
            ..Code::default()
        };
        self.inline.codes.insert(number, code);
        self.meanings.insert(number, meaning);
    }

    /// A translation as the paragraph's new content; edits inside its own pieces are carried out.
    /// Says whether tags had to be put in order.
    pub fn write(&self, text: String, xml: &Xml, edits: &Edits) -> (String, bool) {
        let mut out = String::new();
        push_raw(&mut out, &self.before, xml, edits);
        let tagged = TaggedText::read_numbered(text, |n| self.inline.codes.contains_key(&n));
        let (pieces, is_mended) = self.inline.pieces(&tagged);
        let mut formats = vec![&self.base];
        for piece in pieces {
            let tag = match piece {
                Piece::Text(text) => {
                    if let Some(format) = formats.last() {
                        out.push_str(&format.written(text));
                    }
                    continue;
                }
                Piece::Tag(tag) => tag,
            };
            match (self.meanings.get(&tag.number), tag.kind) {
                (Some(Meaning::Format(format)), TagKind::Opening) => formats.push(format),
                (Some(Meaning::Format(_)), TagKind::Closing) => _ = formats.pop(),
                (Some(Meaning::Around(_, closing)), TagKind::Closing) => {
                    push_raw(&mut out, closing, xml, edits);
                }
                (Some(Meaning::Around(raw, _) | Meaning::Standalone(raw)), _) => {
                    push_raw(&mut out, raw, xml, edits);
                }
                (Some(Meaning::Format(_)), _) | (None, _) => {}
            }
        }
        push_raw(&mut out, &self.after, xml, edits);
        (out, is_mended)
    }
}

impl<F: RunFormat> Item<F> {
    pub fn into_raw(self) -> Vec<Raw> {
        match self {
            Self::Standalone(raw) | Self::Open(raw, _) => raw,
            Self::Start(raw) | Self::End(raw) => vec![raw],
            Self::Text(text, format) => vec![Raw::Text(format.written(&text))],
            Self::Close => Vec::new(),
        }
    }
}

/// The format that most letters have.
fn base_format<F: RunFormat>(items: &[Item<F>]) -> F {
    let mut counts: HashMap<&str, (usize, usize, &F)> = HashMap::new();
    for (at, item) in items.iter().enumerate() {
        if let Item::Text(text, format) = item {
            let entry = counts
                .entry(format.key())
                .or_insert((0, usize::MAX - at, format));
            entry.0 += text.chars().filter(|c| !c.is_whitespace()).count();
        }
    }
    counts
        .into_values()
        .max_by_key(|(letters, early, _)| (*letters, *early))
        .map(|(.., format)| format.clone())
        .unwrap_or_default()
}

fn push_raw(out: &mut String, raw: &[Raw], xml: &Xml, edits: &Edits) {
    for raw in raw {
        match raw {
            Raw::Text(text) => out.push_str(text),
            Raw::Source(range) => push_edited(out, range, xml, edits),
        }
    }
}

/// A range of the file with the edits inside it carried out.
fn push_edited(out: &mut String, range: &Range<usize>, xml: &Xml, edits: &Edits) {
    let mut inside: Vec<&(Range<usize>, String)> = edits
        .iter()
        .filter(|(edit, _)| range.start <= edit.start && edit.end <= range.end)
        .collect();
    inside.sort_by_key(|(edit, _)| (edit.start, edit.end));
    let mut at = range.start;
    for (edit, new) in inside {
        if edit.start >= at {
            out.push_str(xml.raw(at..edit.start));
            out.push_str(new);
            at = edit.end;
        }
    }
    out.push_str(xml.raw(at..range.end));
}

/// Replaces a range, and drops edits inside it, which the new text has taken over.
pub fn replace(edits: &mut Edits, range: Range<usize>, new: String) {
    edits.retain(|(inside, _)| inside.start < range.start || inside.end > range.end);
    edits.push((range, new));
}
