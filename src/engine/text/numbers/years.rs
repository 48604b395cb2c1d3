//! Years, eras and decades, in figures and words.

use super::calendar::{Date, gregorian_years};
use super::cardinal::{Joint, Wording};
use super::digits::Figures;
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

    /// عام 2016, سنة 1437 هـ, 2016م, عام ألفين وستة عشر, عام 67; a bare year after a cue.
    pub fn year(&self, at: usize) -> Option<(Value, usize)> {
        if is_year_noun(self.bare_key(at)) && self.follows_closely(at + 1) {
            return self.year_after_noun(at + 1);
        }
        let Figures::Number {
            value,
            plain: Some(digits @ 3..=4),
        } = self.figures(at)?
        else {
            return None;
        };
        let year = i32::try_from(value.as_whole()?).ok()?;
        match self.era(at + 1) {
            Some((true, end)) => Some((hijri_year(year)?, end)),
            Some((false, end)) if digits == 4 && year < 2200 => Some((gregorian_year(year)?, end)),
            _ if digits == 4 && (1900..2100).contains(&year) && self.is_bare_year(at) => {
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
                if self.is(at + 1, &["قبل"]) && self.is(at + 2, &["الميلاد"]) {
                    return Some((gregorian_year(-year)?, at + 3));
                }
                let end = self.era(at + 1).map_or(at + 1, |(_, end)| end);
                match digits {
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
                let (year, end) = self.year_in_words(at)?;
                Some((gregorian_year(year)?, end))
            }
        }
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
        let cue = YEAR_CUES.contains(&self.bare_key(before))
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
        !(key.starts_with("ال") || key.starts_with('و') || NOT_COUNTED.contains(&key))
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

const YEAR_CUES: &[&str] = &[
    "في",
    "منذ",
    "حتي",
    "قبل",
    "بعد",
    "خلال",
    "مطلع",
    "نهايه",
    "اواخر",
    "اواءل",
    "بدايه",
    "منتصف",
    "صيف",
    "شتاء",
    "ربيع",
    "خريف",
    "ثوره",
    "حرب",
    "انتخابات",
    "مونديال",
    "احداث",
    "دستور",
    "اتفاق",
    "كاس",
    "موسم",
    "قانون",
    "اولمبياد",
    "بطوله",
    "موازنه",
    "ميزانيه",
    "انتفاضه",
    "نكسه",
    "نكبه",
    "يورو",
    "اكسبو",
    "رويه",
    "لغايه",
    "دوره",
    "احتجاجات",
    "مظاهرات",
    "فيضانات",
    "زلزال",
    "خريطه",
    "تعداد",
    "احصاء",
    "تقرير",
    "من",
    "الي",
    "صدر",
    "فيلم",
    "البوم",
    "طراز",
    "موديل",
    "نسخه",
    "هجمات",
    "انقلاب",
    "غزو",
    "بحلول",
];

const NOT_COUNTED: &[&str] = &[
    "في",
    "من",
    "علي",
    "الي",
    "عن",
    "بعد",
    "قبل",
    "خلال",
    "حتي",
    "عندما",
    "حين",
    "حيث",
    "التي",
    "الذي",
    "هو",
    "هي",
    "ان",
    "قد",
    "كان",
    "كانت",
    "لم",
    "لن",
    "لا",
    "ما",
    "مع",
    "بين",
    "ثم",
    "او",
    "عقب",
    "اثر",
    "اذ",
    "كما",
    "بسبب",
    "لكن",
    "بهدف",
    "ضد",
    "بينما",
    "فيما",
    "بين",
    "عبر",
    "عند",
    "تحت",
    "منذ",
    "هذا",
    "هذه",
    "ذلك",
];

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
