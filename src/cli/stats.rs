//! `turjuman stats`: how much there is and how far it is.

use super::Context;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "P")]
    project: String,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let counts = context.open_to_read()?.statistics(&arguments.project)?;
    let mut output = context.output();
    output.record(&counts, || {
        format!(
            "{} segments, {} words; {} confirmed, {} draft, {} untranslated, {} not for translation",
            counts.segments,
            counts.words,
            counts.confirmed,
            counts.draft,
            counts.untranslated,
            counts.not_for_translation
        )
    })?;
    output.flush()
}
