//! What each panel shows, as plain values built from the workspace. Snapshot-tested, no pixels.

mod documents;
mod facts;
mod find;
mod findings;
mod grid;
mod matches;
mod memory_statistics;
mod repeats;
mod review;
mod status;
mod term_history;
mod termbase;
mod terms;
mod unit;

pub use crate::workspace::preferred;
pub use documents::{DocumentItem, documents};
pub use facts::{FactKind, FactView, facts};
pub use find::{Found, find_next, occurrences};
pub use findings::{FindingView, check_name, finding_sentence, findings, serious_findings};
pub use grid::{RowState, RowView, row};
pub use matches::{DiffText, MatchBand, MatchView, matches};
pub use memory_statistics::{ShareLine, ShareList, StatisticsView, memory_statistics};
pub use repeats::pretranslated;
pub use review::added_words;
pub use status::{Saving, StatusView, grouped, status};
pub use term_history::{TermChangeView, term_changes};
pub use termbase::{TermRow, in_one_line, term_row};
pub use terms::{TermView, terms};
pub use unit::{PastView, UnitView, unit, units_changed};
