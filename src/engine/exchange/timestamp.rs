//! Dates of exchange files: `20160227T103000Z` to seconds since 1970 and back.

use crate::engine::text::day::{civil, days};

const DAY: i64 = 86_400;
/// Days that are past any year of four digits.
const YEARS: i64 = 20_000 * 366;

/// `None` outside the years 0 to 9999, which the format cannot write.
pub fn format(seconds: i64) -> Option<String> {
    let (year, month, day) = civil(seconds.div_euclid(DAY).clamp(-YEARS, YEARS));
    let time = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    (0..=9999)
        .contains(&year)
        .then(|| format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z"))
}

/// The extended form `2016-02-27T10:30:00Z`; `None` outside the years 0 to 9999.
pub fn extended(seconds: i64) -> Option<String> {
    let basic = format(seconds)?;
    let part = |from: usize, to: usize| basic.get(from..to).unwrap_or_default();
    Some(format!(
        "{}-{}-{}T{}:{}:{}Z",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(9, 11),
        part(11, 13),
        part(13, 15)
    ))
}

/// Reads the basic form and the extended one with hyphens and colons, with or without time, as
/// UTC. `None` if it is neither or no such date exists.
pub fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    let (date, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
    let (date, date_length) = digits(date, '-')?;
    let time = time.trim_end_matches(['Z', 'z']);
    let (time, time_length) = digits(time.split('.').next().unwrap_or_default(), ':')?;
    if date_length != 8 || !matches!(time_length, 0 | 4 | 6) {
        return None;
    }
    let pair = |digits: &[i64; 8], at: usize| digits[at] * 10 + digits[at + 1];
    let (year, month, day) = (
        pair(&date, 0) * 100 + pair(&date, 2),
        pair(&date, 4),
        pair(&date, 6),
    );
    let (hour, minute, second) = (pair(&time, 0), pair(&time, 2), pair(&time, 4));
    let days = days(year, month, day);
    let real = civil(days) == (year, month, day) && hour < 24 && minute < 60 && second < 61;
    real.then_some(days * DAY + hour * 3600 + minute * 60 + second)
}

/// The digits of a text, zeros after them, and how many there are.
fn digits(text: &str, separator: char) -> Option<([i64; 8], usize)> {
    let mut digits = [0; 8];
    let mut length = 0;
    for c in text.chars().filter(|&c| c != separator) {
        *digits.get_mut(length)? = i64::from(c.to_digit(10)?);
        length += 1;
    }
    Some((digits, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_both_forms() {
        for (text, seconds) in [
            ("19700101T000000Z", Some(0)),
            ("20160227T103000Z", Some(1_456_569_000)),
            ("2016-02-27T10:30:00Z", Some(1_456_569_000)),
            ("2016-02-27T10:30:00.125Z", Some(1_456_569_000)),
            ("20160229", Some(1_456_704_000)),
            ("19691231T235959Z", Some(-1)),
            ("20150229T000000Z", None),
            ("20161301T000000Z", None),
            ("yesterday", None),
            ("", None),
            ("٢٠١٦٠٢٢٧", None),
        ] {
            assert_eq!(parse(text), seconds, "{text}");
        }
    }

    #[test]
    fn years_that_cannot_be_written() {
        assert_eq!(
            format(i64::from(i32::MAX)).as_deref(),
            Some("20380119T031407Z")
        );
        for seconds in [i64::MIN / 4, i64::MAX / 4, 253_402_300_800] {
            assert_eq!(format(seconds), None);
        }
    }

    proptest::proptest! {
        #[test]
        fn dates_survive(seconds in -62_000_000_000_i64..253_402_300_799) {
            proptest::prop_assert_eq!(format(seconds).and_then(|text| parse(&text)), Some(seconds));
        }
    }
}
