//! No subcommand: the window, or without a display the main job in the terminal.

use super::{Context, demo};
use anyhow::Context as _;
use std::path::PathBuf;

#[cfg(feature = "gui")]
pub(super) fn run(context: &Context, files: Vec<PathBuf>) -> anyhow::Result<()> {
    match crate::ui::run(context.location(), files.clone()) {
        Ok(()) => Ok(()),
        Err(crate::ui::WindowError::NoDisplay(reason)) => {
            expect_openable(&files)?;
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
pub(super) fn run(context: &Context, files: Vec<PathBuf>) -> anyhow::Result<()> {
    expect_openable(&files)?;
    eprintln!(
        "turjuman: this build has no window; doing the main job on the sample in the terminal"
    );
    demo::run(&demo::Arguments::default(), context)
}

/// The sample stands in for files that could be shown, not for those that are not there.
fn expect_openable(files: &[PathBuf]) -> anyhow::Result<()> {
    for path in files {
        std::fs::File::open(path)
            .with_context(|| format!("no window, and cannot open {}", path.display()))?;
    }
    Ok(())
}
