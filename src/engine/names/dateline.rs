//! Datelines: `غزة – رويترز:` is `GAZA (Reuters) –`.

use super::candidate::Candidate;
use super::lists::Spelt;
use super::places::place_spelling;
use super::table::NameTable;
use super::words::Sentence;
use crate::engine::model::NameBasis;

/// The dateline at the beginning of a paragraph.
pub fn dateline(table: &NameTable, sentence: &Sentence, known: &[Candidate]) -> Option<Candidate> {
    let mark = |at: usize| {
        let word = sentence.words.get(at).filter(|word| !word.is_word)?;
        sentence.text.get(word.range.clone())?.chars().next()
    };
    let place_end = (1..=4).find(|&at| mark(at).is_some())?;
    if (0..place_end).any(|at| sentence.key(at).is_empty()) || !is_opening(mark(place_end)?) {
        return None;
    }
    // غزة - (رويترز) -
    let bracket = if mark(place_end + 1) == Some('(') {
        place_end + 1
    } else {
        place_end
    };
    let (agency, end) = agency(sentence, bracket + 1)?;
    let mut close = end;
    if mark(bracket) == Some('(') {
        (mark(close)? == ')').then_some(())?;
        close += 1;
    }
    while mark(close).is_some_and(|c| matches!(c, '-' | '–' | '—' | ':' | '/' | '«' | '»' | '"'))
        && close < end + 3
    {
        close += 1;
    }
    let is_quoted = matches!(mark(end - 1), Some('»' | '”' | '"'));
    if close == end && !is_quoted && end < sentence.words.len() {
        return None;
    }
    let place = known
        .iter()
        .find(|found| found.words == (0..place_end))
        .and_then(|found| found.proposals.first().cloned());
    let place = place.unwrap_or_else(|| place_spelling(table, sentence, 0..place_end));
    let source = sentence
        .text
        .get(sentence.words.first()?.range.start..sentence.words.get(close - 1)?.range.end)?;
    Some(Candidate {
        words: 0..close,
        source: source.to_owned(),
        proposals: vec![format!("{} ({agency}) –", place.to_uppercase())],
        basis: NameBasis::Rule,
        guess: false,
    })
}

/// Papers and agencies in quotation marks: «الحياة» is Al-Hayat, not life.
pub fn papers(sentence: &Sentence) -> Vec<Candidate> {
    let is_quote = |at: usize, marks: [&str; 3]| {
        sentence.words.get(at).is_some_and(|word| {
            !word.is_word
                && sentence
                    .text
                    .get(word.range.clone())
                    .is_some_and(|text| marks.contains(&text))
        })
    };
    let mut found = Vec::new();
    for open in 0..sentence.words.len() {
        if !is_quote(open, ["«", "“", "\""]) {
            continue;
        }
        let words = open + 1..sentence.words.len().min(open + 5);
        let Some(close) = words.clone().find(|&at| !sentence.words[at].is_word) else {
            continue;
        };
        if close == open + 1 || !is_quote(close, ["»", "”", "\""]) {
            continue;
        }
        let keys: Vec<&str> = (open + 1..close).map(|at| sentence.key(at)).collect();
        let key = keys.join(" ");
        if let Some(english) = Spelt::Agency.of(&key) {
            found.push(Candidate {
                words: open + 1..close,
                source: key,
                proposals: vec![english.to_owned()],
                basis: NameBasis::Glossary,
                guess: false,
            });
        }
    }
    found
}

fn is_opening(mark: char) -> bool {
    matches!(mark, '-' | '–' | '—' | '/' | '(' | '،' | ':')
}

/// An agency's name from a word on, in quotation marks or with stops between its letters.
fn agency(sentence: &Sentence, at: usize) -> Option<(&'static str, usize)> {
    let mut key = String::new();
    let mut found = None;
    for next in at..at + 8 {
        let Some(word) = sentence.words.get(next) else {
            break;
        };
        if !word.is_word {
            let written = sentence.text.get(word.range.clone()).unwrap_or_default();
            if matches!(written, "." | "\"" | "«" | "»" | "“" | "”") {
                if found.is_some() {
                    found = found.map(|(agency, _)| (agency, next + 1));
                }
                continue;
            }
            break;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word.key());
        let bare = key.strip_prefix("وكاله ").unwrap_or(&key);
        if let Some(english) = Spelt::Agency.of(bare) {
            found = Some((english, next + 1));
        }
    }
    found
}
