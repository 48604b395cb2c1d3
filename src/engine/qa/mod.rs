//! Quality checks of a translation: one file a check, all behind [`QaCheck`], in one registry.
//!
//! A check sees a [`Pair`]: both texts, read once into words, numbers, tags and addresses, with
//! what the glossary and the finder of names say of the source and what the rows above hold. It
//! answers with findings and never changes anything. Names, terms and rows above are values that
//! the caller passes in, so that this room needs no other.
//!
//! Users leave a checker that cries wolf, so a check says what is likely wrong, not what is unusual.
//! A doubtful case is a [`Severity::Hint`] or nothing.

mod addresses;
mod arabic;
mod checks;
mod edit_distance;
mod english;
mod facts;
mod glossary;
mod length;
mod pair;
mod rows;

#[cfg(test)]
mod tests;

use crate::engine::model::{Finding, Severity};

pub use glossary::EnglishTerms;
pub use length::LengthRatio;
pub use pair::{Knowledge, Pair, PairText, SourceTerm};
pub use rows::RowsAbove;

/// A check of one kind of mistake.
pub trait QaCheck: Sync {
    /// The stable name used by the command line, in reports and in the store.
    fn id(&self) -> &'static str;

    /// The severity of most of its findings; a doubtful one may be lower.
    fn severity(&self) -> Severity;

    /// What is wrong with the pair.
    fn run(&self, pair: &Pair<'_>) -> Vec<Finding>;
}

/// Every check, in the order in which their findings are shown.
pub const CHECKS: &[&dyn QaCheck] = &[
    &checks::empty::Empty,
    &checks::same_as_source::SameAsSource,
    &checks::neighbour::Neighbour,
    &checks::numbers::Numbers,
    &checks::dates::Dates,
    &checks::negation::Negation,
    &checks::terms::Terms,
    &checks::forbidden_terms::ForbiddenTerms,
    &checks::names::Names,
    &checks::tags::Tags,
    &checks::addresses::Addresses,
    &checks::arabic_left::ArabicLeft,
    &checks::end_mark::EndMark,
    &checks::quotes::Quotes,
    &checks::brackets::Brackets,
    &checks::spaces::Spaces,
    &checks::repeated_words::RepeatedWords,
    &checks::sentence_case::SentenceCase,
    &checks::invisible_marks::InvisibleMarks,
    &checks::length::Length,
    &checks::inconsistent::Inconsistent,
    &checks::unedited::Unedited,
    &checks::spelling::Spelling,
];
