//! How Arabic words are built: stems and the endings they take, broken plurals, readings of a word.

pub mod analysis;
mod common;
mod hash;
pub mod lexicon;
mod maqsura;
pub mod paradigm;
mod plurals;
pub mod stems;

pub use common::common_words;
pub use hash::ByKey;
