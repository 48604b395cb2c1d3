//! What a user can do with termbases and terms, and what comes back.

use super::{ExtractionRequest, ProposedTerm, SimilarTerm, TermQuery};
use crate::engine::exchange::table::TableMapping;
use crate::engine::model::{TermEntry, TermId, TermTranslation, TermbaseId, Warning};
use crate::workspace::core::ImportInto;
use std::path::PathBuf;

/// An action on termbases and their terms.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Add(TermDraft),
    /// Replaces several terms in one step, and moves them to a termbase where one is named; all of
    /// them or none.
    Edit {
        entries: Vec<TermEntry>,
        termbase: Option<TermbaseId>,
    },
    Delete(Vec<TermId>),
    /// Moves what `others` have into `keep` and deletes them.
    Merge {
        keep: TermId,
        others: Vec<TermId>,
    },
    /// Makes a term again what it was before one of its changes.
    Restore {
        term: TermId,
        change: i64,
    },
    /// Makes the list of terms that a query asks for, in the background.
    List(TermQuery),
    /// Looks in the background for entries that a new term would duplicate or contradict.
    FindSimilar(TermDraft),
    /// Looks in the background for terms in documents that are in no termbase yet.
    Extract(ExtractionRequest),
    CreateTermbase {
        name: String,
    },
    /// Renames a termbase, or protects it from changes.
    SetTermbase {
        termbase: TermbaseId,
        name: String,
        read_only: bool,
    },
    /// Deletes a termbase with its terms.
    DeleteTermbase(TermbaseId),
    /// The termbases of the open project in order and whether terms are looked for in each; new
    /// terms go to `main`.
    Arrange {
        order: Vec<(TermbaseId, bool)>,
        main: TermbaseId,
    },
    /// Reads a TBX file or glossary into a termbase.
    Import {
        into: ImportInto<TermbaseId>,
        path: PathBuf,
        /// How a table is to be read; TBX does not need it.
        mapping: TableMapping,
    },
    /// Writes a termbase; the kind by the file's name: tbx, csv, tsv.
    Export {
        termbase: TermbaseId,
        path: PathBuf,
    },
}

impl Command {
    /// Whether it may change the file.
    pub(in crate::workspace) fn changes_file(&self) -> bool {
        !matches!(
            self,
            Self::List(_) | Self::FindSimilar(_) | Self::Extract(_) | Self::Export { .. }
        )
    }

    /// Whether it has to wait until all terms are read.
    pub(in crate::workspace) fn needs_terms(&self) -> bool {
        matches!(
            self,
            Self::Add(_)
                | Self::Edit { .. }
                | Self::Delete(_)
                | Self::Merge { .. }
                | Self::Restore { .. }
                | Self::DeleteTermbase(_)
                | Self::Import { .. }
                | Self::Export { .. }
        )
    }
}

/// What happened to termbases and their terms.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    Imported {
        termbase: String,
        entries: u64,
        skipped: u64,
        warnings: Vec<Warning>,
    },
    Exported {
        termbase: String,
        entries: u64,
        warnings: Vec<Warning>,
    },
    /// Entries that a new term would duplicate or contradict, the most serious first.
    SimilarFound(Vec<SimilarTerm>),
    /// Terms proposed from documents, the best first, or why there are none.
    Extracted(Result<Vec<ProposedTerm>, String>),
}

/// A term as the user enters it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermDraft {
    /// Where it goes; `None`: where new terms of the project go.
    pub termbase: Option<TermbaseId>,
    pub source: String,
    pub forms: Vec<String>,
    pub translations: Vec<TermTranslation>,
    pub part_of_speech: String,
    pub domain: String,
    pub definition: String,
    pub example: String,
    pub note: String,
    pub reference: String,
    pub client: String,
}
