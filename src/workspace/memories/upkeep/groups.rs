//! Units that belong together, found by sorting hashes: 32 bytes a unit while it is done.

use super::Scope;
use crate::engine::model::UnitId;
use crate::jobs::Ticket;
use crate::store::{UnitText, WorkspaceFile};
use crate::workspace::core::{WorkspaceError, read_error};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Progress is told after so many units.
const TOLD: u64 = 1 << 12;

/// A unit by its hashes: of what the units of a group have in common, and of the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::workspace) struct Hashed {
    pub common: u64,
    pub rest: u64,
    /// The better one comes first.
    pub rank: (bool, std::cmp::Reverse<i64>),
    pub unit: std::cmp::Reverse<i64>,
}

/// Lists in a row, each a slice of one vector.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::workspace) struct Lists<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Lists<T> {
    pub(in crate::workspace) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        let end = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
    }

    pub(in crate::workspace) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(in crate::workspace) fn items(&self) -> usize {
        self.items.len()
    }

    /// Where a list begins among all items.
    pub(in crate::workspace) fn start(&self, n: usize) -> usize {
        let before = n.checked_sub(1).and_then(|before| self.ends.get(before));
        before.copied().unwrap_or_default() as usize
    }

    /// With a heading before each list: the list that row `n` belongs to, and how far the row is
    /// from the heading.
    pub(in crate::workspace) fn list_with_heading(&self, n: usize) -> Option<(usize, usize)> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.start(middle + 1) + middle < n {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < self.ends.len()).then(|| (low, n - self.start(low) - low))
    }

    pub(in crate::workspace) fn get(&self, n: usize) -> &[T] {
        let start = self.start(n);
        let end = self.ends.get(n).copied().unwrap_or_default() as usize;
        self.items.get(start..end).unwrap_or_default()
    }
}

/// All units of the scope by what `hashes` says of them, sorted.
pub(in crate::workspace) fn sorted(
    file: &WorkspaceFile,
    scope: &Scope,
    ticket: &Ticket,
    hashes: impl Fn(&UnitText<'_>) -> (u64, u64),
) -> Result<Vec<Hashed>, WorkspaceError> {
    let mut found = Vec::new();
    let mut done = 0;
    let take = |text: &UnitText<'_>| {
        done += 1;
        if done % TOLD == 0 {
            ticket.report(done, scope.units.max(done));
        }
        if scope.memories.contains(&text.memory) {
            let (common, rest) = hashes(text);
            found.push(Hashed {
                common,
                rest,
                rank: (!text.is_confirmed, std::cmp::Reverse(text.at)),
                unit: std::cmp::Reverse(text.unit.0),
            });
        }
        !ticket.is_cancelled()
    };
    let reader = file.reader()?;
    reader.unit_texts(scope.one, take).map_err(read_error)?;
    found.sort_unstable();
    Ok(found)
}

impl Hashed {
    pub(in crate::workspace) fn id(&self) -> UnitId {
        UnitId(self.unit.0)
    }
}

pub(in crate::workspace) fn hash(parts: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_slices_and_rows_have_headings() {
        let mut lists = Lists::default();
        let given: [&[u8]; 4] = [&[1, 2], &[3], &[], &[4, 5, 6]];
        let mut rows = Vec::new();
        for (n, list) in given.into_iter().enumerate() {
            lists.push(list.iter().copied());
            rows.extend((0..=list.len()).map(|after| (n, after)));
        }
        assert_eq!((lists.len(), lists.items()), (4, 6));
        for (n, list) in given.into_iter().enumerate() {
            assert_eq!(lists.get(n), list);
        }
        for (n, row) in rows.iter().enumerate() {
            assert_eq!(lists.list_with_heading(n), Some(*row), "{n}");
        }
        assert_eq!(lists.list_with_heading(rows.len()), None);
    }
}
