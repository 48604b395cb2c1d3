//! Prints how much CPU time layout takes, for `compare_with_pango.py`.
//!
//! Arguments: a text file, the width and the size in pixels, the number of rounds. Each round lays
//! out every paragraph of the file anew and asks for the places of its glyphs.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a program that only prints figures"
)]

use rustix::time::{ClockId, clock_gettime};
use std::hint::black_box;
use turjuman::typeset::{
    Direction, EditBuffer, Face, Fonts, Paragraph, ParagraphStyle, TextSelection, Typesetter,
};

fn cpu_micros() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 * 1e6 + now.tv_nsec as f64 / 1e3
}

fn read_glyphs(paragraph: &Paragraph) -> f32 {
    paragraph
        .glyph_runs()
        .flat_map(|run| run.glyphs().map(|glyph| glyph.x).collect::<Vec<_>>())
        .sum()
}

/// The least CPU time of some rounds, in microseconds.
fn best(rounds: usize, mut round: impl FnMut()) -> f64 {
    (0..rounds)
        .map(|_| {
            let start = cpu_micros();
            round();
            cpu_micros() - start
        })
        .fold(f64::INFINITY, f64::min)
}

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with("--"))
        .collect();
    // `cargo test --benches` starts it without any.
    let [file, width, size, rounds] = &arguments[..] else {
        return;
    };
    let text = std::fs::read_to_string(file).expect("the text");
    let width: f32 = width.parse().expect("a width");
    let size: f32 = size.parse().expect("a size");
    let rounds: usize = rounds.parse().expect("a number of rounds");
    let style = ParagraphStyle::new(Face::Arabic, size, 1.8, Direction::RightToLeft);
    let paragraphs: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let thousands = paragraphs.iter().map(|p| p.chars().count()).sum::<usize>() as f64 / 1000.0;

    let fonts = Fonts::shipped();
    let lay_out = |typesetter: &mut Typesetter| {
        for paragraph in &paragraphs {
            let laid_out = typesetter.lay_out(black_box(paragraph), &style, Some(width), &[]);
            black_box(read_glyphs(&laid_out));
        }
    };
    let mut typesetter = Typesetter::new(&fonts);
    let start = cpu_micros();
    lay_out(&mut typesetter);
    let first = cpu_micros() - start;
    let warm = best(rounds, || lay_out(&mut typesetter));
    println!("first {:.1}", first / thousands);
    println!("warm {:.1}", warm / thousands);

    // What a kept layout costs when it is looked at again.
    let kept: Vec<Paragraph> = paragraphs
        .iter()
        .map(|paragraph| typesetter.lay_out(paragraph, &style, Some(width), &[]))
        .collect();
    let cached = best(rounds, || {
        black_box(kept.iter().map(read_glyphs).sum::<f32>());
    });
    println!("cached {:.1}", cached / thousands);

    let long: String = text
        .chars()
        .filter(|c| *c != '\n')
        .cycle()
        .take(2000)
        .collect();
    let mut buffer = EditBuffer::new(long);
    buffer.select(TextSelection::caret(buffer.text().find(' ').unwrap_or(0)));
    let keystroke = best(rounds, || {
        buffer.type_text("ب");
        let laid_out = typesetter.lay_out(buffer.text(), &style, Some(width), &[]);
        black_box(laid_out.caret_rect(buffer.caret()));
        black_box(read_glyphs(&laid_out));
        buffer.backspace();
    });
    println!("keystroke {keystroke:.1}");
}
