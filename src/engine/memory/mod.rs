//! Match rate, ranking and differences: what a translation memory offers for a source.
//!
//! `comparable` turns a source into what is compared, `rate` says how alike two of those are, `run`
//! builds an index of many, `search` finds in it all units that reach a rate.
//!
//! # Why no match is missed
//!
//! Let a source *u* have Tᵤ tokens, Wᵤ tenths of a word of weight (at most 10·Tᵤ) and wᵤ words, each
//! taken as its core without clitics. The rate shown is at most the better of the plain share
//! L/max T, L tokens being the same in the same order, and the weighted share S/max W, S being what
//! the pairs in order are worth (negations only lower it), except where the words of both sides are
//! the same in the same order and only numbers or punctuation differ.
//!
//! *At a rate of t or more at most ⌊(1−t)·Tᵤ⌋ words of u have no partner with the same core.* Plain:
//! L ≥ t·max T ≥ t·Tᵤ tokens have an equal one, so what is left of u is no more than (1−t)·Tᵤ.
//! Weighted: a pair is worth no more than its token of u, and has the same core; so what is left of
//! u weighs at most Wᵤ − t·max W ≤ (1−t)·Wᵤ; a word weighs 10 and Wᵤ ≤ 10·Tᵤ. Where only placeables
//! differ, no word is left. Past the size that is aligned, L and S are those of pairs in any order,
//! for which the same sums hold.
//!
//! *Prefixes.* Order all words by any fixed order of rarity and take the ⌊(1−t)·T⌋ + 1 first ones
//! (repetitions counted) of both sides. If the two share a word at all, let r be the first shared
//! one in that order: all words of u before r have no partner, so they are at most ⌊(1−t)·Tᵤ⌋, and r
//! is in the prefix of u; likewise in the other's. If they share none, all words of each side are
//! without partner, so both have at most ⌊(1−t)·T⌋ words: such units are listed under no word
//! (`WORDLESS`), and looked at for such queries. The order is a run's own: its frequencies when it
//! was written, ties by hash; words that it lacks come first. It never changes, since a run does not.
//!
//! *Outlines.* A bit that one signature has and the other lacks stands for a word without partner;
//! so do the words that one side has more. If e words of either side have none, L ≤ T − e ≤ max T − e
//! and S ≤ W − 10·e, so 1 − e/max T bounds both shares from above (W ≤ 10·T). The same holds for the
//! words outside the longest common subsequence of the cores (`word_bound`). Words the same on both
//! sides give the same bits, so those that differ in placeables alone always pass. A
//! *prefilter*, which stands beside each place of a near list, is the outline, of short units with
//! the two halves of the signature laid over each other: a bit that one side has and the other lacks still stands for
//! a word without partner, so the same bound holds. A prefilter whose counts are saturated passes.
//!
//! *Changes.* A unit written or edited alone is fresh, and all fresh units are looked at, until
//! they become a run. What was edited or deleted may still be listed in a run: every candidate is
//! read and compared as it is now.

mod clitics;
mod comparable;
mod concordance;
mod counted;
mod diff;
mod numbers;
mod penalty;
mod rate;
mod replace;
mod required_letters;
mod run;
mod search;
#[cfg(test)]
mod search_tests;
mod shared;
mod word_bound;
mod word_cache;
mod word_sheet;

pub use comparable::ComparableSource;
pub use concordance::{
    ConcordanceMode, ConcordancePattern, ConcordanceSide, Excerpt, IndexWord, PatternError,
    UnitHits, excerpt, listed_words,
};
pub use replace::{ReplaceRule, Replaced, Replacement};
pub use run::RunBuilder;
pub use search::{Conditions, Query, search};
pub use word_cache::WordCache;
pub use word_sheet::{SheetSearch, WordSheet};
