//! Concordance: what is looked for in the units, and where it stands in a text.
//!
//! Words are compared by their core: without diacritics, hamza seats, tatweel, clitics, case and
//! the English possessive. A stored index lists units by core and word; what it gives are
//! candidates, each of which is matched here, so an index may list too many but never too few.

use super::clitics;
use super::required_letters::required_letters;
use crate::engine::text::normalize::key;
use crate::engine::text::tokenize::{Token, TokenKind, tokens};
use regex::{Regex, RegexBuilder};
use std::ops::Range;

/// Words of a query at most.
const WORDS: usize = 64;
/// Letters of a query at most.
pub(super) const LETTERS: usize = 2_000;
/// Hits marked in one text at most.
const MARKED: usize = 200;
/// What a compiled regular expression may take, in bytes.
pub(super) const REGEX_SIZE: usize = 1 << 20;
/// Longer words are listed by their beginning.
const LISTED_LETTERS: usize = 64;

/// How a query is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ConcordanceMode {
    /// All words in any order, whatever their clitics and diacritics.
    #[default]
    Words,
    /// The text letter by letter as it is written.
    Exact,
    /// Words in which `*` stands for any letters and `?` for one; diacritics do not count.
    Wildcard,
    /// A regular expression on the text as it is written.
    Regex,
}

impl ConcordanceMode {
    pub const ALL: [Self; 4] = [Self::Words, Self::Exact, Self::Wildcard, Self::Regex];

    /// The stable name used by the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Exact => "exact",
            Self::Wildcard => "wildcard",
            Self::Regex => "regex",
        }
    }
}

/// Where it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ConcordanceSide {
    /// Either language; the words of a query may be spread over both.
    #[default]
    Both,
    Source,
    Target,
}

/// A query that cannot be looked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    #[error("the query is too long; look for fewer words")]
    TooLong,
    #[error("there is no word to look for in the query")]
    NoWord,
    #[error("the regular expression cannot be read: {0}")]
    Regex(String),
}

/// A word of a query as the index is asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexWord {
    /// All words with this core.
    Core(String),
    /// All words that fit.
    Glob(Glob),
    /// All words that hold these folded letters.
    Within(String),
}

impl IndexWord {
    /// Whether a word, as it is listed, is meant.
    pub fn fits(&self, core: &str, word: &str) -> bool {
        match self {
            Self::Core(wanted) => wanted == core,
            Self::Glob(glob) => glob.fits(word),
            // What was cut off a very long word may hold them.
            Self::Within(letters) => word.contains(letters.as_str()) || Self::is_cut(word),
        }
    }

    /// Whether a listed word may have lost its end.
    pub fn is_cut(word: &str) -> bool {
        word.chars().nth(LISTED_LETTERS - 1).is_some()
    }

    /// The longest stretch of letters that a word must hold to be meant.
    pub fn longest_letters(&self) -> String {
        match self {
            Self::Core(letters) | Self::Within(letters) => letters.clone(),
            Self::Glob(Glob(glob)) => {
                let parts = glob.split(|c| matches!(c, '*' | '?'));
                parts
                    .max_by_key(|part| part.len())
                    .unwrap_or_default()
                    .iter()
                    .collect()
            }
        }
    }
}

/// A word with `*` and `?`, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob(Vec<char>);

impl Glob {
    /// Whether the folded word fits. Takes at most letters × letters steps.
    pub fn fits(&self, word: &str) -> bool {
        let (mut at, mut rest) = (0, word.chars());
        let mut back: Option<(usize, std::str::Chars<'_>)> = None;
        loop {
            let mut ahead = rest.clone();
            let next = ahead.next();
            match (self.0.get(at), next) {
                (None, None) => return true,
                (Some('*'), _) => {
                    at += 1;
                    back = Some((at, rest.clone()));
                    continue;
                }
                (Some('?'), Some(_)) => {
                    (at, rest) = (at + 1, ahead);
                    continue;
                }
                (Some(letter), Some(c)) if *letter == c => {
                    (at, rest) = (at + 1, ahead);
                    continue;
                }
                _ => {}
            }
            // The last star takes a letter more.
            let Some((star, from)) = &mut back else {
                return false;
            };
            if from.next().is_none() {
                return false;
            }
            (at, rest) = (*star, from.clone());
        }
    }
}

#[derive(Debug, Clone)]
enum Matcher {
    /// Everything, to browse.
    All,
    Words(Vec<IndexWord>),
    Exact(String),
    Regex(Box<Regex>),
}

/// A query ready to be matched.
#[derive(Debug, Clone)]
pub struct ConcordancePattern {
    matcher: Matcher,
    side: ConcordanceSide,
    index: Vec<IndexWord>,
}

/// Byte ranges of what was found, in order, at most some hundred a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitHits {
    pub source: Vec<Range<usize>>,
    pub target: Vec<Range<usize>>,
}

impl ConcordancePattern {
    /// Reads a query; a blank one finds every unit.
    ///
    /// # Errors
    /// It is too long, holds no word, or is no regular expression.
    pub fn parse(
        query: &str,
        mode: ConcordanceMode,
        side: ConcordanceSide,
    ) -> Result<Self, PatternError> {
        if query.len() > LETTERS * 4 || query.chars().count() > LETTERS {
            return Err(PatternError::TooLong);
        }
        if query.trim().is_empty() {
            return Ok(Self {
                matcher: Matcher::All,
                side,
                index: Vec::new(),
            });
        }
        let (matcher, index) = match mode {
            ConcordanceMode::Words => {
                let words = distinct(cores(query).map(IndexWord::Core))?;
                (Matcher::Words(words.clone()), words)
            }
            ConcordanceMode::Wildcard => {
                let words = distinct(query.split_whitespace().flat_map(glob_words))?;
                (Matcher::Words(words.clone()), words)
            }
            ConcordanceMode::Exact => {
                let words: Vec<_> = cores(query).map(IndexWord::Core).take(WORDS).collect();
                (Matcher::Exact(query.trim().to_owned()), words)
            }
            ConcordanceMode::Regex => {
                let regex = RegexBuilder::new(query)
                    .size_limit(REGEX_SIZE)
                    .build()
                    .map_err(|error| PatternError::Regex(reason(&error)))?;
                let letters = required_letters(query).into_iter();
                (
                    Matcher::Regex(Box::new(regex)),
                    letters.map(IndexWord::Within).collect(),
                )
            }
        };
        Ok(Self {
            matcher,
            side,
            index,
        })
    }

    /// The words that every unit found must hold, on one side or the other.
    pub fn index_words(&self) -> &[IndexWord] {
        &self.index
    }

    /// Whether every unit is found.
    pub fn is_all(&self) -> bool {
        matches!(self.matcher, Matcher::All)
    }

    /// Where the pattern stands in a unit; `None` where it does not.
    pub fn find(&self, source: &str, target: &str) -> Option<UnitHits> {
        let source = (self.side != ConcordanceSide::Target).then_some(source);
        let target = (self.side != ConcordanceSide::Source).then_some(target);
        let mut hits = UnitHits::default();
        match &self.matcher {
            Matcher::All => return Some(hits),
            Matcher::Words(words) => {
                let mut found = vec![false; words.len()];
                hits.source = word_hits(source.unwrap_or_default(), words, &mut found);
                hits.target = word_hits(target.unwrap_or_default(), words, &mut found);
                return found.iter().all(|found| *found).then_some(hits);
            }
            Matcher::Exact(text) => {
                hits.source = exact_hits(source.unwrap_or_default(), text);
                hits.target = exact_hits(target.unwrap_or_default(), text);
            }
            Matcher::Regex(regex) => {
                hits.source = regex_hits(source.unwrap_or_default(), regex);
                hits.target = regex_hits(target.unwrap_or_default(), regex);
            }
        }
        (!hits.source.is_empty() || !hits.target.is_empty()).then_some(hits)
    }
}

/// The words of a text as the index lists them: core and folded word. A very long word is cut.
pub fn listed_words(text: &str, mut take: impl FnMut(&str, &str)) {
    for token in tokens(text) {
        if token.kind != TokenKind::Punctuation {
            let word = folded(text.get(token.range).unwrap_or_default());
            take(listed_core(&word), cut(&word));
        }
    }
}

/// The core by which the index lists a word.
fn listed_core(word: &str) -> &str {
    cut(core(word))
}

fn cut(word: &str) -> &str {
    let end = word.char_indices().nth(LISTED_LETTERS);
    end.and_then(|(at, _)| word.get(..at)).unwrap_or(word)
}

fn folded(word: &str) -> String {
    let key = key(word);
    if key.chars().any(char::is_uppercase) {
        return key.to_lowercase();
    }
    key
}

/// What is left of a folded word without clitics or possessive.
fn core(word: &str) -> &str {
    clitics::core(word.strip_suffix("'s").unwrap_or(word))
}

fn cores(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = tokens(text).into_iter();
    let words = words.filter(|token| token.kind != TokenKind::Punctuation);
    words.map(|token| listed_core(&folded(text.get(token.range).unwrap_or_default())).to_owned())
}

fn glob_words(word: &str) -> Vec<IndexWord> {
    let letters = folded(word);
    if !letters.contains(['*', '?']) {
        return cores(word).map(IndexWord::Core).collect();
    }
    // Punctuation at the edges is in no word.
    let is_edge = |c: char| !c.is_alphanumeric() && !matches!(c, '*' | '?');
    let mut glob: Vec<char> = letters.trim_matches(is_edge).chars().collect();
    glob.dedup_by(|a, b| *a == '*' && *b == '*');
    if glob.iter().any(|c| c.is_alphanumeric()) {
        vec![IndexWord::Glob(Glob(glob))]
    } else {
        Vec::new()
    }
}

fn distinct(words: impl Iterator<Item = IndexWord>) -> Result<Vec<IndexWord>, PatternError> {
    let mut found: Vec<IndexWord> = Vec::new();
    for word in words {
        if !found.contains(&word) {
            found.push(word);
        }
        if found.len() > WORDS {
            return Err(PatternError::TooLong);
        }
    }
    if found.is_empty() {
        return Err(PatternError::NoWord);
    }
    Ok(found)
}

fn word_hits(text: &str, words: &[IndexWord], found: &mut [bool]) -> Vec<Range<usize>> {
    let mut hits = Vec::new();
    for token in tokens(text) {
        if token.kind == TokenKind::Punctuation {
            continue;
        }
        let word = folded(text.get(token.range.clone()).unwrap_or_default());
        let (core, whole) = (listed_core(&word), cut(&word));
        let mut is_hit = false;
        for (wanted, found) in words.iter().zip(found.iter_mut()) {
            let fits = wanted.fits(core, whole);
            *found |= fits;
            is_hit |= fits;
        }
        if is_hit && hits.len() < MARKED {
            hits.push(token.range);
        }
    }
    hits
}

/// Whole words only, as far as the text begins and ends with one.
fn exact_hits(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let mut hits = Vec::new();
    let mut bounds: Option<Vec<Token>> = None;
    for (start, found) in text.match_indices(wanted) {
        let range = start..start + found.len();
        let tokens = bounds.get_or_insert_with(|| tokens(text));
        if !cuts_word(tokens, range.start) && !cuts_word(tokens, range.end) {
            hits.push(range);
        }
        if hits.len() >= MARKED {
            break;
        }
    }
    hits
}

/// Whether a place is inside a word.
fn cuts_word(tokens: &[Token], at: usize) -> bool {
    let next = tokens.partition_point(|token| token.range.end <= at);
    tokens.get(next).is_some_and(|token| token.range.start < at)
}

fn regex_hits(text: &str, regex: &Regex) -> Vec<Range<usize>> {
    let found = regex.find_iter(text).take(MARKED);
    found
        .map(|hit| hit.range())
        .filter(|range| !range.is_empty())
        .collect()
}

/// The last line of a regex error says what is wrong; the ones before point at it.
pub(super) fn reason(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").trim().to_owned()
}

/// A stretch of a text around what was found in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    pub text: String,
    /// Byte ranges of the hits in it.
    pub hits: Vec<Range<usize>>,
}

/// The keyword in context: about so many letters before and after the first hit, cut at words.
pub fn excerpt(text: &str, hits: &[Range<usize>], letters: usize) -> Excerpt {
    let (from, to) = hits
        .first()
        .map_or((0, 0), |hit| (hit.start, hit.end.min(text.len())));
    let before = text.get(..from).unwrap_or_default();
    let after = text.get(to..).unwrap_or_default();
    // What the end does not need is given to the beginning, and the other way round.
    let spare = letters.saturating_sub(after.chars().take(letters).count());
    let start = match before.char_indices().rev().nth(letters + spare) {
        Some((at, _)) => next_word(text, at, from),
        None => 0,
    };
    let spare = letters.saturating_sub(before.chars().take(letters).count());
    let end = match after.char_indices().nth(letters + spare) {
        Some((at, _)) => last_word(text, to, to + at),
        None => text.len(),
    };
    let mut shown = String::new();
    if start > 0 {
        shown.push_str("… ");
    }
    let shift = shown.len();
    shown.push_str(text.get(start..end).unwrap_or_default());
    if end < text.len() {
        shown.push_str(" …");
    }
    let hits = hits
        .iter()
        .filter(|hit| hit.start >= start && hit.end <= end);
    let hits = hits.map(|hit| hit.start - start + shift..hit.end - start + shift);
    Excerpt {
        hits: hits.collect(),
        text: shown,
    }
}

fn next_word(text: &str, at: usize, limit: usize) -> usize {
    let rest = text.get(at..limit).unwrap_or_default();
    let space = rest.char_indices().find(|(_, c)| c.is_whitespace());
    space.map_or(at, |(offset, c)| at + offset + c.len_utf8())
}

fn last_word(text: &str, limit: usize, at: usize) -> usize {
    let rest = text.get(limit..at).unwrap_or_default();
    rest.rfind(char::is_whitespace)
        .map_or(at, |offset| limit + offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ConcordanceMode::{Exact, Regex, Wildcard, Words};
    use proptest::prelude::*;

    fn find(mode: ConcordanceMode, query: &str, source: &str, target: &str) -> Option<String> {
        let pattern = ConcordancePattern::parse(query, mode, ConcordanceSide::Both).unwrap();
        let hits = pattern.find(source, target)?;
        let text = |text: &str, hits: Vec<Range<usize>>| -> Vec<String> {
            hits.into_iter().map(|hit| text[hit].to_owned()).collect()
        };
        let mut all = text(source, hits.source);
        all.extend(text(target, hits.target));
        Some(all.join("|"))
    }

    #[test]
    fn what_is_found() {
        let cases = [
            (
                Words,
                "هدنة",
                "صمدت الهُدْنَة وبالهدنة",
                "",
                Some("الهُدْنَة|وبالهدنة"),
            ),
            (Words, "الأزمة", "ازمه طويلة", "", Some("ازمه")),
            (
                Words,
                "هـــدنة truce",
                "هدنتهم",
                "The Truce's end",
                Some("هدنتهم|Truce's"),
            ),
            (Words, "هدنة صمدت", "صمدت الهدنة", "", Some("صمدت|الهدنة")),
            (Words, "هدنة قمر", "صمدت الهدنة", "", None),
            (Words, "2016", "عام ٢٠١٦", "", Some("٢٠١٦")),
            (Exact, "هدنة", "الهدنة ثم هدنة.", "", Some("هدنة")),
            (
                Exact,
                "the truce",
                "",
                "The truce; the truce",
                Some("the truce"),
            ),
            (Exact, "إن الهدنة", "قال ان الهدنة", "", None),
            (Wildcard, "هد*", "هدنة وهدف، هُدوء", "", Some("هدنة|هُدوء")),
            (
                Wildcard,
                "tr?ce",
                "",
                "Truce, trace, tranche",
                Some("Truce|trace"),
            ),
            (
                Wildcard,
                "*ation* talks",
                "",
                "negotiations: talks",
                Some("negotiations|talks"),
            ),
            (
                Regex,
                r"\d+ (days|hours)",
                "",
                "48 hours or 3 days",
                Some("48 hours|3 days"),
            ),
            (Regex, "x*", "abc", "", None),
            (Regex, "هدن[ةه]", "صمدت الهدنه", "", Some("هدنه")),
            (Words, "", "anything", "", Some("")),
        ];
        for (mode, query, source, target, expected) in cases {
            let found = find(mode, query, source, target);
            assert_eq!(found.as_deref(), expected, "{mode:?} {query}");
        }
    }

    #[test]
    fn sides_are_kept_apart() {
        let source = ConcordanceSide::Source;
        let pattern = ConcordancePattern::parse("truce", Words, source).unwrap();
        assert_eq!(pattern.find("هدنة", "truce"), None);
        assert!(pattern.find("truce", "").is_some());
    }

    #[test]
    fn bad_queries_are_refused() {
        let refused = |query: &str, mode| {
            let side = ConcordanceSide::Both;
            ConcordancePattern::parse(query, mode, side).unwrap_err()
        };
        assert_eq!(refused("؟!", Words), PatternError::NoWord);
        assert_eq!(refused("***", Wildcard), PatternError::NoWord);
        assert_eq!(refused(&"ا".repeat(5_000), Exact), PatternError::TooLong);
        assert_eq!(
            refused("(a", Regex).to_string(),
            "the regular expression cannot be read: unclosed group"
        );
        assert!(matches!(
            refused(&"a{999}".repeat(300), Regex),
            PatternError::Regex(_)
        ));
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        let long = "ا".repeat(2_000_000);
        let marks = format!("ا{}", "\u{64B}".repeat(100_000));
        for text in [&long, &marks] {
            for (mode, query) in [
                (Wildcard, "*ا*ب*ا"),
                (Words, "اب"),
                (Exact, "ااا"),
                (Regex, "ا+ب"),
            ] {
                assert_eq!(find(mode, query, text, "a\0b"), None, "{mode:?}");
            }
        }
    }

    #[test]
    fn a_hit_stands_in_its_context() {
        let text = "one two three four five six seven eight nine ten";
        let hit = text.find("five").unwrap();
        let found = excerpt(text, std::slice::from_ref(&(hit..hit + 4)), 10);
        assert_eq!(found.text, "… four five six …");
        assert_eq!(&found.text[found.hits[0].clone()], "five");
        let last = text.find("ten").unwrap();
        let found = excerpt(text, std::slice::from_ref(&(last..last + 3)), 10);
        assert_eq!(found.text, "… seven eight nine ten");
        assert_eq!(excerpt("short", &[], 10).text, "short");
    }

    proptest! {
        /// What is found is listed in the index under the words it is asked for.
        #[test]
        fn nothing_found_is_unlisted(text in "[ابةهدنوال abcT'*?. ]{0,30}", query in "[ابةهدنوال abcT'*?.]{1,8}") {
            for mode in [Words, Exact, Wildcard] {
                let Ok(pattern) = ConcordancePattern::parse(&query, mode, ConcordanceSide::Both) else { continue };
                if pattern.is_all() || pattern.find(&text, "").is_none() { continue }
                let mut listed = Vec::new();
                listed_words(&text, |core, word| listed.push((core.to_owned(), word.to_owned())));
                for wanted in pattern.index_words() {
                    let is_listed = listed.iter().any(|(core, word)| wanted.fits(core, word));
                    prop_assert!(is_listed, "{mode:?} {query:?} in {text:?}: {wanted:?}");
                }
            }
        }

        /// The same of regular expressions, in texts with marks, hamzas and case.
        #[test]
        fn nothing_an_expression_finds_is_unlisted(
            text in "[ابةهدنويtTeE \u{654}\u{64b}\u{301}ـأ]{0,30}",
            regex in "(\\(\\?i\\))?([ابةهدنويtTeأ ]|\\[[ةهاأ]{2}\\]|ن[+?*]|\\(د[هt]\\)|[.]|\\\\b){1,7}",
        ) {
            let pattern = ConcordancePattern::parse(&regex, Regex, ConcordanceSide::Both).unwrap();
            if !pattern.is_all() && pattern.find(&text, "").is_some() {
                let mut listed = Vec::new();
                listed_words(&text, |core, word| listed.push((core.to_owned(), word.to_owned())));
                for wanted in pattern.index_words() {
                    let is_listed = listed.iter().any(|(core, word)| wanted.fits(core, word));
                    prop_assert!(is_listed, "{regex:?} in {text:?}: {wanted:?}");
                }
            }
        }

        #[test]
        fn nothing_panics(text in ".{0,60}", query in ".{0,20}", letters in 0..40_usize) {
            for mode in ConcordanceMode::ALL {
                let Ok(pattern) = ConcordancePattern::parse(&query, mode, ConcordanceSide::Both) else { continue };
                if let Some(hits) = pattern.find(&text, &text) {
                    let shown = excerpt(&text, &hits.source, letters);
                    prop_assert!(shown.hits.iter().all(|hit| shown.text.get(hit.clone()).is_some()));
                }
            }
        }
    }
}
