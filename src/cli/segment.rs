//! `turjuman segment`: a document as its segments.

use super::Context;
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;
use turjuman::engine::model::Language;
use turjuman::workspace::segment_file;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A text or Markdown file
    file: PathBuf,
    /// The language of the text
    #[arg(long, value_enum, default_value = "ar")]
    lang: LanguageName,
    /// Rules in SRX format instead of the shipped ones
    #[arg(long, value_name = "RULES")]
    srx: Option<PathBuf>,
    /// Each line is a paragraph, even where the text was broken at a width
    #[arg(long)]
    keep_lines: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LanguageName {
    Ar,
    En,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let language = match arguments.lang {
        LanguageName::Ar => Language::Arabic,
        LanguageName::En => Language::English,
    };
    let segments = segment_file(
        &arguments.file,
        language,
        arguments.srx.as_deref(),
        !arguments.keep_lines,
        &Context::assets(),
    )?;
    let mut output = context.output();
    for found in segments {
        let line = json!({
            "paragraph": found.paragraph,
            "segment": found.segment,
            "kind": found.kind.name(),
            "source": found.source,
        });
        output.record(&line, || {
            format!(
                "{}\t{}\t{}\t{}",
                found.paragraph,
                found.segment,
                found.kind.name(),
                found.source
            )
        })?;
    }
    output.flush()
}
