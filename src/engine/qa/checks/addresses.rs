//! Web and e-mail addresses that changed.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::{Pair, QaCheck};

pub struct Addresses;

impl QaCheck for Addresses {
    fn id(&self) -> &'static str {
        "addresses"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.is_empty() {
            return Vec::new();
        }
        let text = |text: &str, range: &std::ops::Range<usize>| {
            text.get(range.clone())
                .unwrap_or_default()
                .trim_end_matches('/')
                .to_lowercase()
        };
        let source: Vec<_> = pair
            .source_addresses
            .iter()
            .map(|range| (range, text(pair.source, range)))
            .collect();
        let target: Vec<_> = pair
            .target_addresses
            .iter()
            .map(|range| (range, text(pair.target, range)))
            .collect();
        let lost: Vec<_> = source
            .iter()
            .filter(|(_, text)| !target.iter().any(|(_, other)| other == text))
            .collect();
        let added: Vec<_> = target
            .iter()
            .filter(|(_, text)| !source.iter().any(|(_, other)| other == text))
            .collect();
        let mut found = Vec::new();
        if let ([(from, _)], [(to, _)]) = (lost.as_slice(), added.as_slice()) {
            let right = pair.source.get((*from).clone()).unwrap_or_default();
            let message = format!("The address is {right} in the source");
            let changed = self
                .finding(message)
                .in_source((*from).clone())
                .in_target((*to).clone());
            return vec![changed.fix((*to).clone(), right)];
        }
        for (range, text) in lost {
            let message = format!("The address {text} is missing in the translation");
            found.push(self.finding(message).in_source((*range).clone()));
        }
        for (range, text) in added {
            let message = format!("The address {text} is not in the source");
            found.push(
                self.finding(message)
                    .severity(Severity::Warning)
                    .in_target((*range).clone()),
            );
        }
        found
    }
}
