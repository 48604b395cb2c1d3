//! Names of whole passages in the manner of several newsrooms: what is found, what is right.

use turjuman::workspace::{Assets, FoundName, NameSource};

/// Passages that the rules were made with.
const TUNED: &str = include_str!("../data/names/tuned.txt");
/// Passages that were only ever measured: what is found in a text nobody has seen.
const HELD_OUT: &str = include_str!("../data/names/held_out.txt");

/// A marked name of a paragraph.
struct Mark {
    /// In Unicode scalar values.
    start: usize,
    end: usize,
    written: String,
    spellings: Vec<String>,
    /// It may be found or not.
    is_free: bool,
}

#[derive(Default)]
struct Passage {
    name: String,
    paragraphs: Vec<String>,
    marks: Vec<Vec<Mark>>,
}

fn passages(file: &str) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for line in file.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            passages.push(Passage {
                name: name.to_owned(),
                ..Passage::default()
            });
        } else if !line.is_empty() && !line.starts_with('#') {
            let passage = passages.last_mut().unwrap();
            let (text, marks) = unmarked(line);
            passage.paragraphs.push(text);
            passage.marks.push(marks);
        }
    }
    passages
}

/// `{Arabic=English|English}`, with `?` for a name that may be found or not.
fn unmarked(line: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (mark, after) = after.split_once('}').unwrap();
        let (written, spellings) = mark.split_once('=').unwrap();
        let bare = written.strip_prefix('?').unwrap_or(written);
        let start = text.chars().count();
        text.push_str(bare);
        marks.push(Mark {
            start,
            end: text.chars().count(),
            written: bare.to_owned(),
            spellings: spellings.split('|').map(str::to_lowercase).collect(),
            is_free: bare.len() < written.len(),
        });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

#[derive(Default)]
struct Tally {
    marked: usize,
    right: usize,
    guesses: usize,
    faults: Vec<String>,
}

impl Tally {
    fn look(&mut self, passage: &Passage, paragraph: usize, found: &[FoundName]) {
        let hits: Vec<&FoundName> = found
            .iter()
            .filter(|hit| hit.paragraph == paragraph)
            .collect();
        let marks = &passage.marks[paragraph];
        for mark in marks.iter().filter(|mark| !mark.is_free) {
            self.marked += 1;
            let overlapping = hits
                .iter()
                .filter(|hit| hit.chars.start < mark.end && hit.chars.end > mark.start);
            // Clitics in front belong to a hit, and a colon behind to a dateline.
            let whole = overlapping.clone().find(|hit| {
                (mark.start.saturating_sub(2)..=mark.start).contains(&hit.chars.start)
                    && (mark.end..=mark.end + 1).contains(&hit.chars.end)
            });
            let Some(hit) = whole.or(overlapping.clone().next()) else {
                self.fault(passage, &format!("missed {}", mark.written));
                continue;
            };
            let first = hit.proposals[0].to_lowercase();
            if mark.spellings.contains(&first) {
                self.right += 1;
            } else if hit.guess {
                self.guesses += 1;
            } else {
                let shown = format!("{} is {} for {}", hit.text, hit.proposals[0], mark.written);
                self.fault(passage, &shown);
            }
        }
        for hit in hits {
            let is_marked = marks
                .iter()
                .any(|mark| hit.chars.start < mark.end && hit.chars.end > mark.start);
            if !is_marked {
                self.fault(passage, &format!("no name: {}", hit.text));
            }
        }
    }

    fn fault(&mut self, passage: &Passage, what: &str) {
        self.faults.push(format!("{}: {what}", passage.name));
    }
}

impl Tally {
    fn of(file: &str) -> Self {
        let source = NameSource::shipped(&Assets::default()).unwrap();
        let mut tally = Self::default();
        for passage in passages(file) {
            let texts: Vec<&str> = passage.paragraphs.iter().map(String::as_str).collect();
            let found = source.find(&texts);
            for paragraph in 0..passage.paragraphs.len() {
                tally.look(&passage, paragraph, &found);
            }
        }
        tally
    }

    fn told(&self) -> String {
        format!(
            "{} right, {} guessed of {}; {} faults:\n{}",
            self.right,
            self.guesses,
            self.marked,
            self.faults.len(),
            self.faults.join("\n")
        )
    }
}

#[test]
fn names_of_tuned_passages() {
    let tally = Tally::of(TUNED);
    let told = tally.told();
    assert!(tally.marked >= 350, "{told}");
    // What is neither right nor marked as a guess.
    assert!(tally.faults.len() * 100 <= tally.marked * 4, "{told}");
    assert!(tally.right * 100 >= tally.marked * 90, "{told}");
}

#[test]
fn names_of_held_out_passages() {
    let tally = Tally::of(HELD_OUT);
    let told = tally.told();
    eprintln!("{told}");
    assert!(tally.marked >= 100, "{told}");
    // A little below what was measured when the passages were new: 106 of 136.
    assert!(tally.right * 100 >= tally.marked * 75, "{told}");
}
