//! Numbers that are lost, added or changed.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::facts::{Fact, Value, Weight, shown};
use crate::engine::qa::{Pair, QaCheck};

pub struct Numbers;

impl QaCheck for Numbers {
    fn id(&self) -> &'static str {
        "numbers"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.is_empty() {
            return Vec::new();
        }
        let (source, target) = (&pair.source_facts, &pair.target_facts);
        let mut lost = unanswered(source, target);
        let mut added = unanswered(target, source);
        add_miscounted(source, target, &mut lost);
        let mut found = Vec::new();
        // A number lost and one added, in the same order, are one number changed.
        let changed = lost.len().min(added.len());
        for (from, to) in lost.drain(..changed).zip(added.drain(..changed)) {
            let message = format!(
                "The source has {}, the translation {}",
                written(pair.source, from),
                written(pair.target, to)
            );
            found.push(
                self.finding(message)
                    .in_source(from.range.clone())
                    .in_target(to.range.clone()),
            );
        }
        for fact in lost {
            let message = format!(
                "The number {} is missing in the translation",
                written(pair.source, fact)
            );
            found.push(self.finding(message).in_source(fact.range.clone()));
        }
        for fact in added {
            let message = format!(
                "The number {} is not in the source",
                written(pair.target, fact)
            );
            found.push(self.finding(message).in_target(fact.range.clone()));
        }
        self.add_magnitudes(pair, &mut found);
        for finding in &mut found {
            let is_in_figures = |text: &str, range: &Option<std::ops::Range<usize>>| {
                let written = range.as_ref().and_then(|range| text.get(range.clone()));
                written.is_some_and(|written| written.chars().any(char::is_numeric))
            };
            if !is_in_figures(pair.source, &finding.source)
                && !is_in_figures(pair.target, &finding.target)
            {
                finding.severity = Severity::Warning;
            }
        }
        found
    }
}

impl Numbers {
    /// Thousands that became millions.
    fn add_magnitudes(&self, pair: &Pair<'_>, found: &mut Vec<Finding>) {
        let vague = |facts: &'_ [Fact], others: &[Fact]| -> Option<Fact> {
            let mut alone = facts.iter().filter(|fact| {
                fact.weight == Weight::Vague && !others.iter().any(|other| other.agrees(fact))
            });
            alone.next().cloned()
        };
        let source = vague(&pair.source_facts, &pair.target_facts);
        let target = vague(&pair.target_facts, &pair.source_facts);
        if let Some((from, to)) = source.zip(target) {
            let message = format!(
                "The source has {}, the translation {}",
                written(pair.source, &from),
                written(pair.target, &to)
            );
            let place = self.finding(message).severity(Severity::Warning);
            found.push(place.in_source(from.range).in_target(to.range));
        }
    }
}

/// The text of a number, or its value where it was not written as one.
fn written(text: &str, fact: &Fact) -> String {
    match (text.get(fact.range.clone()), fact.value) {
        (Some(written), _) => format!("“{written}”"),
        (None, Value::Number(n)) => shown(n),
        (None, _) => String::new(),
    }
}

/// The numbers of one side that ask for an answer and get none.
fn unanswered<'f>(facts: &'f [Fact], others: &[Fact]) -> Vec<&'f Fact> {
    let asks =
        |fact: &&Fact| matches!(fact.value, Value::Number(_)) && fact.weight >= Weight::Words;
    let mut found: Vec<&Fact> = facts.iter().filter(asks).collect();
    found.retain(|fact| !others.iter().any(|other| other.agrees(fact)));
    found
}

/// Large figures that stand twice in the source and once in the translation.
fn add_miscounted<'f>(source: &'f [Fact], target: &[Fact], lost: &mut Vec<&'f Fact>) {
    let is_figure = |fact: &&Fact| {
        fact.weight == Weight::Figures && matches!(fact.value, Value::Number(n) if n > 12.0)
    };
    let figures: Vec<&Fact> = source.iter().filter(is_figure).collect();
    for (at, fact) in figures.iter().enumerate() {
        let is_last = !figures
            .iter()
            .skip(at + 1)
            .any(|other| other.value == fact.value);
        let times = figures
            .iter()
            .filter(|other| other.value == fact.value)
            .count();
        let answers = target.iter().filter(|other| other.agrees(fact)).count();
        if is_last && times > 1 && answers > 0 && answers < times {
            lost.push(fact);
        }
    }
}
