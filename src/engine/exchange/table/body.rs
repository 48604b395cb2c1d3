//! The records of a table that are entries, as they come.

use super::columns::{SAMPLE, has_arabic};
use super::{ColumnMap, Record, TableError, TableMapping};
use crate::engine::exchange::table::Field;
use crate::engine::model::Warning;

/// Holds records back until the columns are known, then lets those pass that are entries.
#[derive(Debug, Default)]
pub(in crate::engine::exchange) struct Body {
    mapping: TableMapping,
    map: ColumnMap,
    is_settled: bool,
    waiting: Vec<Record>,
    passed_header: bool,
    /// Fields of the heading, or of most records where there is none.
    width: usize,
}

impl Body {
    pub(in crate::engine::exchange) fn new(mapping: TableMapping) -> Self {
        Self {
            mapping,
            ..Self::default()
        }
    }

    /// The columns, once the first entries passed.
    pub(in crate::engine::exchange) fn map(&self) -> &ColumnMap {
        &self.map
    }

    /// How many fields an entry may have.
    pub(in crate::engine::exchange) fn width(&self) -> usize {
        self.width
    }

    /// The entries known with this record.
    ///
    /// # Errors
    /// No columns for source and target.
    pub(in crate::engine::exchange) fn take(
        &mut self,
        record: Record,
    ) -> Result<Vec<Record>, TableError> {
        if self.is_settled {
            return Ok(if self.is_entry(&record) {
                vec![record]
            } else {
                Vec::new()
            });
        }
        self.waiting.push(record);
        if self.waiting.len() < SAMPLE {
            Ok(Vec::new())
        } else {
            self.rest()
        }
    }

    /// The entries that still wait, at the end of the table.
    ///
    /// # Errors
    /// As [`Self::take`].
    pub(in crate::engine::exchange) fn rest(&mut self) -> Result<Vec<Record>, TableError> {
        if !self.is_settled {
            self.settle()?;
        }
        let mut records = std::mem::take(&mut self.waiting);
        records.retain(|record| self.is_entry(record));
        Ok(records)
    }

    fn settle(&mut self) -> Result<(), TableError> {
        let map = ColumnMap::settle(&self.mapping, &self.waiting)?;
        let is_arabic = |record: &Record| map.texts(record, Field::Source).any(has_arabic);
        let is_told = self.mapping.columns.is_some() || self.mapping.delimiter.is_some();
        // A text with commas is no table.
        if !map.has_header && !is_told && !self.waiting.iter().any(is_arabic) {
            return Err(TableError::NoColumns);
        }
        self.width = width(&map, &self.waiting);
        self.map = map;
        self.is_settled = true;
        Ok(())
    }

    fn is_entry(&mut self, record: &Record) -> bool {
        if self.map.skips(record) {
            return false;
        }
        let is_header = self.map.has_header && !self.passed_header;
        self.passed_header = true;
        !is_header
    }
}

fn width(map: &ColumnMap, records: &[Record]) -> usize {
    let header = records.iter().find(|record| !map.skips(record));
    let named = header
        .filter(|_| map.has_header)
        .map_or(0, |header| header.fields.len());
    if named > 0 {
        return named;
    }
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for record in records.iter().filter(|record| !map.skips(record)) {
        *counts.entry(record.fields.len()).or_default() += 1;
    }
    // The columns that are read are there, even where most records end before.
    let read = map
        .fields
        .iter()
        .rposition(Option::is_some)
        .map_or(0, |last| last + 1);
    let common = counts.into_iter().max_by_key(|(_, count)| *count);
    common.map_or(read, |(fields, _)| fields.max(read))
}

/// Lines named one by one, of each kind of fault; the rest is counted.
const NAMED: usize = 20;

/// Lines with one kind of fault.
#[derive(Debug, Default)]
pub(in crate::engine::exchange) struct Faults {
    named: Vec<u64>,
    count: u64,
}

impl Faults {
    pub(in crate::engine::exchange) fn add(&mut self, line: u64) {
        self.count += 1;
        if self.named.len() < NAMED {
            self.named.push(line);
        }
    }

    pub(in crate::engine::exchange) fn count(&self) -> u64 {
        self.count
    }

    /// A warning for each line named, and one for the rest.
    pub(in crate::engine::exchange) fn tell(self, what: &str, warnings: &mut Vec<Warning>) {
        let rest = self.count - self.named.len() as u64;
        warnings.extend(
            self.named
                .into_iter()
                .map(|line| Warning::at_line(line, what)),
        );
        if rest > 0 {
            warnings.push(Warning::new(format!(
                "the same in {rest} more lines: {what}"
            )));
        }
    }
}
