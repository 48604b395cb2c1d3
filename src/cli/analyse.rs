//! `turjuman analyse`: how much of a project is new, by bands of match rates.

use super::{Context, finish, open_project};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;
use turjuman::workspace::{Amount, Band, Event, FileAnalysis, RepeatCommand, RepeatEvent};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "P")]
    project: String,
    /// Writes it to a file too: .xlsx, .csv or .html
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: Arguments, context: &Context) -> anyhow::Result<()> {
    let mut workspace = context.open_to_read()?;
    open_project(&mut workspace, &arguments.project)?;
    workspace.apply(RepeatCommand::Analyse)?;
    let mut found = None;
    finish(&mut workspace, |event| {
        if let Event::Repeats(RepeatEvent::Analysed(analysis)) = event {
            found = Some(analysis);
        }
        Ok(())
    })?;
    let Some(analysis) = found else {
        return Ok(());
    };
    let mut output = context.output();
    let total = analysis.total();
    let files = analysis.files.iter().map(|file| (file, false));
    for (file, is_total) in files.chain([(&total, true)]) {
        output.record(&record(file, is_total), || text(file))?;
    }
    output.flush()?;
    if let Some(path) = arguments.output {
        let command = RepeatCommand::WriteAnalysis {
            analysis,
            output: path,
        };
        workspace.apply(command)?;
        finish(&mut workspace, |_| Ok(()))?;
    }
    Ok(())
}

fn record(file: &FileAnalysis, is_total: bool) -> Value {
    let amount = |amount: Amount| {
        json!({
            "segments": amount.segments,
            "words": amount.words,
            "characters": amount.characters,
            "characters_without_spaces": amount.characters_without_spaces,
        })
    };
    let bands = Band::ALL.iter().map(|band| {
        let mut record = amount(file.band(*band));
        if let Some(fields) = record.as_object_mut() {
            fields.insert("band".into(), band.name().into());
        }
        record
    });
    let bands: Vec<Value> = bands.collect();
    json!({"document": file.name, "is_total": is_total, "bands": bands, "total": amount(file.total())})
}

fn text(file: &FileAnalysis) -> String {
    let mut out = format!(
        "{}\n{:26}{:>10}{:>10}{:>12}",
        file.name, "", "segments", "words", "characters"
    );
    let bands = Band::ALL.iter().map(|band| (band.name(), file.band(*band)));
    for (name, amount) in bands.chain([("Total", file.total())]) {
        out.push_str(&format!(
            "\n{name:26}{:>10}{:>10}{:>12}",
            amount.segments, amount.words, amount.characters
        ));
    }
    out
}
