//! Names of a text and their English spelling.
//!
//! Evidence for a name is of five kinds: the project's ledger; the glossary's names; the list of
//! known names ([`table`]), in chains with particles ([`persons`]); what stands before it, a title,
//! a reporting verb or the noun for a kind of place ([`places`]); and an earlier mention in full.
//! Spellings come in the same order: ledger, glossary, known names, rules of romanisation
//! ([`romanize`]). What the rules made is marked as a guess.

mod candidate;
mod dateline;
mod finder;
mod full_names;
mod key;
mod knowledge;
mod learnt;
mod lists;
mod particles;
mod persons;
mod places;
mod region;
mod romanize;
mod sound;
mod spell;
pub mod spelling;
mod strangers;
mod table;
mod words;

#[cfg(test)]
mod tests;

pub use finder::NameFinder;
pub use key::{key_of, outline};
pub use knowledge::NameKnowledge;
pub use sound::pair_by_sound;
pub use spelling::Speller;
pub use table::NameTable;
