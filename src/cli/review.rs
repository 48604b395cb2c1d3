//! `turjuman review`: bilingual files that come back from a reviewer.

use super::{Context, finish, open_project};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;
use turjuman::workspace::{CoreCommand, DocumentCommand, DocumentEvent, Event};

#[derive(Debug, Subcommand)]
pub(super) enum Subcommands {
    /// Takes over what a returned bilingual Word document changes
    Import(Arguments),
}

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "P")]
    project: String,
    /// The returned file
    file: PathBuf,
    /// Prints the changes and takes none over
    #[arg(long)]
    preview: bool,
}

pub(super) fn run(command: Subcommands, context: &Context) -> anyhow::Result<()> {
    let Subcommands::Import(arguments) = command;
    let mut workspace = context.open()?;
    open_project(&mut workspace, &arguments.project)?;
    let documents: Vec<_> = workspace
        .documents()
        .map(|document| (document.id, document.name.to_owned()))
        .collect();
    // The document that most rows of the file belong to.
    let mut best = None;
    for (id, name) in documents {
        workspace.apply(DocumentCommand::OpenDocument(id))?;
        finish(&mut workspace, |_| Ok(()))?;
        // The segment that is entered fills itself; the file is compared with what was sent out.
        if workspace.undo_titles().0.is_some() {
            workspace.apply(CoreCommand::Undo)?;
        }
        workspace.apply(DocumentCommand::ReadReview(arguments.file.clone()))?;
        let mut found = None;
        finish(&mut workspace, |event| {
            if let Event::Documents(DocumentEvent::ReviewRead(review)) = event {
                found = Some(review);
            }
            Ok(())
        })?;
        if let Some(review) = found
            && best.as_ref().is_none_or(
                |(_, _, known): &(_, _, Box<turjuman::workspace::Review>)| review.rows > known.rows,
            )
        {
            best = Some((id, name, review));
        }
    }
    let Some((id, name, review)) = best.filter(|(.., review)| review.rows > 0) else {
        anyhow::bail!("no document of the project has the Arabic of this file");
    };
    let mut output = context.output();
    for change in &review.changes {
        let record = json!({
            "document": name,
            "segment": change.number - 1,
            "source": change.source,
            "before": change.before,
            "after": change.after,
        });
        output.record(&record, || {
            format!(
                "{}\n  - {}\n  + {}",
                change.number, change.before, change.after
            )
        })?;
    }
    output.flush()?;
    for (number, comment) in &review.comments {
        eprintln!("segment {number}: {comment}");
    }
    for problem in &review.problems {
        eprintln!("{problem}");
    }
    if !arguments.preview && !review.changes.is_empty() {
        workspace.apply(DocumentCommand::OpenDocument(id))?;
        finish(&mut workspace, |_| Ok(()))?;
        workspace.apply(DocumentCommand::ApplyReview(review.changes))?;
        finish(&mut workspace, |_| Ok(()))?;
    }
    Ok(())
}
