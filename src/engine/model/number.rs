//! Numbers, dates and quantities of a text, and the house style of their English.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What an expression counts or names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    Number,
    Ordinal,
    Percent,
    Date,
    Month,
    Weekday,
    Time,
    Money,
    Quantity,
    Range,
}

impl NumberKind {
    /// The stable name used by the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::Date => "date",
            Self::Month => "month",
            Self::Weekday => "weekday",
            Self::Time => "time",
            Self::Money => "money",
            Self::Quantity => "quantity",
            Self::Range => "range",
        }
    }
}

/// An expression of number or time in an Arabic text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberHit {
    /// Byte range, clitics included where they are part of the written word.
    pub range: Range<usize>,
    pub kind: NumberKind,
    /// For comparing: number, ordinal and percent as ASCII decimal; date in ISO 8601 with unknown
    /// parts left out (`2016-02-27`, `--02-27`, `2016`); month `01`-`12`; weekday `1`-`7` from
    /// Monday; time `HH:MM`; money `5000000 USD` (ISO 4217); quantity `5 km`; range `a..b`.
    pub value: String,
    /// In house style, ready to be inserted.
    pub english: String,
    /// Rounded, vague, or a Hijri day, which moon sighting may shift by one.
    pub approximate: bool,
    /// Likely and no more: to be looked at before it is used.
    pub guess: bool,
}

/// The order of day and month in English dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 27 February 2016
    #[default]
    DayMonth,
    /// February 27, 2016
    MonthDay,
}

/// How numbers are written in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberStyle {
    pub date_order: DateOrder,
    /// Whole numbers below this one are written in words; 10 at most.
    pub words_below: u8,
}

impl Default for NumberStyle {
    fn default() -> Self {
        Self {
            date_order: DateOrder::default(),
            words_below: 10,
        }
    }
}
