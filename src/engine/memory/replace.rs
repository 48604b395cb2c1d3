//! Searching and replacing in the texts of units, with what changes marked on both sides.

use super::concordance::{LETTERS, PatternError, REGEX_SIZE, reason};
use regex::{NoExpand, Regex, RegexBuilder, Replacer as _};
use std::ops::Range;

/// A text longer than this is not made, whatever the replacement says.
const LONGEST: usize = 1 << 21;

/// What is looked for, and what comes in its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReplaceRule {
    pub find: String,
    /// With a regular expression `$1` or `${name}` stand for its groups and `$$` for a dollar sign.
    pub replace: String,
    pub is_regex: bool,
    pub match_case: bool,
    pub whole_words: bool,
}

/// A rule ready to be used.
#[derive(Debug, Clone)]
pub struct Replacement {
    regex: Regex,
    replace: String,
    has_groups: bool,
}

/// A text after the replacement, and the bytes that changed in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    pub text: String,
    pub before: Vec<Range<usize>>,
    pub after: Vec<Range<usize>>,
}

impl Replacement {
    /// Reads a rule.
    ///
    /// # Errors
    /// There is nothing to look for, it is too long, or it is no regular expression.
    pub fn parse(rule: &ReplaceRule) -> Result<Self, PatternError> {
        if rule.find.chars().count() > LETTERS || rule.replace.chars().count() > LETTERS {
            return Err(PatternError::TooLong);
        }
        if rule.find.is_empty() {
            return Err(PatternError::NoWord);
        }
        let mut pattern = if rule.is_regex {
            rule.find.clone()
        } else {
            regex::escape(&rule.find)
        };
        if rule.whole_words {
            // A bound is asked for only where a word would go on.
            let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            let (first, last) = (rule.find.chars().next(), rule.find.chars().next_back());
            let before = if rule.is_regex || is_word(first) {
                r"\b"
            } else {
                ""
            };
            let after = if rule.is_regex || is_word(last) {
                r"\b"
            } else {
                ""
            };
            pattern = format!("{before}(?:{pattern}){after}");
        }
        let regex = RegexBuilder::new(&pattern)
            .case_insensitive(!rule.match_case)
            .size_limit(REGEX_SIZE)
            .build()
            .map_err(|error| PatternError::Regex(reason(&error)))?;
        Ok(Self {
            regex,
            replace: rule.replace.clone(),
            has_groups: rule.is_regex,
        })
    }

    /// The text with everything replaced; `None` where nothing changes. What touches a stretch of
    /// `kept`, which are tags, stays as it is.
    pub fn apply(&self, text: &str, kept: &[Range<usize>]) -> Option<Replaced> {
        let mut out = Replaced {
            text: String::with_capacity(text.len()),
            before: Vec::new(),
            after: Vec::new(),
        };
        let mut at = 0;
        for found in self.regex.captures_iter(text) {
            let whole = found.get(0)?.range();
            let touches = |kept: &Range<usize>| kept.start < whole.end && whole.start < kept.end;
            if whole.is_empty() || kept.iter().any(touches) {
                continue;
            }
            out.text.push_str(text.get(at..whole.start)?);
            let start = out.text.len();
            if self.has_groups {
                self.replace.as_str().replace_append(&found, &mut out.text);
            } else {
                NoExpand(&self.replace).replace_append(&found, &mut out.text);
            }
            if out.text.len() > LONGEST {
                return None;
            }
            at = whole.end;
            out.before.push(whole);
            out.after.push(start..out.text.len());
        }
        out.text.push_str(text.get(at..)?);
        (out.text != text).then_some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(find: &str, replace: &str, options: &str) -> ReplaceRule {
        ReplaceRule {
            find: find.into(),
            replace: replace.into(),
            is_regex: options.contains('r'),
            match_case: options.contains('c'),
            whole_words: options.contains('w'),
        }
    }

    #[test]
    fn texts_are_replaced_as_the_rule_says() {
        for (find, replace, options, text, expected) in [
            (
                "truce",
                "ceasefire",
                "",
                "The truce, a Truce",
                Some("The ceasefire, a ceasefire"),
            ),
            ("truce", "ceasefire", "c", "The Truce", None),
            (
                "man",
                "person",
                "w",
                "A woman, a man.",
                Some("A woman, a person."),
            ),
            ("$5", "$1", "", "for $5", Some("for $1")),
            ("U.S.", "US", "w", "the U.S. army", Some("the US army")),
            (
                r"(\d+) killed",
                "killed: $1",
                "r",
                "12 killed",
                Some("killed: 12"),
            ),
            (
                r"(?<n>\d+)%",
                "${n} percent",
                "r",
                "5% of 7%",
                Some("5 percent of 7 percent"),
            ),
            ("x*", "y", "r", "abc", None),
            ("هدنة", "تهدئة", "w", "هدنة والهدنة", Some("تهدئة والهدنة")),
            ("same", "same", "c", "the same", None),
            ("a", "", "", "banana", Some("bnn")),
        ] {
            let replacement = Replacement::parse(&rule(find, replace, options)).unwrap();
            let found = replacement.apply(text, &[]).map(|found| found.text);
            assert_eq!(found.as_deref(), expected, "{find} in {text}");
        }
    }

    #[test]
    fn what_changes_is_marked_and_tags_stay() {
        let replacement = Replacement::parse(&rule("1", "22", "")).unwrap();
        let found = replacement.apply("1 <1>1</1>", &[2..5, 6..10]).unwrap();
        assert_eq!(found.text, "22 <1>22</1>");
        assert_eq!(
            (found.before, found.after),
            (vec![0..1, 5..6], vec![0..2, 6..8])
        );
    }

    #[test]
    fn rules_that_cannot_be_used_say_why() {
        assert_eq!(
            Replacement::parse(&rule("", "x", "")).err(),
            Some(PatternError::NoWord)
        );
        assert!(matches!(
            Replacement::parse(&rule("(", "x", "r")),
            Err(PatternError::Regex(_))
        ));
        let long = "a".repeat(LETTERS + 1);
        assert_eq!(
            Replacement::parse(&rule(&long, "", "")).err(),
            Some(PatternError::TooLong)
        );
    }
}
