//! Which press a name belongs to: رشيد is Rachid in Algiers and Rashid in Damascus.

use super::words::{Sentence, Word};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    Maghreb,
    Egypt,
    Gulf,
    Iran,
    /// The Levant and Iraq: the spellings of the table.
    Mashreq,
}

/// Countries, capitals and adjectives by the beginning of their keys, without the article.
const WORDS: &[(Region, &[&str])] = &[
    (
        Region::Maghreb,
        &[
            "تونس",
            "جزاءر",
            "مغرب",
            "مغارب",
            "رباط",
            "مراكش",
            "موريتان",
            "نواكشوط",
            "وهران",
            "صفاقس",
            "طنجه",
            "قسنطين",
            "دار البيضاء",
            "تيزي",
            "بجايه",
        ],
    ),
    (
        Region::Egypt,
        &["مصر", "قاهره", "اسكندري", "جيزه", "اسيوط", "سوهاج", "سيناء"],
    ),
    (
        Region::Gulf,
        &[
            "سعودي",
            "رياض",
            "جده",
            "امارات",
            "ابوظبي",
            "دبي",
            "شارقه",
            "قطر",
            "دوحه",
            "بحرين",
            "منامه",
            "كويت",
            "سلطنه",
            "مسقط",
        ],
    ),
    (
        Region::Iran,
        &["ايران", "طهران", "اصفهان", "مشهد", "شيراز", "حرس الثوري"],
    ),
    (
        Region::Mashreq,
        &[
            "سوري",
            "دمشق",
            "حلب",
            "حمص",
            "ادلب",
            "لبنان",
            "بيروت",
            "عراق",
            "بغداد",
            "موصل",
            "اردن",
            "فلسطين",
            "غزه",
            "قدس",
            "يمن",
            "صنعاء",
            "سودان",
            "خرطوم",
            "ليبي",
            "طرابلس",
        ],
    ),
];

/// How many words of a document speak of each region.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally([usize; WORDS.len()]);

impl Tally {
    pub fn add(&mut self, word: &Word) {
        let region = region_of(word.key());
        let at = region.and_then(|region| WORDS.iter().position(|(other, _)| *other == region));
        if let Some(count) = at.and_then(|at| self.0.get_mut(at)) {
            *count += 1;
        }
    }

    /// The region that most words speak of.
    pub fn leading(&self) -> Region {
        let most = self.0.iter().max().copied().unwrap_or_default();
        let counts = self.0.iter().zip(WORDS);
        let mut leading = counts.filter(|(count, _)| **count == most);
        match (leading.next(), leading.next()) {
            (Some((_, (region, _))), None) if most > 0 => *region,
            _ => Region::Mashreq,
        }
    }
}

impl Region {
    /// The adjective right before a name says more: وزير المالية المصري أحمد.
    pub fn before(sentence: &Sentence, at: usize) -> Option<Self> {
        (1..=3).find_map(|back| {
            let before = at.checked_sub(back)?;
            let word = sentence.words.get(before)?;
            let is_adjective = word.has_article() && word.key().ends_with(['ي', 'ه']);
            region_of(word.key()).filter(|_| is_adjective && sentence.follows(before + 1))
        })
    }
}

fn region_of(key: &str) -> Option<Region> {
    let bare = key.trim_start_matches(['و', 'ب']);
    let bare = bare
        .strip_prefix("ال")
        .or_else(|| bare.strip_prefix("لل"))
        .unwrap_or(bare);
    if bare.chars().count() < 3 {
        return None;
    }
    WORDS
        .iter()
        .find(|(_, words)| words.iter().any(|word| bare.starts_with(word)))
        .map(|(region, _)| *region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_words_decide() {
        for (text, expected) in [
            ("قال الوزير التونسي في العاصمة تونس", Region::Maghreb),
            ("مثل أمام محكمة جزائرية في الجزائر", Region::Maghreb),
            ("في الرياض والدوحة", Region::Gulf),
            ("زار القاهرة ثم دمشق", Region::Mashreq),
            ("لا شيء هنا", Region::Mashreq),
        ] {
            let sentence = Sentence::new(text);
            let mut tally = Tally::default();
            sentence.words.iter().for_each(|word| tally.add(word));
            assert_eq!(tally.leading(), expected, "{text}");
        }
    }
}
