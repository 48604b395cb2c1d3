//! What is known of an article besides its text.

/// Where and when an article appeared; blank where that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ArticleFacts {
    /// The name or host of the outlet.
    pub outlet: String,
    /// ISO 8601: `2016-02-27`.
    pub published: String,
}
