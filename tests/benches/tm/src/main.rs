//! Times the translation memory beside tantivy and SQLite's FTS5: same units, same queries, each
//! query put to all three in turn. Arguments: numbers of units (100000 where none).
//!
//! Times are CPU time. The peers' scoring of their hits by edit distance is not counted.

mod corpus;
mod engines;

use engines::{Engine, Fts, Outcome, Tantivy, Turjuman};
use rustix::time::{ClockId, clock_gettime};
use std::collections::HashSet;

fn main() -> Outcome<()> {
    let mut sizes = Vec::new();
    for argument in std::env::args().skip(1) {
        sizes.push(argument.parse()?);
    }
    if sizes.is_empty() {
        sizes.push(100_000);
    }
    sizes.into_iter().try_for_each(compare)
}

fn millis(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn compare(units: usize) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let (sources, queries) = corpus::corpus(units);
    let tmx = folder.path().join("units.tmx");
    corpus::write_tmx(&tmx, &sources)?;
    println!("{units} units, {} queries", queries.len());
    let mut engines: Vec<Box<dyn Engine>> = vec![
        imported(units, || Turjuman::import(folder.path(), &tmx))?,
        imported(units, || Tantivy::import(folder.path(), &sources))?,
        imported(units, || Fts::import(folder.path(), &sources))?,
    ];
    let mut times = vec![Vec::new(); engines.len()];
    let (mut matches, mut shared) = (0, vec![0; engines.len()]);
    for query in &queries {
        let mut all = HashSet::new();
        for (n, engine) in engines.iter_mut().enumerate() {
            let start = millis(ClockId::ThreadCPUTime);
            let found = engine.look_up(query)?;
            times[n].push(millis(ClockId::ThreadCPUTime) - start);
            let found: HashSet<String> = found.into_iter().collect();
            if n == 0 {
                matches += found.len();
                all = found;
                shared[0] = matches;
            } else {
                shared[n] += all.intersection(&found).count();
            }
        }
    }
    for ((engine, times), shared) in engines.iter().zip(&mut times).zip(&shared) {
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
        println!(
            "  {:24} p50 {:8.3} ms  p99 {:8.3} ms  worst {:8.3} ms  {shared} of {matches} matches",
            engine.name(),
            at(0.5),
            at(0.99),
            at(1.0),
        );
    }
    Ok(())
}

/// Imports and prints the rate, all threads counted.
fn imported<E: Engine + 'static>(
    units: usize,
    import: impl FnOnce() -> Outcome<E>,
) -> Outcome<Box<dyn Engine>> {
    let start = millis(ClockId::ProcessCPUTime);
    let engine = import()?;
    let seconds = (millis(ClockId::ProcessCPUTime) - start) / 1e3;
    println!(
        "  {:24} {:8.0} units a CPU second",
        engine.name(),
        units as f64 / seconds
    );
    Ok(Box::new(engine))
}
