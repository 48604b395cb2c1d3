//! Files kept as they were read: the name of their encoding, a line end, their bytes.

use super::FormatError;
use crate::engine::files::decode;
use crate::engine::model::Skeleton;
use std::ops::Range;

/// A file read again from its skeleton.
pub struct Saved<'s> {
    /// Empty for the encoding that the file seems to have.
    pub encoding: &'s str,
    pub bytes: &'s [u8],
    pub text: String,
}

impl<'s> Saved<'s> {
    pub fn skeleton(encoding: &str, bytes: &[u8]) -> Skeleton {
        Skeleton::new([encoding.as_bytes(), b"\n", bytes].concat())
    }

    /// # Errors
    /// A skeleton of another kind.
    pub fn read(skeleton: &'s Skeleton) -> Result<Self, FormatError> {
        let parts = || {
            let bytes = skeleton.bytes();
            let end = bytes.iter().position(|&byte| byte == b'\n')?;
            let encoding = std::str::from_utf8(bytes.get(..end)?).ok()?;
            Some((encoding, bytes.get(end + 1..)?))
        };
        let (encoding, bytes) = parts().ok_or(FormatError::Skeleton)?;
        let chosen = (!encoding.is_empty()).then_some(encoding);
        let text = decode(bytes, chosen)?.text;
        Ok(Self {
            encoding,
            bytes,
            text,
        })
    }
}

/// A text with some places replaced; of places that overlap the first counts.
pub fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        if range.start >= at {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(&new);
            at = range.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
