//! The delimiter of a table, and its records.

use super::TableError;
use std::ops::ControlFlow;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The line it starts in, from 1.
    pub line: u64,
    pub fields: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Delimiter {
    pub sign: char,
    /// Whether quotation marks enclose fields; in tables made by hand they are only text.
    pub quotes: bool,
}

/// The signs tried, the likelier first.
const SIGNS: [char; 4] = ['\t', ';', ',', '|'];
/// Bytes looked at.
const SAMPLE: usize = 64 * 1024;
/// Bytes of one record; where more come without a line end, something is wrong.
const LONGEST: usize = 16 << 20;

/// The sign that cuts the first records into the same number of fields most often.
pub(super) fn find_delimiter(text: &str, name: Option<&str>) -> Delimiter {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let extension = name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, e)| e.to_lowercase());
    let is_tabbed = matches!(extension.as_deref(), Some("tsv" | "tab" | "txt" | "utf8"));
    if is_tabbed && sample.contains('\t') {
        return with_quotes(sample, '\t');
    }
    // The share of the commonest number of fields, in thousandths, and that number.
    let score = |sign: char| {
        let delimiter = with_quotes(sample, sign);
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        let records = cut(sample, delimiter).0;
        let filled = records
            .iter()
            .filter(|r| r.fields.iter().any(|f| !f.trim().is_empty()));
        for record in filled {
            *counts.entry(record.fields.len()).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let best = counts
            .into_iter()
            .filter(|(fields, _)| *fields > 1)
            .max_by_key(|(_, n)| *n);
        best.map_or((0, 0), |(fields, n)| (n * 1000 / all.max(1), fields))
    };
    let mut best = (SIGNS[0], (0, 0));
    for sign in SIGNS {
        let found = score(sign);
        if found > best.1 {
            best = (sign, found);
        }
    }
    with_quotes(sample, best.0)
}

/// The delimiter the user names.
pub(super) fn named_delimiter(text: &str, sign: char) -> Delimiter {
    with_quotes(&text[..text.floor_char_boundary(SAMPLE)], sign)
}

/// Fields of tabbed tables are quoted only where every field that opens with a quotation mark
/// closes with one.
fn with_quotes(sample: &str, sign: char) -> Delimiter {
    let quoted = Delimiter { sign, quotes: true };
    if sign != '\t' || !sample.contains('"') {
        return quoted;
    }
    let (_, cutter) = cut(sample, quoted);
    let is_cut_off = sample.len() + 4 > SAMPLE;
    let is_sound = !cutter.trails && (cutter.state != State::Quoted || is_cut_off);
    Delimiter {
        sign,
        quotes: is_sound,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    /// Blanks alone so far; before a quotation mark they are no text.
    Blank,
    Plain,
    Quoted,
    /// After a quotation mark in a quoted field: its end, or the first of two.
    Closing,
}

/// Cuts text into records by RFC 4180, piece by piece as it is read; lenient about text after a
/// closing mark.
pub(super) struct Cutter {
    delimiter: Delimiter,
    state: State,
    line: u64,
    /// The line of the quotation mark that opened last.
    opened: u64,
    record: Record,
    field: String,
    /// Blanks after a closing mark, which are text only if more follows.
    padding: usize,
    /// Bytes of the record so far.
    length: usize,
    after_return: bool,
    /// Whether text follows a closing mark somewhere.
    trails: bool,
}

impl Cutter {
    pub(super) fn new(delimiter: Delimiter) -> Self {
        Self {
            delimiter,
            state: State::Start,
            line: 1,
            opened: 1,
            record: Record {
                line: 1,
                fields: Vec::new(),
            },
            field: String::new(),
            padding: 0,
            length: 0,
            after_return: false,
            trails: false,
        }
    }

    /// The line reached, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Takes the next piece of the text and hands on each record that ends in it.
    ///
    /// # Errors
    /// A record too long to be one, and when `each` breaks.
    pub(super) fn push(
        &mut self,
        text: &str,
        each: &mut impl FnMut(Record) -> ControlFlow<()>,
    ) -> Result<(), TableError> {
        for c in text.chars() {
            let continues_return = c == '\n' && self.after_return;
            self.after_return = c == '\r';
            let ends_line = matches!(c, '\n' | '\r') && !continues_return;
            self.line += u64::from(ends_line);
            self.length += c.len_utf8();
            if self.state == State::Quoted {
                match c {
                    '"' => self.state = State::Closing,
                    _ => self.field.push(c),
                }
            } else if ends_line {
                self.end_record(each)?;
            } else if !continues_return {
                self.sign(c);
            }
            if self.length > LONGEST {
                return Err(self.too_long());
            }
        }
        Ok(())
    }

    /// A sign outside quotations.
    fn sign(&mut self, c: char) {
        let quotes = self.delimiter.quotes && matches!(self.state, State::Start | State::Blank);
        match c {
            '"' if quotes => {
                self.field.clear();
                (self.state, self.opened) = (State::Quoted, self.line);
            }
            '"' if self.state == State::Closing && self.padding == 0 => {
                self.field.push('"');
                self.state = State::Quoted;
            }
            _ if c == self.delimiter.sign => self.end_field(),
            ' ' if quotes => {
                self.field.push(c);
                self.state = State::Blank;
            }
            ' ' if self.state == State::Closing => {
                self.field.push(c);
                self.padding += 1;
            }
            _ => {
                self.trails |= self.state == State::Closing;
                self.field.push(c);
                self.padding = 0;
                self.state = State::Plain;
            }
        }
    }

    fn end_field(&mut self) {
        let length = self.field.len() - self.padding;
        self.field.truncate(length);
        self.record.fields.push(std::mem::take(&mut self.field));
        self.padding = 0;
        self.state = State::Start;
    }

    fn end_record(
        &mut self,
        each: &mut impl FnMut(Record) -> ControlFlow<()>,
    ) -> Result<(), TableError> {
        self.end_field();
        let record = std::mem::take(&mut self.record);
        self.record.line = self.line;
        self.length = 0;
        match each(record) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(TableError::Stopped),
        }
    }

    fn too_long(&self) -> TableError {
        match self.state {
            State::Quoted => TableError::OpenQuote { line: self.opened },
            _ => TableError::LongRecord {
                line: self.record.line,
            },
        }
    }

    /// Hands on the last record, which may lack its line end.
    ///
    /// # Errors
    /// A quotation that is never closed would swallow the rest of the file.
    pub(super) fn finish(
        &mut self,
        each: &mut impl FnMut(Record) -> ControlFlow<()>,
    ) -> Result<(), TableError> {
        if self.state == State::Quoted {
            return Err(TableError::OpenQuote { line: self.opened });
        }
        if self.state == State::Start && self.record.fields.is_empty() {
            return Ok(());
        }
        self.end_record(each)
    }
}

/// The records of the beginning of a table, all that are whole.
pub(super) fn cut_sample(sample: &str, delimiter: Delimiter) -> Vec<Record> {
    cut(sample, delimiter).0
}

/// The records of a text, and the cutter after it.
fn cut(text: &str, delimiter: Delimiter) -> (Vec<Record>, Cutter) {
    let mut records = Vec::new();
    let mut cutter = Cutter::new(delimiter);
    let mut keep = |record| {
        records.push(record);
        ControlFlow::Continue(())
    };
    // A sample that is cut off ends in the midst of a record.
    let cut = cutter.push(text, &mut keep);
    if cut.is_ok() && text.len() + 4 <= SAMPLE {
        let _ = cutter.finish(&mut keep);
    }
    (records, cutter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By pieces of so many bytes.
    fn split_by(text: &str, delimiter: Delimiter, size: usize) -> Result<Vec<Record>, TableError> {
        let mut records = Vec::new();
        let mut cutter = Cutter::new(delimiter);
        let mut keep = |record| {
            records.push(record);
            ControlFlow::Continue(())
        };
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.ceil_char_boundary(size.min(rest.len())));
            cutter.push(piece, &mut keep)?;
            rest = after;
        }
        cutter.finish(&mut keep)?;
        Ok(records)
    }

    /// The pieces do not matter.
    fn split(text: &str, delimiter: Delimiter) -> Result<Vec<Record>, TableError> {
        let whole = split_by(text, delimiter, text.len().max(1));
        assert_eq!(split_by(text, delimiter, 1), whole, "{text:?}");
        whole
    }

    fn show(text: &str, name: Option<&str>) -> String {
        let delimiter = find_delimiter(text, name);
        let records = split(text, delimiter).unwrap();
        let rows: Vec<String> = records
            .iter()
            .map(|r| format!("{}:{}", r.line, r.fields.join("¦")))
            .collect();
        rows.join(" ")
    }

    #[test]
    fn delimiters_and_quotations() {
        for (text, name, expected) in [
            ("a,b\nc,d\n", None, "1:a¦b 2:c¦d"),
            ("a;b,c\r\nd;e\r\n", None, "1:a¦b,c 2:d¦e"),
            ("a|b|c\nd|e|f", None, "1:a¦b¦c 2:d¦e¦f"),
            ("\"a \"\"b\"\"\nc\",d\ne,f", None, "1:a \"b\"\nc¦d 3:e¦f"),
            ("a, \"b, c\"\nd,e", None, "1:a¦b, c 2:d¦e"),
            (
                "12\" pipe,x\n5\" nail,y",
                None,
                "1:12\" pipe¦x 2:5\" nail¦y",
            ),
            (
                "\"quoted\" word\tx\ny\tz",
                None,
                "1:\"quoted\" word¦x 2:y¦z",
            ),
            ("\"a\"\t\"b\"\nc\td", None, "1:a¦b 2:c¦d"),
            ("a, b, c\td\n", Some("x.txt"), "1:a, b, c¦d"),
            ("a\rb,c\r", None, "1:a 2:b¦c"),
            ("one\ntwo\n", None, "1:one 2:two"),
            ("a,\n", None, "1:a¦"),
            (
                "\"so\" said,\"a\" \"b\"\nc,d",
                None,
                "1:so said¦a \"b\" 2:c¦d",
            ),
            (
                "a,  \"b,c\"  ,d\r\n\"e\r\nf\" ,g,h\r\ni,j,k",
                None,
                "1:a¦b,c¦d 2:e\r\nf¦g¦h 4:i¦j¦k",
            ),
        ] {
            assert_eq!(show(text, name), expected, "{text:?}");
        }
    }

    #[test]
    fn an_open_quotation_names_its_line() {
        let delimiter = Delimiter {
            sign: ',',
            quotes: true,
        };
        let found = split("a,b\nc,\"d\ne,f\n", delimiter);
        assert_eq!(found, Err(TableError::OpenQuote { line: 2 }));
    }
}
