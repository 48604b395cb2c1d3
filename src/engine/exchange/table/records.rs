//! The delimiter of a table, and its records.

use super::TableError;

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

/// The sign that cuts the first records into the same number of fields most often.
pub(super) fn find_delimiter(text: &str, name: Option<&str>) -> Delimiter {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let extension = name.and_then(|name| name.rsplit_once('.')).map(|(_, e)| e.to_lowercase());
    let is_tabbed = matches!(extension.as_deref(), Some("tsv" | "tab" | "txt" | "utf8"));
    if is_tabbed && sample.contains('\t') {
        return with_quotes(sample, '\t');
    }
    // The share of the commonest number of fields, in thousandths, and that number.
    let score = |sign: char| {
        let delimiter = with_quotes(sample, sign);
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        let records = cut(sample, delimiter).records;
        let filled = records.iter().filter(|r| r.fields.iter().any(|f| !f.trim().is_empty()));
        for record in filled {
            *counts.entry(record.fields.len()).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let best = counts.into_iter().filter(|(fields, _)| *fields > 1).max_by_key(|(_, n)| *n);
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
    let cut = cut(sample, quoted);
    let is_cut_off = sample.len() + 4 > SAMPLE;
    let is_sound = !cut.trails && (cut.open.is_none() || is_cut_off);
    Delimiter {
        sign,
        quotes: is_sound,
    }
}

/// # Errors
/// A quotation that is never closed would swallow the rest of the file.
pub(super) fn split(text: &str, delimiter: Delimiter) -> Result<Vec<Record>, TableError> {
    let cut = cut(text, delimiter);
    match cut.open {
        None => Ok(cut.records),
        Some(line) => Err(TableError::OpenQuote { line }),
    }
}

#[derive(PartialEq, Eq)]
enum State {
    Start,
    Plain,
    Quoted,
    /// After a quotation mark in a quoted field: its end, or the first of two.
    Closing,
}

struct Cut {
    records: Vec<Record>,
    /// The line of a quotation mark that is never closed.
    open: Option<u64>,
    /// Whether text follows a closing mark.
    trails: bool,
}

/// Records by RFC 4180, lenient about text after a closing mark.
fn cut(text: &str, delimiter: Delimiter) -> Cut {
    let mut records = Vec::new();
    let (mut line, mut opened) = (1u64, 1u64);
    let mut record = Record { line, fields: Vec::new() };
    let mut field = String::new();
    let mut state = State::Start;
    let mut trails = false;
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        let ends_line = c == '\n' || (c == '\r' && signs.peek() != Some(&'\n'));
        line += u64::from(ends_line);
        if state == State::Quoted {
            match c {
                '"' => state = State::Closing,
                _ => field.push(c),
            }
            continue;
        }
        match c {
            '"' if state == State::Start && delimiter.quotes => {
                (state, opened) = (State::Quoted, line);
            }
            '"' if state == State::Closing => {
                field.push('"');
                state = State::Quoted;
            }
            '\r' if !ends_line => {}
            _ if ends_line => {
                record.fields.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
                record.line = line;
                state = State::Start;
            }
            _ if c == delimiter.sign => {
                record.fields.push(std::mem::take(&mut field));
                state = State::Start;
            }
            // Blanks before a quotation mark are no text.
            ' ' if state == State::Start && signs.peek() == Some(&'"') && delimiter.quotes => {}
            _ => {
                trails |= state == State::Closing;
                field.push(c);
                state = State::Plain;
            }
        }
    }
    let open = (state == State::Quoted).then_some(opened);
    if state != State::Start || !record.fields.is_empty() {
        record.fields.push(field);
        records.push(record);
    }
    Cut {
        records,
        open,
        trails,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, name: Option<&str>) -> String {
        let delimiter = find_delimiter(text, name);
        let records = split(text, delimiter).unwrap();
        let rows: Vec<String> =
            records.iter().map(|r| format!("{}:{}", r.line, r.fields.join("¦"))).collect();
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
            ("12\" pipe,x\n5\" nail,y", None, "1:12\" pipe¦x 2:5\" nail¦y"),
            ("\"quoted\" word\tx\ny\tz", None, "1:\"quoted\" word¦x 2:y¦z"),
            ("\"a\"\t\"b\"\nc\td", None, "1:a¦b 2:c¦d"),
            ("a, b, c\td\n", Some("x.txt"), "1:a, b, c¦d"),
            ("a\rb,c\r", None, "1:a 2:b¦c"),
            ("one\ntwo\n", None, "1:one 2:two"),
            ("a,\n", None, "1:a¦"),
        ] {
            assert_eq!(show(text, name), expected, "{text:?}");
        }
    }

    #[test]
    fn an_open_quotation_names_its_line() {
        let delimiter = Delimiter { sign: ',', quotes: true };
        let found = split("a,b\nc,\"d\ne,f\n", delimiter);
        assert_eq!(found, Err(TableError::OpenQuote { line: 2 }));
    }
}
