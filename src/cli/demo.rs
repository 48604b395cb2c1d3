//! `turjuman demo`: the main job on the built-in sample, as a short report.

use super::{Context, finish};
use anyhow::Context as _;
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};
use turjuman::engine::model::{SegmentId, SegmentStatus};
use turjuman::workspace::{
    DocumentCommand, DocumentEvent, Event, ExportFormat, ExportLayout, ExportRequest, ExportScope,
    Location, OpenOptions, Workspace,
};

/// How many open segments the report shows in full.
const SHOWN: usize = 6;

#[derive(Debug, Default, Args)]
pub(super) struct Arguments {
    /// Where the documents go; without it a new folder is made
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let mut workspace = Workspace::open(OpenOptions::new(Location::Temporary))?;
    workspace.apply(DocumentCommand::CreateSample)?;
    let mut document = None;
    finish(&mut workspace, |event| {
        if let Event::Documents(DocumentEvent::Imported { document: id, .. }) = event {
            document = Some(id);
        }
        Ok(())
    })?;
    let document = document.context("the sample did not open")?;
    workspace.apply(DocumentCommand::OpenDocument(document))?;
    finish(&mut workspace, |_| Ok(()))?;
    let mut output = context.output();
    report_counts(&workspace, &mut output)?;
    report_segments(&mut workspace, &mut output)?;
    for path in write_documents(&mut workspace, arguments.output.as_deref())? {
        let shown = path.display().to_string();
        output.record(&json!({"written": shown}), || format!("written: {shown}"))?;
    }
    output.flush()
}

fn report_counts(workspace: &Workspace, output: &mut super::Output) -> anyhow::Result<()> {
    let document = workspace.document().context("the sample did not open")?;
    let (segments, confirmed) = document.progress();
    let aside = document.len() - segments;
    let (terms, units) = (workspace.terms().count(), workspace.unit_count());
    let line = json!({
        "document": document.name(),
        "segments": segments,
        "confirmed": confirmed,
        "not_for_translation": aside,
        "terms": terms,
        "units": units,
    });
    output.record(&line, || {
        format!(
            "{}: {segments} segments, {confirmed} confirmed, {aside} not for translation\n\
             {terms} glossary terms, {units} units in memory\n",
            document.name()
        )
    })
}

/// The first segments still to do, with what the window would show beside them.
fn report_segments(workspace: &mut Workspace, output: &mut super::Output) -> anyhow::Result<()> {
    let document = workspace.document().context("the sample did not open")?;
    let open: Vec<SegmentId> = document
        .segments()
        .filter(|s| s.for_translation && s.status != SegmentStatus::Confirmed)
        .map(|s| s.id)
        .take(SHOWN)
        .collect();
    for id in open {
        workspace.apply(DocumentCommand::Activate(id))?;
        finish(workspace, |_| Ok(()))?;
        let document = workspace.document().context("the sample did not open")?;
        let number = document.row_of(id).unwrap_or_default() + 1;
        let source = document.segment(id).map_or("", |s| s.source.as_str());
        let terms: Vec<_> = workspace
            .term_suggestions()
            .iter()
            .map(|term| {
                let target = term.entry.translations.first();
                json!({
                    "text": source.get(term.hit.range.clone()),
                    "target": target.map(|t| t.text.as_str()),
                    "reason": term.hit.reason,
                })
            })
            .collect();
        let matches: Vec<_> = workspace
            .matches()
            .iter()
            .map(|m| json!({"rate": m.rate.percent(), "reason": m.reason.name(), "target": m.target}))
            .collect();
        let line = json!({"segment": number, "source": source, "terms": terms, "matches": matches});
        output.record(&line, || as_text(number, source, &terms, &matches))?;
    }
    Ok(())
}

fn as_text(
    number: usize,
    source: &str,
    terms: &[serde_json::Value],
    matches: &[serde_json::Value],
) -> String {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = vec![format!("{number}. {source}")];
    for found in matches.iter().take(2) {
        let rate = found["rate"].as_f64().unwrap_or_default();
        lines.push(format!(
            "   match {rate:.0} % ({}): {}",
            text(&found["reason"]),
            text(&found["target"])
        ));
    }
    for term in terms {
        lines.push(format!(
            "   term {} = {} ({})",
            text(&term["text"]),
            text(&term["target"]),
            text(&term["reason"])
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn write_documents(
    workspace: &mut Workspace,
    folder: Option<&Path>,
) -> anyhow::Result<Vec<PathBuf>> {
    let folder = match folder {
        Some(folder) => {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
            folder.to_owned()
        }
        None => new_folder()?,
    };
    let project = workspace
        .project()
        .map(|(_, name)| name.to_owned())
        .context("the sample did not open")?;
    for format in [ExportFormat::Docx, ExportFormat::Html] {
        workspace.apply(DocumentCommand::Export(ExportRequest {
            scope: ExportScope::Project(project.clone()),
            format,
            layout: ExportLayout::Bilingual,
            headline_first: false,
            output: folder.join(format!("sample.{}", format.extension())),
        }))?;
    }
    let mut written = Vec::new();
    finish(workspace, |event| {
        if let Event::Documents(DocumentEvent::Exported { path, .. }) = event {
            written.push(path);
        }
        Ok(())
    })?;
    written.sort();
    Ok(written)
}

/// A folder of its own that stays.
fn new_folder() -> anyhow::Result<PathBuf> {
    let base = std::env::temp_dir();
    for n in 1..10_000 {
        let folder = base.join(format!("turjuman-demo-{n}"));
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot make {}", folder.display()));
            }
        }
    }
    anyhow::bail!("no new folder can be made in {}", base.display())
}
