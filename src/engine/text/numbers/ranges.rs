//! From one value to another: بين 10 و20, من 5 إلى 7 أيام, 10-20, 2011 حتى 2016.

use super::amount::Amount;
use super::calendar::Date;
use super::cardinal::{Joint, power_of_ten};
use super::decimal::Decimal;
use super::digits::Figures;
use super::passage::{Passage, is_dash};
use super::value::{Clock, Span, Value};

/// An end of a range, or a value by itself.
#[derive(Debug, Clone)]
pub struct Operand {
    pub value: Value,
    pub end: usize,
    /// A number without a unit, which may take the other end's; with its scale.
    bare: Option<(Decimal, u32)>,
    is_plain_year: bool,
}

impl Operand {
    fn of_value(value: Value, end: usize) -> Self {
        Self {
            value,
            end,
            bare: None,
            is_plain_year: false,
        }
    }
}

impl Passage<'_> {
    /// Any value: date, time, amount or rank.
    pub fn operand(&self, at: usize, joint: Joint) -> Option<Operand> {
        let simple = |(value, end)| Operand::of_value(value, end);
        if let Some(found) = self.date(at, joint).or_else(|| self.time(at)) {
            return Some(simple(found));
        }
        if let Some(regnal) = self.regnal(at) {
            return Some(simple((Value::Regnal(regnal.number), regnal.end)));
        }
        if let Some((rank, end)) = self.ordinal(at) {
            return Some(simple((Value::Ordinal(rank), end)));
        }
        let Amount {
            value,
            end,
            number,
            scale,
            is_bare,
            ..
        } = self.amount(at, joint)?;
        let is_number = is_bare && matches!(value, Value::Number(_) | Value::Verbatim(..));
        let first = if joint == Joint::And { at + 1 } else { at };
        let is_plain_year = is_number
            && matches!(
                self.figures(first),
                Some(Figures::Number { plain: Some(4), .. })
            )
            && number
                .as_whole()
                .is_some_and(|year| (1900..2100).contains(&year));
        Some(Operand {
            value,
            end,
            bare: is_number.then_some((number, scale)),
            is_plain_year,
        })
    }

    pub fn range(&self, at: usize) -> Option<(Value, usize)> {
        let key = self.bare_key(at);
        if matches!(key, "بين" | "مابين") {
            return self.between(at);
        }
        if matches!(key, "من" | "منذ")
            && let Some(found) = self
                .pair_at(at + 1)
                .filter(|_| self.follows_closely(at + 1))
        {
            // منذ 2011 حتى 2016: `since` stays outside.
            return (key == "من").then_some(found);
        }
        self.pair_at(at)
    }

    fn between(&self, at: usize) -> Option<(Value, usize)> {
        let first = self
            .operand(at + 1, Joint::First)
            .filter(|_| self.follows_closely(at + 1))?;
        let second = self
            .operand(first.end, Joint::And)
            .filter(|_| self.follows_closely(first.end))?;
        let has_and = self.key(first.end).starts_with('و');
        let end = second.end;
        Some((
            self.joined(first, second, Span::Between)
                .filter(|_| has_and)?,
            end,
        ))
    }

    fn pair_at(&self, at: usize) -> Option<(Value, usize)> {
        let first = self.operand(at, Joint::First)?;
        let next = first.end;
        let (span, start) = match (self.mark(next), self.key(next)) {
            (Some(mark), _) if is_dash(mark) && self.is_short_dash(at, next) => {
                (Span::Dash, next + 1)
            }
            (_, "الي" | "حتي" | "لغايه") => (Span::To, next + 1),
            _ => return None,
        };
        if !self.follows_closely(next) || !self.follows_closely(start) {
            return None;
        }
        let beside_time = matches!(first.value, Value::Time(_));
        let second_time = self.time_beside(start, true).filter(|_| beside_time);
        let second = match second_time {
            Some((value, end)) => Operand::of_value(value, end),
            None => self.operand(start, Joint::First)?,
        };
        let more = self.is_dash(second.end) && self.touches_previous(second.end);
        if span == Span::Dash && more && self.figures(second.end + 1).is_some() {
            return None;
        }
        let end = second.end;
        let score = self.score(at, next, end).filter(|_| span == Span::Dash);
        Some((self.joined(first, second, span).or(score)?, end))
    }

    /// `3-1`, `13-13`: goals and points, which need not rise.
    fn score(&self, first: usize, dash: usize, end: usize) -> Option<Value> {
        let points = |at: usize| {
            let (points, digits) = self.plain_figures(at)?;
            u16::try_from(points).ok().filter(|_| digits <= 3)
        };
        let alone = dash == first + 1 && end == dash + 2;
        let (a, b) = points(first).zip(points(dash + 1)).filter(|_| alone)?;
        Some(Value::Score(a, b))
    }

    /// A dash between figures that are not parts of a longer chain.
    fn is_short_dash(&self, first: usize, dash: usize) -> bool {
        let before = first.checked_sub(1);
        let chained =
            before.is_some_and(|before| self.is_dash(before) && self.touches_previous(first));
        let same_gaps = self.touches_previous(dash) == self.touches_previous(dash + 1);
        !chained && same_gaps
    }

    /// Both ends as values of one kind, the unit and the scale of one shared by the other.
    fn joined(&self, first: Operand, second: Operand, span: Span) -> Option<Value> {
        let end = second.end;
        let both_years = first.is_plain_year && second.is_plain_year && !self.counts_a_noun(end);
        let (a, b) = match (first.value, second.value) {
            (Value::Number(a), Value::Number(b)) if both_years => (year(a)?, year(b)?),
            (Value::Date(a), Value::Number(b)) if second.is_plain_year && a.month.is_none() => {
                (Value::Date(a), year(b)?)
            }
            (Value::Number(a), Value::Date(b)) if first.is_plain_year && b.month.is_none() => {
                (year(a)?, Value::Date(b))
            }
            (a, b) => with_shared_unit(a, b, first.bare, second.bare)?,
        };
        is_rising(&a, &b).then(|| Value::Range(Box::new(a), Box::new(b), span))
    }
}

fn year(n: Decimal) -> Option<Value> {
    let year = i32::try_from(n.as_whole()?).ok()?;
    Some(Value::Date(Date::new(Some(year), None, None)?))
}

type Bare = Option<(Decimal, u32)>;

fn with_shared_unit(a: Value, b: Value, bare_a: Bare, bare_b: Bare) -> Option<(Value, Value)> {
    Some(match (a, b) {
        (Value::Number(a), Value::Number(b)) => (
            Value::Number(scaled(a, bare_a, b, bare_b)),
            Value::Number(b),
        ),
        (Value::Number(a), Value::Percent(b)) => (Value::Percent(a), Value::Percent(b)),
        (Value::Number(a), Value::Quantity(b, m)) => (
            Value::Quantity(scale_like(a, bare_a, b), m),
            Value::Quantity(b, m),
        ),
        (Value::Number(a), Value::Money(b, c)) => (
            Value::Money(scale_like(a, bare_a, b), c),
            Value::Money(b, c),
        ),
        (Value::Quantity(a, m), Value::Number(b)) => (Value::Quantity(a, m), Value::Quantity(b, m)),
        (Value::Percent(a), Value::Percent(b)) => (Value::Percent(a), Value::Percent(b)),
        (Value::Quantity(a, m), Value::Quantity(b, n)) if m == n => {
            (Value::Quantity(a, m), Value::Quantity(b, n))
        }
        (Value::Money(a, c), Value::Money(b, d)) if c == d => {
            (Value::Money(a, c), Value::Money(b, d))
        }
        (Value::Number(a), Value::Date(b)) if b.day.is_some() => {
            let day = u8::try_from(a.as_whole()?).ok()?;
            let mut first = Date {
                day: Some(day),
                weekday: None,
                ..b.clone()
            };
            if let Some(hijri) = b.hijri {
                first = Date::of_hijri(super::calendar::HijriDate {
                    day: Some(day),
                    ..hijri
                })?;
            }
            (Value::Date(first), Value::Date(b))
        }
        (Value::Date(mut a), Value::Date(b)) if a.day.is_some() == b.day.is_some() => {
            if a.year.is_none() && a.month <= b.month {
                a.year = b.year;
            }
            (Value::Date(a), Value::Date(b))
        }
        (Value::Time(a), Value::Number(n)) => {
            let hour = u8::try_from(n.as_whole()?)
                .ok()
                .filter(|hour| *hour <= 24)?;
            (Value::Time(a), Value::Time(Clock::at(hour, false)))
        }
        (Value::Time(a), Value::Ordinal(n)) => {
            let hour = u8::try_from(n).ok().filter(|hour| *hour <= 12)?;
            (Value::Time(a), Value::Time(Clock::at(hour, false)))
        }
        (Value::Time(a), Value::Time(b)) => (Value::Time(in_half_of(a, &b)), Value::Time(b)),
        (Value::Number(n), Value::Time(b)) if b.known_half => {
            let hour = n.as_whole().and_then(|hour| u8::try_from(hour).ok());
            let a = Clock::at(hour.filter(|hour| (1..=12).contains(hour))?, false);
            (Value::Time(in_half_of(a, &b)), Value::Time(b))
        }
        (Value::Ordinal(n), Value::Time(b)) if b.known_half => {
            let hour = u8::try_from(n).ok().filter(|hour| *hour <= 12)?;
            let a = Clock::at(hour, false);
            (Value::Time(in_half_of(a, &b)), Value::Time(b))
        }
        (Value::Number(a), Value::Date(b)) if b.year.is_some_and(|year| year < 0) => {
            let Value::Date(a) = year(a.negated())? else {
                return None;
            };
            (Value::Date(a), Value::Date(b))
        }
        (a @ Value::Month(_), b @ Value::Month(_))
        | (a @ Value::Weekday(_), b @ Value::Weekday(_)) => (a, b),
        _ => return None,
    })
}

/// The part of day said once is meant for both: the first hour is the nearer one before the last.
fn in_half_of(a: Clock, b: &Clock) -> Clock {
    if a.known_half || !b.known_half || !(1..=12).contains(&a.hour) {
        return a;
    }
    let minutes = |hour: u8, clock: &Clock| i32::from(hour) * 60 + i32::from(clock.minute);
    let end = minutes(b.hour, b);
    let distance = |hour: u8| match (end - minutes(hour, &a)).rem_euclid(24 * 60) {
        0 => 24 * 60,
        more => more,
    };
    let morning = a.hour % 12;
    let hour = if distance(morning) <= distance(morning + 12) {
        morning
    } else {
        morning + 12
    };
    Clock {
        hour,
        known_half: true,
        ..a
    }
}

/// In `بين 10 و20 ألفا` the thousands are meant for both.
fn scaled(a: Decimal, bare_a: Bare, b: Decimal, bare_b: Bare) -> Decimal {
    match (bare_a, bare_b) {
        (Some((_, 0)), Some((_, scale))) if scale > 0 => shared(a, b, scale),
        _ => a,
    }
}

fn scale_like(a: Decimal, bare_a: Bare, b: Decimal) -> Decimal {
    match bare_a {
        Some((_, 0)) => [12, 9, 6, 3]
            .into_iter()
            .find(|&scale| !b.is_below(power_of_ten(scale)))
            .map_or(a, |scale| shared(a, b, scale)),
        _ => a,
    }
}

fn shared(a: Decimal, b: Decimal, scale: u32) -> Decimal {
    a.times(power_of_ten(scale))
        .filter(|scaled| scaled.is_below(b))
        .unwrap_or(a)
}

/// `3-1` is a score and no range.
fn is_rising(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b))
        | (Value::Percent(a), Value::Percent(b))
        | (Value::Quantity(a, _), Value::Quantity(b, _))
        | (Value::Money(a, _), Value::Money(b, _)) => a.is_below(*b),
        (Value::Date(a), Value::Date(b)) => match (a.year, b.year, a.month, b.month) {
            (Some(y), Some(z), None, None) => y < z,
            _ => a != b,
        },
        _ => a != b,
    }
}
