//! Dates: weekdays, days, months and years in words and figures, Gregorian and Hijri.

use super::calendar::{Date, HijriDate};
use super::cardinal::{Joint, Wording};
use super::digits::Figures;
use super::meaning::Meaning;
use super::months::MonthName;
use super::passage::Passage;
use super::value::Value;
use super::years::gregorian_year;

/// Words before a day in figures.
const DAY_CUES: &[&str] = &[
    "يوم",
    "بتاريخ",
    "تاريخ",
    "في",
    "ليله",
    "منذ",
    "حتي",
    "ليوم",
    "مساء",
    "صباح",
    "فجر",
];

/// Words after which a month's doubtful name is a month.
const MONTH_CUES: &[&str] = &[
    "شهر",
    "لشهر",
    "بشهر",
    "شهري",
    "في",
    "منذ",
    "خلال",
    "حتي",
    "نهايه",
    "مطلع",
    "منتصف",
    "اواءل",
    "اواخر",
    "بدايه",
    "بحلول",
    "الي",
    "بين",
    "قبل",
    "بعد",
    "اول",
    "اخر",
];

const RELATIVE: &[&str] = &[
    "الماضي",
    "المقبل",
    "الجاري",
    "الحالي",
    "القادم",
    "المنصرم",
    "الفاءت",
    "الفايت",
];

impl Passage<'_> {
    pub fn date(&self, at: usize, joint: Joint) -> Option<(Value, usize)> {
        self.weekday(at)
            .or_else(|| self.day_and_month(at, joint))
            .or_else(|| self.date_in_figures(at))
            .or_else(|| self.month(at))
            .or_else(|| self.year(at))
            .or_else(|| self.decade(at))
    }

    /// الثلاثاء, الثلاثاء 3 أيار, الثلاثاء الموافق 3/5/2016.
    fn weekday(&self, at: usize) -> Option<(Value, usize)> {
        let (article, day) = self.meaning(at, |before, meaning| match meaning {
            Meaning::Weekday(day) => Some((before.article, day)),
            _ => None,
        })?;
        let named = at.checked_sub(1).is_some_and(|before| {
            ["يوم", "ليوم", "بيوم", "ليله", "كل"].contains(&self.bare_key(before))
                && self.follows_closely(at)
        });
        let is_number = self
            .cardinal(at, Joint::First)
            .is_some_and(|number| number.end > at + 1)
            || self.ordinal(at).is_some()
            || self
                .meanings(at + 1)
                .any(|(_, meaning)| meaning == Meaning::Ten);
        if !(article || named) || is_number {
            return None;
        }
        let mut next = at + 1;
        for filler in [
            &["،", ","][..],
            &["الموافق", "الموافقه", "المصادف", "الواقع"],
            &["في", "ل"],
        ] {
            let written = self
                .get(next)
                .and_then(|item| self.text.get(item.range.clone()));
            let is_filler = written.is_some_and(|mark| filler.contains(&mark))
                || filler.contains(&self.key(next));
            if is_filler && self.follows_closely(next) {
                next += 1;
            }
        }
        let dated = self
            .day_and_month(next, Joint::First)
            .or_else(|| self.date_in_figures(next))
            .or_else(|| self.bare_pair(next))
            .filter(|_| self.follows_closely(next));
        match dated {
            Some((Value::Date(mut date), end)) => {
                date.weekday = Some(day);
                Some((Value::Date(date), end))
            }
            _ => Some((Value::Weekday(day), at + 1)),
        }
    }

    /// 27 شباط, الثالث من مايو 2016, 20 رمضان 1437 هـ.
    fn day_and_month(&self, at: usize, joint: Joint) -> Option<(Value, usize)> {
        let (day, mut end) = self.day(at, joint)?;
        for filler in [&["من"][..], &["شهر"]] {
            if self.is(end, filler) {
                end += 1;
            }
        }
        let name = self.month_name(end).filter(|_| self.follows_closely(end))?;
        let (date, end) = self.with_year(name, Some(day))?;
        Some((Value::Date(date), end))
    }

    fn day(&self, at: usize, joint: Joint) -> Option<(u8, usize)> {
        let prefixes: &[&str] = if joint == Joint::And {
            &["و"]
        } else {
            &["ال"]
        };
        let written = self.figures_after(at, prefixes);
        let (number, end) = match written {
            Some((
                Figures::Number {
                    value,
                    plain: Some(1..=2),
                },
                end,
            )) => (value.as_whole()?, end),
            Some(_) => return None,
            None => match self.ordinal_of_day(at) {
                Some((rank, end)) => (i128::from(rank), end),
                None => {
                    let number = self.cardinal(at, joint)?;
                    let in_words = number.wording == Wording::Plain && number.scale == 0;
                    (number.value.as_whole().filter(|_| in_words)?, number.end)
                }
            },
        };
        let day = u8::try_from(number)
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        Some((day, end))
    }

    /// الثالث, and the definite tens that are no ranks elsewhere: العشرين من آذار.
    fn ordinal_of_day(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(found) = self.ordinal(at) {
            return Some(found);
        }
        let first = self.meaning(at, |_, meaning| match meaning {
            Meaning::Ordinal(n) => Some(u32::from(n)),
            _ => None,
        })?;
        Some((first, at + 1))
    }

    fn with_year(&self, name: MonthName, day: Option<u8>) -> Option<(Date, usize)> {
        let (year, mut end) = self
            .year_after(name.end)
            .map_or((None, name.end), |(y, end)| (Some(y), end));
        let era = self.era(end);
        if let Some((_, after)) = era.filter(|_| year.is_some()) {
            end = after;
        }
        if name.is_hijri {
            let hijri = HijriDate {
                year: year.filter(|y| *y < 1700),
                month: name.month,
                day,
            };
            return Some((Date::of_hijri(hijri)?, end));
        }
        Some((Date::new(year, Some(name.month), day)?, end))
    }

    /// 3/5/2016, 2016-05-03, 3.5.2016; and 27/2 after a word that announces a day.
    pub fn date_in_figures(&self, at: usize) -> Option<(Value, usize)> {
        if let Some(Figures::Triple(parts)) = self.figures(at) {
            return self.dated(parts, at + 1);
        }
        if let Some((parts, end)) = self.dashed_parts(at) {
            return self.dated(parts, end);
        }
        let announced = at
            .checked_sub(1)
            .is_some_and(|before| DAY_CUES.contains(&self.bare_key(before)));
        match self.figures(at)? {
            Figures::Pair(month @ 1..=12, year @ 1900..=2100) => {
                let date = Date::new(Some(year.into()), Some(month as u8), None)?;
                Some((Value::Date(date), at + 1))
            }
            Figures::Pair(a @ 1900..=2100, b) if b == a + 1 || b < 100 && b == (a + 1) % 100 => {
                Some((years(a.into(), i32::from(a) + 1)?, at + 1))
            }
            _ if announced => self.bare_pair(at),
            _ => None,
        }
    }

    fn bare_pair(&self, at: usize) -> Option<(Value, usize)> {
        let Some(Figures::Pair(day, month)) = self.figures(at) else {
            return None;
        };
        let date = Date::new(
            None,
            Some(u8::try_from(month).ok()?),
            Some(u8::try_from(day).ok()?),
        )?;
        Some((Value::Date(date), at + 1))
    }

    fn dashed_parts(&self, at: usize) -> Option<([u16; 3], usize)> {
        let part = |at: usize| match self.figures(at)? {
            Figures::Number {
                value,
                plain: Some(1..=4),
            } => u16::try_from(value.as_whole()?).ok(),
            _ => None,
        };
        let joined = |at: usize| {
            matches!(self.mark(at), Some('-' | '–' | '/'))
                && self.touches_previous(at)
                && self.touches_previous(at + 1)
        };
        let parts = [part(at)?, part(at + 2)?, part(at + 4)?];
        let is_end = self.figures(at + 6).is_none() || !joined(at + 5);
        (joined(at + 1) && joined(at + 3) && is_end).then_some((parts, at + 5))
    }

    fn dated(&self, [a, b, c]: [u16; 3], end: usize) -> Option<(Value, usize)> {
        let (year, month, day) = if a >= 1000 { (a, b, c) } else { (c, b, a) };
        let era = self.era(end);
        let end = era.map_or(end, |(_, end)| end);
        let (month, day) = if month > 12 && day <= 12 {
            (day, month)
        } else {
            (month, day)
        };
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let is_hijri = era.is_some_and(|(hijri, _)| hijri) || (1300..1500).contains(&year);
        if is_hijri {
            let hijri = HijriDate {
                year: Some(year.into()),
                month,
                day: Some(day),
            };
            let date = Date::of_hijri(hijri).filter(|_| (1..=12).contains(&month))?;
            return Some((Value::Date(date), end));
        }
        let year = match year {
            0..50 => 2000 + i32::from(year),
            50..100 => 1900 + i32::from(year),
            1000..=2200 => year.into(),
            _ => return None,
        };
        Some((
            Value::Date(Date::new(Some(year), Some(month), Some(day))?),
            end,
        ))
    }

    /// مايو, شباط/فبراير 2016, رمضان 1437.
    fn month(&self, at: usize) -> Option<(Value, usize)> {
        let name = self.month_name(at)?;
        let (date, end) = self.with_year(name, None)?;
        if date.year.is_some() {
            return Some((Value::Date(date), end));
        }
        let cue = at.checked_sub(1).is_some_and(|before| {
            MONTH_CUES.contains(&self.bare_key(before)) && self.follows_closely(at)
        });
        let relative = self.is(name.end, RELATIVE);
        let is_month = !name.is_hijri && (name.is_certain || cue || relative);
        is_month.then_some((Value::Month(name.month), name.end))
    }
}

fn years(from: i32, to: i32) -> Option<Value> {
    let ends = (gregorian_year(from)?, gregorian_year(to)?);
    Some(Value::Range(
        Box::new(ends.0),
        Box::new(ends.1),
        super::value::Span::Dash,
    ))
}
