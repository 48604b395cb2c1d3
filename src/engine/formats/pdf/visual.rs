//! From the order of the page to the order of reading: what stands from the left to the right is
//! turned where it is Arabic, and what cannot be right that way is turned back.

use super::lines::TextLine;
use crate::engine::text::normalize::{is_arabic_letter, is_arabic_mark};
use unicode_normalization::UnicodeNormalization;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Right,
    Left,
    Figure,
    Neutral,
}

pub fn is_mark(c: char) -> bool {
    is_arabic_mark(c) || matches!(c, '\u{300}'..='\u{36F}')
}

fn kind(unit: &str) -> Kind {
    let strong = unit.chars().find(|c| c.is_alphanumeric());
    match strong {
        Some(c) if is_right(c) => Kind::Right,
        Some(c) if c.is_numeric() => Kind::Figure,
        Some(_) => Kind::Left,
        None => Kind::Neutral,
    }
}

/// A letter of Arabic, also in a presentation form, or Hebrew.
fn is_right(c: char) -> bool {
    is_arabic_letter(c)
        || matches!(c, '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{590}'..='\u{5FF}' | '\u{750}'..='\u{77F}')
}

/// Whether a text has more Arabic letters than others.
pub fn is_mostly_arabic<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let (mut right, mut left) = (0, 0);
    for text in texts {
        match kind(text) {
            Kind::Right => right += 1,
            Kind::Left => left += 1,
            _ => {}
        }
    }
    right > left
}

/// The text of a row whose letters come from the left to the right, and whether it runs from the right.
pub fn read(units: &[String]) -> (String, bool) {
    let is_right_to_left = is_mostly_arabic(units.iter().map(String::as_str));
    let kinds: Vec<Kind> = units.iter().map(|unit| kind(unit)).collect();
    let mut read: Vec<&str> = units.iter().map(String::as_str).collect();
    if is_right_to_left {
        read.reverse();
        let kinds: Vec<Kind> = kinds.into_iter().rev().collect();
        turn_runs(&mut read, &kinds, |kind| {
            matches!(kind, Kind::Left | Kind::Figure)
        });
    } else {
        turn_runs(&mut read, &kinds, |kind| kind == Kind::Right);
    }
    let text = composed(&read.concat());
    let text = if is_right_to_left {
        with_brackets(&text)
    } else {
        text
    };
    (text, is_right_to_left)
}

/// Turns runs of a kind, with what stands between two of them.
fn turn_runs(units: &mut [&str], kinds: &[Kind], is_meant: impl Fn(Kind) -> bool) {
    let mut at = 0;
    while at < kinds.len() {
        if !kinds.get(at).is_some_and(|kind| is_meant(*kind)) {
            at += 1;
            continue;
        }
        let mut end = at;
        for (next, kind) in kinds.iter().enumerate().skip(at) {
            if is_meant(*kind) {
                end = next;
            } else if *kind != Kind::Neutral {
                break;
            }
        }
        // Signs that belong to figures: percent, currency, minus.
        let is_sign = |n: usize| {
            matches!(
                units.get(n).copied(),
                Some("%" | "٪" | "$" | "€" | "£" | "+")
            )
        };
        let from = if at > 0 && is_sign(at - 1) {
            at - 1
        } else {
            at
        };
        let to = if is_sign(end + 1) { end + 1 } else { end };
        if let Some(run) = units.get_mut(from..=to.min(kinds.len() - 1)) {
            run.reverse();
        }
        at = to + 1;
    }
}

/// Letters for presentation forms; the letters of a ligature are in order already.
fn composed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{A0}') {
            out.extend(std::iter::once(c).nfkc());
        } else {
            out.push(c);
        }
    }
    let out: String = out.nfc().collect();
    let mut spaced = String::with_capacity(out.len());
    for c in out.chars() {
        if !(c == ' ' && spaced.ends_with(' ')) {
            spaced.push(c);
        }
    }
    spaced
}

/// Brackets as they are meant: a glyph that was mirrored on the page may be stored as what it
/// looks like.
fn with_brackets(text: &str) -> String {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»')];
    let mut text = text.to_owned();
    for (open, close) in PAIRS {
        let first = text.find([open, close]);
        let last = text.rfind([open, close]);
        let begins_closed = first.is_some_and(|at| text[at..].starts_with(close));
        let ends_open = last.is_some_and(|at| text[at..].starts_with(open));
        if begins_closed && ends_open {
            text = text
                .chars()
                .map(|c| match c {
                    c if c == open => close,
                    c if c == close => open,
                    c => c,
                })
                .collect();
        }
    }
    text
}

/// Files whose letters come out backwards all the same, by the article that Arabic words begin
/// with: such a file is turned as a whole.
pub fn mend(pages: &mut [Vec<TextLine>]) {
    let (mut forwards, mut backwards) = (0usize, 0usize);
    for line in pages.iter().flatten().filter(|line| line.is_right_to_left) {
        for word in line.text.split_whitespace() {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            if word.chars().count() >= 4 {
                forwards += usize::from(word.starts_with("ال") || word.starts_with("وال"));
                backwards += usize::from(word.ends_with("لا") || word.ends_with("لاو"));
            }
        }
    }
    if backwards < 5 || backwards < forwards * 3 {
        return;
    }
    for line in pages
        .iter_mut()
        .flatten()
        .filter(|line| line.is_right_to_left)
    {
        let units: Vec<String> = line.text.chars().map(String::from).collect();
        line.text = read(&units).0;
    }
}
