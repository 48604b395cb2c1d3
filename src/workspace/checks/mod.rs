//! Quality checks: of pairs in a file, and of the documents of a project.

mod checker;
mod command;
mod dictionary;
mod guarded;
mod live;
mod project;

pub use checker::{Issue, PairChecker, pairs_of};
pub use command::{Command, Event};
pub use project::ProjectIssue;

pub(super) use live::{Checks, Knowledge, Occasion};
