//! The best spellings of a word: a beam through the network's chances, in which known names and
//! free spellings have places of their own.

use super::latin_names::{LatinNames, Range};
use super::network::{History, MEMORY, Network, Scratch};

/// Known names, or beginnings of them, that are kept at each letter.
const KNOWN: usize = 22;
/// Spellings outside the known names that are kept at each letter.
const FREE: usize = 8;
/// How far behind the best a spelling may lie.
const WIDTH: f32 = 10.0;
/// The least chance of a chunk that is followed.
const LEAST: f32 = -7.5;
/// The longest spelling, in letters.
const LONGEST: usize = 28;

/// A spelling of a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub letters: Vec<u8>,
    /// Its place among the known names.
    pub known: Option<u32>,
    /// The logarithm of its chance in the network.
    pub chance: f32,
}

#[derive(Clone, Copy)]
struct Path {
    history: History,
    letters: [u8; LONGEST],
    length: usize,
    /// The known names that begin so.
    known: Option<Range>,
    chance: f32,
}

impl Path {
    fn letters(&self) -> &[u8] {
        self.letters.get(..self.length).unwrap_or_default()
    }

    fn with(&self, chunk: u16, letters: &[u8], chance: f32) -> Option<Self> {
        let mut next = *self;
        next.letters
            .get_mut(self.length..self.length + letters.len())?
            .copy_from_slice(letters);
        next.length += letters.len();
        next.history = [chunk; MEMORY];
        next.history[1..].copy_from_slice(&self.history[..MEMORY - 1]);
        next.chance = chance;
        Some(next)
    }
}

struct Step {
    from: usize,
    chunk: u16,
    chance: f32,
}

/// The spellings of a word of Arabic letters, the likeliest in the network first.
pub fn spellings(network: &Network, names: &LatinNames, word: &[u8]) -> Vec<Candidate> {
    let mut scratch = Scratch::default();
    let mut paths = vec![Path {
        history: [0; MEMORY],
        letters: [0; LONGEST],
        length: 0,
        known: Some(names.all()),
        chance: 0.0,
    }];
    for at in 0..word.len() {
        let steps = steps(network, word, at, &paths, &mut scratch);
        paths = kept(network, names, &paths, &steps, at + 1 == word.len());
    }
    let mut found: Vec<Candidate> = Vec::with_capacity(paths.len());
    for path in paths.iter().filter(|path| path.length > 0) {
        match found
            .iter_mut()
            .find(|known| known.letters == path.letters())
        {
            Some(same) => same.chance = joined(same.chance, path.chance),
            None => found.push(Candidate {
                letters: path.letters().to_vec(),
                known: names.find(path.letters()),
                chance: path.chance,
            }),
        }
    }
    found.sort_by(|a, b| b.chance.total_cmp(&a.chance));
    found
}

/// All ways on from the paths, the likeliest first.
fn steps(
    network: &Network,
    word: &[u8],
    at: usize,
    paths: &[Path],
    scratch: &mut Scratch,
) -> Vec<Step> {
    let letter = word.get(at).copied().unwrap_or_default();
    let best = paths
        .iter()
        .map(|path| path.chance)
        .fold(f32::MIN, f32::max);
    network.look(word, at, scratch);
    let mut asked: Vec<(History, Vec<f32>)> = Vec::with_capacity(paths.len());
    let mut steps = Vec::with_capacity(paths.len() * 12);
    for (from, path) in paths.iter().enumerate() {
        if path.chance < best - WIDTH {
            continue;
        }
        let known = asked
            .iter()
            .position(|(history, _)| *history == path.history);
        let known = known.unwrap_or_else(|| {
            let chances = network.chances(letter, path.history, scratch);
            asked.push((path.history, chances));
            asked.len() - 1
        });
        let Some((_, chances)) = asked.get(known) else {
            continue;
        };
        for (&chunk, &chance) in network.outputs(letter).iter().zip(chances) {
            if chance > LEAST {
                steps.push(Step {
                    from,
                    chunk,
                    chance: path.chance + chance,
                });
            }
        }
    }
    steps.sort_unstable_by(|a, b| {
        let order = b.chance.total_cmp(&a.chance);
        order.then((a.from, a.chunk).cmp(&(b.from, b.chunk)))
    });
    steps
}

fn kept(
    network: &Network,
    names: &LatinNames,
    paths: &[Path],
    steps: &[Step],
    is_last: bool,
) -> Vec<Path> {
    let mut next: Vec<Path> = Vec::with_capacity(KNOWN + FREE);
    let (mut known, mut free) = (0, 0);
    for step in steps {
        if known >= KNOWN && free >= FREE {
            break;
        }
        let Some(path) = paths.get(step.from) else {
            continue;
        };
        let chunk = network.chunk(step.chunk);
        let range = path.known.filter(|_| known < KNOWN).and_then(|range| {
            if chunk.is_empty() {
                return Some(range);
            }
            names.narrow(range, path.length, chunk)
        });
        if range.is_none() && free >= FREE {
            continue;
        }
        let Some(mut way) = path.with(step.chunk, chunk, step.chance) else {
            continue;
        };
        let is_name = |range: &Range| !is_last || names.get(range.low).len() == way.length;
        way.known = range.filter(is_name);
        if let Some(same) = next
            .iter_mut()
            .find(|other| other.history[0] == way.history[0] && other.letters() == way.letters())
        {
            same.chance = joined(same.chance, way.chance);
            continue;
        }
        match way.known {
            Some(_) => known += 1,
            None if free >= FREE => continue,
            None => free += 1,
        }
        next.push(way);
    }
    next
}

/// The logarithm of the sum of two chances.
fn joined(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    high + (low - high).exp().ln_1p()
}
