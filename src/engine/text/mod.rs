//! Arabic and English as such: normal forms, tokens, direction.

pub mod normalize;
pub mod tokenize;
pub mod xml;
