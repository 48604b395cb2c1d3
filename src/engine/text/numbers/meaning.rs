//! The words of number and time: what each may mean, found through any proclitics.

use super::measures::{CURRENCIES, MEASURES};
use super::pairs::PAIRS;
use crate::engine::text::letters::Letters;
use crate::engine::text::normalize::{is_arabic_mark, strip_marks};
use std::collections::HashMap;
use std::sync::LazyLock;

/// How many of a thing the word's own form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    One,
    Two,
    Many,
    /// ألفا: two before a genitive, or one in the accusative after a number.
    OneOrTwo,
    /// ساعتي: two before the genitive, or one of mine.
    TwoOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// 0 to 9.
    Unit(u8),
    /// أحد, إحدى: one within a compound, else `one of`.
    CompoundOne,
    Ten,
    Tens(u8),
    Hundreds(u16),
    /// 10 to this power.
    Scale(u32, Count),
    /// Numerator and denominator.
    Fraction(u8, u8),
    /// أرباع, أخماس after a number: its denominator.
    Parts(u8),
    /// عشرات, مئات: tens and hundreds of something.
    Vague(u16),
    Ordinal(u8),
    /// حادي: first within a compound.
    CompoundFirst,
    /// By number in [`MEASURES`].
    Measure(u8, Count),
    /// By number in [`CURRENCIES`].
    Currency(u8, Count),
    Month(u8),
    /// A month name that is also another word, to be taken for a month only beside a date.
    DoubtfulMonth(u8),
    /// كانون and تشرين with the number of their first and second month.
    PairedMonth(u8, u8),
    HijriMonth(u8),
    /// ربيع and جمادى, whose first month this is.
    PairedHijriMonth(u8),
    /// ذو, before القعدة or الحجة.
    HijriPossessor,
    /// From Monday, 1.
    Weekday(u8),
    /// The last two digits of its first year.
    Decade(u8),
    Period(Period),
    /// The dual of a noun, by number in [`PAIRS`].
    Pair(u8),
}

/// The part of the day said with an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Morning,
    Noon,
    Afternoon,
    Night,
}

/// What stands before a word's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Before {
    pub conjunction: bool,
    pub preposition: bool,
    pub article: bool,
}

use Meaning::{
    CompoundFirst, CompoundOne, Decade, DoubtfulMonth, Fraction, HijriMonth, HijriPossessor,
    Hundreds, Month, Ordinal, PairedHijriMonth, PairedMonth, Parts, Scale, Ten, Tens, Unit, Vague,
    Weekday,
};

const WORDS: &[(&str, Meaning)] = &[
    ("صفر", Unit(0)),
    ("واحد واحدة واحدا", Unit(1)),
    (
        "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين إثنا إثني",
        Unit(2),
    ),
    ("ثلاثة ثلاث ثلاثا", Unit(3)),
    ("أربعة أربع أربعا", Unit(4)),
    ("خمسة خمس خمسا", Unit(5)),
    ("ستة ست ستا", Unit(6)),
    ("سبعة سبع سبعا", Unit(7)),
    ("ثمانية ثماني ثمان ثمانيا", Unit(8)),
    ("تسعة تسع تسعا", Unit(9)),
    ("أحد إحدى", CompoundOne),
    ("عشرة عشر عشرا", Ten),
    ("عشرون عشرين عشرينا", Tens(20)),
    ("ثلاثون ثلاثين", Tens(30)),
    ("أربعون أربعين", Tens(40)),
    ("خمسون خمسين", Tens(50)),
    ("ستون ستين", Tens(60)),
    ("سبعون سبعين", Tens(70)),
    ("ثمانون ثمانين", Tens(80)),
    ("تسعون تسعين", Tens(90)),
    ("مئة مائة", Hundreds(100)),
    (
        "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي",
        Hundreds(200),
    ),
    ("ثلاثمئة ثلاثمائة ثلثمئة ثلثمائة", Hundreds(300)),
    ("أربعمئة أربعمائة", Hundreds(400)),
    ("خمسمئة خمسمائة", Hundreds(500)),
    ("ستمئة ستمائة", Hundreds(600)),
    ("سبعمئة سبعمائة", Hundreds(700)),
    ("ثمانمئة ثمانمائة ثمانيمئة ثمانيمائة", Hundreds(800)),
    ("تسعمئة تسعمائة", Hundreds(900)),
    ("ألف", Scale(3, Count::One)),
    ("ألفا", Scale(3, Count::OneOrTwo)),
    ("ألفان ألفين ألفي", Scale(3, Count::Two)),
    ("آلاف ألوف", Scale(3, Count::Many)),
    ("مليون", Scale(6, Count::One)),
    ("مليونا", Scale(6, Count::OneOrTwo)),
    ("مليونان مليونين مليوني", Scale(6, Count::Two)),
    ("ملايين", Scale(6, Count::Many)),
    ("مليار بليون", Scale(9, Count::One)),
    ("مليارا بليونا", Scale(9, Count::OneOrTwo)),
    (
        "ملياران مليارين ملياري بليونان بليونين بليوني",
        Scale(9, Count::Two),
    ),
    ("مليارات بلايين", Scale(9, Count::Many)),
    ("تريليون ترليون", Scale(12, Count::One)),
    ("تريليونا ترليونا", Scale(12, Count::OneOrTwo)),
    (
        "تريليونان تريليونين تريليوني ترليونين",
        Scale(12, Count::Two),
    ),
    ("تريليونات ترليونات", Scale(12, Count::Many)),
    ("نصف", Fraction(1, 2)),
    ("ثلث", Fraction(1, 3)),
    ("ثلثا ثلثي ثلثين ثلثان", Fraction(2, 3)),
    ("ربع", Fraction(1, 4)),
    ("سدس", Fraction(1, 6)),
    ("أرباع", Parts(4)),
    ("أخماس", Parts(5)),
    ("أسداس", Parts(6)),
    ("أسباع", Parts(7)),
    ("أثمان", Parts(8)),
    ("أتساع", Parts(9)),
    ("أعشار", Parts(10)),
    ("عشرات", Vague(10)),
    ("مئات مائات", Vague(100)),
    ("أول أولى", Ordinal(1)),
    ("ثاني ثانية ثان", Ordinal(2)),
    ("ثالث ثالثة", Ordinal(3)),
    ("رابع رابعة", Ordinal(4)),
    ("خامس خامسة", Ordinal(5)),
    ("سادس سادسة", Ordinal(6)),
    ("سابع سابعة", Ordinal(7)),
    ("ثامن ثامنة", Ordinal(8)),
    ("تاسع تاسعة", Ordinal(9)),
    ("عاشر عاشرة", Ordinal(10)),
    ("حادي حادية", CompoundFirst),
    ("يناير جانفي كانون2 ك2", Month(1)),
    ("فبراير شباط فيفري فبرابر", Month(2)),
    ("آذار", Month(3)),
    ("مارس", DoubtfulMonth(3)),
    ("أبريل نيسان أفريل", Month(4)),
    ("مايو أيار مايس", Month(5)),
    ("ماي نوار", DoubtfulMonth(5)),
    ("يونيو حزيران يونيه", Month(6)),
    ("جوان", DoubtfulMonth(6)),
    ("يوليو تموز جويلية يوليوز يوليه", Month(7)),
    ("أغسطس غشت أوت", Month(8)),
    ("آب", DoubtfulMonth(8)),
    ("سبتمبر أيلول شتنبر سيبتمبر", Month(9)),
    ("أكتوبر ت1", Month(10)),
    ("نوفمبر نونبر ت2", Month(11)),
    ("ديسمبر دجنبر ك1", Month(12)),
    ("كانون ك", PairedMonth(12, 1)),
    ("تشرين ت", PairedMonth(10, 11)),
    ("محرم", HijriMonth(1)),
    ("صفر", HijriMonth(2)),
    ("رجب", HijriMonth(7)),
    ("شعبان", HijriMonth(8)),
    ("رمضان", HijriMonth(9)),
    ("شوال", HijriMonth(10)),
    ("ربيع", PairedHijriMonth(3)),
    ("جمادى جماد", PairedHijriMonth(5)),
    ("ذو ذي", HijriPossessor),
    ("اثنين إثنين", Weekday(1)),
    ("ثلاثاء ثلثاء", Weekday(2)),
    ("أربعاء", Weekday(3)),
    ("خميس", Weekday(4)),
    ("جمعة", Weekday(5)),
    ("سبت", Weekday(6)),
    ("أحد", Weekday(7)),
    ("عشرينيات عشرينات", Decade(20)),
    ("ثلاثينيات ثلاثينات", Decade(30)),
    ("أربعينيات أربعينات", Decade(40)),
    ("خمسينيات خمسينات", Decade(50)),
    ("ستينيات ستينات", Decade(60)),
    ("سبعينيات سبعينات", Decade(70)),
    ("ثمانينيات ثمانينات", Decade(80)),
    ("تسعينيات تسعينات", Decade(90)),
    ("صباحا فجرا صباح فجر", Meaning::Period(Period::Morning)),
    ("ظهرا ظهر", Meaning::Period(Period::Noon)),
    ("عصرا مساء عصر", Meaning::Period(Period::Afternoon)),
    ("ليلا", Meaning::Period(Period::Night)),
];

/// Whole words that only look like a proclitic and a number.
const NOT_NUMBERS: &[&str] = &[
    "لست",
    "فست",
    "كست",
    "بالف",
    "فالف",
    "بست",
    "كعشر",
    "لتسع",
    "بربع",
    "كربع",
    "لواحد",
];

static MEANINGS: LazyLock<HashMap<String, Vec<Meaning>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<Meaning>> = HashMap::new();
    let mut add = |form: &str, meaning| {
        let list = all.entry(Letters::new(form).key().to_owned()).or_default();
        if !list.contains(&meaning) {
            list.push(meaning);
        }
    };
    for (forms, meaning) in WORDS {
        forms.split(' ').for_each(|form| add(form, *meaning));
    }
    for (number, measure) in (0u8..).zip(MEASURES) {
        inflected(measure.words, |form, count| {
            add(form, Meaning::Measure(number, count))
        });
    }
    for (number, currency) in (0u8..).zip(CURRENCIES) {
        inflected(currency.words, |form, count| {
            add(form, Meaning::Currency(number, count))
        });
    }
    for (number, (singular, _, like_plural)) in (0u8..).zip(PAIRS) {
        inflected(singular, |form, count| {
            if count == Count::Two && !(*like_plural && form.ends_with("ين")) {
                add(form, Meaning::Pair(number));
            }
        });
    }
    all
});

/// The forms of `singular singular|plural plural|sign sign` that stand beside numbers.
fn inflected(words: &str, mut take: impl FnMut(&str, Count)) {
    let mut parts = words.split('|');
    let mut part = || parts.next().unwrap_or_default().split_whitespace();
    let (singulars, plurals, signs) = (part(), part(), part());
    signs.for_each(|word| take(word, Count::One));
    for word in singulars {
        take(word, Count::One);
        if let Some(stem) = word.strip_suffix('ة') {
            take(&format!("{stem}تان"), Count::Two);
            take(&format!("{stem}تين"), Count::Two);
            take(&format!("{stem}ات"), Count::Many);
            if stem.chars().count() > 1 {
                take(&format!("{stem}تي"), Count::TwoOf);
                if word != "سنة" {
                    take(&format!("{stem}تا"), Count::TwoOf); // سنتا is a cent
                }
            }
        } else if word.chars().count() > 2 {
            take(&format!("{word}ا"), Count::One);
            if word != "ميل" {
                take(&format!("{word}ان"), Count::Two); // ميلان is Milan
            }
            take(&format!("{word}ين"), Count::Two);
            take(&format!("{word}ات"), Count::Many);
        }
    }
    plurals.for_each(|word| take(word, Count::Many));
}

/// What the word may mean, with what is written in front of it. The reading without proclitics
/// comes first.
pub fn meanings(word: &Letters) -> Vec<(Before, Meaning)> {
    let mut found = Vec::new();
    let key = word.key();
    if word.len() > LONGEST {
        return found;
    }
    for (prefix, before) in PROCLITICS {
        if let Some(list) = key.strip_prefix(prefix).and_then(|rest| MEANINGS.get(rest)) {
            found.extend(list.iter().map(|&meaning| (*before, meaning)));
        }
    }
    found.retain(|&(before, meaning)| is_written_so(word, before, meaning));
    found
}

/// Parts that are written like the numbers but for a damma on the first letter: خُمس, عُشر.
const DAMMA_PARTS: [(&str, u8); 6] = [
    ("خمس", 5),
    ("سدس", 6),
    ("سبع", 7),
    ("ثمن", 8),
    ("تسع", 9),
    ("عشر", 10),
];

/// A fifth, a tenth and the like, where the vowel is written that tells them from five and ten.
pub fn vocalised_part(written: &str) -> Option<(Before, Meaning)> {
    if !written.contains(DAMMA) {
        return None;
    }
    let bare = strip_marks(written);
    PROCLITICS.iter().find_map(|(prefix, before)| {
        let rest = bare.strip_prefix(prefix)?;
        let (_, parts) = DAMMA_PARTS.iter().find(|(word, _)| *word == rest)?;
        let letters = written.char_indices().filter(|(_, c)| !is_arabic_mark(*c));
        let (first, letter) = letters.clone().nth(prefix.chars().count())?;
        let marks = written.get(first + letter.len_utf8()..)?;
        marks
            .starts_with(DAMMA)
            .then_some((*before, Fraction(1, *parts)))
    })
}

const DAMMA: char = '\u{064F}';

const LONGEST: usize = 20;

/// Where the key unifies too much.
fn is_written_so(word: &Letters, before: Before, meaning: Meaning) -> bool {
    let written = word.written();
    let one_letter = before.preposition && !before.article || before.conjunction;
    match meaning {
        // أولي is `preliminary`.
        Ordinal(1) => before.article || !written.ends_with(&['ي']),
        // آب the month, أب the father.
        // باب is a door, بآب in August.
        DoubtfulMonth(8) if one_letter => matches!(written, [.., 'آ', 'ب']),
        DoubtfulMonth(8) => matches!(written, [.., 'آ', 'ب'] | [.., 'ا', 'ب']),
        Unit(_) | Ten | Tens(_) | Scale(..) | Fraction(..) | Hundreds(_) => {
            let other_word = one_letter && NOT_NUMBERS.contains(&word.key());
            !other_word && !written.starts_with(&['آ', 'ل', 'ف'])
        }
        _ => true,
    }
}

const fn before(conjunction: bool, preposition: bool, article: bool) -> Before {
    Before {
        conjunction,
        preposition,
        article,
    }
}

const PROCLITICS: &[(&str, Before)] = &[
    ("", before(false, false, false)),
    ("ال", before(false, false, true)),
    ("ب", before(false, true, false)),
    ("ل", before(false, true, false)),
    ("ك", before(false, true, false)),
    ("بال", before(false, true, true)),
    ("لل", before(false, true, true)),
    ("كال", before(false, true, true)),
    ("و", before(true, false, false)),
    ("ف", before(true, false, false)),
    ("وال", before(true, false, true)),
    ("فال", before(true, false, true)),
    ("وب", before(true, true, false)),
    ("ول", before(true, true, false)),
    ("فب", before(true, true, false)),
    ("فل", before(true, true, false)),
    ("وبال", before(true, true, true)),
    ("ولل", before(true, true, true)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_proclitics() {
        let show = |word| {
            let found = meanings(&Letters::new(word));
            found
                .iter()
                .map(|(before, meaning)| {
                    format!("{}{meaning:?}", if before.article { "the " } else { "" })
                })
                .collect::<Vec<_>>()
                .join(", ")
        };
        for (word, expected) in [
            ("وثلاثة", "Unit(3)"),
            ("والعشرون", "the Tens(20)"),
            ("لست", ""),
            ("آلاف", "Scale(3, Many)"),
            ("أب", ""),
            ("أولي", ""),
            ("الهدنة", ""),
        ] {
            assert_eq!(show(word), expected, "{word}");
        }
    }
}
