//! Listing the words of units, and finding units by them; on a job's thread.

use super::UnitFilter;
use crate::engine::memory::{ConcordancePattern, IndexWord, SheetSearch, WordSheet, listed_words};
use crate::engine::model::{MemoryId, PlaceList, TranslationUnit, UnitId};
use crate::engine::text::normalize::key;
use crate::store::{
    Batch, ConcordanceBatch, ConcordanceReader, ConcordanceRun, Feed, ListedWord, UnitFacts,
};
use crate::workspace::core::{WorkspaceError, read_error};
use std::collections::{HashMap, HashSet};

/// Identities a run covers.
const RUN: i64 = 1 << 16;
/// Fewer units are looked through rather than listed.
pub(in crate::workspace) const SMALLEST_RUN: i64 = 2_048;
/// Words a transaction writes.
const WORDS: usize = 4_096;
/// A word in more than one of so many units is in too many to be listed.
const COMMON: usize = 4;
/// When more words of a run are meant, its units are looked through rather than looked up.
const MEANT: usize = 4_096;

/// Lists the words of all units that are not listed yet.
pub(in crate::workspace) fn list_words(
    reader: &ConcordanceReader,
    feed: &mut Feed,
    is_cancelled: impl Fn() -> bool,
) -> Result<(), WorkspaceError> {
    let state = reader.state().map_err(read_error)?;
    if state.is_importing {
        return Ok(());
    }
    let mut first = state.listed() + 1;
    let mut id = state.runs.first().map_or(0, |run| run.id) + 1;
    while state.newest - first + 1 >= SMALLEST_RUN && !is_cancelled() {
        let last = (first + RUN - 1).min(state.newest);
        let run = ConcordanceRun { id, first, last };
        let mut lists = WordLists::default();
        reader
            .texts(first, last, |unit, source, target| {
                lists.push(
                    u32::try_from(unit - first).unwrap_or(u32::MAX),
                    source,
                    target,
                );
                !is_cancelled()
            })
            .map_err(read_error)?;
        if is_cancelled() {
            break;
        }
        let mut words = lists.finish().into_iter();
        for part in 0.. {
            let words: Vec<ListedWord> = words.by_ref().take(WORDS).collect();
            if words.is_empty() {
                break;
            }
            let mut sheet = WordSheet::default();
            for word in &words {
                sheet.push(&word.core, &word.word);
            }
            feed.send(Batch::Concordance(ConcordanceBatch::Words {
                run: id,
                part,
                sheet: sheet.into_text(),
                words,
            }))?;
        }
        feed.send(Batch::Concordance(ConcordanceBatch::Publish(run)))?;
        (first, id) = (last + 1, id + 1);
    }
    feed.finish()?;
    Ok(())
}

/// Collects the words of a run.
#[derive(Default)]
struct WordLists {
    numbers: HashMap<Box<str>, usize>,
    lists: Vec<WordList>,
    units: usize,
}

struct WordList {
    core: Box<str>,
    units: PlaceList,
    count: usize,
    last: Option<u32>,
}

impl WordLists {
    fn push(&mut self, place: u32, source: &str, target: &str) {
        self.units += 1;
        for text in [source, target] {
            listed_words(text, |core, word| {
                let number = match self.numbers.get(word) {
                    Some(number) => *number,
                    None => {
                        self.lists.push(WordList {
                            core: core.into(),
                            units: PlaceList::default(),
                            count: 0,
                            last: None,
                        });
                        self.numbers.insert(word.into(), self.lists.len() - 1);
                        self.lists.len() - 1
                    }
                };
                if let Some(list) = self.lists.get_mut(number)
                    && list.last != Some(place)
                {
                    list.units.push(place);
                    list.count += 1;
                    list.last = Some(place);
                }
            });
        }
    }

    /// In the order they are stored in.
    fn finish(self) -> Vec<ListedWord> {
        let mut words: Vec<(Box<str>, usize)> = self.numbers.into_iter().collect();
        words.sort_unstable_by_key(|(_, number)| *number);
        let listed = words.into_iter().zip(self.lists);
        let most = (self.units / COMMON).max(16);
        let mut listed: Vec<ListedWord> = listed
            .map(|((word, _), list)| ListedWord {
                core: list.core.into(),
                word: word.into(),
                units: (list.count <= most).then_some(list.units),
            })
            .collect();
        listed.sort_unstable_by(|a, b| (&a.core, &a.word).cmp(&(&b.core, &b.word)));
        listed
    }
}

/// A filter with its texts folded and its memory known.
pub(in crate::workspace) struct Sieve {
    pub memory: Option<MemoryId>,
    /// Not looked through unless asked for.
    pub hidden: Vec<MemoryId>,
    author: String,
    project: String,
    from: Option<i64>,
    until: Option<i64>,
}

impl Sieve {
    pub(in crate::workspace) fn new(
        filter: &UnitFilter,
        memory: Option<MemoryId>,
        mut hidden: Vec<MemoryId>,
    ) -> Self {
        hidden.retain(|_| memory.is_none());
        Self {
            memory,
            hidden,
            author: key(&filter.author).to_lowercase(),
            project: key(&filter.project).to_lowercase(),
            from: filter.from,
            until: filter.until,
        }
    }

    fn lets(
        &self,
        memory: MemoryId,
        author: Option<&str>,
        project: Option<&str>,
        at: Option<i64>,
    ) -> bool {
        let holds = |wanted: &str, text: Option<&str>| {
            wanted.is_empty() || text.is_some_and(|text| key(text).to_lowercase().contains(wanted))
        };
        self.memory.is_none_or(|wanted| wanted == memory)
            && !self.hidden.contains(&memory)
            && self.from.is_none_or(|from| at.is_some_and(|at| at >= from))
            && self
                .until
                .is_none_or(|until| at.is_some_and(|at| at <= until))
            && holds(&self.author, author)
            && holds(&self.project, project)
    }

    pub(in crate::workspace) fn lets_unit(&self, memory: MemoryId, unit: &TranslationUnit) -> bool {
        let at = unit.changed.or(unit.created);
        self.lets(memory, unit.author.as_deref(), unit.project.as_deref(), at)
    }

    fn lets_facts(&self, facts: &UnitFacts) -> bool {
        let at = facts.changed.or(facts.created);
        self.lets(
            facts.memory,
            facts.author.as_deref(),
            facts.project.as_deref(),
            at,
        )
    }
}

/// Calls `found` for every unit that the pattern and the sieve let through, newest first;
/// `go_on` is asked before each unit, with how many of the identities were passed.
pub(in crate::workspace) fn search(
    reader: &ConcordanceReader,
    pattern: &ConcordancePattern,
    sieve: &Sieve,
    mut go_on: impl FnMut(u64, u64) -> bool,
    mut found: impl FnMut(UnitId),
) -> Result<(), WorkspaceError> {
    let state = reader.state().map_err(read_error)?;
    let newest = state.newest.unsigned_abs();
    let passed = |id: UnitId| newest.saturating_sub(id.0.unsigned_abs());
    if pattern.is_all() {
        let read = reader.facts_down(|facts| {
            if sieve.lets_facts(&facts) {
                found(facts.id);
            }
            go_on(passed(facts.id), newest)
        });
        return read.map_err(read_error);
    }
    let mut look = |id: UnitId, memory, unit: &TranslationUnit| {
        if sieve.lets_unit(memory, unit) && pattern.find(&unit.source, &unit.target).is_some() {
            found(id);
        }
        go_on(passed(id), newest)
    };
    let mut goes_on = true;
    let unlisted = state.listed() + 1;
    reader
        .units_down(unlisted, i64::MAX, |id, memory, unit| {
            goes_on = look(id, memory, &unit);
            goes_on
        })
        .map_err(read_error)?;
    let changed: HashSet<UnitId> = state.changed.iter().copied().collect();
    let fresh = state.changed.iter().filter(|id| id.0 < unlisted);
    for id in fresh {
        goes_on = goes_on && look_at(reader, *id, &mut look)?;
    }
    let words: Vec<SheetSearch<'_>> = pattern.index_words().iter().map(SheetSearch::new).collect();
    for run in &state.runs {
        if !goes_on {
            break;
        }
        let candidates = candidates(reader, run.id, &words)?;
        let Some(units) = candidates else {
            reader
                .units_down(run.first, run.last, |id, memory, unit| {
                    goes_on = changed.contains(&id) || look(id, memory, &unit);
                    goes_on
                })
                .map_err(read_error)?;
            continue;
        };
        for place in units.into_iter().rev() {
            let id = UnitId(run.first + i64::from(place));
            goes_on = goes_on && (changed.contains(&id) || look_at(reader, id, &mut look)?);
        }
    }
    Ok(())
}

/// Hands a unit to `look` if it is still there; answers whether to go on.
fn look_at(
    reader: &ConcordanceReader,
    id: UnitId,
    look: &mut impl FnMut(UnitId, MemoryId, &TranslationUnit) -> bool,
) -> Result<bool, WorkspaceError> {
    let unit = reader.unit(id).map_err(read_error)?;
    Ok(unit.is_none_or(|(memory, unit)| look(id, memory, &unit)))
}

/// The units of a run that hold all words, in order; `None` where that may be any of them.
fn candidates(
    reader: &ConcordanceReader,
    run: i64,
    words: &[SheetSearch<'_>],
) -> Result<Option<Vec<u32>>, WorkspaceError> {
    let mut common: Option<Vec<u32>> = None;
    for word in words {
        let mut units = Vec::new();
        let all_listed = match word.wanted() {
            IndexWord::Core(core) => reader
                .units_of_core(run, core, &mut units)
                .map_err(read_error),
            _ => units_of_words(reader, run, word, &mut units),
        };
        if !all_listed? {
            continue;
        }
        units.sort_unstable();
        units.dedup();
        common = Some(match common {
            None => units,
            Some(mut before) => {
                before.retain(|unit| units.binary_search(unit).is_ok());
                before
            }
        });
        if common.as_ref().is_some_and(Vec::is_empty) {
            break;
        }
    }
    Ok(common)
}

/// Adds the units of a run that hold a word that is meant; answers whether they are all listed.
fn units_of_words(
    reader: &ConcordanceReader,
    run: i64,
    search: &SheetSearch<'_>,
    units: &mut Vec<u32>,
) -> Result<bool, WorkspaceError> {
    let mut meant = Vec::new();
    let read = reader.sheets(run, |sheet| {
        search.find(sheet, |core, word| {
            meant.push((core.to_owned(), word.to_owned()));
        });
        meant.len() <= MEANT
    });
    read.map_err(read_error)?;
    if meant.len() > MEANT {
        return Ok(false);
    }
    for (core, word) in meant {
        let all_listed = reader.units_of_word(run, &core, &word, units);
        if !all_listed.map_err(read_error)? {
            return Ok(false);
        }
    }
    Ok(true)
}
