//! From the codes of two segments to numbered tags in their texts, the same number for the same
//! code on both sides.

use super::segment::{PlacedCode, SegmentDraft};
use crate::engine::model::{InlineCode, Tag, TagKind, TaggedText};
use std::collections::{HashMap, HashSet, VecDeque};

/// A text with tags, and the codes they stand for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct NumberedText {
    pub text: String,
    pub codes: Vec<InlineCode>,
    /// Codes for which there was no number left.
    pub dropped: u64,
}

/// Numbers the codes of both sides. A code keeps the number its file gives it in `x` where it can;
/// in the target it takes that of the source's code with the same `x`, the same content or the
/// same `i`. Numbers that the texts use for something else are passed over.
pub fn number(source: SegmentDraft, target: SegmentDraft) -> (NumberedText, NumberedText) {
    if source.codes.is_empty() && target.codes.is_empty() {
        let plain = |side: SegmentDraft| NumberedText {
            text: side.text,
            ..NumberedText::default()
        };
        return (plain(source), plain(target));
    }
    let (source, target) = (&source, &target);
    let mut numbers = Numbers::new([&source.text, &target.text]);
    let (source_groups, target_groups) = (Groups::of(source), Groups::of(target));
    let of_source = numbers.give(&source_groups.first, vec![None; source_groups.first.len()]);
    let matched = partners(&source_groups.first, &of_source, &target_groups.first);
    let of_target = numbers.give(&target_groups.first, matched);
    (
        tagged(source, &source_groups.of_code, &of_source),
        tagged(target, &target_groups.of_code, &of_target),
    )
}

/// Whether a text without codes has something in it that looks like a tag.
pub fn looks_tagged(text: &str) -> bool {
    text.contains('<') && !TaggedText::read(text).tags().is_empty()
}

/// Codes that share a number: those that open and close the same.
struct Groups<'a> {
    /// The group of each code.
    of_code: Vec<usize>,
    /// The first code of each group.
    first: Vec<&'a PlacedCode>,
}

impl<'a> Groups<'a> {
    fn of(segment: &'a SegmentDraft) -> Self {
        let mut groups = Self {
            of_code: Vec::with_capacity(segment.codes.len()),
            first: Vec::new(),
        };
        let mut pairs: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut highlights = Vec::new();
        for code in &segment.codes {
            let known = match (code.element, code.kind) {
                ("hi", TagKind::Closing) => highlights.pop(),
                (_, TagKind::Closing) => code
                    .attribute("i")
                    .and_then(|i| pairs.get_mut(i))
                    .and_then(Vec::pop),
                _ => None,
            };
            let group = known.unwrap_or(groups.first.len());
            if known.is_none() {
                groups.first.push(code);
            }
            match (code.element, code.kind) {
                ("hi", TagKind::Opening) => highlights.push(group),
                (_, TagKind::Opening) => {
                    let i = code.attribute("i").unwrap_or_default();
                    pairs.entry(i).or_default().push(group);
                }
                _ => {}
            }
            groups.of_code.push(group);
        }
        groups
    }
}

/// Numbers that can still be given.
struct Numbers {
    used: HashSet<u32>,
    next: u32,
}

impl Numbers {
    fn new(texts: [&String; 2]) -> Self {
        let tagged = texts.map(|text| TaggedText::read(text.as_str()));
        let literal = tagged.iter().flat_map(|text| text.tags());
        Self {
            used: literal.map(|(_, tag)| tag.number).collect(),
            next: 1,
        }
    }

    /// A number for each code, those kept that are there already.
    fn give(&mut self, codes: &[&PlacedCode], mut given: Vec<Option<u32>>) -> Vec<Option<u32>> {
        for (code, number) in codes.iter().zip(&mut given) {
            let own = code.attribute("x").and_then(|x| x.parse().ok());
            let own = own.filter(|n| (1..=Tag::MOST).contains(n));
            if number.is_none() && own.is_some_and(|n| self.used.insert(n)) {
                *number = own;
            }
        }
        for number in given.iter_mut().filter(|number| number.is_none()) {
            *number = self.free();
        }
        given
    }

    fn free(&mut self) -> Option<u32> {
        while self.next <= Tag::MOST {
            let number = self.next;
            self.next += 1;
            if self.used.insert(number) {
                return Some(number);
            }
        }
        None
    }
}

/// By what a code of the target is known in the source.
#[derive(PartialEq, Eq, Hash)]
enum Likeness<'a> {
    External(&'a str, bool),
    Content(&'a str, Option<&'a str>, &'a str),
    Internal(&'a str),
}

fn likenesses<'a>(code: &'a PlacedCode) -> [Option<Likeness<'a>>; 3] {
    let is_alone = code.kind == TagKind::Standalone;
    let internal = code.attribute("i").filter(|_| !is_alone);
    [
        code.attribute("x").map(|x| Likeness::External(x, is_alone)),
        Some(Likeness::Content(
            code.element,
            code.attribute("type"),
            &code.content,
        )),
        internal.map(Likeness::Internal),
    ]
}

/// The number of the source's code that each code of the target is, each taken once.
fn partners(
    source: &[&PlacedCode],
    numbers: &[Option<u32>],
    target: &[&PlacedCode],
) -> Vec<Option<u32>> {
    let mut known: HashMap<Likeness<'_>, VecDeque<u32>> = HashMap::new();
    for (code, number) in source.iter().zip(numbers) {
        for likeness in likenesses(code).into_iter().flatten() {
            known.entry(likeness).or_default().extend(*number);
        }
    }
    let mut taken = HashSet::new();
    let mut found = vec![None; target.len()];
    for way in 0..3 {
        for (code, number) in target.iter().zip(&mut found) {
            let likeness = likenesses(code).into_iter().nth(way).flatten();
            let Some(list) = likeness.and_then(|likeness| known.get_mut(&likeness)) else {
                continue;
            };
            while number.is_none()
                && let Some(next) = list.pop_front()
            {
                if taken.insert(next) {
                    *number = Some(next);
                }
            }
        }
    }
    found
}

fn tagged(segment: &SegmentDraft, groups: &[usize], numbers: &[Option<u32>]) -> NumberedText {
    let mut numbered = NumberedText::default();
    let mut from = 0;
    for (code, group) in segment.codes.iter().zip(groups) {
        let Some(number) = numbers.get(*group).copied().flatten() else {
            numbered.dropped += 1;
            continue;
        };
        numbered
            .text
            .push_str(segment.text.get(from..code.at).unwrap_or_default());
        from = code.at;
        let tag = Tag {
            number,
            kind: code.kind,
        };
        numbered.text.push_str(&tag.to_string());
        if code.element != "hi" || code.kind == TagKind::Opening {
            numbered.codes.push(InlineCode {
                tag,
                element: code.element.to_owned(),
                attributes: code.attributes.clone(),
                content: code.content.clone(),
            });
        }
    }
    numbered
        .text
        .push_str(segment.text.get(from..).unwrap_or_default());
    numbered
}
