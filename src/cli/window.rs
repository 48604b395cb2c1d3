//! No subcommand: the window, or without a display the main job in the terminal.

use super::{Context, demo};
use std::path::PathBuf;

#[cfg(feature = "gui")]
pub(super) fn run(context: &Context, files: Vec<PathBuf>) -> anyhow::Result<()> {
    match crate::ui::run(context.location(), files) {
        Ok(()) => Ok(()),
        Err(crate::ui::WindowError::NoDisplay(reason)) => {
            eprintln!(
                "turjuman: no window can be opened here ({reason}); \
                 doing the main job on the sample in the terminal"
            );
            demo::run(&demo::Arguments::default(), context)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(feature = "gui"))]
pub(super) fn run(context: &Context, _files: Vec<PathBuf>) -> anyhow::Result<()> {
    eprintln!(
        "turjuman: this build has no window; doing the main job on the sample in the terminal"
    );
    demo::run(&demo::Arguments::default(), context)
}
