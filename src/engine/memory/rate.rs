//! The match rate of two sources below "the same text", and its reason.

use super::comparable::{ComparableSource, CompareToken};
use super::shared::{Shared, shared};
use crate::engine::model::{MatchRate, MatchReason};
use crate::engine::text::tokenize::TokenKind;

/// A match rate with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    pub rate: MatchRate,
    pub reason: MatchReason,
}

/// The most that changed content can reach.
const CONTENT: f64 = 98.0;
/// The least that changed numbers or punctuation alone fall to.
const PLACEABLES: f64 = 95.0;
/// The most that a changed negation can reach: the sentence may say the opposite.
const NEGATION: f64 = 84.0;

/// How alike two sources are: 99 when equal after normalisation, else at most 98, and otherwise what
/// they share as a part of the longer one, in tokens or by weight, whichever is more. Symmetric.
///
/// It is never below 100·(1 − d/n) for a token-level Levenshtein distance d and n tokens on the
/// longer side, except for the caps: d edits leave n − d tokens in common. But that quotient rises
/// when a word is written beside a deleted one far from an inserted one (3 edits of 5 tokens become
/// 3 of 6); the shared part does not, whatever edit comes next: writing what the other side lacks
/// shares nothing and makes no text shorter, and leaving out a shared token takes one off both.
pub fn score(a: &ComparableSource, b: &ComparableSource) -> Score {
    let (a, b) = (a.tokens(), b.tokens());
    if a == b {
        return Score {
            rate: MatchRate::SPELLING,
            reason: MatchReason::Spelling,
        };
    }
    let shared = shared(a, b);
    let (percent, reason) = if shared.touches_negation {
        (likeness(a, b, shared).min(NEGATION), MatchReason::Negation)
    } else if same_words(a, b) {
        let percent = likeness(a, b, shared).clamp(PLACEABLES, CONTENT);
        (percent, placeable_reason(a, b))
    } else {
        (likeness(a, b, shared).min(CONTENT), MatchReason::Words)
    };
    Score {
        rate: MatchRate::new(percent),
        reason,
    }
}

/// The better of the plain and the weighted share, in percent. Each alone falls with every edit; so
/// does the better one.
fn likeness(a: &[CompareToken], b: &[CompareToken], shared: Shared) -> f64 {
    let longest = a.len().max(b.len());
    let heaviest = weight(a).max(weight(b));
    let plain = f64::from(shared.tokens) / longest.max(1) as f64;
    let weighted = f64::from(shared.worth) / heaviest.max(1) as f64;
    100.0 * plain.max(weighted).min(1.0)
}

fn weight(tokens: &[CompareToken]) -> u64 {
    tokens.iter().map(|token| u64::from(token.weight())).sum()
}

/// Whether only numbers or punctuation differ. Texts without any word must at least have the same
/// shape: `15 %` is like `20 %`, not like `***`.
fn same_words(a: &[CompareToken], b: &[CompareToken]) -> bool {
    let mut words = of_kind(a, TokenKind::Word).peekable();
    if words.peek().is_none() && of_kind(b, TokenKind::Word).next().is_none() {
        return a.iter().map(|t| t.kind()).eq(b.iter().map(|t| t.kind()));
    }
    words.eq(of_kind(b, TokenKind::Word))
}

fn placeable_reason(a: &[CompareToken], b: &[CompareToken]) -> MatchReason {
    let same = |kind| of_kind(a, kind).eq(of_kind(b, kind));
    if same(TokenKind::Number) && !same(TokenKind::Punctuation) {
        MatchReason::Punctuation
    } else {
        MatchReason::Numbers
    }
}

fn of_kind(tokens: &[CompareToken], kind: TokenKind) -> impl Iterator<Item = CompareToken> {
    tokens.iter().copied().filter(move |t| t.kind() == kind)
}

#[cfg(test)]
mod tests {
    use super::super::comparable::{bound_by, upper_bound};
    use super::super::word_bound::WordPattern;
    use super::*;
    use crate::engine::text::{normalize::key, tokenize::tokens};
    use proptest::prelude::*;

    fn rate(a: &str, b: &str) -> Score {
        score(&ComparableSource::new(a), &ComparableSource::new(b))
    }

    #[test]
    fn each_difference_has_its_band_and_reason() {
        use MatchReason::*;
        let base = "أعلن الوزير يوم 5 مارس أن الهدنة تشمل كل المدن، وأنها دخلت حيز التنفيذ.";
        for (other, least, most, reason) in [
            (
                "اعلن الوزير يوم ٥ مارس ان الهدنه تشمل كل المدن , وأنها دخلت حيّز التنفيذ .",
                99.0,
                99.0,
                Spelling,
            ),
            (
                "أعلن الوزير يوم 17 مارس أن الهدنة تشمل كل المدن، وأنها دخلت حيز التنفيذ.",
                95.0,
                98.0,
                Numbers,
            ),
            (
                "أعلن الوزير يوم مارس أن الهدنة تشمل كل المدن، وأنها دخلت حيز التنفيذ.",
                95.0,
                98.0,
                Numbers,
            ),
            (
                "أعلن الوزير يوم 5 مارس أن الهدنة تشمل كل المدن وأنها دخلت حيز التنفيذ!",
                95.0,
                98.0,
                Punctuation,
            ),
            (
                "أعلن الوزير يوم 5 مارس أن الهدنة لا تشمل كل المدن، وأنها دخلت حيز التنفيذ.",
                80.0,
                84.0,
                Negation,
            ),
            (
                "أعلن الوزير يوم 5 مارس أن هدنته تشمل كل المدن، وأنها دخلت حيز التنفيذ.",
                95.0,
                98.0,
                Words,
            ),
            (
                "أعلن الرئيس يوم 5 مارس أن الهدنة تشمل كل المدن، وأنها دخلت حيز التنفيذ.",
                90.0,
                94.5,
                Words,
            ),
        ] {
            let Score { rate, reason: why } = rate(base, other);
            assert!(
                (least..=most).contains(&rate.percent()),
                "{rate:?}: {other}"
            );
            assert_eq!(why, reason, "{other}");
        }
    }

    #[test]
    fn texts_without_words() {
        for (a, b, expected) in [
            ("", "", 99.0),
            ("", "نعم", 0.0),
            ("15 %", "20 %", 95.0),
            ("15", "***", 0.0),
            ("!", "؟", 95.0),
        ] {
            assert_eq!(rate(a, b).rate.percent(), expected, "{a} / {b}");
        }
    }

    #[test]
    fn very_long_texts_are_bounded() {
        let long = "كلمة أخرى ".repeat(5_000);
        let other = "كلام آخر ".repeat(5_000);
        assert!(rate(&long, &other).rate.percent() < 70.0);
        assert_eq!(rate(&long, &format!("{long}نعم")).rate.percent(), 98.0);
        assert!(
            rate(&format!("لا {long}"), &format!("{long}نعم {other}"))
                .rate
                .percent()
                <= 84.0
        );
        rate(&"!".repeat(100_000), &"?.".repeat(50_000));
    }

    /// Levenshtein's distance over normalised tokens, the textbook way.
    fn plain_bound(a: &str, b: &str) -> f64 {
        let split = |text: &str| -> Vec<String> {
            let key = key(text);
            tokens(&key)
                .into_iter()
                .map(|t| key[t.range].to_owned())
                .collect()
        };
        let (a, b) = (split(a), split(b));
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    (table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1)
                        .min(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]))
                };
            }
        }
        100.0 * (1.0 - table[a.len()][b.len()] as f64 / a.len().max(b.len()).max(1) as f64)
    }

    fn token() -> impl Strategy<Value = String> {
        prop_oneof![
            6 => proptest::sample::select(vec![
                "هدنة", "الهدنة", "وبالهدنة", "مدينة", "حكومة", "حكومته", "قال", "وقال", "سلام", "إلى", "UN",
            ]).prop_map(str::to_owned),
            1 => proptest::sample::select(vec!["لا", "ولا", "لم", "ليس", "غير"]).prop_map(str::to_owned),
            1 => (1..50u32).prop_map(|n| n.to_string()),
            1 => proptest::sample::select(vec!["،", ".", "؟", "«", "»"]).prop_map(str::to_owned),
        ]
    }

    fn sentence() -> impl Strategy<Value = String> {
        proptest::collection::vec(token(), 0..16).prop_map(|words| words.join(" "))
    }

    #[derive(Debug, Clone)]
    enum Edit {
        Delete,
        Replace(String),
        Insert(String),
    }

    /// Edits that write something the sentences never hold: no edit can take another back.
    fn edit() -> impl Strategy<Value = Edit> {
        let word = "[ثجحخ]{4,9}";
        let fresh = prop_oneof![
            4 => word.boxed(),
            1 => (100..999u32).prop_map(|n| n.to_string()).boxed(),
            1 => proptest::sample::select(vec!["لن", "ما", "!", ";"]).prop_map(str::to_owned).boxed(),
        ];
        prop_oneof![
            Just(Edit::Delete),
            fresh.clone().prop_map(Edit::Replace),
            fresh.prop_map(Edit::Insert),
        ]
    }

    proptest! {
        #[test]
        fn rates_are_symmetric_and_bounded(a in sentence(), b in sentence()) {
            let (here, there) = (rate(&a, &b), rate(&b, &a));
            prop_assert_eq!(here, there);
            let percent = here.rate.percent();
            let bound = plain_bound(&a, &b);
            let cap = if here.reason == MatchReason::Negation { 84.0 } else { 98.0 };
            prop_assert!(percent >= bound.min(cap) - 1e-9, "{percent} < {bound}");
            prop_assert!(percent <= cap || here.reason == MatchReason::Spelling);
            let negations = |text: &str| {
                let mut found: Vec<_> = ComparableSource::new(text).tokens().iter()
                    .filter(|t| t.negates()).map(|t| t.core()).collect();
                found.sort_unstable();
                found
            };
            prop_assert!(negations(&a) == negations(&b) || percent <= 84.0);
        }

        #[test]
        fn the_outline_never_hides_a_match(a in sentence(), b in sentence()) {
            let (x, y) = (ComparableSource::new(&a), ComparableSource::new(&b));
            let (ours, theirs) = (x.outline(), y.outline());
            let percent = score(&x, &y).rate.percent();
            prop_assert!(upper_bound(&ours, &theirs) >= percent);
            let edits = WordPattern::new(&x).edits(&y) as u32;
            prop_assert!(bound_by(edits, &ours, &theirs) >= percent);
        }

        #[test]
        fn more_edits_never_raise_the_rate(
            base in proptest::collection::vec(token(), 4..20),
            edits in proptest::collection::vec((edit(), any::<prop::sample::Index>()), 1..10),
        ) {
            let source = base.join(" ");
            // What is left of the sentence, and whether it is still as it was.
            let mut changed: Vec<(String, bool)> = base.into_iter().map(|word| (word, true)).collect();
            let mut last = 101.0;
            for (edit, place) in edits {
                let old: Vec<usize> = (0..changed.len()).filter(|n| changed[*n].1).collect();
                match edit {
                    Edit::Insert(new) => changed.insert(place.index(changed.len() + 1), (new, false)),
                    _ if old.is_empty() => continue,
                    Edit::Delete => drop(changed.remove(old[place.index(old.len())])),
                    Edit::Replace(new) => changed[old[place.index(old.len())]] = (new, false),
                }
                let text: Vec<&str> = changed.iter().map(|(word, _)| word.as_str()).collect();
                let text = text.join(" ");
                let now = rate(&source, &text).rate.percent();
                let before = std::mem::replace(&mut last, now);
                prop_assert!(now <= before + 1e-9, "{before} -> {now}: {source} / {text}");
            }
        }
    }
}
