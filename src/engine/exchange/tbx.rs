//! TBX, the exchange format of termbases: 2008 (martif) and 2019 (DCA and DCT) in; TBX-Basic out.
//!
//! A concept gives an entry for its Arabic terms: the first is the source, the others are forms.
//! Its English terms are translations with their status. What TBX-Basic has no category for goes
//! into its nearest ones: the reference as `source`, the client as
//! `customerSubset`, the author and dates as transactions.

mod read;
mod write;

pub use read::read;
pub use write::{Dialect, write};

use crate::engine::files::MarkupError;
use crate::engine::model::{TermEntry, Warning};

#[derive(Debug, thiserror::Error)]
pub enum TbxError {
    #[error("{0}. Nothing was imported")]
    Markup(#[from] MarkupError),
    #[error("This is not a TBX file: it starts with <{0}>, not with <martif> or <tbx>")]
    NotTbx(String),
}

/// Entries of a file; their identities are 0 until the caller gives them some.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TbxTerms {
    pub entries: Vec<TermEntry>,
    /// Concepts without a term in Arabic and one in English.
    pub skipped: u64,
    pub warnings: Vec<Warning>,
}

#[cfg(test)]
mod tests;
