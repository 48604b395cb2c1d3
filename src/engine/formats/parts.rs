//! The skeleton of texts: what stands between the blocks, and their places.

use crate::engine::model::{ExportDocument, FormatId, Skeleton};
use serde::Deserialize;

/// The first byte of a skeleton of parts.
const VERSION: u8 = 1;

/// One part of a skeleton.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SkeletonPart {
    /// Kept as it is: line ends, list marks, code.
    Literal(String),
    /// The place of block number n.
    Block(u32),
}

/// Replacing each place by its block's text gives the decoded file to the byte.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct SkeletonParts {
    pub parts: Vec<SkeletonPart>,
}

impl SkeletonParts {
    /// The parts of a text or Markdown document; none of other formats.
    pub fn of(document: &ExportDocument) -> Self {
        if document.format == FormatId::TEXT || document.format == FormatId::MARKDOWN {
            Self::read(&document.skeleton)
        } else {
            Self::default()
        }
    }

    /// Reads what [`Self::skeleton`] wrote, and the JSON of earlier versions.
    pub fn read(skeleton: &Skeleton) -> Self {
        match skeleton.bytes().split_first() {
            Some((&VERSION, bytes)) => Self::decode(bytes).unwrap_or_default(),
            Some((b'{', _)) => serde_json::from_slice(skeleton.bytes()).unwrap_or_default(),
            _ => Self::default(),
        }
    }

    /// A part is its length and kind as one number, seven bits a byte, and its text.
    pub fn skeleton(&self) -> Skeleton {
        let mut bytes = vec![VERSION];
        for part in &self.parts {
            match part {
                SkeletonPart::Literal(text) => {
                    push_number(&mut bytes, (text.len() as u64) << 1);
                    bytes.extend_from_slice(text.as_bytes());
                }
                SkeletonPart::Block(block) => push_number(&mut bytes, u64::from(*block) << 1 | 1),
            }
        }
        Skeleton::new(bytes)
    }

    fn decode(mut bytes: &[u8]) -> Option<Self> {
        let mut parts = Vec::new();
        while !bytes.is_empty() {
            let number = take_number(&mut bytes)?;
            let value = usize::try_from(number >> 1).ok()?;
            if number & 1 == 1 {
                parts.push(SkeletonPart::Block(u32::try_from(value).ok()?));
            } else {
                let (text, rest) = bytes.split_at_checked(value)?;
                parts.push(SkeletonPart::Literal(
                    String::from_utf8(text.to_vec()).ok()?,
                ));
                bytes = rest;
            }
        }
        Some(Self { parts })
    }
}

fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..63).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn skeletons_of_earlier_versions_are_read() {
        let json = r##"{"parts":[{"literal":"# "},{"block":0},{"literal":"\n"},{"block":1}]}"##;
        let read = SkeletonParts::read(&Skeleton::new(json.as_bytes().to_vec()));
        let literal = |text: &str| SkeletonPart::Literal(text.into());
        assert_eq!(
            read.parts,
            [
                literal("# "),
                SkeletonPart::Block(0),
                literal("\n"),
                SkeletonPart::Block(1)
            ]
        );
    }

    proptest! {
        #[test]
        fn skeletons_survive(numbers in prop::collection::vec((any::<bool>(), "[ا-ي \n]{0,200}", any::<u32>()), 0..20)) {
            let parts = numbers.into_iter().map(|(is_text, text, block)| {
                if is_text { SkeletonPart::Literal(text) } else { SkeletonPart::Block(block) }
            });
            let parts = SkeletonParts { parts: parts.collect() };
            prop_assert_eq!(SkeletonParts::read(&parts.skeleton()), parts);
        }

        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            SkeletonParts::read(&Skeleton::new([vec![VERSION], bytes].concat()));
        }
    }
}
