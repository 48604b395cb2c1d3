//! Terms proposed for a termbase.

/// A word or a few that may be a term of the texts looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct TermCandidate {
    /// As most often written, without what is joined to it in front.
    pub source: String,
    /// Occurrences in the texts, all forms together.
    pub frequency: usize,
    /// How much of a term it is; higher is better, for ordering only.
    pub score: f64,
    /// English guessed from the memory, likeliest first.
    pub translations: Vec<TranslationGuess>,
    /// The first texts it occurs in, by number from 0.
    pub examples: Vec<usize>,
}

/// English words that occur where the candidate does.
#[derive(Debug, Clone, PartialEq)]
pub struct TranslationGuess {
    pub text: String,
    /// 0 to 1: twice the units with both, as a share of the units with either.
    pub likelihood: f64,
}
