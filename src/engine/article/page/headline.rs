//! The headline as a visitor sees it, chosen by what the page tells to machines.

use super::metadata::Metadata;
use super::{Line, words};
use crate::engine::files::html::Html;
use crate::engine::text::normalize::key;
use std::collections::HashSet;

/// What parts a headline from the name of the outlet in a title.
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", "|", " • "];

pub struct Headline {
    pub text: String,
    /// The line it stands in.
    pub line: Option<usize>,
}

pub fn find(html: &Html, lines: &[Line], metadata: &Metadata) -> Headline {
    let candidates: Vec<(usize, &Line)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| may_be(html, line))
        .collect();
    let mut best: Option<(f64, usize)> = None;
    for &(number, line) in &candidates {
        let likeness = metadata
            .titles
            .iter()
            .map(|title| likeness(&line.key, &key(title)))
            .fold(0.0, f64::max);
        let rank = match line.heading {
            Some(1) => 0.35,
            Some(2) => 0.2,
            Some(_) => 0.1,
            None => 0.0,
        };
        if likeness < 0.6 || (line.heading.is_none() && likeness < 0.85) {
            continue;
        }
        let score = likeness + rank - if line.is_link() { 0.3 } else { 0.0 };
        if best.is_none_or(|(known, _)| score > known + 1e-9) {
            best = Some((score, number));
        }
    }
    if let Some((_, line)) = best {
        let told = metadata
            .titles
            .iter()
            .map(|title| without_outlet(title, &metadata.outlet));
        let text = &lines[line].text;
        let part = told.into_iter().find_map(|title| part_of(text, &title));
        return Headline {
            text: part.unwrap_or_else(|| text.clone()),
            line: Some(line),
        };
    }
    // The page tells machines nothing, or another thing than visitors.
    let title = metadata
        .titles
        .iter()
        .map(|title| without_outlet(title, &metadata.outlet));
    let title = title.max_by_key(|title| title.split(' ').count().min(4));
    let first = candidates
        .iter()
        .find(|(_, line)| line.heading == Some(1) && line.words >= 3 && !line.is_link());
    match (first, title) {
        (Some((number, line)), _) => Headline {
            text: line.text.clone(),
            line: Some(*number),
        },
        (None, Some(title)) if !title.is_empty() => Headline {
            text: title,
            line: None,
        },
        _ => {
            let heading = candidates.iter().find(|(_, line)| {
                line.heading.is_some_and(|level| level <= 2) && line.words >= 3 && !line.is_link()
            });
            Headline {
                text: heading
                    .map(|(_, line)| line.text.clone())
                    .unwrap_or_default(),
                line: heading.map(|(number, _)| *number),
            }
        }
    }
}

fn may_be(html: &Html, line: &Line) -> bool {
    let is_apart = html.ancestors(line.first).any(|element| {
        matches!(
            html.name(element),
            "nav" | "footer" | "aside" | "title" | "figcaption"
        )
    });
    !is_apart && line.words <= 40 && !words::is_furniture(&line.key)
}

/// How much of a title a line is, from 0 to 1. A title may hold the outlet and the section too.
fn likeness(line: &str, title: &str) -> f64 {
    if line.is_empty() || title.is_empty() {
        return 0.0;
    }
    let strip = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric() || c.is_whitespace())
            .collect()
    };
    let (line, title) = (strip(line), strip(title));
    if line.split_whitespace().eq(title.split_whitespace()) {
        return 1.0;
    }
    let own: HashSet<&str> = line.split_whitespace().collect();
    let told: HashSet<&str> = title.split_whitespace().collect();
    let shared = own.intersection(&told).count() as f64;
    if own.is_empty() || told.is_empty() || own.len() < 2 {
        return 0.0;
    }
    let of_line = shared / own.len() as f64;
    let of_title = shared / told.len() as f64;
    // All of the line in the title: the rest is the outlet; all of the title in the line: it was cut.
    if own.len() >= 3 && of_line > 0.95 {
        0.5 + of_title / 2.0
    } else {
        2.0 * of_line * of_title / (of_line + of_title).max(1e-9)
    }
}

/// The words of a line that are the title, where a kicker stands before or behind them.
fn part_of(line: &str, title: &str) -> Option<String> {
    let words: Vec<&str> = line.split(' ').collect();
    let bare =
        |word: &str| -> String { key(word).chars().filter(|c| c.is_alphanumeric()).collect() };
    let keys: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let wanted: Vec<String> = title.split_whitespace().map(bare).collect();
    if wanted.len() < 4 || wanted.len() >= words.len() {
        return None;
    }
    let at = keys.windows(wanted.len()).position(|part| part == wanted)?;
    Some(words.get(at..at + wanted.len())?.join(" "))
}

/// A title without the outlet and section before or behind it.
fn without_outlet(title: &str, outlet: &str) -> String {
    let outlet = key(outlet);
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts
            .iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    let parts: Vec<&str> = parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty() && (outlet.is_empty() || key(part) != outlet))
        .collect();
    match parts.as_slice() {
        [] => title.trim().to_owned(),
        all => {
            let longest = all.iter().max_by_key(|part| part.chars().count());
            longest.map(|part| (*part).to_owned()).unwrap_or_default()
        }
    }
}
