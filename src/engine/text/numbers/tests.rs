//! Expressions and what they mean, as a table.

use super::*;

const CASES: &str = include_str!("cases.tsv");

fn show(text: &str) -> String {
    let hits = find(text, NumberStyle::default());
    let shown = hits.iter().map(|hit| {
        format!("{} {} = {} = {}", hit.kind.name(), &text[hit.range.clone()], hit.value, hit.english)
    });
    shown.collect::<Vec<_>>().join(" | ")
}

#[test]
fn expressions() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in CASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [text, kind, value, english] = columns[..] else { panic!("{line}") };
        let hits = find(text, NumberStyle::default());
        let got: Vec<String> = hits
            .iter()
            .map(|hit| format!("{}\t{}\t{}", hit.kind.name(), hit.value, hit.english))
            .collect();
        let expected = if kind == "-" { Vec::new() } else { vec![format!("{kind}\t{value}\t{english}")] };
        count += 1;
        if got != expected {
            wrong.push(format!("{text}\n   expected {}\n   got      {}", expected.join(" | "), show(text)));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 300, "{count} expressions");
}
