//! The units a memory has already, so that a file can be imported again.

use crate::engine::model::{MemoryId, TranslationUnit};
use crate::store::WorkspaceFile;
use crate::workspace::core::{WorkspaceError, read_error};
use std::hash::{BuildHasher, RandomState};

/// Hashes of all units of a memory, 16 bytes each. Units that differ in anything, be it a date or
/// an identifier, are different ones. The keys of the hashes are drawn anew each time, so that no
/// file can be made whose units pass for others.
pub(in crate::workspace) struct KnownUnits {
    keys: (RandomState, RandomState),
    /// In rising order.
    hashes: Vec<u128>,
}

impl KnownUnits {
    /// Those of a memory that holds about `count`.
    pub(in crate::workspace) fn of(
        file: &WorkspaceFile,
        memory: MemoryId,
        count: u64,
        is_cancelled: impl Fn() -> bool,
    ) -> Result<Self, WorkspaceError> {
        let mut known = Self::none();
        if count == 0 {
            return Ok(known);
        }
        let count = usize::try_from(count).unwrap_or_default();
        known.hashes.reserve_exact(count);
        file.reader()?
            .units(Some(memory), |_, _, unit| {
                let hash = known.hash(&unit);
                known.hashes.push(hash);
                !is_cancelled()
            })
            .map_err(read_error)?;
        known.hashes.sort_unstable();
        Ok(known)
    }

    /// Those of an empty memory.
    pub(in crate::workspace) fn none() -> Self {
        Self {
            keys: (RandomState::new(), RandomState::new()),
            hashes: Vec::new(),
        }
    }

    pub(in crate::workspace) fn contains(&self, unit: &TranslationUnit) -> bool {
        !self.hashes.is_empty() && self.hashes.binary_search(&self.hash(unit)).is_ok()
    }

    fn hash(&self, unit: &TranslationUnit) -> u128 {
        let (high, low) = (self.keys.0.hash_one(unit), self.keys.1.hash_one(unit));
        (u128::from(high) << 64) | u128::from(low)
    }
}
