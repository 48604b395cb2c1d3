//! Bytes to text: Unicode by its marks and patterns, else the likeliest legacy encoding.

use super::FormatError;
use crate::engine::model::Warning;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded file. A byte order mark stays in the text as U+FEFF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub warnings: Vec<Warning>,
}

/// The first bytes of files that are no text, and what to call them.
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

/// What a file is that is no text, by its first bytes: `a picture`.
pub fn known_binary(head: &[u8]) -> Option<&'static str> {
    let found = SIGNATURES.iter().find(|(s, _)| head.starts_with(s));
    found.map(|(_, name)| *name)
}

/// Decodes a text file.
///
/// # Errors
/// Empty files, files that are no text, and Unicode text too damaged to be read.
pub fn decode(bytes: &[u8]) -> Result<Decoded, FormatError> {
    if let Some(name) = known_binary(bytes) {
        return Err(FormatError::Binary(name));
    }
    if let Some(encoding) = utf16(bytes) {
        return wide(bytes, encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if is_noise(text) => Err(FormatError::Binary("a binary file")),
        Ok(text) => Ok(Decoded {
            text: text.to_owned(),
            warnings: Vec::new(),
        }),
        Err(error) => legacy(bytes, error.valid_up_to()),
    }
}

/// UTF-16 by its mark, or by the zero bytes that Latin letters and spaces leave.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(4096)];
    if sample.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    // Of a space or a line end in UTF-16 exactly one byte is zero; Arabic letters are U+06xx.
    let is_wide = |high: usize| {
        let units = sample.chunks_exact(2).count();
        let fits = |pair: &&[u8]| {
            let (high, low) = (pair[high], pair[1 - high]);
            high == 0x06 || (high == 0 && (low == b'\n' || low == b'\r' || low >= b' '))
        };
        let fitting = sample.chunks_exact(2).filter(fits).count();
        let zeros = sample
            .chunks_exact(2)
            .filter(|pair| pair[high] == 0)
            .count();
        zeros > 0 && fitting * 20 >= units * 19
    };
    if is_wide(1) {
        Some(UTF_16LE)
    } else if is_wide(0) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn wide(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, FormatError> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if is_noise(&text) {
        return Err(FormatError::Binary("a binary file"));
    }
    let warnings = had_errors
        .then(|| Warning::new("some characters of the UTF-16 text are damaged; they show as �"));
    Ok(Decoded {
        text: text.into_owned(),
        warnings: warnings.into_iter().collect(),
    })
}

/// Not UTF-8: mostly valid text is damaged UTF-8, other text is in a legacy encoding.
fn legacy(bytes: &[u8], valid_up_to: usize) -> Result<Decoded, FormatError> {
    let lossy = String::from_utf8_lossy(bytes);
    let bad = lossy
        .chars()
        .filter(|&c| c == char::REPLACEMENT_CHARACTER)
        .count();
    let foreign = lossy
        .chars()
        .filter(|&c| !c.is_ascii() && c != '\u{FFFD}')
        .count();
    if foreign > 4 * bad {
        let line = bytes[..valid_up_to].iter().filter(|&&b| b == b'\n').count() as u64 + 1;
        return Err(FormatError::Damaged {
            line,
            problem: "bytes that are no UTF-8",
        });
    }
    if bytes.contains(&0) {
        return Err(FormatError::Binary("a binary file"));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, _, _) = encoding.decode(bytes);
    if encoding == UTF_8 || is_noise(&text) {
        return Err(FormatError::Binary("a binary file"));
    }
    Ok(Decoded {
        text: text.into_owned(),
        warnings: vec![Warning::new(format!(
            "the file is not Unicode; it was read as {}",
            encoding.name()
        ))],
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let bytes = |u: u16| {
            if big {
                u.to_be_bytes()
            } else {
                u.to_le_bytes()
            }
        };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn unicode_in_every_dress() {
        let text = "أعلنت الحكومة هدنة جديدة.\nOK\n";
        for bytes in [
            text.as_bytes().to_vec(),
            utf16(text, false),
            utf16(text, true),
        ] {
            assert_eq!(decode(&bytes).unwrap().text, text);
        }
        let marked = format!("\u{FEFF}{text}");
        for bytes in [
            marked.as_bytes().to_vec(),
            utf16(&marked, false),
            utf16(&marked, true),
        ] {
            assert_eq!(decode(&bytes).unwrap().text, marked);
        }
    }

    #[test]
    fn legacy_arabic_is_recognised_with_a_warning() {
        let text = "أعلنت الحكومة هدنة جديدة اليوم، وقال المتحدث إنها تبدأ غدا.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(text);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.text, text);
        assert!(decoded.warnings[0].message.contains("windows-1256"));
    }

    #[test]
    fn damaged_utf8_names_its_line() {
        let mut bytes = "سطر أول كامل\nسطر ثان مكسور هنا\n".as_bytes().to_vec();
        bytes[30] = 0xFF;
        assert!(matches!(
            decode(&bytes),
            Err(FormatError::Damaged { line: 2, .. })
        ));
    }

    #[test]
    fn files_that_are_no_text() {
        for bytes in [
            &b"%PDF-1.7 x"[..],
            b"PK\x03\x04aa",
            &[0, 1, 2, 3, 4, 5, 6, 7, 250, 0, 1, 9],
        ] {
            assert!(
                matches!(decode(bytes), Err(FormatError::Binary(_))),
                "{bytes:?}"
            );
        }
    }
}
