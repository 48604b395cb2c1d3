//! The `turjuman` program: without a subcommand the window, with one the command line.

mod cli;
#[cfg(feature = "gui")]
mod ui;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(std::env::args_os())
}
