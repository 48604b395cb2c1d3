//! Terms proposed from texts.
//!
//! Candidates are runs of one to four content words, compared by citation form where the lexicon
//! has it, else without clitics, article and spelling variants. What is no phrase is left out: a
//! run that begins with an adjective or a verb (a word never seen where only nouns stand), or ends
//! with a construct whose genitive follows. They are ranked by C-value (Frantzi, Ananiadou, Mima
//! 2000), in the form that includes single words: log2(length + 1) · (frequency − mean frequency
//! of the longer candidates that contain it), weighed against a background of everyday words:
//! nothing for such a word alone, little with one at either end, less for single words that the
//! lexicon has, least for adjectives and names alone.
//! Translations are the English runs that occur in the same units, by Dice's coefficient.

mod candidates;
mod translations;

#[cfg(test)]
mod tests;

pub use candidates::extract;
pub use translations::guess_translations;
