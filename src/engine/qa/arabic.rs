//! Arabic as the checks read it: words without clitics, numbers said and implied.

use super::english;
use super::facts::{Fact, Value, Weight};
use crate::engine::model::{NumberHit, NumberKind, NumberStyle};
use crate::engine::text::normalize::{ascii_digit, key};
use crate::engine::text::numbers;
use crate::engine::text::tokenize::{TokenKind, tokens};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// A word of the source with its comparison key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceWord {
    pub range: Range<usize>,
    pub key: String,
}

impl SourceWord {
    /// The key without a leading و or ف.
    pub fn without_conjunction(&self) -> &str {
        let rest = self.key.strip_prefix(['و', 'ف']);
        rest.filter(|rest| rest.chars().count() > 1)
            .unwrap_or(&self.key)
    }

    /// The key without conjunction, preposition and article.
    pub fn bare(&self) -> &str {
        let mut word = self.without_conjunction();
        for clitic in ["بال", "كال", "لل", "ال", "ب", "ل", "ك"] {
            if let Some(rest) = word
                .strip_prefix(clitic)
                .filter(|rest| rest.chars().count() > 2)
            {
                word = rest;
                break;
            }
        }
        word
    }
}

/// The words of a source in order.
pub fn words(text: &str) -> Vec<SourceWord> {
    tokens(text)
        .into_iter()
        .filter(|token| token.kind == TokenKind::Word)
        .filter_map(|token| {
            Some(SourceWord {
                key: key(text.get(token.range.clone())?).to_lowercase(),
                range: token.range,
            })
        })
        .collect()
}

/// The numbers, months and weekdays of a source.
pub fn facts(text: &str, words: &[SourceWord]) -> Vec<Fact> {
    let hits = numbers::find(text, NumberStyle::default());
    let mut found = Vec::new();
    for hit in &hits {
        read_hit(text, hit, &mut found);
    }
    for run in digit_runs(text) {
        let readings = english::figures(text.get(run.clone()).unwrap_or_default());
        let Some((&first, rest)) = readings.split_first() else {
            continue;
        };
        let is_read = hits
            .iter()
            .any(|hit| hit.range.start <= run.start && run.end <= hit.range.end);
        let weight = if is_read {
            Weight::Loose
        } else {
            Weight::Figures
        };
        found.push(Fact::number(run, first, weight).or(rest.iter().copied()));
    }
    for word in words {
        found.extend(implied(word));
    }
    found.sort_by_key(|fact| fact.range.start);
    found
}

fn digit_runs(text: &str) -> Vec<Range<usize>> {
    tokens(text)
        .into_iter()
        .filter(|token| token.kind == TokenKind::Number)
        .flat_map(|token| {
            // 9:30 and 3/5 are two numbers each.
            let written = text.get(token.range.clone()).unwrap_or_default();
            let start = token.range.start;
            let mut parts = Vec::new();
            let mut from = 0;
            for (at, mark) in written.match_indices([':', '/']) {
                parts.push(start + from..start + at);
                from = at + mark.len();
            }
            parts.push(start + from..token.range.end);
            parts
        })
        .filter(|range| !range.is_empty())
        .collect()
}

/// A hit of the finder of numbers as facts: a date is three, a range two.
fn read_hit(text: &str, hit: &NumberHit, found: &mut Vec<Fact>) {
    let written = text.get(hit.range.clone()).unwrap_or_default();
    let has_digits = written.chars().any(|c| ascii_digit(c).is_some());
    let weight = if has_digits {
        Weight::Figures
    } else {
        Weight::Words
    };
    let ends: Vec<&str> = hit.value.split("..").collect();
    let is_decade = ends.len() == 2 && hit.kind != NumberKind::Range
        || hit.kind == NumberKind::Range && hit.approximate;
    for (at, end) in ends.iter().enumerate() {
        // Of a decade the first year stands for all.
        if is_decade && at > 0 {
            break;
        }
        let mut reader = HitReader {
            hit,
            weight,
            is_decade,
            is_range: ends.len() > 1 && !is_decade,
            found,
        };
        reader.read(end);
    }
}

struct HitReader<'h> {
    hit: &'h NumberHit,
    weight: Weight,
    is_decade: bool,
    is_range: bool,
    found: &'h mut Vec<Fact>,
}

impl HitReader<'_> {
    fn push(&mut self, value: Value, also: Vec<f64>, weight: Weight) {
        self.found.push(Fact {
            range: self.hit.range.clone(),
            value,
            also,
            weight,
        });
    }

    fn number(&mut self, n: f64, also: Vec<f64>, weight: Weight) {
        self.push(Value::Number(n), also, weight);
    }

    fn read(&mut self, value: &str) {
        let kind = self.hit.kind;
        let first = value.split_whitespace().next().unwrap_or_default();
        let is_date = kind == NumberKind::Date
            || first.starts_with("--")
            || first
                .split_once('-')
                .is_some_and(|(_, rest)| rest.contains('-') || rest.len() == 2)
                && !first.starts_with('-');
        if is_date {
            return self.date(first);
        }
        if kind == NumberKind::Month {
            if let Ok(month) = first.parse() {
                self.push(Value::Month(month), Vec::new(), Weight::Words);
            }
            return;
        }
        if kind == NumberKind::Weekday {
            if let Ok(day) = first.parse() {
                self.push(Value::Weekday(day), Vec::new(), Weight::Words);
            }
            return;
        }
        if let Some((hour, minute)) = first.split_once(':') {
            return self.time(hour, minute);
        }
        let Ok(n) = first.parse::<f64>() else { return };
        // `From November to February`: a range of months has no digits in its English either.
        let is_spelt_out = !self.hit.english.chars().any(|c| c.is_ascii_digit());
        if kind == NumberKind::Range
            && self.weight == Weight::Words
            && first.len() == 2
            && is_spelt_out
        {
            self.push(Value::Month(n as u8), Vec::new(), Weight::Loose);
            return;
        }
        // ألف and ألفا alone are also verbs, and ألفا the Greek letter.
        let is_bare_thousand = self.weight == Weight::Words && (n == 1000.0 || n == 2000.0);
        let is_small = n < 3.0 && self.weight != Weight::Figures;
        let has_fraction = n.fract() != 0.0 && (self.weight != Weight::Figures || n < 1.0);
        let weight = if self.hit.approximate && !self.is_decade && self.weight != Weight::Figures {
            Weight::Vague
        } else if is_small || has_fraction || is_bare_thousand {
            Weight::Loose
        } else {
            self.weight
        };
        let mut also = Vec::new();
        if self.is_decade || self.is_range {
            also.push(n % 100.0);
        }
        if kind == NumberKind::Ordinal && weight != Weight::Loose {
            // The 18th century is the 1700s.
            also.extend([(n - 1.0) * 100.0, 1.0 / n]);
        }
        self.number(n, also, weight);
    }

    fn date(&mut self, iso: &str) {
        let is_unsure = self.hit.approximate;
        let weight = if is_unsure {
            Weight::Loose
        } else {
            self.weight
        };
        let (year, rest) = match iso.strip_prefix("--") {
            Some(rest) => (None, rest),
            None => iso
                .split_once('-')
                .map_or((Some(iso), ""), |(year, rest)| (Some(year), rest)),
        };
        if let Some(year) = year.and_then(|year| year.parse::<f64>().ok()) {
            let also = if self.is_decade {
                vec![year % 100.0, (year / 100.0).floor() + 1.0]
            } else {
                vec![year % 100.0]
            };
            self.number(year, also, weight);
        }
        let mut parts = rest.split('-').filter(|part| !part.is_empty());
        if let Some(month) = parts.next().and_then(|month| month.parse().ok()) {
            let weight = if is_unsure {
                Weight::Loose
            } else {
                Weight::Words
            };
            self.push(Value::Month(month), Vec::new(), weight);
        }
        if let Some(day) = parts.next().and_then(|day| day.parse().ok()) {
            self.number(day, Vec::new(), weight);
        }
    }

    /// Either side may count to twelve or to twenty-four.
    fn time(&mut self, hour: &str, minute: &str) {
        let hour: f64 = hour.parse().unwrap_or_default();
        let minute: f64 = minute
            .get(..2)
            .unwrap_or(minute)
            .parse()
            .unwrap_or_default();
        let other = if hour > 12.0 {
            hour - 12.0
        } else {
            hour + 12.0
        };
        let also = vec![other, hour * 100.0 + minute, hour + minute / 100.0];
        let weight = if self.weight == Weight::Figures {
            Weight::Figures
        } else {
            Weight::Loose
        };
        self.number(hour, also, weight);
        if minute > 0.0 {
            self.number(minute, Vec::new(), weight.min(Weight::Loose));
        }
    }
}

/// The numbers a word implies by its form or its root: two by the dual, three by ثلاثي.
fn implied(word: &SourceWord) -> Option<Fact> {
    let key = word.key.as_str();
    let mut numbers: Vec<f64> = Vec::new();
    // Written with the letters of a comparison key: ة is ه, ى is ي, alefs are bare.
    const ROOTS: &[(&str, f64)] = &[
        ("ثلاث", 3.0),
        ("ثلث", 3.0),
        ("ثالث", 3.0),
        ("ثلاثي", 3.0),
        ("اربع", 4.0),
        ("رباع", 4.0),
        ("رابع", 4.0),
        ("ربع", 4.0),
        ("خمس", 5.0),
        ("خامس", 5.0),
        ("خماس", 5.0),
        ("سادس", 6.0),
        ("سداس", 6.0),
        ("سته", 6.0),
        ("سدس", 6.0),
        ("ستين", 60.0),
        ("ستون", 60.0),
        ("سبع", 7.0),
        ("سابع", 7.0),
        ("سباع", 7.0),
        ("ثمان", 8.0),
        ("ثامن", 8.0),
        ("ثمن", 8.0),
        ("تسع", 9.0),
        ("تاسع", 9.0),
        ("عشر", 10.0),
        ("عاشر", 10.0),
        ("عقد", 10.0),
        ("عقود", 10.0),
        ("عقدين", 20.0),
        ("دزينه", 12.0),
        ("مئ", 100.0),
        ("مائ", 100.0),
        ("قرن", 100.0),
        ("قرون", 100.0),
        ("الف", 1000.0),
        ("الاف", 1000.0),
        ("مليون", 1e6),
        ("ملايين", 1e6),
        ("مليار", 1e9),
        ("بليون", 1e9),
        ("ثنائ", 2.0),
        ("مزدوج", 2.0),
        ("ضعف", 2.0),
        ("مضاعف", 2.0),
        ("توام", 2.0),
        ("كلا", 2.0),
        ("كلتا", 2.0),
        ("اثن", 2.0),
        ("نصف", 0.5),
        ("منتصف", 12.0),
        ("ظهر", 12.0),
        ("وحيد", 1.0),
        ("صفر", 0.0),
    ];
    static BY_ROOT: LazyLock<HashMap<&str, f64>> =
        LazyLock::new(|| ROOTS.iter().copied().collect());
    for n in parts(key).filter_map(|part| BY_ROOT.get(part)) {
        numbers.push(*n);
        if *n >= 3.0 && *n <= 9.0 {
            numbers.push(n * 10.0);
            numbers.push(1.0 / n);
        }
    }
    if is_dual(word.bare()) {
        numbers.push(2.0);
        if key.contains("اسبوع") {
            numbers.push(14.0);
        }
    }
    let (&first, rest) = numbers.split_first()?;
    Some(Fact::number(word.range.clone(), first, Weight::Loose).or(rest.iter().copied()))
}

/// An ending that may be the dual's, also before a pronoun or a genitive.
fn is_dual(bare: &str) -> bool {
    let length = bare.chars().count();
    length >= 4
        && [
            "ان", "ين", "تا", "تي", "يهما", "اهما", "هما", "يه", "يها", "اها",
        ]
        .iter()
        .any(|ending| bare.ends_with(ending))
}

/// All parts of a word of two to seven letters, which are quicker to look up than a long list is
/// to search for.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let starts = word.char_indices().map(|(at, _)| at);
    starts.flat_map(move |start| {
        let rest = word.get(start..).unwrap_or_default();
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.skip(1).take(6).filter_map(move |end| rest.get(..end))
    })
}

/// How often a source denies, at least and at most.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Negations {
    /// Places of words that do nothing else.
    pub sure: Vec<Range<usize>>,
    /// Further words that an English negation may answer.
    pub possible: usize,
}

/// The negations of a source.
pub fn negations(words: &[SourceWord]) -> Negations {
    const SURE: &[&str] = &[
        "لا",
        "ليس",
        "ليست",
        "ليسوا",
        "لست",
        "لسنا",
        "لسن",
        "ليسا",
        "لستم",
        "لم",
        "لن",
        "عدم",
        "دون",
        "بدون",
        "غير",
        "بلا",
        "بعدم",
        "لعدم",
        "كعدم",
    ];
    const POSSIBLE: &[&str] = &[
        "ما",
        "الا",
        "سوي",
        "كلا",
        "ابدا",
        "مطلقا",
        "اطلاقا",
        "قط",
        "لما",
        "لولا",
        "لئلا",
        "كيلا",
        "قلما",
        "ضد",
        "قليل",
        "القليل",
        "نادرا",
        "بالكاد",
        "خارج",
        "لازال",
        "مازال",
    ];
    const POSSIBLE_ROOTS: &[&str] = &[
        "رفض",
        "نفي",
        "ينفي",
        "تنفي",
        "نفت",
        "فشل",
        "اخفق",
        "اخفاق",
        "منع",
        "حظر",
        "تجنب",
        "امتنع",
        "فتقر",
        "نعدم",
        "نعدام",
        "مستحيل",
        "استحال",
        "نادر",
        "عجز",
        "خالي",
        "استثن",
        "توقف",
        "نقص",
        "نكر",
        "معارض",
        "انتف",
        "مجهول",
        "غياب",
        "مفقود",
        "مضاد",
        "يكد",
        "تكد",
        "حرم",
    ];
    static ROOTS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| POSSIBLE_ROOTS.iter().copied().collect());
    let mut found = Negations::default();
    for (at, word) in words.iter().enumerate() {
        let key = word.without_conjunction();
        let next = words.get(at + 1).map_or("", |next| next.key.as_str());
        let before = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .map_or("", |word| word.without_conjunction());
        if SURE.contains(&key) || SURE.contains(&word.key.as_str()) {
            if is_no_negation(
                key,
                before,
                next,
                words.get(at + 2).map_or("", |word| word.key.as_str()),
            ) {
                found.possible += 1;
            } else {
                found.sure.push(word.range.clone());
            }
        } else if POSSIBLE.contains(&key) || parts(key).any(|part| ROOTS.contains(part)) {
            found.possible += 1;
        }
    }
    found
}

/// Set phrases in which the particle denies nothing: لا يزال, لا بد, لا سيما, غير أن, ليس فقط, and
/// those that English says by other means: لا … إلا.
fn is_no_negation(key: &str, before: &str, next: &str, after: &str) -> bool {
    let phrase = match key {
        "لا" | "لم" | "لن" => [
            "يزال",
            "تزال",
            "يزالون",
            "نزال",
            "ازال",
            "تزالون",
            "يزل",
            "تزل",
            "بد",
            "سيما",
            "شك",
            "ريب",
            "باس",
            "غرو",
            "محاله",
            "جرم",
            "غني",
            "عجب",
            "يلبث",
            "تلبث",
            "يلبثوا",
            "مفر",
            "يقل",
            "تقل",
            "باس",
            "فقط",
        ]
        .contains(&next),
        "غير" => {
            next == "ان" || next == "انه" || next == "انها" || next == "انهم" || before == "لا"
        }
        "ليس" | "ليست" => matches!(next, "فقط" | "الا" | "فحسب"),
        "دون" => matches!(next, "سن" | "مستوي"),
        _ => false,
    };
    phrase || after == "الا" || after == "سوي" || next == "سوي" || next == "الا"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_said_and_implied() {
        let answers = |text: &str, n: f64| {
            let asked = Fact::number(0..0, n, Weight::Figures);
            facts(text, &words(text))
                .iter()
                .any(|fact| fact.agrees(&asked))
        };
        for (text, n) in [
            ("قتل 12 جنديا", 12.0),
            ("300 ألف نازح", 300_000.0),
            ("لمدة يومين", 2.0),
            ("القرن الثامن عشر", 18.0),
            ("ثلاثة أرباع", 0.75),
            ("الساعة 16:30", 4.0),
            ("الساعة 16:30", 30.0),
            ("تسعينيات القرن الماضي", 1990.0),
            ("اجتماع ثلاثي", 3.0),
            ("MH370", 370.0),
            ("في 5 مايو 2016", 2016.0),
        ] {
            assert!(answers(text, n), "{text}: {n}");
        }
        assert!(!answers("قتل 12 جنديا", 13.0));
    }

    #[test]
    fn negations_are_told_from_set_phrases() {
        for (text, sure) in [
            ("لم يصل أحد", 1),
            ("ولا يعرف", 1),
            ("لا يزال هناك", 0),
            ("لا سيما في حلب", 0),
            ("غير أن الجيش", 0),
            ("من دون شروط", 1),
            ("وصل الجنود", 0),
        ] {
            assert_eq!(negations(&words(text)).sure.len(), sure, "{text}");
        }
    }
}
