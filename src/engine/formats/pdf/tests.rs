//! Rows of letters as they stand on pages, and what a reader makes of them.

use super::letters::Letter;
use super::lines::lines;
use super::paragraphs::paragraphs;
use super::visual::read;
use crate::engine::formats::{SourceFile, inspect};

/// The characters of a row from the left to the right.
fn row(text: &str) -> Vec<String> {
    text.chars().map(String::from).collect()
}

#[test]
fn rows_are_read_in_their_own_direction() {
    for (seen, expected) in [
        ("لاق ريزولا", "الوزير قال"),
        ("Hello world", "Hello world"),
        ("2016 رياربف 27 يف", "في 27 فبراير 2016"),
        ("UN Women ةمظنم تلاق", "قالت منظمة UN Women"),
        ("The word ةندهلا means truce", "The word الهدنة means truce"),
        (".12.5% نم رثكأ", "أكثر من 12.5%."),
        ("(ةندهلا) تلشف", "فشلت (الهدنة)"),
        (")ةندهلا( تلشف", "فشلت (الهدنة)"),
        ("ﻡﻼﺳ", "سلام"),
    ] {
        assert_eq!(read(&row(seen)).0, expected, "{seen}");
    }
}

fn written(text: &str, x: f64, y: f64) -> Vec<Letter> {
    let letters = text.chars().enumerate().filter(|(_, c)| *c != ' ');
    letters
        .map(|(n, c)| Letter {
            text: c.to_string(),
            x: x + n as f64 * 5.0,
            y,
            width: 5.0,
            size: 10.0,
        })
        .collect()
}

#[test]
fn gaps_are_spaces_and_columns_are_read_one_after_the_other() {
    let mut letters = Vec::new();
    for n in 0..10 {
        let y = 100.0 + f64::from(n) * 14.0;
        letters.extend(written(&format!("left column {n}"), 50.0, y));
        letters.extend(written(&format!("right column {n}"), 300.0, y));
    }
    letters.extend(written(
        "a heading that runs across the whole page in one line here",
        50.0,
        50.0,
    ));
    let read: Vec<String> = lines(letters).into_iter().map(|line| line.text).collect();
    assert_eq!(read.len(), 21);
    assert!(read[0].starts_with("a heading"));
    assert_eq!(read[1], "left column 0");
    assert_eq!(read[11], "right column 0");
}

#[test]
fn full_lines_are_one_paragraph() {
    let mut letters = Vec::new();
    for (n, text) in [
        "a line as long as the page",
        "and another as long as it.",
        "Short.",
        "The next one begins here x",
    ]
    .iter()
    .enumerate()
    {
        letters.extend(written(text, 50.0, 100.0 + n as f64 * 14.0));
    }
    let page = lines(letters);
    let found: Vec<String> = paragraphs(&[page]).into_iter().map(|p| p.text).collect();
    assert_eq!(
        found,
        [
            "a line as long as the page and another as long as it. Short.",
            "The next one begins here x"
        ]
    );
}

#[test]
fn what_is_not_whole_is_refused() {
    for bytes in [
        &b"%PDF-1.4\n"[..],
        b"%PDF-1.4\n1 0 obj <<>> endobj trailer <<>>",
    ] {
        let file = SourceFile {
            bytes,
            ..SourceFile::default()
        };
        assert!(inspect(&file).is_err());
    }
}
