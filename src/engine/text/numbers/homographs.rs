//! Number words that are other words: ست البيت, القاعة تسع, صفر الحكم, شارع الستين.

use super::lists::List;
use super::meaning::{Count, Meaning};
use super::passage::Passage;

/// Nouns before a definite ten that is a name: ميدان السبعين, زيارة الأربعين.
const NAMED_BY_TENS: [&str; 8] = [
    "شارع",
    "ميدان",
    "دوار",
    "حي",
    "ساحه",
    "طريق",
    "زياره",
    "مسيره",
];

impl Passage<'_> {
    /// Whether the single word here says something else than its number.
    pub fn is_other_word(&self, at: usize, end: usize) -> bool {
        if end != at + 1 || self.figures(at).is_some() {
            return false;
        }
        let key = self.key(at);
        let next = self.key(end);
        let definite_next =
            self.follows_closely(end) && next.starts_with("ال") && next.chars().count() > 3;
        let wrote = key == "الف" && definite_next && self.meanings(end).next().is_none();
        let is_one = ["واحد", "واحده"].contains(&key);
        let together = self.is_before(at, &["ان", "وقت", "اي"]);
        wrote
            || is_one && (together || self.is(end, &["تلو", "بعد"]))
            || self.is_feminine_unit_of_definite(at, definite_next)
            || self.is_verb_to_hold(at)
            || key == "صفر" && definite_next
            || self.is_definite_without_noun(at)
            || self.is_name_of_place(at)
    }

    fn is_before(&self, at: usize, keys: &[&str]) -> bool {
        keys.contains(&self.key_before(at, 1)) && self.follows_closely(at)
    }

    /// ست البيت, خمس السكان (a fifth): no number counts a definite noun.
    fn is_feminine_unit_of_definite(&self, at: usize, definite_next: bool) -> bool {
        let bare = self.meanings(at).any(|(before, meaning)| {
            !before.article && matches!(meaning, Meaning::Unit(3..=9) | Meaning::Ten)
        });
        let key = self.key(at);
        bare && definite_next && !key.ends_with('ه') && self.meanings(at + 1).next().is_none()
    }

    /// القاعة تسع 500 شخص.
    pub fn is_verb_to_hold(&self, at: usize) -> bool {
        self.key(at) == "تسع"
            && self.follows_closely(at + 1)
            && (self.figures(at + 1).is_some()
                || self.is(at + 1, &["ل", "نحو", "حوالي", "اكثر"])
                || self.meanings(at + 1).any(|(before, meaning)| {
                    !before.conjunction && matches!(meaning, Meaning::Scale(_, Count::One))
                }))
    }

    /// الست, العشرة, السبع alone: lady, company, lion. A number stands behind its noun
    /// (`الدول الست`), behind مجموعة, or before its adjective (`العشرة الأوائل`).
    fn is_definite_without_noun(&self, at: usize) -> bool {
        let is_doubtful = ["الست", "العشره", "السبع", "والست", "والعشره"].contains(&self.key(at));
        let before = self.key_before(at, 1);
        let has_noun = self.follows_closely(at)
            && (before.strip_prefix('و').unwrap_or(before).starts_with("ال")
                || before.starts_with("لل")
                || before.starts_with("بال")
                || before == "مجموعه"
                || before == "دول");
        let has_adjective = List::OfNumber.has(self.key(at + 1)) && self.follows_closely(at + 1);
        is_doubtful && !has_noun && !has_adjective
    }

    fn is_name_of_place(&self, at: usize) -> bool {
        let definite_ten = self
            .meanings(at)
            .any(|(before, meaning)| before.article && matches!(meaning, Meaning::Tens(_)));
        definite_ten
            && self.follows_closely(at)
            && NAMED_BY_TENS.contains(&self.bare_key(at.saturating_sub(1)))
    }

    /// نصف النهائي, نصف قطر, and `نصف الوضع بأنه`, we describe.
    pub fn is_no_fraction(&self, at: usize, end: usize) -> bool {
        let next = self.key(end);
        let final_round = next.starts_with("نهاءي") || next.starts_with("النهاءي");
        let part = [
            "قطر",
            "القطر",
            "شقيق",
            "شقيقه",
            "شقيقته",
            "ماراثون",
            "موصل",
            "ناقل",
            "مقعد",
        ];
        let describes = self.key(at) == "نصف"
            && (end..end + 4)
                .any(|item| self.key(item).starts_with("بان") && self.follows_closely(item));
        final_round
            || self.is(end, &["الخالي"])
            || part.contains(&next) && self.follows_closely(end)
            || describes
            || self.ordinal(end).is_some() && self.follows_closely(end) && next.starts_with("ال")
    }

    /// A dual that counts nothing: what follows names two by their numbers (`الدقيقتين 12 و78`,
    /// `القرنين الثامن عشر والتاسع عشر`), or it is another word.
    pub fn is_head_of_list(&self, end: usize) -> bool {
        if !self.follows_closely(end) {
            return false;
        }
        if self.plain_figures(end).is_some() {
            return self.key(end + 1).starts_with('و')
                || self.is_dash(end + 1)
                || self.mark(end + 1) == Some('/');
        }
        let Some((_, after)) = self
            .ordinal(end)
            .filter(|_| self.key(end).starts_with("ال"))
        else {
            return false;
        };
        self.key(after).starts_with("وال") && self.ordinal(after).is_some()
    }

    /// عقدين من الزمن are decades; `وقعت الشركة عقدين` are contracts. الأمناء العامين are general.
    pub fn is_dual_of_time(&self, at: usize, end: usize) -> bool {
        let key = self.bare_key(at);
        let bare = key.trim_start_matches("ال");
        let before = self.key_before(at, 1);
        if matches!(bare, "عقدين" | "عقدان") {
            let since = [
                "منذ",
                "خلال",
                "قبل",
                "بعد",
                "نحو",
                "مدي",
                "طوال",
                "طيله",
                "من",
                "حوالي",
                "قرابه",
                "زهاء",
                "مدار",
                "في",
                "مضي",
                "مر",
                "لنحو",
                "ب",
            ];
            return since.contains(&before)
                || self.is(
                    end,
                    &[
                        "من",
                        "علي",
                        "ونصف",
                        "الماضيين",
                        "الاخيرين",
                        "كاملين",
                        "المقبلين",
                    ],
                )
                || key.starts_with('ل');
        }
        if key == "العامين" {
            return !before.starts_with("ال") || !self.follows_closely(at);
        }
        if matches!(bare, "قدمين" | "قدمان") {
            return self.is(end, &["ونصف", "مربعين", "مربعتين", "عن", "فوق"])
                || ["ارتفاع", "ارتفاعه", "عمق", "طول", "طوله"].contains(&before);
        }
        true
    }

    /// Contracts and not decades: عقود عمل.
    pub fn is_contract(&self, at: usize) -> bool {
        const OF: [&str; 12] = [
            "عمل",
            "توريد",
            "ايجار",
            "استثمار",
            "شراء",
            "بيع",
            "زواج",
            "مع",
            "تجاريه",
            "بقيمه",
            "رعايه",
            "جديده",
        ];
        matches!(self.key(at), "عقود" | "عقدا")
            && OF.contains(&self.key(at + 1))
            && self.follows_closely(at + 1)
    }
}
