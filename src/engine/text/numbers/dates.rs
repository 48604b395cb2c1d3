//! Dates: weekdays, days, months and years in words and figures, Gregorian and Hijri.

use super::calendar::{Date, HijriDate};
use super::cardinal::{Joint, Wording};
use super::digits::Figures;
use super::lists::List;
use super::meaning::Meaning;
use super::months::MonthName;
use super::passage::Passage;
use super::value::Value;
use super::years::gregorian_year;

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
            .or_else(|| self.day_of_list(at, joint))
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
        let is_surname = List::Surname.has(self.key(at))
            && List::Given.has(self.key_before(at, 1))
            && self.follows_closely(at);
        let the_two = self.is(at, &["الاثنين"])
            && (["كلا", "كلي", "هذين", "هوءلاء"].contains(&self.key_before(at, 1))
                || self.is(at + 1, &["معا"]));
        if !(article || named) || is_number || is_surname || the_two {
            return None;
        }
        if let Some((rank, end)) = self.rank_of_weekday(at + 1, day) {
            return Some((Value::RankedWeekday(rank, day), end));
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
        let dated = dated.or_else(|| self.day_before_another(next));
        match dated {
            Some((Value::Date(mut date), end)) => {
                date.weekday = Some(day);
                Some((Value::Date(date), end))
            }
            _ => Some((Value::Weekday(day), at + 1)),
        }
    }

    /// 7 in `السبت 7 والأحد 8 مايو`: the month is said with the second day.
    fn day_before_another(&self, at: usize) -> Option<(Value, usize)> {
        let (day, 1..=2) = self.plain_figures(at)? else {
            return None;
        };
        let joined = self.key(at + 1).starts_with("وال") && self.follows_closely(at + 1);
        let (Value::Date(other), _) = self.weekday(at + 1).filter(|_| joined)? else {
            return None;
        };
        let day = u8::try_from(day)
            .ok()
            .filter(|&day| other.day.is_some_and(|last| day < last))?;
        let date =
            Date::new(other.year, other.month, Some(day)).filter(|_| other.hijri.is_none())?;
        Some((Value::Date(date), at + 1))
    }

    /// الأحد الأول من شهر, الجمعة الأخيرة من كل شهر; `الأحد الأول من مايو 2016` where that is no
    /// Sunday.
    fn rank_of_weekday(&self, at: usize, day: u8) -> Option<(u32, usize)> {
        let definite = self.key(at).starts_with("ال") && self.follows_closely(at);
        let (rank, end) = self
            .ordinal(at)
            .filter(|(rank, _)| definite && (1..=5).contains(rank))?;
        let of = self.is(end, &["من", "في"]) && self.follows_closely(end);
        let dated = self.day_and_month(at, Joint::First);
        let of_month = self.is(end + 1, &["شهر", "الشهر", "كل", "السنه", "العام", "اشهر"]);
        let is_that_day = match dated {
            Some((Value::Date(date), _)) => match date.day_of_week() {
                Some(real) => real == day,
                None => !of_month,
            },
            _ => false,
        };
        (of && (of_month || dated_by_month(self, end + 1)) && !is_that_day).then_some((rank, end))
    }

    /// 3 in `3 و4 أيار`, الثالث in `الثالث والرابع من أيار`: the days before the last of a list.
    fn day_of_list(&self, at: usize, joint: Joint) -> Option<(Value, usize)> {
        let (first, first_end) = self.day(at, joint)?;
        let (mut last, mut end) = (first, first_end);
        for _ in 0..6 {
            let comma = matches!(self.mark(end), Some('،' | ','));
            let next = if comma { end + 1 } else { end };
            let joint = if comma && !self.key(next).starts_with('و') {
                Joint::First
            } else {
                Joint::And
            };
            let has_and = self.key(next).starts_with('و');
            if !(comma || has_and) || !self.follows_closely(next) {
                return None;
            }
            let (day, after) = self.day(next, joint).filter(|(day, _)| *day > last)?;
            if let Some((Value::Date(date), _)) = self.day_and_month(next, joint) {
                let of_first = match date.hijri {
                    Some(hijri) => Date::of_hijri(HijriDate {
                        day: Some(first),
                        ..hijri
                    })?,
                    None => Date::new(date.year, date.month, Some(first))?,
                };
                return Some((Value::Date(of_first), first_end));
            }
            (last, end) = (day, after);
        }
        None
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
            .is_some_and(|before| List::DayCue.has(self.bare_key(before)));
        match self.figures(at)? {
            Figures::Pair(month @ 1..=12, year @ 1900..=2100) => {
                let date = Date::new(Some(year.into()), Some(month as u8), None)?;
                Some((Value::Date(date), at + 1))
            }
            Figures::Pair(a @ 1900..=2100, b) if b == a + 1 || b < 100 && b == (a + 1) % 100 => {
                Some((years(a.into(), i32::from(a) + 1)?, at + 1))
            }
            // The attacks of 11 September are written the American way too.
            Figures::Pair(9, 11)
                if ["هجمات", "احداث", "اعتداءات"].contains(&self.key_before(at, 1)) =>
            {
                Some((Value::Date(Date::new(None, Some(9), Some(11))?), at + 1))
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
            // Points are parted from the next figures by a space: 12. 5. 2020.
            let is_point = self.mark(at) == Some('.') && !self.touches_previous(at + 1);
            (self.is_dash(at) || self.mark(at) == Some('/')) && self.touches_previous(at + 1)
                || is_point && self.follows_closely(at + 1)
        };
        let is_spaced_slash = |at: usize| {
            self.mark(at) == Some('/')
                && !self.touches_previous(at)
                && self.follows_closely(at)
                && self.follows_closely(at + 1)
                && [at.saturating_sub(1), at + 1]
                    .into_iter()
                    .all(|part| self.plain_figures(part).is_some())
        };
        let joined = |at: usize| self.touches_previous(at) && joined(at) || is_spaced_slash(at);
        let parts = [part(at)?, part(at + 2)?, part(at + 4)?];
        // 4-3-3 is how a team stands.
        let (_, last_digits) = self.plain_figures(at + 4)?;
        if last_digits == 1 && parts[0] < 1000 {
            return None;
        }
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
        if let Some(found) = self.day_after_month(name) {
            return Some(found);
        }
        if !name.is_hijri && self.is_make_of_car(at) {
            return None;
        }
        let cue = at.checked_sub(1).is_some_and(|before| {
            MONTH_CUES.contains(&self.bare_key(before)) && self.follows_closely(at)
        });
        let relative = self.is(name.end, RELATIVE);
        let is_month = !name.is_hijri && (name.is_certain || cue || relative);
        is_month.then_some((Value::Month(name.month), name.end))
    }
}

impl Passage<'_> {
    /// مارس 15، 2019
    fn day_after_month(&self, name: MonthName) -> Option<(Value, usize)> {
        let (day, 1..=2) = self.plain_figures(name.end)? else {
            return None;
        };
        let comma = matches!(self.mark(name.end + 1), Some('،' | ','));
        let next = name.end + 1 + usize::from(comma);
        let (year, 4) = self.plain_figures(next)? else {
            return None;
        };
        let year = i32::try_from(year)
            .ok()
            .filter(|year| (1800..2150).contains(year))?;
        let together = self.follows_closely(name.end) && self.follows_closely(next);
        let date = Date::new(Some(year), Some(name.month), Some(u8::try_from(day).ok()?))
            .filter(|_| together && !name.is_hijri)?;
        Some((Value::Date(date), next + 1))
    }

    /// سيارة نيسان
    fn is_make_of_car(&self, at: usize) -> bool {
        self.key(at).ends_with("نيسان")
            && (self.is(at + 1, &["موتور", "موتورز"])
                || [
                    "سياره",
                    "سيارات",
                    "شركه",
                    "شاحنه",
                    "طراز",
                    "مجموعه",
                    "تويوتا",
                    "رينو",
                    "وشركه",
                ]
                .contains(&self.key_before(at, 1)))
    }
}

/// Whether a month begins here.
fn dated_by_month(passage: &Passage, at: usize) -> bool {
    passage.month_name(at).is_some()
}

fn years(from: i32, to: i32) -> Option<Value> {
    let ends = (gregorian_year(from)?, gregorian_year(to)?);
    Some(Value::Range(
        Box::new(ends.0),
        Box::new(ends.1),
        super::value::Span::Dash,
    ))
}
