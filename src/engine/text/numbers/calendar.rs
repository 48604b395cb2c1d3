//! Days of the Gregorian and of the Hijri calendar.

use icu_calendar::Date as CalendarDate;
use icu_calendar::cal::{Hijri, Iso};

/// A Gregorian date of which some parts may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Date {
    pub year: Option<i32>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// From Monday, 1, where the text says it.
    pub weekday: Option<u8>,
    /// The day as the text gives it, where that is Hijri. Without a year there is no Gregorian day.
    pub hijri: Option<HijriDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HijriDate {
    pub year: Option<i32>,
    pub month: u8,
    pub day: Option<u8>,
}

impl Date {
    /// The parts, if they can stand together.
    pub fn new(year: Option<i32>, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let fits = match (month, day) {
            (Some(month), Some(day)) => (1..=days_in(year, month)).contains(&day),
            (Some(month), None) => (1..=12).contains(&month),
            (None, day) => day.is_none() && year.is_some(),
        };
        fits.then(|| Self {
            year,
            month,
            day,
            ..Self::default()
        })
    }

    /// A Hijri date with its Gregorian day by the Umm al-Qura calendar.
    pub fn of_hijri(hijri: HijriDate) -> Option<Self> {
        let mut date = Self {
            hijri: Some(hijri),
            ..Self::default()
        };
        if hijri.day.is_some_and(|day| !(1..=30).contains(&day)) {
            return None;
        }
        let Some(year) = hijri.year else {
            return Some(date);
        };
        let (year, month, day) = gregorian(year, hijri.month, hijri.day.unwrap_or(1))?;
        date.year = Some(year);
        date.month = Some(month);
        date.day = hijri.day.map(|_| day);
        Some(date)
    }

    /// The day of the week, from Monday, 1, where year, month and day are known.
    pub fn day_of_week(&self) -> Option<u8> {
        let date = CalendarDate::try_new_iso(self.year?, self.month?, self.day?).ok()?;
        Some(date.weekday() as u8)
    }

    /// ISO 8601 with unknown parts left out. A Hijri month is the span of its Gregorian days, a
    /// Hijri day without a year keeps its own calendar.
    pub fn iso(&self) -> String {
        if let Some(HijriDate { year, month, day }) = self.hijri
            && (year.is_none() || day.is_none())
        {
            return match (year, day) {
                (Some(year), _) => span_of_month(year, month),
                (None, Some(day)) => format!("AH--{month:02}-{day:02}"),
                (None, None) => format!("AH--{month:02}"),
            };
        }
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => format!("{y:04}-{m:02}-{d:02}"),
            (Some(y), Some(m), None) => format!("{y:04}-{m:02}"),
            (Some(y), None, _) if y < 0 => format!("-{:04}", -y),
            (Some(y), None, _) => format!("{y:04}"),
            (None, Some(m), Some(d)) => format!("--{m:02}-{d:02}"),
            (None, Some(m), None) => format!("--{m:02}"),
            (None, None, _) => String::new(),
        }
    }
}

fn span_of_month(year: i32, month: u8) -> String {
    let next = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    let first = gregorian(year, month, 1);
    let after = gregorian(next.0, next.1, 1).and_then(|(y, m, d)| day_before(y, m, d));
    match first.zip(after) {
        Some(((y, m, d), (z, n, e))) => format!("{y:04}-{m:02}-{d:02}..{z:04}-{n:02}-{e:02}"),
        None => String::new(),
    }
}

fn day_before(year: i32, month: u8, day: u8) -> Option<(i32, u8, u8)> {
    match (month, day) {
        (1, 1) => Some((year - 1, 12, 31)),
        (_, 1) => Some((year, month - 1, days_in(Some(year), month - 1))),
        _ => Some((year, month, day.checked_sub(1)?)),
    }
}

/// Year, month and day by the Gregorian calendar.
fn gregorian(year: i32, month: u8, day: u8) -> Option<(i32, u8, u8)> {
    let calendar = Hijri::new_umm_al_qura();
    let date = CalendarDate::try_new_hijri_with_calendar(year, month, day, calendar)
        .or_else(|_| CalendarDate::try_new_hijri_with_calendar(year, month, day.min(29), calendar));
    let iso = date.ok()?.to_calendar(Iso);
    Some((
        iso.era_year().year,
        iso.month().ordinal,
        iso.day_of_month().0,
    ))
}

/// The Gregorian years in which a Hijri year begins and ends.
pub fn gregorian_years(hijri: i32) -> Option<(i32, i32)> {
    let first = gregorian(hijri, 1, 1)?;
    let next = gregorian(hijri + 1, 1, 1)?;
    let last = day_before(next.0, next.1, next.2)?;
    Some((first.0, last.0))
}

fn days_in(year: Option<i32>, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => {
            let leap = year.is_none_or(|y| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
            if leap { 29 } else { 28 }
        }
        1..=12 => 31,
        _ => 0,
    }
}

pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub const HIJRI_MONTHS: [&str; 12] = [
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Thani",
    "Jumada al-Ula",
    "Jumada al-Akhira",
    "Rajab",
    "Shaaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qaada",
    "Dhu al-Hijja",
];

pub const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hijri_days_by_umm_al_qura() {
        let day = |year, month, day| {
            Date::of_hijri(HijriDate {
                year: Some(year),
                month,
                day: Some(day),
            })
            .unwrap()
            .iso()
        };
        assert_eq!(day(1437, 9, 1), "2016-06-06");
        assert_eq!(day(1445, 1, 1), "2023-07-19");
        assert_eq!(day(1443, 10, 1), "2022-05-02");
        assert_eq!(gregorian_years(1437), Some((2015, 2016)));
        let month = HijriDate {
            year: Some(1437),
            month: 9,
            day: None,
        };
        assert_eq!(
            Date::of_hijri(month).unwrap().iso(),
            "2016-06-06..2016-07-05"
        );
        let no_year = HijriDate {
            year: None,
            month: 12,
            day: Some(9),
        };
        assert_eq!(Date::of_hijri(no_year).unwrap().iso(), "AH--12-09");
        assert_eq!(
            Date::of_hijri(HijriDate {
                year: Some(i32::MAX),
                month: 1,
                day: None
            }),
            None
        );
    }

    #[test]
    fn impossible_days_are_refused() {
        assert!(Date::new(Some(2015), Some(2), Some(29)).is_none());
        assert!(Date::new(None, Some(2), Some(29)).is_some());
        assert!(Date::new(None, Some(13), None).is_none());
        assert!(Date::new(None, None, Some(3)).is_none());
    }
}
