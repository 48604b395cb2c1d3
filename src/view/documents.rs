//! The documents of the open project, with how far each is.

use crate::engine::model::DocumentId;
use crate::workspace::Workspace;

/// A document in the list on the left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentItem {
    pub id: DocumentId,
    pub name: String,
    pub origin: String,
    /// Confirmed segments, 0 to 100; 100 only when all are.
    pub percent: u8,
    pub segments: u64,
    pub confirmed: u64,
    pub is_open: bool,
}

pub fn documents(workspace: &Workspace) -> Vec<DocumentItem> {
    let open = workspace.document().map(|document| document.id());
    workspace
        .documents()
        .map(|document| DocumentItem {
            id: document.id,
            name: document.name.to_owned(),
            origin: document.origin.to_owned(),
            percent: percent(document.confirmed, document.segments),
            segments: document.segments,
            confirmed: document.confirmed,
            is_open: open == Some(document.id),
        })
        .collect()
}

/// Rounded down, so that 100 means all.
fn percent(part: u64, whole: u64) -> u8 {
    if whole == 0 {
        return 0;
    }
    u8::try_from(part.saturating_mul(100) / whole)
        .unwrap_or(100)
        .min(100)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_hundred_means_all() {
        let cases = [
            (0, 0, 0),
            (0, 9, 0),
            (199, 200, 99),
            (200, 200, 100),
            (3, 2, 100),
        ];
        for (part, whole, shown) in cases {
            assert_eq!(percent(part, whole), shown, "{part} of {whole}");
        }
    }
}
