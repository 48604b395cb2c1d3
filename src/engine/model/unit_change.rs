//! What was done to a unit, for its history.

/// Why a unit is not what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitAction {
    /// Its segment was confirmed again.
    Confirm,
    /// By hand.
    Edit,
    /// By searching and replacing.
    Replace,
    /// Duplicates were merged.
    Merge,
    /// One of several translations was chosen for all.
    Unify,
    Delete,
    /// What it was before was brought back.
    Restore,
}

impl UnitAction {
    pub const ALL: [Self; 7] = [
        Self::Confirm,
        Self::Edit,
        Self::Replace,
        Self::Merge,
        Self::Unify,
        Self::Delete,
        Self::Restore,
    ];

    /// The stable name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Edit => "edit",
            Self::Replace => "replace",
            Self::Merge => "merge",
            Self::Unify => "unify",
            Self::Delete => "delete",
            Self::Restore => "restore",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}
