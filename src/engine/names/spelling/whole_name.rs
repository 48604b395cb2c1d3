//! Names of several words: particles, and spellings that go together.

use super::{Speller, WordSpelling};

/// Proposals for a name, at most.
const PROPOSALS: usize = 5;
/// Words of a name that are weighed, at most.
const WORDS: usize = 8;
/// Names of a part that are kept while the next is read.
const KEPT: usize = 24;
/// What two words gain whose bearers come from the same people.
const SAME_ORIGIN: f32 = 1.6;

/// Particles and what the press writes for them; a capital where one begins the name.
const PARTICLES: &[(&str, &str)] = &[
    ("بن", "bin"),
    ("ابن", "Ibn"),
    ("إبن", "Ibn"),
    ("بنت", "bint"),
    ("أبو", "Abu"),
    ("ابو", "Abu"),
    ("أبي", "Abu"),
    ("ابي", "Abu"),
    ("أبا", "Abu"),
    ("أم", "Umm"),
    ("آل", "Al"),
    ("ولد", "Ould"),
    ("دي", "de"),
    ("دو", "do"),
    ("دا", "da"),
    ("ديل", "del"),
    ("دوس", "dos"),
    ("فان", "van"),
    ("فون", "von"),
    ("لا", "La"),
    ("لو", "Le"),
];

/// What عبد is followed by, and other ways to write it.
const SERVANT: &str = "عبد";

/// The spellings of a name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SpeltName {
    /// Best first.
    pub proposals: Vec<String>,
    /// Every word was looked up, none was made.
    pub is_known: bool,
    /// The chance that the first is right, as far as the model can tell.
    pub certainty: f32,
}

#[derive(Clone)]
struct Partial {
    words: Vec<WordSpelling>,
    score: f32,
}

impl Speller {
    /// The spellings of a name of one or more words.
    pub fn name(&self, name: &str) -> SpeltName {
        let words: Vec<&str> = name.split_whitespace().take(WORDS).collect();
        let parts = parts(&words);
        let mut is_known = true;
        let mut partials = vec![Partial {
            words: Vec::new(),
            score: 0.0,
        }];
        for part in &parts {
            let spellings = self.part(part);
            if spellings.is_empty() {
                return SpeltName::default();
            }
            is_known &= spellings.first().is_some_and(|first| first.is_known);
            partials = extended(&partials, &spellings);
        }
        let highest = partials.first().map_or(0.0, |first| first.score);
        let total: f32 = partials
            .iter()
            .map(|partial| (partial.score - highest).exp())
            .sum();
        let mut proposals: Vec<String> = Vec::new();
        for partial in &partials {
            let text = partial
                .words
                .iter()
                .map(|word| word.text.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            if !text.is_empty() && !proposals.contains(&text) && proposals.len() < PROPOSALS {
                proposals.push(text);
            }
        }
        SpeltName {
            is_known: is_known && !proposals.is_empty(),
            certainty: if proposals.is_empty() {
                0.0
            } else {
                1.0 / total
            },
            proposals,
        }
    }

    fn part(&self, part: &Part) -> Vec<WordSpelling> {
        let fixed = |text: String| {
            vec![WordSpelling {
                text,
                score: 0.0,
                is_known: true,
                origin: None,
                given: 0,
                count: 0,
                is_borne: true,
                is_exact: true,
            }]
        };
        match *part {
            Part::Particle(latin) => fixed(latin.to_owned()),
            Part::ServantOf(attribute) => fixed(format!(
                "Abdel {}",
                super::super::lists::attribute(attribute)
            )),
            Part::OfTheFaith(word) => {
                let mut spellings = self.word(word, 3);
                for spelling in &mut spellings {
                    let base = spelling.text.trim_end_matches(['a', 'e', 'i']).to_owned();
                    spelling.text = format!("{base}eddine");
                    spelling.given = 3;
                }
                spellings
            }
            Part::Word(word) => self.word(word, PROPOSALS),
        }
    }
}

#[derive(Debug, PartialEq)]
enum Part<'w> {
    Particle(&'static str),
    /// The attribute without article: عبد الرحمن.
    ServantOf(&'w str),
    /// The word before الدين: صلاح الدين.
    OfTheFaith(&'w str),
    Word(&'w str),
}

fn parts<'w>(words: &[&'w str]) -> Vec<Part<'w>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(&word) = words.get(at) {
        let next = words.get(at + 1).copied();
        let particle = PARTICLES.iter().find(|(arabic, _)| *arabic == word);
        let attribute = next.filter(|_| word == SERVANT);
        if let Some(attribute) = attribute.and_then(|next| next.strip_prefix("ال")) {
            parts.push(Part::ServantOf(attribute));
            at += 1;
        } else if let Some(attribute) = word
            .strip_prefix("عبدال")
            .filter(|rest| rest.chars().count() > 1)
        {
            parts.push(Part::ServantOf(attribute));
        } else if next == Some("الدين") {
            parts.push(Part::OfTheFaith(word));
            at += 1;
        } else if let Some((_, latin)) = particle.filter(|_| next.is_some()) {
            parts.push(Part::Particle(latin));
        } else {
            parts.push(Part::Word(word));
        }
        at += 1;
    }
    parts
}

fn extended(partials: &[Partial], spellings: &[WordSpelling]) -> Vec<Partial> {
    let mut next = Vec::with_capacity(partials.len() * spellings.len());
    for partial in partials {
        for spelling in spellings {
            let together = partial
                .words
                .iter()
                .map(|word| affinity(word, spelling))
                .fold(0.0, f32::max);
            let mut words = partial.words.clone();
            words.push(spelling.clone());
            next.push(Partial {
                words,
                score: partial.score + spelling.score + together,
            });
        }
    }
    next.sort_by(|a, b| b.score.total_cmp(&a.score));
    next.truncate(KEPT);
    next
}

/// What two words of a name gain by their bearers' origins.
fn affinity(one: &WordSpelling, other: &WordSpelling) -> f32 {
    match (one.origin, other.origin) {
        (Some(one), Some(other)) if one.group == other.group => {
            SAME_ORIGIN * f32::from(one.share.min(other.share)) / 7.0
        }
        _ => 0.0,
    }
}
