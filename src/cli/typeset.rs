//! `turjuman typeset`: a layout in numbers, for checking it against other programs.

use super::Context;
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use turjuman::typeset::{
    Affinity, Direction, Face, FontBytes, FontChoice, FontSet, Fonts, LineTrace, ParagraphStyle,
    RunTrace, Typesetter,
};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Width of the lines in pixels; without it each paragraph is one line
    #[arg(long, value_name = "W")]
    width: Option<f32>,
    /// naskh, sans, serif, a font file, or a family installed on this computer
    #[arg(long, value_name = "F", default_value = "naskh")]
    font: String,
    /// Size of the letters in pixels; at 1000 the lengths are those of the shipped fonts themselves
    #[arg(long, value_name = "S", default_value_t = 18.0)]
    size: f32,
    #[arg(long)]
    bold: bool,
    /// Base direction of each paragraph
    #[arg(long, value_enum, default_value_t = Base::Auto)]
    direction: Base,
    /// A UTF-8 text; each line is a paragraph
    file: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Base {
    Auto,
    Rtl,
    Ltr,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let bytes = std::fs::read(&arguments.file)
        .with_context(|| format!("cannot read {}", arguments.file.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    let (fonts, face) = fonts(&arguments.font)?;
    let direction = match arguments.direction {
        Base::Auto => Direction::Auto,
        Base::Rtl => Direction::RightToLeft,
        Base::Ltr => Direction::LeftToRight,
    };
    let style = ParagraphStyle::new(face, arguments.size, 1.8, direction).bold(arguments.bold);
    let mut typesetter = Typesetter::new(&fonts);
    let mut output = context.output();
    for (index, paragraph) in text.lines().enumerate() {
        let laid_out = typesetter.lay_out(paragraph, &style, arguments.width, &[]);
        for (line, trace) in laid_out.trace(paragraph, direction).iter().enumerate() {
            let record = as_json(&fonts, paragraph, (index + 1, line + 1), trace);
            output.record(&record, || as_text(&fonts, paragraph, trace))?;
        }
    }
    output.flush()
}

/// The built-in fonts, or with a file in the first place.
fn fonts(name: &str) -> anyhow::Result<(Fonts, Face)> {
    let built_in = match name {
        "naskh" => Some(Face::Arabic),
        "sans" => Some(Face::Sans),
        "serif" => Some(Face::Serif),
        _ => None,
    };
    if let Some(face) = built_in {
        return Ok((Fonts::shipped(), face));
    }
    let mut set = FontSet::shipped();
    if !Path::new(name).exists() && Fonts::installed().iter().any(|family| family == name) {
        let choice = FontChoice {
            arabic: Some(name.to_owned()),
            ..FontChoice::default()
        };
        return Ok((Fonts::with_system(set, &choice)?, Face::Arabic));
    }
    let bytes =
        std::fs::read(Path::new(name)).with_context(|| format!("cannot read the font {name}"))?;
    set.arabic.insert(0, FontBytes::from(bytes));
    Ok((Fonts::new(set)?, Face::Arabic))
}

fn as_json(
    fonts: &Fonts,
    text: &str,
    (paragraph, line): (usize, usize),
    trace: &LineTrace,
) -> Value {
    json!({
        "paragraph": paragraph,
        "line": line,
        "start": trace.range.start,
        "end": trace.range.end,
        "text": text.get(trace.range.clone()),
        "base_level": trace.base_level,
        "levels": trace.levels.iter().map(|(_, level)| *level).collect::<Vec<_>>(),
        "left": trace.extent.0,
        "right": trace.extent.1,
        "baseline": trace.baseline,
        "runs": trace.runs.iter().map(|run| run_json(fonts, run)).collect::<Vec<_>>(),
        "carets": trace.carets.iter().map(|(caret, x)| json!({
            "byte": caret.byte,
            "belongs": match caret.affinity {
                Affinity::Upstream => "before",
                Affinity::Downstream => "after",
            },
            "x": x,
        })).collect::<Vec<_>>(),
    })
}

fn run_json(fonts: &Fonts, run: &RunTrace) -> Value {
    json!({
        "font": fonts.name_of(run.font_id),
        "size": run.size,
        "start": run.range.start,
        "end": run.range.end,
        "direction": if run.rtl { "rtl" } else { "ltr" },
        "glyphs": run.glyphs.iter().map(|glyph| json!({
            "id": glyph.id,
            "byte": glyph.byte,
            "x": glyph.x,
            "advance": glyph.advance,
            "dx": glyph.offset.0,
            "dy": glyph.offset.1,
        })).collect::<Vec<_>>(),
    })
}

fn as_text(fonts: &Fonts, text: &str, trace: &LineTrace) -> String {
    let mut lines = vec![text.get(trace.range.clone()).unwrap_or_default().to_owned()];
    let levels: Vec<String> = trace
        .levels
        .iter()
        .map(|(_, level)| level.map_or_else(|| "x".to_owned(), |level| level.to_string()))
        .collect();
    lines.push(format!("  levels {}", levels.join(" ")));
    for run in &trace.runs {
        let glyphs: Vec<String> = run
            .glyphs
            .iter()
            .map(|g| format!("{}@{:.2}+{:.2}", g.id, g.x, g.advance))
            .collect();
        let font = fonts.name_of(run.font_id).unwrap_or("another font");
        lines.push(format!("  {font}: {}", glyphs.join(" ")));
    }
    let carets: Vec<String> = trace
        .carets
        .iter()
        .map(|(caret, x)| format!("{}@{x:.2}", caret.byte))
        .collect();
    lines.push(format!("  carets {}", carets.join(" ")));
    lines.join("\n")
}
