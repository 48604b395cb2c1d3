//! Termbases: their entries, their order in each project, and the history of each entry.

pub(in crate::store) mod entries;
mod history;
mod read;
pub(in crate::store) mod termbases;
mod write;

pub(crate) use entries::PlacedTerm;
pub(in crate::store) use history::TermBefore;
pub(crate) use termbases::{TermbaseArrangement, TermbaseRestoration, TermbaseRow};
pub(crate) use write::TermWrite;

use crate::engine::model::TermId;
use crate::store::core::{Author, Effect};
use rusqlite::{Connection, Result};
use std::sync::Arc;

/// Writes entries and deletes others; without a history (of an import) none is kept.
fn change(
    db: &Connection,
    written: &[Arc<PlacedTerm>],
    deleted: &[TermId],
    history: Option<&(&'static str, Vec<TermBefore>)>,
    author: &Author,
) -> Result<Effect> {
    if let Some((action, before)) = history {
        history::put(db, action, before, author)?;
    }
    for placed in written {
        entries::put_term(db, placed, author)?;
    }
    for id in deleted {
        entries::delete_term(db, *id)?;
    }
    Ok(Effect::None)
}
