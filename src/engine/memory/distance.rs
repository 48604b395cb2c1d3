//! Edit distance between two token sequences, plain and weighted.

use super::comparable::CompareToken;

/// How far two sources are from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// Token-level Levenshtein distance.
    pub edits: u32,
    /// The cheapest edit in tenths of a word: clitics, numbers and punctuation count less.
    pub weighted: u32,
    /// A cheapest edit adds, drops or changes a negation.
    pub touches_negation: bool,
}

/// Up to this many cells (about 10 ms) distances are computed exactly.
const MOST_CELLS: usize = 1 << 22;

/// The distance of two sequences. Past `MOST_CELLS` it is bounded from below by the tokens that
/// have no partner, wherever they stand.
pub fn distance(a: &[CompareToken], b: &[CompareToken]) -> Distance {
    if is_exact(a.len(), b.len()) {
        return by_alignment(a, b);
    }
    let (a, b) = without_common_edges(a, b);
    if is_exact(a.len(), b.len()) {
        by_alignment(a, b)
    } else {
        by_unpaired(a, b)
    }
}

fn without_common_edges<'a>(
    a: &'a [CompareToken],
    b: &'a [CompareToken],
) -> (&'a [CompareToken], &'a [CompareToken]) {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    (&a[..a.len() - tail], &b[..b.len() - tail])
}

/// Room below a weight for counting negations touched, so that one number carries both: the
/// smallest has the least weight and, among those, touches the most.
const TOUCH_BITS: u32 = 24;

fn step(weight: u32, touches: bool) -> i64 {
    (i64::from(weight) << TOUCH_BITS) - i64::from(touches)
}

/// Wagner and Fischer's algorithm, one row at a time, for both distances at once.
fn by_alignment(a: &[CompareToken], b: &[CompareToken]) -> Distance {
    let gap = |token: CompareToken| step(token.weight(), token.negates());
    let mut edits: Vec<u32> = (0..=b.len() as u32).collect();
    let mut costs: Vec<i64> = Vec::with_capacity(b.len() + 1);
    costs.push(0);
    for &token in b {
        costs.push(costs.last().copied().unwrap_or(0) + gap(token));
    }
    for &x in a {
        let gap_x = gap(x);
        let (mut diagonal_edit, mut diagonal_cost) = (edits[0], costs[0]);
        edits[0] += 1;
        costs[0] += gap_x;
        for (j, &y) in b.iter().enumerate() {
            let (above_edit, above_cost) = (edits[j + 1], costs[j + 1]);
            edits[j + 1] = (diagonal_edit + u32::from(x != y))
                .min(above_edit + 1)
                .min(edits[j] + 1);
            costs[j + 1] = (diagonal_cost + replacement(x, y))
                .min(above_cost + gap_x)
                .min(costs[j] + gap(y));
            (diagonal_edit, diagonal_cost) = (above_edit, above_cost);
        }
    }
    read(edits[b.len()], costs[b.len()])
}

fn replacement(x: CompareToken, y: CompareToken) -> i64 {
    let touches = (x.negates() || y.negates()) && !x.differs_by_clitics(y);
    step(x.replacement(y), touches)
}

fn read(edits: u32, cost: i64) -> Distance {
    let weighted = (cost + (1 << TOUCH_BITS) - 1) >> TOUCH_BITS;
    Distance {
        edits,
        weighted: u32::try_from(weighted).unwrap_or(u32::MAX),
        touches_negation: cost & ((1 << TOUCH_BITS) - 1) != 0,
    }
}

/// Weighs the tokens of each side that the other lacks, by sorting: never more than the distance.
fn by_unpaired(a: &[CompareToken], b: &[CompareToken]) -> Distance {
    let forms = |tokens: &[CompareToken]| sorted(tokens.iter().map(|t| (t.form(), 1)));
    let cores = |tokens: &[CompareToken]| sorted(tokens.iter().map(|t| (t.core(), t.weight())));
    let negations = |tokens: &[CompareToken]| {
        sorted(tokens.iter().filter(|t| t.negates()).map(|t| (t.core(), 1)))
    };
    Distance {
        edits: unpaired(&forms(a), &forms(b)),
        weighted: unpaired(&cores(a), &cores(b)),
        touches_negation: unpaired(&negations(a), &negations(b)) > 0,
    }
}

fn sorted(hashes: impl Iterator<Item = (u64, u32)>) -> Vec<(u64, u32)> {
    let mut hashes: Vec<_> = hashes.collect();
    hashes.sort_unstable();
    hashes
}

/// The larger weight of the tokens that one side has and the other lacks.
fn unpaired(a: &[(u64, u32)], b: &[(u64, u32)]) -> u32 {
    missing(a, b).max(missing(b, a))
}

/// The weight of those of `a` that have no partner in `b`, both sorted.
fn missing(a: &[(u64, u32)], b: &[(u64, u32)]) -> u32 {
    let mut rest = b.iter().peekable();
    let mut weight: u32 = 0;
    for token in a {
        while rest.next_if(|other| *other < token).is_some() {}
        if rest.next_if_eq(&token).is_none() {
            weight = weight.saturating_add(token.1);
        }
    }
    weight
}

/// Whether the distance of two sequences of these lengths is the exact one.
pub fn is_exact(a: usize, b: usize) -> bool {
    a.saturating_mul(b) <= MOST_CELLS
}
