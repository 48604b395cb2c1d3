//! `turjuman tm concordance`: words in their context in the memories.

use super::Context;
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde_json::json;
use std::ops::Range;
use std::path::PathBuf;
use turjuman::workspace::{
    ConcordanceMode, ConcordanceQuery, ConcordanceRow, ConcordanceSide, MemoryCommand, MemoryEvent,
    UnitFilter, Workspace, WorkspaceError, date_bound, excerpt,
};

/// Letters shown on either side of a hit.
const CONTEXT: usize = 60;

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Mode {
    Words,
    Exact,
    Wildcard,
    Regex,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Side {
    Both,
    Source,
    Target,
}

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What to look for; all units without it
    #[arg(default_value = "")]
    query: String,
    /// Only in this memory
    #[arg(long, value_name = "NAME")]
    tm: Option<String>,
    #[arg(long, value_enum, default_value_t = Mode::Words)]
    mode: Mode,
    #[arg(long, value_enum, default_value_t = Side::Both)]
    side: Side,
    /// Part of the author's name
    #[arg(long, value_name = "NAME", default_value = "")]
    author: String,
    /// Part of the project's name
    #[arg(long, value_name = "NAME", default_value = "")]
    from_project: String,
    /// Changed on this day, month or year or later: 2016-02-29, 2016-02, 2016
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Changed on this day, month or year or before
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// At most so many units
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    /// Writes all that is found to a .csv, .tsv or .html file instead
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: Arguments, context: &Context) -> anyhow::Result<()> {
    // Listing words for the first search is a write; beside an open window it is done without.
    let mut workspace = match context.workspace_exists() {
        true => context.open().or_else(|_| context.open_to_read())?,
        false => context.open_to_read()?,
    };
    let query = query(&arguments, &workspace)?;
    let mut output = context.output();
    if let Some(path) = arguments.output {
        let units = write(&mut workspace, query, path)?;
        output.record(&json!({ "units": units }), || format!("{units} units"))?;
        return output.flush();
    }
    let answer = workspace.concordance(&query, arguments.limit)?;
    for (n, row) in answer.rows.iter().enumerate() {
        output.record(&as_json(n, row), || as_text(row))?;
    }
    output.flush()?;
    let first = answer.first.unwrap_or_default().as_secs_f64() * 1e3;
    let all = answer.all.as_secs_f64() * 1e3;
    eprintln!(
        "{} units; the first after {first:.1} ms, all after {all:.1} ms",
        answer.found
    );
    Ok(())
}

fn query(arguments: &Arguments, workspace: &Workspace) -> anyhow::Result<ConcordanceQuery> {
    let memory = arguments.tm.as_deref().map(|name| {
        let memory = workspace.memory_named(name);
        memory.ok_or_else(|| WorkspaceError::NoMemory(name.to_owned()))
    });
    let bound = |date: &Option<String>, is_end| {
        let date = date.as_deref();
        let read = |date| {
            date_bound(date, is_end)
                .with_context(|| format!("“{date}” is no date; write it as 2016-02-29"))
        };
        date.map(read).transpose()
    };
    Ok(ConcordanceQuery {
        text: arguments.query.clone(),
        mode: match arguments.mode {
            Mode::Words => ConcordanceMode::Words,
            Mode::Exact => ConcordanceMode::Exact,
            Mode::Wildcard => ConcordanceMode::Wildcard,
            Mode::Regex => ConcordanceMode::Regex,
        },
        side: match arguments.side {
            Side::Both => ConcordanceSide::Both,
            Side::Source => ConcordanceSide::Source,
            Side::Target => ConcordanceSide::Target,
        },
        filter: UnitFilter {
            memory: memory.transpose()?,
            author: arguments.author.clone(),
            project: arguments.from_project.clone(),
            from: bound(&arguments.since, false)?,
            until: bound(&arguments.until, true)?,
        },
    })
}

fn write(workspace: &mut Workspace, query: ConcordanceQuery, path: PathBuf) -> anyhow::Result<u64> {
    use turjuman::workspace::Event;
    workspace.apply(MemoryCommand::Search(query))?;
    super::finish(workspace, |_| Ok(()))?;
    workspace.apply(MemoryCommand::ExportConcordance { path })?;
    let mut written = 0;
    super::finish(workspace, |event| {
        if let Event::Memories(MemoryEvent::ConcordanceExported { units, .. }) = event {
            written = units;
        }
        Ok(())
    })?;
    Ok(written)
}

fn as_json(n: usize, row: &ConcordanceRow) -> serde_json::Value {
    let unit = &row.content;
    json!({
        "hit": n,
        "memory": row.memory_name,
        "source": unit.source,
        "target": unit.target,
        "source_hits": letters(&unit.source, &row.hits.source),
        "target_hits": letters(&unit.target, &row.hits.target),
        "author": unit.author,
        "changed": unit.changed.or(unit.created),
        "project": unit.project,
        "document": unit.document,
    })
}

/// Byte ranges as Unicode scalar values.
fn letters(text: &str, hits: &[Range<usize>]) -> Vec<[usize; 2]> {
    let (mut at, mut count) = (0, 0);
    let mut letters = |byte: usize| {
        count += text.get(at..byte).map_or(0, |part| part.chars().count());
        at = byte;
        count
    };
    hits.iter()
        .map(|hit| [letters(hit.start), letters(hit.end)])
        .collect()
}

fn as_text(row: &ConcordanceRow) -> String {
    let source = excerpt(&row.content.source, &row.hits.source, CONTEXT);
    let target = excerpt(&row.content.target, &row.hits.target, CONTEXT);
    format!("{}\t{}", source.text, target.text)
}
