//! What each panel shows, as plain values built from the workspace. Snapshot-tested, no pixels.

mod documents;
mod facts;
mod find;
mod grid;
mod matches;
mod memory_statistics;
mod status;
mod term_history;
mod termbase;
mod terms;
mod unit;

pub use documents::{DocumentItem, documents};
pub use facts::{FactKind, FactView, facts};
pub use find::{Found, find_next, occurrences};
pub use grid::{RowState, RowView, row};
pub use matches::{DiffText, MatchBand, MatchView, matches};
pub use memory_statistics::{ShareLine, ShareList, StatisticsView, memory_statistics};
pub use status::{Saving, StatusView, grouped, status};
pub use term_history::{TermChangeView, term_changes};
pub use termbase::{TermRow, in_one_line, term_row};
pub use terms::{TermView, preferred, terms};
pub use unit::{PastView, UnitView, unit, units_changed};
