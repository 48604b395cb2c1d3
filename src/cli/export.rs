//! `turjuman export`: the documents of a project as a file.

use super::{Context, finish};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;
use turjuman::workspace::{
    DocumentCommand, DocumentEvent, Event, ExportFormat, ExportLayout, ExportRequest, ExportScope,
};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "P")]
    project: String,
    #[arg(long, value_enum)]
    format: FormatName,
    /// Side by side or the translation alone; txt and tmx ignore it
    #[arg(long, value_enum, default_value = "bilingual")]
    layout: LayoutName,
    /// Moves the headline to the top
    #[arg(long)]
    headline_first: bool,
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatName {
    Docx,
    Html,
    Txt,
    Tmx,
    /// The format of the source file, with the translation in it
    Original,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LayoutName {
    Bilingual,
    Target,
}

pub(super) fn run(arguments: Arguments, context: &Context) -> anyhow::Result<()> {
    let mut workspace = context.open_to_read()?;
    let mut output = context.output();
    workspace.apply(DocumentCommand::Export(ExportRequest {
        scope: ExportScope::Project(arguments.project),
        format: match arguments.format {
            FormatName::Docx => ExportFormat::Docx,
            FormatName::Html => ExportFormat::Html,
            FormatName::Txt => ExportFormat::Text,
            FormatName::Tmx => ExportFormat::Tmx,
            FormatName::Original => ExportFormat::Original,
        },
        layout: match arguments.layout {
            LayoutName::Bilingual => ExportLayout::Bilingual,
            LayoutName::Target => ExportLayout::Target,
        },
        headline_first: arguments.headline_first,
        output: arguments.output,
    }))?;
    let done = finish(&mut workspace, |event| {
        if let Event::Documents(DocumentEvent::Exported {
            path,
            segments,
            untranslated,
            warnings,
        }) = event
        {
            if untranslated > 0 {
                eprintln!(
                    "{untranslated} segments have no translation and came out as their source"
                );
            }
            for warning in &warnings {
                eprintln!("{warning}");
            }
            let line = json!({
                "output": path.display().to_string(),
                "segments": segments,
                "untranslated": untranslated,
            });
            output.record(&line, || format!("{}: {segments} segments", path.display()))?;
        }
        Ok(())
    });
    output.flush()?;
    done
}
