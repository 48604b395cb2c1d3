//! Numbers, months and weekdays of an English text, in words and figures.

use super::number_words::{Part, implied, magnitude, month, part, roman, weekday};
use crate::engine::qa::facts::{Fact, Value, Weight};
use crate::engine::text::normalize::ascii_digit;
use std::ops::Range;

/// A word, a run of digits or a mark.
struct Item<'t> {
    range: Range<usize>,
    text: &'t str,
    lower: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Digits,
    Mark,
}

/// The facts of a text in its order.
pub fn facts(text: &str) -> Vec<Fact> {
    let items = items(text);
    let reader = Reader { items: &items };
    let mut found = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let end = reader.read(at, &mut found);
        at = end.max(at + 1);
    }
    found
}

fn items(text: &str) -> Vec<Item<'_>> {
    let class = |c: char| {
        if ascii_digit(c).is_some() {
            Some(Kind::Digits)
        } else if c.is_alphabetic() {
            Some(Kind::Word)
        } else if c.is_whitespace() {
            None
        } else {
            Some(Kind::Mark)
        }
    };
    let mut found: Vec<Item<'_>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let Some(kind) = class(c) else { continue };
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek().filter(|_| kind != Kind::Mark) {
            let after = text[at + next.len_utf8()..].chars().next();
            let joins = kind == Kind::Digits
                && matches!(next, ',' | '.' | '٫' | '٬')
                && after.is_some_and(|c| ascii_digit(c).is_some());
            if class(next) != Some(kind) && !joins {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let written = &text[start..end];
        found.push(Item {
            range: start..end,
            text: written,
            lower: if kind == Kind::Word {
                written.to_lowercase()
            } else {
                String::new()
            },
            kind,
        });
    }
    found
}

/// The readings of a run of digits, the likeliest first: `1,500`, `16.5`, `360.000`.
pub fn figures(run: &str) -> Vec<f64> {
    let ascii: String = run
        .chars()
        .map(|c| match c {
            '٫' => '.',
            '٬' => ',',
            c => ascii_digit(c).unwrap_or(c),
        })
        .collect();
    let groups: Vec<&str> = ascii.split([',', '.']).collect();
    let parse = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite());
    let is_grouped = groups.len() > 1
        && groups
            .first()
            .is_some_and(|group| (1..=3).contains(&group.len()))
        && groups.iter().skip(1).all(|group| group.len() == 3);
    let marks: Vec<char> = ascii.chars().filter(|c| matches!(c, ',' | '.')).collect();
    let plain: String = ascii.chars().filter(char::is_ascii_digit).collect();
    let mut readings = Vec::new();
    match marks.as_slice() {
        [] => readings.extend(parse(&ascii)),
        [mark] => {
            let decimal = parse(&ascii.replace(',', "."));
            if is_grouped && *mark == ',' {
                readings.extend(parse(&plain));
            } else {
                readings.extend(decimal);
                if is_grouped {
                    readings.extend(parse(&plain));
                }
            }
        }
        [first, .., last] if first != last => {
            // 1,234.5 and 1.234,5
            let at = ascii.rfind(*last).unwrap_or(ascii.len());
            let whole: String = ascii[..at].chars().filter(char::is_ascii_digit).collect();
            readings.extend(parse(&format!("{whole}.{}", &ascii[at + 1..])));
        }
        _ if is_grouped => readings.extend(parse(&plain)),
        // 12.05.2016, 10.0.0.1: each part by itself.
        _ => readings.extend(groups.iter().filter_map(|group| parse(group))),
    }
    readings
}

struct Reader<'i> {
    items: &'i [Item<'i>],
}

impl Reader<'_> {
    fn get(&self, at: usize) -> Option<&Item<'_>> {
        self.items.get(at)
    }

    fn word(&self, at: usize) -> &str {
        self.get(at).map_or("", |item| item.lower.as_str())
    }

    fn is_mark(&self, at: usize, marks: &str) -> bool {
        self.get(at)
            .is_some_and(|item| item.kind == Kind::Mark && marks.contains(item.text))
    }

    /// A slash between two single digits, the second of which is the item behind it.
    fn is_slash(&self, at: usize) -> bool {
        let is_digit = |at: usize| {
            self.get(at)
                .is_some_and(|item| item.kind == Kind::Digits && item.text.len() == 1)
        };
        let slash = if self.is_mark(at, "/⁄") {
            at
        } else {
            at.saturating_sub(1)
        };
        self.is_mark(slash, "/⁄") && slash > 0 && is_digit(slash - 1) && is_digit(slash + 1)
    }

    fn touches(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.get(before))
            .zip(self.get(at))
            .is_some_and(|(a, b)| a.range.end == b.range.start)
    }

    /// The range from an item to the one before `end`.
    fn span(&self, at: usize, end: usize) -> Range<usize> {
        let start = self.get(at).map_or(0, |item| item.range.start);
        let last = end.checked_sub(1).and_then(|last| self.get(last));
        start..last.map_or(start, |item| item.range.end)
    }

    /// Reads what begins at an item, and says where it ends.
    fn read(&self, at: usize, found: &mut Vec<Fact>) -> usize {
        let Some(item) = self.get(at) else {
            return at + 1;
        };
        match item.kind {
            Kind::Digits => self.digits(at, found),
            Kind::Mark => at + 1,
            Kind::Word => self
                .calendar(at, found)
                .or_else(|| self.cardinal(at, found))
                .unwrap_or_else(|| self.other_word(at, found)),
        }
    }

    fn calendar(&self, at: usize, found: &mut Vec<Fact>) -> Option<usize> {
        let item = self.get(at)?;
        let range = item.range.clone();
        if let Some(day) = weekday(item.text) {
            found.push(Fact {
                range,
                value: Value::Weekday(day),
                also: Vec::new(),
                weight: Weight::Words,
            });
            return Some(at + 1);
        }
        let (number, is_doubtful) = month(item.text)?;
        let is_number = |at: Option<usize>| {
            at.and_then(|at| self.get(at))
                .is_some_and(|item| item.kind == Kind::Digits)
        };
        let next = if self.is_mark(at + 1, ".,") {
            at + 2
        } else {
            at + 1
        };
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        // `in May`, `May 2017`, `3 May`; else Theresa May, and May that begins a sentence.
        let is_sure = !is_doubtful
            || is_number(Some(next))
            || is_number(at.checked_sub(1))
            || matches!(
                before,
                "in" | "since"
                    | "until"
                    | "of"
                    | "by"
                    | "late"
                    | "early"
                    | "last"
                    | "next"
                    | "mid"
                    | "during"
                    | "through"
                    | "from"
                    | "between"
            ) && !matches!(self.word(at + 1), "s");
        found.push(Fact {
            range,
            value: Value::Month(number),
            also: Vec::new(),
            weight: if is_sure {
                Weight::Words
            } else {
                Weight::Loose
            },
        });
        Some(at + 1)
    }

    fn digits(&self, at: usize, found: &mut Vec<Fact>) -> usize {
        let Some(item) = self.get(at) else {
            return at + 1;
        };
        let readings = figures(item.text);
        let Some(&first) = readings.first() else {
            return at + 1;
        };
        let is_list = item.text.matches(['.', ',']).count() > 1 && readings.len() > 1;
        if is_list {
            found.extend(
                readings
                    .iter()
                    .map(|&n| Fact::number(item.range.clone(), n, Weight::Figures)),
            );
            return at + 1;
        }
        let mut fact = Fact::number(item.range.clone(), first, Weight::Figures)
            .or(readings.iter().skip(1).copied());
        let mut end = at + 1;
        let is_minute = first == 0.0 && at > 0 && self.is_mark(at - 1, ":");
        let is_power = self.touches(at)
            && at > 0
            && matches!(self.word(at - 1), "km" | "m" | "cm" | "mi" | "ft");
        let is_fraction = first < 10.0 && (self.is_slash(at + 1) || at > 1 && self.is_slash(at));
        if is_minute || is_power || is_fraction {
            fact.weight = Weight::Loose;
        }
        // 6.30 on a clock.
        if first < 25.0 && (first * 100.0).fract().abs() < 1e-6 && item.text.len() > 3 {
            let hour = first.floor();
            fact.also.extend([
                hour,
                if hour > 12.0 {
                    hour - 12.0
                } else {
                    hour + 12.0
                },
            ]);
        }
        // Suffixes that touch: 1990s, 20th, 5bn, 16.5m.
        if self.touches(end) {
            match self.word(end) {
                "s" => {
                    fact.also.extend([
                        first + 1900.0,
                        first % 100.0,
                        (first / 100.0).floor() + 1.0,
                    ]);
                    end += 1;
                }
                "st" | "nd" | "rd" | "th" => end += 1,
                "k" => {
                    fact.also.push(first * 1e3);
                    end += 1;
                }
                "m" | "mn" | "mln" => {
                    fact.also.push(first * 1e6);
                    end += 1;
                }
                "bn" | "b" => {
                    fact.also.push(first * 1e9);
                    end += 1;
                }
                "tn" => {
                    fact.also.push(first * 1e12);
                    end += 1;
                }
                _ => {}
            }
        }
        // 2015-16, '90s
        let after_dash = at >= 2 && self.is_mark(at - 1, "-–/") && self.touches(at);
        if after_dash
            && first < 100.0
            && let Some(before) = self
                .get(at - 2)
                .filter(|item| item.kind == Kind::Digits && item.text.len() == 4)
            && let Some(&year) = figures(before.text).first()
        {
            fact.also.push((year / 100.0).floor() * 100.0 + first);
        }
        if at >= 1 && self.is_mark(at - 1, "'’‘") && first < 100.0 {
            fact.also.push(1900.0 + first);
            fact.also.push(2000.0 + first);
        }
        let scaled = self.scales(end);
        if let Some((scale, after)) = scaled {
            for n in fact.also.iter_mut() {
                *n *= scale;
            }
            fact.value = Value::Number(first * scale);
            end = after;
        }
        // 4 pm, 4:30 p.m.: also on the clock of twenty-four hours.
        if first <= 24.0
            && (self.is_mark(end, ":.") || matches!(self.word(end), "am" | "pm" | "a" | "p" | "o"))
        {
            fact.also.push(if first > 12.0 {
                first - 12.0
            } else {
                first + 12.0
            });
        }
        if self.word(end) == "and" && self.word(end + 1) == "a" && self.word(end + 2) == "half" {
            fact.value = Value::Number(first + 0.5);
            end += 3;
        }
        fact.range = self.span(at, end);
        found.push(fact);
        end
    }

    /// The product of the scale words from an item on: `million`, `hundred thousand`.
    fn scales(&self, at: usize) -> Option<(f64, usize)> {
        let mut end = if self.is_mark(at, "-") { at + 1 } else { at };
        let mut scale = 1.0;
        let from = end;
        loop {
            scale *= match self.word(end) {
                "hundred" => 1e2,
                "thousand" => 1e3,
                "million" => 1e6,
                "billion" | "bn" => 1e9,
                "trillion" | "tn" => 1e12,
                "dozen" => 12.0,
                _ => break,
            };
            end += 1;
        }
        (end > from).then_some((scale, end))
    }

    /// A number in words: `two hundred and fifty thousand`, `a couple of million`, `twenty-first`.
    fn cardinal(&self, at: usize, found: &mut Vec<Fact>) -> Option<usize> {
        let mut next = at;
        let mut total = 0.0;
        let mut current: Option<f64> = None;
        let mut is_ordinal = false;
        let mut is_spelt_out = false;
        // What may stand before a scale.
        match self.word(at) {
            "a" | "an" => {
                if !matches!(
                    part(self.word(at + 1)),
                    Some(Part::Hundred | Part::Scale(_) | Part::Dozen)
                ) {
                    return self.loose_multiple(at, found);
                }
                current = Some(1.0);
                next = at + 1;
            }
            "half" | "quarter" | "couple" | "several" | "few" | "many" => {
                return self.loose_multiple(at, found);
            }
            _ => {}
        }
        let mut end = next;
        while let Some(read) = part(self.word(next)) {
            match read {
                Part::Unit(n) => {
                    // Two units in a row are two numbers.
                    if current.is_some_and(|c| {
                        c % 10.0 != 0.0 || c % 100.0 == 10.0 || (c % 100.0 == 0.0 && c < 100.0)
                    }) {
                        break;
                    }
                    current = Some(current.unwrap_or(0.0) + n);
                }
                Part::Tens(n) => {
                    if current.is_some_and(|c| c % 100.0 != 0.0) {
                        break;
                    }
                    current = Some(current.unwrap_or(0.0) + n);
                }
                Part::Hundred => current = Some(current.unwrap_or(1.0) * 100.0),
                Part::Dozen => current = Some(current.unwrap_or(1.0) * 12.0),
                Part::Scale(scale) => {
                    total += current.take().unwrap_or(1.0) * scale;
                    is_spelt_out = true;
                }
                Part::Ordinal(n) => {
                    if current.is_some_and(|c| c % 10.0 != 0.0 || n >= 10.0 && c < 100.0) {
                        // two thirds: a fraction.
                        let top = current.unwrap_or(1.0) + total;
                        let range = self.span(at, next + 1);
                        found.push(Fact::number(range, top / n, Weight::Loose).or([top, n]));
                        return Some(next + 1);
                    }
                    current = Some(current.unwrap_or(0.0) + n);
                    is_ordinal = true;
                }
            }
            next += 1;
            end = next;
            if is_ordinal {
                break;
            }
            let is_joined = self.is_mark(next, "-") && part(self.word(next + 1)).is_some();
            let has_and = self.word(next) == "and"
                && matches!(
                    part(self.word(next + 1)),
                    Some(Part::Unit(_) | Part::Tens(_))
                )
                && (current.is_some_and(|c| c >= 100.0 && c % 100.0 == 0.0)
                    || current.is_none() && total > 0.0);
            if is_joined || has_and {
                next += 1;
            }
        }
        if end == at {
            return None;
        }
        let mut value = total + current.unwrap_or(0.0);
        if self.word(end) == "and" && self.word(end + 1) == "a" && self.word(end + 2) == "half" {
            let last = if current.is_none() && total > 0.0 {
                scale_of(total)
            } else {
                1.0
            };
            value += last / 2.0;
            end += 3;
        }
        let mut also = Vec::new();
        if is_ordinal {
            also.push(1.0 / value);
            if value == 2.0 || value == 4.0 && self.word(at).starts_with("quarter") {
                also.push(value / 8.0);
            }
        }
        // `one in five`, `the two of them`, a second: too common to ask for an answer.
        let weight = if value < 3.0 && !is_spelt_out {
            Weight::Loose
        } else {
            Weight::Words
        };
        let weight = if self.word(at) == "quarters" {
            Weight::Loose
        } else {
            weight
        };
        found.push(Fact::number(self.span(at, end), value, weight).or(also));
        Some(end)
    }

    /// `half a million`, `a couple of thousand`, `a quarter of a million`, `several hundred`.
    fn loose_multiple(&self, at: usize, found: &mut Vec<Fact>) -> Option<usize> {
        let mut next = at;
        if matches!(self.word(next), "a" | "an") {
            next += 1;
        }
        let (factor, weight) = match self.word(next) {
            "half" => (0.5, Weight::Words),
            "quarter" => (0.25, Weight::Words),
            "couple" => (2.0, Weight::Words),
            "several" | "few" | "many" => (1.0, Weight::Vague),
            _ => return None,
        };
        next += 1;
        while matches!(self.word(next), "of" | "a" | "an") || self.is_mark(next, "-") {
            next += 1;
        }
        let (scale, end) = self.scales(next)?;
        found.push(Fact::number(self.span(at, end), factor * scale, weight));
        Some(end)
    }

    /// Words that imply a number, magnitudes, Roman numerals.
    fn other_word(&self, at: usize, found: &mut Vec<Fact>) -> usize {
        let Some(item) = self.get(at) else {
            return at + 1;
        };
        if let Some(mut size) = magnitude(&item.lower) {
            // tens of thousands
            let mut end = at + 1;
            while self.word(end) == "of" {
                let Some(further) = magnitude(self.word(end + 1)) else {
                    break;
                };
                size *= further;
                end += 2;
            }
            found.push(Fact::number(self.span(at, end), size, Weight::Vague));
            return end;
        }
        let numbers = implied(&item.lower);
        if let Some((&first, rest)) = numbers.split_first() {
            found.push(
                Fact::number(item.range.clone(), first, Weight::Loose).or(rest.iter().copied()),
            );
        }
        if let Some(n) = roman(item.text) {
            found.push(Fact::number(item.range.clone(), n, Weight::Loose));
        }
        at + 1
    }
}

/// The largest scale below a number.
fn scale_of(n: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3]
        .into_iter()
        .find(|scale| n >= *scale)
        .unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let shown = |fact: Fact| {
            let value = match fact.value {
                Value::Number(n) => format!("{n}"),
                Value::Month(n) => format!("month {n}"),
                Value::Weekday(n) => format!("weekday {n}"),
            };
            match fact.weight {
                Weight::Loose => format!("({value})"),
                Weight::Vague => format!("~{value}"),
                _ => value,
            }
        };
        facts(text)
            .into_iter()
            .map(shown)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn numbers_of_english() {
        for (text, expected) in [
            ("killed 1,500 on 3 May 2016", "1500 3 month 5 2016"),
            ("two hundred and fifty thousand", "250000"),
            ("twenty-one and thirty", "21 30"),
            ("2.3 million, $11 thousand, 5bn", "2300000 11000 5"),
            ("a couple of million staff", "2000000"),
            ("half a million", "500000"),
            ("tens of thousands", "~10000"),
            ("the twenty-first century", "21 (100)"),
            ("one and two", "(1) (2)"),
            ("a thousand and one", "1001"),
            ("Theresa May said", "(month 5)"),
            ("four dozen bases", "48"),
            ("World War II", "(2)"),
            ("a million and a half", "1500000"),
            ("two thirds", "(0.6666666666666666)"),
            ("the 18th", "18"),
            ("three four", "3 4"),
            ("on Sunday", "weekday 7"),
            ("12.05.2016", "12 5 2016"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }
}
