//! Findings of the quality checks.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How much a finding matters. Errors and warnings are shown as such; hints stay in the background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing, never wrong by itself.
    Info,
    /// May well be right; shown on request.
    Hint,
    /// Likely wrong.
    Warning,
    /// Wrong unless there is a special reason.
    Error,
}

impl Severity {
    /// The stable name used by the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Whether a finding of this severity is worth interrupting for.
    pub fn is_serious(self) -> bool {
        self >= Self::Warning
    }
}

/// A change of the target that settles a finding and cannot spoil anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetFix {
    /// Bytes of the target to replace.
    pub range: Range<usize>,
    pub replacement: String,
}

impl TargetFix {
    /// The target with the fix applied; `None` where the target is no longer the one checked.
    pub fn apply(&self, target: &str) -> Option<String> {
        let before = target.get(..self.range.start)?;
        let after = target.get(self.range.end..)?;
        target.get(self.range.clone())?;
        Some(format!("{before}{}{after}", self.replacement))
    }
}

/// What a check found in a pair of source and target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The id of the check.
    pub check: &'static str,
    pub severity: Severity,
    /// What is wrong, for the translator: a clause without a full stop.
    pub message: String,
    /// Bytes of the source; `None` where the source has no place.
    pub source: Option<Range<usize>>,
    /// Bytes of the target; `None` where the target has no place.
    pub target: Option<Range<usize>>,
    pub fix: Option<TargetFix>,
}
