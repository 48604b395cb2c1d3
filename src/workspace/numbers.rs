//! Numbers, dates and quantities: of the active segment, and of any text.

use super::Workspace;
use super::tools::CharOffsets;
use crate::engine::model::{NumberHit, NumberKind, NumberStyle};
use crate::engine::text::numbers;
use std::ops::Range;

/// The setting that holds the order of day and month: `day-month` or `month-day`.
pub const DATE_ORDER_SETTING: &str = "date order";

/// An expression of number or time found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundNumber {
    /// In Unicode scalar values.
    pub chars: Range<usize>,
    pub text: String,
    pub kind: NumberKind,
    pub value: String,
    pub english: String,
    pub approximate: bool,
}

/// The expressions of a text in its order.
pub fn find_numbers(text: &str, style: NumberStyle) -> Vec<FoundNumber> {
    let mut offsets = CharOffsets::new(text);
    numbers::find(text, style)
        .into_iter()
        .filter_map(|hit| {
            Some(FoundNumber {
                chars: offsets.of(hit.range.start)..offsets.of(hit.range.end),
                text: text.get(hit.range)?.to_owned(),
                kind: hit.kind,
                value: hit.value,
                english: hit.english,
                approximate: hit.approximate,
            })
        })
        .collect()
}

impl Workspace {
    /// Numbers, dates and quantities of the active segment's source with their English in house
    /// style, in text order.
    pub fn numbers(&self) -> Vec<NumberHit> {
        let source = self.active_source().unwrap_or_default();
        numbers::find(source, self.number_style())
    }

    /// How this workspace writes numbers in English.
    pub fn number_style(&self) -> NumberStyle {
        use crate::engine::model::DateOrder;
        let date_order = match self.setting(DATE_ORDER_SETTING) {
            Some("month-day") => DateOrder::MonthDay,
            _ => DateOrder::DayMonth,
        };
        NumberStyle {
            date_order,
            ..NumberStyle::default()
        }
    }

    pub(super) fn active_source(&self) -> Option<&str> {
        let segment = self.document.as_ref()?.segment(self.active?)?;
        Some(&segment.source)
    }
}
