//! Keys and clicks compared with Chromium's, stored by `tests/scripts/edit_with_chromium.mjs`.
//!
//! Each row: direction, width, text and caret, keys, Chromium's result, and where ours is another
//! one by design, ours and the reason.

use super::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const CASES: &str = include_str!("../../../../tests/data/typeset/editing/cases.tsv");

/// `\n` and `\u{…}` stand for what cannot be seen.
fn unescape(shown: &str) -> String {
    let mut out = String::new();
    let mut rest = shown;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let code = rest[at + 1..].strip_prefix("u{");
        match code.and_then(|code| code.split_once('}')) {
            Some((code, after)) => {
                out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
                rest = after;
            }
            None => {
                out.push('\n');
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\u{A0}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2069}' => {
                write!(out, "\\u{{{:X}}}", c as u32).expect("a string");
            }
            c => out.push(c),
        }
    }
    out
}

fn play(direction: &str, width: &str, before: &str, keys: &str) -> String {
    let direction = match direction {
        "rtl" => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    };
    let mut desk = Desk::new(direction, Some(width.parse().expect("a width")));
    let mut buffer = read(&unescape(before));
    for key in keys.split(' ') {
        match key.split_once(':').filter(|(name, _)| *name != "type") {
            Some((name, at)) => point(&mut desk, &mut buffer, name, at),
            None => desk.press_one(&mut buffer, key),
        }
    }
    escape(&show(&buffer))
}

fn point(desk: &mut Desk, buffer: &mut EditBuffer, name: &str, at: &str) {
    let at: Vec<f32> = at.split(',').map(|n| n.parse().expect("a place")).collect();
    let paragraph = desk.lay_out(buffer);
    match name {
        "click" => buffer.click(at[0], at[1], false, &paragraph),
        "shiftclick" => buffer.click(at[0], at[1], true, &paragraph),
        "double" => buffer.double_click(at[0], at[1], &paragraph),
        "triple" => buffer.triple_click(at[0], at[1], &paragraph),
        _ => {
            buffer.click(at[0], at[1], false, &paragraph);
            buffer.drag(at[2], at[3], &paragraph);
        }
    }
}

#[test]
fn keys_and_clicks_do_what_chromium_does() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in CASES.lines().filter(|row| !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [direction, width, before, keys, chromium, ref by_design @ ..] = columns[..] else {
            panic!("a row has five columns: {row}");
        };
        let (expected, reason) = match by_design {
            [ours, reason] => (*ours, *reason),
            _ => (chromium, "equal"),
        };
        *counts.entry(reason).or_default() += 1;
        let after = play(direction, width, before, keys);
        if after != expected {
            wrong.push(format!("{row}\t→ {after}"));
        }
    }
    eprintln!("{counts:#?}");
    let all: usize = counts.values().sum();
    assert!(
        counts["equal"] * 10 > all * 9,
        "nine in ten are Chromium's own"
    );
    if let Some(path) = std::env::var_os("TURJUMAN_EDITING_DIFFERENCES") {
        std::fs::write(path, wrong.join("\n")).expect("written");
    }
    assert!(all > 2_000);
    assert!(
        wrong.is_empty(),
        "{} differ, such as\n{}",
        wrong.len(),
        wrong[..wrong.len().min(10)].join("\n")
    );
}
