//! Turjuman: a workbench for translating Arabic articles into English.
//!
//! The rooms, in reading order. `engine` is pure; each room beside it owns exactly one outside
//! thing; `workspace` is the only place where rooms meet; `view` says what each panel shows.
//! The binary (command line and window) sees `engine::model`, `typeset`, `workspace` and `view`,
//! and nothing else. ARCHITECTURE.md has the import table, `tests/it/architecture.rs` keeps it.

pub mod engine;
pub(crate) mod jobs;
pub(crate) mod net;
pub(crate) mod store;
pub mod typeset;
pub mod view;
pub mod workspace;
