//! The common stock of the language, against which names and terms stand out.

use super::lexicon::Lexicon;
use super::paradigm::Role;
use super::stems::Stems;
use crate::engine::text::normalize::strip_marks;
use std::sync::LazyLock;

static COMMON: LazyLock<Stems> = LazyLock::new(|| {
    let mut stems = Stems::default();
    for word in Lexicon::shipped().citations() {
        let written: String = word.written().iter().collect();
        stems.intern(&strip_marks(&written), Role::Single);
    }
    stems
});

/// The stems of all common words.
pub fn common_words() -> &'static Stems {
    &COMMON
}
