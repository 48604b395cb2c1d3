//! Runs of content words, counted and ranked.

use super::super::analysis::analyse;
use super::super::lexicon::Lexicon;
use super::super::names::common_words;
use crate::engine::model::TermCandidate;
use crate::engine::text::letters::Letters;
use crate::engine::text::normalize::strip_marks;
use crate::engine::text::tokenize::{TokenKind, tokens};
use std::collections::{HashMap, HashSet};

/// The longest candidate, in words.
pub(super) const LONGEST: usize = 4;
const EXAMPLES: usize = 5;
/// What a single word of the common stock counts.
const COMMON_WEIGHT: f64 = 0.25;

/// A content word: its key without clitics and article, and itself without clitics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub key: String,
    shown: String,
    /// ب, ل, ك or و stands before: no later word of a run.
    joined: bool,
}

#[derive(Default)]
struct Count {
    frequency: usize,
    words: usize,
    spellings: HashMap<String, usize>,
    examples: Vec<usize>,
}

/// The best candidates that occur at least `least` times and that `is_known` does not know.
pub fn extract(
    texts: &[&str],
    least: usize,
    most: usize,
    is_known: impl Fn(&str) -> bool,
) -> Vec<TermCandidate> {
    let vocabulary = vocabulary(texts.iter().copied());
    let mut counts: HashMap<String, Count> = HashMap::new();
    for (number, text) in texts.iter().enumerate() {
        for run in runs(text, &vocabulary) {
            count_run(&run, number, &mut counts);
        }
    }
    counts.retain(|_, count| count.frequency >= least.max(1));
    let nested = nested(&counts);
    let mut found: Vec<TermCandidate> = counts
        .into_iter()
        .filter_map(|(key, count)| {
            let (longer, kinds) = nested.get(&key).copied().unwrap_or_default();
            candidate(count, longer, kinds)
        })
        .collect();
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.source.cmp(&b.source))
    });
    found.retain(|candidate| candidate.score > 0.0);
    let unknown = found
        .into_iter()
        .filter(|candidate| !is_known(&candidate.source));
    unknown.take(most).collect()
}

/// The words of the texts by their keys: what stands behind a letter that may be a clitic.
pub(super) fn vocabulary<'t>(texts: impl Iterator<Item = &'t str>) -> HashSet<String> {
    let mut words = HashSet::new();
    for text in texts {
        for token in tokens(text)
            .into_iter()
            .filter(|token| token.kind == TokenKind::Word)
        {
            let letters = Letters::new(&text[token.range]);
            let key = letters.key();
            words.insert(key.strip_prefix("ال").unwrap_or(key).to_owned());
        }
    }
    words
}

/// The stretches of content words between function words, marks and numbers.
pub(super) fn runs(text: &str, vocabulary: &HashSet<String>) -> Vec<Vec<Content>> {
    let mut runs = vec![Vec::new()];
    let mut end = 0;
    for token in tokens(text) {
        let close = text
            .get(end..token.range.start)
            .is_some_and(|between| !between.contains('\n'));
        end = token.range.end;
        let content = match token.kind {
            TokenKind::Word => text
                .get(token.range)
                .and_then(|word| content(word, vocabulary)),
            _ => None,
        };
        let starts = !close || content.as_ref().is_none_or(|content| content.joined);
        if starts {
            runs.push(Vec::new());
        }
        if let (Some(content), Some(run)) = (content, runs.last_mut()) {
            run.push(content);
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn content(word: &str, vocabulary: &HashSet<String>) -> Option<Content> {
    let word = strip_marks(word);
    let letters = Letters::new(&word);
    if letters.len() < 2
        || letters.len() > 30
        || !letters.is_arabic()
        || Lexicon::shipped().is_function_word(&letters)
    {
        return None;
    }
    let reading = analyse(common_words(), &letters)
        .into_iter()
        .min_by_key(super::super::analysis::Analysis::cost);
    let pieces: Vec<&str> = reading.map_or_else(
        || guessed_clitics(&letters, vocabulary),
        |reading| reading.proclitics.pieces.to_vec(),
    );
    let has_article = pieces.last() == Some(&"ال");
    let merged = has_article && pieces.contains(&"ل");
    let clitics = pieces.len() - usize::from(has_article);
    let in_front = if merged {
        clitics
    } else {
        clitics + 2 * usize::from(has_article)
    };
    // للهدنة writes the article as one letter, لهدنة has none.
    let in_front = if merged {
        in_front + usize::from(letters.key().starts_with("لل") || letters.key().starts_with("ولل"))
    } else {
        in_front
    };
    let bare: String = letters
        .written()
        .get(in_front..)
        .unwrap_or_default()
        .iter()
        .collect();
    let key = letters.key_of(in_front, letters.len()).to_owned();
    if key.chars().count() < 2 {
        return None;
    }
    let shown = if has_article {
        format!("ال{bare}")
    } else {
        bare
    };
    Some(Content {
        key,
        shown,
        joined: clitics > 0,
    })
}

/// The clitics of a word that is not of the common stock: those that are sure, and single letters
/// before a word that the texts have without them.
fn guessed_clitics(letters: &Letters, vocabulary: &HashSet<String>) -> Vec<&'static str> {
    let key = letters.key();
    let sure: [(&str, &[&'static str]); 7] = [
        ("وال", &["و", "ال"]),
        ("بال", &["ب", "ال"]),
        ("وبال", &["و", "ب", "ال"]),
        ("فال", &["ف", "ال"]),
        ("لل", &["ل", "ال"]),
        ("ولل", &["و", "ل", "ال"]),
        ("ال", &["ال"]),
    ];
    let fits = sure.iter().filter(|(prefix, _)| {
        key.starts_with(prefix) && letters.len() >= prefix.chars().count() + 3
    });
    if let Some((_, pieces)) = fits.max_by_key(|(prefix, _)| prefix.len()) {
        return pieces.to_vec();
    }
    let single: [(&str, &[&'static str]); 6] = [
        ("وب", &["و", "ب"]),
        ("ول", &["و", "ل"]),
        ("و", &["و"]),
        ("ب", &["ب"]),
        ("ل", &["ل"]),
        ("ف", &["ف"]),
    ];
    let known = single.iter().find(|(prefix, _)| {
        key.strip_prefix(prefix)
            .is_some_and(|rest| rest.chars().count() >= 3 && vocabulary.contains(rest))
    });
    known.map_or_else(Vec::new, |(_, pieces)| pieces.to_vec())
}

fn count_run(run: &[Content], number: usize, counts: &mut HashMap<String, Count>) {
    for from in 0..run.len() {
        for to in from + 1..=run.len().min(from + LONGEST) {
            let words = &run[from..to];
            let join =
                |part: fn(&Content) -> &str| words.iter().map(part).collect::<Vec<_>>().join(" ");
            let count = counts.entry(join(|word| &word.key)).or_default();
            count.frequency += 1;
            count.words = words.len();
            *count.spellings.entry(join(|word| &word.shown)).or_default() += 1;
            if count.examples.len() < EXAMPLES && count.examples.last() != Some(&number) {
                count.examples.push(number);
            }
        }
    }
}

/// For each candidate: occurrences within longer candidates, and how many those are.
fn nested(counts: &HashMap<String, Count>) -> HashMap<String, (usize, usize)> {
    let mut nested: HashMap<String, (usize, usize)> = HashMap::new();
    for (key, count) in counts.iter().filter(|(_, count)| count.words > 1) {
        let words: Vec<&str> = key.split(' ').collect();
        for from in 0..words.len() {
            for to in from + 1..=words.len() {
                if to - from < words.len() {
                    let within = nested.entry(words[from..to].join(" ")).or_default();
                    within.0 += count.frequency;
                    within.1 += 1;
                }
            }
        }
    }
    nested
}

fn candidate(count: Count, longer: usize, kinds: usize) -> Option<TermCandidate> {
    let source = count
        .spellings
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))?
        .0;
    let mean = if kinds == 0 {
        0.0
    } else {
        longer as f64 / kinds as f64
    };
    let c_value = ((count.words + 1) as f64).log2() * (count.frequency as f64 - mean);
    // Two letters alone are a particle or part of a name.
    if count.words == 1 && source.chars().count() < 3 {
        return None;
    }
    let is_common = count.words == 1 && !analyse(common_words(), &Letters::new(&source)).is_empty();
    Some(TermCandidate {
        source,
        frequency: count.frequency,
        score: if is_common {
            COMMON_WEIGHT * c_value
        } else {
            c_value
        },
        translations: Vec::new(),
        examples: count.examples,
    })
}
