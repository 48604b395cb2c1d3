//! Runs of content words, counted and ranked.

use crate::engine::model::TermCandidate;
use crate::engine::text::letters::Letters;
use crate::engine::text::morphology::analysis::analyse;
use crate::engine::text::morphology::common_words;
use crate::engine::text::morphology::lexicon::{Class, Lexicon};
use crate::engine::text::normalize::strip_marks;
use crate::engine::text::tokenize::{TokenKind, tokens};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The background: words that every text has.
static EVERYDAY: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("everyday_words.txt").lines();
    let words = lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace);
    words
        .map(|word| Letters::new(word).key().to_owned())
        .collect()
});

/// The longest candidate, in words.
pub(super) const LONGEST: usize = 4;
const EXAMPLES: usize = 5;
/// What a single word counts that the lexicon has: a term perhaps, but one every reader knows.
const LISTED_WEIGHT: f64 = 0.5;
/// What an adjective or a name alone counts; names have a list of their own.
const MODIFIER_WEIGHT: f64 = 0.2;
/// What a run counts with an everyday word at its head or at its end: `عدد القتلى`, `اتفاق جديد`.
const EVERYDAY_WEIGHT: f64 = 0.35;

/// Prepositions: a noun follows.
const PREPOSITIONS: &[&str] = &[
    "في", "من", "علي", "الي", "عن", "مع", "بين", "خلال", "ضد", "نحو", "حول", "عبر", "لدي", "دون",
    "عند", "بعد", "قبل",
];

/// A content word: the key of its citation form, or of itself without clitics and article where
/// that is not known; and itself without clitics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub key: String,
    shown: String,
    /// ب, ل, ك or و stands before: no later word of a run.
    joined: bool,
    article: bool,
    /// What stands before it, or its ending, shows a noun or an adjective.
    is_nominal: bool,
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
    let nominal = nominal_words(texts, &vocabulary);
    counts.retain(|key, count| {
        let head = key.split(' ').next().unwrap_or_default();
        count.frequency >= least.max(1) && nominal.contains(head)
    });
    let nested = nested(&counts);
    let mut found: Vec<TermCandidate> = counts
        .into_iter()
        .filter_map(|(key, count)| {
            let (longer, kinds) = nested.get(&key).copied().unwrap_or_default();
            candidate(&key, count, longer, kinds)
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

/// Words seen at least once where only nouns and adjectives stand; the others are verbs.
fn nominal_words(texts: &[&str], vocabulary: &HashSet<String>) -> HashSet<String> {
    let words = texts
        .iter()
        .flat_map(|text| runs(text, vocabulary))
        .flatten();
    words
        .filter(|word| word.is_nominal)
        .map(|word| word.key)
        .collect()
}

/// The stretches of content words between function words, marks and numbers. An indefinite word
/// behind a definite one begins another: `الهدنة مساء`.
pub(super) fn runs(text: &str, vocabulary: &HashSet<String>) -> Vec<Vec<Content>> {
    let mut runs: Vec<Vec<Content>> = vec![Vec::new()];
    let mut end = 0;
    let mut after_preposition = false;
    for token in tokens(text) {
        let close = text
            .get(end..token.range.start)
            .is_some_and(|between| !between.contains('\n'));
        end = token.range.end;
        let word = text.get(token.range).unwrap_or_default();
        let content = match token.kind {
            TokenKind::Word => content(word, vocabulary, after_preposition),
            _ => None,
        };
        after_preposition = PREPOSITIONS.contains(&Letters::new(word).key());
        let parted = |content: &Content| {
            let before = runs.last().and_then(|run| run.last());
            content.joined || before.is_some_and(|before| before.article && !content.article)
        };
        if !close || content.as_ref().is_none_or(parted) {
            runs.push(Vec::new());
        }
        if let (Some(content), Some(run)) = (content, runs.last_mut()) {
            run.push(content);
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn content(
    written: &str,
    vocabulary: &HashSet<String>,
    after_preposition: bool,
) -> Option<Content> {
    let word = strip_marks(written);
    let letters = Letters::new(&word);
    let lexicon = Lexicon::shipped();
    if letters.len() < 2
        || letters.len() > 30
        || !letters.is_arabic()
        || lexicon.is_function_word(&letters)
    {
        return None;
    }
    let readings = analyse(common_words(), &letters);
    let reading = readings.iter().min_by_key(|reading| reading.cost());
    let pieces: Vec<&str> = reading.map_or_else(
        || guessed_clitics(&letters, vocabulary),
        |reading| reading.proclitics.pieces.to_vec(),
    );
    let has_article = pieces.last() == Some(&"ال");
    let bare = without_clitics(&letters, &pieces);
    let key = match reading {
        Some(reading) if reading.plural.is_none() => {
            Letters::new(&reading.word.label).key().to_owned()
        }
        _ => bare.key().to_owned(),
    };
    if key.chars().count() < 2 {
        return None;
    }
    let text: String = bare.written().iter().collect();
    let has_preposition = pieces.iter().any(|piece| matches!(*piece, "ب" | "ل" | "ك"));
    Some(Content {
        key,
        shown: if has_article {
            format!("ال{text}")
        } else {
            text
        },
        joined: pieces.len() > usize::from(has_article),
        article: has_article,
        is_nominal: has_article
            || !(reading.is_none() && has_prefix_of_verbs(bare.written()))
                && (has_preposition
                    || after_preposition
                    || written.contains('\u{064B}')
                    || has_shape_of_nouns(bare.written())
                    || reading.is_some() && bare.len() > 3),
    })
}

/// يمكن, تظهر; a noun that looks so has the article somewhere.
fn has_prefix_of_verbs(word: &[char]) -> bool {
    matches!(word, ['ي', _, _, ..] | ['ت' | 'ن' | 'أ', _, _, _]) && !word.ends_with(&['ة'])
}

/// Beginnings and endings that verbs have not: إطلاق, استئناف, هدنة.
fn has_shape_of_nouns(word: &[char]) -> bool {
    match word {
        ['إ', _, _, ..] | ['ا', _, _, .., 'ا', _] | [_, _, .., 'ة'] | [_, _, _, .., 'ا', 'ت'] => {
            true
        }
        ['ي' | 'ت' | 'ن', ..] => false,
        _ => matches!(word, [_, _, _, .., 'ي']),
    }
}

fn without_clitics(letters: &Letters, pieces: &[&str]) -> Letters {
    let has_article = pieces.last() == Some(&"ال");
    let clitics = pieces.len() - usize::from(has_article);
    let merged = has_article && pieces.contains(&"ل");
    let key = letters.key();
    // للهدنة writes the article as one letter, لهدنة has none.
    let in_front = if merged {
        clitics + usize::from(key.starts_with("لل") || key.starts_with("ولل"))
    } else {
        clitics + 2 * usize::from(has_article)
    };
    Letters::spelt(letters.written_of(in_front, letters.len()))
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

/// A definite word behind a definite one is its adjective, unless the lexicon knows better: no
/// phrase begins with it.
fn is_modifier(run: &[Content], at: usize) -> bool {
    at > 0
        && run[at - 1].article
        && run[at].article
        && !Lexicon::shipped()
            .classes(&run[at].key)
            .any(|class| class == Class::Thing)
}

/// An indefinite noun before a definite one is its construct: no phrase ends with it.
fn is_cut_short(run: &[Content], end: usize) -> bool {
    end < run.len() && !run[end - 1].article && run[end].article
}

fn count_run(run: &[Content], number: usize, counts: &mut HashMap<String, Count>) {
    for from in (0..run.len()).filter(|&from| !is_modifier(run, from)) {
        for to in from + 1..=run.len().min(from + LONGEST) {
            if is_cut_short(run, to) {
                continue;
            }
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

fn candidate(key: &str, count: Count, longer: usize, kinds: usize) -> Option<TermCandidate> {
    let weight = weight(key)?;
    let spellings = count.spellings.into_iter();
    let source = spellings
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
    Some(TermCandidate {
        source,
        frequency: count.frequency,
        score: weight * c_value,
        translations: Vec::new(),
        examples: count.examples,
    })
}

/// What the background says of the words; nothing for an everyday word alone, or for such only.
fn weight(key: &str) -> Option<f64> {
    let everyday: Vec<bool> = key.split(' ').map(|word| EVERYDAY.contains(word)).collect();
    if everyday.iter().all(|&is_everyday| is_everyday) {
        return None;
    }
    let edges = [everyday.first(), everyday.last()];
    let mut classes = Lexicon::shipped().classes(key).peekable();
    Some(
        if edges.into_iter().flatten().any(|&is_everyday| is_everyday) {
            EVERYDAY_WEIGHT
        } else if everyday.len() > 1 || classes.peek().is_none() {
            1.0
        } else if classes.all(|class| matches!(class, Class::Adjective | Class::Name)) {
            MODIFIER_WEIGHT
        } else {
            LISTED_WEIGHT
        },
    )
}
