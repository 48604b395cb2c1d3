//! Dialogs about translation memories and their units.

mod arrangement;
mod concordance;
mod concordance_actions;
mod duplicates;
mod file;
mod inconsistencies;
mod listed_units;
mod replace;
mod statistics;
mod unit;
mod unit_filters;

pub use arrangement::MemoriesForm;
pub use concordance::ConcordanceList;
pub use duplicates::DuplicatesForm;
pub use file::{MemoryFileForm, MemoryWay};
pub use inconsistencies::InconsistenciesForm;
pub use replace::ReplaceForm;
pub use statistics::MemoryStatisticsForm;
pub use unit::UnitForm;
