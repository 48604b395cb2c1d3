//! The encoding of a table: Unicode by its marks and patterns, else the code page in which the
//! text reads best as Arabic or as a western language.
//!
//! Arabic was written in windows-1256 on Windows and in ISO-8859-6 on older systems. Both give
//! Arabic letters for most bytes, so a guess by letters alone fails on short files. Each reading
//! is scored by what Arabic writing does: frequent letters, ال at the start of words, ة and ى
//! only at their end, no accented Latin letter or sign in the middle of an Arabic word.

use super::TableError;
use crate::engine::model::Warning;
use encoding_rs::{
    Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256,
};

/// Bytes looked at to find a code page.
const SAMPLE: usize = 64 * 1024;

/// By how much another code page must read better than windows-1256, by far the commonest.
const HANDICAP: i64 = 4;

/// A table as text, with the encoding it had.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecodedTable {
    pub text: String,
    pub encoding: String,
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

/// Decodes a table in whatever encoding it has.
///
/// # Errors
/// Files that are no text, and Unicode too damaged to be read.
pub fn decode(bytes: &[u8]) -> Result<DecodedTable, TableError> {
    if bytes.is_empty() {
        return Err(TableError::Empty);
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(s, _)| bytes.starts_with(s)) {
        return Err(TableError::NotText(what));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return strict(bytes, encoding, " BOM");
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return strict(bytes, encoding, "");
    }
    if std::str::from_utf8(bytes).is_ok() {
        return match bytes.contains(&0) {
            true => Err(TableError::NotText("a binary file")),
            false => strict(bytes, UTF_8, ""),
        };
    }
    code_page(bytes)
}

/// Decodes a table in the encoding the user names.
///
/// # Errors
/// Unknown names, and bytes that are not text in it.
pub fn decode_as(bytes: &[u8], label: &str) -> Result<DecodedTable, TableError> {
    let encoding = Encoding::for_label(label.trim().as_bytes())
        .ok_or_else(|| TableError::UnknownEncoding(label.to_owned()))?;
    strict(bytes, encoding, "")
}

fn strict(
    bytes: &[u8],
    encoding: &'static Encoding,
    mark: &str,
) -> Result<DecodedTable, TableError> {
    let text = encoding
        .decode_with_bom_removal(bytes)
        .0
        .into_owned();
    let is_whole = encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    if !is_whole {
        let before = text.split('\u{FFFD}').next().unwrap_or_default();
        return Err(TableError::Bytes {
            line: before.matches('\n').count() as u64 + 1,
            encoding: encoding.name(),
        });
    }
    Ok(DecodedTable {
        text,
        encoding: format!("{}{mark}", encoding.name()),
        warnings: Vec::new(),
    })
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

/// No Unicode: damaged UTF-8, or a code page.
fn code_page(bytes: &[u8]) -> Result<DecodedTable, TableError> {
    let lossy = String::from_utf8_lossy(bytes);
    let bad = lossy.chars().filter(|&c| c == '\u{FFFD}').count();
    let good = lossy.chars().filter(|&c| !c.is_ascii() && c != '\u{FFFD}').count();
    if good > 4 * bad {
        let before = lossy.split('\u{FFFD}').next().unwrap_or_default();
        return Err(TableError::Bytes {
            line: before.matches('\n').count() as u64 + 1,
            encoding: "UTF-8",
        });
    }
    if bytes.contains(&0) {
        return Err(TableError::NotText("a binary file"));
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut best = (WINDOWS_1256, i64::MIN);
    for encoding in [WINDOWS_1256, ISO_8859_6, WINDOWS_1252] {
        let text = encoding.decode_without_bom_handling(sample).0;
        let score = plausibility(&text) - if encoding == WINDOWS_1256 { 0 } else { HANDICAP };
        if score > best.1 {
            best = (encoding, score);
        }
    }
    let (text, _) = best.0.decode_without_bom_handling(bytes);
    let warning = format!(
        "the file is not Unicode; it was read as {}. If the words look wrong, choose another encoding",
        best.0.name()
    );
    Ok(DecodedTable {
        text: text.into_owned(),
        encoding: best.0.name().to_owned(),
        warnings: vec![Warning::new(warning)],
    })
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
        '\u{FFFD}' | '\u{80}'..='\u{9F}' | '\u{A1}'..='\u{BF}' | '×' | '÷' | '\u{2C6}'..='\u{2DC}'
        | '\u{192}' | '\u{2020}'..='\u{2022}' | '\u{2026}' | '\u{2030}' | '\u{20AC}' | '\u{2122}' => {
            Kind::Sign
        }
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
            'ا' | 'ل' | 'ي' | 'م' | 'و' | 'ن' | 'ر' | 'ت' | 'ب' | 'ة' | 'ع' | 'د' | 'س' | 'ف' => 2,
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
                let decoded = decode(&bytes).unwrap();
                assert_eq!((decoded.text.as_str(), decoded.encoding.as_str()), (text, encoding.name()));
                assert_eq!(decoded.warnings.len(), 1);
            }
        }
        for text in ["été\tsummer\nà côté\tbeside\n", "Straße\tstreet\n", "señor — “x”\tMr\n"] {
            let (bytes, _, _) = WINDOWS_1252.encode(text);
            assert_eq!(decode(&bytes).unwrap().text, text);
        }
    }

    #[test]
    fn unicode_with_and_without_mark() {
        for text in LINES {
            let wide = |text: &str, big: bool| -> Vec<u8> {
                let bytes = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
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
                let decoded = decode(&bytes).unwrap();
                assert_eq!((decoded.text.as_str(), decoded.encoding.as_str()), (text, name));
            }
        }
    }

    #[test]
    fn damaged_files_are_refused() {
        let mut bytes = "هدنة هدنة هدنة\nسلام سلام\n".as_bytes().to_vec();
        bytes[30] = 0xFF;
        assert!(matches!(decode(&bytes), Err(TableError::Bytes { line: 2, .. })));
        assert!(matches!(decode(b"PK\x03\x04"), Err(TableError::NotText(_))));
        assert!(matches!(decode(b"a\0b\xFF\0"), Err(TableError::NotText(_))));
        assert!(matches!(decode_as(b"a", "klingon"), Err(TableError::UnknownEncoding(_))));
        assert_eq!(decode_as(b"\xE5", "windows-1256").unwrap().text, "\u{647}");
    }
}
