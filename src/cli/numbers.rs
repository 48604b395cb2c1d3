//! `turjuman numbers`: numbers, dates and quantities of a text, with their English.

use super::Context;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use turjuman::engine::model::{DateOrder, NumberStyle};
use turjuman::workspace::{find_numbers, lines_of};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A text file; each line is a paragraph
    file: PathBuf,
    /// Writes "February 27" instead of "27 February"
    #[arg(long)]
    month_first: bool,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let date_order = if arguments.month_first {
        DateOrder::MonthDay
    } else {
        DateOrder::DayMonth
    };
    let style = NumberStyle {
        date_order,
        ..NumberStyle::default()
    };
    let mut output = context.output();
    let lines = lines_of(&arguments.file)?;
    for (paragraph, numbers) in find_numbers(&lines, style).into_iter().enumerate() {
        for found in numbers {
            let record = json!({
                "paragraph": paragraph,
                "start": found.chars.start,
                "end": found.chars.end,
                "text": found.text,
                "kind": found.kind.name(),
                "value": found.value,
                "english": found.english,
                "approximate": found.approximate,
                "guess": found.guess,
            });
            output.record(&record, || {
                format!(
                    "{paragraph}\t{}\t{}\t{}\t{}",
                    found.text,
                    found.kind.name(),
                    found.value,
                    found.english
                )
            })?;
        }
    }
    output.flush()
}
