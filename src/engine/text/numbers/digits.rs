//! What a run of digits and separators is: a number, a clock time, a date in figures.

use super::decimal::Decimal;
use crate::engine::text::normalize::ascii_digit;

/// A run of digits as written between spaces or letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figures {
    Number {
        value: Decimal,
        /// How many digits, when there are only digits.
        plain: Option<u8>,
    },
    /// Hours, minutes, seconds.
    Clock(u8, u8, Option<u8>),
    /// Parts between slashes or points, as in `27/2/2016` and `27.2.2016`.
    Triple([u16; 3]),
    /// Two parts with a slash, as in `27/2`; the second number's length tells years from days.
    Pair(u16, u16),
    /// Version numbers and the like.
    Other,
}

/// Reads a run of digits of any shape with `. , ٫ ٬ ، : /` between them.
///
/// A comma before exactly three digits separates thousands, else it is a decimal point, as it is
/// in most Arab countries; a single point is always a decimal point.
pub fn figures(run: &str) -> Figures {
    let mut text = String::new();
    for c in run.chars() {
        match c {
            '٫' => text.push('.'),
            '،' => text.push(','),
            '٬' => text.push('\''),
            '.' | ',' | ':' | '/' => text.push(c),
            _ => text.extend(ascii_digit(c)),
        }
    }
    let parts: Vec<&str> = text.split(['.', ',', '\'', ':', '/']).collect();
    let mut marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    marks.dedup();
    let read = match (marks.as_slice(), parts.as_slice()) {
        ([], _) => plain(&text),
        ([':'], _) => clock(&parts),
        (['/'], [a, b]) => pair(a, b),
        (['/'], [a, b, c]) => triple(a, b, c),
        (['.'], [a, b, c]) if c.len() == 4 || a.len() == 4 => triple(a, b, c),
        _ => number(&text, &marks),
    };
    read.unwrap_or(Figures::Other)
}

fn plain(text: &str) -> Option<Figures> {
    Some(Figures::Number {
        value: Decimal::parse(text)?,
        plain: Some(text.len() as u8),
    })
}

fn number(text: &str, marks: &[char]) -> Option<Figures> {
    let (whole, fraction, separator) = match marks {
        ['\''] => (text, "", '\''),
        [','] if has_groups(text, ',') => (text, "", ','),
        ['.'] if text.matches('.').count() > 1 && has_groups(text, '.') => (text, "", '.'),
        [',' | '.'] => {
            let (whole, fraction) = text.split_once(['.', ','])?;
            (whole, fraction, ' ')
        }
        [separator @ ('\'' | ','), '.'] | [separator @ ('\'' | '.'), ','] => {
            let (whole, fraction) = text.rsplit_once(['.', ','])?;
            (whole, fraction, *separator)
        }
        _ => return None,
    };
    let grouped = separator != ' ' && whole.contains(separator);
    if grouped && !has_groups(whole, separator) || fraction.contains(|c: char| !c.is_ascii_digit())
    {
        return None;
    }
    let digits = whole.replace(separator, "");
    let joined = if fraction.is_empty() {
        digits
    } else {
        format!("{digits}.{fraction}")
    };
    Some(Figures::Number {
        value: Decimal::parse(&joined)?,
        plain: None,
    })
}

/// `1,234,567`: one to three digits, then threes.
fn has_groups(text: &str, separator: char) -> bool {
    let mut groups = text.split(separator);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3)
}

fn clock(parts: &[&str]) -> Option<Figures> {
    let two = |part: &str, below: u8| {
        part.parse()
            .ok()
            .filter(|&n: &u8| part.len() == 2 && n < below)
    };
    let hour = |part: &str| {
        part.parse()
            .ok()
            .filter(|&n: &u8| part.len() <= 2 && n <= 24)
    };
    match parts {
        [h, m] => Some(Figures::Clock(hour(h)?, two(m, 60)?, None)),
        [h, m, s] => Some(Figures::Clock(hour(h)?, two(m, 60)?, Some(two(s, 60)?))),
        _ => None,
    }
}

fn pair(a: &str, b: &str) -> Option<Figures> {
    let part = |text: &str| text.parse().ok().filter(|_| text.len() <= 4);
    Some(Figures::Pair(part(a)?, part(b)?))
}

fn triple(a: &str, b: &str, c: &str) -> Option<Figures> {
    let part = |text: &str| text.parse().ok().filter(|_| text.len() <= 4);
    Some(Figures::Triple([part(a)?, part(b)?, part(c)?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_digits() {
        let show = |run| match figures(run) {
            Figures::Number { value, .. } => value.to_string(),
            other => format!("{other:?}"),
        };
        for (run, expected) in [
            ("٢٥٠", "250"),
            ("۲۵۰", "250"),
            ("1,500", "1500"),
            ("1٬500٬000", "1500000"),
            ("1.500.000", "1500000"),
            ("3,5", "3.5"),
            ("٣٫٥", "3.5"),
            ("3،5", "3.5"),
            ("1,234.5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("0,125", "0.125"),
            ("1٬234٫5", "1234.5"),
            ("14:30", "Clock(14, 30, None)"),
            ("14:70", "Other"),
            ("27/2/2016", "Triple([27, 2, 2016])"),
            ("27.2.2016", "Triple([27, 2, 2016])"),
            ("27/2", "Pair(27, 2)"),
            ("1.2.3", "Other"),
            ("1,2,3", "Other"),
        ] {
            assert_eq!(show(run), expected, "{run}");
        }
    }
}
