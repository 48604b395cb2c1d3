//! Numbers with what they count: per cent, money, units; and dual nouns, which need no number.

use super::cardinal::{Cardinal, Joint, Wording};
use super::decimal::Decimal;
use super::digits::Figures;
use super::lists::List;
use super::meaning::{Count, Meaning};
use super::measures::{
    ABBREVIATIONS, COMPOUNDS, CURRENCIES, Currency, MEASURES, METRE_SIGN, Measure, SIGNS, SUBUNITS,
    measure_named,
};
use super::pairs::PAIRS;
use super::passage::Passage;
use super::value::Value;
use crate::engine::text::letters::{Letters, agree};

/// An amount as read, with what a range needs to know of it.
#[derive(Debug, Clone)]
pub struct Amount {
    pub value: Value,
    pub end: usize,
    pub number: Decimal,
    pub scale: u32,
    /// It has no unit of its own.
    pub is_bare: bool,
}

impl Passage<'_> {
    pub fn amount(&self, at: usize, joint: Joint) -> Option<Amount> {
        if joint == Joint::First
            && let Some(signed) = self.with_sign_before(at).or_else(|| self.negative(at))
        {
            return Some(signed);
        }
        if let Some(noun) = self
            .counted_noun(at, joint)
            .or_else(|| self.pair(at, joint))
        {
            return Some(noun);
        }
        if let Some(fraction) = self.fraction_in_figures(at) {
            return Some(fraction);
        }
        if self.is_verb_to_hold(at) {
            return None;
        }
        let cardinal = self.cardinal(at, joint)?;
        self.with_unit(at, &cardinal)
    }

    /// The number with the unit behind it, or bare.
    fn with_unit(&self, at: usize, cardinal: &Cardinal) -> Option<Amount> {
        // `thousands of years` counts in thousands, not in years.
        let takes_unit = cardinal.wording != Wording::Vague && self.follows_closely(cardinal.end);
        let unit = if takes_unit {
            self.unit_at(cardinal.end)
        } else {
            None
        };
        let (unit, end) = unit.unwrap_or((Unit::None, cardinal.end));
        let mut number = cardinal.value;
        let mut end = end;
        if let Unit::Measure(_) | Unit::Money(_) = unit
            && let Some((half, after)) = self.half_of_unit(end).filter(|_| cardinal.scale == 0)
        {
            number = number.plus(half)?;
            end = after;
        }
        let is_degree = match unit {
            Unit::Measure(measure) => measure.sign.contains('°') || measure.sign == "degree",
            Unit::None => cardinal.wording != Wording::Vague,
            _ => false,
        };
        let below_zero = self.is(end, &["تحت", "دون"]) && self.is(end + 1, &["الصفر"]);
        if is_degree && below_zero && self.follows_closely(end) {
            number = number.negated();
            end += 2;
        }
        if matches!(unit, Unit::Money(_)) && number.places() == 3 && cardinal.scale == 0 {
            // Money has no thousandths: the point of 12.500 parts thousands.
            number = number.times(Decimal::whole(1000))?;
        }
        if matches!(unit, Unit::Money(_))
            && let Some((part, after)) = self.subunit_after(cardinal.end, end)
        {
            number = number.plus(part)?;
            end = after;
        }
        let value = match unit {
            Unit::None if below_zero => Value::Number(number),
            Unit::None => self.bare_value(at, cardinal)?,
            Unit::Percent => Value::Percent(number),
            Unit::Money(currency) => Value::Money(number, currency),
            Unit::Measure(measure) => Value::Quantity(number, measure),
        };
        let is_bare = matches!(unit, Unit::None);
        Some(Amount {
            value,
            end,
            number,
            scale: cardinal.scale,
            is_bare,
        })
    }

    fn bare_value(&self, at: usize, cardinal: &Cardinal) -> Option<Value> {
        Some(match cardinal.wording {
            Wording::Fraction(a, b) => {
                // الربع الأول, نصف نهائي: other things than parts.
                if self.ordinal(cardinal.end).is_some() || self.is_no_fraction(at, cardinal.end) {
                    return None;
                }
                Value::Fraction(cardinal.value, fraction_name(a, b))
            }
            Wording::Vague => Value::Vague(cardinal.value),
            Wording::Digits(digits) => {
                let written: String = cardinal.value.to_string();
                let padded = usize::from(digits) > written.len();
                let has_list_mark = matches!(self.mark(cardinal.end), Some('.' | ')' | '-'))
                    && self.touches_previous(cardinal.end)
                    && self.follows_closely(cardinal.end + 1)
                    && !self.touches_previous(cardinal.end + 1);
                if padded || at == 0 && has_list_mark || self.is_designation(at, digits) {
                    let width = usize::from(digits);
                    Value::Verbatim(cardinal.value, format!("{written:0>width$}"))
                } else {
                    Value::Number(cardinal.value)
                }
            }
            Wording::Plain if self.is_grouped_by_point(cardinal) => {
                Value::Number(cardinal.value.times(Decimal::whole(1000))?)
            }
            Wording::Plain if self.is_other_word(at, cardinal.end) => return None,
            Wording::Plain => Value::Number(cardinal.value),
        })
    }

    /// 4.567 إصابة: what is counted one by one has no thousandths.
    fn is_grouped_by_point(&self, cardinal: &Cardinal) -> bool {
        let number = cardinal.value;
        number.places() == 3
            && cardinal.scale == 0
            && !number.is_below(Decimal::whole(1))
            && self.figures(cardinal.end - 1).is_some()
            && self.counts_a_noun(cardinal.end)
    }

    /// قرار مجلس الأمن 2254, المادة 5: a designation, not an amount.
    fn is_designation(&self, at: usize, digits: u8) -> bool {
        let is_named = |back: usize, by: &[&str]| {
            at.checked_sub(back)
                .is_some_and(|before| by.contains(&self.bare_key(before)))
        };
        let resolution = (1..=4).any(|back| is_named(back, &["قرار", "القرار", "رقم", "الرقم"]));
        // الطريق السريع 6: an adjective may stand between.
        let label = |back: usize| List::Label.has(self.bare_key(at.saturating_sub(back)));
        let after_adjective = at >= 2 && self.key_before(at, 1).starts_with("ال") && label(2);
        let labelled = (at >= 1 && label(1) || after_adjective) && self.follows_closely(at);
        // الرحلة 15 - 20 يوما: the end of a range counts.
        let counts = self.counts_a_noun(at + 1)
            || self.is_dash(at + 1) && self.figures(at + 2).is_some() && self.counts_a_noun(at + 3);
        (labelled || digits == 4 && resolution) && !counts
    }

    /// ونصف, ونصف الساعة, وربع after a unit.
    fn half_of_unit(&self, at: usize) -> Option<(Decimal, usize)> {
        if !self.follows_closely(at) {
            return None;
        }
        let half = self.meaning(at, |before, meaning| match meaning {
            Meaning::Fraction(1, 2) if before.conjunction => Some(Decimal::of(5, 1)),
            Meaning::Fraction(1, 4) if before.conjunction => Some(Decimal::of(25, 2)),
            _ => None,
        })?;
        let names_unit = self.meanings(at + 1).any(|(before, meaning)| {
            before.article && matches!(meaning, Meaning::Measure(..) | Meaning::Currency(..))
        });
        Some((half, if names_unit { at + 2 } else { at + 1 }))
    }

    /// يومين, ساعة ونصف, نصف ساعة, الأيام الثلاثة.
    fn counted_noun(&self, at: usize, joint: Joint) -> Option<Amount> {
        let (count, article) = self.meaning(at, |before, meaning| match meaning {
            Meaning::Measure(_, count) | Meaning::Currency(_, count) => {
                let fits = joint != Joint::And || before.conjunction;
                fits.then_some((count, before.article))
            }
            _ => None,
        })?;
        let (unit, end) = self.unit_at_any(at)?;
        let half = self.half_of_unit(end);
        if let Unit::Money(currency) = unit
            && let Some((part, end)) = self.subunit_after(at, end)
            && let Some(whole) = match count {
                Count::One => Some(1),
                Count::Two => Some(2),
                _ => None,
            }
        {
            let number = Decimal::whole(whole).plus(part)?;
            return Some(Amount {
                value: Value::Money(number, currency),
                end,
                number,
                scale: 0,
                is_bare: false,
            });
        }
        let is_dual = count == Count::Two && self.is_dual_of_time(at, end);
        if count == Count::Two && (!is_dual || self.is_head_of_list(end)) {
            return None;
        }
        let (number, end) = match (count, half) {
            (Count::TwoOf, None) if self.has_genitive(end) => (Decimal::whole(2), end),
            (Count::Two, half) => {
                let (half, end) = half.unwrap_or((Decimal::whole(0), end));
                (Decimal::whole(2).plus(half)?, end)
            }
            (Count::One, None)
                if self.is(end, &["واحد", "واحده", "واحدا"]) && self.follows_closely(end) =>
            {
                (Decimal::whole(1), end + 1)
            }
            (Count::One, Some((half, end))) => (Decimal::whole(1).plus(half)?, end),
            (Count::Many, None) if article => self.definite_number_after(end)?,
            _ => return None,
        };
        let value = match unit {
            Unit::Money(currency) => Value::Money(number, currency),
            Unit::Measure(measure) => Value::Quantity(number, measure),
            Unit::None | Unit::Percent => return None,
        };
        Some(Amount {
            value,
            end,
            number,
            scale: 0,
            is_bare: false,
        })
    }

    /// شخصين, الطائرتان.
    fn pair(&self, at: usize, joint: Joint) -> Option<Amount> {
        let english = self.meaning(at, |before, meaning| match meaning {
            Meaning::Pair(number) if joint != Joint::And || before.conjunction => PAIRS
                .get(usize::from(number))
                .map(|(_, english, _)| *english),
            _ => None,
        })?;
        if self.is_head_of_list(at + 1) {
            return None;
        }
        let number = Decimal::whole(2);
        let value = Value::Fraction(number, english.to_owned());
        Some(Amount {
            value,
            end: at + 1,
            number,
            scale: 0,
            is_bare: false,
        })
    }

    /// 1/2, 3/4.
    fn fraction_in_figures(&self, at: usize) -> Option<Amount> {
        let Some(Figures::Pair(a, b)) = self.figures(at) else {
            return None;
        };
        let tenths = |thousandths: u32| Decimal::of(i128::from(thousandths), 3).normal();
        let is_common = a < b && matches!(b, 2 | 3 | 4 | 5 | 8 | 10);
        let number = tenths(u32::from(a) * 1000 / u32::from(b.max(1)));
        let value = Value::Verbatim(number, format!("{a}/{b}"));
        is_common.then_some(Amount {
            value,
            end: at + 1,
            number,
            scale: 0,
            is_bare: false,
        })
    }

    /// الثلاثة in `الأيام الثلاثة`, الـ24 in `الساعات الـ24`.
    fn definite_number_after(&self, at: usize) -> Option<(Decimal, usize)> {
        if let Some((Figures::Number { value, .. }, end)) = self.figures_after(at, &["ال"])
            && self.is(at, &["ال"])
        {
            return Some((value, end));
        }
        let has_article = self.meanings(at).any(|(before, meaning)| {
            before.article
                && !before.preposition
                && matches!(meaning, Meaning::Unit(_) | Meaning::Ten)
        });
        let number = self
            .cardinal(at, Joint::Bare)
            .filter(|_| has_article && self.follows_closely(at))?;
        Some((number.value, number.end))
    }

    /// `$5`, `% 5`, `€ 5.3 مليون`.
    fn with_sign_before(&self, at: usize) -> Option<Amount> {
        let currency = self.sign(at);
        let is_percent = self.mark(at).is_some_and(is_percent);
        if currency.is_none() && !is_percent || !self.follows_closely(at + 1) {
            return None;
        }
        self.figures(at + 1)?;
        let cardinal = self.cardinal(at + 1, Joint::Bare)?;
        let number = cardinal.value;
        let value = match currency {
            Some(currency) => Value::Money(number, currency),
            None => Value::Percent(number),
        };
        let again = self
            .unit_at(cardinal.end)
            .filter(|(unit, _)| matches!(unit, Unit::Money(_) if currency.is_some()));
        let end = again.map_or(cardinal.end, |(_, end)| end);
        Some(Amount {
            value,
            end,
            number,
            scale: cardinal.scale,
            is_bare: false,
        })
    }

    /// A minus sign right before figures and behind a space.
    fn negative(&self, at: usize) -> Option<Amount> {
        let is_minus =
            matches!(self.mark(at), Some('-' | '−' | '–')) && self.touches_previous(at + 1);
        let stands_free = !self.touches_previous(at);
        let is_word = self.is(at, &["ناقص", "سالب"]) && self.follows_closely(at + 1);
        let before_figures = is_minus && stands_free && self.figures(at + 1).is_some();
        if !before_figures && !is_word {
            return None;
        }
        let mut amount = self.amount(at + 1, Joint::Bare)?;
        let number = amount.number.negated();
        amount.value = match amount.value {
            Value::Number(_) => Value::Number(number),
            Value::Percent(_) => Value::Percent(number),
            Value::Quantity(_, measure) => Value::Quantity(number, measure),
            Value::Money(_, currency) => Value::Money(number, currency),
            _ => return None,
        };
        amount.number = number;
        Some(amount)
    }

    fn sign(&self, at: usize) -> Option<Currency> {
        let mark = self.mark(at).map(String::from);
        let written = mark.as_deref().unwrap_or_else(|| self.key(at));
        SIGNS
            .iter()
            .find(|(sign, _)| *sign == written)
            .map(|(_, currency)| *currency)
    }

    /// What is counted, right behind a number.
    fn unit_at(&self, at: usize) -> Option<(Unit, usize)> {
        if let Some(end) = self.percent_at(at) {
            return Some((Unit::Percent, end));
        }
        if let Some(currency) = self.sign(at) {
            return Some((Unit::Money(currency), at + 1));
        }
        if let Some((currency, end)) = self.abbreviated_currency(at) {
            return Some((Unit::Money(currency), end));
        }
        if let Some(square) = self.metre_sign(at) {
            return Some(square);
        }
        if self.is_contract(at) {
            return None;
        }
        let stands_bare = self.meanings(at).any(|(before, meaning)| {
            !before.conjunction
                && !before.preposition
                && matches!(meaning, Meaning::Measure(..) | Meaning::Currency(..))
        });
        if stands_bare {
            self.unit_at_any(at)
        } else {
            None
        }
    }

    fn unit_at_any(&self, at: usize) -> Option<(Unit, usize)> {
        self.meaning(at, |_, meaning| match meaning {
            Meaning::Measure(number, _) => {
                let measure = MEASURES.get(usize::from(number))?;
                let (measure, end) = self.compound(measure, at + 1).unwrap_or((measure, at + 1));
                Some((Unit::Measure(measure), end))
            }
            Meaning::Currency(number, _) => {
                let (currency, end) = self.currency(number, at + 1)?;
                Some((Unit::Money(currency), end))
            }
            _ => None,
        })
    }

    fn compound(&self, measure: &Measure, at: usize) -> Option<(&'static Measure, usize)> {
        let is_next = |at: usize, key: &str| {
            let written = self
                .get(at)
                .and_then(|item| self.text.get(item.range.clone()));
            self.follows_closely(at)
                && match key.chars().next() {
                    Some('0'..='9') => {
                        self.touches_previous(at)
                            && written.is_some_and(|w| {
                                w.chars()
                                    .filter_map(crate::engine::text::normalize::ascii_digit)
                                    .eq(key.chars())
                            })
                    }
                    _ => self.key(at) == key || written == Some(key),
                }
        };
        if let Some(joined) = self.joined_power(measure, at - 1) {
            return Some((joined, at));
        }
        COMPOUNDS
            .iter()
            .filter(|compound| compound.first == measure.sign)
            .find_map(|compound| {
                let words = compound
                    .then
                    .iter()
                    .find(|words| (at..).zip(words.iter()).all(|(at, key)| is_next(at, key)))?;
                Some((&compound.measure, at + words.len()))
            })
    }

    /// كم², which is one word.
    fn joined_power(&self, measure: &Measure, at: usize) -> Option<&'static Measure> {
        let written = self
            .get(at)
            .and_then(|item| self.text.get(item.range.clone()))?;
        let sign = match written.chars().last()? {
            '²' => format!("{}2", measure.sign),
            '³' => format!("{}3", measure.sign),
            _ => return None,
        };
        COMPOUNDS
            .iter()
            .map(|compound| &compound.measure)
            .find(|measure| measure.sign == sign)
    }

    /// م, م2, م³ right behind a number.
    fn metre_sign(&self, at: usize) -> Option<(Unit, usize)> {
        let key = self.key(at);
        let metre = measure_named("m")?;
        let power = |sign: &str| {
            COMPOUNDS
                .iter()
                .map(|c| &c.measure)
                .find(|m| m.sign == sign)
        };
        match key {
            "م2" => Some((Unit::Measure(power("m2")?), at + 1)),
            "م3" => Some((Unit::Measure(power("m3")?), at + 1)),
            "كم2" => Some((Unit::Measure(power("km2")?), at + 1)),
            METRE_SIGN => match self.compound(metre, at + 1) {
                Some((measure, end)) => Some((Unit::Measure(measure), end)),
                // After a year the letter says `AD`; see the readers of dates.
                None => Some((Unit::Measure(metre), at + 1)),
            },
            _ => None,
        }
    }

    fn percent_at(&self, at: usize) -> Option<usize> {
        if self.mark(at).is_some_and(is_percent) {
            return Some(at + 1);
        }
        let hundred = ["المءه", "الماءه", "الميه", "مءه", "ماءه"];
        if self.is(at, &["بالمءه", "بالماءه", "بالميه"]) {
            return Some(at + 1);
        }
        (self.is(at, &["في", "ب"]) && self.is(at + 1, &hundred)).then_some(at + 2)
    }

    /// The currency that the word after its name says, or the usual one.
    fn currency(&self, number: u8, at: usize) -> Option<(Currency, usize)> {
        let money = CURRENCIES.get(usize::from(number))?;
        let adjective = self.key(at);
        let adjective = adjective.strip_prefix("ال").unwrap_or(adjective);
        let adjective = adjective.trim_end_matches(['ه', 'ا']);
        let said = money
            .of
            .iter()
            .find(|(of, _)| !of.is_empty() && *of == adjective);
        if let Some((_, currency)) = said.filter(|_| self.follows_closely(at)) {
            return Some((*currency, at + 1));
        }
        let (_, usual) = money.of.first()?;
        let of = |country: &str| {
            let all = money.of.iter().map(|(_, currency)| *currency);
            all.into_iter()
                .find(|currency| currency.code.starts_with(country))
        };
        let country = money
            .is_ambiguous()
            .then(|| self.country_of_money(at, |country| of(country).is_some()));
        let code = match country {
            Some(Some(country)) => of(country).map(|currency| currency.code),
            Some(None) => Some("XXX"),
            None => Some(usual.code),
        };
        // The bare word stays bare in English: the context says whose it is.
        let open = money.of_no_country().zip(code);
        let open = open.map(|(bare, code)| Currency { code, ..bare });
        Some((open.unwrap_or(*usual), at))
    }

    /// ل.س, ر.س, د.ك behind an amount; the point behind the last letter may end the sentence.
    fn abbreviated_currency(&self, at: usize) -> Option<(Currency, usize)> {
        let first = self.key(at);
        if first.chars().count() > 2 || !self.follows_closely(at) {
            return None;
        }
        let dot = |at: usize| self.mark(at) == Some('.') && self.touches_previous(at);
        ABBREVIATIONS.iter().find_map(|(letters, currency)| {
            let [one, two] = letters.as_slice() else {
                return None;
            };
            let second = if dot(at + 1) { at + 2 } else { at + 1 };
            let written = Letters::new(self.written(second));
            let joined = self.follows_closely(second);
            // إ and أ are different countries.
            let is_second = written.key() == two.key() && agree(two.written(), written.written());
            (first == one.key() && joined && is_second).then_some((*currency, second + 1))
        })
    }

    /// The part of a sum that is said in the smaller unit: `خمسة دولارات وخمسين سنتا`.
    fn subunit_after(&self, unit: usize, at: usize) -> Option<(Decimal, usize)> {
        let money = self.meaning(unit, |_, meaning| match meaning {
            Meaning::Currency(number, _) => CURRENCIES.get(usize::from(number)),
            _ => None,
        })?;
        let part = self
            .cardinal(at, Joint::And)
            .filter(|_| self.follows_closely(at))?;
        let measure = self.meaning(part.end, |before, meaning| match meaning {
            Meaning::Measure(number, _) if !before.conjunction => MEASURES.get(usize::from(number)),
            _ => None,
        })?;
        let subunit = SUBUNITS.iter().find(|subunit| {
            let mut words = money.words.split([' ', '|']);
            subunit.sign == measure.sign && words.any(|word| subunit.of.contains(&word))
        })?;
        let places = subunit.parts.ilog10();
        let units = part
            .value
            .as_whole()
            .filter(|units| *units < subunit.parts.into())?;
        Some((Decimal::of(units, places).normal(), part.end + 1))
    }

    /// An indefinite noun behind the first word of a genitive: ساعتي عمل.
    fn has_genitive(&self, at: usize) -> bool {
        let key = self.key(at);
        self.follows_closely(at)
            && !key.is_empty()
            && !key.starts_with("ال")
            && !key.starts_with('و')
            && !List::Uncounted.has(key)
    }
}

/// What a number counts.
#[derive(Clone, Copy)]
enum Unit {
    None,
    Percent,
    Money(Currency),
    Measure(&'static Measure),
}

fn is_percent(mark: char) -> bool {
    matches!(mark, '%' | '٪')
}

fn fraction_name(numerator: u8, denominator: u8) -> String {
    const COUNTS: [&str; 10] = [
        "no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    const PARTS: [&str; 8] = [
        "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ];
    if (numerator, denominator) == (1, 2) {
        return "half".to_owned();
    }
    let named = |list: &[&'static str], at: u8| list.get(usize::from(at)).copied();
    let count = named(&COUNTS, numerator);
    let part = denominator.checked_sub(3).and_then(|at| named(&PARTS, at));
    match count.zip(part) {
        Some((count, part)) if numerator == 1 => {
            let article = if part.starts_with('e') { "an" } else { count };
            format!("{article} {part}")
        }
        Some((count, part)) => format!("{count} {part}s"),
        None => format!("{numerator}/{denominator}"),
    }
}
