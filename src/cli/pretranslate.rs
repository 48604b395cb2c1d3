//! `turjuman pretranslate`: fills the empty segments of a project from its memories.

use super::{Context, finish, open_project};
use clap::Args;
use serde_json::json;
use turjuman::engine::model::MatchRate;
use turjuman::workspace::{CoreCommand, DocumentCommand, Event, RepeatCommand, RepeatEvent};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "P")]
    project: String,
    /// The lowest match rate, from 50 to 101
    #[arg(long, value_name = "R", default_value_t = 85.0)]
    min: f64,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    anyhow::ensure!(
        (50.0..=101.0).contains(&arguments.min),
        "--min is a match rate from 50 to 101"
    );
    let mut workspace = context.open()?;
    open_project(&mut workspace, &arguments.project)?;
    let documents: Vec<_> = workspace
        .documents()
        .map(|document| (document.id, document.name.to_owned()))
        .collect();
    let mut output = context.output();
    let min = MatchRate::new(arguments.min);
    for (id, name) in documents {
        workspace.apply(DocumentCommand::OpenDocument(id))?;
        finish(&mut workspace, |_| Ok(()))?;
        // The segment that is entered fills itself; here the rate given counts for all.
        if workspace.undo_titles().0.is_some() {
            workspace.apply(CoreCommand::Undo)?;
        }
        workspace.apply(RepeatCommand::Pretranslate { min })?;
        finish(&mut workspace, |event| {
            if let Event::Repeats(RepeatEvent::Pretranslated(_, counts)) = event {
                let record = json!({
                    "document": name,
                    "segments": counts.rows,
                    "exact": counts.exact,
                    "fuzzy": counts.fuzzy,
                    "plain": counts.plain,
                });
                output.record(&record, || {
                    format!("{name}: {}", turjuman::view::pretranslated(&counts))
                })?;
            }
            Ok(())
        })?;
    }
    output.flush()
}
