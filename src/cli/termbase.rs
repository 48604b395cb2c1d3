//! `turjuman termbase`: import, export and check of termbases.

use super::table_options::TableOptions;
use super::{Context, finish};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;
use turjuman::engine::model::Warning;
use turjuman::workspace::{Event, TermCommand, TermEvent, WorkspaceError, check_terms};

#[derive(Debug, Subcommand)]
pub(super) enum Subcommands {
    /// Reads TBX, CSV, TSV or a glossary into a termbase, made if there is none of that name
    Import(Import),
    /// Writes a termbase as its file's name says: .tbx (2008), .dca.tbx, .dct.tbx (2019), .csv, .tsv
    Export(Exchange),
    /// Tells what an import would read, and what is wrong with it
    Check { file: PathBuf },
}

#[derive(Debug, Args)]
pub(super) struct Exchange {
    #[arg(long, value_name = "NAME")]
    termbase: String,
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    #[command(flatten)]
    exchange: Exchange,
    #[command(flatten)]
    table: TableOptions,
}

pub(super) fn run(command: Subcommands, context: &Context) -> anyhow::Result<()> {
    match command {
        Subcommands::Import(arguments) => {
            let workspace = context.open()?;
            let command = TermCommand::Import {
                into: workspace.termbase_to_fill(&arguments.exchange.termbase),
                path: arguments.exchange.file,
                mapping: arguments.table.mapping(),
            };
            exchange(command, context, workspace)
        }
        Subcommands::Export(arguments) => {
            let workspace = context.open_to_read()?;
            let termbase = workspace
                .termbase_named(&arguments.termbase)
                .ok_or(WorkspaceError::NoTermbase(arguments.termbase))?;
            let command = TermCommand::Export {
                termbase,
                path: arguments.file,
            };
            exchange(command, context, workspace)
        }
        Subcommands::Check { file } => {
            let found = check_terms(&file)?;
            print(
                context,
                found.entries.len() as u64,
                found.skipped,
                &found.warnings,
            )
        }
    }
}

fn exchange(
    command: TermCommand,
    context: &Context,
    mut workspace: turjuman::workspace::Workspace,
) -> anyhow::Result<()> {
    workspace.apply(command)?;
    finish(&mut workspace, |event| match event {
        Event::Terms(TermEvent::Imported {
            entries,
            skipped,
            warnings,
            ..
        }) => print(context, entries, skipped, &warnings),
        Event::Terms(TermEvent::Exported {
            entries, warnings, ..
        }) => print(context, entries, 0, &warnings),
        _ => Ok(()),
    })
}

fn print(
    context: &Context,
    entries: u64,
    skipped: u64,
    warnings: &[Warning],
) -> anyhow::Result<()> {
    let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    let mut output = context.output();
    let line = json!({"entries": entries, "skipped": skipped, "warnings": warnings});
    output.record(&line, || {
        let remarks = warnings.iter().map(|warning| format!("\n  {warning}"));
        format!(
            "{entries} entries, {skipped} skipped{}",
            remarks.collect::<String>()
        )
    })?;
    output.flush()
}
