//! Terms proposed from texts.
//!
//! Candidates are runs of one to four content words, compared without clitics, article and
//! spelling variants. They are ranked by C-value (Frantzi, Ananiadou, Mima 2000), in the form that
//! includes single words: log2(length + 1) · (frequency − mean frequency of the longer candidates
//! that contain it). Single words of the common stock weigh less, since they are seldom terms.
//! Translations are the English runs that occur in the same units, by Dice's coefficient.

mod candidates;
mod translations;

#[cfg(test)]
mod tests;

pub use candidates::extract;
pub use translations::guess_translations;
