//! `turjuman names`: the names of a text, with proposals for their English spelling.

use super::Context;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use turjuman::workspace::{NameSource, lines_of};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A text file; each line is a paragraph of one document
    file: PathBuf,
    /// Uses the ledger of this project too
    #[arg(long, value_name = "P")]
    project: Option<String>,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let names = if context.workspace.is_some() || context.workspace_exists() {
        context
            .open_to_read()?
            .name_source(arguments.project.as_deref())?
    } else {
        NameSource::shipped(&Context::assets())?
    };
    let lines = lines_of(&arguments.file)?;
    let paragraphs: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut output = context.output();
    for found in names.find(&paragraphs) {
        let record = json!({
            "paragraph": found.paragraph,
            "start": found.chars.start,
            "end": found.chars.end,
            "text": found.text,
            "proposals": found.proposals,
            "basis": found.basis.name(),
            "guess": found.guess,
        });
        output.record(&record, || {
            format!(
                "{}\t{}\t{}\t{}{}",
                found.paragraph,
                found.text,
                found.proposals.join(" | "),
                found.basis.name(),
                if found.guess { "\tguess" } else { "" }
            )
        })?;
    }
    output.flush()
}
