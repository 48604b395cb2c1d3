//! Arabic and English as such: normal forms, tokens, words with their clitics and endings.

pub mod clitics;
pub mod day;
pub mod endings;
pub mod find;
pub mod letters;
pub mod morphology;
pub mod normalize;
pub mod numbers;
pub mod sentence;
pub mod tokenize;
pub mod xml;
