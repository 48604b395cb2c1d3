//! The visible difference between a memory's source and the current one.

use crate::engine::model::{DiffKind, DiffSpan};
use crate::engine::text::normalize::key;
use crate::engine::text::tokenize::tokens;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// Past this many pieces on both sides together only the common beginning and end are shown as
/// the same: finding the finest difference of two unrelated texts takes quadratic time.
const MOST_PIECES: usize = 4_000;

/// From the memory's source to the current one, word by word; what spelling leaves free is no
/// difference. The spans that are not inserted, joined, are `old` to the byte; those that are not
/// deleted are `new` but for spelling and spaces.
pub fn diff(old: &str, new: &str) -> Vec<DiffSpan> {
    let (old, new) = (pieces(old), pieces(new));
    let (old, new) = (old.as_slice(), new.as_slice());
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let old_middle = &old_rest[..old_rest.len() - tail];
    let new_middle = &new_rest[..new_rest.len() - tail];

    let mut spans = Spans::default();
    spans.same(&old[..head]);
    if old_middle.len() + new_middle.len() > MOST_PIECES {
        spans.changed(old_middle, new_middle);
    } else {
        middle(old_middle, new_middle, &mut spans);
    }
    spans.same(&old_rest[old_rest.len() - tail..]);
    spans.finish()
}

fn middle(old: &[Piece<'_>], new: &[Piece<'_>], spans: &mut Spans) {
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (tag, from, to) = op.as_tag_tuple();
        match tag {
            DiffTag::Equal => spans.same(&old[from]),
            _ => spans.changed(&old[from], &new[to]),
        }
    }
}

/// A word, a number, a mark, or what stands between two. Compared by its key alone.
#[derive(Debug, Clone)]
struct Piece<'a> {
    text: &'a str,
    key: String,
}

impl<'a> Piece<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            key: key(text),
        }
    }

    /// White space and invisible marks.
    fn is_gap(&self) -> bool {
        self.key.is_empty()
    }
}

impl PartialEq for Piece<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Piece<'_> {}

impl PartialOrd for Piece<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Piece<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

impl Hash for Piece<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut end = 0;
    for token in tokens(text) {
        if end < token.range.start {
            out.push(Piece::new(&text[end..token.range.start]));
        }
        end = token.range.end;
        out.push(Piece::new(&text[token.range]));
    }
    if end < text.len() {
        out.push(Piece::new(&text[end..]));
    }
    out
}

/// Spans being collected: changes pile up until text that stayed the same parts them.
#[derive(Default)]
struct Spans {
    done: Vec<DiffSpan>,
    deleted: String,
    inserted: String,
    /// White space between two changes: part of both unless words follow that stayed the same.
    gap: String,
}

impl Spans {
    fn same(&mut self, pieces: &[Piece<'_>]) {
        let text: String = pieces.iter().map(|piece| piece.text).collect();
        let changing = !(self.deleted.is_empty() && self.inserted.is_empty());
        if changing && text.chars().all(char::is_whitespace) {
            self.gap.push_str(&text);
            return;
        }
        self.close();
        push(&mut self.done, DiffKind::Same, text);
    }

    fn changed(&mut self, old: &[Piece<'_>], new: &[Piece<'_>]) {
        if old.iter().chain(new).all(Piece::is_gap) {
            return self.same(old);
        }
        let gap = std::mem::take(&mut self.gap);
        for (side, pieces) in [(&mut self.deleted, old), (&mut self.inserted, new)] {
            side.push_str(&gap);
            side.extend(pieces.iter().map(|piece| piece.text));
        }
    }

    fn close(&mut self) {
        push(
            &mut self.done,
            DiffKind::Deleted,
            std::mem::take(&mut self.deleted),
        );
        push(
            &mut self.done,
            DiffKind::Inserted,
            std::mem::take(&mut self.inserted),
        );
        push(
            &mut self.done,
            DiffKind::Same,
            std::mem::take(&mut self.gap),
        );
    }

    fn finish(mut self) -> Vec<DiffSpan> {
        self.close();
        self.done
    }
}

fn push(spans: &mut Vec<DiffSpan>, kind: DiffKind, text: String) {
    match spans.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.kind == kind => last.text.push_str(&text),
        _ => spans.push(DiffSpan { kind, text }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn show(old: &str, new: &str) -> String {
        diff(old, new)
            .into_iter()
            .map(|span| match span.kind {
                DiffKind::Same => span.text,
                DiffKind::Deleted => format!("[-{}-]", span.text),
                DiffKind::Inserted => format!("{{+{}+}}", span.text),
            })
            .collect()
    }

    #[test]
    fn changes_are_whole_words() {
        for (old, new, expected) in [
            ("a b c", "a b c", "a b c"),
            ("a b c", "a x c", "a [-b-]{+x+} c"),
            ("a b c d", "a x y d", "a [-b c-]{+x y+} d"),
            ("قال 5 رجال.", "قال 17 رجلا.", "قال [-5 رجال-]{+17 رجلا+}."),
            ("", "نعم", "{+نعم+}"),
            ("a  b", "a b", "a  b"),
            ("a b", "a", "a[- b-]"),
            ("إلى الهُدنة", "الى الهدنه", "إلى الهُدنة"),
            ("قال «نعم» ٣", "قال \"نعم\" 3", "قال «نعم» ٣"),
            ("المدن , كلها", "المدن، كلها", "المدن , كلها"),
            ("\u{200F}نعم لا", "نعم كلا", "\u{200F}نعم [-لا-]{+كلا+}"),
        ] {
            assert_eq!(show(old, new), expected, "{old} / {new}");
        }
    }

    #[test]
    fn unrelated_long_texts_take_no_time() {
        let old = "نعم لا ".repeat(10_000);
        let new = "ربما كلا ".repeat(10_000);
        assert_eq!(diff(&old, &new).len(), 3);
    }

    proptest! {
        #[test]
        fn spans_give_both_texts(old in "[ab ,١\u{064B}\u{200F}]{0,30}", new in "[ab ,١\u{064B}\u{200F}]{0,30}") {
            let spans = diff(&old, &new);
            let join = |without: DiffKind| -> String {
                spans.iter().filter(|s| s.kind != without).map(|s| s.text.as_str()).collect()
            };
            prop_assert_eq!(join(DiffKind::Inserted), old);
            let bare = |text: &str| key(text).replace(' ', "");
            prop_assert_eq!(bare(&join(DiffKind::Deleted)), bare(&new));
        }
    }
}
