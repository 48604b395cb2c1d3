//! `turjuman tm`: import, export and lookup of translation memories.

use super::table_options::TableOptions;
use super::{Context, finish};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;
use turjuman::engine::model::MatchRate;
use turjuman::view::memory_statistics;
use turjuman::workspace::{
    Event, MemoryAnswer, MemoryCommand, MemoryEvent, WorkspaceError, lines_of,
};

#[derive(Debug, Subcommand)]
pub(super) enum Subcommands {
    /// Reads a TMX, SDLTM, CSV, TSV or XLSX file into a memory, which is made if there is none of that name
    Import(Import),
    /// Writes a memory as TMX 1.4b, or as CSV, TSV or XLSX by its file's name
    Export(Export),
    /// Looks texts up in a memory; each line of the file is a query
    Lookup(Lookup),
    /// Looks for words in all units and shows them in their context
    Concordance(super::concordance::Arguments),
    /// Counts units and words, by origin, author, project, month and language
    Stats(Stats),
}

#[derive(Debug, Args)]
pub(super) struct Stats {
    #[arg(long, value_name = "NAME")]
    tm: String,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    #[arg(long, value_name = "NAME")]
    tm: String,
    /// Imports what comes before the error of a broken file, and tells so
    #[arg(long)]
    keep_before_error: bool,
    #[command(flatten)]
    table: TableOptions,
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    #[arg(long, value_name = "NAME")]
    tm: String,
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Lookup {
    #[arg(long, value_name = "NAME")]
    tm: String,
    /// The lowest match rate in percent
    #[arg(long, value_name = "R", default_value_t = 70.0)]
    min: f64,
    /// At most so many matches a query
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
    file: PathBuf,
}

pub(super) fn run(command: Subcommands, context: &Context) -> anyhow::Result<()> {
    match command {
        Subcommands::Import(arguments) => import(arguments, context),
        Subcommands::Export(arguments) => export(arguments, context),
        Subcommands::Lookup(arguments) => lookup(&arguments, context),
        Subcommands::Concordance(arguments) => super::concordance::run(arguments, context),
        Subcommands::Stats(arguments) => stats(arguments, context),
    }
}

fn import(arguments: Import, context: &Context) -> anyhow::Result<()> {
    let mut workspace = context.open()?;
    let mut output = context.output();
    workspace.apply(MemoryCommand::Import {
        into: workspace.memory_to_fill(&arguments.tm),
        path: arguments.file,
        mapping: arguments.table.mapping(),
        keep_before_error: arguments.keep_before_error,
    })?;
    let mut is_broken = false;
    let done = finish(&mut workspace, |event| {
        if let Event::Memories(MemoryEvent::Broken { .. }) = event {
            is_broken = true;
        } else if let Event::Memories(MemoryEvent::Imported {
            memory,
            units,
            skipped,
            warnings,
        }) = event
        {
            let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
            let line = json!({"units": units, "skipped": skipped, "warnings": warnings});
            output.record(&line, || {
                let mut text = format!("{memory}: {units} units, {skipped} skipped");
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
    match done {
        Err(error) if is_broken => {
            anyhow::bail!("{error} (--keep-before-error does that)")
        }
        done => done,
    }
}

fn export(arguments: Export, context: &Context) -> anyhow::Result<()> {
    let mut workspace = context.open_to_read()?;
    let mut output = context.output();
    let memory = workspace
        .memory_named(&arguments.tm)
        .ok_or_else(|| WorkspaceError::NoMemory(arguments.tm.clone()))?;
    workspace.apply(MemoryCommand::Export {
        memory,
        path: arguments.output,
    })?;
    let done = finish(&mut workspace, |event| {
        if let Event::Memories(MemoryEvent::Exported {
            memory,
            units,
            warnings,
        }) = event
        {
            let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
            let line = json!({"units": units, "skipped": 0, "warnings": warnings});
            output.record(&line, || {
                let mut text = format!("{memory}: {units} units");
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

fn stats(arguments: Stats, context: &Context) -> anyhow::Result<()> {
    let mut workspace = context.open_to_read()?;
    let memory = workspace.memory_named(&arguments.tm);
    let memory = memory.ok_or(WorkspaceError::NoMemory(arguments.tm))?;
    let counted = workspace.count_memory_now(memory)?;
    let mut output = context.output();
    output.record(&json!(counted), || {
        let view = memory_statistics(&counted);
        let totals = view.totals.iter();
        let mut text: Vec<String> = totals
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        for list in view.lists {
            text.push(list.title.to_owned());
            let lines = list.lines.into_iter();
            text.extend(lines.map(|line| format!("  {}\t{}", line.units, line.name)));
        }
        text.join("\n")
    })?;
    output.flush()
}

fn lookup(arguments: &Lookup, context: &Context) -> anyhow::Result<()> {
    let queries = lines_of(&arguments.file)?;
    let mut workspace = context.open_to_read()?;
    let min = MatchRate::new(arguments.min);
    let answers = workspace.look_up(&arguments.tm, &queries, min, arguments.limit)?;
    let mut output = context.output();
    for (query, answer) in answers.iter().enumerate() {
        output.record(&as_json(query, answer), || as_text(query, answer))?;
    }
    output.flush()
}

fn as_json(query: usize, answer: &MemoryAnswer) -> serde_json::Value {
    let matches: Vec<_> = answer
        .matches
        .iter()
        .map(|found| {
            json!({
                "rate": found.rate.percent(),
                "source": found.source,
                "target": found.target,
                "reason": found.reason.name(),
            })
        })
        .collect();
    json!({"query": query, "matches": matches, "micros": answer.micros})
}

fn as_text(query: usize, answer: &MemoryAnswer) -> String {
    let mut text = format!("{query}\t{} matches", answer.matches.len());
    for found in &answer.matches {
        text.push_str(&format!(
            "\n  {} % ({})\t{}\t{}",
            found.rate,
            found.reason.name(),
            found.source,
            found.target
        ));
    }
    text
}
