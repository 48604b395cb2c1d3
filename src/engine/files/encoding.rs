//! The encoding of a text: Unicode by its marks and patterns, else the code page in which the
//! text reads best as Arabic or as a western language.
//!
//! Arabic was written in windows-1256 on Windows and in ISO-8859-6 on older systems. Both give
//! Arabic letters for most bytes, so a guess by letters alone fails on short files. Each reading
//! is scored by what Arabic writing does: frequent letters, ال at the start of words, ة and ى
//! only at their end, no accented Latin letter or sign in the middle of an Arabic word.

use crate::engine::model::Warning;
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use std::io::{self, Read};

/// Bytes of lines with other than ASCII letters looked at to find a code page.
const SAMPLE: usize = 64 * 1024;
/// Bytes of the beginning kept to find delimiter and columns.
const HEAD: usize = 256 * 1024;
/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// By how much another code page must read better than windows-1256, by far the commonest.
const HANDICAP: i64 = 4;

/// Why bytes are not text, in words a translator can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncodingError {
    #[error("the file is empty")]
    Empty,
    /// With what the file is: `a picture`.
    #[error("this looks like {0}, not like text")]
    NotText(&'static str),
    #[error("line {line} has bytes that are not {encoding} text; save the file again as UTF-8")]
    Bytes { line: u64, encoding: &'static str },
    #[error(
        "line {line} is in another encoding than the lines before it; save the whole file as UTF-8"
    )]
    Mixed { line: u64 },
    #[error("there is no encoding named “{0}”")]
    UnknownEncoding(String),
    #[error("the file could not be read ({0})")]
    Unreadable(String),
}

impl EncodingError {
    fn unreadable(error: io::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

/// The encoding of a text and what it begins with.
#[derive(Debug)]
pub struct Detected {
    pub encoding: &'static Encoding,
    /// `UTF-8`, `UTF-16LE BOM`, `windows-1256`…
    pub name: String,
    /// The beginning as text; where it is cut off the last character may be wrong.
    pub head: String,
    pub warnings: Vec<Warning>,
}

/// A decoded file. A byte order mark stays in the text as U+FEFF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub warnings: Vec<Warning>,
}

/// First bytes of files that are not text, and what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text document"),
    (b"SQLite format 3\0", "a database"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
];

/// What a file is that is not text, by its first bytes: `a picture`.
pub fn known_binary(head: &[u8]) -> Option<&'static str> {
    let found = SIGNATURES.iter().find(|(s, _)| head.starts_with(s));
    found.map(|(_, name)| *name)
}

/// Decodes a text file in the encoding `chosen` by the user, else in the one it seems to have.
///
/// # Errors
/// Empty files, files that are not text, and Unicode text too damaged to be read.
pub fn decode(bytes: &[u8], chosen: Option<&str>) -> Result<Decoded, EncodingError> {
    let found = detect_encoding(bytes, chosen)?;
    let (text, had_errors) = found.encoding.decode_without_bom_handling(bytes);
    let mut warnings = found.warnings;
    if had_errors {
        warnings.push(Warning::new(format!(
            "some characters of the {} text are damaged; they show as �",
            found.encoding.name()
        )));
    }
    Ok(Decoded {
        text: text.into_owned(),
        warnings,
    })
}

/// Finds the encoding of a text by reading all of it, since the first letter that is not ASCII
/// may come late; the one `chosen` by the user is not doubted.
///
/// # Errors
/// Files that are not text, Unicode too damaged to be read, several encodings in one file, unknown
/// names of encodings.
pub fn detect_encoding(
    mut input: impl Read,
    chosen: Option<&str>,
) -> Result<Detected, EncodingError> {
    let mut head = Vec::new();
    let begun = input.by_ref().take(HEAD as u64).read_to_end(&mut head);
    begun.map_err(EncodingError::unreadable)?;
    if head.is_empty() {
        return Err(EncodingError::Empty);
    }
    let mark = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
    if let Some(label) = chosen {
        let encoding = Encoding::for_label(label.trim().as_bytes())
            .ok_or_else(|| EncodingError::UnknownEncoding(label.to_owned()))?;
        let is_wide = |e: &Encoding| e == UTF_16LE || e == UTF_16BE;
        // Which of the two orders it has, the file itself says.
        let told = mark.filter(|mark| is_wide(mark) && is_wide(encoding));
        return Ok(detected(told.unwrap_or(encoding), mark, &head));
    }
    if let Some(what) = known_binary(&head) {
        return Err(EncodingError::NotText(what));
    }
    if let Some(encoding) = mark.or_else(|| unmarked_utf16(&head))
        && encoding != UTF_8
    {
        return detected(encoding, mark, &head).if_text();
    }
    let survey = Survey::of(head.as_slice().chain(input))?;
    if survey.is_damaged() {
        return Err(EncodingError::Bytes {
            line: survey.first_bad,
            encoding: UTF_8.name(),
        });
    }
    if survey.bad == 0 {
        return detected(UTF_8, mark, &head).if_text();
    }
    if survey.has_zeros {
        return Err(EncodingError::NotText("a binary file"));
    }
    if let Some(line) = survey.turning_point() {
        return Err(EncodingError::Mixed { line });
    }
    let encoding = code_page(&survey.sample);
    let mut found = detected(encoding, None, &head).if_text()?;
    found.warnings.push(Warning::new(format!(
        "the file is not Unicode; it was read as {}. If the words look wrong, choose another encoding",
        encoding.name()
    )));
    Ok(found)
}

impl Detected {
    fn if_text(self) -> Result<Self, EncodingError> {
        if is_noise(&self.head) {
            return Err(EncodingError::NotText("a binary file"));
        }
        Ok(self)
    }
}

/// More control characters than any text has.
fn is_noise(text: &str) -> bool {
    let odd = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}' | '\u{85}');
    let (mut count, mut all) = (0usize, 0usize);
    for c in text.chars().take(64 * 1024) {
        all += 1;
        count += usize::from(odd(&c) || c == char::REPLACEMENT_CHARACTER);
    }
    count > 4 && count * 20 > all
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
    /// The first line that is Arabic in UTF-8, and the first that is no UTF-8 at all.
    unicode_line: Option<u64>,
    legacy_line: Option<u64>,
}

impl Survey {
    fn of(mut input: impl Read) -> Result<Self, EncodingError> {
        let mut survey = Self::default();
        let mut chunk = vec![0; CHUNK];
        let (mut kept, mut lines) = (0, 1);
        loop {
            let read = input
                .read(&mut chunk[kept..])
                .map_err(EncodingError::unreadable)?;
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
        let mut at = *lines;
        for line in bytes.split_inclusive(|&byte| byte == b'\n') {
            if line.is_ascii() {
                at += u64::from(line.ends_with(b"\n"));
                continue;
            }
            if self.sample.len() < SAMPLE {
                self.sample
                    .extend_from_slice(&line[..line.len().min(SAMPLE)]);
            }
            match std::str::from_utf8(line) {
                Ok(text) if is_arabic(text) => _ = self.unicode_line.get_or_insert(at),
                Err(_) if has_no_unicode(line) => _ = self.legacy_line.get_or_insert(at),
                _ => {}
            }
            at += u64::from(line.ends_with(b"\n"));
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

    /// The line in which a file that has lines of both begins with the second encoding.
    fn turning_point(&self) -> Option<u64> {
        Some(self.unicode_line?.max(self.legacy_line?))
    }
}

/// Three letters and more of the Arabic block and nothing else beyond ASCII but signs: no line of a
/// code page reads so by chance.
fn is_arabic(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii());
    let (arabic, other): (Vec<char>, Vec<char>) =
        letters.partition(|c| matches!(c, '\u{600}'..='\u{6FF}'));
    arabic.len() >= 3 && other.is_empty()
}

/// Several bytes beyond ASCII, and hardly any of them a letter of UTF-8.
fn has_no_unicode(line: &[u8]) -> bool {
    let high = line.iter().filter(|byte| **byte >= 0x80).count();
    let bad: usize = line
        .utf8_chunks()
        .filter(|c| !c.invalid().is_empty())
        .count();
    high >= 4 && bad * 4 >= high * 3
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
                let found = detect_encoding(&bytes[..], None).unwrap();
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
            assert_eq!(detect_encoding(&bytes[..], None).unwrap().head, text);
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
                let found = detect_encoding(&bytes[..], None).unwrap();
                assert_eq!((found.head.as_str(), found.name.as_str()), (text, name));
            }
        }
    }

    #[test]
    fn damaged_files_are_refused() {
        let mut bytes = "هدنة هدنة هدنة\nسلام سلام\n".as_bytes().to_vec();
        bytes[30] = 0xFF;
        assert!(matches!(
            detect_encoding(&bytes[..], None),
            Err(EncodingError::Bytes { line: 2, .. })
        ));
        assert!(matches!(
            detect_encoding(&b"PK\x03\x04"[..], None),
            Err(EncodingError::NotText(_))
        ));
        assert!(matches!(
            detect_encoding(&b"a\0b\xFF\0"[..], None),
            Err(EncodingError::NotText(_))
        ));
        assert!(matches!(
            detect_encoding(&b"a"[..], Some("klingon")),
            Err(EncodingError::UnknownEncoding(_))
        ));
        assert_eq!(
            detect_encoding(&b"\xE5"[..], Some("windows-1256"))
                .unwrap()
                .head,
            "\u{647}"
        );
    }

    #[test]
    fn a_mark_stays_in_a_decoded_text() {
        let text = "\u{FEFF}أعلنت الحكومة هدنة\nOK\n";
        let wide = |big: bool| -> Vec<u8> {
            let bytes = |u: u16| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            };
            text.encode_utf16().flat_map(bytes).collect()
        };
        for bytes in [text.as_bytes().to_vec(), wide(false), wide(true)] {
            assert_eq!(decode(&bytes, None).unwrap().text, text);
        }
    }

    #[test]
    fn legacy_arabic_is_decoded_with_a_warning() {
        for text in [
            "هدنة",
            "قال: نعم.",
            "أعلنت الحكومة هدنة جديدة، وقال المتحدث إنها تبدأ غدا.",
        ] {
            let (bytes, _, _) = WINDOWS_1256.encode(text);
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!(decoded.text, text);
            assert!(decoded.warnings[0].message.contains("windows-1256"));
            let (bytes, _, _) = ISO_8859_6.encode(text);
            assert_eq!(decode(&bytes, Some("ISO-8859-6")).unwrap().text, text);
        }
    }

    #[test]
    fn a_file_of_two_encodings_is_refused() {
        let legacy = WINDOWS_1256
            .encode("وقف إطلاق النار، قال المتحدث: نعم.\n")
            .0
            .into_owned();
        let unicode = "مجلس الأمن\n".as_bytes().to_vec();
        for (parts, line) in [
            (vec![b"a\n".to_vec(), legacy.clone(), unicode.clone()], 3),
            (vec![unicode, legacy.clone(), legacy.clone()], 2),
        ] {
            let found = decode(&parts.concat(), None);
            assert!(
                matches!(found, Err(EncodingError::Mixed { line: l }) if l == line),
                "{found:?}"
            );
        }
        assert!(decode(&legacy.repeat(3), None).is_ok());
    }

    #[test]
    fn files_that_are_not_text() {
        for bytes in [
            &b"%PDF-1.7 x"[..],
            b"PK\x03\x04aa",
            &[0, 1, 2, 3, 4, 5, 6, 7, 250, 0, 1, 9],
        ] {
            let found = decode(bytes, None);
            assert!(matches!(found, Err(EncodingError::NotText(_))), "{bytes:?}");
        }
    }

    #[test]
    fn the_first_arabic_letter_may_come_late() {
        for (size, encoding) in [
            (HEAD - 7, UTF_8),
            (3 * CHUNK - 1, UTF_8),
            (HEAD + 9, WINDOWS_1256),
        ] {
            let text = format!("{}\nمجلس الأمن الدولي\tx\n", "x\ty\n".repeat(size / 4 + 1));
            let found = detect_encoding(&encoding.encode(&text).0[..], None).unwrap();
            assert_eq!(found.encoding, encoding);
        }
        let broken = [
            b"a\n".repeat(CHUNK),
            "هدنة هدنة".as_bytes().to_vec(),
            vec![0xD9],
        ]
        .concat();
        let found = detect_encoding(&broken[..], None);
        assert!(
            matches!(found, Err(EncodingError::Bytes { line, .. }) if line == CHUNK as u64 + 1)
        );
    }
}
