//! Segments of a text with inline tags: broken where the text without them breaks.

use super::segmenter::{Piece, Segmenter};
use crate::engine::model::{TagKind, TaggedText};

impl Segmenter {
    /// Splits a block of a document; one that is a segment already stays whole.
    pub fn split_block<'t>(&self, block: &'t str, is_segment: bool) -> Vec<Piece<'t>> {
        if is_segment {
            return whole(block).into_iter().collect();
        }
        let tagged = TaggedText::read(block);
        if tagged.tags().is_empty() {
            return self.split(block);
        }
        let plain = tagged.plain();
        let mut ends = Vec::new();
        let mut at = 0;
        for piece in self.split(&plain) {
            at += piece.leading.len() + piece.source.len() + piece.trailing.len();
            ends.push(at);
        }
        ends.pop();
        let mut pieces: Vec<Piece<'t>> = Vec::new();
        let mut from = 0;
        for end in ends
            .into_iter()
            .map(|end| with_tags(&tagged, end))
            .chain([block.len()])
        {
            pieces.extend(block.get(from..end).and_then(whole));
            from = end;
        }
        pieces
    }
}

/// The place in the tagged text of a place in the plain one: behind the tags that close there, in
/// front of those that open.
fn with_tags(tagged: &TaggedText, plain: usize) -> usize {
    let mut at = plain;
    for (range, tag) in tagged.tags() {
        let is_before = range.start < at || range.start == at && tag.kind == TagKind::Closing;
        if !is_before {
            break;
        }
        at += range.len();
    }
    at
}

/// A text as one piece, the white space at its edges apart; nothing where there is no other.
fn whole(text: &str) -> Option<Piece<'_>> {
    let source = text.trim();
    let start = text.len() - text.trim_start().len();
    (!source.is_empty()).then(|| Piece {
        leading: text.get(..start).unwrap_or_default(),
        source,
        trailing: text.get(start + source.len()..).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::SegmentationRules;
    use crate::engine::model::Language;

    #[test]
    fn tags_do_not_hide_the_end_of_a_sentence() {
        let rules = SegmentationRules::built_in().unwrap();
        let segmenter = rules.segmenter(Language::Arabic).unwrap();
        for (text, expected) in [
            ("<1>قال نعم.</1> ثم مضى.", "<1>قال نعم.</1>|ثم مضى."),
            ("قال نعم. <1>ثم مضى.</1>", "قال نعم.|<1>ثم مضى.</1>"),
            (
                "قال <2/>نعم<1>. ثم</1> مضى.<3/>",
                "قال <2/>نعم<1>.|ثم</1> مضى.<3/>",
            ),
            ("قال نعم. ثم مضى.", "قال نعم.|ثم مضى."),
        ] {
            let pieces = segmenter.split_block(text, false);
            let sources: Vec<&str> = pieces.iter().map(|piece| piece.source).collect();
            assert_eq!(sources.join("|"), expected);
            let rebuilt: String = pieces
                .iter()
                .flat_map(|piece| [piece.leading, piece.source, piece.trailing])
                .collect();
            assert_eq!(rebuilt, text);
            assert_eq!(segmenter.split_block(text, true).len(), 1);
        }
    }
}
