//! The numbers of the current source put into a target that differs in them alone.

use super::counted::same_counted;
use crate::engine::text::normalize::{ascii_digit, key};
use crate::engine::text::numbers::{MONTH_NAMES, WEEKDAY_NAMES, month_named, weekday_named};
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
    put_in(target, number_puts(old, new, target)?)
}

/// The same for texts that differ in numbers, in what these count (15 طالبا, 300 طالب), in months
/// and in weekdays, and in nothing else.
pub fn with_dates(old: &str, new: &str, target: &str) -> Option<(String, Vec<Range<usize>>)> {
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    if old_tokens.len() != new_tokens.len() {
        return None;
    }
    let mut puts = Vec::new();
    let mut numbers_differ = false;
    let mut behind_number = false;
    for (a, b) in old_tokens.iter().zip(&new_tokens) {
        let (written, other) = (old.get(a.range.clone())?, new.get(b.range.clone())?);
        if a.kind != b.kind {
            return None;
        }
        if a.kind == TokenKind::Number {
            numbers_differ |= Number::read(written).value != Number::read(other).value;
            behind_number = true;
            continue;
        }
        let same = key(written) == key(other);
        let is_form = behind_number && same_counted(written, other);
        if !same && !is_form {
            puts.push(name_put(written, other, target)?);
        }
        behind_number = false;
    }
    if numbers_differ {
        puts.extend(number_puts(old, new, target)?);
    }
    puts.sort_by_key(|(range, _)| range.start);
    if puts.is_empty() || puts.windows(2).any(|pair| pair[0].0.end > pair[1].0.start) {
        return None;
    }
    put_in(target, puts)
}

/// The English month or weekday of one word for that of another, where it stands once.
fn name_put(old: &str, new: &str, target: &str) -> Option<(Range<usize>, String)> {
    let named = |word| {
        let month = month_named(word).map(|n| (&MONTH_NAMES[..], n));
        month.or_else(|| weekday_named(word).map(|n| (&WEEKDAY_NAMES[..], n)))
    };
    let ((names, a), (others, b)) = named(old).zip(named(new))?;
    if names.len() != others.len() {
        return None;
    }
    let name = |n: u8| names.get(usize::from(n).checked_sub(1)?).copied();
    let (from, to) = name(a).zip(name(b))?;
    let is_from = |token: &Token| target.get(token.range.clone()) == Some(from);
    let found = tokens(target);
    let mut places = found.iter().filter(|token| is_from(token));
    let place = places.next()?.range.clone();
    places.next().is_none().then(|| (place, to.to_owned()))
}

type Puts = Vec<(Range<usize>, String)>;

fn number_puts(old: &str, new: &str, target: &str) -> Option<Puts> {
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
    let mut puts: Puts = Vec::new();
    for (value, replacements) in wanted {
        if replacements.iter().all(|number| number.value == value) {
            continue;
        }
        let here: Vec<&Place> = places.iter().filter(|place| place.value == value).collect();
        let is_one = replacements
            .windows(2)
            .all(|pair| pair[0].value == pair[1].value);
        // One figure and two places: the other may be that of a name.
        let pairs = here.len() == replacements.len() || is_one && replacements.len() > 1;
        if here.is_empty() || !pairs {
            return None;
        }
        for (n, place) in here.into_iter().enumerate() {
            let number = replacements.get(n).or(replacements.first())?;
            if value != "1" && number.value == "1" && place.counts_many(target) {
                return None;
            }
            puts.push((place.range.clone(), place.written(number)));
        }
    }
    puts.sort_by_key(|(range, _)| range.start);
    Some(puts)
}

/// The target with the texts in their places, and where these stand in it.
fn put_in(target: &str, puts: Puts) -> Option<(String, Vec<Range<usize>>)> {
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
    /// A plural stands behind it, which one of them is not: `5 hours`.
    fn counts_many(&self, target: &str) -> bool {
        let rest = target.get(self.range.end..).unwrap_or_default();
        let next = rest.trim_start().split(|c: char| !c.is_alphabetic()).next();
        rest.starts_with(' ') && next.is_some_and(|word| word.len() > 2 && word.ends_with('s'))
    }

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
            // The figure of a name, G8 or A320, is no place.
            TokenKind::Number if is_of_name(target, &token.range) => {}
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

/// A letter touches the figure, and no ending of an ordinal.
fn is_of_name(target: &str, range: &Range<usize>) -> bool {
    let before = target.get(..range.start).unwrap_or_default();
    let behind = target.get(range.end..).unwrap_or_default();
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|ending| behind.starts_with(ending));
    let is_joined = |c: char| c.is_ascii_alphabetic();
    let hyphened = before
        .strip_suffix('-')
        .is_some_and(|rest| rest.ends_with(is_joined));
    before.ends_with(is_joined)
        || hyphened
        || behind.starts_with(is_joined)
            && !ordinal
            && !behind.starts_with(['k', 'm', 'b', 'p', 'a'])
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
    fn figures_of_names_stay() {
        for (old, new, target, expected) in [
            (
                "شارك 7 وزراء في قمة مجموعة السبع",
                "شارك 5 وزراء في قمة مجموعة السبع",
                "7 ministers attended the G7 summit",
                Some("5 ministers attended the G7 summit"),
            ),
            (
                "أقلعت 3 طائرات",
                "أقلعت 4 طائرات",
                "3 planes (type MiG-3) took off",
                Some("4 planes (type MiG-3) took off"),
            ),
            ("وصل 9 نواب", "وصل 6 نواب", "9 MPs came by bus 9", None),
            ("دام 4 ساعات", "دام 1 ساعات", "It lasted 4 hours", None),
        ] {
            let text = with_numbers(old, new, target).map(|(text, _)| text);
            assert_eq!(text.as_deref(), expected, "{new}");
        }
    }

    #[test]
    fn counted_nouns_months_and_weekdays() {
        for (old, new, target, expected) in [
            (
                "سافر 20 موظفا إلى المدينة",
                "سافر 600 موظف إلى المدينة",
                "20 employees travelled to the city",
                Some("600 employees travelled to the city"),
            ),
            (
                "بلغ العدد ٤٠ لاعبا",
                "بلغ العدد ٧ لاعبين",
                "The number reached 40 players",
                Some("The number reached 7 players"),
            ),
            (
                "يفتتح في 3 أيلول 2014",
                "يفتتح في 19 شباط 2015",
                "It opens on 3 September 2014",
                Some("It opens on 19 February 2015"),
            ),
            (
                "عاد الوفد الاثنين",
                "عاد الوفد الخميس",
                "The delegation returned on Monday",
                Some("The delegation returned on Thursday"),
            ),
            (
                "في 3 أيلول وفي 3 شباط",
                "في 3 أيلول وفي 3 نيسان",
                "on 3 September and on 3 March",
                None,
            ),
            ("سافر 20 موظفا", "سافر 20 طالبا", "20 employees left", None),
            ("عاد الاثنين", "عاد نيسان", "back on Monday", None),
        ] {
            let text = with_dates(old, new, target).map(|(text, _)| text);
            assert_eq!(text.as_deref(), expected, "{new}");
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
            with_dates(&old, &new, &target);
        }
    }
}
