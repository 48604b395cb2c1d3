//! The one integration binary: Turjuman through its façade and its command line.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "all of this binary is tests"
)]

mod architecture;
mod assets;
mod bad_input;
mod command_line;
mod concordance;
mod durability;
mod editing;
mod exports;
mod glossary;
mod memories;
mod memory_choice;
mod memory_faults;
mod name_passages;
mod names;
mod scratch;
mod table_memories;
mod term_edits;
mod term_files;
mod termbases;
mod terms;
mod tmx_files;
mod unit_history;
mod upkeep;
