//! The comparison key of searches, for panels that search what they show.

pub use crate::engine::text::find::occurrences;
use crate::engine::text::normalize;

/// What two texts have in common when diacritics, spelling variants, digit shapes and case do not
/// matter. For comparing, never for showing.
pub fn search_key(text: &str) -> String {
    normalize::key(text).to_lowercase()
}
