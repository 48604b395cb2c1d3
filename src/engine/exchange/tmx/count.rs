//! Remarks that are counted rather than repeated.

use crate::engine::model::Warning;

/// How often something was met, and where first.
#[derive(Debug, Default)]
pub struct Count {
    pub total: u64,
    first_line: u64,
}

impl Count {
    pub fn add(&mut self, line: u64) {
        if self.total == 0 {
            self.first_line = line;
        }
        self.total += 1;
    }

    /// One warning for all, at the first one's line; none if it was never met.
    pub fn warn(&self, warnings: &mut Vec<Warning>, one: &str, many: &str, rest: &str) {
        match self.total {
            0 => {}
            1 => warnings.push(Warning::at_line(self.first_line, format!("1 {one} {rest}"))),
            n => warnings.push(Warning::at_line(
                self.first_line,
                format!("{n} {many} {rest} (this is the first)"),
            )),
        }
    }
}
