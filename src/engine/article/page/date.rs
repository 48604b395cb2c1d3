//! Dates as news pages write them: ISO, figures in three orders, month names of the Mashriq, the
//! Maghreb, the Gulf, Iran and English, the solar Hijri calendar.

use crate::engine::text::day::{civil, days};
use crate::engine::text::normalize::key;

/// A day found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundDay {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    /// With a time of UTC, so that the local day may be the next one.
    pub is_utc: bool,
}

impl FoundDay {
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i64 {
        days(self.year, self.month, self.day)
    }

    fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let (year, month, day) = if (1330..1420).contains(&year) {
            from_solar_hijri(year, month, day)?
        } else {
            (year, month, day)
        };
        let is_day = (1995..=2100).contains(&year)
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && civil(days(year, month, day)) == (year, month, day);
        is_day.then_some(Self {
            year,
            month,
            day,
            is_utc: false,
        })
    }
}

/// A day of the solar Hijri calendar as a Gregorian one, by its cycle of 33 years, which holds for
/// 1343-1472.
fn from_solar_hijri(year: i64, month: i64, day: i64) -> Option<(i64, i64, i64)> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || (month > 6 && day > 30) {
        return None;
    }
    // 1 Farvardin 1343 is 21 March 1964; leap years are 1, 5, 9, 13, 17, 22, 26, 30 of a cycle.
    let leap = |year: i64| matches!((year).rem_euclid(33), 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30);
    let mut number = days(1964, 3, 21);
    if year >= 1343 {
        number += (1343..year).map(|y| 365 + i64::from(leap(y))).sum::<i64>();
    } else {
        number -= (year..1343).map(|y| 365 + i64::from(leap(y))).sum::<i64>();
    }
    let before = if month <= 7 {
        (month - 1) * 31
    } else {
        186 + (month - 7) * 30
    };
    Some(civil(number + before + day - 1))
}

/// Months by their names as comparison keys. A name of two words is one entry.
const MONTHS: &[(&str, i64)] = &[
    ("كانون الثاني", 1),
    ("تشرين الاول", 10),
    ("تشرين الثاني", 11),
    ("كانون الاول", 12),
    ("تشرين اول", 10),
    ("تشرين ثان", 11),
    ("تشرين ثاني", 11),
    ("كانون ثان", 1),
    ("كانون ثاني", 1),
    ("كانون اول", 12),
    ("شباط", 2),
    ("اذار", 3),
    ("نيسان", 4),
    ("ايار", 5),
    ("حزيران", 6),
    ("تموز", 7),
    ("اب", 8),
    ("ايلول", 9),
    ("يناير", 1),
    ("فبراير", 2),
    ("مارس", 3),
    ("ابريل", 4),
    ("مايو", 5),
    ("يونيو", 6),
    ("يونيه", 6),
    ("يوليو", 7),
    ("يوليه", 7),
    ("اغسطس", 8),
    ("سبتمبر", 9),
    ("اكتوبر", 10),
    ("نوفمبر", 11),
    ("ديسمبر", 12),
    ("جانفي", 1),
    ("فيفري", 2),
    ("افريل", 4),
    ("ماي", 5),
    ("جوان", 6),
    ("جويليه", 7),
    ("جويلي", 7),
    ("اوت", 8),
    ("يوليوز", 7),
    ("غشت", 8),
    ("شتنبر", 9),
    ("نونبر", 11),
    ("دجنبر", 12),
    ("ژانويه", 1),
    ("فوريه", 2),
    ("اوريل", 4),
    ("مه", 5),
    ("مي", 5),
    ("ژوئن", 6),
    ("ژوئيه", 7),
    ("جولاي", 7),
    ("اوت", 8),
    ("سپتامبر", 9),
    ("اكتبر", 10),
    ("نوامبر", 11),
    ("دسامبر", 12),
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("janvier", 1),
    ("fevrier", 2),
    ("mars", 3),
    ("avril", 4),
    ("mai", 5),
    ("juin", 6),
    ("juillet", 7),
    ("aout", 8),
    ("septembre", 9),
    ("octobre", 10),
    ("novembre", 11),
    ("decembre", 12),
];

/// Months of the solar Hijri calendar.
const SOLAR_MONTHS: &[(&str, i64)] = &[
    ("فروردين", 1),
    ("ارديبهشت", 2),
    ("خرداد", 3),
    ("تير", 4),
    ("مرداد", 5),
    ("شهريور", 6),
    ("مهر", 7),
    ("ابان", 8),
    ("اذر", 9),
    ("دي", 10),
    ("بهمن", 11),
    ("اسفند", 12),
];

#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    /// Value and how many digits.
    Figures(i64, usize),
    /// A month and whether it is of the solar Hijri calendar.
    Month(i64, bool),
    Mark(char),
    Word,
}

/// The first whole date of a text: a day, a month and a year that stand together.
pub fn find_day(text: &str) -> Option<FoundDay> {
    find_days(text).into_iter().next()
}

/// All dates of a text.
pub fn find_days(text: &str) -> Vec<FoundDay> {
    let items = items(&key(text).to_lowercase());
    let mut found = Vec::new();
    let mut at = 0;
    while at < items.len() {
        match date_at(&items, at) {
            Some((day, next)) => {
                found.push(day);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_kind = |c: char| {
            if first.is_ascii_digit() {
                c.is_ascii_digit()
            } else {
                c.is_alphabetic() || c == 'ئ'
            }
        };
        if first.is_ascii_digit() || first.is_alphabetic() {
            let end = rest.find(|c| !is_kind(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if first.is_ascii_digit() {
                items.push(Item::Figures(word.parse().unwrap_or(-1), word.len()));
                rest = after;
                continue;
            }
            let (item, used) = month_at(rest, word);
            items.push(item);
            rest = rest.get(used..).unwrap_or_default();
            continue;
        }
        if !first.is_whitespace() {
            items.push(Item::Mark(first));
        }
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    items
}

/// The month that begins here, else a word, and its length in bytes.
fn month_at(rest: &str, word: &str) -> (Item, usize) {
    let pair = MONTHS.iter().find(|(name, _)| {
        let after = rest.strip_prefix(name);
        name.contains(' ') && after.is_some_and(|a| !a.starts_with(char::is_alphabetic))
    });
    if let Some((name, month)) = pair {
        return (Item::Month(*month, false), name.len());
    }
    let find = |table: &[(&str, i64)]| {
        let found = table.iter().find(|(name, _)| *name == word);
        found.map(|(_, month)| *month)
    };
    let item = match (find(MONTHS), find(SOLAR_MONTHS)) {
        (Some(month), _) => Item::Month(month, false),
        (None, Some(month)) => Item::Month(month, true),
        (None, None) => Item::Word,
    };
    (item, word.len())
}

/// A date that begins with this item, and the item after it.
fn date_at(items: &[Item], at: usize) -> Option<(FoundDay, usize)> {
    in_figures(items, at).or_else(|| in_words(items, at))
}

/// `2018-05-03T21:30:00Z`, `3/5/2018`, `20180503`.
fn in_figures(items: &[Item], at: usize) -> Option<(FoundDay, usize)> {
    let Item::Figures(first, width) = *items.get(at)? else {
        return None;
    };
    let is_mark = |n: usize| matches!(items.get(n), Some(Item::Mark('-' | '/' | '.' | '\\')));
    let figures = |n: usize| match items.get(n) {
        Some(Item::Figures(value, width)) => Some((*value, *width)),
        _ => None,
    };
    if let (true, Some((second, second_width)), true, Some((third, third_width))) = (
        is_mark(at + 1),
        figures(at + 2),
        is_mark(at + 3),
        figures(at + 4),
    ) {
        let day = match (width, second_width, third_width) {
            (4, 1..=2, 1..=2) => FoundDay::new(first, second, third),
            // The order of all Arab countries; the American one where it can be no other.
            (1..=2, 1..=2, 4) => {
                FoundDay::new(third, second, first).or_else(|| FoundDay::new(third, first, second))
            }
            _ => None,
        }?;
        let is_utc = is_utc(items.get(at + 5..).unwrap_or_default());
        return Some((FoundDay { is_utc, ..day }, at + 5));
    }
    if width == 8 {
        let day = FoundDay::new(first / 10_000, first / 100 % 100, first % 100)?;
        return Some((day, at + 1));
    }
    None
}

/// Whether a time follows that ends in `Z` or `+00:00`.
fn is_utc(items: &[Item]) -> bool {
    let time = items
        .iter()
        .take(10)
        .position(|item| *item == Item::Mark(':'));
    if time.is_none() || !matches!(items.first(), Some(Item::Word | Item::Figures(..))) {
        return false;
    }
    let zone = items
        .iter()
        .take(10)
        .skip_while(|item| !matches!(item, Item::Mark('+' | '-')));
    let mut zone = zone.skip(1);
    match zone.next() {
        Some(Item::Figures(0, _)) => true,
        Some(_) => false,
        // `T…Z`: two words of one letter.
        None => {
            let words = items.iter().take(10).filter(|item| **item == Item::Word);
            words.count() == 2
        }
    }
}

/// `3 أيار / مايو 2018`, `May 3, 2018`, `مايو 3, 2018`, `۱۳ اردیبهشت ۱۳۹۷`.
fn in_words(items: &[Item], at: usize) -> Option<(FoundDay, usize)> {
    let (day, month_at) = match items.get(at)? {
        Item::Figures(day, 1..=2) => (Some(*day), skip_marks(items, at + 1)),
        Item::Month(..) => (None, at),
        _ => return None,
    };
    let Some(Item::Month(month, is_solar)) = items.get(month_at) else {
        return None;
    };
    // The second name of the month; Iranian papers give both calendars side by side.
    let mut next = skip_marks(items, month_at + 1);
    if let Some(Item::Month(second, false)) = items.get(next)
        && second == month
    {
        next = skip_marks(items, next + 1);
    }
    let (day, next) = match day {
        Some(day) => (day, next),
        None => match items.get(next) {
            Some(Item::Figures(day, 1..=2)) => (*day, skip_marks(items, next + 1)),
            _ => return None,
        },
    };
    let Some(Item::Figures(year, 4)) = items.get(next) else {
        return None;
    };
    if *is_solar != (1330..1420).contains(year) {
        return None;
    }
    Some((FoundDay::new(*year, *month, day)?, next + 1))
}

fn skip_marks(items: &[Item], mut at: usize) -> usize {
    while matches!(
        items.get(at),
        Some(Item::Mark('/' | '-' | ',' | '.' | '(' | ')' | '|' | '\\'))
    ) {
        at += 1;
    }
    at
}

/// The day in an address: `/2018/05/03/`, `/2018-05-03-…`, `/20180503`.
pub fn day_in_address(address: &str) -> Option<FoundDay> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let items = items(path);
    (0..items.len())
        .find_map(|at| in_figures(&items, at))
        .map(|(day, _)| day)
}

/// The date of a machine-readable value: a date in any form, or seconds since 1970.
pub fn day_of_value(value: &str) -> Option<FoundDay> {
    find_day(value).or_else(|| {
        let seconds: i64 = value.trim().parse().ok()?;
        let seconds = if seconds > 100_000_000_000 {
            seconds / 1000
        } else {
            seconds
        };
        let (year, month, day) = civil(seconds.div_euclid(86_400));
        (seconds > 800_000_000)
            .then(|| FoundDay::new(year, month, day))
            .flatten()
            .map(|day| FoundDay {
                is_utc: true,
                ..day
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_of_all_kinds() {
        for (text, expected) in [
            ("2018-05-03T21:30:00Z", "2018-05-03 utc"),
            ("2018-05-03T21:30:00.000+00:00", "2018-05-03 utc"),
            ("2018-05-03T21:30:00+03:00", "2018-05-03"),
            ("2018-05-03 21:30", "2018-05-03"),
            ("20180503", "2018-05-03"),
            ("الخميس، 03 مايو 2018 - 04:30 م", "2018-05-03"),
            ("الخميس ٣ / ٥ / ٢٠١٨", "2018-05-03"),
            ("3 أيار / مايو 2018", "2018-05-03"),
            ("9 حزيران/يونيو 2020", "2020-06-09"),
            ("نشر في: 3 جويلية 2018", "2018-07-03"),
            ("5 غشت 2021 الساعة 10:00", "2021-08-05"),
            ("٢٥ كانون الثاني (يناير) ٢٠١٥", "2015-01-25"),
            ("30 تشرين الأول 2019", "2019-10-30"),
            ("۱۳۹۷/۰۲/۱۳", "2018-05-03"),
            ("پنجشنبه ۱۳ اردیبهشت ۱۳۹۷ - ۱۰:۳۰", "2018-05-03"),
            ("۳۰ اسفند ۱۳۹۹", "2021-03-20"),
            ("1404/01/01", "2025-03-21"),
            ("May 3, 2018", "2018-05-03"),
            ("Thu, 3 May 2018 16:30:00 +0300", "2018-05-03"),
            ("03.05.2018", "2018-05-03"),
            ("5/13/2018", "2018-05-13"),
            ("مايو 3, 2018", "2018-05-03"),
            ("17 شعبان 1439 هـ - 3 مايو 2018 مـ", "2018-05-03"),
            ("17/08/1439", ""),
            ("31 نيسان 2018", ""),
            ("مايو 2018", ""),
            ("04:30 م", ""),
            ("وفاز 3 مرات في 2018", ""),
        ] {
            let found = find_day(text).map_or(String::new(), |day| {
                day.iso() + if day.is_utc { " utc" } else { "" }
            });
            assert_eq!(found, expected, "{text}");
        }
        for (address, expected) in [
            ("https://example.org/news/2018/05/03/title", "2018-05-03"),
            ("https://example.org/2018-5-3-title/", "2018-05-03"),
            (
                "https://example.org/story-20180503?d=2019/01/01",
                "2018-05-03",
            ),
            ("https://example.org/news/12345678", ""),
        ] {
            let found = day_in_address(address).map_or(String::new(), FoundDay::iso);
            assert_eq!(found, expected, "{address}");
        }
        assert_eq!(
            day_of_value("1525343400").map(FoundDay::iso).as_deref(),
            Some("2018-05-03")
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[0-9/\\-.: مايوأيار\u{660}-\u{669}a-zZT+]{0,40}") {
            find_days(&text);
            day_in_address(&text);
            day_of_value(&text);
        }
    }
}
