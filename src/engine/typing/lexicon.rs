//! What the memory translates each Arabic word with, learnt by word alignment: IBM model 1 with
//! the diagonal prior of fast_align (Dyer, Chahuneau and Smith 2013) on stems, then counted for
//! the written forms too.

use super::vocabulary::WordId;
use std::collections::HashMap;

/// A pair as numbers: stem and form of each source word, and the English words.
#[derive(Debug, Clone, Default)]
pub(super) struct NumberedPair {
    pub(super) stems: Vec<u32>,
    pub(super) forms: Vec<u32>,
    pub(super) target: Vec<WordId>,
}

const ROUNDS: usize = 6;
/// How strongly words at the same relative place attract each other.
const TENSION: f32 = 4.0;
/// The share of English words that no Arabic word stands for.
const NULL: f32 = 0.12;
/// Translations kept of each word, and the least share of one.
const KEPT: usize = 20;
const LEAST: f32 = 0.005;
/// A form is trusted as much as its stem once it was seen so often.
const FORM_TRUST: f32 = 1.5;
/// Spreads the counts of rare words over what was not seen.
const UNSEEN: f32 = 0.6;

/// Arabic words by number.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers(HashMap<Box<str>, u32>);

impl Numbers {
    pub(super) fn add(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.0.get(word) {
            return id;
        }
        let id = self.0.len() as u32;
        self.0.insert(word.into(), id);
        id
    }

    pub(super) fn get(&self, word: &str) -> Option<u32> {
        self.0.get(word).copied()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// Counts of English words aligned to one Arabic word, most first.
#[derive(Debug, Clone, Default)]
struct Aligned {
    total: f32,
    words: Vec<(WordId, f32)>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    stems: Vec<Aligned>,
    forms: Vec<Aligned>,
}

/// The expected place of an English word among the source words.
fn prior(i: usize, targets: usize, j: usize, sources: usize) -> f32 {
    let (i, j) = (i as f32 + 0.5, j as f32 + 0.5);
    (-TENSION * (i / targets as f32 - j / sources as f32).abs()).exp()
}

/// The likelihood of each pair of stem and word that occurs together.
struct Table {
    keys: Vec<u64>,
    values: Vec<f32>,
}

fn cell(stem: u32, word: WordId) -> u64 {
    u64::from(stem) << 32 | u64::from(word)
}

impl Table {
    fn new(pairs: &[NumberedPair]) -> Self {
        let mut keys = Vec::new();
        for pair in pairs {
            for &stem in &pair.stems {
                keys.extend(pair.target.iter().map(|&word| cell(stem, word)));
            }
            // Sorted now and then, so that repeated cells do not pile up.
            if keys.len() > 1 << 25 && keys.len() > keys.capacity() / 2 {
                keys.sort_unstable();
                keys.dedup();
            }
        }
        keys.sort_unstable();
        keys.dedup();
        Self {
            values: vec![1.0; keys.len()],
            keys,
        }
    }

    fn at(&self, stem: u32, word: WordId) -> usize {
        self.keys.binary_search(&cell(stem, word)).unwrap_or(0)
    }
}

/// Hands each link of a pair with its probability to `take(j, i, share)`.
fn align(
    pair: &NumberedPair,
    values: impl Fn(usize, usize) -> f32,
    null: impl Fn(usize) -> f32,
    mut take: impl FnMut(usize, usize, f32),
) {
    let (sources, targets) = (pair.stems.len(), pair.target.len());
    let mut weights = vec![0.0; sources];
    for i in 0..targets {
        let mut places = 0.0;
        let mut sum = 0.0;
        for (j, weight) in weights.iter_mut().enumerate() {
            let place = prior(i, targets, j, sources);
            places += place;
            *weight = place * values(j, i);
            sum += *weight;
        }
        if sum <= 0.0 {
            continue;
        }
        let scale = (1.0 - NULL) / places;
        let all = sum * scale + NULL * null(i);
        for (j, weight) in weights.iter().enumerate() {
            take(j, i, weight * scale / all);
        }
    }
}

impl Lexicon {
    pub(super) fn learn(
        pairs: &[NumberedPair],
        stems: usize,
        forms: usize,
        unigram: impl Fn(WordId) -> f32,
    ) -> Self {
        let mut table = Table::new(pairs);
        if table.keys.is_empty() {
            return Self::default();
        }
        for round in 0..ROUNDS {
            let mut counts = vec![0.0; table.keys.len()];
            for pair in pairs {
                let cells: Vec<usize> = (pair.stems.iter())
                    .flat_map(|&stem| pair.target.iter().map(move |&word| (stem, word)))
                    .map(|(stem, word)| table.at(stem, word))
                    .collect();
                let targets = pair.target.len();
                let flat = round == 0;
                align(
                    pair,
                    |j, i| table.values[cells[j * targets + i]],
                    |i| if flat { 1.0 } else { unigram(pair.target[i]) },
                    |j, i, share| counts[cells[j * targets + i]] += share,
                );
            }
            let mut totals = vec![UNSEEN; stems];
            for (key, count) in table.keys.iter().zip(&counts) {
                totals[(key >> 32) as usize] += count;
            }
            for ((key, value), count) in table.keys.iter().zip(&mut table.values).zip(&counts) {
                *value = count / totals[(key >> 32) as usize];
            }
        }
        Self {
            stems: count(pairs, stems, |pair| &pair.stems, &table, &unigram),
            forms: count(pairs, forms, |pair| &pair.forms, &table, &unigram),
        }
    }

    /// English words for a source word with their likelihood, without order.
    pub(super) fn translations(&self, stem: Option<u32>, form: Option<u32>) -> Vec<(WordId, f32)> {
        let of = |list: &[Aligned], id: Option<u32>| -> Aligned {
            id.and_then(|id| list.get(id as usize))
                .cloned()
                .unwrap_or_default()
        };
        let (stem, form) = (of(&self.stems, stem), of(&self.forms, form));
        let mut all: HashMap<WordId, f32> = HashMap::new();
        let of_form = form.total / (form.total + FORM_TRUST);
        for (aligned, weight) in [(&form, of_form), (&stem, 1.0 - of_form)] {
            for &(word, count) in &aligned.words {
                *all.entry(word).or_default() += weight * count / (aligned.total + UNSEEN);
            }
        }
        all.into_iter()
            .filter(|&(_, share)| share > LEAST)
            .collect()
    }

    /// Learns one more pair by what is known already.
    pub(super) fn add(
        &mut self,
        pair: &NumberedPair,
        weight: f32,
        unigram: impl Fn(WordId) -> f32,
    ) {
        let known: Vec<HashMap<WordId, f32>> = (pair.stems.iter().zip(&pair.forms))
            .map(|(&stem, &form)| {
                self.translations(Some(stem), Some(form))
                    .into_iter()
                    .collect()
            })
            .collect();
        let mut links = Vec::new();
        align(
            pair,
            // A word without known translations takes what the others leave.
            |j, i| {
                known[j]
                    .get(&pair.target[i])
                    .copied()
                    .unwrap_or(if known[j].is_empty() { 0.02 } else { 2e-4 })
            },
            |i| unigram(pair.target[i]),
            |j, i, share| {
                if share > 0.1 {
                    links.push((j, pair.target[i], share * weight));
                }
            },
        );
        for (j, word, count) in links {
            put(&mut self.stems, pair.stems[j], word, count);
            put(&mut self.forms, pair.forms[j], word, count);
        }
    }
}

fn put(list: &mut Vec<Aligned>, id: u32, word: WordId, count: f32) {
    let id = id as usize;
    if list.len() <= id {
        list.resize(id + 1, Aligned::default());
    }
    let aligned = &mut list[id];
    aligned.total += count;
    match aligned.words.iter_mut().find(|(known, _)| *known == word) {
        Some((_, known)) => *known += count,
        None => aligned.words.push((word, count)),
    }
}

fn count(
    pairs: &[NumberedPair],
    ids: usize,
    of: impl Fn(&NumberedPair) -> &[u32],
    table: &Table,
    unigram: impl Fn(WordId) -> f32,
) -> Vec<Aligned> {
    let mut cells: Vec<(u64, f32)> = Vec::new();
    for pair in pairs {
        let ids = of(pair);
        align(
            pair,
            |j, i| table.values[table.at(pair.stems[j], pair.target[i])],
            |i| unigram(pair.target[i]),
            |j, i, share| {
                if share > 0.02 {
                    cells.push((cell(ids[j], pair.target[i]), share));
                }
            },
        );
    }
    cells.sort_unstable_by_key(|&(key, _)| key);
    let mut list = vec![Aligned::default(); ids];
    for same in cells.chunk_by(|a, b| a.0 == b.0) {
        let key = same[0].0;
        let sum: f32 = same.iter().map(|&(_, share)| share).sum();
        let aligned = &mut list[(key >> 32) as usize];
        aligned.total += sum;
        aligned.words.push((key as u32, sum));
    }
    for aligned in &mut list {
        aligned.words.sort_unstable_by(|a, b| b.1.total_cmp(&a.1));
        aligned.words.truncate(KEPT);
        aligned.words.shrink_to_fit();
    }
    list
}
