//! The translation belongs to the row above.

use super::Report;
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::facts::{Fact, Weight};
use crate::engine::qa::{Pair, QaCheck, arabic};
use crate::engine::text::normalize::key;

pub struct Neighbour;

impl QaCheck for Neighbour {
    fn id(&self) -> &'static str {
        "neighbour"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let Some((source_above, target_above)) = pair.known.above.previous() else {
            return Vec::new();
        };
        if pair.is_empty() {
            return Vec::new();
        }
        let is_same =
            |a: &str, b: &str| a == b || a.len().abs_diff(b.len()) < 8 && key(a) == key(b);
        let is_repeated = pair.target_words.len() > 2 && is_same(target_above, pair.target);
        if (is_repeated || answers_above(pair, source_above)) && !is_same(source_above, pair.source)
        {
            return vec![self.finding("The translation belongs to the row above")];
        }
        Vec::new()
    }
}

/// The figures of the target are all of the source above, and none of its own source's.
fn answers_above(pair: &Pair<'_>, source_above: &str) -> bool {
    let figures = |facts: &'_ [Fact]| -> Vec<Fact> {
        let is_figure = |fact: &&Fact| fact.weight == Weight::Figures;
        facts.iter().filter(is_figure).cloned().collect()
    };
    let (own, given) = (figures(&pair.source_facts), figures(&pair.target_facts));
    let answers = |facts: &[Fact], fact: &Fact| facts.iter().any(|other| other.agrees(fact));
    if own.len() < 2 || given.len() < 2 || given.iter().any(|fact| answers(&own, fact)) {
        return false;
    }
    let above = arabic::facts(source_above, &arabic::words(source_above));
    given.iter().all(|fact| answers(&above, fact))
}
