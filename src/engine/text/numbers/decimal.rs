//! Exact decimal numbers of bounded length: no rounding, no overflow.

use std::fmt;

/// `units` / 10^`places`. Keeps the places it was written with; equality ignores them.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    units: i128,
    places: u32,
}

const MOST_DIGITS: usize = 24;
const MOST_PLACES: u32 = 12;

impl Decimal {
    pub const fn whole(value: i128) -> Self {
        Self {
            units: value,
            places: 0,
        }
    }

    /// `units` / 10^`places`, for tables.
    pub const fn of(units: i128, places: u32) -> Self {
        Self { units, places }
    }

    /// Reads ASCII digits with at most one point; `None` where they are too many.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = [whole, fraction].concat();
        if digits.is_empty() || digits.len() > MOST_DIGITS || fraction.len() > MOST_PLACES as usize
        {
            return None;
        }
        Some(Self {
            units: digits.parse().ok()?,
            places: fraction.len() as u32,
        })
    }

    pub fn times(self, other: Self) -> Option<Self> {
        let units = self.units.checked_mul(other.units)?;
        let product = Self {
            units,
            places: self.places + other.places,
        };
        Some(product.normal()).filter(|product| product.places <= MOST_PLACES)
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let units = self.widened(places)?.checked_add(other.widened(places)?)?;
        Some(Self { units, places })
    }

    pub fn negated(self) -> Self {
        Self {
            units: -self.units,
            ..self
        }
    }

    fn widened(self, places: u32) -> Option<i128> {
        10i128
            .checked_pow(places - self.places)?
            .checked_mul(self.units)
    }

    /// Without zeros at the end of the fraction.
    pub fn normal(mut self) -> Self {
        while self.places > 0 && self.units % 10 == 0 {
            self.units /= 10;
            self.places -= 1;
        }
        self
    }

    pub fn as_whole(self) -> Option<i128> {
        let normal = self.normal();
        (normal.places == 0).then_some(normal.units)
    }

    pub fn is_below(self, other: Self) -> bool {
        let places = self.places.max(other.places);
        self.widened(places)
            .zip(other.widened(places))
            .is_some_and(|(a, b)| a < b)
    }

    /// Divided by a power of ten.
    pub fn shifted(self, power: u32) -> Self {
        Self {
            places: self.places + power,
            ..self
        }
        .normal()
    }

    pub fn places(self) -> u32 {
        self.places
    }

    /// `12,345.60`: thousands separated, places as written.
    pub fn grouped(self) -> String {
        let plain = self.plain();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let (sign, digits) = whole
            .strip_prefix('-')
            .map_or(("", whole), |rest| ("-", rest));
        let mut out = String::from(sign);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                out.push(',');
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push('.');
            out.push_str(fraction);
        }
        out
    }

    fn plain(self) -> String {
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = self.units.unsigned_abs().to_string();
        let places = self.places as usize;
        if places == 0 {
            return format!("{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        format!("{sign}{whole}.{fraction}")
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.normal(), other.normal());
        (a.units, a.places) == (b.units, b.places)
    }
}

impl Eq for Decimal {}

/// The canonical form: ASCII, no separators, no superfluous zeros.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.normal().plain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_canonical_forms() {
        for (text, canonical, grouped) in [
            ("0", "0", "0"),
            ("1234567", "1234567", "1,234,567"),
            ("3.50", "3.5", "3.50"),
            ("0.05", "0.05", "0.05"),
            ("1000.0", "1000", "1,000.0"),
        ] {
            let decimal = Decimal::parse(text).unwrap();
            assert_eq!(decimal.to_string(), canonical);
            assert_eq!(decimal.grouped(), grouped);
        }
        assert_eq!(Decimal::parse("1".repeat(25).as_str()), None);
        assert_eq!(
            Decimal::parse("2.3")
                .unwrap()
                .times(Decimal::whole(1_000_000))
                .unwrap()
                .to_string(),
            "2300000"
        );
        assert_eq!(Decimal::whole(5).negated().to_string(), "-5");
        assert_eq!(
            Decimal::of(25, 2)
                .plus(Decimal::whole(3))
                .unwrap()
                .to_string(),
            "3.25"
        );
    }
}
