//! The English dictionary, for telling a name misspelt from a word.

use crate::workspace::core::{Assets, WorkspaceError};

/// Knows how English words are spelt.
pub(super) struct Dictionary(spellbook::Dictionary);

impl Dictionary {
    /// The shipped dictionary, or the user's own in its place.
    ///
    /// # Errors
    /// A replaced file is damaged.
    pub fn load(assets: &Assets) -> Result<Self, WorkspaceError> {
        let rules = assets.text("dictionary/en_US.aff")?;
        let words = assets.text("dictionary/en_US.dic")?;
        spellbook::Dictionary::new(&rules, &words)
            .map(Self)
            .map_err(|error| WorkspaceError::Asset(format!("dictionary/en_US: {error}")))
    }

    pub fn knows(&self, word: &str) -> bool {
        self.0.check(word)
    }
}
