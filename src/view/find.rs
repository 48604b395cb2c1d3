//! Finding text in the open document, a stretch of rows at a time.

use crate::engine::model::SegmentId;
pub use crate::engine::text::find::occurrences;
use crate::workspace::{OpenDocument, search_key};

/// A row that holds what was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub id: SegmentId,
    pub row: usize,
}

/// Looks at the rows given, in their order, and stops at the first whose source or target contains
/// the query. Diacritics, spelling variants and case do not matter.
pub fn find_next(
    document: &OpenDocument,
    query: &str,
    rows: impl Iterator<Item = usize>,
) -> Option<Found> {
    let key = search_key(query);
    if key.is_empty() {
        return None;
    }
    let holds = |text: &str| !text.is_empty() && search_key(text).contains(&key);
    rows.filter_map(|row| Some((row, document.get(row)?)))
        .find(|(_, segment)| holds(&segment.source) || holds(&segment.target))
        .map(|(row, segment)| Found {
            id: segment.id,
            row,
        })
}
