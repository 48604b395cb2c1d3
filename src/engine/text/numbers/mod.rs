//! Numbers, dates and quantities of an Arabic text, with their English.
//!
//! The text becomes items ([`passage`]): words with all they may mean ([`meaning`]), runs of digits
//! ([`digits`]), marks. From each item the readers try, in this order: a range, a date, a time of
//! day, an ordinal, a number with what it counts. The first that reads something takes its items.
//! Only forms are tables; how they combine is grammar: units stand before tens, scales fall from
//! left to right, `و` joins, the article stands where it may.

mod amount;
mod apart;
mod calendar;
mod cardinal;
mod clock;
mod country;
mod dates;
mod decimal;
mod digits;
mod english;
mod homographs;
mod lists;
mod meaning;
mod measures;
mod months;
mod ordinals;
mod pairs;
mod passage;
mod ranges;
mod regnal;
mod value;
mod years;

#[cfg(test)]
mod tests;

use crate::engine::model::{NumberHit, NumberStyle};
use crate::engine::text::letters::Letters;
use cardinal::Joint;
use meaning::{Before, Meaning};
use passage::Passage;
use value::Value;

/// The expressions of number and time in a text, in its order; they never overlap.
pub fn find(text: &str, style: NumberStyle) -> Vec<NumberHit> {
    find_from(text, style, None)
}

/// The same in a text that is known to come from a country, which tells whose money a bare dinar
/// is; see [`country_of_document`].
pub fn find_from(text: &str, style: NumberStyle, country: Option<&'static str>) -> Vec<NumberHit> {
    let mut passage = Passage::new(text);
    passage.country = country;
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

pub use calendar::{MONTHS as MONTH_NAMES, WEEKDAYS as WEEKDAY_NAMES};

/// The month a word names by itself, from January, 1.
pub fn month_named(word: &str) -> Option<u8> {
    named(word, |before, meaning| match meaning {
        Meaning::Month(month) if before == Before::default() => Some(month),
        Meaning::DoubtfulMonth(month) if before == Before::default() => Some(month),
        _ => None,
    })
}

/// The weekday a word names with its article, from Monday, 1.
pub fn weekday_named(word: &str) -> Option<u8> {
    named(word, |before, meaning| match meaning {
        Meaning::Weekday(day) if before.article && !before.preposition => Some(day),
        _ => None,
    })
}

fn named(word: &str, choose: impl Fn(Before, Meaning) -> Option<u8>) -> Option<u8> {
    let found = meaning::meanings(&Letters::new(word));
    found
        .into_iter()
        .find_map(|(before, meaning)| choose(before, meaning))
}

/// The country a document comes from, by the dateline of one of its first lines.
pub fn country_of_document<'t>(lines: impl IntoIterator<Item = &'t str>) -> Option<&'static str> {
    lines.into_iter().take(4).find_map(country::of_dateline)
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
        self.is_dash(dash)
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
            guess: self.is_guess(at, end, value),
        })
    }

    /// Whether the reading is only likely.
    fn is_guess(&self, at: usize, end: usize, value: &Value) -> bool {
        let in_parts = (at..end).any(|item| self.get(item).is_some_and(|item| item.is_guess));
        let by_name_only = matches!(value, Value::Regnal(_))
            && self.regnal(at).is_some_and(|regnal| !regnal.is_certain);
        in_parts || by_name_only
    }
}
