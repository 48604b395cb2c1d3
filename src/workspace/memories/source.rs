//! Where matches come from: the workspace's own file is the first source; a shared server can be
//! another.

use crate::engine::model::{MatchRate, MemoryId, MemoryStanding, Penalties, TmMatch};
use crate::workspace::core::WorkspaceError;
use std::collections::BTreeMap;

/// All that the matches of a source depend on, so that one question has one answer, wherever it is
/// given.
#[derive(Debug, Clone)]
pub(super) struct MatchQuestion {
    pub source: String,
    /// The sources around it, where they are known.
    pub previous: Option<String>,
    pub next: Option<String>,
    pub min: MatchRate,
    pub limit: usize,
    /// The memories that are looked at, their order, and what is taken off their matches.
    pub standings: BTreeMap<MemoryId, MemoryStanding>,
    pub penalties: Penalties,
    /// Now, in seconds since 1970: old units may be penalised.
    pub at: i64,
}

/// A place that holds memories. Asked from jobs only, since it may take its time.
pub(super) trait MemorySource: Send + Sync {
    /// The matches of a source, best first.
    fn matches(&self, question: &MatchQuestion) -> Result<Vec<TmMatch>, WorkspaceError>;
}
