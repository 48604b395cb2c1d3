//! The search against a scan of all units, with runs kept in memory.

use super::comparable::ComparableSource;
use super::run::{Run, RunBuilder};
use super::search::{Conditions, Query, search};
use super::{rate, run};
use crate::engine::model::{
    MatchRate, MemoryId, MemoryStanding, Penalties, PlaceList, Prefilter, PrefilterList, Reach,
    TranslationUnit, UnitId, UnitIndex, UnitOutline, UnitRun,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::convert::Infallible;

fn everywhere() -> Conditions<impl Fn(MemoryId) -> Option<MemoryStanding>> {
    Conditions::new(|_| Some(MemoryStanding::default()), Penalties::default(), 0)
}

/// Some runs, fresh units, and the units as they are now.
#[derive(Default)]
struct Shelf {
    runs: Vec<Run>,
    fresh: Vec<(UnitId, Option<UnitOutline>)>,
    units: BTreeMap<i64, TranslationUnit>,
}

impl Shelf {
    fn add_run(&mut self, sources: impl IntoIterator<Item = impl Into<String>>) {
        let mut run = RunBuilder::default();
        for source in sources {
            let source = source.into();
            let id = self.units.len() as i64 + 1;
            run.push(UnitId(id), &ComparableSource::new(&source));
            self.put(id, source);
        }
        self.runs.push(run.finish());
    }

    fn put(&mut self, id: i64, source: String) {
        let unit = TranslationUnit {
            source,
            changed: Some(id),
            ..TranslationUnit::default()
        };
        self.units.insert(id, unit);
    }

    fn edit(&mut self, id: i64, source: &str) {
        let outline = ComparableSource::new(source).outline();
        self.fresh.push((UnitId(id), Some(outline)));
        self.put(id, source.to_owned());
    }

    fn found(&self, source: &str, min: f64) -> Vec<(i64, u8)> {
        let query = Query {
            source,
            ..Query::default()
        };
        let Ok(found) = search(self, &query, MatchRate::new(min), usize::MAX, &everywhere());
        found
            .into_iter()
            .map(|m| (m.unit.0, m.rate.badge()))
            .collect()
    }

    fn scanned(&self, source: &str, min: f64) -> Vec<(i64, u8)> {
        let query = ComparableSource::new(source);
        let mut found: Vec<_> = self
            .units
            .iter()
            .filter_map(|(&id, unit)| {
                let rate = if unit.source == source {
                    MatchRate::EXACT
                } else {
                    rate::score(&query, &ComparableSource::new(&unit.source)).rate
                };
                (rate.percent() >= min).then_some((rate, id))
            })
            .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found
            .into_iter()
            .map(|(rate, id)| (id, rate.badge()))
            .collect()
    }
}

impl UnitIndex for Shelf {
    type Error = Infallible;

    fn runs(&self) -> Result<Vec<UnitRun>, Infallible> {
        let ids = 0..self.runs.len() as i64;
        Ok(ids.map(|id| UnitRun { id, memory: None }).collect())
    }

    fn frequency(&self, run: i64, core: i64) -> Result<u32, Infallible> {
        let words = &self.runs[run as usize].words;
        let found = words.binary_search_by_key(&core, |word| word.core);
        Ok(found.map_or(0, |at| words[at].frequency))
    }

    fn places(
        &self,
        run: i64,
        core: i64,
        reach: Reach,
        allows: impl Fn(&Prefilter) -> bool,
        places: &mut Vec<u32>,
    ) -> Result<(), Infallible> {
        let words = &self.runs[run as usize].words;
        if let Ok(at) = words.binary_search_by_key(&core, |word| word.core) {
            let near = PrefilterList::read(words[at].near.as_bytes());
            places.extend(near.filter(|(_, g)| allows(g)).map(|(place, _)| place));
            if reach == Reach::NearAndFar {
                places.extend(PlaceList::read(words[at].far.as_bytes()));
            }
        }
        Ok(())
    }

    fn outline(&self, run: i64, place: u32) -> Result<Option<(UnitId, UnitOutline)>, Infallible> {
        Ok(self.runs[run as usize].units.get(place as usize).copied())
    }

    fn fresh(&self) -> Result<Vec<(UnitId, Option<UnitOutline>)>, Infallible> {
        Ok(self.fresh.clone())
    }

    fn unit(&self, id: UnitId) -> Result<Option<(MemoryId, TranslationUnit)>, Infallible> {
        Ok(self
            .units
            .get(&id.0)
            .map(|unit| (MemoryId(1), unit.clone())))
    }
}

#[test]
fn the_best_and_newest_come_first() {
    let mut shelf = Shelf::default();
    shelf.add_run([
        "دخلت الهدنة حيز التنفيذ",
        "دخلت الهُدنة حيز التنفيذ",
        "دخلت الهدنة حيز التنفيذ",
        "دخلت الحرب حيز التنفيذ",
        "كلام آخر تماما هنا",
    ]);
    let all = shelf.found("دخلت الهدنة حيز التنفيذ", 70.0);
    assert_eq!(all, [(3, 100), (1, 100), (2, 99), (4, 75)]);
    assert_eq!(shelf.found("  ", 50.0), []);
}

#[test]
fn context_counts_only_when_known_on_both_sides() {
    let mut shelf = Shelf::default();
    shelf.add_run(["نعم", "نعم"]);
    if let Some(unit) = shelf.units.get_mut(&1) {
        unit.previous_source = Some(String::new());
        unit.next_source = Some("لا".to_owned());
    }
    for (previous, next, expected) in [
        (Some(""), Some("لا"), 101),
        (Some("لا"), Some(""), 100),
        (Some(""), None, 100),
        (None, None, 100),
    ] {
        let query = Query {
            source: "نعم",
            previous,
            next,
        };
        let Ok(found) = search(&shelf, &query, MatchRate::new(70.0), 5, &everywhere());
        assert_eq!(found[0].rate.badge(), expected, "{previous:?} {next:?}");
    }
}

#[test]
fn tags_do_not_count() {
    let mut shelf = Shelf::default();
    shelf.add_run([
        "<1>قال</1> الو<2/>زير نعم",
        "قال الوزير نعم",
        "<3/>قال الوزير <4>لا",
    ]);
    let expected = [(2, 100), (1, 100), (3, 66)];
    for query in ["قال الوزير نعم", "قال <7>الوزير</7> نعم<2/>"] {
        assert_eq!(shelf.found(query, 50.0), expected, "{query}");
    }
}

#[test]
fn odd_texts_do_no_harm() {
    let long = "كلمة ".repeat(20_000);
    let mut shelf = Shelf::default();
    shelf.add_run(["", "!!!", "\u{202E}\u{0000}", &long]);
    for query in ["", "!!!", "؟", "\u{202E}\u{0000}", &long, "\u{064B}"] {
        shelf.found(query, 0.0);
    }
    assert_eq!(shelf.found(&long, 50.0), [(4, 100)]);
}

#[test]
fn texts_too_long_to_align_are_found() {
    let words = |from: u32| {
        (from..from + 3_000)
            .map(|n| format!("كلمة{n} ثج"))
            .collect::<Vec<_>>()
    };
    let mut turned = words(0);
    turned.rotate_left(1_500);
    let mut shelf = Shelf::default();
    shelf.add_run([
        words(0).join(" "),
        turned.join(" "),
        words(2_000).join("! ? ! ? "),
    ]);
    for query in [words(0).join(" "), words(1_000).join(" ! ")] {
        assert_eq!(shelf.found(&query, 50.0), shelf.scanned(&query, 50.0));
    }
}

#[test]
fn the_prefix_is_wide_enough() {
    for (tokens, percent, expected) in [(10, 70.0, 4), (10, 50.0, 6), (0, 50.0, 1), (7, 99.0, 1)] {
        assert_eq!(run::prefix(tokens, percent), expected, "{tokens} {percent}");
    }
}

fn token() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(vec![
            "هدنة", "الهدنة", "وبالهدنة", "مدينة", "حكومة", "حكومته", "قال", "وقال", "سلام", "إلى",
        ]).prop_map(str::to_owned),
        6 => (0..60u32).prop_map(|n| format!("كل{}", char::from_u32(0x0627 + n % 20).unwrap_or('ا')).repeat(1 + n as usize / 20)),
        1 => proptest::sample::select(vec!["لا", "ولا", "لم", "غير"]).prop_map(str::to_owned),
        2 => (1..50u32).prop_map(|n| n.to_string()),
        2 => proptest::sample::select(vec!["،", ".", "؟", "«", "»", "%"]).prop_map(str::to_owned),
    ]
}

fn sentence() -> impl Strategy<Value = String> {
    proptest::collection::vec(token(), 0..14).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Bases and variations of them, in two runs, with edits and deletions after.
    #[test]
    fn no_match_is_missed(
        bases in proptest::collection::vec(sentence(), 1..12),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), token()), 40),
        edited in proptest::collection::vec((any::<prop::sample::Index>(), sentence()), 0..6),
        deleted in proptest::collection::vec(any::<prop::sample::Index>(), 0..6),
        min in 50.0..101.0,
    ) {
        let mut sources = bases.clone();
        for (base, at, word) in &changes {
            let mut words: Vec<&str> = base.get(&sources).split(' ').collect();
            let at = at.index(words.len());
            if word.len() % 3 == 0 { words.remove(at); } else { words[at] = word; }
            sources.push(words.join(" "));
        }
        let mut shelf = Shelf::default();
        let (first, second) = sources.split_at(sources.len() / 3);
        shelf.add_run(first);
        shelf.add_run(second);
        for (at, source) in &edited {
            shelf.edit(at.index(sources.len()) as i64 + 1, source);
        }
        for at in &deleted {
            shelf.units.remove(&(at.index(sources.len()) as i64 + 1));
        }
        for query in sources.iter().chain(edited.iter().map(|(_, source)| source)) {
            if ComparableSource::new(query).tokens().is_empty() {
                continue;
            }
            for min in [min, 50.0] {
                prop_assert_eq!(shelf.found(query, min), shelf.scanned(query, min), "{}: {}", min, query);
            }
        }
    }
}

/// Deterministic numbers, so that a miss can be looked into.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most.max(1)
    }

    /// A few words are common, most are rare.
    fn word(&mut self) -> String {
        let spread = 1 + self.below(14);
        let rank = self.below(1 << spread);
        let letters: Vec<char> = "بتثجحخدذرزسشصضطعغفقمنهي".chars().collect();
        let letter = |power: u32| letters[rank / letters.len().pow(power) % letters.len()];
        let stem: String = (0..4).map(letter).collect();
        let form = ["", "ال", "و", "ها"][self.below(4)];
        match self.below(20) {
            0 => self.below(100).to_string(),
            1 => ["،", ".", "؟", "لا", "لم"][self.below(5)].to_owned(),
            _ if form == "ها" => format!("{stem}{form}"),
            _ => format!("{form}{stem}"),
        }
    }

    fn sentence(&mut self) -> Vec<String> {
        let most = [6, 12, 20, 30, 70][self.below(5)];
        (0..1 + self.below(most)).map(|_| self.word()).collect()
    }

    /// Up to half of the words dropped, replaced or doubled.
    fn changed(&mut self, mut words: Vec<String>) -> Vec<String> {
        for _ in 0..self.below(words.len() / 2 + 2) {
            let at = self.below(words.len());
            match self.below(3) {
                0 if words.len() > 1 => drop(words.remove(at)),
                1 => words.insert(at, self.word()),
                _ => words[at] = self.word(),
            }
        }
        words
    }
}

/// 200 queries on 100,000 units in five runs, after adding, editing and deleting, at 50 and 70 %.
#[test]
#[ignore = "takes a minute with --release, a quarter of an hour without"]
fn nothing_of_a_hundred_thousand_is_missed() {
    const UNITS: usize = 100_000;
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut texts: Vec<Vec<String>> = Vec::new();
    while texts.len() < UNITS {
        let words = if texts.len() > 100 && numbers.below(3) == 0 {
            let base = texts[numbers.below(texts.len())].clone();
            numbers.changed(base)
        } else {
            numbers.sentence()
        };
        texts.push(words);
    }
    let mut shelf = Shelf::default();
    for part in texts.chunks(UNITS / 5) {
        shelf.add_run(part.iter().map(|words| words.join(" ")));
    }
    for at in 0..3_000 {
        let words = texts[numbers.below(UNITS)].clone();
        let source = numbers.changed(words).join(" ");
        let added = UNITS as i64 + 1 + at;
        let id = if at % 3 == 0 {
            added
        } else {
            1 + numbers.below(UNITS) as i64
        };
        shelf.edit(id, &source);
        shelf.units.remove(&(1 + numbers.below(UNITS) as i64));
    }
    let scanned: Vec<(i64, &str, ComparableSource)> = shelf
        .units
        .iter()
        .map(|(&id, unit)| {
            (
                id,
                unit.source.as_str(),
                ComparableSource::new(&unit.source),
            )
        })
        .collect();
    let mut hits = 0;
    for _ in 0..200 {
        let words = texts[numbers.below(UNITS)].clone();
        let source = numbers.changed(words).join(" ");
        let query = ComparableSource::new(&source);
        let rates: Vec<(i64, MatchRate)> = scanned
            .iter()
            .map(|(id, text, unit)| match *text == source {
                true => (*id, MatchRate::EXACT),
                false => (*id, rate::score(&query, unit).rate),
            })
            .collect();
        for min in [50.0, 70.0] {
            let mut found: Vec<i64> = shelf.found(&source, min).iter().map(|m| m.0).collect();
            found.sort_unstable();
            let reaching = rates.iter().filter(|(_, rate)| rate.percent() >= min);
            let expected: Vec<i64> = reaching.map(|(id, _)| *id).collect();
            assert_eq!(found, expected, "{min}: {source}");
            hits += found.len();
        }
    }
    assert!(hits > 1_000, "{hits}");
}
