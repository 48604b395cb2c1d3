//! Numbers, dates and quantities: of the active segment, and of any text.

use crate::engine::model::{NumberHit, NumberKind, NumberStyle};
use crate::engine::text::numbers;
use crate::workspace::Workspace;
use crate::workspace::core::CharOffsets;
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
    /// Likely and no more.
    pub guess: bool,
}

/// The expressions of each paragraph of a document, in its order. The dateline tells whose money
/// a bare dinar or pound is.
pub fn find_numbers(paragraphs: &[String], style: NumberStyle) -> Vec<Vec<FoundNumber>> {
    let country = numbers::country_of_document(paragraphs.iter().map(String::as_str));
    paragraphs
        .iter()
        .map(|text| numbers_of(text, style, country))
        .collect()
}

fn numbers_of(text: &str, style: NumberStyle, country: Option<&'static str>) -> Vec<FoundNumber> {
    let mut offsets = CharOffsets::new(text);
    numbers::find_from(text, style, country)
        .into_iter()
        .filter_map(|hit| {
            Some(FoundNumber {
                chars: offsets.of(hit.range.start)..offsets.of(hit.range.end),
                text: text.get(hit.range)?.to_owned(),
                kind: hit.kind,
                value: hit.value,
                english: hit.english,
                approximate: hit.approximate,
                guess: hit.guess,
            })
        })
        .collect()
}

impl Workspace {
    /// Numbers, dates and quantities of the active segment's source with their English in house
    /// style, in text order.
    pub fn numbers(&self) -> Vec<NumberHit> {
        let source = self.active_source().unwrap_or_default();
        let documents = self.documents.open.iter();
        let segments = documents.flat_map(|document| document.segments());
        let country = numbers::country_of_document(segments.map(|segment| segment.source.as_str()));
        numbers::find_from(source, self.number_style(), country)
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

    pub(in crate::workspace) fn active_source(&self) -> Option<&str> {
        let segment = self
            .documents
            .open
            .as_ref()?
            .segment(self.documents.active?)?;
        Some(&segment.source)
    }
}
