//! Times of day: الساعة الثالثة والنصف, 14:30 بتوقيت غرينتش, منتصف الليل.

use super::cardinal::Joint;
use super::digits::Figures;
use super::lists::rows;
use super::meaning::{Meaning, Period};
use super::passage::Passage;
use super::value::{Clock, Value};
use std::collections::HashMap;
use std::sync::LazyLock;

impl Passage<'_> {
    /// The time of day that starts at an item and the item after it.
    pub fn time(&self, at: usize) -> Option<(Value, usize)> {
        self.time_beside(at, false)
    }

    /// The same; beside another time the letter م is no metre.
    pub fn time_beside(&self, at: usize, time: bool) -> Option<(Value, usize)> {
        if self.is(at, &["منتصف", "بمنتصف"]) && self.is(at + 1, &["النهار", "الظهيره"])
        {
            return Some((Value::Time(Clock::at(12, true)), at + 2));
        }
        if self.is(at, &["منتصف", "بمنتصف"]) && self.is(at + 1, &["الليل", "الليله"])
        {
            return Some((Value::Time(Clock::at(0, true)), at + 2));
        }
        let said = ["الساعه", "بالساعه", "للساعه"].contains(&self.bare_key(at));
        let start = if said { at + 1 } else { at };
        let (hour, minute, second, end) = self.hour(start, said)?;
        let (minute, end) = match minute {
            Some(minute) => (i32::from(minute), end),
            None => self.minutes(end).unwrap_or((0, end)),
        };
        let whole = i32::from(hour) * 60 + minute;
        let whole = u16::try_from(whole.rem_euclid(24 * 60)).ok()?;
        let (hour, minute) = ((whole / 60) as u8, (whole % 60) as u8);
        let (period, end) = self
            .period(end, said || time || self.is_clock(start))
            .map_or((None, end), |(period, end)| (Some(period), end));
        let (zone, end) = self
            .zone(end)
            .map_or((None, end), |(zone, end)| (Some(zone), end));
        let has_sign = matches!(self.figures(start), Some(Figures::Clock(..)));
        let has_evidence = said || period.is_some() || has_sign || zone.is_some();
        if !has_evidence {
            return None;
        }
        let hour = period.map_or(hour, |period| in_period(hour, period));
        let known_half = period.is_some();
        Some((
            Value::Time(Clock {
                hour,
                minute,
                second,
                known_half,
                zone,
            }),
            end,
        ))
    }

    /// Hour, minute and second where they are written in one, and the item after them.
    fn hour(&self, at: usize, said: bool) -> Option<(u8, Option<u8>, Option<u8>, usize)> {
        if let Some(figures) = self.figures(at) {
            return match figures {
                Figures::Clock(hour, minute, second) => Some((hour, Some(minute), second, at + 1)),
                // 18.30 and 18,30 after الساعة, or before a time zone.
                Figures::Number { value, plain } => {
                    if value.places() == 2
                        && (said
                            || self.zone(at + 1).is_some()
                            || self.period(at + 1, false).is_some())
                    {
                        let text = value.grouped();
                        let (hour, minute) = text.split_once('.')?;
                        let minute = minute.parse().ok().filter(|&m: &u8| m < 60)?;
                        return Some((
                            hour_of_day(hour.parse().ok()?)?,
                            Some(minute),
                            None,
                            at + 1,
                        ));
                    }
                    let number = value.as_whole().filter(|_| plain.is_some())?;
                    if plain == Some(4) && (said || self.zone(at + 1).is_some()) {
                        let minute = u8::try_from(number % 100).ok().filter(|&m| m < 60)?;
                        return Some((hour_of_day(number / 100)?, Some(minute), None, at + 1));
                    }
                    Some((hour_of_day(number)?, None, None, at + 1))
                }
                _ => None,
            };
        }
        let definite = self.meanings(at).any(|(before, _)| before.article);
        if !definite {
            return None;
        }
        let one = self
            .meanings(at)
            .any(|(_, meaning)| meaning == Meaning::Unit(1));
        if one {
            return Some((1, None, None, at + 1));
        }
        let feminine = self.key(at).ends_with(['ه', 'ي']);
        let (hour, end) = self.ordinal(at).filter(|(hour, _)| feminine && *hour > 1)?;
        Some((
            hour_of_day(hour.into()).filter(|&hour| hour <= 12 || said)?,
            None,
            None,
            end,
        ))
    }

    /// والنصف, إلا ربعا, وعشر دقائق: minutes after the hour, or before it.
    fn minutes(&self, at: usize) -> Option<(i32, usize)> {
        if !self.follows_closely(at) {
            return None;
        }
        let part = |at: usize, conjunction: bool| {
            self.meaning(at, |before, meaning| match meaning {
                Meaning::Fraction(1, 2) if before.conjunction == conjunction => Some(30),
                Meaning::Fraction(1, 3) if before.conjunction == conjunction => Some(20),
                Meaning::Fraction(1, 4) if before.conjunction == conjunction => Some(15),
                _ => None,
            })
        };
        let less = |at: usize| {
            // ربعا and ثلثا, in the accusative.
            let key = self.key(at);
            part(at, false).or(match key {
                "ربعا" => Some(15),
                "ثلثا" => Some(20),
                _ => None,
            })
        };
        if self.is(at, &["الا"]) {
            if let Some(minutes) = less(at + 1) {
                return Some((-minutes, at + 2));
            }
            return self
                .counted_minutes(at + 1, Joint::Bare)
                .map(|(minutes, end)| (-minutes, end));
        }
        if let Some(minutes) = part(at, true) {
            // والنصف وخمس دقائق, والنصف إلا خمس دقائق
            let more = if self.is(at + 1, &["الا"]) && self.follows_closely(at + 1) {
                less(at + 2)
                    .map(|minutes| (minutes, at + 3))
                    .or_else(|| self.counted_minutes(at + 2, Joint::Bare))
                    .map(|(minutes, end)| (-minutes, end))
            } else {
                self.counted_minutes(at + 1, Joint::And)
            };
            let more = more.filter(|_| minutes == 30);
            return Some(more.map_or((minutes, at + 1), |(more, end)| (minutes + more, end)));
        }
        self.counted_minutes(at, Joint::And)
    }

    fn counted_minutes(&self, at: usize, joint: Joint) -> Option<(i32, usize)> {
        let number = self.cardinal(at, joint)?;
        let minutes = number.value.as_whole().filter(|n| (1..60).contains(n))?;
        let is_minutes = self
            .key(number.end)
            .trim_end_matches('ا')
            .ends_with("دقيقه")
            || self.is(number.end, &["دقاءق", "دقيقه"]);
        is_minutes.then_some((minutes as i32, number.end + 1))
    }

    fn is_clock(&self, at: usize) -> bool {
        matches!(self.figures(at), Some(Figures::Clock(..)))
    }

    /// ص. 45, ص 45: a page.
    fn is_mark_of_page(&self, at: usize) -> bool {
        let next = if self.mark(at + 1) == Some('.') {
            at + 2
        } else {
            at + 1
        };
        self.plain_figures(next).is_some() && self.follows_closely(next)
    }

    /// صباحا, بعد الظهر, من مساء, قبل منتصف الليل.
    /// The letter م is `pm` only where a clock stands.
    fn period(&self, at: usize, clock: bool) -> Option<(Period, usize)> {
        if !self.follows_closely(at) {
            return None;
        }
        match (self.key(at), self.key(at + 1)) {
            ("بعد", "الظهر") => return Some((Period::Afternoon, at + 2)),
            ("قبل", "الظهر") => return Some((Period::Morning, at + 2)),
            ("بعد", "منتصف") => return Some((Period::Morning, at + 3)),
            ("قبل", "منتصف") => return Some((Period::Night, at + 3)),
            ("ص", _) if !self.is_mark_of_page(at) => return Some((Period::Morning, at + 1)),
            ("م", _) if clock => return Some((Period::Afternoon, at + 1)),
            ("ظ", _) if clock => return Some((Period::Noon, at + 1)),
            _ => {}
        }
        let written = |at: usize, adverb: bool| {
            self.meaning(at, |before, meaning| match meaning {
                Meaning::Period(period) if before == super::meaning::Before::default() => {
                    Some(period)
                }
                _ => None,
            })
            .filter(|_| !adverb || self.key(at).ends_with('ا') || self.key(at) == "مساء")
        };
        if self.is(at, &["من"]) {
            // من صباح اليوم: the day that follows is not part of the hour.
            return written(at + 1, false).map(|period| (period, at + 2));
        }
        written(at, true).map(|period| (period, at + 1))
    }

    /// بتوقيت غرينتش, بالتوقيت المحلي, ت غ, in brackets or not.
    fn zone(&self, at: usize) -> Option<(&'static str, usize)> {
        let open = self.mark(at) == Some('(');
        let start = if open { at + 1 } else { at };
        let greenwich = ["غرينتش", "جرينتش", "غرينيتش", "جرينيتش", "غرينتيش"];
        let dot = |at: usize| usize::from(self.mark(at) == Some('.'));
        let (zone, end) = match (self.key(start), self.key(start + 1)) {
            ("بتوقيت" | "توقيت", next) if greenwich.contains(&next) => {
                ("GMT", start + 2)
            }
            ("بالتوقيت" | "التوقيت", "المحلي") => ("local time", start + 2),
            ("بتوقيت" | "توقيت", place) => {
                let honoured = self.is(start + 2, &["المكرمه", "المنوره"]);
                (place_time(place)?, start + 2 + usize::from(honoured))
            }
            (next, _) if greenwich.contains(&next) || next == "gmt" || next == "تغ" => {
                ("GMT", start + 1)
            }
            ("ت", _) => {
                let second = start + 1 + dot(start + 1);
                (self.key(second) == "غ").then_some(())?;
                ("GMT", second + 1)
            }
            _ => return None,
        };
        if !open {
            return Some((zone, end));
        }
        let close = end + dot(end);
        (self.mark(close) == Some(')')).then_some((zone, close + 1))
    }
}

static PLACES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("clock_places.tsv"))
        .filter_map(|row| row.split_once('\t'))
        .collect()
});

/// بتوقيت القاهرة: the clock of a place.
fn place_time(key: &str) -> Option<&'static str> {
    PLACES.get(key).copied()
}

impl Clock {
    pub fn at(hour: u8, known_half: bool) -> Self {
        Self {
            hour,
            minute: 0,
            second: None,
            known_half,
            zone: None,
        }
    }
}

fn hour_of_day(hour: i128) -> Option<u8> {
    u8::try_from(hour).ok().filter(|hour| *hour <= 24)
}

fn in_period(hour: u8, period: Period) -> u8 {
    match (period, hour) {
        (Period::Morning, 12) => 0,
        (Period::Noon, 1..=4) | (Period::Afternoon, 1..=11) | (Period::Night, 6..=11) => hour + 12,
        (Period::Night, 12) => 0,
        _ => hour,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::text::normalize::key;

    #[test]
    fn places_are_there_once_and_written_as_keys() {
        let all: Vec<&str> = rows(include_str!("clock_places.tsv")).collect();
        assert_eq!(all.len(), PLACES.len());
        for (place, english) in PLACES.iter() {
            assert_eq!(key(place), *place);
            assert!(english.ends_with(" time"), "{english}");
        }
    }
}
