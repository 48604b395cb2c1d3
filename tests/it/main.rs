//! The one integration binary: Turjuman through its façade and its command line.

mod architecture;
mod assets;
mod bad_input;
mod command_line;
mod durability;
mod editing;
mod exports;
mod memories;
mod scratch;
mod terms;
