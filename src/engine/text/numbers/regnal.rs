//! Numbers of sovereigns: محمد السادس is Mohammed VI, not a sixth one.

use super::lists::List;
use super::passage::Passage;

/// A sovereign's number as read.
pub struct Regnal {
    pub number: u32,
    pub end: usize,
    /// A title stands before the name; else only the name is known to carry numbers.
    pub is_certain: bool,
}

impl Passage<'_> {
    /// An ordinal with its article behind the name of a sovereign.
    pub fn regnal(&self, at: usize) -> Option<Regnal> {
        let definite = self
            .meanings(at)
            .any(|(before, _)| before.article && !before.conjunction && !before.preposition);
        if !definite || !self.follows_closely(at) {
            return None;
        }
        let (number, end) = self.ordinal(at).filter(|(number, _)| *number < 40)?;
        let is_certain = self.has_title_before(at);
        let is_name = List::Regnal.has(self.name_before(at));
        if !is_certain && (!is_name || self.is_ranked_noun_after(end)) {
            return None;
        }
        Some(Regnal {
            number,
            end,
            is_certain,
        })
    }

    /// The name before, `عبد الله` as one word.
    fn name_before(&self, at: usize) -> &str {
        let name = self.key_before(at, 1);
        let name = name
            .strip_prefix(['و', 'ل', 'ب'])
            .filter(|rest| List::Regnal.has(rest))
            .unwrap_or(name);
        match (self.key_before(at, 2), name) {
            ("عبد" | "وعبد" | "لعبد" | "بعبد", "الله") => "عبدالله",
            ("عبد" | "وعبد", "الحميد") => "عبدالحميد",
            ("عبد" | "وعبد", "العزيز") => "عبدالعزيز",
            ("عبد" | "وعبد", "المجيد") => "عبدالمجيد",
            ("عبد" | "وعبد", "الرحمن") => "عبدالرحمن",
            _ => name,
        }
    }

    /// الملك محمد, البابا بندكتوس, ملك الأردن عبد الله: a title and one to three words of a name.
    fn has_title_before(&self, at: usize) -> bool {
        let is_name = |back: usize| {
            let key = self.key_before(at, back);
            let theophoric = matches!(self.key_before(at, back + 1), "عبد" | "وعبد");
            let definite = key.starts_with("ال") && !theophoric && !List::Regnal.has(key);
            !key.is_empty() && !definite && !List::Uncounted.has(key)
        };
        let country = |back: usize| {
            at.checked_sub(back)
                .is_some_and(|noun| !self.key(noun).is_empty())
        };
        (2..=4).any(|back| {
            List::Sovereign.has(self.key_before(at, back))
                && (1..back)
                    .all(|name| is_name(name) || name + 1 == back && back > 2 && country(name))
        })
    }

    /// `حل محمد الثاني في السباق` is a rank after all.
    fn is_ranked_noun_after(&self, at: usize) -> bool {
        self.is(
            at,
            &["عالميا", "عربيا", "محليا", "بعد", "ترتيبا", "بزمن", "بفارق"],
        )
    }
}

/// `VI`, for numbers under forty.
pub fn roman(number: u32) -> String {
    const PARTS: [(u32, &str); 5] = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in PARTS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}
