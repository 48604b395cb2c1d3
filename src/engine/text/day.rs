//! Days of the calendar as numbers, and the stretch of time that a written date means: the
//! proleptic Gregorian calendar with years that start in March, so that the leap day comes last
//! (days-from-civil by Howard Hinnant).

/// Days in 400 years.
const ERA: i64 = 146_097;

/// Days from 1970-01-01 to a date.
pub fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a number of days since 1970-01-01.
pub fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(ERA), shifted.rem_euclid(ERA));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    (year, month, day)
}

/// The second a day, month or year begins, or the last of it, from `2016-02-29`, `2016-02` or
/// `2016`; UTC.
pub fn date_bound(text: &str, is_end: bool) -> Option<i64> {
    let mut parts = text.trim().split('-').map(str::parse::<i64>);
    let year = parts
        .next()?
        .ok()
        .filter(|year| (1..=9_999).contains(year))?;
    let month = parts.next().transpose().ok()?;
    let day = parts.next().transpose().ok()?;
    if parts.next().is_some() || month.is_some_and(|month| !(1..=12).contains(&month)) {
        return None;
    }
    let start = days(year, month.unwrap_or(1), 1);
    let next_month = match month {
        None | Some(12) => days(year + 1, 1, 1),
        Some(month) => days(year, month + 1, 1),
    };
    let (first, after) = match day {
        None => (start, next_month),
        Some(day) if (1..=next_month - start).contains(&day) => (start + day - 1, start + day),
        Some(_) => return None,
    };
    Some(if is_end {
        after * 86_400 - 1
    } else {
        first * 86_400
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_bound_a_stretch_of_time() {
        let cases = [
            ("1970-01-01", Some((0, 86_399))),
            ("2016-02", Some((1_454_284_800, 1_456_790_399))),
            ("2016", Some((1_451_606_400, 1_483_228_799))),
            ("2016-02-30", None),
            ("2016-13", None),
            ("soon", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = date_bound(text, false).zip(date_bound(text, true));
            assert_eq!(found, expected, "{text}");
        }
    }
}
