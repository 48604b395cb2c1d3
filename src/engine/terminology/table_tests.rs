//! Tables of entries and the forms they are found in: paradigms word by word, and running text.

use super::TermIndex;
use crate::engine::model::{TermEntry, TermId};

const PARADIGMS: &str = include_str!("../text/morphology/paradigms.tsv");
const PASSAGES: &str = include_str!("passages.txt");

fn index(sources: &[&str]) -> TermIndex {
    let entries: Vec<TermEntry> = (0..)
        .zip(sources)
        .map(|(id, source)| TermEntry {
            id: TermId(id),
            source: (*source).to_owned(),
            ..TermEntry::default()
        })
        .collect();
    TermIndex::build(&entries)
}

fn complain(faults: &[String], of: usize) {
    assert!(
        of > 0 && faults.is_empty(),
        "{} of {of}:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn paradigms() {
    let rows = PARADIGMS.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<[&str; 3]> = rows
        .map(|line| {
            let mut columns = line.split('\t').map(str::trim);
            std::array::from_fn(|_| columns.next().unwrap_or_default())
        })
        .collect();
    let index = index(&rows.iter().map(|row| row[0]).collect::<Vec<_>>());
    let mut faults = Vec::new();
    let mut checked = 0;
    for (id, [source, forms, others]) in (0..).zip(&rows) {
        let is_found = |text: &str| {
            index
                .find_all(text)
                .iter()
                .any(|hit| hit.entry == TermId(id))
        };
        for form in forms.split_whitespace() {
            checked += 1;
            if !is_found(form) {
                faults.push(format!("{source} is not found in {form}"));
            }
        }
        faults.extend(
            others
                .split_whitespace()
                .filter(|other| is_found(other))
                .map(|other| format!("{source} is found in {other}")),
        );
    }
    complain(&faults, checked);
}

#[test]
fn passages() {
    let passages = PASSAGES.split("\n\n");
    let mut faults = Vec::new();
    let mut checked = 0;
    for passage in passages {
        let mut lines = passage
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let text = lines.next().unwrap_or_default();
        let rows: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once('\t')).collect();
        let index = index(&rows.iter().map(|row| row.0).collect::<Vec<_>>());
        let hits = index.find_all(text);
        for (id, (source, expected)) in (0..).zip(&rows) {
            checked += 1;
            let own = hits.iter().filter(|hit| hit.entry == TermId(id));
            let found: Vec<&str> = own.map(|hit| &text[hit.range.clone()]).collect();
            if found.join("|") != *expected {
                faults.push(format!(
                    "{source}: {} instead of {expected}",
                    found.join("|")
                ));
            }
        }
    }
    complain(&faults, checked);
}
