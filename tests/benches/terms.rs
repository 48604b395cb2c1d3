//! How long an index takes to build, and a segment to search, with a large termbase.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use turjuman::engine::model::{TermEntry, TermId};
use turjuman::engine::terminology::TermIndex;

const SEGMENT: &str = "وقال وزير الخارجية في مؤتمر صحافي عقده أمس إن الهدنة التي أعلنت قبل أيام في \
    المدينة لا تزال صامدة رغم الخروقات، وإن القوات الحكومية وفصائل المعارضة المسلحة تبادلت القصف \
    بقذائف الهاون على أطراف الأحياء الشرقية، ما أدى إلى سقوط ضحايا بين المدنيين.";

/// Words made of three root letters in ten patterns, every other one with an adjective.
fn entries(number: usize) -> Vec<TermEntry> {
    let letters: Vec<char> = "بتثجحخدذرزسشصضطعغفقكلمنه".chars().collect();
    let patterns = [
        "123",
        "12ا3",
        "1ا23",
        "12و3",
        "12ي3",
        "م12و3",
        "ت12ي3",
        "123ة",
        "12ا3ة",
        "م12و3ية",
    ];
    let adjectives = ["عسكري", "جوية", "دولي", "السورية"];
    (0..number)
        .map(|at| {
            let root = at / patterns.len();
            let letter = |place: u32| letters[root / letters.len().pow(place) % letters.len()];
            let mut source: String = patterns[at % patterns.len()]
                .chars()
                .map(|c| c.to_digit(10).map_or(c, |place| letter(place - 1)))
                .collect();
            if at % 2 == 1 {
                source = format!("{source} {}", adjectives[at % adjectives.len()]);
            }
            entry(at, &source)
        })
        .chain(
            [
                "هدنة",
                "وزير الخارجية",
                "مؤتمر صحافي",
                "خرق",
                "قوة",
                "فصيل",
                "قذيفة",
                "ضحية",
                "مدني",
            ]
            .into_iter()
            .enumerate()
            .map(|(at, source)| entry(number + at, source)),
        )
        .collect()
}

fn entry(id: usize, source: &str) -> TermEntry {
    TermEntry {
        id: TermId(id as i64),
        source: source.to_owned(),
        forms: Vec::new(),
        translations: Vec::new(),
        part_of_speech: String::new(),
        domain: String::new(),
        note: String::new(),
        ..TermEntry::default()
    }
}

fn terms(criterion: &mut Criterion) {
    let entries = entries(50_000);
    let mut group = criterion.benchmark_group("terms, 50,000 entries");
    group.sample_size(10);
    group.bench_function("build", |bencher| {
        bencher.iter_with_large_drop(|| TermIndex::build(black_box(&entries)))
    });
    let index = TermIndex::build(&entries);
    group.bench_function("find in 40 words", |bencher| {
        bencher.iter(|| index.find(black_box(SEGMENT)))
    });
    group.finish();
}

criterion_group!(benches, terms);
criterion_main!(benches);
