//! Cardinal numbers: figures, words, and both together (`مليون و200 ألف`).

use super::decimal::Decimal;
use super::digits::Figures;
use super::meaning::{Count, Meaning};
use super::passage::Passage;

/// A number as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cardinal {
    pub value: Decimal,
    /// The item after it.
    pub end: usize,
    pub wording: Wording,
    /// The scale of its last word, which a number before it may share: `بين 10 و20 ألفا`.
    pub scale: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// Only digits, so many of them.
    Digits(u8),
    Plain,
    Fraction(u8, u8),
    /// عشرات, آلاف: an order of magnitude.
    Vague,
}

/// What may be written in front of the next word of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// The first word: conjunction, preposition, article.
    First,
    /// و with or without the article.
    And,
    /// At most the article.
    Bare,
}

/// A part below a thousand, or figures.
struct Group {
    value: Decimal,
    end: usize,
    digits: Option<u8>,
}

impl Passage<'_> {
    /// The number that starts at an item, as long as it goes.
    pub fn cardinal(&self, at: usize, joint: Joint) -> Option<Cardinal> {
        if let Some(vague) = self.vague(at, joint) {
            return Some(vague);
        }
        if let Some(part) = self.fraction_of(at, joint) {
            return Some(part);
        }
        let mut total = self.part(at, joint, u32::MAX)?;
        if let Some(fraction) = self.decimal_words(&total) {
            return Some(fraction);
        }
        let mut scale = total.scale;
        while scale > 0 && self.follows_closely(total.end) {
            let Some(next) = self.part(total.end, Joint::And, scale) else {
                break;
            };
            let Some(value) = total.value.plus(next.value) else {
                break;
            };
            scale = next.scale;
            total = Cardinal {
                value,
                wording: Wording::Plain,
                ..next
            };
        }
        Some(self.with_half(total))
    }

    /// A group with its scale, below the scale given.
    fn part(&self, at: usize, joint: Joint, below: u32) -> Option<Cardinal> {
        let (value, end, wording, mut scale) = match self.scale(at, joint) {
            Some((power, count)) if count != Count::Many => (
                Decimal::whole(self.times(at, count)).times(power_of_ten(power))?,
                at + 1,
                Wording::Plain,
                power,
            ),
            _ => {
                let group = self.group(at, joint)?;
                let wording = group.digits.map_or(Wording::Plain, Wording::Digits);
                (group.value, group.end, wording, 0)
            }
        };
        let mut part = Cardinal {
            value,
            end,
            wording,
            scale,
        };
        while let Some((power, _)) = self
            .scale(part.end, Joint::Bare)
            .filter(|_| self.follows_closely(part.end))
        {
            // After a scale, another one only multiplies when it is the greater: ألف مليون.
            if scale > 0 && power <= scale {
                break;
            }
            part.value = part.value.times(power_of_ten(power))?;
            part.end += 1;
            part.wording = Wording::Plain;
            scale = if scale == 0 { power } else { scale + power };
            part.scale = scale;
        }
        (scale < below
            && (joint != Joint::And
                || below == u32::MAX
                || part.value.is_below(power_of_ten(below))))
        .then_some(part)
    }

    /// مليونا دولار are two, `بلغ مليونا` is one.
    fn times(&self, at: usize, count: Count) -> i128 {
        let tanween = self
            .get(at)
            .and_then(|item| self.text.get(item.range.clone()));
        let is_one = match count {
            Count::One | Count::Many => true,
            Count::Two | Count::TwoOf => false,
            Count::OneOrTwo => {
                let next = self.key(at + 1);
                tanween.is_some_and(|written| written.contains('\u{064B}'))
                    || next.is_empty()
                    || !self.follows_closely(at + 1)
                    || next.starts_with("و")
                    || ["من", "في", "علي", "الي", "عن", "بعد", "قبل", "خلال"].contains(&next)
            }
        };
        if is_one { 1 } else { 2 }
    }

    fn group(&self, at: usize, joint: Joint) -> Option<Group> {
        if let Some(group) = self.figure_group(at, joint) {
            return Some(group);
        }
        let words = |value: i128, end| Group {
            value: Decimal::whole(value),
            end,
            digits: None,
        };
        if let Some((hundreds, end)) = self.hundreds(at, joint) {
            let rest = self
                .below_hundred(end, Joint::And)
                .filter(|_| self.follows_closely(end));
            let (rest, end) = rest.unwrap_or((0, end));
            return Some(words(hundreds + rest, end));
        }
        let (value, end) = self.below_hundred(at, joint)?;
        Some(words(value, end))
    }

    fn figure_group(&self, at: usize, joint: Joint) -> Option<Group> {
        let (figures, end) = match joint {
            Joint::And => {
                let joined = self.is(at, &["و"]);
                self.figures_after(at, &["و"]).filter(|_| joined)?
            }
            _ => self.figures_after(at, &[])?,
        };
        let Figures::Number { value, plain } = figures else {
            return None;
        };
        Some(Group {
            value,
            end,
            digits: plain,
        })
    }

    fn hundreds(&self, at: usize, joint: Joint) -> Option<(i128, usize)> {
        if let Some(hundreds) = self.numeral(at, joint, |meaning| match meaning {
            Meaning::Hundreds(n) => Some(n),
            _ => None,
        }) {
            return Some((hundreds.into(), at + 1));
        }
        let unit = self.unit(at, joint).filter(|unit| (3..=9).contains(unit))?;
        let hundred = self.numeral(at + 1, Joint::Bare, |meaning| {
            (meaning == Meaning::Hundreds(100)).then_some(())
        });
        hundred.filter(|()| self.follows_closely(at + 1) && !self.is_percent_word(at + 1))?;
        Some((unit * 100, at + 2))
    }

    /// خمسة بالمئة: five per cent, not five hundred.
    fn is_percent_word(&self, at: usize) -> bool {
        self.key(at).starts_with("ب")
    }

    fn below_hundred(&self, at: usize, joint: Joint) -> Option<(i128, usize)> {
        let tens = |at, joint| {
            self.numeral(at, joint, |meaning| match meaning {
                Meaning::Tens(n) => Some(i128::from(n)),
                _ => None,
            })
        };
        let is_ten =
            |at, joint| self.numeral(at, joint, |meaning| (meaning == Meaning::Ten).then_some(()));
        if let Some(value) = tens(at, joint) {
            return Some((value, at + 1));
        }
        let next = self.follows_closely(at + 1);
        let compound = self.unit(at, joint).or_else(|| {
            self.numeral(at, joint, |meaning| {
                (meaning == Meaning::CompoundOne).then_some(1)
            })
        });
        if let Some(unit) = compound.filter(|_| next) {
            if is_ten(at + 1, Joint::Bare).is_some() {
                return Some((10 + unit, at + 2));
            }
            if let Some(tens) = tens(at + 1, Joint::And) {
                return Some((unit + tens, at + 2));
            }
        }
        if is_ten(at, joint).is_some() {
            return Some((10, at + 1));
        }
        Some((self.unit(at, joint)?, at + 1))
    }

    fn unit(&self, at: usize, joint: Joint) -> Option<i128> {
        self.numeral(at, joint, |meaning| match meaning {
            Meaning::Unit(n) => Some(n.into()),
            _ => None,
        })
    }

    fn scale(&self, at: usize, joint: Joint) -> Option<(u32, Count)> {
        self.numeral(at, joint, |meaning| match meaning {
            Meaning::Scale(power, count) => Some((power, count)),
            _ => None,
        })
    }

    /// A word's meaning where what is written in front of it fits the place.
    fn numeral<T>(
        &self,
        at: usize,
        joint: Joint,
        choose: impl Fn(Meaning) -> Option<T>,
    ) -> Option<T> {
        self.meaning(at, |before, meaning| {
            let fits = match joint {
                Joint::First => true,
                Joint::And => before.conjunction && !before.preposition,
                Joint::Bare => !before.conjunction && !before.preposition,
            };
            choose(meaning).filter(|_| fits)
        })
    }

    /// عشرات, عشرات الآلاف, مئات الملايين, آلاف.
    fn vague(&self, at: usize, joint: Joint) -> Option<Cardinal> {
        let many = |at, joint| {
            self.scale(at, joint)
                .filter(|(_, count)| *count == Count::Many)
                .map(|(power, _)| power)
        };
        let vague = |value, end, scale| Cardinal {
            value,
            end,
            wording: Wording::Vague,
            scale,
        };
        let tens = self.numeral(at, joint, |meaning| match meaning {
            Meaning::Vague(n) => Some(Decimal::whole(n.into())),
            _ => None,
        });
        if let Some(tens) = tens {
            let scale = many(at + 1, Joint::Bare).filter(|_| self.follows_closely(at + 1));
            return Some(match scale {
                Some(power) => vague(tens.times(power_of_ten(power))?, at + 2, power),
                None => vague(tens, at + 1, 0),
            });
        }
        let power = many(at, joint)?;
        match many(at + 1, Joint::Bare).filter(|_| self.follows_closely(at + 1)) {
            Some(more) => Some(vague(power_of_ten(power + more), at + 2, power + more)),
            None => Some(vague(power_of_ten(power), at + 1, power)),
        }
    }

    /// نصف, نصف مليون, ثلاثة أرباع, ربع المليون.
    fn fraction_of(&self, at: usize, joint: Joint) -> Option<Cardinal> {
        let (part, end) = self.fraction(at, joint)?;
        let value = value_of(part);
        if let Some((power, _)) = self
            .scale(end, Joint::Bare)
            .filter(|_| self.follows_closely(end))
        {
            let value = value.times(power_of_ten(power))?;
            return Some(Cardinal {
                value,
                end: end + 1,
                wording: Wording::Plain,
                scale: power,
            });
        }
        let wording = Wording::Fraction(part.0, part.1);
        Some(Cardinal {
            value,
            end,
            wording,
            scale: 0,
        })
    }

    fn fraction(&self, at: usize, joint: Joint) -> Option<((u8, u8), usize)> {
        let parts = self.meaning(at + 1, |before, meaning| match meaning {
            Meaning::Parts(parts) if !(before.article || before.conjunction) => Some(parts),
            _ => None,
        });
        if let Some((number, parts)) = self.unit(at, joint).zip(parts)
            && let Ok(number) = u8::try_from(number)
            && (2..parts).contains(&number)
        {
            return Some(((number, parts), at + 2));
        }
        let part = self.numeral(at, joint, |meaning| match meaning {
            Meaning::Fraction(a, b) => Some((a, b)),
            _ => None,
        })?;
        Some((part, at + 1))
    }

    /// ثلاثة ونصف, مليون ونصف المليون, مليونين وربع.
    fn with_half(&self, total: Cardinal) -> Cardinal {
        if !self.follows_closely(total.end) {
            return total;
        }
        let Some((part, end)) = self.fraction(total.end, Joint::And) else {
            return total;
        };
        let after = self
            .scale(end, Joint::Bare)
            .filter(|_| self.follows_closely(end));
        let (scale, end) = match after {
            Some((power, _)) if total.scale == 0 || power == total.scale => (power, end + 1),
            Some(_) => return total,
            None => (total.scale, end),
        };
        let whole = if total.scale == 0 {
            total.value.times(power_of_ten(scale))
        } else {
            Some(total.value)
        };
        let half = value_of(part).times(power_of_ten(scale));
        match whole.zip(half).and_then(|(whole, half)| whole.plus(half)) {
            Some(value) => Cardinal {
                value,
                end,
                wording: Wording::Plain,
                scale,
            },
            None => total,
        }
    }

    /// ثلاثة فاصلة خمسة: 3.5.
    fn decimal_words(&self, whole: &Cardinal) -> Option<Cardinal> {
        if whole.scale > 0 || !self.is(whole.end, &["فاصله"]) || !self.follows_closely(whole.end)
        {
            return None;
        }
        let fraction = self.group(whole.end + 1, Joint::Bare)?;
        let digits = fraction.value.as_whole()?.to_string();
        let value = Decimal::parse(&format!("{}.{digits}", whole.value.as_whole()?))?;
        let decimal = Cardinal {
            value,
            end: fraction.end,
            wording: Wording::Plain,
            scale: 0,
        };
        match self
            .scale(decimal.end, Joint::Bare)
            .filter(|_| self.follows_closely(decimal.end))
        {
            Some((power, _)) => Some(Cardinal {
                value: value.times(power_of_ten(power))?,
                end: decimal.end + 1,
                scale: power,
                ..decimal
            }),
            None => Some(decimal),
        }
    }
}

pub fn power_of_ten(power: u32) -> Decimal {
    Decimal::whole(10i128.pow(power.min(24)))
}

/// A fraction as a decimal, to three places.
fn value_of((numerator, denominator): (u8, u8)) -> Decimal {
    let (numerator, denominator) = (i128::from(numerator), i128::from(denominator.max(1)));
    let (mut digits, mut places) = ((1000 * numerator + denominator / 2) / denominator, 3);
    while places > 0 && digits % 10 == 0 {
        digits /= 10;
        places -= 1;
    }
    Decimal::of(digits, places)
}
