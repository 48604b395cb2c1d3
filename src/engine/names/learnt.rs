//! Names that open data knows: given names and surnames of the whole world as parts of a person's
//! name, and places as names by themselves.

use super::candidate::{Candidate, Context, Piece};
use super::romanize::romanize;
use super::spelling::{KnownPlace, Speller, WordSpelling};
use super::words::{
    Clitics, NO_CLITICS, Sentence, Word, clitics, is_common, is_common_key, is_foreign_shape,
    may_be_name,
};
use crate::engine::model::NameBasis;

/// The share of its bearers from which a spelling is taken as the right one.
const SURE: f32 = 0.9;
/// Doublings of the inhabitants of a place that is named without more evidence.
const CITY: u8 = 15;
/// The same of a place of which there is no doubt.
const METROPOLIS: u8 = 19;
/// Words of a place's name, at most.
const WORDS: usize = 4;

/// The press spelling of a word that no list has: the best of the model. A word with the article
/// is Arabic, which the rules spell better unless data knows it.
pub fn spelt(written: &str) -> String {
    let speller = Speller::shipped();
    let best = if let Some(bare) = written.strip_prefix("ال") {
        let known = speller.known(bare).into_iter().find(|known| known.is_exact);
        known.map(|known| format!("al-{}", known.text))
    } else {
        let best = speller.word(written, 1).into_iter().next();
        best.map(|best| best.text)
    };
    best.unwrap_or_else(|| romanize(written))
}

/// A part of a person's name that data knows.
pub(super) fn known_piece(
    sentence: &Sentence,
    at: usize,
    first: bool,
    context: &Context,
) -> Option<Piece> {
    let word = sentence.words.get(at)?;
    let before_is_family = context
        .before
        .is_some_and(|before| before.written.starts_with("ال"));
    if word.in_term || word.in_name || word.has_article() || before_is_family {
        return None;
    }
    let options = if first {
        clitics(word.key())
    } else {
        vec![NO_CLITICS]
    };
    let (written, known, clitics) = options
        .into_iter()
        .find_map(|clitics| known_without(sentence, at, word, clitics))?;
    let best = known.first()?;
    let is_dominant = best.score.exp() >= SURE;
    let is_given = best.given >= 2;
    let weight = match (clitics == NO_CLITICS, is_given) {
        (true, true) if best.count >= 2 => 2,
        (true, _) => 1 + u8::from(context.titled || context.reported || best.count >= 3),
        (false, _) => 1,
    };
    Some(Piece {
        written,
        spelling: best.text.clone(),
        end: at + 1,
        weight,
        guess: !is_dominant || first && !is_given,
        goes_on: true,
        is_given: is_given && best.count >= 3 && first,
        is_learnt: true,
    })
}

fn known_without(
    sentence: &Sentence,
    at: usize,
    word: &Word,
    clitics: Clitics,
) -> Option<(String, Vec<WordSpelling>, Clitics)> {
    let written = sentence.without(at, &clitics);
    let length = written.chars().count();
    let has_clitics = clitics != NO_CLITICS;
    if clitics.merged || length < 3 + usize::from(has_clitics) || written.starts_with("ال") {
        return None;
    }
    let mut known = Speller::shipped().known(&written);
    known.retain(|spelling| spelling.is_exact);
    let best = known.first()?;
    // A word that looks like a verb or has a clitic must be a common name.
    let is_plain = may_be_name(word) && !has_clitics;
    let is_common_word = is_common(word) || has_clitics && is_common_key(&written);
    let is_strong = best.count >= 2 || is_foreign_shape(&written) || length >= 6;
    (!is_common_word && (is_plain || is_strong && !word.in_term))
        .then_some((written, known, clitics))
}

/// The places of the gazetteer in a sentence.
pub(super) fn known_places(sentence: &Sentence) -> Vec<Candidate> {
    let mut found = Vec::new();
    for at in 0..sentence.words.len() {
        let Some(word) = sentence.words.get(at).filter(|word| word.is_word) else {
            continue;
        };
        if word.in_term || word.in_name {
            continue;
        }
        for clitics in clitics(word.key()) {
            found.extend(place_at(sentence, at, clitics));
        }
    }
    found
}

fn place_at(sentence: &Sentence, at: usize, clitics: Clitics) -> Option<Candidate> {
    let mut name = sentence.without(at, &clitics);
    let mut longest = None;
    for end in at + 1..=at + WORDS {
        if end > at + 1 {
            if !sentence.follows(end - 1) {
                break;
            }
            let next = &sentence.words[end - 1];
            name = format!("{name} {}", next.written);
        }
        let places = Speller::shipped().places(&name);
        let place = places
            .first()
            .filter(|place| place.is_exact && is_press_form(place));
        if let Some(place) = place
            && is_a_place(sentence, at, end, &name, clitics, place)
        {
            longest = Some((end, name.clone(), places));
        }
    }
    let (end, source, places) = longest?;
    let size = places.first().map_or(0, |place| place.size);
    Some(Candidate {
        words: at..end,
        source,
        proposals: places.iter().map(|place| place.english.clone()).collect(),
        basis: NameBasis::Gazetteer,
        guess: size < METROPOLIS || clitics != NO_CLITICS && end == at + 1,
    })
}

/// GeoNames spells small places of Arab countries as maps do: Ma`arrat an Nu`man.
pub(super) fn is_press_form(place: &KnownPlace) -> bool {
    const ARAB: &[&[u8; 2]] = &[
        b"DZ", b"BH", b"EG", b"IQ", b"JO", b"KW", b"LB", b"LY", b"MA", b"MR", b"OM", b"PS", b"QA",
        b"SA", b"SD", b"SO", b"SY", b"TN", b"AE", b"YE", b"DJ",
    ];
    place.size >= METROPOLIS || !ARAB.contains(&&place.country)
}

fn is_a_place(
    sentence: &Sentence,
    at: usize,
    end: usize,
    name: &str,
    clitics: Clitics,
    place: &KnownPlace,
) -> bool {
    if end > at + 1 {
        return !sentence.words[at..end]
            .iter()
            .all(|word| is_common(word) || word.in_term);
    }
    let word = &sentence.words[at];
    let length = name.chars().count();
    let has_clitics = clitics != NO_CLITICS;
    let is_common_word = is_common(word) || has_clitics && is_common_key(name);
    length >= 4 + usize::from(has_clitics)
        && !name.starts_with("ال")
        && !is_common_word
        && (may_be_name(word) || is_foreign_shape(name) || place.size >= METROPOLIS)
        && place.size >= CITY
}
