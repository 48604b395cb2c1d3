//! Months and weekdays that changed.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::facts::{Fact, Value, Weight};
use crate::engine::qa::{Pair, QaCheck};

pub struct Dates;

impl QaCheck for Dates {
    fn id(&self) -> &'static str {
        "dates"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let is_month = |value: Value| matches!(value, Value::Month(_));
        let is_weekday = |value: Value| matches!(value, Value::Weekday(_));
        self.compare(pair, is_month, "month", &mut found);
        self.compare(pair, is_weekday, "weekday", &mut found);
        found
    }
}

impl Dates {
    fn compare(
        &self,
        pair: &Pair<'_>,
        is_kind: fn(Value) -> bool,
        noun: &str,
        found: &mut Vec<Finding>,
    ) {
        let alone = |facts: &'_ [Fact], others: &[Fact]| -> Vec<Fact> {
            facts
                .iter()
                .filter(|fact| is_kind(fact.value) && fact.weight > Weight::Loose)
                .filter(|fact| !others.iter().any(|other| other.agrees(fact)))
                .cloned()
                .collect()
        };
        let lost = alone(&pair.source_facts, &pair.target_facts);
        let added = alone(&pair.target_facts, &pair.source_facts);
        if let (Some(from), Some(to)) = (lost.first(), added.first()) {
            let text = |text: &str, fact: &Fact| {
                text.get(fact.range.clone()).unwrap_or_default().to_owned()
            };
            let message = format!(
                "The {noun} is {} in the source, {} in the translation",
                text(pair.source, from),
                text(pair.target, to)
            );
            found.push(
                self.finding(message)
                    .in_source(from.range.clone())
                    .in_target(to.range.clone()),
            );
            return;
        }
        // The other way of saying it, such as `yesterday`, is no mistake: a hint at most.
        for fact in lost {
            let message = format!("The {noun} is missing in the translation");
            found.push(
                self.finding(message)
                    .severity(Severity::Hint)
                    .in_source(fact.range),
            );
        }
        for fact in added {
            let message = format!("The {noun} is not in the source");
            found.push(
                self.finding(message)
                    .severity(Severity::Hint)
                    .in_target(fact.range),
            );
        }
    }
}
