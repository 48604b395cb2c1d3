//! The encoding of a table: Unicode by its marks and patterns, else the code page in which the
//! text reads best as Arabic or as a western language.
//!
//! Arabic was written in windows-1256 on Windows and in ISO-8859-6 on older systems. Both give
//! Arabic letters for most bytes, so a guess by letters alone fails on short files. Each reading
//! is scored by what Arabic writing does: frequent letters, ال at the start of words, ة and ى
//! only at their end, no accented Latin letter or sign in the middle of an Arabic word.

use super::TableError;
use crate::engine::model::Warning;
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use std::io::Read;

/// Bytes of lines with other than ASCII letters looked at to find a code page.
const SAMPLE: usize = 64 * 1024;
/// Bytes of the beginning kept to find delimiter and columns.
const HEAD: usize = 256 * 1024;
/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// By how much another code page must read better than windows-1256, by far the commonest.
const HANDICAP: i64 = 4;

/// The encoding of a table and what it begins with.
#[derive(Debug)]
pub(super) struct Detected {
    pub encoding: &'static Encoding,
    /// `UTF-8`, `UTF-16LE BOM`, `windows-1256`…
    pub name: String,
    /// The beginning as text; where it is cut off the last sign may be wrong.
    pub head: String,
    pub warnings: Vec<Warning>,
}

/// First bytes of files that are no text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "an Office document or ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"%PDF-", "a PDF"),
    (b"SQLite format 3\0", "a database"),
    (b"\x1f\x8b", "a compressed file"),
];

/// Finds the encoding of a table by reading all of it, since the first letter that is not ASCII
/// may come late; the one `chosen` by the user is not doubted.
///
/// # Errors
/// Files that are no text, Unicode too damaged to be read, unknown names of encodings.
pub(super) fn detect(mut input: impl Read, chosen: Option<&str>) -> Result<Detected, TableError> {
    let mut head = Vec::new();
    let begun = input.by_ref().take(HEAD as u64).read_to_end(&mut head);
    begun.map_err(TableError::unreadable)?;
    if head.is_empty() {
        return Err(TableError::Empty);
    }
    let mark = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
    if let Some(label) = chosen {
        let encoding = Encoding::for_label(label.trim().as_bytes())
            .ok_or_else(|| TableError::UnknownEncoding(label.to_owned()))?;
        let is_wide = |e: &Encoding| e == UTF_16LE || e == UTF_16BE;
        // Which of the two orders it has, the file itself says.
        let told = mark.filter(|mark| is_wide(mark) && is_wide(encoding));
        return Ok(detected(told.unwrap_or(encoding), mark, &head));
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(s, _)| head.starts_with(s)) {
        return Err(TableError::NotText(what));
    }
    if let Some(encoding) = mark.or_else(|| unmarked_utf16(&head)) {
        return Ok(detected(encoding, mark, &head));
    }
    let survey = Survey::of(head.as_slice().chain(input))?;
    if survey.is_damaged() {
        return Err(TableError::Bytes {
            line: survey.first_bad,
            encoding: UTF_8.name(),
        });
    }
    if survey.has_zeros {
        return Err(TableError::NotText("a binary file"));
    }
    if survey.bad == 0 {
        return Ok(detected(UTF_8, None, &head));
    }
    let encoding = code_page(&survey.sample);
    let mut found = detected(encoding, None, &head);
    found.warnings.push(Warning::new(format!(
        "the file is not Unicode; it was read as {}. If the words look wrong, choose another encoding",
        encoding.name()
    )));
    Ok(found)
}

fn detected(encoding: &'static Encoding, mark: Option<&'static Encoding>, head: &[u8]) -> Detected {
    let mark = if mark == Some(encoding) { " BOM" } else { "" };
    Detected {
        encoding,
        name: format!("{}{mark}", encoding.name()),
        head: encoding.decode_with_bom_removal(head).0.into_owned(),
        warnings: Vec::new(),
    }
}

/// UTF-16 without mark: nearly every unit is an Arabic letter or has a zero byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) || !sample.contains(&0) {
        return None;
    }
    let fits = |high: usize| {
        let units = sample.chunks_exact(2);
        let all = units.len();
        let good = units.filter(|u| matches!((u[high], u[1 - high]), (6 | 0x20, _) | (0, 9..)));
        good.count() * 20 >= all * 19
    };
    match (fits(1), fits(0)) {
        (true, _) => Some(UTF_16LE),
        (_, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// What the bytes of a whole file are, taken for UTF-8.
#[derive(Debug, Default)]
struct Survey {
    /// Letters beyond ASCII, and bytes that are none.
    good: u64,
    bad: u64,
    /// The line of the first byte that is no UTF-8.
    first_bad: u64,
    has_zeros: bool,
    /// Lines with bytes beyond ASCII.
    sample: Vec<u8>,
}

impl Survey {
    fn of(mut input: impl Read) -> Result<Self, TableError> {
        let mut survey = Self::default();
        let mut chunk = vec![0; CHUNK];
        let (mut kept, mut lines) = (0, 1);
        loop {
            let read = input
                .read(&mut chunk[kept..])
                .map_err(TableError::unreadable)?;
            let filled = kept + read;
            // A letter may be cut in two here.
            kept = if read == 0 {
                0
            } else {
                unfinished(&chunk[..filled])
            };
            survey.take(&chunk[..filled - kept], &mut lines);
            if read == 0 {
                return Ok(survey);
            }
            chunk.copy_within(filled - kept..filled, 0);
        }
    }

    fn take(&mut self, bytes: &[u8], lines: &mut u64) {
        self.has_zeros |= bytes.contains(&0);
        for line in bytes.split_inclusive(|&byte| byte == b'\n') {
            if self.sample.len() < SAMPLE && !line.is_ascii() {
                self.sample
                    .extend_from_slice(&line[..line.len().min(SAMPLE)]);
            }
        }
        for part in bytes.utf8_chunks() {
            let count =
                |wanted: fn(&u8) -> bool| part.valid().bytes().filter(wanted).count() as u64;
            self.good += count(|byte| *byte >= 0xC0);
            *lines += count(|byte| *byte == b'\n');
            if !part.invalid().is_empty() {
                if self.bad == 0 {
                    self.first_bad = *lines;
                }
                self.bad += 1;
            }
        }
    }

    /// Mostly UTF-8, with some bytes spoilt.
    fn is_damaged(&self) -> bool {
        self.bad > 0 && self.good > 4 * self.bad
    }
}

/// How many bytes at the end begin a letter that is not whole.
fn unfinished(bytes: &[u8]) -> usize {
    let tail = bytes.iter().rev().take(3).position(|&byte| byte >= 0xC0);
    let Some(back) = tail else { return 0 };
    let needed = match bytes[bytes.len() - 1 - back] {
        0xF0.. => 4,
        0xE0.. => 3,
        _ => 2,
    };
    if back + 1 < needed { back + 1 } else { 0 }
}

/// The code page in which the lines read best.
fn code_page(sample: &[u8]) -> &'static Encoding {
    let mut best = (WINDOWS_1256, i64::MIN);
    for encoding in [WINDOWS_1256, ISO_8859_6, WINDOWS_1252] {
        let text = encoding.decode_without_bom_handling(sample).0;
        let score = plausibility(&text)
            - if encoding == WINDOWS_1256 {
                0
            } else {
                HANDICAP
            };
        if score > best.1 {
            best = (encoding, score);
        }
    }
    best.0
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Arabic,
    Latin,
    Accented,
    Sign,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | 'A'..='Z' => Kind::Latin,
        '\u{621}'..='\u{652}' | '\u{67E}'..='\u{6D2}' => Kind::Arabic,
        '\u{C0}'..='\u{24F}' if !matches!(c, '×' | '÷') => Kind::Accented,
        '\u{FFFD}'
        | '\u{80}'..='\u{9F}'
        | '\u{A1}'..='\u{BF}'
        | '×'
        | '÷'
        | '\u{2C6}'..='\u{2DC}'
        | '\u{192}'
        | '\u{2020}'..='\u{2022}'
        | '\u{2026}'
        | '\u{2030}'
        | '\u{20AC}'
        | '\u{2122}' => Kind::Sign,
        _ => Kind::Other,
    }
}

/// How much a reading looks like text; for comparing readings of the same bytes.
fn plausibility(text: &str) -> i64 {
    let mut score = 0;
    let mut before = [' ', ' '];
    for c in text.chars().chain([' ']) {
        let [earlier, last] = before;
        score += match c {
            '\u{FFFD}' | '\u{80}'..='\u{9F}' => -20,
            'ا' | 'ل' | 'ي' | 'م' | 'و' | 'ن' | 'ر' | 'ت' | 'ب' | 'ة' | 'ع' | 'د' | 'س' | 'ف' => {
                2
            }
            'پ' | 'چ' | 'ژ' | 'گ' | 'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ھ' | 'ہ' | 'ے' => -2,
            '\u{64B}'..='\u{652}' if kind(last) != Kind::Arabic => -4,
            '\u{621}'..='\u{64A}' => 1,
            _ => 0,
        };
        score += match (kind(last), kind(c)) {
            (Kind::Arabic, Kind::Latin | Kind::Accented | Kind::Sign)
            | (Kind::Latin | Kind::Accented | Kind::Sign, Kind::Arabic) => -5,
            (Kind::Latin, Kind::Accented) | (Kind::Accented, Kind::Latin) => 3,
            (Kind::Accented, Kind::Accented) => -2,
            (Kind::Latin | Kind::Accented, Kind::Sign) => -1,
            _ => 0,
        };
        let is_letter = matches!(c, '\u{621}'..='\u{64A}');
        if is_letter && matches!(last, 'ة' | 'ى') {
            score -= 4;
        }
        if is_letter && earlier == 'ا' && last == 'ل' {
            score += 1;
        }
        before = [last, c];
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [&str; 3] = [
        "هدنة\ttruce\n",
        "مجلس الأمن\tSecurity Council\nوقف إطلاق النار\tceasefire\n",
        "معدٍ\tcontagious\nفيروس من أصل حيواني\tzoonotic virus\n",
    ];

    #[test]
    fn code_pages_are_told_apart() {
        for text in LINES {
            for encoding in [WINDOWS_1256, ISO_8859_6] {
                let (bytes, _, unmappable) = encoding.encode(text);
                assert!(!unmappable);
                let found = detect(&bytes[..], None).unwrap();
                assert_eq!(
                    (found.head.as_str(), found.name.as_str()),
                    (text, encoding.name())
                );
                assert_eq!(found.warnings.len(), 1);
            }
        }
        for text in [
            "été\tsummer\nà côté\tbeside\n",
            "Straße\tstreet\n",
            "señor — “x”\tMr\n",
        ] {
            let (bytes, _, _) = WINDOWS_1252.encode(text);
            assert_eq!(detect(&bytes[..], None).unwrap().head, text);
        }
    }

    #[test]
    fn unicode_with_and_without_mark() {
        for text in LINES {
            let wide = |text: &str, big: bool| -> Vec<u8> {
                let bytes = |u: u16| {
                    if big {
                        u.to_be_bytes()
                    } else {
                        u.to_le_bytes()
                    }
                };
                text.encode_utf16().flat_map(bytes).collect()
            };
            let marked = format!("\u{FEFF}{text}");
            for (bytes, name) in [
                (text.as_bytes().to_vec(), "UTF-8"),
                (marked.clone().into_bytes(), "UTF-8 BOM"),
                (wide(text, false), "UTF-16LE"),
                (wide(text, true), "UTF-16BE"),
                (wide(&marked, false), "UTF-16LE BOM"),
                (wide(&marked, true), "UTF-16BE BOM"),
            ] {
                let found = detect(&bytes[..], None).unwrap();
                assert_eq!((found.head.as_str(), found.name.as_str()), (text, name));
            }
        }
    }

    #[test]
    fn damaged_files_are_refused() {
        let mut bytes = "هدنة هدنة هدنة\nسلام سلام\n".as_bytes().to_vec();
        bytes[30] = 0xFF;
        assert!(matches!(
            detect(&bytes[..], None),
            Err(TableError::Bytes { line: 2, .. })
        ));
        assert!(matches!(
            detect(&b"PK\x03\x04"[..], None),
            Err(TableError::NotText(_))
        ));
        assert!(matches!(
            detect(&b"a\0b\xFF\0"[..], None),
            Err(TableError::NotText(_))
        ));
        assert!(matches!(
            detect(&b"a"[..], Some("klingon")),
            Err(TableError::UnknownEncoding(_))
        ));
        assert_eq!(
            detect(&b"\xE5"[..], Some("windows-1256")).unwrap().head,
            "\u{647}"
        );
    }

    #[test]
    fn the_first_arabic_letter_may_come_late() {
        for (size, encoding) in [
            (HEAD - 7, UTF_8),
            (3 * CHUNK - 1, UTF_8),
            (HEAD + 9, WINDOWS_1256),
        ] {
            let text = format!("{}\nمجلس الأمن الدولي\tx\n", "x\ty\n".repeat(size / 4 + 1));
            let found = detect(&encoding.encode(&text).0[..], None).unwrap();
            assert_eq!(found.encoding, encoding);
        }
        let broken = [
            b"a\n".repeat(CHUNK),
            "هدنة هدنة".as_bytes().to_vec(),
            vec![0xD9],
        ]
        .concat();
        let found = detect(&broken[..], None);
        assert!(matches!(found, Err(TableError::Bytes { line, .. }) if line == CHUNK as u64 + 1));
    }
}
