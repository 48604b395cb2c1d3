//! What is taken off the match rate of units that can be trusted less.

use crate::engine::model::{
    MatchRate, MemoryStanding, Penalties, Penalty, PenaltyReason, TranslationUnit, UnitOrigin,
};

const YEAR: f64 = 365.2425 * 86_400.0;

/// The penalties that apply to a unit at a moment (seconds since 1970), in the order they are shown.
pub fn penalties(
    unit: &TranslationUnit,
    standing: MemoryStanding,
    rules: &Penalties,
    now: i64,
) -> Vec<Penalty> {
    let by_origin = match unit.origin {
        UnitOrigin::Confirmed => None,
        UnitOrigin::Unconfirmed => Some((PenaltyReason::Unconfirmed, rules.unconfirmed)),
        UnitOrigin::Machine => Some((PenaltyReason::Machine, rules.machine)),
        UnitOrigin::Aligned => Some((PenaltyReason::Aligned, rules.aligned)),
    };
    let variant = is_other_variant(&unit.target_tag, &rules.variant)
        .then_some((PenaltyReason::Variant, rules.other_variant));
    let age = unit.changed.or(unit.created).map(|since| {
        let years = (now.saturating_sub(since) as f64 / YEAR).floor().max(0.0);
        (
            PenaltyReason::Age,
            (years * rules.per_year).min(Penalties::MOST_FOR_AGE),
        )
    });
    [
        Some((PenaltyReason::Memory, standing.penalty)),
        by_origin,
        variant,
        age,
    ]
    .into_iter()
    .flatten()
    // What is no number takes nothing off.
    .filter(|(_, percent)| *percent > 0.0)
    .map(|(reason, percent)| Penalty { reason, percent })
    .collect()
}

/// The rate that is left; never above the one before.
pub fn penalised(rate: MatchRate, penalties: &[Penalty]) -> MatchRate {
    let off: f64 = penalties
        .iter()
        .map(|penalty| penalty.percent.max(0.0))
        .sum();
    // 101 says where a text stands, not how alike it is.
    let from = if off > 0.0 {
        rate.min(MatchRate::EXACT)
    } else {
        rate
    };
    MatchRate::new(from.percent() - off)
}

/// Whether both name a region, and not the same.
fn is_other_variant(tag: &str, wanted: &str) -> bool {
    let region = |tag: &str| {
        let mut parts = tag.split(['-', '_']).skip(1);
        parts
            .find(|part| part.len() == 2)
            .map(str::to_ascii_uppercase)
    };
    matches!((region(tag), region(wanted)), (Some(a), Some(b)) if a != b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: i64 = 1_700_000_000;

    fn shown(unit: &TranslationUnit, memory: f64, rules: &Penalties) -> String {
        let standing = MemoryStanding {
            place: 0,
            penalty: memory,
        };
        let found = penalties(unit, standing, rules, NOW);
        let list: Vec<String> = found
            .iter()
            .map(|p| format!("{:?} {}", p.reason, p.percent))
            .collect();
        format!(
            "{}: {}",
            penalised(MatchRate::CONTEXT, &found),
            list.join(", ")
        )
    }

    #[test]
    fn each_reason_takes_its_own_off() {
        use UnitOrigin::*;
        let years = |n: i64| Some(NOW - n * 366 * 86_400);
        let aged = Penalties {
            per_year: 1.5,
            variant: "en-GB".into(),
            ..Penalties::default()
        };
        for (origin, tag, changed, memory, rules, expected) in [
            (
                Confirmed,
                "en",
                years(9),
                0.0,
                Penalties::default(),
                "101: ",
            ),
            (
                Confirmed,
                "en",
                None,
                2.0,
                Penalties::default(),
                "98: Memory 2",
            ),
            (
                Unconfirmed,
                "en",
                None,
                0.0,
                Penalties::default(),
                "95: Unconfirmed 5",
            ),
            (
                Machine,
                "en",
                None,
                0.0,
                Penalties::default(),
                "85: Machine 15",
            ),
            (
                Aligned,
                "en-US",
                None,
                1.0,
                Penalties::default(),
                "94: Memory 1, Aligned 5",
            ),
            (
                Confirmed,
                "en-US",
                years(2),
                0.0,
                aged.clone(),
                "96: Variant 1, Age 3",
            ),
            (
                Confirmed,
                "en_gb",
                years(90),
                0.0,
                aged.clone(),
                "80: Age 20",
            ),
            (Confirmed, "EN", Some(NOW + 5), f64::NAN, aged, "101: "),
        ] {
            let unit = TranslationUnit {
                origin,
                target_tag: tag.into(),
                changed,
                ..TranslationUnit::default()
            };
            assert_eq!(shown(&unit, memory, &rules), expected);
        }
    }

    proptest! {
        #[test]
        fn a_penalty_never_raises_a_rate_and_a_larger_one_never_less(rate in 0.0..101.0, a in 0.0..200.0, more in 0.0..50.0) {
            let off = |percent| penalised(MatchRate::new(rate), &[Penalty { reason: PenaltyReason::Memory, percent }]);
            prop_assert!(off(a) <= MatchRate::new(rate));
            prop_assert!(off(a + more) <= off(a));
            prop_assert!(a == 0.0 || off(a) < MatchRate::EXACT);
        }
    }
}
