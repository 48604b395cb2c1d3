//! Texts offered at the caret while typing.

/// Where an offered text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CompletionOrigin {
    Term,
    Match,
    Name,
    Number,
    /// Words that the memories and the order of English suggest.
    #[default]
    Word,
    Machine,
}

impl CompletionOrigin {
    /// The stable name used by the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Match => "match",
            Self::Name => "name",
            Self::Number => "number",
            Self::Word => "word",
            Self::Machine => "machine",
        }
    }
}

/// A text that may be inserted at the caret.
#[derive(Debug, Clone, PartialEq)]
pub struct Completion {
    /// What is inserted; it never repeats what is typed.
    pub text: String,
    pub origin: CompletionOrigin,
    /// How likely the translator means just this, from 0 to 1.
    pub likelihood: f32,
}
