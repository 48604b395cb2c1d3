//! What an expression of number or time means, and its canonical form.

use super::calendar::Date;
use super::decimal::Decimal;
use super::measures::{Currency, Measure};
use crate::engine::model::NumberKind;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Number(Decimal),
    /// Figures that are written as they are: years in lists, numbers with leading zeros.
    Verbatim(Decimal, String),
    Fraction(Decimal, String),
    /// An order of magnitude: dozens, thousands.
    Vague(Decimal),
    Ordinal(u32),
    /// The number of a sovereign: Mohammed VI.
    Regnal(u32),
    /// Goals or points of two sides.
    Score(u16, u16),
    Percent(Decimal),
    Date(Date),
    /// The first year, and the last two digits written before `s`.
    Decade(i32),
    /// In his sixties.
    AgeDecade(u8),
    /// A Hijri year alone, in the Gregorian years it lies in.
    HijriYear {
        year: i32,
        gregorian: (i32, i32),
    },
    Month(u8),
    Weekday(u8),
    /// The first Sunday: rank and day.
    RankedWeekday(u32, u8),
    Time(Clock),
    Money(Decimal, Currency),
    Quantity(Decimal, &'static Measure),
    Range(Box<Value>, Box<Value>, Span),
}

/// How the ends of a range are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Between,
    To,
    Dash,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub second: Option<u8>,
    /// Morning or evening is said.
    pub known_half: bool,
    pub zone: Option<&'static str>,
}

impl Value {
    pub fn kind(&self) -> NumberKind {
        match self {
            Self::Number(_) | Self::Verbatim(..) | Self::Fraction(..) | Self::Vague(_) => {
                NumberKind::Number
            }
            Self::Ordinal(_) | Self::Regnal(_) => NumberKind::Ordinal,
            Self::Percent(_) => NumberKind::Percent,
            Self::Date(_) | Self::Decade(_) | Self::HijriYear { .. } => NumberKind::Date,
            Self::Month(_) => NumberKind::Month,
            Self::Weekday(_) | Self::RankedWeekday(..) => NumberKind::Weekday,
            Self::Time(_) => NumberKind::Time,
            Self::Money(..) => NumberKind::Money,
            Self::Quantity(..) => NumberKind::Quantity,
            Self::Range(..) | Self::AgeDecade(_) | Self::Score(..) => NumberKind::Range,
        }
    }

    /// The form for comparing; see [`crate::engine::model::NumberHit::value`].
    pub fn canonical(&self) -> String {
        match self {
            Self::Number(n)
            | Self::Verbatim(n, _)
            | Self::Fraction(n, _)
            | Self::Vague(n)
            | Self::Percent(n) => n.to_string(),
            Self::Ordinal(n) | Self::Regnal(n) => n.to_string(),
            Self::Score(a, b) => format!("{a}..{b}"),
            Self::Date(date) => date.iso(),
            Self::Decade(year) => format!("{year}..{}", year + 9),
            Self::AgeDecade(age) => format!("{age}..{}", age + 9),
            Self::HijriYear {
                gregorian: (a, b), ..
            } if a == b => a.to_string(),
            Self::HijriYear {
                gregorian: (a, b), ..
            } => format!("{a}..{b}"),
            Self::Month(month) => format!("{month:02}"),
            Self::Weekday(day) | Self::RankedWeekday(_, day) => day.to_string(),
            Self::Time(clock) => match clock.second {
                Some(second) => format!("{:02}:{:02}:{second:02}", clock.hour, clock.minute),
                None => format!("{:02}:{:02}", clock.hour, clock.minute),
            },
            Self::Money(amount, currency) => format!("{amount} {}", currency.code),
            Self::Quantity(amount, measure) => format!("{amount} {}", measure.sign),
            Self::Range(from, to, _) => format!("{}..{}", from.bare(), to.bare()),
        }
    }

    /// As the end of a range: amounts without their unit.
    fn bare(&self) -> String {
        match self {
            Self::Money(amount, _) | Self::Quantity(amount, _) => amount.to_string(),
            other => other.canonical(),
        }
    }

    pub fn is_approximate(&self) -> bool {
        match self {
            Self::Vague(_) | Self::HijriYear { .. } | Self::AgeDecade(_) => true,
            Self::Fraction(amount, _) => amount.places() > 2,
            Self::Date(date) => date.hijri.is_some(),
            Self::Range(from, to, _) => from.is_approximate() || to.is_approximate(),
            _ => false,
        }
    }
}
