//! English as the checks read it: words, numbers, and forms of a word.

mod number_words;
mod numbers;
mod stem;
mod words;

pub use number_words::month;
pub use numbers::{facts, figures};
pub use stem::{fold, is_form_of, stem};
pub use words::{Word, words};
