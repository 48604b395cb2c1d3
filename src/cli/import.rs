//! `turjuman import`: documents into a project.

use super::{Context, finish};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use turjuman::workspace::{DocumentCommand, DocumentEvent, Event, ImportSource};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Documents, or web addresses
    #[arg(required = true, value_name = "FILE|ADDRESS")]
    files: Vec<PathBuf>,
    /// The project, made if there is none of that name
    #[arg(long, value_name = "P")]
    project: String,
    /// Fetches pages of this computer and its network too
    #[arg(long)]
    allow_private: bool,
}

pub(super) fn run(arguments: Arguments, context: &Context) -> anyhow::Result<()> {
    let mut workspace = context.open()?;
    let mut output = context.output();
    workspace.apply(DocumentCommand::Import {
        project: arguments.project,
        sources: arguments
            .files
            .into_iter()
            .map(|file| match ImportSource::of(file) {
                ImportSource::Address { address, .. } => ImportSource::Address {
                    address,
                    allow_private: arguments.allow_private,
                },
                other => other,
            })
            .collect(),
    })?;
    let done = finish(&mut workspace, |event| {
        if let Event::Documents(DocumentEvent::Imported {
            name,
            segments,
            words,
            warnings,
            ..
        }) = event
        {
            let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
            let line = json!({
                "document": name,
                "segments": segments,
                "words": words,
                "warnings": warnings,
            });
            output.record(&line, || {
                let mut text = format!("{name}: {segments} segments, {words} words");
                for warning in &warnings {
                    text.push_str("\n  ");
                    text.push_str(warning);
                }
                text
            })?;
        }
        Ok(())
    });
    output.flush()?;
    done
}
