//! The registry as a whole: each check finds its mistake, and is quiet where there is none.

use super::*;
use crate::engine::model::{
    MatchRate, SegmentStatus, TargetOrigin, TermEntry, TermHit, TermId, TermStatus, TermTranslation,
};
use std::collections::BTreeSet;

/// A glossary with the hits that the finder of terms would report.
struct Glossary {
    entries: Vec<TermEntry>,
    english: EnglishTerms,
}

impl Glossary {
    fn new() -> Self {
        let rows = [
            ("سوريا", "Syria", "", "name"),
            ("لبنان", "Lebanon", "", "name"),
            ("مدينة", "city|town", "", "noun"),
            ("أرملة", "widow", "", "noun"),
            ("انتحاري", "suicide bomber", "commando", "noun"),
        ];
        let mut id = 0;
        let entries: Vec<TermEntry> = rows
            .iter()
            .map(|(source, good, bad, part)| {
                id += 1;
                let translation = |text: &str, status| TermTranslation {
                    text: text.into(),
                    status,
                };
                let good = good
                    .split('|')
                    .map(|text| translation(text, TermStatus::Preferred));
                let bad = bad.split('|').filter(|text| !text.is_empty());
                let bad = bad.map(|text| translation(text, TermStatus::Forbidden));
                TermEntry {
                    id: TermId(id),
                    source: (*source).into(),
                    translations: good.chain(bad).collect(),
                    part_of_speech: (*part).into(),
                    ..TermEntry::default()
                }
            })
            .collect();
        Self {
            english: EnglishTerms::build(&entries),
            entries,
        }
    }

    fn find(&self, source: &str) -> Vec<SourceTerm<'_>> {
        let hits = self.entries.iter().flat_map(|entry| {
            source
                .match_indices(&entry.source)
                .map(move |(at, found)| SourceTerm {
                    hit: TermHit {
                        entry: entry.id,
                        range: at..at + found.len(),
                        reason: String::new(),
                        guess: false,
                    },
                    entry,
                })
        });
        hits.collect()
    }
}

const WORDS: &[&str] = &[
    "the", "he", "army", "town", "arrived", "in", "and", "people", "said", "killed", "they", "not",
    "soldiers",
];

/// The findings of a pair below other rows, as `check severity`.
fn findings(
    above: &[(&str, &str)],
    source: &str,
    target: &str,
    origin: TargetOrigin,
) -> Vec<Finding> {
    let glossary = Glossary::new();
    let mut rows = RowsAbove::default();
    for (source, target) in above {
        rows.push(source, target);
    }
    let is_known = |word: &str| WORDS.contains(&word);
    let terms = glossary.find(source);
    let known = Knowledge {
        terms: &terms,
        names: &[],
        english_terms: &glossary.english,
        length: &LengthRatio::default(),
        dictionary: Some(&is_known),
        above: &rows,
    };
    let text = PairText {
        source,
        target,
        status: SegmentStatus::Confirmed,
        origin,
    };
    let pair = Pair::new(text, known);
    CHECKS.iter().flat_map(|check| check.run(&pair)).collect()
}

fn ids(above: &[(&str, &str)], source: &str, target: &str) -> BTreeSet<&'static str> {
    let found = findings(above, source, target, TargetOrigin::Typed);
    // The small dictionary of these tests knows few words.
    let found = found.iter().map(|finding| finding.check);
    found.filter(|check| *check != "spelling").collect()
}

/// Each check with a pair that it must find, and the same pair put right.
type Case = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
    &'static str,
    &'static str,
);
const CASES: &[Case] = &[
    ("empty", &[], "وصل الجيش", " ", "The army arrived"),
    (
        "same-as-source",
        &[],
        "وصل الجيش",
        "وصل الجيش",
        "The army arrived",
    ),
    (
        "neighbour",
        &[("وصل الجيش إلى البلدة", "The army arrived in the town")],
        "غادر الناس المكان",
        "The army arrived in the town",
        "The people left the place",
    ),
    (
        "numbers",
        &[],
        "قتل 12 جنديا",
        "13 soldiers were killed",
        "12 soldiers were killed",
    ),
    (
        "numbers",
        &[],
        "فر 300 ألف نازح",
        "300,000,000 people fled",
        "300,000 people fled",
    ),
    (
        "numbers",
        &[],
        "غاب يومين",
        "He was away for five days",
        "He was away for two days",
    ),
    (
        "numbers",
        &[],
        "قتل ثلاثة جنود",
        "Ten soldiers were killed",
        "Three soldiers were killed",
    ),
    (
        "numbers",
        &[],
        "مئات الآلاف من الناس",
        "Hundreds of millions of people",
        "Hundreds of thousands of people",
    ),
    (
        "dates",
        &[],
        "وصل في نيسان 2016",
        "He arrived in May 2016",
        "He arrived in April 2016",
    ),
    (
        "dates",
        &[],
        "وصل يوم الأحد",
        "He arrived on Monday",
        "He arrived on Sunday",
    ),
    (
        "negation",
        &[],
        "لم يصل الجيش",
        "The army arrived",
        "The army failed to arrive",
    ),
    (
        "negation",
        &[],
        "وصل الجيش",
        "The army did not arrive",
        "The army arrived",
    ),
    (
        "terms",
        &[],
        "وصل إلى سوريا",
        "He arrived in Lebanon",
        "He arrived in Syria",
    ),
    (
        "forbidden-terms",
        &[],
        "قتل انتحاري الناس",
        "A commando killed the people",
        "A suicide bomber killed the people",
    ),
    (
        "names",
        &[],
        "وصل إلى سوريا",
        "He arrived in Syira",
        "He arrived in Syria",
    ),
    (
        "names",
        &[("قال مانديلا", "Mandela said")],
        "وصل مانديلا",
        "Mandella arrived",
        "Mandela arrived",
    ),
    (
        "tags",
        &[],
        "<1>وصل</1> الجيش",
        "The army <1>arrived",
        "The army <1>arrived</1>",
    ),
    (
        "addresses",
        &[],
        "انظر www.example.org/a",
        "See www.example.org/b",
        "See www.example.org/a",
    ),
    (
        "arabic-left",
        &[],
        "وصل الجيش، قال",
        "The army arrived، he said",
        "The army arrived, he said",
    ),
    (
        "end-mark",
        &[],
        "هل وصل الجيش؟",
        "The army arrived.",
        "Did the army arrive?",
    ),
    (
        "quotes",
        &[],
        "قال \"نعم\"",
        "He said \"yes",
        "He said \"yes\"",
    ),
    (
        "brackets",
        &[],
        "وصل (الجيش)",
        "The (army arrived",
        "The (army) arrived",
    ),
    (
        "spaces",
        &[],
        "وصل الجيش",
        "The army  arrived",
        "The army arrived",
    ),
    (
        "repeated-words",
        &[],
        "وصل الجيش",
        "The the army arrived",
        "The army arrived",
    ),
    (
        "sentence-case",
        &[],
        "وصل الجيش",
        "the army arrived",
        "The army arrived",
    ),
    (
        "invisible-marks",
        &[],
        "وصل الجيش",
        "The army\u{200F} arrived",
        "The army arrived",
    ),
    (
        "length",
        &[],
        "وصل الجيش إلى البلدة الصغيرة في الصباح الباكر",
        "He arrived",
        "The army arrived in the small town early in the morning",
    ),
    (
        "inconsistent",
        &[("وصل الجيش إلى البلدة", "The army came to town")],
        "وصل الجيش إلى البلدة",
        "The army arrived in the town",
        "The army came to town",
    ),
];

#[test]
fn every_check_finds_its_mistake_and_leaves_the_right_text_alone() {
    for (check, above, source, wrong, right) in CASES {
        assert!(
            ids(above, source, wrong).contains(check),
            "{check}: {wrong}"
        );
        let quiet = ids(above, source, right);
        assert!(quiet.is_empty(), "{check}: {right}: {quiet:?}");
    }
}

#[test]
fn every_check_of_the_registry_is_tried() {
    let mut tried: BTreeSet<&str> = CASES.iter().map(|case| case.0).collect();
    tried.extend(["unedited", "spelling"]); // below
    let registered: Vec<&str> = CHECKS.iter().map(|check| check.id()).collect();
    assert_eq!(
        registered.len(),
        registered.iter().collect::<BTreeSet<_>>().len(),
        "ids are unique"
    );
    assert_eq!(registered.iter().copied().collect::<BTreeSet<_>>(), tried);
}

#[test]
fn matches_confirmed_as_they_came_are_told() {
    let check = |origin| {
        let found = findings(&[], "وصل الجيش", "The army arrived", origin);
        found.iter().any(|finding| finding.check == "unedited")
    };
    assert!(check(TargetOrigin::Memory(MatchRate::new(85.0))));
    assert!(!check(TargetOrigin::Memory(MatchRate::EXACT)));
    assert!(!check(TargetOrigin::Typed));
}

#[test]
fn words_of_no_dictionary_are_hints() {
    let found = findings(&[], "وصل الجيش", "The army arived", TargetOrigin::Typed);
    let spelling: Vec<_> = found
        .iter()
        .filter(|finding| finding.check == "spelling")
        .collect();
    assert_eq!(spelling.len(), 1);
    assert!(!spelling[0].severity.is_serious());
}

#[test]
fn correct_arabic_is_not_taken_for_a_mistake() {
    for (source, target) in [
        (
            "قتل شخصان وجرح ثالث",
            "Two people were killed and a third was wounded",
        ),
        ("بلغ عددهم ٣٠٠ ألف", "They were 300,000"),
        ("في القرن التاسع عشر", "In the 19th century"),
        ("في تسعينيات القرن الماضي", "In the 1990s"),
        (
            "وصل في كانون الثاني/يناير 2015",
            "He arrived in January 2015",
        ),
        ("لا يزال الجيش هناك", "The army remains there"),
        ("رفض دون شروط", "He refused unconditionally"),
        ("غير قانوني", "Illegal"),
        ("قال «وصل الجيش", "“The army arrived, he said"),
        ("الساعة 16:30", "At 4:30 pm"),
        ("انخفض بنسبة 5%", "It fell 5 percent"),
        ("ثلاثة أرباع السكان", "Three quarters of the people"),
    ] {
        let found = findings(&[], source, target, TargetOrigin::Typed);
        let serious: Vec<_> = found
            .iter()
            .filter(|finding| finding.severity.is_serious())
            .collect();
        assert!(serious.is_empty(), "{source}: {serious:?}");
    }
}

#[test]
fn fixes_settle_what_they_are_offered_for() {
    for (_, above, source, wrong, _) in CASES {
        for finding in findings(above, source, wrong, TargetOrigin::Typed) {
            let Some(fix) = &finding.fix else { continue };
            let fixed = fix.apply(wrong).expect("the place is in the target");
            let after = findings(above, source, &fixed, TargetOrigin::Typed);
            let is_settled = !after.iter().any(|other| {
                other.check == finding.check
                    && other.message == finding.message
                    && other.target == finding.target
            });
            assert!(is_settled, "{}: {fixed}", finding.check);
        }
    }
}

proptest::proptest! {
    #[test]
    fn places_lie_in_the_texts(source in "[\\u{600}-\\u{660}a-z0-9 <>/.\"()@:]{0,40}", target in "[A-Za-z0-9 <>/.,\"'()@:é\\u{200F}،-]{0,60}") {
        for finding in findings(&[("قال مانديلا", "Mandela said")], &source, &target, TargetOrigin::Typed) {
            proptest::prop_assert!(finding.source.is_none_or(|range| source.get(range).is_some()));
            proptest::prop_assert!(finding.target.is_none_or(|range| target.get(range).is_some()));
            proptest::prop_assert!(finding.fix.is_none_or(|fix| fix.apply(&target).is_some()));
        }
    }
}
