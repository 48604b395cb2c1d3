//! `turjuman qa`: likely mistakes in translations.

use super::Context;
use super::output::Output;
use clap::{ArgGroup, Args};
use serde_json::json;
use std::path::PathBuf;
use turjuman::workspace::{Issue, PairChecker, pairs_of};

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true))]
pub(super) struct Arguments {
    /// A text file; each line is a source, a tab and its translation
    #[arg(long, value_name = "FILE", group = "what")]
    pairs: Option<PathBuf>,
    /// Checks the documents of this project
    #[arg(long, value_name = "P", group = "what")]
    project: Option<String>,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let mut output = context.output();
    let left_out = match (&arguments.project, &arguments.pairs) {
        (Some(project), _) => {
            let (issues, left_out) = context.open_to_read()?.check_project(project)?;
            for found in &issues {
                write(&mut output, &found.issue, Some(&found.document))?;
            }
            left_out
        }
        (None, Some(file)) => {
            let checker = if context.workspace.is_some() || context.workspace_exists() {
                context.open_to_read()?.pair_checker(None)?
            } else {
                PairChecker::shipped(&Context::assets())?
            };
            checker.check(&pairs_of(file)?, |issue| write(&mut output, &issue, None))?
        }
        (None, None) => Vec::new(),
    };
    for message in left_out {
        eprintln!("{message}");
    }
    output.flush()
}

fn write(output: &mut Output, issue: &Issue, document: Option<&str>) -> anyhow::Result<()> {
    let place = |range: &Option<std::ops::Range<usize>>| {
        range.as_ref().map(|range| [range.start, range.end])
    };
    let mut record = json!({
        "pair": issue.row,
        "check": issue.check,
        "severity": issue.severity.name(),
        "message": issue.message,
        "source": place(&issue.source),
        "target": place(&issue.target),
    });
    if let (Some(document), Some(fields)) = (document, record.as_object_mut()) {
        fields.insert("document".into(), document.into());
    }
    output.record(&record, || {
        format!(
            "{}\t{}\t{}\t{}",
            issue.row,
            issue.severity.name(),
            issue.check,
            issue.message
        )
    })
}
