//! `turjuman complete`: what may come at the caret, one request and one answer a line.

use super::Context;
use clap::Args;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::BufRead;
use std::path::PathBuf;
use turjuman::engine::model::NumberStyle;
use turjuman::workspace::{CompletionRequest, NameSource, PairFile, TermFinder, TypingSource};

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct Arguments {
    /// Learns from a file of lines `source⇥target`
    #[arg(long, value_name = "MEMORY.tsv")]
    pairs: Option<PathBuf>,
    /// Learns from the memories of a project
    #[arg(long, value_name = "P")]
    project: Option<String>,
}

/// A line of standard input.
#[derive(Deserialize)]
struct Request {
    source: String,
    typed: Option<String>,
    confirmed: Option<String>,
    #[serde(default)]
    context: Surroundings,
    #[serde(default)]
    mt: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Surroundings {
    #[serde(default)]
    previous: Vec<(String, String)>,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let mut source = match (&arguments.project, &arguments.pairs) {
        (Some(project), _) => context.open_to_read()?.typing_source(project)?,
        (None, Some(pairs)) => of_pairs(pairs, context)?,
        (None, None) => anyhow::bail!("name a file of pairs or a project"),
    };
    let mut output = context.output();
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let answer = answer(&mut source, &line);
        output.answer(&answer)?;
        line.clear();
    }
    output.flush()
}

fn of_pairs(path: &std::path::Path, context: &Context) -> anyhow::Result<TypingSource> {
    let file = PairFile::read(path)?;
    if let Some(first) = file.skipped.first() {
        eprintln!(
            "turjuman: {} lines without a source and a target skipped, the first is line {first}",
            file.skipped.len()
        );
    }
    let assets = Context::assets();
    if context.workspace_exists() {
        let workspace = context.open_to_read()?;
        let (terms, names) = (workspace.term_finder(), workspace.name_source(None)?);
        let style = workspace.number_style();
        return Ok(TypingSource::new(
            &file.pairs,
            terms,
            names,
            style,
            &assets,
        )?);
    }
    let (terms, names) = (TermFinder::shipped(&assets)?, NameSource::shipped(&assets)?);
    let style = NumberStyle::default();
    Ok(TypingSource::new(
        &file.pairs,
        terms,
        names,
        style,
        &assets,
    )?)
}

fn answer(source: &mut TypingSource, line: &[u8]) -> Value {
    let request: Request = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => return json!({"error": format!("not a request: {error}")}),
    };
    match (request.typed, request.confirmed) {
        (Some(typed), None) => {
            let answer = source.complete(&CompletionRequest {
                source: request.source,
                typed,
                previous: request.context.previous,
                machine: request.mt,
            });
            let completions: Vec<Value> = (answer.completions.iter())
                .map(|one| json!({"text": one.text, "origin": one.origin.name()}))
                .collect();
            json!({"completions": completions, "micros": answer.micros})
        }
        (None, Some(confirmed)) => {
            source.confirm(&request.source, &confirmed);
            json!({})
        }
        _ => json!({"error": "a request has either \"typed\" or \"confirmed\""}),
    }
}
