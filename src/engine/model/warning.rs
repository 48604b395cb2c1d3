//! Something a reader noticed and carried on after.

use std::fmt;

/// A remark about an input, with the line it stands in where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// From 1.
    pub line: Option<u64>,
    pub message: String,
}

impl Warning {
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            line: None,
            message: message.into(),
        }
    }

    pub fn at_line(line: u64, message: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            message: message.into(),
        }
    }

    /// What a writer says when a file cannot hold some characters; nothing if none were dropped.
    pub fn dropped_characters(count: usize) -> Option<Self> {
        let noun = if count == 1 {
            "control character was"
        } else {
            "control characters were"
        };
        (count > 0).then(|| {
            Self::new(format!(
                "{count} {noun} left out, since the file format cannot hold them"
            ))
        })
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}
