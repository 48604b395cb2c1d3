//! Lines put into paragraphs, and lines that every page repeats told from the text.

use super::lines::TextLine;
use std::collections::HashMap;

/// A line that ends so far from the edge of its column ends its paragraph.
const SHORT: f64 = 0.12;
/// Lines further apart than so many usual distances belong to two paragraphs.
const APART: f64 = 1.35;
/// Pages from which on repeated lines are looked for.
const PAGES: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub text: String,
    pub is_heading: bool,
    /// A head or foot of the pages.
    pub is_repeated: bool,
}

pub fn paragraphs(pages: &[Vec<TextLine>]) -> Vec<Paragraph> {
    let repeated = repeated(pages);
    let usual = usual_size(pages);
    let mut found: Vec<Paragraph> = Vec::new();
    // The paragraph that a page break may have cut.
    let mut open = false;
    for page in pages {
        let distance = usual_distance(page);
        let mut before: Option<&TextLine> = None;
        for line in page {
            let is_repeated = repeated.contains_key(&pattern(&line.text)) && is_edge(page, line);
            if is_repeated {
                found.push(Paragraph {
                    text: line.text.clone(),
                    is_heading: false,
                    is_repeated,
                });
                continue;
            }
            let edges = edges(page, line.column);
            let goes_on = match before {
                Some(before) => {
                    before.column == line.column
                        && (line.size - before.size).abs() < 0.12 * before.size
                        && line.y - before.y <= APART * distance
                        && is_full(before, edges)
                }
                None => open && line.size < usual * 1.12,
            };
            let last = found
                .iter_mut()
                .rev()
                .find(|paragraph| !paragraph.is_repeated);
            match last.filter(|_| goes_on) {
                Some(paragraph) => {
                    paragraph.text.push(' ');
                    paragraph.text.push_str(&line.text);
                }
                None => found.push(Paragraph {
                    text: line.text.clone(),
                    is_heading: line.size > usual * 1.15 && line.text.split(' ').count() <= 25,
                    is_repeated,
                }),
            }
            open = is_full(line, edges) && !ends_sentence(&line.text);
            before = Some(line);
        }
    }
    found
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', ')', ']'])
        .ends_with(['.', '؟', '!', '?', ':', '…'])
}

/// The left and right edge of a column.
fn edges(page: &[TextLine], column: usize) -> (f64, f64) {
    let lines = || page.iter().filter(|line| line.column == column);
    let left = lines().map(|line| line.left).fold(f64::MAX, f64::min);
    let right = lines().map(|line| line.right).fold(f64::MIN, f64::max);
    (left, right)
}

/// Whether a line reaches the edge where lines end.
fn is_full(line: &TextLine, (left, right): (f64, f64)) -> bool {
    let room = (right - left) * SHORT;
    if line.is_right_to_left {
        line.left - left < room
    } else {
        right - line.right < room
    }
}

/// The usual distance of two lines of a page.
fn usual_distance(page: &[TextLine]) -> f64 {
    let mut all: Vec<f64> = page
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => (a.column == b.column && b.y > a.y).then_some(b.y - a.y),
            _ => None,
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(20.0)
}

fn usual_size(pages: &[Vec<TextLine>]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = pages
        .iter()
        .flatten()
        .map(|line| (line.size, line.text.len()))
        .collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: usize = sizes.iter().map(|(_, letters)| letters).sum();
    let mut seen = 0;
    for (size, letters) in &sizes {
        seen += letters;
        if seen * 2 >= all {
            return *size;
        }
    }
    12.0
}

/// A line without its figures.
fn pattern(text: &str) -> String {
    text.chars().filter(|c| !c.is_numeric()).collect()
}

/// The first two or the last two lines of a page.
fn is_edge(page: &[TextLine], line: &TextLine) -> bool {
    let at = page.iter().position(|other| std::ptr::eq(other, line));
    at.is_some_and(|at| at < 2 || at + 2 >= page.len())
}

/// What stands at the edge of most pages.
fn repeated(pages: &[Vec<TextLine>]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let mut own: Vec<String> = page
            .iter()
            .filter(|line| is_edge(page, line))
            .map(|line| pattern(&line.text))
            .collect();
        own.sort();
        own.dedup();
        for line in own {
            *counts.entry(line).or_default() += 1;
        }
    }
    counts.retain(|_, count| pages.len() >= PAGES && *count * 2 > pages.len());
    counts
}
