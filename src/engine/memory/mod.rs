//! Match rate, ranking and differences: what a translation memory offers for a source.
//!
//! Three separate steps, so that each can be replaced alone: `comparable` turns a source into what
//! is compared, `rate` says how alike two of those are, `index` finds the candidates. A stored
//! index needs only `ComparableSource`, its `Outline` and `Outline::upper_bound`.

mod clitics;
mod comparable;
mod diff;
mod distance;
mod index;
mod rate;
mod word_bound;

pub use comparable::{ComparableSource, Outline};
pub use diff::diff;
pub use index::{MemoryIndex, Query};
pub use rate::{Score, score};
