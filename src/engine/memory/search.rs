//! Finds all units of a stored index that reach a rate, and ranks them.

use super::comparable::{ComparableSource, bound_by, saturated, upper_bound, without_tags};
use super::diff::diff;
use super::numbers::{with_dates, with_numbers};
use super::penalty::{penalised, penalties};
use super::rate::{Score, score};
use super::run::{LEAST_RATE, NEAR_RATE, WORDLESS, prefix, stored};
use super::shared::is_exact;
use super::word_bound::WordPattern;
use crate::engine::model::{
    MatchRate, MatchReason, MemoryId, MemoryStanding, Penalties, Penalty, Prefilter, Reach,
    TaggedText, TmMatch, TranslationUnit, UnitId, UnitIndex, UnitOutline,
};
use std::cmp::Reverse;
use std::collections::HashMap;

/// A source to find matches for. Its neighbours are empty at the edges of a document and `None`
/// where unknown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<'a> {
    pub source: &'a str,
    pub previous: Option<&'a str>,
    pub next: Option<&'a str>,
}

/// The memories to look at, and what is taken off their matches.
#[derive(Debug, Clone)]
pub struct Conditions<F> {
    /// `None`: not to be looked at.
    pub memories: F,
    pub penalties: Penalties,
    /// For the age of units: seconds since 1970.
    pub now: i64,
}

impl<F: Fn(MemoryId) -> Option<MemoryStanding>> Conditions<F> {
    pub fn new(memories: F, penalties: Penalties, now: i64) -> Self {
        Self {
            memories,
            penalties,
            now,
        }
    }
}

/// The best `limit` matches of at least `min` (50 % where less is asked for), penalties taken off:
/// the highest rate first, then the memory in front, then the newest. Complete: no unit that
/// reaches `min` is passed over, since penalties only lower a rate and the limit comes last.
///
/// # Errors
/// The index cannot be read.
pub fn search<I: UnitIndex>(
    index: &I,
    query: &Query<'_>,
    min: MatchRate,
    limit: usize,
    conditions: &Conditions<impl Fn(MemoryId) -> Option<MemoryStanding>>,
) -> Result<Vec<TmMatch>, I::Error> {
    let standing = &conditions.memories;
    let asked = Asked::new(query, min);
    if asked.comparable.tokens().is_empty() {
        return Ok(Vec::new());
    }
    let mut units = asked.fresh(index)?;
    for run in index.runs()? {
        if run.memory.is_none_or(|memory| standing(memory).is_some()) {
            asked.candidates(index, run.id, &mut units)?;
        }
    }
    units.sort_unstable();
    units.dedup();
    let mut scores = HashMap::new();
    let mut found = Vec::new();
    for id in units {
        let Some((memory, unit)) = index.unit(id)? else {
            continue;
        };
        let Some(standing) = standing(memory) else {
            continue;
        };
        // Memories hold many units of the same source.
        let score = match scores.get(&unit.source) {
            Some(&score) => score,
            None => {
                let score = asked.score(&unit.source);
                scores.insert(unit.source.clone(), score);
                score
            }
        };
        if let Some(score) = score.map(|score| asked.with_context(score, &unit))
            && score.rate >= min
        {
            let off = penalties(&unit, standing, &conditions.penalties, conditions.now);
            let rate = penalised(score.rate, &off);
            if rate >= min {
                found.push((
                    Score { rate, ..score },
                    off,
                    standing.place,
                    (id, memory),
                    unit,
                ));
            }
        }
    }
    found.sort_unstable_by_key(|(score, _, place, (id, _), unit)| {
        Reverse((
            score.rate,
            Reverse(*place),
            unit.changed.or(unit.created),
            *id,
        ))
    });
    found.truncate(limit);
    let offers = found.into_iter();
    Ok(offers
        .map(|(score, penalties, _, place, unit)| {
            offer(score, penalties, place, unit, query.source)
        })
        .collect())
}

/// A query with all that is worked out once.
struct Asked<'a> {
    query: &'a Query<'a>,
    comparable: ComparableSource,
    outline: UnitOutline,
    prefilter: Prefilter,
    /// The most word edits that reach the least rate, by the tokens of the longer side.
    allowed: [u32; 256],
    words: WordPattern,
    /// The hashes of its words as runs keep them, with repetitions.
    cores: Vec<i64>,
    /// In percent; at most 99, since equal texts are told apart only afterwards.
    least: f64,
}

impl<'a> Asked<'a> {
    fn new(query: &'a Query<'a>, min: MatchRate) -> Self {
        let comparable = ComparableSource::new(query.source);
        let outline = comparable.outline();
        let least = min
            .percent()
            .clamp(LEAST_RATE, MatchRate::SPELLING.percent());
        Self {
            query,
            prefilter: outline.prefilter(),
            outline,
            words: WordPattern::new(&comparable),
            cores: comparable.cores().map(stored).collect(),
            allowed: std::array::from_fn(|tokens| edits_allowed(tokens.max(1), least)),
            least,
            comparable,
        }
    }

    fn may_reach(&self, outline: &UnitOutline) -> bool {
        upper_bound(&self.outline, outline) >= self.least
    }

    /// The same by what stands beside a place: quick, and ruling out less.
    #[inline]
    fn may_be_near(&self, theirs: &Prefilter) -> bool {
        let ours = &self.prefilter;
        if ours.is_saturated() || theirs.is_saturated() {
            return true;
        }
        let (both, ours_long) = (&self.outline.signature, ours.tokens >= Prefilter::LONG);
        let alone = if theirs.tokens >= Prefilter::LONG {
            alone(both, &theirs.signature)
        } else if ours_long {
            // The halves are comparable only laid over each other.
            alone(&[both[0] | both[1], 0], &theirs.signature)
        } else {
            alone(&ours.signature, &theirs.signature)
        };
        let edits = alone.max(u32::from(ours.words.abs_diff(theirs.words)));
        let longest = ours.tokens.max(theirs.tokens);
        edits <= self.allowed[usize::from(longest)]
    }

    fn fresh<I: UnitIndex>(&self, index: &I) -> Result<Vec<UnitId>, I::Error> {
        let fresh = index.fresh()?.into_iter();
        Ok(fresh
            .filter(|(_, outline)| outline.is_none_or(|outline| self.may_reach(&outline)))
            .map(|(id, _)| id)
            .collect())
    }

    /// Adds the units of a run that share a word of both prefixes and whose outlines allow it.
    fn candidates<I: UnitIndex>(
        &self,
        index: &I,
        run: i64,
        units: &mut Vec<UnitId>,
    ) -> Result<(), I::Error> {
        let reach = if self.least >= NEAR_RATE {
            Reach::Near
        } else {
            Reach::NearAndFar
        };
        let mut rarest = Vec::with_capacity(self.cores.len());
        let mut known: HashMap<i64, u32> = HashMap::with_capacity(self.cores.len());
        for &core in &self.cores {
            let frequency = match known.get(&core) {
                Some(&frequency) => frequency,
                None => {
                    let frequency = index.frequency(run, core)?;
                    known.insert(core, frequency);
                    frequency
                }
            };
            rarest.push((frequency, core));
        }
        rarest.sort_unstable();
        let near = |prefilter: &Prefilter| self.may_be_near(prefilter);
        let wide = prefix(self.comparable.tokens().len(), self.least);
        let mut places = Vec::new();
        if rarest.len() < wide {
            index.places(run, WORDLESS, reach, near, &mut places)?;
        }
        rarest.truncate(wide);
        rarest.dedup();
        for (frequency, core) in rarest {
            if frequency > 0 {
                index.places(run, core, reach, near, &mut places)?;
            }
        }
        places.sort_unstable();
        places.dedup();
        for place in places {
            if let Some((id, outline)) = index.outline(run, place)?
                && self.may_reach(&outline)
            {
                units.push(id);
            }
        }
        Ok(())
    }

    /// The score of a source, neighbours left aside; `None` where it cannot reach the least rate.
    fn score(&self, source: &str) -> Option<Score> {
        if source == self.query.source || without_tags(source) == without_tags(self.query.source) {
            return Some(Score {
                rate: MatchRate::EXACT,
                reason: MatchReason::Exact,
            });
        }
        let other = ComparableSource::new(source);
        if is_exact(self.comparable.tokens().len(), other.tokens().len()) {
            let edits = saturated(self.words.edits(&other));
            if bound_by(edits, &self.outline, &other.outline()) < self.least {
                return None;
            }
        }
        Some(score(&self.comparable, &other))
    }

    fn with_context(&self, score: Score, unit: &TranslationUnit) -> Score {
        let same = |ours: Option<&str>, theirs: &Option<String>| {
            ours.is_some() && ours == theirs.as_deref()
        };
        if score.rate == MatchRate::EXACT
            && same(self.query.previous, &unit.previous_source)
            && same(self.query.next, &unit.next_source)
        {
            Score {
                rate: MatchRate::CONTEXT,
                reason: MatchReason::Context,
            }
        } else {
            score
        }
    }
}

/// How many word edits a rate allows where the longer side has so many tokens.
fn edits_allowed(tokens: usize, least: f64) -> u32 {
    // The margin covers rounding.
    (tokens as f64 * (1.0 - least / 100.0) + 1e-6)
        .floor()
        .max(0.0) as u32
}

/// Bits that one side has and the other lacks, of the side with more of them.
fn alone(a: &[u64; 2], b: &[u64; 2]) -> u32 {
    let bits =
        |a: &[u64; 2], b: &[u64; 2]| (a[0] & !b[0]).count_ones() + (a[1] & !b[1]).count_ones();
    bits(a, b).max(bits(b, a))
}

/// A target without the tags that the source it is offered for lacks: there they would be text.
fn fitted(target: String, source: &str) -> String {
    if !target.contains('<') {
        return target;
    }
    TaggedText::read(target).fitted_to(&TaggedText::read(source))
}

fn offer(
    score: Score,
    penalties: Vec<Penalty>,
    (id, memory): (UnitId, MemoryId),
    unit: TranslationUnit,
    source: &str,
) -> TmMatch {
    let (old, new) = (without_tags(&unit.source), without_tags(source));
    let with_numbers = match score.reason {
        MatchReason::Numbers => with_numbers(&old, &new, &unit.target),
        MatchReason::Words => with_dates(&old, &new, &unit.target),
        _ => None,
    };
    let has_new_numbers = with_numbers.is_some();
    let (target, new_numbers) = with_numbers.unwrap_or_else(|| (unit.target, Vec::new()));
    let target_as_put = target.clone();
    let target = fitted(target, source);
    TmMatch {
        unit: id,
        memory,
        rate: score.rate,
        reason: score.reason,
        penalties,
        has_new_numbers,
        // Where tags were moved, the places are no longer those.
        new_numbers: if target == target_as_put {
            new_numbers
        } else {
            Vec::new()
        },
        diff: diff(&unit.source, source),
        source: unit.source,
        target,
        author: unit.author,
        changed: unit.changed.or(unit.created),
        project: unit.project,
        document: unit.document,
    }
}
