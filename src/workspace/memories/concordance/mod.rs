//! Looking through the memories: searches and browsing.

mod export;
mod search;

pub use export::date;

pub(in crate::workspace) use search::Sieve;

use super::{Event, Memories};
use crate::engine::memory::{ConcordanceMode, ConcordancePattern, ConcordanceSide, UnitHits};
use crate::engine::model::{MemoryId, TranslationUnit, UnitId};
use crate::jobs::Ticket;
use crate::store::ConcordanceReader;
use crate::workspace::Workspace;
use crate::workspace::core::{Core, Slot, WorkspaceError, read_error};
use search::{SMALLEST_RUN, list_words, search};
use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const SEARCH: Slot = Slot::quiet("concordance");
const READ: Slot = Slot::quiet("read units");
const LIST: Slot = Slot::quiet("list words");
const EXPORT: Slot = Slot::shown("export concordance", "exporting");
/// Rows read together.
const PAGE: usize = 64;
/// Pages kept; a screen shows one or two.
const PAGES: usize = 64;
/// Hits are handed over when there are so many, or after so long.
const HANDED_OVER: usize = 256;
const HAND_OVER_AFTER: Duration = Duration::from_millis(10);

/// Which units are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitFilter {
    /// `None`: all of them.
    pub memory: Option<MemoryId>,
    /// Part of a name; blank for any.
    pub author: String,
    pub project: String,
    /// Seconds since 1970, both ends included.
    pub from: Option<i64>,
    pub until: Option<i64>,
}

/// What is looked for in the memories; a blank text shows all units of the filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConcordanceQuery {
    pub text: String,
    pub mode: ConcordanceMode,
    pub side: ConcordanceSide,
    pub filter: UnitFilter,
}

impl ConcordanceQuery {
    /// Whether it can be looked for.
    ///
    /// # Errors
    /// It is too long, holds no word, or is no regular expression.
    pub fn check(&self) -> Result<(), WorkspaceError> {
        self.pattern().map(drop)
    }

    fn pattern(&self) -> Result<ConcordancePattern, WorkspaceError> {
        ConcordancePattern::parse(&self.text, self.mode, self.side)
            .map_err(|error| WorkspaceError::Background(error.to_string()))
    }
}

/// A unit that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct ConcordanceRow {
    pub unit: UnitId,
    pub memory: MemoryId,
    pub memory_name: String,
    pub content: TranslationUnit,
    /// What was looked for, as byte ranges in source and target.
    pub hits: UnitHits,
}

/// All that a search found, for the command line.
#[derive(Debug, Clone, PartialEq)]
pub struct ConcordanceAnswer {
    pub rows: Vec<ConcordanceRow>,
    pub found: usize,
    /// Until the first unit was found, and until all were.
    pub first: Option<Duration>,
    pub all: Duration,
}

/// The search that is shown.
#[derive(Default)]
pub(in crate::workspace) struct Concordance {
    pattern: Option<Arc<ConcordancePattern>>,
    found: Arc<Mutex<Vec<UnitId>>>,
    pages: HashMap<usize, Vec<Option<ConcordanceRow>>>,
    /// Pages being read.
    reading: Option<Range<usize>>,
    is_searching: bool,
    /// What is shown, to be looked for again once a change is on the disk.
    query: Option<ConcordanceQuery>,
    pub(in crate::workspace) look_again: bool,
    is_listing: bool,
    /// Units that may not be listed yet.
    unlisted: u64,
}

type Page = (usize, Vec<Option<ConcordanceRow>>);

impl Concordance {
    /// Units were written: what is shown of them is read again.
    pub(in crate::workspace) fn on_units(&mut self, more: i64) {
        self.unlisted = self.unlisted.saturating_add(more.max(0).unsigned_abs());
        self.pages.clear();
        self.reading = None;
    }

    fn on_read(&mut self, pages: Vec<Page>) {
        self.reading = None;
        if self.pages.len() > PAGES {
            self.pages.clear();
        }
        self.pages.extend(pages);
    }

    /// A unit as it is shown.
    pub(in crate::workspace) fn shown(&self, id: UnitId) -> Option<&ConcordanceRow> {
        let mut rows = self.pages.values().flatten().flatten();
        rows.find(|row| row.unit == id)
    }

    /// Shows a unit as it was changed, whether or not it is still what was looked for.
    pub(in crate::workspace) fn show_changed(&mut self, id: UnitId, content: &TranslationUnit) {
        let pattern = self.pattern.as_ref();
        let hits = pattern.and_then(|pattern| pattern.find(&content.source, &content.target));
        for row in self.pages.values_mut().flatten().flatten() {
            if row.unit == id {
                row.content = content.clone();
                row.hits = hits.clone().unwrap_or_default();
            }
        }
    }

    /// Shows a unit no more.
    pub(in crate::workspace) fn show_gone(&mut self, id: UnitId) {
        self.with_found(|found| found.retain(|other| *other != id));
        self.pages.clear();
        self.reading = None;
    }

    fn with_found<T>(&self, look: impl FnOnce(&mut Vec<UnitId>) -> T) -> T {
        look(&mut self.found.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Memories {
    /// Starts a search; the one before ends.
    pub(in crate::workspace) fn search_memories(
        &mut self,
        core: &mut Core,
        query: &ConcordanceQuery,
    ) -> Result<(), WorkspaceError> {
        let (pattern, sieve) = self.prepare_search(core, query)?;
        let pattern = Arc::new(pattern);
        let found: Arc<Mutex<Vec<UnitId>>> = Arc::default();
        self.concordance.query = Some(query.clone());
        self.concordance.pattern = Some(Arc::clone(&pattern));
        self.concordance.found = Arc::clone(&found);
        self.concordance.pages.clear();
        self.concordance.reading = None;
        self.concordance.is_searching = true;
        core.cancel(READ);
        let file = Arc::clone(&core.file);
        let work =
            move |ticket: &Ticket| collect(&file.concordance()?, &pattern, &sieve, &found, ticket);
        core.spawn(SEARCH, work, |workspace, done| {
            workspace.memories.concordance.is_searching = false;
            workspace.core.expect(done);
        });
        Ok(())
    }

    /// Looks for what is shown once more, after units went or came back.
    pub(in crate::workspace) fn search_again(&mut self, core: &mut Core) {
        if !std::mem::take(&mut self.concordance.look_again) {
            return;
        }
        let query = self.concordance.query.clone();
        if let Some(Err(error)) = query.map(|query| self.search_memories(core, &query)) {
            core.fail(error.to_string());
        }
    }

    fn prepare_search(
        &self,
        core: &Core,
        query: &ConcordanceQuery,
    ) -> Result<(ConcordancePattern, Sieve), WorkspaceError> {
        let pattern = query.pattern()?;
        let memory = query.filter.memory;
        if let Some(memory) = memory {
            self.memory_row(memory)?;
        }
        Ok((
            pattern,
            Sieve::new(&query.filter, memory, self.unseen_memories(core)),
        ))
    }

    /// Reads the rows of a range, with some before and after.
    pub(in crate::workspace) fn read_units(&mut self, core: &mut Core, rows: &Range<usize>) {
        let pages = (rows.start / PAGE).saturating_sub(1)..rows.end.div_ceil(PAGE) + 1;
        let Some(pattern) = self.concordance.pattern.clone() else {
            return;
        };
        if self.concordance.reading.as_ref() == Some(&pages) {
            return;
        }
        let wanted: Vec<(usize, Vec<UnitId>)> = self.concordance.with_found(|found| {
            let page = |page: usize| Some((page, found.chunks(PAGE).nth(page)?.to_vec()));
            pages.clone().filter_map(page).collect()
        });
        self.concordance.reading = Some(pages);
        let file = Arc::clone(&core.file);
        let names = self.memory_names();
        let work = move |_: &Ticket| -> Result<Vec<Page>, WorkspaceError> {
            let reader = file.concordance()?;
            let row = |id: &UnitId| read_row(&reader, *id, &pattern, &names);
            let page = |(page, ids): (usize, Vec<UnitId>)| {
                Ok((page, ids.iter().map(row).collect::<Result<_, _>>()?))
            };
            wanted.into_iter().map(page).collect()
        };
        core.spawn(READ, work, |workspace, read| {
            if let Some(pages) = workspace.core.expect(read) {
                workspace.memories.concordance.on_read(pages);
            }
        });
    }

    pub(in crate::workspace) fn memory_names(&self) -> HashMap<MemoryId, String> {
        let named = self.rows.iter().map(|row| (row.id, row.name.clone()));
        named.collect()
    }

    /// Writes what was found to a file whose extension says how.
    pub(in crate::workspace) fn export_concordance(
        &mut self,
        core: &mut Core,
        path: PathBuf,
    ) -> Result<(), WorkspaceError> {
        let units = self.concordance.with_found(|found| found.clone());
        let pattern = self.concordance.pattern.clone();
        let pattern = pattern.ok_or(WorkspaceError::NothingFound)?;
        if units.is_empty() {
            return Err(WorkspaceError::NothingFound);
        }
        let (file, names) = (Arc::clone(&core.file), self.memory_names());
        let slot = core.beside(EXPORT);
        let work = move |ticket: &Ticket| -> Result<Event, WorkspaceError> {
            let reader = file.concordance()?;
            let row = |id: &UnitId| read_row(&reader, *id, &pattern, &names);
            let rows = units.iter().filter_map(|id| row(id).transpose());
            let units = export::write(&path, rows, ticket)?;
            Ok(Event::ConcordanceExported { path, units })
        };
        core.spawn(slot, work, |workspace, written| {
            workspace.core.finish(written);
        });
        Ok(())
    }

    /// Lists words in the background when there are enough units for it.
    pub(in crate::workspace) fn list_unit_words(&mut self, core: &mut Core) {
        let due = self.concordance.unlisted >= SMALLEST_RUN.unsigned_abs();
        if !due || self.concordance.is_listing {
            return;
        }
        let Some(mut feed) = core.feed() else {
            return;
        };
        self.concordance.unlisted = 0;
        self.concordance.is_listing = true;
        let file = Arc::clone(&core.file);
        let work = move |ticket: &Ticket| {
            list_words(&file.concordance()?, &mut feed, || ticket.is_cancelled())
        };
        core.spawn(LIST, work, |workspace, done| {
            workspace.memories.concordance.is_listing = false;
            workspace.core.expect(done);
        });
    }

    /// Looks at open whether there are units that are not listed.
    pub(in crate::workspace) fn count_unlisted(
        &mut self,
        core: &Core,
    ) -> Result<(), WorkspaceError> {
        let state = core.file.concordance()?.state().map_err(read_error)?;
        self.concordance.unlisted = (state.newest - state.listed()).max(0).unsigned_abs();
        Ok(())
    }
}

impl Workspace {
    /// How many units the search has found so far.
    pub fn concordance_len(&self) -> usize {
        self.memories.concordance.with_found(|found| found.len())
    }

    pub fn is_searching_memories(&self) -> bool {
        self.memories.concordance.is_searching
    }

    /// A unit that was found, newest first; `None` where it is still to be read (ask for it with
    /// [`super::Command::ReadUnits`]) or is gone.
    pub fn concordance_row(&self, n: usize) -> Option<&ConcordanceRow> {
        self.memories
            .concordance
            .pages
            .get(&(n / PAGE))?
            .get(n % PAGE)?
            .as_ref()
    }

    /// Whether rows of a range are still to be read.
    pub fn lacks_concordance_rows(&self, rows: &Range<usize>) -> bool {
        let mut pages = rows.start / PAGE..rows.end.div_ceil(PAGE);
        pages.any(|page| {
            let known = self.memories.concordance.pages.get(&page);
            let end = rows.end.min((page + 1) * PAGE) - page * PAGE;
            known.is_none_or(|rows| rows.len() < end)
        })
    }

    /// Memories by name and number of units, oldest first.
    pub fn memories(&self) -> impl ExactSizeIterator<Item = (&str, u64)> {
        self.memories
            .rows
            .iter()
            .map(|row| (row.name.as_str(), row.units))
    }

    /// Searches on this thread, after listing what is not listed yet where that can be written.
    ///
    /// # Errors
    /// A query that cannot be read, an unknown memory, or a file that cannot be read.
    pub fn concordance(
        &mut self,
        query: &ConcordanceQuery,
        limit: usize,
    ) -> Result<ConcordanceAnswer, WorkspaceError> {
        self.settle()?;
        self.memories.list_unit_words(&mut self.core);
        self.settle()?;
        let (pattern, sieve) = self.memories.prepare_search(&self.core, query)?;
        let start = Instant::now();
        let (mut first, mut units, mut found) = (None, Vec::new(), 0);
        let reader = self.core.file.concordance()?;
        search(
            &reader,
            &pattern,
            &sieve,
            |_, _| true,
            |id| {
                first.get_or_insert_with(|| start.elapsed());
                found += 1;
                if units.len() < limit {
                    units.push(id);
                }
            },
        )?;
        let all = start.elapsed();
        let names = self.memories.memory_names();
        let rows = units.iter();
        let rows = rows.filter_map(|id| read_row(&reader, *id, &pattern, &names).transpose());
        let rows = rows.collect::<Result<_, _>>()?;
        Ok(ConcordanceAnswer {
            rows,
            found,
            first,
            all,
        })
    }
}

fn read_row(
    reader: &ConcordanceReader,
    id: UnitId,
    pattern: &ConcordancePattern,
    names: &HashMap<MemoryId, String>,
) -> Result<Option<ConcordanceRow>, WorkspaceError> {
    let unit = reader.unit(id).map_err(read_error)?;
    Ok(unit.map(|(memory, content)| ConcordanceRow {
        unit: id,
        memory,
        memory_name: names.get(&memory).cloned().unwrap_or_default(),
        hits: pattern
            .find(&content.source, &content.target)
            .unwrap_or_default(),
        content,
    }))
}

/// Searches and hands over what is found bit by bit.
fn collect(
    reader: &ConcordanceReader,
    pattern: &ConcordancePattern,
    sieve: &Sieve,
    found: &Mutex<Vec<UnitId>>,
    ticket: &Ticket,
) -> Result<(), WorkspaceError> {
    let batch = std::cell::RefCell::new((Vec::new(), Instant::now()));
    let hand_over = |ids: &mut Vec<UnitId>| {
        let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
        found.append(ids);
    };
    search(
        reader,
        pattern,
        sieve,
        |done, total| {
            ticket.report(done, total);
            let (ids, since) = &mut *batch.borrow_mut();
            let is_due = ids.len() >= HANDED_OVER || since.elapsed() > HAND_OVER_AFTER;
            if !ids.is_empty() && is_due {
                hand_over(ids);
                *since = Instant::now();
            }
            !ticket.is_cancelled()
        },
        |id| batch.borrow_mut().0.push(id),
    )?;
    hand_over(&mut batch.borrow_mut().0);
    Ok(())
}
