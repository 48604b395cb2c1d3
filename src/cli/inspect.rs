//! `turjuman inspect`: what a reader sees in a file.

use super::Context;
use clap::Args;
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use turjuman::workspace::{Figure, inspect_file};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A TMX, TBX, XLIFF, SRX or glossary file
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let found = inspect_file(&arguments.file)?;
    let counts: Map<String, Value> = found
        .counts
        .iter()
        .map(|(name, figure)| ((*name).to_owned(), value(figure)))
        .collect();
    let warnings: Vec<String> = found.warnings.iter().map(ToString::to_string).collect();
    let mut output = context.output();
    let record = json!({"kind": found.kind, "counts": counts, "warnings": warnings});
    output.record(&record, || {
        let lines = counts
            .iter()
            .map(|(name, value)| format!("\n  {name}: {value}"));
        let remarks = warnings.iter().map(|warning| format!("\n  {warning}"));
        format!("{}{}", found.kind, lines.chain(remarks).collect::<String>())
    })?;
    output.flush()
}

fn value(figure: &Figure) -> Value {
    match figure {
        Figure::Count(count) => json!(count),
        Figure::Text(text) => json!(text),
        Figure::Counts(counts) => json!(counts),
        Figure::Texts(texts) => json!(texts),
        Figure::ByName(counts) => json!(counts),
    }
}
