//! A text with inline tags, which stand for formatting of the document: `<1>bold</1>`, `<2/>`.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TagKind {
    /// `<1>`
    Opening,
    /// `</1>`
    Closing,
    /// `<1/>`
    Standalone,
}

/// What a tag is, wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Tag {
    pub number: u32,
    pub kind: TagKind,
}

impl Tag {
    /// The highest number a tag can have.
    pub const MOST: u32 = 9_999;

    /// What is written on its chip: `1`, `/1` or `1/`.
    pub fn label(self) -> String {
        match self.kind {
            TagKind::Opening => self.number.to_string(),
            TagKind::Closing => format!("/{}", self.number),
            TagKind::Standalone => format!("{}/", self.number),
        }
    }

    /// Reads what is between `<` and `>`.
    fn read(inside: &str) -> Option<Self> {
        let (digits, kind) = if let Some(digits) = inside.strip_prefix('/') {
            (digits, TagKind::Closing)
        } else if let Some(digits) = inside.strip_suffix('/') {
            (digits, TagKind::Standalone)
        } else {
            (inside, TagKind::Opening)
        };
        let is_number = (1..=4).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0');
        let number = is_number.then(|| digits.parse().ok())??;
        Some(Self { number, kind })
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> Self {
        tag.label()
    }
}

impl TryFrom<String> for Tag {
    type Error = String;

    fn try_from(label: String) -> Result<Self, String> {
        Self::read(&label).ok_or_else(|| format!("“{label}” is no tag"))
    }
}

/// The form in a text: `<1>`, `</1>` or `<1/>`.
impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.label())
    }
}

/// A text that knows where its tags are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaggedText {
    text: String,
    /// In order, with their bytes.
    tags: Vec<(Range<usize>, Tag)>,
}

impl TaggedText {
    /// Finds everything that has the form of a tag.
    pub fn read(text: impl Into<String>) -> Self {
        let text = text.into();
        let tags = find(&text).collect();
        Self { text, tags }
    }

    /// Finds the tags that another text has, as a target those of its source: what else looks like
    /// a tag is text.
    pub fn read_like(text: impl Into<String>, other: &Self) -> Self {
        let text = text.into();
        let known: std::collections::BTreeSet<Tag> = other.tags.iter().map(|(_, t)| *t).collect();
        let tags = find(&text).filter(|(_, tag)| known.contains(tag)).collect();
        Self { text, tags }
    }

    /// Finds the tags with numbers that are known; what else looks like a tag is text.
    pub fn read_numbered(text: impl Into<String>, is_known: impl Fn(u32) -> bool) -> Self {
        let text = text.into();
        let tags = find(&text)
            .filter(|(_, tag)| is_known(tag.number))
            .collect();
        Self { text, tags }
    }

    /// The text with its tags.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn tags(&self) -> &[(Range<usize>, Tag)] {
        &self.tags
    }

    /// The text without its tags.
    pub fn plain(&self) -> String {
        self.without(|_| true)
    }

    /// The text without the tags that another text lacks.
    pub fn fitted_to(&self, other: &Self) -> String {
        let known: std::collections::BTreeSet<Tag> = other.tags.iter().map(|(_, t)| *t).collect();
        self.without(|tag| !known.contains(&tag))
    }

    fn without(&self, is_left_out: impl Fn(Tag) -> bool) -> String {
        let mut rest = String::with_capacity(self.text.len());
        let mut from = 0;
        for (range, _) in self.tags.iter().filter(|(_, tag)| is_left_out(*tag)) {
            rest.push_str(self.text.get(from..range.start).unwrap_or_default());
            from = range.end;
        }
        rest.push_str(self.text.get(from..).unwrap_or_default());
        rest
    }

    /// Tags of this text that another lacks, each as often as it is lacking.
    pub fn missing_in(&self, other: &Self) -> Vec<Tag> {
        let sorted = |tagged: &Self| {
            let mut tags: Vec<Tag> = tagged.tags.iter().map(|(_, tag)| *tag).collect();
            tags.sort_unstable();
            tags
        };
        let mut theirs = sorted(other).into_iter().peekable();
        let mut missing = Vec::new();
        for tag in sorted(self) {
            while theirs.next_if(|their| *their < tag).is_some() {}
            if theirs.next_if_eq(&tag).is_none() {
                missing.push(tag);
            }
        }
        missing
    }
}

fn find(text: &str) -> impl Iterator<Item = (Range<usize>, Tag)> {
    text.match_indices('<').filter_map(|(start, _)| {
        // The longest form is `</9999>`.
        let bytes = text.as_bytes().get(start + 1..)?;
        let length = bytes.iter().take(6).position(|byte| *byte == b'>')?;
        let inside = text.get(start + 1..start + 1 + length)?;
        Some((start..start + length + 2, Tag::read(inside)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_and_written() {
        for (text, found) in [
            ("a<1>b</1><2/>", "<1> </1> <2/>"),
            ("<1<2>>", "<2>"),
            ("<0> <01> <12345> </> <1 > <٣> <-1> <1//> </1/>", ""),
            ("<9999>\u{301}</9999><", "<9999> </9999>"),
            ("", ""),
        ] {
            let tagged = TaggedText::read(text);
            let forms: Vec<String> = tagged.tags().iter().map(|(_, t)| t.to_string()).collect();
            assert_eq!(forms.join(" "), found, "{text}");
            for (range, tag) in tagged.tags() {
                assert_eq!(text[range.clone()], tag.to_string());
            }
        }
    }

    #[test]
    fn the_plain_text_has_none() {
        assert_eq!(TaggedText::read("قال <1>نعم</1>.<2/>").plain(), "قال نعم.");
    }

    #[test]
    fn missing_tags_are_counted() {
        let source = TaggedText::read("<1>a</1><2/><2/>");
        let target = TaggedText::read_like("<2/>x<3>", &source);
        assert_eq!(target.tags().len(), 1);
        let missing: Vec<String> = source
            .missing_in(&target)
            .iter()
            .map(|tag| tag.label())
            .collect();
        assert_eq!(missing, ["1", "/1", "2/"]);
        assert!(target.missing_in(&source).is_empty());
    }

    #[test]
    fn only_known_numbers_are_tags() {
        let tagged = TaggedText::read_numbered("<1>a</1> <2/>", |number| number == 2);
        assert_eq!(tagged.plain(), "<1>a</1> ");
    }

    #[test]
    fn a_text_is_fitted_to_another() {
        let source = TaggedText::read("<1>a</1>");
        let target = TaggedText::read("<1>b</1> <2/><1>");
        assert_eq!(target.fitted_to(&source), "<1>b</1> <1>");
        assert_eq!(target.fitted_to(&TaggedText::read("a")), "b ");
    }
}
