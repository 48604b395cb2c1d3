//! What two token sequences share in the same order, plain and weighted.

use super::comparable::CompareToken;

/// How much two sources have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shared {
    /// The longest common subsequence, in tokens.
    pub tokens: u32,
    /// The most that tokens paired in order are worth, in tenths of a word.
    pub worth: u32,
    /// A best pairing leaves a negation alone.
    pub touches_negation: bool,
}

/// Up to this many cells (about 10 ms) the shared part is computed exactly.
const MOST_CELLS: usize = 1 << 22;

/// What two sequences share. Past `MOST_CELLS` it is what they have in common in any order, which
/// is no less.
pub fn shared(a: &[CompareToken], b: &[CompareToken]) -> Shared {
    if is_exact(a.len(), b.len()) {
        return by_alignment(a, b);
    }
    let (head, tail) = common_edges(a, b);
    let (inner_a, inner_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let inner = if is_exact(inner_a.len(), inner_b.len()) {
        by_alignment(inner_a, inner_b)
    } else {
        by_partners(inner_a, inner_b)
    };
    let edges = a[..head].iter().chain(&a[a.len() - tail..]);
    Shared {
        tokens: inner.tokens + (head + tail) as u32,
        worth: inner.worth + edges.map(|token| token.weight()).sum::<u32>(),
        ..inner
    }
}

/// How many tokens are the same at the beginning, and at the end.
fn common_edges(a: &[CompareToken], b: &[CompareToken]) -> (usize, usize) {
    let same = |(x, y): &(&CompareToken, &CompareToken)| x == y;
    let head = a.iter().zip(b).take_while(same).count();
    let rests = a[head..].iter().rev().zip(b[head..].iter().rev());
    (head, rests.take_while(same).count())
}

/// Room below a worth for counting negations left alone, so that one number carries both: the
/// largest has the most worth and, among those, leaves the most negations alone.
const ALONE_BITS: u32 = 24;

/// Needleman and Wunsch's alignment for the worth, with the longest common subsequence beside it,
/// one row at a time.
fn by_alignment(a: &[CompareToken], b: &[CompareToken]) -> Shared {
    let alone = |token: CompareToken| i64::from(token.negates());
    let mut counts = vec![0_u32; b.len() + 1];
    let mut worths: Vec<i64> = Vec::with_capacity(b.len() + 1);
    worths.push(0);
    for &token in b {
        worths.push(worths.last().copied().unwrap_or(0) + alone(token));
    }
    for &x in a {
        let alone_x = alone(x);
        let (mut diagonal_count, mut diagonal_worth) = (counts[0], worths[0]);
        worths[0] += alone_x;
        for (j, &y) in b.iter().enumerate() {
            let (above_count, above_worth) = (counts[j + 1], worths[j + 1]);
            counts[j + 1] = (diagonal_count + u32::from(x == y))
                .max(above_count)
                .max(counts[j]);
            let gap = (above_worth + alone_x).max(worths[j] + alone(y));
            worths[j + 1] = match x.pair_worth(y) {
                0 => gap,
                worth => gap.max(diagonal_worth + (i64::from(worth) << ALONE_BITS)),
            };
            (diagonal_count, diagonal_worth) = (above_count, above_worth);
        }
    }
    let worth = worths[b.len()];
    Shared {
        tokens: counts[b.len()],
        worth: u32::try_from(worth >> ALONE_BITS).unwrap_or(u32::MAX),
        touches_negation: worth & ((1 << ALONE_BITS) - 1) != 0,
    }
}

/// Counts the tokens that have a partner on the other side, wherever it stands, by sorting.
fn by_partners(a: &[CompareToken], b: &[CompareToken]) -> Shared {
    let forms = |tokens: &[CompareToken]| sorted(tokens.iter().map(|t| (t.form(), 1)));
    let cores = |tokens: &[CompareToken]| sorted(tokens.iter().map(|t| (t.core(), t.weight())));
    let negations = |tokens: &[CompareToken]| {
        sorted(tokens.iter().filter(|t| t.negates()).map(|t| (t.core(), 1)))
    };
    Shared {
        tokens: partners(&forms(a), &forms(b)),
        worth: partners(&cores(a), &cores(b)),
        touches_negation: negations(a) != negations(b),
    }
}

fn sorted(hashes: impl Iterator<Item = (u64, u32)>) -> Vec<(u64, u32)> {
    let mut hashes: Vec<_> = hashes.collect();
    hashes.sort_unstable();
    hashes
}

/// The weight of those of `a` that have a partner in `b`, both sorted.
fn partners(a: &[(u64, u32)], b: &[(u64, u32)]) -> u32 {
    let mut rest = b.iter().peekable();
    let mut weight: u32 = 0;
    for token in a {
        while rest.next_if(|other| *other < token).is_some() {}
        if rest.next_if_eq(&token).is_some() {
            weight = weight.saturating_add(token.1);
        }
    }
    weight
}

/// Whether what two sequences of these lengths share is computed exactly.
pub fn is_exact(a: usize, b: usize) -> bool {
    a.saturating_mul(b) <= MOST_CELLS
}
