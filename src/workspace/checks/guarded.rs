//! Runs the checks so that one that fails is left out and named, and the others go on.

use crate::engine::model::Finding;
use crate::engine::qa::{CHECKS, Pair, QaCheck};
use rustix::time::{ClockId, clock_gettime};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// What a check may take on one pair, in CPU time of its thread.
const LIMIT: Duration = Duration::from_millis(50);

/// A check that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LeftOut {
    pub check: &'static str,
    pub reason: String,
}

/// The checks that still take part.
pub(super) struct GuardedChecks {
    checks: Vec<&'static dyn QaCheck>,
    left_out: Vec<LeftOut>,
}

impl GuardedChecks {
    pub fn new() -> Self {
        Self::of(CHECKS)
    }

    pub fn of(checks: &[&'static dyn QaCheck]) -> Self {
        Self {
            checks: checks.to_vec(),
            left_out: Vec::new(),
        }
    }

    /// The findings of all checks. One that panics or takes too long is left out from then on.
    pub fn run(&mut self, pair: &Pair<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut left_out = Vec::new();
        self.checks.retain(|check| {
            let started = thread_time();
            let answer = catch_unwind(AssertUnwindSafe(|| check.run(pair)));
            let took = thread_time().saturating_sub(started);
            let reason = match answer {
                Err(_) => Some("it failed".to_owned()),
                Ok(_) if took > LIMIT => Some(format!("it took {} ms", took.as_millis())),
                Ok(findings) => {
                    found.extend(findings);
                    None
                }
            };
            let stays = reason.is_none();
            left_out.extend(reason.map(|reason| LeftOut {
                check: check.id(),
                reason,
            }));
            stays
        });
        self.left_out.append(&mut left_out);
        found
    }

    /// Checks left out so far.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }
}

fn thread_time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        u64::try_from(now.tv_sec).unwrap_or_default(),
        u32::try_from(now.tv_nsec).unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::model::{SegmentStatus, Severity, TargetOrigin};
    use crate::engine::qa::{EnglishTerms, Knowledge, LengthRatio, PairText, RowsAbove};

    struct Fails;

    impl QaCheck for Fails {
        fn id(&self) -> &'static str {
            "fails"
        }

        fn severity(&self) -> Severity {
            Severity::Error
        }

        fn run(&self, _: &Pair<'_>) -> Vec<Finding> {
            panic!("a check that fails")
        }
    }

    struct Slow;

    impl QaCheck for Slow {
        fn id(&self) -> &'static str {
            "slow"
        }

        fn severity(&self) -> Severity {
            Severity::Error
        }

        fn run(&self, _: &Pair<'_>) -> Vec<Finding> {
            let started = thread_time();
            while thread_time().saturating_sub(started) <= LIMIT {
                std::hint::spin_loop();
            }
            Vec::new()
        }
    }

    #[test]
    fn a_check_that_fails_or_is_slow_is_named_and_left_out() {
        let mut checks: Vec<&'static dyn QaCheck> = vec![&Fails, &Slow];
        checks.extend(CHECKS);
        let mut checks = GuardedChecks::of(&checks);
        let known = Knowledge {
            terms: &[],
            names: &[],
            english_terms: &EnglishTerms::default(),
            length: &LengthRatio::default(),
            dictionary: None,
            above: &RowsAbove::default(),
        };
        let text = PairText {
            source: "وصل الجيش",
            target: "",
            status: SegmentStatus::Confirmed,
            origin: TargetOrigin::Typed,
        };
        for _ in 0..2 {
            let found = checks.run(&Pair::new(text, known));
            assert!(found.iter().any(|finding| finding.check == "empty"));
        }
        let left_out: Vec<&str> = checks.left_out().iter().map(|left| left.check).collect();
        assert_eq!(left_out, ["fails", "slow"]);
    }
}
