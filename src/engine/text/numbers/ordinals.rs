//! Ordinal numbers: الثالث, الحادية عشرة, الثالث والعشرون, المئة.

use super::digits::Figures;
use super::meaning::{Before, Count, Meaning};
use super::passage::Passage;

/// Nouns after which a definite ten is a rank: القرن العشرين.
const RANKED: &[&str] = &[
    "القرن",
    "الذكري",
    "الدوره",
    "المرتبه",
    "المركز",
    "العيد",
    "اليوم",
    "للقرن",
    "بالذكري",
    "للذكري",
    "الجلسه",
    "الماده",
    "النسخه",
    "القمه",
    "الدقيقه",
    "الطبعه",
    "الجوله",
    "الحلقه",
    "الفصل",
    "البند",
    "الطابق",
    "المره",
    "للمره",
    "الاسبوع",
    "الشهر",
    "العام",
    "الدورة",
    "بالدوره",
    "الجمعه",
    "اليوبيل",
    "المءويه",
    "ميلاده",
    "ميلادها",
    "ميلادهم",
    "الميلاد",
    "تاسيسه",
    "تاسيسها",
];

impl Passage<'_> {
    /// The rank that starts at an item and the item after it.
    pub fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let (rank, end) = self.ordinal_below_hundred(at)?;
        Some(self.with_hundreds(rank, end).unwrap_or((rank, end)))
    }

    /// السابعة والأربعون بعد المئة, الأولى بعد الألف.
    fn with_hundreds(&self, rank: u32, at: usize) -> Option<(u32, usize)> {
        if !self.is(at, &["بعد"]) || !self.follows_closely(at) || !self.follows_closely(at + 1) {
            return None;
        }
        let more = self.meaning(at + 1, |before, meaning| match meaning {
            Meaning::Hundreds(n) if before.article => Some(u32::from(n)),
            Meaning::Scale(3, Count::One) if before.article => Some(1000),
            _ => None,
        })?;
        (rank < 100).then_some((rank + more, at + 2))
    }

    fn ordinal_below_hundred(&self, at: usize) -> Option<(u32, usize)> {
        let follows = self.follows_closely(at + 1);
        let unit = self.meaning(at, |before, meaning| match meaning {
            Meaning::Ordinal(n) => Some((before, u32::from(n))),
            Meaning::CompoundFirst => Some((before, 1)),
            _ => None,
        });
        if let Some((_, unit)) = unit.filter(|(_, n)| *n < 10 && follows) {
            if self
                .meanings(at + 1)
                .any(|(before, meaning)| meaning == Meaning::Ten && !before.conjunction)
            {
                return Some((10 + unit, at + 2));
            }
            if let Some(tens) = self.tens(at + 1, |before| before.conjunction) {
                return Some((unit + tens, at + 2));
            }
        }
        if let Some(numbered) = self.rank_in_figures(at) {
            return Some(numbered);
        }
        let (before, rank) = match unit {
            Some(found) => found,
            None => return self.definite_ten(at),
        };
        let is_compound_only = self
            .meanings(at)
            .any(|(_, meaning)| meaning == Meaning::CompoundFirst);
        (!is_compound_only && self.is_rank(at, before, rank)).then_some((rank, at + 1))
    }

    /// القرن الـ21, الذكرى الـ70.
    fn rank_in_figures(&self, at: usize) -> Option<(u32, usize)> {
        let ranked = at.checked_sub(1).is_some_and(|before| {
            RANKED.contains(&self.bare_key(before)) && self.follows_closely(at)
        });
        let has_article = self.is(at, &["ال"]);
        let of_century = at
            .checked_sub(1)
            .is_some_and(|before| self.is(before, &["القرن", "للقرن"]));
        let (
            Figures::Number {
                value,
                plain: Some(1..=3),
            },
            end,
        ) = self.figures_after(at, &["ال"])?
        else {
            return None;
        };
        let rank = u32::try_from(value.as_whole()?)
            .ok()
            .filter(|rank| *rank > 0)?;
        (ranked && (has_article || of_century)).then_some((rank, end))
    }

    /// الذكرى الأربعين, الذكرى السنوية الأربعين.
    fn is_ranked(&self, at: usize) -> bool {
        let is_noun = |back: usize| {
            at.checked_sub(back)
                .is_some_and(|before| RANKED.contains(&self.bare_key(before)))
        };
        let after_adjective = at.checked_sub(1).is_some_and(|before| {
            self.key(before).starts_with("ال") && self.key(before).ends_with("يه")
        });
        is_noun(1) || after_adjective && is_noun(2)
    }

    fn tens(&self, at: usize, fits: impl Fn(Before) -> bool) -> Option<u32> {
        self.meaning(at, |before, meaning| match meaning {
            Meaning::Tens(n) if fits(before) => Some(u32::from(n)),
            _ => None,
        })
    }

    fn definite_ten(&self, at: usize) -> Option<(u32, usize)> {
        let ranked = self.follows_closely(at) && self.is_ranked(at);
        let tens = self.tens(at, |before| {
            before.article && !before.preposition && !before.conjunction
        });
        if let Some(tens) = tens.filter(|_| ranked) {
            return Some((tens, at + 1));
        }
        let hundred = self.meanings(at).any(|(before, meaning)| {
            before.article && !before.conjunction && meaning == Meaning::Hundreds(100)
        });
        if !(ranked && hundred) {
            return None;
        }
        // المئة والعشرون, المئة والخامسة.
        let more = self
            .meaning(at + 1, |before, meaning| match meaning {
                Meaning::Tens(n) | Meaning::Ordinal(n) if before.conjunction && before.article => {
                    Some(u32::from(n))
                }
                _ => None,
            })
            .filter(|_| self.follows_closely(at + 1));
        Some(more.map_or((100, at + 1), |more| (100 + more, at + 2)))
    }

    /// أول أمس, ثانية واحدة and the like are no ranks.
    fn is_rank(&self, at: usize, before: Before, rank: u32) -> bool {
        let next = self.key(at + 1);
        let of_yesterday =
            ["امس", "البارحه"].contains(&next) || next == "من" && self.key(at + 2) == "امس";
        // من الأولى أن: it would be better.
        let is_better = self.is(at, &["الاولي", "الاحري"]) && next == "ان";
        if rank == 1 && (of_yesterday || is_better) {
            return false;
        }
        // Without the article it ranks the noun after it: ثاني أكبر مدينة.
        let has_noun = !next.is_empty() && self.follows_closely(at + 1);
        let is_second_or_again = self.key(at).ends_with("ثانيه") || self.key(at).ends_with("ثان");
        let is_square = self.is(at + 1, &["العدويه"]);
        before.article || has_noun && !is_second_or_again && !is_square
    }
}
