//! The regular expressions of rules: Java and ICU spelling into ours, compiled for both questions
//! a rule is asked ("where do you match?", "do you match here?").

use super::SrxError;
use super::srx::WrittenRule;

/// The furthest a rule looks around a possible break, in bytes.
const LOOK: usize = 1024;

/// A compiled expression: the linear engine where the rule allows it.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    Plain(regex::Regex),
    /// Look-around, back references and possessive quantifiers.
    Fancy(fancy_regex::Regex),
}

impl Pattern {
    fn new(pattern: &str, fancy: bool) -> Result<Self, String> {
        let plain = (!fancy).then(|| regex::Regex::new(pattern));
        match plain {
            Some(Ok(regex)) => Ok(Self::Plain(regex)),
            // The plain engine knows better what is wrong, unless look-around is.
            plain => {
                fancy_regex::Regex::new(pattern)
                    .map(Self::Fancy)
                    .map_err(|error| match plain {
                        Some(Err(plain)) if !is_look_around(&plain) => last_line(&plain),
                        _ => last_line(&error),
                    })
            }
        }
    }

    /// Whether the pattern matches somewhere in `text[start..]`. A rule that gives up
    /// (too much backtracking) does not match.
    fn is_match_from(&self, text: &str, start: usize) -> bool {
        match self {
            Self::Plain(regex) => regex.is_match_at(text, start),
            Self::Fancy(regex) => matches!(regex.find_from_pos(text, start), Ok(Some(_))),
        }
    }
}

fn is_look_around(error: &regex::Error) -> bool {
    let message = error.to_string();
    message.contains("look-around") || message.contains("backreferences")
}

fn last_line(error: &impl ToString) -> String {
    let text = error.to_string();
    let line = text.lines().last().unwrap_or_default().trim();
    line.trim_start_matches("error: ").to_owned()
}

/// A rule ready to use.
#[derive(Debug, Clone)]
pub(super) enum Rule {
    Break(BreakRule),
    Exception(Exception),
}

/// Finds breaks. The place of the break is an empty group between both sides.
#[derive(Debug, Clone)]
pub(super) struct BreakRule {
    pub pattern: Pattern,
    /// Number of the empty group.
    pub place: usize,
}

/// Forbids a break between a match of `before` and one of `after`.
#[derive(Debug, Clone)]
pub(super) struct Exception {
    before: Pattern,
    after: Pattern,
    /// How far `before` has to look back, in bytes.
    reach: usize,
    /// As written in our spelling, for joining rules.
    source: Sides,
}

#[derive(Debug, Clone)]
struct Sides {
    before: String,
    after: String,
    fancy: bool,
}

impl Rule {
    pub fn compile(written: &WrittenRule) -> Result<Self, SrxError> {
        let error = |element, pattern: &str, problem| SrxError::BadRule {
            line: written.line,
            element,
            pattern: pattern.to_owned(),
            problem,
        };
        let before_error = |problem| error("beforebreak", &written.before, problem);
        let after_error = |problem| error("afterbreak", &written.after, problem);
        let before = translate(&written.before).map_err(before_error)?;
        let after = translate(&written.after).map_err(after_error)?;
        let groups = match Pattern::new(&format!("(?:{})", before.text), before.fancy)
            .map_err(before_error)?
        {
            Pattern::Plain(regex) => regex.captures_len(),
            Pattern::Fancy(regex) => regex.captures_len(),
        };
        let sides = Sides {
            before: before.text,
            after: after.text,
            fancy: before.fancy || after.fancy,
        };
        if !written.breaks {
            return Exception::new(sides)
                .map(Self::Exception)
                .map_err(after_error);
        }
        let pattern = format!("(?:{})()(?:{})", sides.before, sides.after);
        Ok(Self::Break(BreakRule {
            pattern: Pattern::new(&pattern, sides.fancy).map_err(after_error)?,
            place: groups,
        }))
    }
}

impl Exception {
    fn new(sides: Sides) -> Result<Self, String> {
        // Each side sees one character of the other, for word boundaries at the break.
        let before = format!("(?:{})(?s:.)\\z", sides.before);
        let after = format!("\\A(?s:.)(?:{})", sides.after);
        Ok(Self {
            before: Pattern::new(&before, sides.fancy)?,
            after: Pattern::new(&after, sides.fancy)?,
            reach: reach(&sides.before),
            source: sides,
        })
    }

    /// Whether a break at `place`, a character boundary inside the text, is forbidden.
    pub fn forbids(&self, text: &str, place: usize) -> bool {
        let previous = text.floor_char_boundary(place.saturating_sub(1));
        let next = text.ceil_char_boundary(place.saturating_add(1).min(text.len()));
        let end = text.ceil_char_boundary(next.saturating_add(LOOK).min(text.len()));
        let start = text.floor_char_boundary(place.saturating_sub(self.reach));
        self.after.is_match_from(&text[previous..end], 0)
            && self.before.is_match_from(&text[..next], start)
    }

    /// One exception doing the work of several whose order does not matter, where they have the
    /// same right side. Rule files have hundreds of abbreviations, one rule each.
    pub fn join(exceptions: Vec<Self>) -> Vec<Self> {
        let mut groups: Vec<Vec<Self>> = Vec::new();
        for exception in exceptions {
            let alike = groups
                .iter_mut()
                .find(|group| group.first().is_some_and(|first| first.joins(&exception)));
            match alike {
                Some(group) => group.push(exception),
                None => groups.push(vec![exception]),
            }
        }
        groups.into_iter().flat_map(Self::join_group).collect()
    }

    fn joins(&self, other: &Self) -> bool {
        !self.source.fancy
            && !other.source.fancy
            && matches!(
                (&self.before, &other.before),
                (Pattern::Plain(_), Pattern::Plain(_))
            )
            && self.source.after == other.source.after
            && (self.reach == LOOK) == (other.reach == LOOK)
    }

    fn join_group(group: Vec<Self>) -> Vec<Self> {
        if group.len() < 2 {
            return group;
        }
        let sides: Vec<_> = group
            .iter()
            .map(|e| format!("(?:{})", e.source.before))
            .collect();
        let joined = Self::new(Sides {
            before: sides.join("|"),
            after: group[0].source.after.clone(),
            fancy: false,
        });
        match joined {
            Ok(joined) if matches!(joined.before, Pattern::Plain(_)) => vec![joined],
            // Too big for one expression.
            _ => group,
        }
    }
}

/// How many bytes a match can have, with room for what stands before it.
fn reach(pattern: &str) -> usize {
    regex_syntax::parse(pattern)
        .ok()
        .and_then(|hir| hir.properties().maximum_len())
        .map_or(LOOK, |length| length.saturating_add(8).min(LOOK))
}

/// Whether a language map's pattern covers a language tag; case does not count in tags.
pub(super) fn matches_tag(written: &str, tag: &str, line: u64) -> Result<bool, SrxError> {
    translate(written)
        .and_then(|p| Pattern::new(&format!("(?i)\\A(?:{})\\z", p.text), p.fancy))
        .map(|pattern| pattern.is_match_from(tag, 0))
        .map_err(|problem| SrxError::BadRule {
            line,
            element: "languagemap",
            pattern: written.to_owned(),
            problem,
        })
}

/// An expression in the spelling of the `regex` crate.
#[derive(Debug, PartialEq, Eq)]
struct Translated {
    text: String,
    /// Only the backtracking engine means the same by it.
    fancy: bool,
}

/// Rewrites what Java and ICU spell differently. Errors say what is not supported.
fn translate(pattern: &str) -> Result<Translated, String> {
    let mut translator = Translator {
        rest: pattern,
        out: String::with_capacity(pattern.len() + 8),
        class_depth: 0,
        fancy: false,
    };
    translator.run()?;
    Ok(Translated {
        text: translator.out,
        fancy: translator.fancy,
    })
}

struct Translator<'p> {
    rest: &'p str,
    out: String,
    /// How many `[` are open.
    class_depth: usize,
    fancy: bool,
}

impl Translator<'_> {
    fn run(&mut self) -> Result<(), String> {
        while let Some(c) = self.next() {
            match c {
                '\\' => self.escape()?,
                '[' => {
                    self.class_depth += 1;
                    self.out.push(c);
                    if self.rest.starts_with('^') {
                        self.next();
                        self.out.push('^');
                    }
                }
                ']' if self.class_depth > 0 => {
                    self.class_depth -= 1;
                    self.out.push(c);
                }
                // Set operators of the regex crate only; plain characters elsewhere.
                '-' | '~' if self.class_depth > 0 && self.rest.starts_with(c) => {
                    self.literal(c);
                }
                '*' | '+' | '?' | '}' if self.class_depth == 0 => self.quantifier(c),
                '(' if self.class_depth == 0 && self.rest.starts_with('?') => self.group(),
                _ => self.out.push(c),
            }
        }
        Ok(())
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn literal(&mut self, c: char) {
        if c.is_alphanumeric() || c == '_' {
            self.out.push(c);
        } else {
            self.out.push_str(&format!("\\x{{{:X}}}", u32::from(c)));
        }
    }

    /// A second `+` makes a quantifier possessive, which the plain engine would misread.
    fn quantifier(&mut self, c: char) {
        self.out.push(c);
        if self.rest.starts_with('+') {
            self.next();
            self.out.push('+');
            self.fancy = true;
        }
    }

    /// Inline flags: Java's `d` and `U` are ours by default, and our `U` is another thing.
    fn group(&mut self) {
        self.out.push('(');
        let body = self.rest.strip_prefix('?').unwrap_or_default();
        let flags = body
            .find(|c: char| !c.is_ascii_alphabetic() && c != '-')
            .map_or("", |end| &body[..end]);
        let closes = body[flags.len()..].starts_with([')', ':']);
        if flags.is_empty() || !closes {
            return;
        }
        let kept: String = flags.chars().filter(|c| !matches!(c, 'd' | 'U')).collect();
        let kept = kept.trim_end_matches('-');
        self.rest = &body[flags.len()..];
        self.out.push('?');
        if kept.is_empty() && self.rest.starts_with(')') {
            self.out.push(':');
        }
        self.out.push_str(kept);
    }

    fn escape(&mut self) -> Result<(), String> {
        let Some(c) = self.next() else {
            return Err("it ends in a lone backslash".to_owned());
        };
        match c {
            'Q' => self.quoted(),
            'E' => {}
            'h' => self.out.push_str(HORIZONTAL),
            'H' => self.out.push_str(NOT_HORIZONTAL),
            'R' => self
                .out
                .push_str("(?:\\r\\n|[\\n\\x0B\\x0C\\r\\x{85}\\x{2028}\\x{2029}])"),
            'v' => self
                .out
                .push_str("[\\n\\x0B\\x0C\\r\\x{85}\\x{2028}\\x{2029}]"),
            'V' => self
                .out
                .push_str("[^\\n\\x0B\\x0C\\r\\x{85}\\x{2028}\\x{2029}]"),
            'Z' => self.out.push_str("\\z"),
            'e' => self.out.push_str("\\x1B"),
            'u' => self.unicode_escape()?,
            '0' => self.octal(),
            'p' | 'P' => self.property(c)?,
            'k' | '1'..='9' => {
                self.fancy = true;
                self.out.push('\\');
                self.out.push(c);
            }
            'G' | 'X' | 'N' | 'c' => return Err(format!("\\{c} is not supported")),
            'x' | 'd' | 'D' | 's' | 'S' | 'w' | 'W' | 'b' | 'B' | 'A' | 'z' | 't' | 'n' | 'r'
            | 'f' | 'a' => {
                self.out.push('\\');
                self.out.push(c);
            }
            _ if c.is_ascii_alphabetic() => return Err(format!("\\{c} is not known")),
            _ => self.literal(c),
        }
        Ok(())
    }

    fn quoted(&mut self) {
        let end = self.rest.find("\\E");
        let (quoted, rest) = match end {
            Some(end) => (&self.rest[..end], &self.rest[end + 2..]),
            None => (self.rest, ""),
        };
        for c in quoted.chars() {
            self.literal(c);
        }
        self.rest = rest;
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        self.rest = &self.rest[4..];
        Some(value)
    }

    /// `\uXXXX`, also as a pair of surrogates, and ICU's `\u{X}`.
    fn unicode_escape(&mut self) -> Result<(), String> {
        if self.rest.starts_with('{') {
            self.out.push_str("\\u");
            return Ok(());
        }
        let bad = || "\\u needs four hexadecimal digits".to_owned();
        let mut value = self.hex().ok_or_else(bad)?;
        if (0xD800..0xDC00).contains(&value) {
            self.rest = self.rest.strip_prefix("\\u").ok_or_else(bad)?;
            let low = self.hex().ok_or_else(bad)?;
            value = 0x10000 + ((value - 0xD800) << 10) + (low.wrapping_sub(0xDC00) & 0x3FF);
        }
        self.out.push_str(&format!("\\x{{{value:X}}}"));
        Ok(())
    }

    fn octal(&mut self) {
        let digits = self
            .rest
            .bytes()
            .take(3)
            .take_while(|b| (b'0'..=b'7').contains(b))
            .count();
        let value = u32::from_str_radix(&self.rest[..digits], 8).unwrap_or(0);
        self.rest = &self.rest[digits..];
        self.out.push_str(&format!("\\x{{{value:X}}}"));
    }

    /// `\p{…}` with the names only Java and POSIX know.
    fn property(&mut self, letter: char) -> Result<(), String> {
        let name = match self.rest.strip_prefix('{') {
            Some(inner) => {
                let end = inner.find('}').ok_or("\\p{ is not closed")?;
                self.rest = &inner[end + 1..];
                &inner[..end]
            }
            None => {
                let end = self.rest.chars().next().map_or(0, char::len_utf8);
                let (name, rest) = self.rest.split_at(end);
                self.rest = rest;
                name
            }
        };
        match java_property(name) {
            Some(set) if letter == 'p' => self.out.push_str(&format!("[{set}]")),
            Some(set) => self.out.push_str(&format!("[^{set}]")),
            None => self.out.push_str(&format!("\\{letter}{{{name}}}")),
        }
        Ok(())
    }
}

const HORIZONTAL: &str =
    "[ \\t\\x{A0}\\x{1680}\\x{180E}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}]";
const NOT_HORIZONTAL: &str =
    "[^ \\t\\x{A0}\\x{1680}\\x{180E}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}]";

/// The members of a property the regex crate has under another name or not at all.
fn java_property(name: &str) -> Option<&'static str> {
    Some(match name {
        "Lower" => "a-z",
        "Upper" => "A-Z",
        "ASCII" | "InBasicLatin" | "InBasic_Latin" => "\\x00-\\x7F",
        "Alpha" => "a-zA-Z",
        "Digit" => "0-9",
        "Alnum" => "a-zA-Z0-9",
        "Punct" => "!-/:-@\\x5B-`\\x7B-\\x7E",
        "Graph" => "!-\\x7E",
        "Print" => " -\\x7E",
        "Blank" => " \\t",
        "Cntrl" => "\\x00-\\x1F\\x7F",
        "XDigit" => "0-9a-fA-F",
        "Space" => " \\t\\n\\x0B\\f\\r",
        "javaLowerCase" => "\\p{Lowercase}",
        "javaUpperCase" => "\\p{Uppercase}",
        "javaWhitespace" => "\\s",
        "javaLetter" => "\\p{L}",
        "L1" => "\\x00-\\x{FF}",
        "InArabic" => "\\x{600}-\\x{6FF}",
        "InHebrew" => "\\x{590}-\\x{5FF}",
        "InCyrillic" => "\\x{400}-\\x{4FF}",
        "InGreek" => "\\x{370}-\\x{3FF}",
        "InThai" => "\\x{E00}-\\x{E7F}",
        "InHiragana" => "\\x{3040}-\\x{309F}",
        "InKatakana" => "\\x{30A0}-\\x{30FF}",
        "InCJKUnifiedIdeographs" | "InCJK_Unified_Ideographs" => "\\x{4E00}-\\x{9FFF}",
        "InGeneralPunctuation" | "InGeneral_Punctuation" => "\\x{2000}-\\x{206F}",
        "InLatin1Supplement" | "InLatin-1Supplement" => "\\x{80}-\\x{FF}",
        "InLatinExtendedA" | "InLatinExtended-A" => "\\x{100}-\\x{17F}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_spelling_is_rewritten() {
        for (written, text, expected) in [
            (r"\Qa.b\E+", "a.bb", true),
            (r"\Qa.b\E", "axb", false),
            (r"^\h$", "\u{A0}", true),
            (r"^[\hx]$", "\u{3000}", true),
            (r"^[^\h]$", "\t", false),
            (r"^\u061F$", "؟", true),
            (r"^[\u0600-\u06FF]+$", "نعم", true),
            (r"^\uD83D\uDE00$", "😀", true),
            (r"^\x{61F}$", "؟", true),
            (r"^\p{IsArabic}$", "ن", true),
            (r"^\p{InArabic}$", "؟", true),
            (r"^\P{InArabic}$", "؟", false),
            (r"^[\p{Punct}]$", "]", true),
            (r"^[a-z&&[^b]]$", "b", false),
            (r"^[+--]$", ",", false),
            (r"^\<\»\ $", "<» ", true),
            (r"^(?iu)É(?U)$", "é", true),
            (r"^(?d:a)$", "a", true),
            (r"^a++b$", "aab", true),
            (r"^a++a$", "aa", false),
            (r"(?<=\d{1,3})x", "12x", true),
            (r"^(a)\1$", "aa", true),
            (r"^\0101$", "A", true),
            (r"^\R$", "\r\n", true),
        ] {
            let translated = translate(written).unwrap();
            let pattern = Pattern::new(&translated.text, translated.fancy)
                .unwrap_or_else(|problem| panic!("{written}: {problem}"));
            assert_eq!(
                pattern.is_match_from(text, 0),
                expected,
                "{written} on {text}"
            );
        }
    }

    #[test]
    fn what_cannot_work_is_named() {
        for (written, expected) in [
            (r"a\", "lone backslash"),
            (r"\y", "\\y is not known"),
            (r"\G", "not supported"),
            (r"\u12", "four hexadecimal"),
            (r"(a", "unclosed group"),
            (r"\p{Klingon}", "property"),
        ] {
            let problem = translate(written)
                .and_then(|t| Pattern::new(&t.text, t.fancy))
                .unwrap_err();
            assert!(
                problem.to_lowercase().contains(expected),
                "{written}: {problem}"
            );
        }
    }
}
