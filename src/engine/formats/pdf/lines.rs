//! Letters put into lines, and lines into columns.

use super::letters::Letter;
use super::visual;

/// Letters whose lines differ by less than this part of their size stand in one line.
const SAME_LINE: f64 = 0.45;
/// A gap of so many sizes is a space, and of so many a gutter between columns.
const SPACE: f64 = 0.18;
const GUTTER: f64 = 1.8;
/// Lines of a page from which on columns are looked for, and how many must have the gutter.
const LEAST_LINES: usize = 8;
const WITH_GUTTER: f64 = 0.6;

/// A line in the order in which it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    pub text: String,
    pub is_right_to_left: bool,
    pub left: f64,
    pub right: f64,
    pub y: f64,
    pub size: f64,
    /// The column it stands in, from 0.
    pub column: usize,
}

/// The lines of a page.
pub fn lines(letters: Vec<Letter>) -> Vec<TextLine> {
    let rows = rows(letters);
    let gutter = gutter(&rows);
    let mut found = Vec::new();
    let mut columns: [Vec<Vec<Letter>>; 2] = Default::default();
    let flush = |columns: &mut [Vec<Vec<Letter>>; 2], found: &mut Vec<TextLine>| {
        let is_right_first = {
            let all = columns.iter().flatten().flatten();
            visual::is_mostly_arabic(all.map(|letter| letter.text.as_str()))
        };
        if is_right_first {
            columns.reverse();
        }
        for (number, column) in columns.iter_mut().enumerate() {
            for row in column.drain(..) {
                found.extend(line(row, number));
            }
        }
        if is_right_first {
            columns.reverse();
        }
    };
    for row in rows {
        let split = gutter.and_then(|gutter| split_at(&row, gutter));
        match split {
            Some((left, right)) => {
                let [first, second] = &mut columns;
                if !left.is_empty() {
                    first.push(left);
                }
                if !right.is_empty() {
                    second.push(right);
                }
            }
            // A line across the page parts what stands above it from what stands below.
            None => {
                flush(&mut columns, &mut found);
                found.extend(line(row, 0));
            }
        }
    }
    flush(&mut columns, &mut found);
    found
}

/// Letters by their baselines, each row from the left to the right.
fn rows(mut letters: Vec<Letter>) -> Vec<Vec<Letter>> {
    letters.retain(|letter| !letter.text.trim().is_empty() || letter.width > 0.0);
    letters.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Letter>> = Vec::new();
    for letter in letters {
        let fits = rows.last().and_then(|row| row.last()).is_some_and(|last| {
            (letter.y - last.y).abs() <= SAME_LINE * last.size.min(letter.size * 2.0)
        });
        match rows.last_mut().filter(|_| fits) {
            Some(row) => row.push(letter),
            None => rows.push(vec![letter]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    rows.retain(|row| row.iter().any(|letter| !letter.text.trim().is_empty()));
    rows
}

/// Where a page of two columns is parted.
fn gutter(rows: &[Vec<Letter>]) -> Option<f64> {
    if rows.len() < LEAST_LINES {
        return None;
    }
    let left = rows.iter().flatten().map(|l| l.x).fold(f64::MAX, f64::min);
    let right = rows
        .iter()
        .flatten()
        .map(Letter::end)
        .fold(f64::MIN, f64::max);
    let middle = (left + right) / 2.0;
    let reach = (right - left) * 0.2;
    let gaps: Vec<(f64, f64)> = rows.iter().flat_map(|row| wide_gaps(row)).collect();
    let candidates = gaps.iter().map(|(from, to)| (from + to) / 2.0);
    let best = candidates
        .filter(|at| (at - middle).abs() < reach)
        .map(|at| {
            let parted = rows.iter().filter(|row| split_at(row, at).is_some());
            (parted.count(), at)
        })
        .max_by_key(|(count, _)| *count)?;
    let full = rows.iter().filter(|row| {
        let crosses = row.iter().any(|l| l.x < best.1) && row.iter().any(|l| l.end() > best.1);
        crosses && split_at(row, best.1).is_some()
    });
    let enough = best.0 as f64 >= rows.len() as f64 * WITH_GUTTER;
    (enough && full.count() * 3 >= rows.len()).then_some(best.1)
}

fn wide_gaps(row: &[Letter]) -> Vec<(f64, f64)> {
    let shown: Vec<&Letter> = row.iter().filter(|l| !l.text.trim().is_empty()).collect();
    let pairs = shown.windows(2).filter_map(|pair| match pair {
        [a, b] => (b.x - a.end() > GUTTER * a.size).then(|| (a.end(), b.x)),
        _ => None,
    });
    pairs.collect()
}

/// The parts of a row at both sides of a place, unless letters stand there.
fn split_at(row: &[Letter], at: f64) -> Option<(Vec<Letter>, Vec<Letter>)> {
    let shown = row.iter().filter(|letter| !letter.text.trim().is_empty());
    let is_crossed = shown.clone().any(|l| l.x < at && l.end() > at)
        || shown.clone().any(|letter| (letter.x - at).abs() < 1.0);
    if is_crossed {
        return None;
    }
    let (left, right) = row.iter().cloned().partition(|letter| letter.x < at);
    Some((left, right))
}

fn line(row: Vec<Letter>, column: usize) -> Option<TextLine> {
    let shown = || row.iter().filter(|letter| !letter.text.trim().is_empty());
    let left = shown().map(|letter| letter.x).fold(f64::MAX, f64::min);
    let right = shown().map(Letter::end).fold(f64::MIN, f64::max);
    let y = shown().map(|letter| letter.y).fold(f64::MIN, f64::max);
    let mut sizes: Vec<f64> = shown().map(|letter| letter.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied()?;
    let (text, is_right_to_left) = visual::read(&units(&row));
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(TextLine {
        text,
        is_right_to_left,
        left,
        right,
        y,
        size,
        column,
    })
}

/// The gap before a letter from which on it is a space. Of a letter of unknown width only a gap as
/// wide as a letter and a space is one.
fn space_after(row: &[Letter], end: f64, letter: &Letter) -> f64 {
    let has_width = !row
        .iter()
        .any(|before| before.width == 0.0 && before.x == end);
    letter.size * if has_width { SPACE } else { 0.95 }
}

/// The letters of a row with spaces where there are gaps, marks with the letters they stand on.
fn units(row: &[Letter]) -> Vec<String> {
    let mut units: Vec<(String, f64, f64)> = Vec::new();
    let mut marks = Vec::new();
    for letter in row {
        if letter.text.chars().all(visual::is_mark) {
            marks.push(letter);
            continue;
        }
        let is_blank = letter.text.trim().is_empty();
        if let Some((last, _, end)) = units.last()
            && letter.x - *end > space_after(row, *end, letter)
            && !is_blank
            && !last.trim().is_empty()
        {
            units.push((" ".into(), *end, letter.x));
        }
        let text = if is_blank { " " } else { letter.text.as_str() };
        units.push((text.to_owned(), letter.x, letter.end()));
    }
    for mark in marks {
        let middle = mark.x + mark.width / 2.0;
        let nearest = units
            .iter_mut()
            .filter(|(text, ..)| !text.trim().is_empty())
            .min_by(|a, b| {
                let distance = |unit: &(String, f64, f64)| ((unit.1 + unit.2) / 2.0 - middle).abs();
                distance(a).total_cmp(&distance(b))
            });
        match nearest {
            Some((text, ..)) => text.push_str(&mark.text),
            None => units.push((mark.text.clone(), mark.x, mark.end())),
        }
    }
    units.into_iter().map(|(text, ..)| text).collect()
}
