//! Expressions of number and time in English house style.

use super::calendar::{Date, HIJRI_MONTHS, HijriDate, MONTHS, WEEKDAYS};
use super::decimal::Decimal;
use super::measures::{Currency, Measure};
use super::regnal::roman;
use super::value::{Clock, Span, Value};
use crate::engine::model::{DateOrder, NumberStyle};

const WORDS: [&str; 10] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];
const ORDINALS: [&str; 10] = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
];

impl Value {
    pub fn english(&self, style: NumberStyle) -> String {
        match self {
            Self::Number(n) => words(*n, style),
            Self::Verbatim(_, text) => text.clone(),
            Self::Fraction(_, text) => (*text).to_owned(),
            Self::Vague(n) => magnitude(*n),
            Self::Ordinal(n) => ordinal(*n, style),
            Self::Regnal(n) => roman(*n),
            Self::Score(a, b) => format!("{a}–{b}"),
            Self::Percent(n) => format!("{}%", n.grouped()),
            Self::Date(date) => english_date(date, style.date_order),
            Self::Decade(year) => format!("the {year}s"),
            Self::AgeDecade(age) => decade_word(*age).to_owned(),
            Self::HijriYear {
                year,
                gregorian: (a, b),
            } if a == b => format!("{year} AH ({a})"),
            Self::HijriYear { year, gregorian } => {
                format!("{year} AH ({})", years(gregorian.0, gregorian.1))
            }
            Self::Month(month) => name(&MONTHS, *month).to_owned(),
            Self::Weekday(day) => name(&WEEKDAYS, *day).to_owned(),
            Self::RankedWeekday(rank, day) => {
                format!("{} {}", ordinal(*rank, style), name(&WEEKDAYS, *day))
            }
            Self::Time(clock) => time(clock),
            Self::Money(amount, currency) => money(*amount, *currency),
            Self::Quantity(amount, measure) => quantity(*amount, measure, style),
            Self::Range(from, to, span) => range(from, to, *span, style),
        }
    }
}

/// `2.3 million`, `12,345`: figures.
fn figures(n: Decimal) -> String {
    for (power, scale) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        let is_large = !n.is_below(Decimal::whole(10i128.pow(power)));
        let shifted = n.shifted(power);
        if is_large && shifted.places() <= 2 {
            return format!("{} {scale}", shifted.grouped());
        }
    }
    n.grouped()
}

/// The same, with small whole numbers in words: `five`, `two million`.
fn words(n: Decimal, style: NumberStyle) -> String {
    let text = figures(n);
    let (number, scale) = text
        .split_once(' ')
        .map_or((text.as_str(), None), |(n, s)| (n, Some(s)));
    let small = number
        .parse::<usize>()
        .ok()
        .filter(|&n| n < usize::from(style.words_below));
    let number = small.and_then(|n| WORDS.get(n)).copied().unwrap_or(number);
    scale.map_or_else(|| number.to_owned(), |scale| format!("{number} {scale}"))
}

fn magnitude(n: Decimal) -> String {
    const NAMES: [&str; 15] = [
        "",
        "dozens",
        "hundreds",
        "thousands",
        "tens of thousands",
        "hundreds of thousands",
        "millions",
        "tens of millions",
        "hundreds of millions",
        "billions",
        "tens of billions",
        "hundreds of billions",
        "trillions",
        "tens of trillions",
        "hundreds of trillions",
    ];
    let power = n.to_string().len() - 1;
    NAMES
        .get(power)
        .map_or_else(|| figures(n), |name| (*name).to_owned())
}

fn ordinal(n: u32, style: NumberStyle) -> String {
    if n < u32::from(style.words_below)
        && let Some(word) = ORDINALS.get(n as usize)
    {
        return (*word).to_owned();
    }
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

fn name(names: &'static [&'static str], number: u8) -> &'static str {
    usize::from(number)
        .checked_sub(1)
        .and_then(|at| names.get(at))
        .copied()
        .unwrap_or_default()
}

fn decade_word(age: u8) -> &'static str {
    const NAMES: [&str; 8] = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    name(&NAMES, (age / 10).saturating_sub(1))
}

/// `2015–16`, `1999–2000`.
fn years(from: i32, to: i32) -> String {
    if from / 100 == to / 100 && from < to {
        format!("{from}–{:02}", to % 100)
    } else {
        format!("{from}–{to}")
    }
}

fn english_date(date: &Date, order: DateOrder) -> String {
    let gregorian = gregorian_date(date, order);
    let Some(hijri) = date.hijri else {
        return gregorian;
    };
    let own = hijri_date(hijri);
    if gregorian.is_empty() || hijri.day.is_none() {
        own
    } else {
        format!("{gregorian} ({own})")
    }
}

fn gregorian_date(date: &Date, order: DateOrder) -> String {
    let Some(month) = date.month.map(|month| name(&MONTHS, month)) else {
        return match date.year {
            Some(year) if year < 0 => format!("{} BC", -year),
            Some(year) => year.to_string(),
            None => String::new(),
        };
    };
    let year = date.year.map(|year| year.to_string());
    let weekday = date.weekday.map(|day| name(&WEEKDAYS, day));
    match (order, date.day) {
        (_, None) => [Some(month.to_owned()), year]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        (DateOrder::DayMonth, Some(day)) => {
            let parts = [
                weekday.map(str::to_owned),
                Some(format!("{day} {month}")),
                year,
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        (DateOrder::MonthDay, Some(day)) => {
            let parts = [
                weekday.map(str::to_owned),
                Some(format!("{month} {day}")),
                year,
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
    }
}

fn hijri_date(date: HijriDate) -> String {
    let month = name(&HIJRI_MONTHS, date.month);
    let day = date.day.map(|day| format!("{day} ")).unwrap_or_default();
    let year = date
        .year
        .map(|year| format!(" {year} AH"))
        .unwrap_or_default();
    format!("{day}{month}{year}")
}

fn time(clock: &Clock) -> String {
    let zone = clock
        .zone
        .map(|zone| format!(" {zone}"))
        .unwrap_or_default();
    let Clock { hour, minute, .. } = *clock;
    if clock.known_half && clock.second.is_none() {
        if minute == 0 && hour % 24 == 0 {
            return format!("midnight{zone}");
        }
        if minute == 0 && hour == 12 {
            return format!("noon{zone}");
        }
        let half = if hour % 24 < 12 { "am" } else { "pm" };
        let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
        return match minute {
            0 => format!("{shown} {half}{zone}"),
            _ => format!("{shown}:{minute:02} {half}{zone}"),
        };
    }
    match clock.second {
        Some(second) => format!("{hour}:{minute:02}:{second:02}{zone}"),
        None => format!("{hour}:{minute:02}{zone}"),
    }
}

fn money(amount: Decimal, currency: Currency) -> String {
    let mut number = figures(amount);
    // $2.50, but $2.5 million.
    let is_tenths = amount.normal().places() == 1 && !number.contains(' ');
    if !currency.sign.is_empty() {
        if is_tenths {
            number.push('0');
        }
        return format!("{}{number}", currency.sign);
    }
    let one = amount.as_whole() == Some(1);
    format!(
        "{number} {}",
        if one { currency.one } else { currency.many }
    )
}

fn quantity(amount: Decimal, measure: &Measure, style: NumberStyle) -> String {
    let is_one = amount.as_whole() == Some(1);
    if measure.sign.starts_with('°') {
        return format!("{}{}", amount.grouped(), measure.sign);
    }
    if measure.figures {
        return format!(
            "{} {}",
            figures(amount),
            if is_one { measure.one } else { measure.many }
        );
    }
    if measure.one.ends_with("point") && amount.as_whole().is_none() {
        return format!("{} {}", amount.grouped(), measure.many);
    }
    let vowel = measure.one.starts_with("hour");
    if amount == Decimal::of(5, 1) {
        return format!("half {} {}", if vowel { "an" } else { "a" }, measure.one);
    }
    if amount == Decimal::of(25, 2) {
        return format!(
            "a quarter of {} {}",
            if vowel { "an" } else { "a" },
            measure.one
        );
    }
    if let Some(whole) = amount.plus(Decimal::of(-5, 1)).and_then(Decimal::as_whole)
        && (1..10).contains(&whole)
        && amount.places() == 1
    {
        return format!(
            "{} and a half {}",
            words(Decimal::whole(whole), style),
            measure.many
        );
    }
    format!(
        "{} {}",
        words(amount, style),
        if is_one { measure.one } else { measure.many }
    )
}

fn range(from: &Value, to: &Value, span: Span, style: NumberStyle) -> String {
    if let (Value::Date(a), Value::Date(b)) = (from, to)
        && let (Some(y), Some(z), None, None) = (a.year, b.year, a.month, b.month)
        && span == Span::Dash
    {
        return years(y, z);
    }
    // Figures stand on both sides of a dash.
    let style = NumberStyle {
        words_below: if span == Span::Dash {
            0
        } else {
            style.words_below
        },
        ..style
    };
    let (first, last) = (range_start(from, to, span, style), to.english(style));
    match span {
        Span::Between => format!("between {first} and {last}"),
        Span::To => format!("{first} to {last}"),
        Span::Dash => format!("{first}–{last}"),
    }
}

/// The first end without what the second one says too: `10 to 20 km`, `3 to 5 May`.
fn range_start(from: &Value, to: &Value, span: Span, style: NumberStyle) -> String {
    match (from, to) {
        (Value::Quantity(a, m), Value::Quantity(_, n)) if m == n && m.figures => figures(*a),
        (Value::Quantity(a, m), Value::Quantity(_, n)) if m == n => words(*a, style),
        (Value::Money(a, c), Value::Money(_, d)) if c == d && c.sign.is_empty() => figures(*a),
        (Value::Percent(a), Value::Percent(_)) if span == Span::Dash => a.grouped(),
        (Value::Date(a), Value::Date(b)) if a.day.is_some() => {
            let mut start = a.clone();
            if b.year == a.year {
                start.year = None;
            }
            let same_month = a.month == b.month && b.day.is_some() && a.hijri.is_none();
            match (same_month, style.date_order) {
                (true, DateOrder::DayMonth) => a.day.unwrap_or_default().to_string(),
                _ => english_date(&start, style.date_order),
            }
        }
        _ => from.english(style),
    }
}
