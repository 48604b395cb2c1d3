//! Any XML file's bytes as a stream of UTF-8 that knows its line.

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, BufRead, Cursor, Read};

/// Bytes looked at to find the encoding.
const HEAD: u64 = 1024;
/// Bytes decoded at a time.
const CHUNK: usize = 32 * 1024;

/// Decodes while it is read.
pub struct Utf8Stream<R> {
    input: io::Chain<Cursor<Vec<u8>>, R>,
    encoding: &'static Encoding,
    decoder: Decoder,
    decoded: Box<[u8]>,
    start: usize,
    end: usize,
    line: u64,
    state: State,
}

enum State {
    Reading,
    Malformed,
    Done,
}

impl<R: BufRead> Utf8Stream<R> {
    /// Finds the encoding by byte order mark, by the pattern of NUL bytes, by the XML declaration,
    /// in this order; without any of them it is UTF-8.
    pub fn new(mut input: R) -> io::Result<Self> {
        let mut head = Vec::new();
        input.by_ref().take(HEAD).read_to_end(&mut head)?;
        let encoding = xml_encoding(&head);
        Ok(Self::after(head, input, encoding))
    }

    /// Decodes from an encoding that is known.
    pub fn in_encoding(input: R, encoding: &'static Encoding) -> Self {
        Self::after(Vec::new(), input, encoding)
    }

    fn after(head: Vec<u8>, input: R, encoding: &'static Encoding) -> Self {
        Self {
            input: Cursor::new(head).chain(input),
            encoding,
            decoder: encoding.new_decoder_with_bom_removal(),
            decoded: vec![0; CHUNK].into_boxed_slice(),
            start: 0,
            end: 0,
            line: 1,
            state: State::Reading,
        }
    }

    /// The line reached, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    fn decode(&mut self) -> io::Result<()> {
        let bytes = self.input.fill_buf()?;
        let last = bytes.is_empty();
        let (result, read, written) =
            self.decoder
                .decode_to_utf8_without_replacement(bytes, &mut self.decoded, last);
        self.input.consume(read);
        (self.start, self.end) = (0, written);
        match result {
            DecoderResult::Malformed(..) => self.state = State::Malformed,
            DecoderResult::InputEmpty if last => self.state = State::Done,
            _ => {}
        }
        Ok(())
    }
}

/// The encoding of an XML file by its first bytes.
pub fn xml_encoding(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    match head {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => declared(head).unwrap_or(UTF_8),
    }
}

/// The encoding named in the XML declaration, if it can be true of bytes in which that was legible.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head);
    let declaration = head
        .trim_start()
        .strip_prefix("<?xml")?
        .split("?>")
        .next()?;
    let value = declaration.split_once("encoding")?.1.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value.split(quote).nth(1)?;
    Encoding::for_label(label.as_bytes()).filter(|e| e.is_ascii_compatible())
}

impl<R: BufRead> BufRead for Utf8Stream<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.start == self.end {
            match self.state {
                State::Reading => self.decode()?,
                State::Done => break,
                State::Malformed => {
                    let message = format!("bytes that are not {} text", self.encoding.name());
                    return Err(io::Error::new(io::ErrorKind::InvalidData, message));
                }
            }
        }
        Ok(&self.decoded[self.start..self.end])
    }

    fn consume(&mut self, amount: usize) {
        let to = (self.start + amount).min(self.end);
        let lines = self.decoded[self.start..to].iter().filter(|&&b| b == b'\n');
        self.line += lines.count() as u64;
        self.start = to;
    }
}

impl<R: BufRead> Read for Utf8Stream<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let bytes = |unit: u16| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn encodings_are_found() {
        let text = "<?xml version='1.0'?><a>سلام\n</a>";
        let arabic = "<?xml version=\"1.0\" encoding=\"windows-1256\"?><a>";
        for (bytes, expected) in [
            (text.as_bytes().to_vec(), text),
            (format!("\u{FEFF}{text}").into_bytes(), text),
            (utf16(text, false), text),
            (utf16(text, true), text),
            (utf16(&format!("\u{FEFF}{text}"), false), text),
            (
                [arabic.as_bytes(), &[0xE3]].concat(),
                "<?xml version=\"1.0\" encoding=\"windows-1256\"?><a>م",
            ),
            (
                b"<?xml encoding='UTF-16'?>".to_vec(),
                "<?xml encoding='UTF-16'?>",
            ),
            (Vec::new(), ""),
        ] {
            let mut out = String::new();
            let mut stream = Utf8Stream::new(bytes.as_slice()).unwrap();
            stream.read_to_string(&mut out).unwrap();
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn broken_bytes_are_found_in_their_line() {
        let mut stream = Utf8Stream::new(&b"a\nb\n\xFF"[..]).unwrap();
        let mut out = Vec::new();
        assert!(stream.read_to_end(&mut out).is_err());
        assert_eq!((out.as_slice(), stream.line()), (&b"a\nb\n"[..], 3));
    }
}
