//! What jobs are called and what they bring back.

use super::exchange_terms::PreparedTerms;
use super::extraction::ProposedTerm;
use super::imports::PreparedDocument;
use super::lookup::Terms;
use super::measure::MeasuredRows;
use super::name_review::DocumentName;
use super::table_preview::LookedAt;
use super::term_query::TermList;
use super::terms::SimilarTerm;
use super::unit_changes::ChangedUnits;
use super::upkeep::{Finding, ListedUnit};
use super::{Event, Workspace};
use crate::engine::model::{DocumentId, MemoryId, Remark, SegmentId, TmMatch, UnitId, Warning};
use crate::engine::statistics::MemoryStatistics;
use crate::engine::terminology::names::NameKnowledge;
use crate::store::DocumentRow;

/// A place for a job; the numbered ones run beside each other, the others replace their like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    Import(u64),
    Export(u64),
    ImportMemory(u64),
    ExportMemory(u64),
    ImportTerms(u64),
    ExportTerms(u64),
    ReadTerms,
    OpenDocument,
    IndexUnits,
    Matches,
    MeasureRows,
    ExtractTerms,
    ListTerms,
    SimilarTerms,
    FindNames,
    KnowNames,
    LookAtTable,
    Concordance,
    ReadUnits,
    ListWords,
    CountMemory,
    SweepMemories,
    Upkeep,
    LoadUnits,
    ChangeUnits,
    SwapUnits,
}

impl Slot {
    /// What the status line calls the job; `None` for those nobody waits for.
    pub(super) fn title(self) -> Option<&'static str> {
        match self {
            Self::Import(_) => Some("opening"),
            Self::Export(_) => Some("exporting"),
            Self::ImportMemory(_) => Some("importing memory"),
            Self::ExportMemory(_) => Some("exporting memory"),
            Self::ImportTerms(_) => Some("importing terms"),
            Self::ExportTerms(_) => Some("exporting terms"),
            Self::ReadTerms => Some("reading terms"),
            Self::OpenDocument => Some("opening document"),
            Self::ExtractTerms => Some("looking for terms"),
            Self::FindNames => Some("looking for names"),
            Self::CountMemory => Some("counting memory"),
            Self::Upkeep => Some("looking through memories"),
            Self::ChangeUnits => Some("changing memory"),
            Self::SwapUnits => Some("taking back"),
            Self::IndexUnits
            | Self::Matches
            | Self::LookAtTable
            | Self::MeasureRows
            | Self::Concordance
            | Self::ReadUnits
            | Self::ListWords
            | Self::ListTerms
            | Self::KnowNames
            | Self::LoadUnits
            | Self::SweepMemories
            | Self::SimilarTerms => None,
        }
    }
}

impl Slot {
    /// Whether the user may stop the job: it then leaves everything as it was.
    pub(super) fn can_be_stopped(self) -> bool {
        self != Self::SwapUnits && self.title().is_some()
    }
}

/// Units read from a file and stored, not yet to be seen.
pub(super) struct StoredImport {
    pub memory: MemoryId,
    pub import: i64,
    pub name: String,
    pub origin: String,
    pub units: u64,
    pub skipped: u64,
    /// Notes and properties of the file as a whole.
    pub header: Vec<Remark>,
    pub warnings: Vec<Warning>,
}

/// An import of units of which nothing is left.
pub(super) struct RefusedImport {
    pub message: String,
    /// Told besides where a part can be imported.
    pub retry: Option<Box<Event>>,
}

/// What a job brings back; messages are ready to be shown.
pub(super) enum Outcome {
    Read(Result<Box<PreparedDocument>, String>),
    Opened(Result<Box<DocumentRow>, String>),
    Indexed(Result<(), String>),
    Matched(SegmentId, Result<Vec<TmMatch>, String>),
    Finished(Result<Event, String>),
    UnitsStored(Result<Box<StoredImport>, RefusedImport>),
    TermsLoaded(Result<Box<Terms>, String>),
    TermsRead(Result<Box<PreparedTerms>, String>),
    LookedAt(Box<LookedAt>),
    Measured(MeasuredRows),
    TermsListed(Box<TermList>),
    SimilarFound(Vec<SimilarTerm>),
    TermsProposed(Result<Vec<ProposedTerm>, String>),
    NamesFound(Result<Vec<DocumentName>, String>),
    NamesKnown(DocumentId, Result<Box<NameKnowledge>, String>),
    Searched(Result<(), String>),
    UnitsRead(Result<Vec<super::concordance::Page>, String>),
    WordsListed(Result<(), String>),
    MemoryCounted(Result<(MemoryId, Box<MemoryStatistics>), String>),
    MemoriesSwept(Result<(), String>),
    UpkeepFound(Result<Finding, String>),
    UnitsLoaded(Result<Vec<(UnitId, Option<ListedUnit>)>, String>),
    UnitsChanged(Result<ChangedUnits, String>),
    /// A change that was taken back or done again, and which of the two.
    UnitsSwapped(Result<(i64, bool), String>),
}

impl Workspace {
    /// Applies what a job brought; a job that died without outcome is told to the user.
    pub(super) fn accept(&mut self, slot: Slot, outcome: Option<Outcome>) {
        match outcome {
            None => {
                let title = slot.title().unwrap_or("looking up");
                self.fail(format!(
                    "{title} stopped because of a fault in Turjuman; nothing was changed"
                ));
                if slot == Slot::IndexUnits {
                    self.is_indexing = false;
                }
                self.take_back_made(slot);
                match slot {
                    Slot::Concordance => self.concordance.on_searched(),
                    Slot::ReadUnits => self.concordance.on_read(Vec::new()),
                    Slot::ListWords => self.concordance.on_listed(),
                    Slot::ListTerms => self.is_listing_terms = false,
                    Slot::LoadUnits => self.upkeep.on_not_loaded(),
                    _ => {}
                }
                if slot == Slot::Matches {
                    self.suggestions.looking_up = false;
                }
            }
            Some(Outcome::Read(Ok(prepared))) => self.store_document(*prepared),
            Some(Outcome::Opened(Ok(row))) => self.show_document(*row),
            Some(Outcome::Indexed(Ok(()))) => self.is_indexing = false,
            Some(Outcome::Matched(segment, Ok(matches))) => {
                if self.active == Some(segment) {
                    self.suggestions.matches = matches;
                    self.suggestions.looking_up = false;
                    self.events.push_back(Event::MatchesReady(segment));
                }
            }
            Some(Outcome::Finished(Ok(event))) => self.events.push_back(event),
            Some(Outcome::TermsListed(list)) => {
                self.term_list = *list;
                self.is_listing_terms = false;
            }
            Some(Outcome::SimilarFound(found)) => self.similar_terms = Some(found),
            Some(Outcome::TermsProposed(found)) => self.proposed_terms = Some(found),
            Some(Outcome::NamesFound(found)) => self.document_names = Some(found),
            Some(Outcome::NamesKnown(id, Ok(known))) => self.take_knowledge(id, *known),
            Some(Outcome::NamesKnown(_, Err(message))) => self.fail(message),
            Some(Outcome::LookedAt(table)) => self.looked_at = Some(table),
            Some(Outcome::TermsLoaded(Ok(terms))) => self.take_terms(*terms),
            Some(Outcome::Measured(rows)) => self.measured = Some(rows),
            Some(Outcome::Matched(_, Err(message))) => {
                self.suggestions.looking_up = false;
                self.fail(message);
            }
            Some(Outcome::TermsRead(Ok(prepared))) => self.store_terms(*prepared),
            Some(Outcome::Searched(done)) => {
                self.concordance.on_searched();
                if let Err(message) = done {
                    self.fail(message);
                }
            }
            Some(Outcome::UnitsRead(Ok(pages))) => self.concordance.on_read(pages),
            Some(Outcome::WordsListed(done)) => {
                self.concordance.on_listed();
                if let Err(message) = done {
                    self.fail(message);
                }
            }
            Some(Outcome::MemoryCounted(Ok((memory, counted)))) => {
                self.memory_statistics = Some((memory, *counted));
            }
            Some(Outcome::MemoriesSwept(Ok(()))) => {}
            Some(Outcome::UpkeepFound(Ok(finding))) => self.take_finding(finding),
            Some(Outcome::UnitsLoaded(Ok(units))) => self.take_loaded(units),
            Some(Outcome::UnitsChanged(Ok(changed))) => self.finish_change(changed),
            Some(Outcome::UnitsSwapped(Ok((change, undone)))) => self.finish_swap(change, undone),
            Some(Outcome::UnitsStored(Ok(stored))) => self.publish_units(*stored),
            Some(Outcome::Indexed(Err(message))) => {
                self.is_indexing = false;
                self.fail(message);
            }
            Some(Outcome::Read(Err(message))) => {
                self.take_back_made(slot);
                self.fail(message);
            }
            Some(
                Outcome::Opened(Err(message))
                | Outcome::TermsLoaded(Err(message))
                | Outcome::UnitsRead(Err(message))
                | Outcome::Finished(Err(message))
                | Outcome::UpkeepFound(Err(message))
                | Outcome::MemoryCounted(Err(message))
                | Outcome::MemoriesSwept(Err(message))
                | Outcome::UnitsLoaded(Err(message))
                | Outcome::UnitsChanged(Err(message))
                | Outcome::UnitsSwapped(Err(message))
                | Outcome::TermsRead(Err(message)),
            ) => self.fail(message),
            Some(Outcome::UnitsStored(Err(refused))) => {
                self.take_back_made(slot);
                self.fail(refused.message);
                self.events.extend(refused.retry.map(|event| *event));
            }
        }
    }
}
