//! Numbers, dates and quantities of an Arabic text, with their English.
//!
//! The text becomes items ([`passage`]): words with all they may mean ([`meaning`]), runs of digits
//! ([`digits`]), marks. From each item the readers try, in this order: a range, a date, a time of
//! day, an ordinal, a number with what it counts. The first that reads something takes its items.
//! Only forms are tables; how they combine is grammar: units stand before tens, scales fall from
//! left to right, `و` joins, the article stands where it may.

mod amount;
mod calendar;
mod cardinal;
mod clock;
mod dates;
mod decimal;
mod digits;
mod english;
mod meaning;
mod measures;
mod months;
mod ordinals;
mod pairs;
mod passage;
mod ranges;
mod value;
mod years;

#[cfg(test)]
mod tests;

use crate::engine::model::{NumberHit, NumberStyle};
use cardinal::Joint;
use passage::Passage;
use value::Value;

/// The expressions of number and time in a text, in its order; they never overlap.
pub fn find(text: &str, style: NumberStyle) -> Vec<NumberHit> {
    let passage = Passage::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < passage.items.len() {
        match passage.expression(at) {
            Some((value, end)) if end > at => {
                found.extend(passage.hit(at, end, &value, style));
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

impl Passage<'_> {
    fn expression(&self, at: usize) -> Option<(Value, usize)> {
        if let Some(range) = self.range(at) {
            return Some(range);
        }
        // The digits of a Latin name: F16, A4.
        let in_name = |at: usize| {
            let key = self.key(at);
            self.figures(at).is_none() && key.ends_with(|c: char| c.is_ascii_alphabetic())
        };
        let is_figure = self.figures(at).is_some();
        let after_name = at.checked_sub(1).is_some_and(in_name) && self.touches_previous(at);
        if is_figure && (after_name || in_name(at + 1) && self.touches_previous(at + 1)) {
            return None;
        }
        let operand = self.operand(at, Joint::First)?;
        let is_model = matches!(operand.value, Value::Number(_) | Value::Verbatim(..))
            && self.is_model_number(at);
        (!is_model).then_some((operand.value, operand.end))
    }

    /// إف-16, كوفيد-19: the figures belong to the name before them.
    fn is_model_number(&self, at: usize) -> bool {
        let Some((dash, word)) = at.checked_sub(1).zip(at.checked_sub(2)) else {
            return false;
        };
        self.mark(dash) == Some('-')
            && self.figures(at).is_some()
            && self.touches_previous(at)
            && self.touches_previous(dash)
            && self.key(word).chars().count() >= 2
            && self.key(word) != "ال"
    }

    fn hit(&self, at: usize, end: usize, value: &Value, style: NumberStyle) -> Option<NumberHit> {
        let first = self.get(at)?;
        let last = self.get(end.checked_sub(1)?)?;
        Some(NumberHit {
            range: first.range.start..last.range.end,
            kind: value.kind(),
            value: value.canonical(),
            english: value.english(style),
            approximate: value.is_approximate(),
        })
    }
}
