//! The numbers of the current source put into a target that differs in them alone.

use crate::engine::text::normalize::ascii_digit;
use crate::engine::text::tokenize::{Token, TokenKind, tokens};
use std::collections::BTreeMap;
use std::ops::Range;

/// Words that a target may have for small numbers.
const WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];
/// The house style writes numbers below this in words.
const FIGURES_FROM: usize = 10;

/// `target`, the translation of `old`, with the numbers of `new` in place of those of `old`; `None`
/// where there is nothing to put or no telling where. Either all that differ are put, or none.
/// Beside the text stand the places of what was put in, in order.
pub fn with_numbers(old: &str, new: &str, target: &str) -> Option<(String, Vec<Range<usize>>)> {
    let (before, after) = (numbers(old), numbers(new));
    if before.len() != after.len() {
        return None;
    }
    let mut wanted: BTreeMap<&str, Vec<&Number>> = BTreeMap::new();
    for (a, b) in before.iter().zip(&after) {
        wanted.entry(&a.value).or_default().push(b);
    }
    if before.iter().zip(&after).all(|(a, b)| a.value == b.value) {
        return None;
    }
    let places = places(target);
    let mut puts: Vec<(Range<usize>, String)> = Vec::new();
    for (value, replacements) in wanted {
        if replacements.iter().all(|number| number.value == value) {
            continue;
        }
        let here: Vec<&Place> = places.iter().filter(|place| place.value == value).collect();
        let is_one = replacements
            .windows(2)
            .all(|pair| pair[0].value == pair[1].value);
        if here.is_empty() || (here.len() != replacements.len() && !is_one) {
            return None;
        }
        for (n, place) in here.into_iter().enumerate() {
            let number = replacements.get(n).or(replacements.first())?;
            puts.push((place.range.clone(), place.written(number)));
        }
    }
    puts.sort_by_key(|(range, _)| range.start);
    let mut text = String::with_capacity(target.len() + 8);
    let mut from = 0;
    let mut put = Vec::with_capacity(puts.len());
    for (range, written) in puts {
        text.push_str(target.get(from..range.start)?);
        put.push(text.len()..text.len() + written.len());
        text.push_str(&written);
        from = range.end;
    }
    text.push_str(target.get(from..)?);
    Some((text, put))
}

/// A number in digits.
struct Number {
    /// ASCII digits with a decimal point, without marks between thousands.
    value: String,
    grouped: bool,
}

impl Number {
    fn read(text: &str) -> Self {
        let plain: String = text
            .chars()
            .filter_map(|c| match c {
                '٫' => Some('.'),
                '٬' => Some(','),
                _ => ascii_digit(c).or_else(|| c.is_ascii_punctuation().then_some(c)),
            })
            .collect();
        let parts: Vec<&str> = plain.split(',').collect();
        let is_group = |part: &&str| part.split('.').next().is_some_and(|whole| whole.len() == 3);
        let grouped = parts.len() > 1 && parts[1..].iter().all(is_group);
        let value = match parts.as_slice() {
            // A decimal comma.
            [whole, rest] if !grouped => format!("{whole}.{rest}"),
            _ if grouped => parts.concat(),
            _ => plain.clone(),
        };
        Self { value, grouped }
    }
}

fn numbers(text: &str) -> Vec<Number> {
    let is_number = |token: &Token| token.kind == TokenKind::Number;
    let found = tokens(text).into_iter().filter(is_number);
    found
        .map(|token| Number::read(&text[token.range]))
        .collect()
}

/// Where a target has a number.
struct Place {
    range: Range<usize>,
    value: String,
    form: Form,
}

#[derive(Clone, Copy)]
enum Form {
    Figures {
        grouped: bool,
    },
    /// `5th`
    Ordinal,
    Word {
        capital: bool,
    },
}

impl Place {
    fn written(&self, number: &Number) -> String {
        let grouped = match self.form {
            Form::Figures { grouped } => grouped || number.grouped,
            Form::Ordinal | Form::Word { .. } => number.grouped,
        };
        let figures = if grouped {
            group(&number.value)
        } else {
            number.value.clone()
        };
        match self.form {
            Form::Figures { .. } => figures,
            Form::Ordinal => format!("{figures}{}", suffix(&number.value)),
            Form::Word { capital } => {
                let word = number
                    .value
                    .parse()
                    .ok()
                    .filter(|&n: &usize| n < FIGURES_FROM);
                match word.and_then(|n| WORDS.get(n)) {
                    Some(word) if capital => word[..1].to_ascii_uppercase() + &word[1..],
                    Some(word) => (*word).to_owned(),
                    None => figures,
                }
            }
        }
    }
}

fn places(target: &str) -> Vec<Place> {
    let found = tokens(target);
    let mut places = Vec::new();
    for (at, token) in found.iter().enumerate() {
        let text = &target[token.range.clone()];
        match token.kind {
            TokenKind::Number => {
                let number = Number::read(text);
                let next = found
                    .get(at + 1)
                    .filter(|next| next.range.start == token.range.end);
                let ordinal = next.filter(|next| {
                    matches!(&target[next.range.clone()], "st" | "nd" | "rd" | "th")
                });
                places.push(Place {
                    range: token.range.start..ordinal.unwrap_or(token).range.end,
                    form: match ordinal {
                        Some(_) => Form::Ordinal,
                        None => Form::Figures {
                            grouped: number.grouped,
                        },
                    },
                    value: number.value,
                });
            }
            TokenKind::Word => {
                let small = WORDS
                    .iter()
                    .position(|word| word.eq_ignore_ascii_case(text));
                places.extend(small.map(|n| Place {
                    range: token.range.clone(),
                    value: n.to_string(),
                    form: Form::Word {
                        capital: text.starts_with(|c: char| c.is_uppercase()),
                    },
                }));
            }
            TokenKind::Punctuation => {}
        }
    }
    places
}

fn suffix(value: &str) -> &'static str {
    let bytes = value.as_bytes();
    if matches!(bytes, [.., b'1', _]) {
        return "th";
    }
    match bytes.last() {
        Some(b'1') => "st",
        Some(b'2') => "nd",
        Some(b'3') => "rd",
        _ => "th",
    }
}

/// `12,345.6`
fn group(value: &str) -> String {
    let (whole, rest) = value.split_at(value.find('.').unwrap_or(value.len()));
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len() + 4);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_go_where_the_old_ones_stood() {
        for (old, new, target, expected) in [
            (
                "قتل 12 مدنيا",
                "قتل 17 مدنيا",
                "12 civilians died",
                "17 civilians died",
            ),
            (
                "قتل ١٢ مدنيا",
                "قتل ٢٣ مدنيا",
                "12 civilians died",
                "23 civilians died",
            ),
            ("5 من 9", "9 من 5", "5 of 9", "9 of 5"),
            ("نحو 5 في 5", "نحو 6 في 7", "5 in 5", "6 in 7"),
            (
                "قتل 5 أشخاص",
                "قتل 8 أشخاص",
                "Five people died",
                "Eight people died",
            ),
            (
                "قتل 5 أشخاص",
                "قتل 38 شخصا",
                "five people died",
                "38 people died",
            ),
            (
                "في 21 مارس",
                "في 2 مارس",
                "on the 21st of March",
                "on the 2nd of March",
            ),
            (
                "1500 نازح",
                "23٬000 نازح",
                "1,500 displaced",
                "23,000 displaced",
            ),
            ("عام 2015", "عام 2016", "in 2015", "in 2016"),
            ("ارتفع ٣٫٥٪", "ارتفع ٤٫٢٥٪", "rose 3.5%", "rose 4.25%"),
            ("ارتفع 3,5%", "ارتفع 4,2%", "rose 3.5%", "rose 4.2%"),
            (
                "2000 و2000",
                "3000 و3000",
                "2,000 (yes, 2,000), 2,000",
                "3,000 (yes, 3,000), 3,000",
            ),
        ] {
            let (text, put) = with_numbers(old, new, target).unwrap();
            assert_eq!(text, expected, "{new}");
            assert!(
                put.iter()
                    .all(|range| !target.is_empty() && text.get(range.clone()).is_some())
            );
            assert!(!put.is_empty(), "{new}");
        }
    }

    #[test]
    fn where_there_is_no_telling_nothing_is_put() {
        for (old, new, target) in [
            ("قتل 12", "قتل 12", "12 died"),
            ("قتل 12", "قتل 17", "a dozen died"),
            ("12 و3", "12", "12 and 3"),
            ("5 و5", "6 و7", "5 each"),
            ("5 و9", "6 و8", "five and many"),
        ] {
            assert_eq!(with_numbers(old, new, target), None, "{new}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_fine(old in "[0-9٠-٩,.٫٬ a]{0,20}", new in "[0-9٠-٩,.٫٬ a]{0,20}", target in "[0-9,. onetwsth]{0,30}") {
            with_numbers(&old, &new, &target);
        }
    }
}
