//! `turjuman terms`: the glossary terms of a text.

use super::Context;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use turjuman::workspace::{TermFinder, lines_of};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A text file; each line is a paragraph
    file: PathBuf,
    /// TSV `source⇥target[⇥comment]` or CSV with a header, instead of the shipped glossary
    #[arg(long, value_name = "G")]
    glossary: Vec<PathBuf>,
    /// Lists overlapping terms too
    #[arg(long)]
    all: bool,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let finder = if !arguments.glossary.is_empty() {
        TermFinder::from_files(&arguments.glossary)?
    } else if context.workspace.is_some() || context.workspace_exists() {
        context.open_to_read()?.term_finder()
    } else {
        TermFinder::shipped(&Context::assets())?
    };
    let mut output = context.output();
    for (paragraph, line) in lines_of(&arguments.file)?.iter().enumerate() {
        for found in finder.find(line, arguments.all) {
            let record = json!({
                "paragraph": paragraph,
                "start": found.chars.start,
                "end": found.chars.end,
                "text": found.text,
                "term": found.term,
                "target": found.target,
                "reason": found.reason,
                "guess": found.guess,
            });
            output.record(&record, || {
                format!(
                    "{paragraph}\t{}\t{}\t{}\t{}",
                    found.text, found.term, found.target, found.reason
                )
            })?;
        }
    }
    output.flush()
}
