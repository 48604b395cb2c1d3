//! What the writer carries out: values that know their SQL.

use crate::engine::model::MemoryId;
use rusqlite::{Connection, Result};

/// Who acts and when (seconds since 1970).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Author {
    pub name: String,
    pub at: i64,
}

/// What a transaction did to the memories.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Effect {
    #[default]
    None,
    /// Units of the memory were changed; it has `more` of them now.
    Units { memory: MemoryId, more: i64 },
    /// The same of several memories.
    UnitsOf(Vec<(MemoryId, i64)>),
}

/// One transaction, as a value.
pub(crate) trait Transaction: Send + 'static {
    type Answer: Send + 'static;

    /// Carries it out. The caller commits.
    fn perform(&self, db: &Connection) -> Result<Self::Answer>;

    /// Whether it may wait for a newer one that makes it needless.
    fn deferral(&self) -> Option<Deferral> {
        None
    }
}

/// Of two waiting writes with the same deferral the newer one replaces the older.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deferral {
    pub what: &'static str,
    pub id: i64,
}
