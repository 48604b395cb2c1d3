//! Lines on stdout: JSON objects or plain text.

use serde::Serialize;
use std::io::{BufWriter, Stdout, Write};

/// Writes either a JSON object or a plain line, as the user asked.
pub(super) struct Output {
    json: bool,
    out: BufWriter<Stdout>,
}

impl Output {
    pub(super) fn new(json: bool) -> Self {
        Self {
            json,
            out: BufWriter::new(std::io::stdout()),
        }
    }

    /// One record: its JSON form, or the plain text that `plain` makes.
    pub(super) fn record(
        &mut self,
        json: &impl Serialize,
        plain: impl FnOnce() -> String,
    ) -> anyhow::Result<()> {
        let line = if self.json { json_line(json)? } else { plain() };
        writeln!(self.out, "{line}")?;
        Ok(())
    }

    /// One answer to a program that waits for it.
    pub(super) fn answer(&mut self, json: &impl Serialize) -> anyhow::Result<()> {
        writeln!(self.out, "{}", json_line(json)?)?;
        self.out.flush()?;
        Ok(())
    }

    pub(super) fn flush(mut self) -> anyhow::Result<()> {
        self.out.flush()?;
        Ok(())
    }
}

/// JSON in one line; the line ends of Unicode are escaped so that any splitter agrees.
fn json_line(value: &impl Serialize) -> anyhow::Result<String> {
    Ok(serde_json::to_string(value)?
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
        .replace('\u{85}', "\\u0085"))
}

/// The reader of our output went away, as `head` does; that is no failure.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unicode_line_ends_are_escaped() {
        let line = json_line(&serde_json::json!({"source": "ا\u{2028}ب\u{2029}\u{85}\n"}));
        assert_eq!(line.unwrap(), r#"{"source":"ا\u2028ب\u2029\u0085\n"}"#);
    }
}
