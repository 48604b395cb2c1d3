//! Match rate, ranking and differences: what a translation memory offers for a source.
//!
//! `comparable` turns a source into what is compared, `rate` says how alike two of those are, `run`
//! builds an index of many, `search` finds in it all units that reach a rate.
//!
//! # Why no match is missed
//!
//! Let a source *u* have Tᵤ tokens, Wᵤ tenths of a word of weight (at most 10·Tᵤ) and wᵤ words, each
//! taken as its core without clitics. The rate shown is at most the better of the plain likeness
//! 1 − E/max T and the weighted likeness 1 − D/max W (negations only lower it), except where the
//! words of both sides are the same in the same order and only numbers or punctuation differ.
//!
//! *At a rate of t or more at most ⌊(1−t)·Tᵤ⌋ words of u have no partner with the same core.* Plain:
//! an alignment with E edits leaves max T − E or more tokens equal, so t·max T ≥ t·Tᵤ of them; what
//! is left of u is no more than (1−t)·Tᵤ. Weighted: a token of u that is not aligned to one of the
//! same core costs at least its own weight, so what is left of u weighs at most Wᵤ − t·max W ≤
//! (1−t)·Wᵤ; a word weighs 10 and Wᵤ ≤ 10·Tᵤ. Where only placeables differ, no word is left. Past the
//! size that is aligned, distances are those of unpaired tokens, for which the same sums hold.
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
//! an edit settles at most one such word of each side, and changes the number of words by one at
//! most. So 1 − edits/max T bounds both likenesses from above (W ≤ 10·T).
//!
//! *Changes.* A unit written or edited alone is fresh, and all fresh units are looked at, until
//! they become a run. What was edited or deleted may still be listed in a run: every candidate is
//! read and compared as it is now.

mod clitics;
mod comparable;
mod concordance;
mod diff;
mod distance;
mod rate;
mod run;
mod search;
#[cfg(test)]
mod search_tests;
mod word_bound;

pub use comparable::ComparableSource;
pub use concordance::{
    ConcordanceMode, ConcordancePattern, ConcordanceSide, Excerpt, IndexWord, PatternError, UnitHits,
    excerpt, listed_words,
};
pub use run::RunBuilder;
pub use search::{Query, search};
