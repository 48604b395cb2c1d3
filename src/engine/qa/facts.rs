//! Numbers, months and weekdays of both sides, in a form in which they can be compared.

use std::ops::Range;

/// What a number expression says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    Number(f64),
    Month(u8),
    Weekday(u8),
}

/// How strictly an expression asks for its counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Answers an expression of the other side, asks for nothing.
    Loose,
    /// An order of magnitude: thousands.
    Vague,
    /// Written in words.
    Words,
    /// Written in figures.
    Figures,
}

/// A number, a month or a weekday, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub range: Range<usize>,
    pub value: Value,
    /// Other numbers the same expression may stand for.
    pub also: Vec<f64>,
    pub weight: Weight,
}

impl Fact {
    pub fn number(range: Range<usize>, value: f64, weight: Weight) -> Self {
        Self {
            range,
            value: Value::Number(value),
            also: Vec::new(),
            weight,
        }
    }

    pub fn or(mut self, also: impl IntoIterator<Item = f64>) -> Self {
        self.also.extend(also);
        self
    }

    fn numbers(&self) -> impl Iterator<Item = f64> {
        let own = match self.value {
            Value::Number(value) => Some(value),
            _ => None,
        };
        own.into_iter().chain(self.also.iter().copied())
    }

    /// Whether one of its readings is one of the other's.
    pub fn agrees(&self, other: &Self) -> bool {
        match (self.value, other.value) {
            (Value::Number(_), Value::Number(_)) => self
                .numbers()
                .any(|a| other.numbers().any(|b| is_same(a, b))),
            (a, b) => a == b,
        }
    }
}

/// Equal up to the rounding of a third.
pub fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-3_f64.max(a.abs() * 1e-9)
}

/// A number for a message: `379,800`, `16.5`.
pub fn shown(value: f64) -> String {
    let rounded = (value * 1000.0).round() / 1000.0;
    let text = format!("{rounded}");
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), ""), |(a, b)| (a, b));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if at > 0 && left % 3 == 0 && whole.len() > 4 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if rest.is_empty() {
        grouped
    } else {
        format!("{grouped}.{rest}")
    }
}
