//! Every weight of the prediction in one table.

/// How the parts are combined; see [`super::predict`] and [`super::choose`].
#[derive(Debug, Clone)]
pub struct Weights {
    /// What a word without support in the source keeps of its likelihood.
    pub unsupported: f32,
    /// How much the support of the source counts against the order of English words.
    pub support: f32,
    /// The share of words taken by the source alone.
    pub lexicon: f32,
    /// How much of a source word is used up by its translation.
    pub coverage: f32,
    /// The share of the next word that lies just ahead of the last one in the source.
    pub order: f32,
    /// The likelihood that a term or name, once begun, is carried on.
    pub phrase: f32,
    /// The likelihood of the first word of a term, name or number at its place in the source.
    pub term: f32,
    pub name: f32,
    pub number: f32,
    /// The likelihood that the next word is that of the machine text once its place is known.
    pub machine: f32,
    /// The share of words that no list holds.
    pub unknown: f32,
    /// What is left of the likelihood of a text that was offered and passed over.
    pub passed: f32,
    /// How much each round of wrong offers for a word takes from the next one.
    pub doubt: f32,
    /// What the look at an offer costs, in keys.
    pub look: f32,
    /// The worth of an offer that is right beyond the keys it saves.
    pub right: f32,
    /// The least likelihood of a text shown inline, and of one in the list.
    pub inline: f32,
    pub listed: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            unsupported: 0.25,
            support: 0.6,
            lexicon: 0.15,
            coverage: 0.85,
            order: 0.7,
            phrase: 0.6,
            term: 0.5,
            name: 0.6,
            number: 0.7,
            machine: 0.65,
            unknown: 0.04,
            passed: 0.3,
            doubt: 0.35,
            look: 1.1,
            right: 2.0,
            inline: 0.22,
            listed: 0.01,
        }
    }
}
