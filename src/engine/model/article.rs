//! What is known of an article besides its text.

/// Where and when an article appeared, and who wrote it; blank where that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ArticleFacts {
    /// What its document is called; blank where the file's name says more.
    pub headline: String,
    pub byline: String,
    /// The name or host of the outlet.
    pub outlet: String,
    /// ISO 8601: `2016-02-27`.
    pub published: String,
    /// The address on the web, the one that the page calls its own.
    pub address: String,
    /// When the page was fetched, in seconds since 1970; 0 for files.
    pub fetched: i64,
    /// SHA-256 of the page as it was fetched.
    pub digest: String,
}

/// An article as its page has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    pub headline: String,
    pub byline: String,
    pub outlet: String,
    /// ISO 8601; empty where the page tells none.
    pub date: String,
    /// The address that the page calls its own.
    pub address: String,
    pub paragraphs: Vec<String>,
}

impl Article {
    pub fn facts(&self) -> ArticleFacts {
        ArticleFacts {
            headline: self.headline.clone(),
            byline: self.byline.clone(),
            outlet: self.outlet.clone(),
            published: self.date.clone(),
            address: self.address.clone(),
            ..ArticleFacts::default()
        }
    }
}
