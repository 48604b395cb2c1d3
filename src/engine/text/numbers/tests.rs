//! Expressions and what they mean, as a table.

use super::*;
use crate::engine::model::DateOrder;
use proptest::prelude::*;

const CASES: &str = include_str!("cases.tsv");
const SENTENCES: &str = include_str!("sentences.tsv");

fn show(text: &str) -> String {
    let hits = find(text, NumberStyle::default());
    let shown = hits.iter().map(|hit| {
        format!(
            "{} {} = {} = {}",
            hit.kind.name(),
            &text[hit.range.clone()],
            hit.value,
            hit.english
        )
    });
    shown.collect::<Vec<_>>().join(" | ")
}

#[test]
fn expressions() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let columns: Vec<&str> = line.split('\t').collect();
        let [text, kind, value, english] = columns[..] else {
            panic!("{line}")
        };
        let hits = find(text, NumberStyle::default());
        let got: Vec<String> = hits
            .iter()
            .map(|hit| format!("{}\t{}\t{}", hit.kind.name(), hit.value, hit.english))
            .collect();
        let expected = if kind == "-" {
            Vec::new()
        } else {
            vec![format!("{kind}\t{value}\t{english}")]
        };
        count += 1;
        if got != expected {
            wrong.push(format!(
                "{text}\n   expected {}\n   got      {}",
                expected.join(" | "),
                show(text)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 300, "{count} expressions");
}

/// Whole sentences: what is found where, and that nothing else is.
#[test]
fn sentences() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in SENTENCES.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (marked, expected) = line.split_once('\t').unwrap_or((line, ""));
        let text = marked.replace(['[', ']'], "");
        let hits = find(&text, NumberStyle::default());
        let mut shown = String::new();
        let mut end = 0;
        for hit in &hits {
            shown.push_str(&text[end..hit.range.start]);
            shown.push_str(&format!("[{}]", &text[hit.range.clone()]));
            end = hit.range.end;
        }
        shown.push_str(&text[end..]);
        let got: Vec<String> = hits
            .iter()
            .map(|hit| format!("{} {} = {}", hit.kind.name(), hit.value, hit.english))
            .collect();
        let got = got.join(" | ");
        count += 1;
        if shown != marked || got != expected {
            wrong.push(format!(
                "{marked}\n   expected {expected}\n   got      {got}\n   in {shown}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 400, "{count} sentences");
}

#[test]
fn month_first() {
    let style = NumberStyle {
        date_order: DateOrder::MonthDay,
        ..NumberStyle::default()
    };
    let english = |text| {
        find(text, style)
            .into_iter()
            .map(|hit| hit.english)
            .collect::<Vec<_>>()
            .join(" | ")
    };
    assert_eq!(english("27 فبراير (شباط)"), "February 27");
    assert_eq!(english("الثلاثاء 3 أيار 2016"), "Tuesday, May 3, 2016");
    assert_eq!(english("مايو 2016"), "May 2016");
}

#[test]
fn several_in_a_sentence() {
    assert_eq!(
        show("قتل 250 مدنيا بينهم نحو 50 طفلا خلال عشرة أيام، بحسب حصيلة الثلاثاء."),
        "number 250 = 250 = 250 | number 50 = 50 = 50 | quantity عشرة أيام = 10 day = 10 days | weekday الثلاثاء = 2 = Tuesday"
    );
}

#[test]
fn hostile_text_is_only_text() {
    let digits = "9".repeat(100_000);
    let scales = "مليون و".repeat(5_000);
    let dashes = "1-".repeat(5_000);
    let ranges = "بين 1 و".repeat(5_000);
    let marks = format!("ثلاثة{}", "\u{064B}".repeat(100_000));
    let commas = "1،".repeat(20_000);
    for text in [
        &digits,
        &scales,
        &dashes,
        &ranges,
        &marks,
        &commas,
        "\u{0}5\u{202E}",
        "",
        "%",
        "$",
        "-",
        "الساعة",
        "بين",
        "99999999999999999999999999/1",
    ] {
        let _ = find(text, NumberStyle::default());
    }
}

proptest! {
    #[test]
    fn hits_are_words_in_order(text in "[0-9٠-٩ ،.,:/%$()\\-و]{0,12}( (ثلاثة|وعشرون|ألف|مليون|دولار|من|إلى|بين|مايو|عام|الساعة|يومين|في|المئة|هـ|\u{202E})){0,6}") {
        let mut end = 0;
        for hit in find(&text, NumberStyle::default()) {
            prop_assert!(hit.range.start >= end && hit.range.end > hit.range.start);
            prop_assert!(text.get(hit.range.clone()).is_some());
            prop_assert!(!hit.value.is_empty() && !hit.english.is_empty());
            end = hit.range.end;
        }
    }
}
