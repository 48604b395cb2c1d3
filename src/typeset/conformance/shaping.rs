//! Glyph ids, advances and offsets against HarfBuzz's, stored by `tests/scripts/shape_with_harfbuzz.py`.

use crate::typeset::{Direction, Face, Fonts, LineTrace, ParagraphStyle, Typesetter};
use serde_json::{Value, json};

const EXPECTED: [(&str, &str); 4] = [
    (
        "naskh",
        include_str!("../../../tests/data/typeset/shaping/naskh.jsonl"),
    ),
    (
        "naskh bold",
        include_str!("../../../tests/data/typeset/shaping/naskh-bold.jsonl"),
    ),
    (
        "sans",
        include_str!("../../../tests/data/typeset/shaping/sans.jsonl"),
    ),
    (
        "serif",
        include_str!("../../../tests/data/typeset/shaping/serif.jsonl"),
    ),
];

/// The runs of a line in the form that is stored.
fn runs(fonts: &Fonts, line: &LineTrace) -> Value {
    line.runs
        .iter()
        .map(|run| {
            let glyphs: Vec<Value> = run
                .glyphs
                .iter()
                .map(|glyph| {
                    let units = [glyph.advance, glyph.offset.0, glyph.offset.1];
                    let [advance, dx, dy] = units.map(|length| length.round() as i64);
                    json!([glyph.id, advance, dx, dy])
                })
                .collect();
            let direction = if run.rtl { "rtl" } else { "ltr" };
            let font = fonts.name_of(run.font_id);
            json!([font, direction, run.range.start, run.range.end, glyphs])
        })
        .collect()
}

#[test]
fn glyphs_are_those_of_harfbuzz() {
    let fonts = Fonts::shipped();
    let mut typesetter = Typesetter::new(&fonts);
    let mut glyphs = 0;
    for (what, rows) in EXPECTED {
        for row in rows.lines() {
            let row: Value = serde_json::from_str(row).unwrap();
            let text = row["text"].as_str().unwrap();
            let face = match row["face"].as_str() {
                Some("naskh") => Face::Arabic,
                Some("sans") => Face::Sans,
                _ => Face::Serif,
            };
            // A thousand units an em: lengths are font units.
            let style = ParagraphStyle::new(face, 1000.0, 1.8, Direction::Auto)
                .bold(row["bold"] == json!(true));
            let paragraph = typesetter.lay_out(text, &style, None, &[]);
            let lines = paragraph.trace(text, Direction::Auto);
            assert_eq!(lines.len(), 1);
            assert_eq!(runs(&fonts, &lines[0]), row["runs"], "{what}: {text}");
            glyphs += lines[0]
                .runs
                .iter()
                .map(|run| run.glyphs.len())
                .sum::<usize>();
        }
    }
    assert!(glyphs > 4_000, "reads them all: {glyphs}");
}

/// What is traced is what is drawn, line by line, in wrapped and mixed paragraphs too.
#[test]
fn drawn_glyphs_are_those_traced() {
    let mut typesetter = Typesetter::new(&Fonts::shipped());
    for (_, rows) in EXPECTED {
        for row in rows.lines() {
            let row: Value = serde_json::from_str(row).unwrap();
            let text = row["text"].as_str().unwrap();
            let style = ParagraphStyle::new(Face::Arabic, 18.0, 1.8, Direction::RightToLeft);
            let paragraph = typesetter.lay_out(text, &style, Some(180.0), &[]);
            let traced: Vec<(u32, f32)> = paragraph
                .trace(text, style.direction)
                .iter()
                .flat_map(|line| &line.runs)
                .flat_map(|run| &run.glyphs)
                .map(|glyph| (glyph.id, glyph.x + glyph.offset.0))
                .collect();
            let drawn: Vec<(u32, f32)> = paragraph
                .glyph_runs()
                .flat_map(|run| run.glyphs().map(|g| (g.id, g.x)).collect::<Vec<_>>())
                .collect();
            assert_eq!(drawn.len(), traced.len(), "{text}");
            for (a, b) in drawn.iter().zip(&traced) {
                assert!(
                    a.0 == b.0 && (a.1 - b.1).abs() < 0.01,
                    "{a:?} {b:?}: {text}"
                );
            }
        }
    }
}
