//! Years, eras and decades, in figures and words.

use super::calendar::{Date, gregorian_years};
use super::cardinal::{Joint, Wording};
use super::digits::Figures;
use super::lists::List;
use super::meaning::Meaning;
use super::passage::Passage;
use super::value::Value;

impl Passage<'_> {
    /// A year behind a month: `2016`, `، 2016`, `من عام 2016`.
    pub fn year_after(&self, at: usize) -> Option<(i32, usize)> {
        let mut start = at;
        if matches!(self.mark(start), Some('،' | ',' | '/')) {
            start += 1;
        }
        if self.is(start, &["من"]) {
            start += 1;
        }
        let said = is_year_noun(self.key(start));
        if said {
            start += 1;
        }
        if !self.follows_closely(start) {
            return None;
        }
        if let Some(Figures::Number {
            value,
            plain: Some(digits @ 3..=4),
        }) = self.figures(start)
        {
            let year = i32::try_from(value.as_whole()?).ok()?;
            let plausible = if said {
                (100..2200).contains(&year)
            } else {
                digits == 4 && (1300..2150).contains(&year)
            };
            return plausible.then_some((year, start + 1));
        }
        let (year, end) = self.year_in_words(start).filter(|_| said)?;
        Some((year, end))
    }

    fn year_in_words(&self, at: usize) -> Option<(i32, usize)> {
        let number = self
            .cardinal(at, Joint::Bare)
            .filter(|number| number.wording == Wording::Plain)?;
        let year = i32::try_from(number.value.as_whole()?).ok()?;
        (1000..2150).contains(&year).then_some((year, number.end))
    }

    /// Whether the years before are Hijri, and the item after the sign.
    pub fn era(&self, at: usize) -> Option<(bool, usize)> {
        if !self.follows_closely(at) {
            return None;
        }
        match self.key(at) {
            "م" | "ميلادي" | "ميلاديه" | "للميلاد" | "الميلادي" => {
                Some((false, at + 1))
            }
            "ه" | "هجري" | "هجريه" | "للهجره" | "الهجري" | "هج" => {
                Some((true, at + 1))
            }
            _ => None,
        }
    }

    /// ق.م., قبل الميلاد: the item after it.
    fn before_christ(&self, at: usize) -> Option<usize> {
        if !self.follows_closely(at) {
            return None;
        }
        let after_dot = |at: usize| at + usize::from(self.mark(at) == Some('.'));
        match self.key(at) {
            "ق" => {
                let second = after_dot(at + 1);
                (self.key(second) == "م").then_some(second + 1)
            }
            "قم" if self.touches_previous(at) => Some(at + 1),
            "قبل" => self.is(at + 1, &["الميلاد", "المسيح"]).then_some(at + 2),
            _ => None,
        }
    }

    /// 800 م behind a distance, 1500 م of a race.
    fn is_distance(&self, at: usize) -> bool {
        !self.touches_previous(at + 1)
            && [
                "سباق",
                "مسافه",
                "ارتفاع",
                "عمق",
                "بعد",
                "مساحه",
                "طوله",
                "ارتفاعه",
                "عرضه",
                "طول",
            ]
            .contains(&self.key_before(at, 1))
    }

    /// عام 2016, سنة 1437 هـ, 2016م, عام ألفين وستة عشر, عام 67; a bare year after a cue.
    pub fn year(&self, at: usize) -> Option<(Value, usize)> {
        if is_year_noun(self.bare_key(at)) && self.follows_closely(at + 1) {
            return self.year_after_noun(at + 1);
        }
        let (year, digits @ 2..=4) = self.plain_figures(at)? else {
            return None;
        };
        let year = i32::try_from(year).ok()?;
        if let Some(end) = self.before_christ(at + 1) {
            return Some((gregorian_year(-year)?, end));
        }
        if digits == 2 {
            return None;
        }
        match self
            .era(at + 1)
            .filter(|(hijri, _)| *hijri || !self.is_distance(at))
        {
            Some((true, end)) => Some((hijri_year(year)?, end)),
            Some((false, end)) if digits == 4 && year < 2200 => Some((gregorian_year(year)?, end)),
            _ if digits == 4 && (1900..2100).contains(&year) && self.is_bare_year(at) => {
                Some((gregorian_year(year)?, at + 1))
            }
            _ if digits == 4 && (1800..2100).contains(&year) && self.is_year_of_event(at) => {
                Some((gregorian_year(year)?, at + 1))
            }
            _ => None,
        }
    }

    fn year_after_noun(&self, at: usize) -> Option<(Value, usize)> {
        match self.figures(at) {
            Some(Figures::Number {
                value,
                plain: Some(digits @ 2..=4),
            }) => {
                let year = i32::try_from(value.as_whole()?).ok()?;
                let counts = self.meanings(at + 1).any(|(_, meaning)| {
                    matches!(meaning, Meaning::Scale(..) | Meaning::Measure(..))
                });
                if let Some((true, end)) = self.era(at + 1) {
                    return Some((hijri_year(year)?, end));
                }
                if let Some(end) = self.before_christ(at + 1) {
                    return Some((gregorian_year(-year)?, end));
                }
                let end = self.era(at + 1).map_or(at + 1, |(_, end)| end);
                match digits {
                    2 if end > at + 1 => Some((gregorian_year(year)?, end)),
                    2 if (30..=99).contains(&year) && !counts => {
                        Some((gregorian_year(1900 + year)?, end))
                    }
                    3..=4 if (100..2200).contains(&year) && !counts => {
                        Some((gregorian_year(year)?, end))
                    }
                    _ => None,
                }
            }
            Some(_) => self
                .date_in_figures(at)
                .filter(|(value, _)| !matches!(value, Value::Date(date) if date.month.is_some())),
            None => {
                let (year, end) = self
                    .year_in_words(at)
                    .or_else(|| self.short_year_in_words(at))?;
                Some((gregorian_year(year)?, end))
            }
        }
    }

    /// عام خمسة وتسعين: 1995.
    fn short_year_in_words(&self, at: usize) -> Option<(i32, usize)> {
        let singular = ["عام", "العام", "سنه", "لعام", "بعام", "لسنه"];
        let number = self.cardinal(at, Joint::Bare).filter(|number| {
            number.wording == Wording::Plain && number.scale == 0 && number.end > at + 1
        })?;
        let year = i32::try_from(number.value.as_whole()?).ok()?;
        let fits = (30..100).contains(&year)
            && singular.contains(&self.bare_key(at.checked_sub(1)?))
            && !self.counts_a_noun(number.end);
        fits.then_some((1900 + year, number.end))
    }

    /// كأس العالم 2014, أولمبياد لندن 2012, العام الدراسي 2015: the event some words before.
    fn is_year_of_event(&self, at: usize) -> bool {
        const AMOUNT: [&str; 14] = [
            "نحو",
            "حوالي",
            "زهاء",
            "قرابه",
            "بلغ",
            "بلغت",
            "اكثر",
            "اقل",
            "بمشاركه",
            "حضر",
            "حضرها",
            "ب",
            "عددهم",
            "شارك",
        ];
        if !self.follows_closely(at)
            || self.counts_a_noun(at + 1)
            || AMOUNT.contains(&self.key_before(at, 1))
        {
            return false;
        }
        let adjective = self.key_before(at, 1);
        let of_year = is_year_noun(self.bare_key(at.saturating_sub(2)))
            && adjective.starts_with("ال")
            && adjective.ends_with(['ي', 'ه']);
        of_year
            || (1..=5)
                .map_while(|back| at.checked_sub(back))
                .take_while(|&before| {
                    !self.key(before).is_empty() && !AMOUNT.contains(&self.key(before))
                })
                .any(|before| {
                    let key = self.bare_key(before);
                    let bare = key.strip_prefix(['ل', 'ب', 'ف']).unwrap_or(key);
                    List::Event.has(key) || List::Event.has(bare)
                })
    }

    /// منذ 2011, ثورة 2011; not `في 2000 مدرسة`.
    pub fn is_bare_year(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let is_figure = |at: usize| {
            matches!(
                self.figures(at),
                Some(Figures::Number { plain: Some(4), .. })
            )
        };
        let alternative = self.is(before, &["او"]) && before.checked_sub(1).is_some_and(is_figure);
        let bracketed = self.mark(before) == Some('(') && self.mark(at + 1) == Some(')');
        let cue = List::YearCue.has(self.bare_key(before))
            || alternative
            || bracketed
            || self.is(before, &["و"]) && before.checked_sub(1).is_some_and(is_figure);
        cue && (bracketed || self.follows_closely(at)) && !self.counts_a_noun(at + 1)
    }

    /// Whether the word here may be what a number before it counts.
    pub fn counts_a_noun(&self, at: usize) -> bool {
        let key = self.key(at);
        let is_mark = matches!(self.mark(at), Some('%' | '٪' | '$'));
        if key.is_empty() || !self.follows_closely(at) {
            return is_mark;
        }
        !(key.starts_with("ال") || key.starts_with('و') || List::Uncounted.has(key))
    }

    /// التسعينيات, ستينيات القرن الماضي; `في الستينيات من عمره`.
    pub fn decade(&self, at: usize) -> Option<(Value, usize)> {
        let (article, decade) = self.meaning(at, |before, meaning| match meaning {
            Meaning::Decade(decade) => Some((before.article, decade)),
            _ => None,
        })?;
        let mut end = at + 1;
        let of = self.is(end, &["من"]);
        if of && ["عمره", "عمرها", "العمر", "عمرهم", "عمري", "عمرهما"].contains(&self.key(end + 1))
        {
            return Some((Value::AgeDecade(decade), end + 2));
        }
        let mut century = 1900;
        if self.is(end + usize::from(of), &["القرن"]) {
            let after = end + usize::from(of) + 1;
            if let Some((rank, after)) = self
                .ordinal(after)
                .filter(|(rank, _)| (1..=21).contains(rank))
            {
                century = (rank as i32 - 1) * 100;
                end = after;
            } else if self.is(after, &["الماضي", "الفاءت", "المنصرم"]) {
                end = after + 1;
            } else if self.is(after, &["الحالي", "الجاري"]) {
                century = 2000;
                end = after + 1;
            }
        }
        (article || end > at + 1).then_some((Value::Decade(century + i32::from(decade)), end))
    }
}

fn is_year_noun(key: &str) -> bool {
    matches!(
        key,
        "عام"
            | "العام"
            | "سنه"
            | "السنه"
            | "عامي"
            | "لعام"
            | "بعام"
            | "للعام"
            | "لسنه"
            | "سنتي"
            | "كعام"
            | "لعامي"
            | "اعوام"
            | "الاعوام"
            | "سنوات"
            | "السنوات"
            | "العامين"
            | "فعام"
            | "موسم"
            | "الموسم"
    )
}

pub fn gregorian_year(year: i32) -> Option<Value> {
    Some(Value::Date(Date::new(Some(year), None, None)?))
}

fn hijri_year(year: i32) -> Option<Value> {
    Some(Value::HijriYear {
        year,
        gregorian: gregorian_years(year).filter(|_| year < 1700)?,
    })
}
