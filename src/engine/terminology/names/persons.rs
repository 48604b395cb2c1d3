//! Names of persons: chains of known names and particles, and unknown words where a title or a
//! reporting verb says that a name follows.

use super::romanize::romanize;
use super::table::{NameTable, Part};
use super::vocabulary::{REPORTING, TITLES, attribute, is_genitive_part};
use super::words::{
    Clitics, NO_CLITICS, Sentence, Word, clitics, is_definite_modifier, is_foreign_shape,
    is_relation_to_a_place, known_at, may_be_name,
};
use std::collections::HashMap;
use std::ops::Range;

/// A person's name in a sentence.
#[derive(Debug, Clone)]
pub struct Person {
    pub words: Range<usize>,
    pub source: String,
    pub spelling: String,
    pub guess: bool,
    /// Each part as written and as spelt, for mentions by the last one.
    pub parts: Vec<(String, String)>,
}

/// A part of a name being read.
struct Piece {
    written: String,
    spelling: String,
    end: usize,
    /// How much it says that this is a name; 2 suffices.
    weight: u8,
    guess: bool,
    /// An unknown word may follow: this is not a family name.
    goes_on: bool,
}

impl Person {
    /// The person's name that starts at a word, if one does.
    pub fn read(
        table: &NameTable,
        sentence: &Sentence,
        at: usize,
        counts: &HashMap<String, usize>,
    ) -> Option<Self> {
        if sentence.key(at).is_empty() {
            return None;
        }
        if is_title(sentence.key(at)) && sentence.follows(at + 1) {
            return None; // الشيخ before a name is no part of it
        }
        let titled = has_title_before(sentence, at);
        let reported = at
            .checked_sub(1)
            .is_some_and(|before| sentence.is(before, REPORTING) && sentence.follows(at));
        let mut pieces: Vec<Piece> = Vec::new();
        let mut end = at;
        while pieces.len() < 6 && (pieces.is_empty() || sentence.follows(end)) {
            let first = pieces.is_empty();
            let context = Context {
                titled,
                reported,
                counts,
                before: pieces.last(),
                depth: 0,
            };
            let Some(piece) = piece(table, sentence, end, first, &context) else {
                break;
            };
            end = piece.end;
            pieces.push(piece);
        }
        let weight: u32 = pieces
            .iter()
            .map(|piece| u32::from(piece.weight))
            .sum::<u32>()
            + 2 * u32::from(titled);
        let has_evidence = pieces.iter().any(|piece| piece.weight > 0) || titled || reported;
        if pieces.is_empty() || weight < 2 || !has_evidence {
            return None;
        }
        let join = |part: fn(&Piece) -> &str| pieces.iter().map(part).collect::<Vec<_>>().join(" ");
        Some(Self {
            words: at..end,
            source: join(|piece| &piece.written),
            spelling: join(|piece| &piece.spelling),
            guess: pieces.iter().any(|piece| piece.guess),
            parts: pieces
                .iter()
                .map(|piece| (piece.written.clone(), piece.spelling.clone()))
                .collect(),
        })
    }
}

struct Context<'c> {
    titled: bool,
    reported: bool,
    counts: &'c HashMap<String, usize>,
    before: Option<&'c Piece>,
    /// Particles before this word.
    depth: u8,
}

fn piece(
    table: &NameTable,
    sentence: &Sentence,
    at: usize,
    first: bool,
    context: &Context,
) -> Option<Piece> {
    if let Some((known, clitics, end)) = known_at(table, sentence, at, first) {
        let mut written = sentence.without(at, &clitics);
        for word in at + 1..end {
            written = format!("{written} {}", sentence.words[word].written);
        }
        let weight = match (known.is_word, known.part, end > at + 1) {
            (false, _, true) | (false, Part::Family, _) => 2,
            (true, _, _) => u8::from(!first || clitics == NO_CLITICS),
            _ if clitics == NO_CLITICS || !first => 2,
            _ => 1,
        };
        // A common word by itself is a name only beside another one.
        let weight = if known.is_word && first && !context.titled {
            weight.min(1)
        } else {
            weight
        };
        return Some(Piece {
            written,
            spelling: known.spelling.clone(),
            end,
            weight,
            guess: false,
            goes_on: known.part == Part::Given,
        });
    }
    servant_of(sentence, at, first)
        .or_else(|| particle(table, sentence, at, first, context))
        .or_else(|| unknown(table, sentence, at, first, context))
}

/// عبد الرحمن, عبدالقادر; صلاح الدين and other names in الدين and الله.
fn servant_of(sentence: &Sentence, at: usize, first: bool) -> Option<Piece> {
    let options = if first {
        clitics(sentence.key(at))
    } else {
        vec![NO_CLITICS]
    };
    let next = sentence
        .words
        .get(at + 1)
        .filter(|_| sentence.follows(at + 1));
    for clitics in options {
        let written = sentence.without(at, &clitics);
        if let Some(rest) = written
            .strip_prefix("عبدال")
            .filter(|rest| rest.chars().count() >= 3)
        {
            let spelling = format!("Abdel {}", attribute(rest));
            return Some(Piece {
                spelling,
                written,
                end: at + 1,
                weight: 2,
                guess: false,
                goes_on: true,
            });
        }
        let Some(next) = next else { continue };
        if written == "عبد" && next.has_article() {
            let bare: String = next.letters.written().iter().skip(2).collect();
            let spelling = format!("Abdel {}", attribute(&bare));
            let written = format!("{written} {}", next.written);
            return Some(Piece {
                spelling,
                written,
                end: at + 2,
                weight: 2,
                guess: false,
                goes_on: true,
            });
        }
        let joined = matches!(next.key(), "الدين")
            && written.chars().count() >= 2
            && !written.starts_with("ال");
        let is_person = joined
            && ![
                "رجال",
                "رجل",
                "يوم",
                "علماء",
                "امور",
                "أمور",
                "باسم",
                "عن",
                "في",
                "من",
                "على",
                "هذا",
                "فهم",
            ]
            .contains(&written.as_str());
        if is_person {
            let spelling = format!("{} al-Din", romanize(&written));
            let written = format!("{written} {}", next.written);
            return Some(Piece {
                spelling,
                written,
                end: at + 2,
                weight: 1,
                guess: true,
                goes_on: true,
            });
        }
    }
    None
}

/// أبو, بن, آل, دي and others with the name after them.
fn particle(
    table: &NameTable,
    sentence: &Sentence,
    at: usize,
    first: bool,
    context: &Context,
) -> Option<Piece> {
    const PARTICLES: &[(&str, &str, bool)] = &[
        ("أبو", "Abu", true),
        ("أبي", "Abi", true),
        ("أبا", "Abu", true),
        ("ابو", "Abu", true),
        ("ابي", "Abi", true),
        ("بن", "bin", false),
        ("ابن", "Ibn", true),
        ("بنت", "bint", false),
        ("آل", "Al", true),
        ("ال", "Al", false),
        ("بو", "Bou", true),
        ("ولد", "Ould", false),
        ("أم", "Umm", true),
        ("بني", "Bani", true),
        ("ذو", "Dhu", false),
        ("دي", "de", true),
        ("دو", "de", false),
        ("فان", "van", true),
        ("فون", "von", true),
        ("دا", "da", true),
        ("دوس", "dos", false),
        ("ديل", "del", true),
        ("ماك", "Mac", true),
        ("سان", "San", true),
    ];
    let options = if first {
        clitics(sentence.key(at))
    } else {
        vec![NO_CLITICS]
    };
    let (written, latin, _) = options.into_iter().find_map(|clitics: Clitics| {
        let written = sentence.without(at, &clitics);
        if clitics.letters > 0 && written.chars().count() < 3 {
            return None; // بدا is no ب + دا
        }
        let row = PARTICLES
            .iter()
            .find(|(arabic, _, may_start)| *arabic == written && (*may_start || !first))?;
        Some(*row)
    })?;
    if !sentence.follows(at + 1) || context.depth > 1 {
        return None;
    }
    let is_foreign = latin.starts_with(char::is_lowercase) && !["bin", "bint"].contains(&latin);
    let inner = Context {
        titled: true,
        reported: false,
        counts: context.counts,
        before: None,
        depth: context.depth + 1,
    };
    let next = piece(table, sentence, at + 1, false, &inner)?;
    let needs_other_evidence = matches!(written, "أم" | "آل" | "سان") && next.guess && first;
    if needs_other_evidence || is_foreign && next.guess && !is_foreign_name(sentence, at + 1) {
        return None;
    }
    Some(Piece {
        written: format!("{written} {}", next.written),
        spelling: format!("{latin} {}", next.spelling),
        end: next.end,
        weight: 2,
        guess: next.guess,
        goes_on: next.goes_on,
    })
}

fn is_foreign_name(sentence: &Sentence, at: usize) -> bool {
    sentence
        .words
        .get(at)
        .is_some_and(|word| !word.has_article() && word.letters.len() >= 4)
}

/// A word that no list knows, where the context asks for a name.
fn unknown(
    table: &NameTable,
    sentence: &Sentence,
    at: usize,
    first: bool,
    context: &Context,
) -> Option<Piece> {
    let is_name = |word: &&Word| may_be_name(word) || !first && is_relation_to_a_place(word);
    let word = sentence.words.get(at).filter(is_name)?;
    let after_and = word.key().strip_prefix('و');
    if !first && after_and.is_some_and(|rest| !table.get(rest).is_empty()) {
        return None; // محمد علي ومحمود علي are two
    }
    let variant = table
        .variant(word.key())
        .filter(|(_, known)| known.part == Part::Family || !first);
    let piece = |spelling: String, weight, guess| Piece {
        written: word.written.clone(),
        spelling,
        end: at + 1,
        weight,
        guess,
        goes_on: true,
    };
    if let Some((key, known)) = variant {
        // The usual spelling stands elsewhere in the document: the same person.
        return Some(piece(
            known.spelling.clone(),
            1,
            !context.counts.contains_key(key),
        ));
    }
    if !first {
        let after_name = context
            .before
            .is_none_or(|before| before.goes_on && (before.weight > 0 || context.titled));
        let may_follow = after_name && continues_a_name(sentence, at);
        return may_follow.then(|| piece(romanize(&word.written), 0, true));
    }
    let foreign = is_foreign_shape(word.key());
    let repeated = context
        .counts
        .get(word.key())
        .is_some_and(|&count| count >= 2);
    let next_may_be =
        sentence.follows(at + 1) && sentence.words.get(at + 1).is_some_and(may_be_name);
    let next_known = known_at(table, sentence, at + 1, false).is_some() && sentence.follows(at + 1);
    let asked_for = context.titled
        && (foreign || next_known || next_may_be && !word.key().ends_with('ه'))
        || context.reported && (foreign && repeated || next_known);
    let weight = if foreign && (context.reported || context.titled) {
        2
    } else {
        0
    };
    (asked_for && !word.has_article()).then(|| piece(romanize(&word.written), weight, true))
}

/// Second names: not words with a conjunction or preposition, participles, or adverbs in tanween.
fn continues_a_name(sentence: &Sentence, at: usize) -> bool {
    let Some(word) = sentence.words.get(at) else {
        return false;
    };
    let key = word.key();
    let has_tanween = sentence
        .text
        .get(word.range.clone())
        .is_some_and(|text| text.contains(['\u{064B}', '\u{064C}', '\u{064D}']));
    let has_clitic = ["بال", "لل", "كال", "وال", "فال", "لت", "لا"]
        .iter()
        .any(|clitic| key.starts_with(clitic))
        || key.starts_with('و') && word.letters.len() > 4;
    !has_tanween && !has_clitic && (!word.has_article() || key.ends_with('ي'))
}

/// A title, with or without clitics.
fn is_title(key: &str) -> bool {
    let bare = key.strip_prefix('و').unwrap_or(key);
    let after_preposition = bare.strip_prefix(['ل', 'ب']).unwrap_or(bare);
    let merged = bare.strip_prefix("لل").map(|rest| format!("ال{rest}"));
    let forms = [
        Some(key),
        Some(bare),
        Some(after_preposition),
        merged.as_deref(),
    ];
    forms
        .into_iter()
        .flatten()
        .any(|form| TITLES.contains(&form))
}

/// Whether a title stands before, with nothing but its modifiers between.
fn has_title_before(sentence: &Sentence, at: usize) -> bool {
    for back in 1..=6 {
        let Some(before) = at.checked_sub(back) else {
            return false;
        };
        if !sentence.follows(before + 1) {
            return false;
        }
        if is_title(sentence.key(before)) {
            return true;
        }
        let word = &sentence.words[before];
        if !(is_definite_modifier(word) || word.in_term || is_genitive_part(word.key())) {
            return false;
        }
    }
    false
}
