//! `turjuman spell`: English spellings of names, one name a line.

use super::Context;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use turjuman::workspace::{NameSource, lines_of};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A text file; each line is one Arabic name
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
    let mut output = context.output();
    for (line, name) in lines_of(&arguments.file)?.iter().enumerate() {
        let spelled = names.spell(name);
        let record = json!({
            "line": line,
            "proposals": spelled.proposals,
            "basis": spelled.basis.name(),
            "guess": spelled.guess,
        });
        output.record(&record, || {
            format!(
                "{name}\t{}\t{}{}",
                spelled.proposals.join(" | "),
                spelled.basis.name(),
                if spelled.guess { "\tguess" } else { "" }
            )
        })?;
    }
    output.flush()
}
