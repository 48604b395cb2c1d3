//! Month names of both calendars, in every regional naming and in double namings.

use super::meaning::Meaning;
use super::passage::Passage;

/// A month as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthName {
    pub month: u8,
    pub end: usize,
    pub is_hijri: bool,
    /// The word is nothing but a month.
    pub is_certain: bool,
}

const FIRST: &[&str] = &["الاول", "اول", "الاولي", "اولي"];
const SECOND: &[&str] = &[
    "الثاني",
    "ثاني",
    "الثانيه",
    "ثانيه",
    "ثان",
    "الاخر",
    "الاخره",
    "اخر",
];

impl Passage<'_> {
    /// A month with its second name, if it has one: `شباط/فبراير`, `فبراير (شباط)`.
    pub fn month_name(&self, at: usize) -> Option<MonthName> {
        let mut name = self.single_month(at)?;
        if let Some((other, end)) = self.second_name(name.end)
            && other == (name.month, name.is_hijri)
        {
            name.end = end;
            name.is_certain = true;
        }
        Some(name)
    }

    fn second_name(&self, at: usize) -> Option<((u8, bool), usize)> {
        if self.follows_closely(at)
            && let Some(other) = self.single_month(at)
        {
            return Some(((other.month, other.is_hijri), other.end));
        }
        match self.mark(at)? {
            '/' | '-' | '–' | '\\' => {
                let other = self.single_month(at + 1)?;
                Some(((other.month, other.is_hijri), other.end))
            }
            open @ ('(' | '[') => {
                let close = if open == '(' { ')' } else { ']' };
                let other = self.single_month(at + 1)?;
                let closed = self.mark(other.end) == Some(close);
                closed.then_some(((other.month, other.is_hijri), other.end + 1))
            }
            _ => None,
        }
    }

    /// كانون 2, ت1: of the single letter the figure is part of the name.
    fn is_numbered_month(&self, at: usize, conjunction: bool) -> bool {
        let is_letter = self.key(at).chars().count() <= 1 + usize::from(conjunction);
        let after_day = at
            .checked_sub(1)
            .is_some_and(|before| self.figures(before).is_some());
        if is_letter {
            self.touches_previous(at + 1) && after_day
        } else {
            self.follows_closely(at + 1)
        }
    }

    fn single_month(&self, at: usize) -> Option<MonthName> {
        let name = |month, end, is_hijri, is_certain| {
            Some(MonthName {
                month,
                end,
                is_hijri,
                is_certain,
            })
        };
        let is_next = |words: &[&str]| self.is(at + 1, words) && self.follows_closely(at + 1);
        self.meaning(at, |before, meaning| match meaning {
            Meaning::Month(month) if !before.article => name(month, at + 1, false, true),
            Meaning::DoubtfulMonth(month) if !before.article => name(month, at + 1, false, false),
            Meaning::PairedMonth(first, second)
                if matches!(self.plain_figures(at + 1), Some((1 | 2, 1)))
                    && self.is_numbered_month(at, before.conjunction) =>
            {
                let is_first = matches!(self.plain_figures(at + 1), Some((1, _)));
                name(if is_first { first } else { second }, at + 2, false, true)
            }
            Meaning::PairedMonth(..) if self.key(at).chars().count() == 1 => None,
            Meaning::PairedMonth(first, _) if is_next(FIRST) => name(first, at + 2, false, true),
            Meaning::PairedMonth(_, second) if is_next(SECOND) => name(second, at + 2, false, true),
            Meaning::HijriMonth(month) => name(month, at + 1, true, true),
            Meaning::PairedHijriMonth(first) if is_next(FIRST) => name(first, at + 2, true, true),
            Meaning::PairedHijriMonth(first) if is_next(SECOND) => {
                name(first + 1, at + 2, true, true)
            }
            Meaning::HijriPossessor if is_next(&["القعده"]) => name(11, at + 2, true, true),
            Meaning::HijriPossessor if is_next(&["الحجه"]) => name(12, at + 2, true, true),
            _ => None,
        })
    }
}
