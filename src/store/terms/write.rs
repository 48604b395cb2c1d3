//! The transactions of termbases and entries.

use super::history::TermBefore;
use super::{PlacedTerm, TermbaseArrangement, TermbaseRestoration, TermbaseRow, termbases};
use crate::engine::model::{TermId, TermbaseId};
use crate::store::core::{Author, Effect, Transaction};
use rusqlite::{Connection, Result};
use std::sync::Arc;

/// A transaction on termbases and their entries.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TermWrite {
    /// A new termbase, or new facts of one.
    PutTermbase(TermbaseRow),
    /// Its entries go with it.
    DeleteTermbase(TermbaseId),
    RestoreTermbase(Box<TermbaseRestoration>),
    ArrangeTermbases(TermbaseArrangement),
    /// Entries written and others deleted, all or none.
    Change {
        written: Vec<Arc<PlacedTerm>>,
        deleted: Vec<TermId>,
        /// What their histories call the change, and the entries before; nothing of an import.
        history: Option<(&'static str, Vec<TermBefore>)>,
        author: Author,
    },
}

impl Transaction for TermWrite {
    type Answer = Effect;

    fn perform(&self, db: &Connection) -> Result<Effect> {
        match self {
            Self::PutTermbase(row) => termbases::put(db, row),
            Self::DeleteTermbase(id) => termbases::delete(db, *id),
            Self::RestoreTermbase(restoration) => termbases::restore(db, restoration),
            Self::ArrangeTermbases(arrangement) => termbases::arrange(db, arrangement),
            Self::Change {
                written,
                deleted,
                history,
                author,
            } => super::change(db, written, deleted, history.as_ref(), author),
        }
    }
}
