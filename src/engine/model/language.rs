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
        let is_among = |codes: &[&str]| codes.iter().any(|code| primary.eq_ignore_ascii_case(code));
        if is_among(&["ar", "ara", "arb"]) {
            Some(Self::Arabic)
        } else if is_among(&["en", "eng"]) {
            Some(Self::English)
        } else {
            None
        }
    }

    pub fn is_right_to_left(self) -> bool {
        self == Self::Arabic
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_all_kinds_are_read() {
        for (tag, language) in [
            ("ar-SY", Some(Language::Arabic)),
            ("AR", Some(Language::Arabic)),
            (" ara ", Some(Language::Arabic)),
            ("ar_EG", Some(Language::Arabic)),
            ("en-us", Some(Language::English)),
            ("ENG", Some(Language::English)),
            ("arn", None),
            ("e", None),
            ("", None),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }
}
