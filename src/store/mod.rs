//! Owns SQLite: schema, projects, documents, memories, termbases, history.
//!
//! One writer thread takes [`Write`]s in order, each one transaction; readers are connections of
//! their own. Nothing here judges or scores.

mod concordance;
mod error;
mod feed;
mod file;
mod memories;
mod names;
mod reader;
mod rows;
mod schema;
mod sdltm;
mod term_history;
mod termbases;
mod transactions;
mod unit_changes;
mod unit_contexts;
mod unit_extra;
mod unit_history;
mod unit_index;
mod unit_writes;
mod write;
mod writer;

pub(crate) use concordance::{
    ConcordanceBatch, ConcordanceReader, ConcordanceRun, ListedWord, UnitFacts,
};
pub(crate) use error::StoreError;
pub(crate) use feed::{Batch, Feed, PreparedUnit};
pub(crate) use file::{Access, WorkspaceFile};
pub(crate) use reader::{Counters, Reader};
pub(crate) use rows::{
    DocumentHead, DocumentRow, MemoryRow, PlacedSegment, PlacedTerm, ProjectRow, TermbaseRow,
};
pub(crate) use sdltm::{SdltmError, SdltmFile};
pub(crate) use unit_changes::{NewChange, Swap, UnitEdit, UnitFate};
pub(crate) use unit_contexts::{context_buckets, context_hash};
pub(crate) use unit_history::UnitText;
pub(crate) use unit_index::StoredUnits;
pub(crate) use write::{
    Author, Confirmation, DraftRow, Effect, NewDocument, Restructuring, Reversal,
    TermbaseArrangement, TermbaseRestoration, Write,
};
pub(crate) use writer::{Receipt, Writer};
