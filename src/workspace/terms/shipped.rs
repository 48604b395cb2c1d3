//! The glossaries that ship with Turjuman.

use crate::engine::exchange::glossary;
use crate::engine::model::TermEntry;
use crate::workspace::core::{Assets, WorkspaceError};

/// The entries of all glossaries that ship or that the user put beside them.
pub(in crate::workspace) fn shipped_terms(
    assets: &Assets,
) -> Result<Vec<TermEntry>, WorkspaceError> {
    let mut terms = Vec::new();
    for name in assets.glossaries() {
        let read = glossary::read(&assets.text(&name)?)
            .map_err(|error| WorkspaceError::Asset(format!("{name}: {error}")))?;
        terms.extend(read.entries);
    }
    Ok(terms)
}
