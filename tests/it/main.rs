//! The one integration binary: Turjuman through its façade and its command line.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "all of this binary is tests"
)]

mod architecture;
mod assets;
mod bad_input;
mod checks;
mod command_line;
mod complete;
mod concordance;
mod document_formats;
mod durability;
mod editing;
mod exports;
mod findings;
mod glossary;
mod held_back;
mod memories;
mod memory_choice;
mod memory_faults;
mod name_passages;
mod names;
mod old_workspaces;
mod pages;
mod repeats;
mod review;
mod rust_source;
mod scratch;
mod table_memories;
mod term_edits;
mod term_files;
mod termbases;
mod terms;
mod tmx_files;
mod unit_history;
mod upkeep;
mod web;
