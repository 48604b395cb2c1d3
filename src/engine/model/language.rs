//! The two languages Turjuman works between.

use serde::{Deserialize, Serialize};

/// A working language. Regional variants (`ar-EG`, `en-GB`) are kept as tags where files carry
/// them and compare by their primary part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Arabic,
    English,
}

impl Language {
    /// The BCP 47 primary subtag.
    pub fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
        }
    }

    /// Reads any tag of one of the two languages: `ar`, `ar-SY`, `EN_us`, in three letters too.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        let is = |code: &&str| primary.eq_ignore_ascii_case(code);
        if ["ar", "ara", "arb"].iter().any(|code| is(code)) {
            Some(Self::Arabic)
        } else if ["en", "eng"].iter().any(|code| is(code)) {
            Some(Self::English)
        } else {
            None
        }
    }

    pub fn is_right_to_left(self) -> bool {
        self == Self::Arabic
    }
}
