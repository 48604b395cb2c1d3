//! Names of persons: chains of known names and particles, and unknown words where a title or a
//! reporting verb says that a name follows.

use super::candidate::{Context, Piece};
use super::full_names::{Match, last_part};
use super::key::key_of;
use super::learnt::{known_piece, spelt};
use super::lists::List;
use super::particles::{particle, servant_of};
use super::region::Region;
use super::spelling::Speller;
use super::table::{Known, NameTable, Part};
use super::words::{
    NO_CLITICS, Sentence, Word, is_common, is_definite_modifier, is_foreign_shape,
    is_relation_to_a_place, known_at, may_be_name, may_be_surname,
};
use crate::engine::model::NameBasis;
use std::collections::HashMap;
use std::ops::Range;

/// Spellings of a name, at most.
const PROPOSALS: usize = 5;

/// A person's name in a sentence.
#[derive(Debug, Clone)]
pub struct Person {
    pub words: Range<usize>,
    pub source: String,
    /// The preferred spelling first.
    pub proposals: Vec<String>,
    pub guess: bool,
    pub basis: NameBasis,
    /// Each part as written and as spelt, for mentions by the last one.
    pub parts: Vec<(String, String)>,
}

impl Person {
    /// The person's name that starts at a word, if one does.
    pub fn read(
        table: &NameTable,
        sentence: &Sentence,
        at: usize,
        counts: &HashMap<String, usize>,
        region: Region,
    ) -> Option<Self> {
        if sentence.key(at).is_empty() {
            return None;
        }
        let Some(found) = table.persons().at(sentence, at) else {
            return Self::in_parts(table, sentence, at, counts, region);
        };
        // أحمد ماهر is known, أحمد ماهر حسين is somebody else.
        let longer = Self::in_parts(table, sentence, at, counts, region)
            .filter(|person| !person.guess && person.words.end > found.end);
        longer.or_else(|| Some(Self::in_full(at, found)))
    }

    /// Part by part: known names, particles, and unknown words where a name is expected.
    fn in_parts(
        table: &NameTable,
        sentence: &Sentence,
        at: usize,
        counts: &HashMap<String, usize>,
        region: Region,
    ) -> Option<Self> {
        if is_title(sentence.key(at)) && sentence.follows(at + 1) {
            return None; // الشيخ before a name is no part of it
        }
        let titled = has_title_before(sentence, at);
        let reported = at.checked_sub(1).is_some_and(|before| {
            List::Reporting.has(sentence.key(before)) && sentence.follows(at)
        });
        let mut pieces: Vec<Piece> = Vec::new();
        let mut end = at;
        while pieces.len() < 6 && (pieces.is_empty() || sentence.follows(end)) {
            let first = pieces.is_empty();
            let context = Context {
                titled,
                reported,
                counts,
                before: pieces.last(),
                parts: pieces.len(),
                unknown: pieces.iter().filter(|piece| piece.guess).count()
                    + usize::from(!titled || pieces.first().is_some_and(|piece| !piece.guess)),
                depth: 0,
            };
            if !first && begins_a_title(sentence, end) {
                break;
            }
            let Some(piece) = piece(table, sentence, end, first, &context) else {
                break;
            };
            let is_next_person = piece.is_given
                && pieces
                    .last()
                    .is_some_and(|before| !before.goes_on || before.written.starts_with("ال"));
            if is_next_person && pieces.len() == 1 && sentence.words[at].has_article() {
                return None; // المصري أحمد
            }
            if is_next_person {
                break; // الزنكي ياسر
            }
            end = piece.end;
            pieces.push(piece);
        }
        if let [only] = pieces.as_slice()
            && !titled
            && !reported
            && is_also_a_word(&sentence.words[at], &only.written)
        {
            return None; // عمر الطفلة, أثر محمود
        }
        if is_greeting(&pieces) {
            return None;
        }
        let weight: u32 = pieces
            .iter()
            .map(|piece| u32::from(piece.weight))
            .sum::<u32>()
            + 2 * u32::from(titled)
            + u32::from(reported && pieces.len() > 1);
        let has_evidence = pieces.iter().any(|piece| piece.weight > 0) || titled || reported;
        if pieces.is_empty() || weight < 2 || !has_evidence {
            return None;
        }
        let join = |part: fn(&Piece) -> &str| pieces.iter().map(part).collect::<Vec<_>>().join(" ");
        let region = Region::before(sentence, at).unwrap_or(region);
        let parts: Vec<(String, String)> = pieces
            .iter()
            .map(|piece| (piece.written.clone(), piece.in_region(table, region)))
            .collect();
        let regional: Vec<&str> = parts
            .iter()
            .map(|(_, spelling)| spelling.as_str())
            .collect();
        let mut proposals = vec![regional.join(" ")];
        let source = join(|piece| &piece.written);
        let usual = join(|piece| &piece.spelling);
        let is_guess = pieces.iter().any(|piece| piece.guess || piece.is_learnt);
        let more = is_guess.then(|| Speller::shipped().name(&source).proposals);
        for spelling in std::iter::once(usual).chain(more.unwrap_or_default()) {
            if !proposals.contains(&spelling) && proposals.len() < PROPOSALS {
                proposals.push(spelling);
            }
        }
        let is_learnt = pieces.iter().any(|piece| piece.is_learnt || piece.guess);
        let basis = if is_learnt {
            NameBasis::Data
        } else {
            NameBasis::Rule
        };
        Some(Self {
            basis,
            words: at..end,
            source,
            proposals,
            guess: pieces.iter().any(|piece| piece.guess || piece.is_learnt)
                || pieces.len() == 1
                    && (is_foreign(&pieces[0].written) || !titled && has_genitive(sentence, at)), // تحسين البنية

            parts,
        })
    }
}

impl Piece {
    /// As the press of a region spells it.
    fn in_region(&self, table: &NameTable, region: Region) -> String {
        if region == Region::Mashreq {
            return self.spelling.clone();
        }
        if let Some(spelling) = table.regional(region, &self.written) {
            return spelling.to_owned();
        }
        if let Some((particle, rest)) = self.written.split_once(' ')
            && let Some((latin, spelt)) = self.spelling.split_once(' ')
            && let Some(name) = table
                .regional(region, rest)
                .or((particle == "بن").then_some(spelt))
        {
            let latin = match (latin, region) {
                ("bin", Region::Maghreb) => "Ben",
                ("Abu", Region::Maghreb) => "Abou",
                _ => latin,
            };
            return format!("{latin} {name}");
        }
        if !self.guess {
            return self.spelling.clone();
        }
        match region {
            Region::Maghreb => self.spelling.replace("sh", "ch").replace("Sh", "Ch"),
            Region::Egypt => self.spelling.replace('j', "g").replace('J', "G"),
            _ => self.spelling.clone(),
        }
    }
}

impl Person {
    fn in_full(at: usize, found: Match<'_>) -> Self {
        let spelling = found.name.spellings.first().cloned().unwrap_or_default();
        let last = last_part(&found.written, &spelling);
        let first = (found.written.clone(), spelling);
        Self {
            words: at..found.end,
            proposals: found.name.spellings.clone(),
            guess: false,
            basis: NameBasis::Rule,
            parts: std::iter::once(first).chain(last).collect(),
            source: found.written,
        }
    }
}

pub(super) fn piece(
    table: &NameTable,
    sentence: &Sentence,
    at: usize,
    first: bool,
    context: &Context,
) -> Option<Piece> {
    // رئيس الوزراء الهندي: the adjective, not a family.
    let is_adjective = |known: &Known| {
        first && known.is_word && known.part == Part::Family && sentence.words[at].in_term
    };
    if let Some((known, clitics, end)) =
        known_at(table, sentence, at, first).filter(|(known, ..)| !is_adjective(known))
    {
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
            goes_on: matches!(known.part, Part::Given | Part::Piece),
            is_given: known.part == Part::Given,
            is_learnt: false,
        });
    }
    servant_of(sentence, at, first)
        .or_else(|| particle(table, sentence, at, first, context))
        .or_else(|| known_piece(sentence, at, first, context))
        .or_else(|| unknown(table, sentence, at, first, context))
}

/// A word that no list knows, where the context asks for a name.
fn unknown(
    table: &NameTable,
    sentence: &Sentence,
    at: usize,
    first: bool,
    context: &Context,
) -> Option<Piece> {
    // الطبيب حسين سرور: behind a title and a given name a common word is a surname too.
    let is_expected = (context.titled || context.reported)
        && context
            .before
            .is_some_and(|before| before.goes_on && !before.guess)
        && context.parts == 1
        && !has_genitive(sentence, at);
    let is_name = |word: &&Word| {
        may_be_name(word) && !(first && word.in_name)
            || !first && is_relation_to_a_place(word)
            || is_expected && may_be_surname(word)
    };
    if !first && let Some(piece) = homograph_surname(sentence, at, context) {
        return Some(piece);
    }
    let word = sentence.words.get(at).filter(is_name)?;
    let before_is_family = context
        .before
        .is_some_and(|before| before.written.starts_with("ال"));
    if before_is_family && !word.has_article() {
        return None; // أسعد العيداني إرسال شاحنات
    }
    let has_clitic_and_article = ["لل", "بال", "كال", "وال", "فال", "ولل"]
        .iter()
        .any(|start| word.key().starts_with(start));
    if has_clitic_and_article && word.letters.len() > 5 && !is_foreign_shape(word.key()) {
        return None;
    }
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
        is_given: false,
        is_learnt: false,
    };
    if let Some(bare) = word.written.strip_prefix("ال").filter(|_| !first)
        && let Some(known) = table
            .get(&key_of(bare))
            .iter()
            .find(|known| known.part == Part::Given)
    {
        let spelling = format!("al-{}", known.spelling);
        return Some(piece(spelling, 1, false)); // المصطفى
    }
    if let Some(spelling) = of_known_name(table, &word.written).filter(|_| !first) {
        return Some(piece(spelling, 1, true));
    }
    if let Some((key, known)) = variant {
        // The usual spelling stands elsewhere in the document: the same person.
        return Some(piece(
            known.spelling.clone(),
            1,
            !context.counts.contains_key(key),
        ));
    }
    if !first {
        // One unknown word may follow a known one, two a title.
        let after_name = context.before.is_none_or(|before| {
            before.goes_on && (!before.guess || before.weight > 0 || context.unknown < 2)
        });
        let known_before = context
            .before
            .is_some_and(|before| before.goes_on && before.weight > 0 && !before.guess);
        let may_follow = after_name
            && continues_a_name(sentence, at)
            && (known_before || !word.has_article() || word.key().ends_with('ي'));
        // A family name in its usual shape says that a name stands before it.
        let is_shaped = known_before && (word.has_article() || is_maghrebi(word.key()));
        return may_follow.then(|| piece(spelt(&word.written), u8::from(is_shaped), true));
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
    (asked_for && !word.has_article()).then(|| piece(spelt(&word.written), weight, true))
}

/// جورج عدوان, كاظم الساهر: a common word behind a given name that is none, where data knows the
/// word as a surname.
fn homograph_surname(sentence: &Sentence, at: usize, context: &Context) -> Option<Piece> {
    let before = context.before.filter(|before| {
        before.is_given && before.weight >= 2 && !before.guess && !before.is_learnt
    })?;
    let word = sentence.words.get(at)?;
    let is_asked_for = context.titled || context.reported || word.has_article();
    if context.parts != 1
        || !is_asked_for
        || has_genitive(sentence, at)
        || before.written == word.written
    {
        return None;
    }
    if List::Title.has(word.key()) || !word.is_word || is_definite_relation(word) {
        return None;
    }
    let bare = word.written.strip_prefix("ال").unwrap_or(&word.written);
    let is_known = [bare, &word.written].iter().any(|form| {
        Speller::shipped()
            .known(form)
            .iter()
            .any(|known| known.is_exact)
    });
    (is_known && word.letters.len() >= 4).then(|| Piece {
        written: word.written.clone(),
        spelling: spelt(&word.written),
        end: at + 1,
        weight: 1,
        guess: true,
        goes_on: false,
        is_given: false,
        is_learnt: true,
    })
}

/// The adjective of a term: جورج السوري is no surname where السوري is a term.
fn is_definite_relation(word: &Word) -> bool {
    word.in_term && word.has_article()
}

/// Given names that are everyday words or verbs: alone they say nothing of a person.
fn is_also_a_word(word: &Word, written: &str) -> bool {
    List::HomographGiven.has_written(written) || is_common(word)
}

/// A name that is borne elsewhere: alone it may be a company, a place, half of a name.
fn is_foreign(written: &str) -> bool {
    let known = Speller::shipped().known(written);
    let origin = known.first().and_then(|known| known.origin);
    origin.is_some_and(|origin| !origin.is_arab())
}

/// رمضان مبارك, عيد سعيد.
fn is_greeting(pieces: &[Piece]) -> bool {
    let words: Vec<&str> = pieces.iter().map(|piece| piece.written.as_str()).collect();
    matches!(
        words.as_slice(),
        ["رمضان", "مبارك" | "كريم"] | ["عيد", "سعيد" | "مبارك"] | ["عام", "سعيد"]
    )
}

/// حرص بلاده, فرض الرسوم: what a verb is about, not a surname.
fn has_genitive(sentence: &Sentence, at: usize) -> bool {
    let next = sentence
        .words
        .get(at + 1)
        .filter(|_| sentence.follows(at + 1));
    next.is_some_and(|next| {
        let key = next.key();
        let has_pronoun = ["ه", "ها", "هم", "هما"]
            .iter()
            .any(|end| key.ends_with(end));
        next.has_article() || next.in_name || has_pronoun
    })
}

/// الحسيني, from حسين.
fn of_known_name(table: &NameTable, written: &str) -> Option<String> {
    let stem = written.strip_prefix("ال")?.strip_suffix('ي')?;
    let known = table
        .get(&key_of(stem))
        .iter()
        .find(|known| known.part == Part::Given && stem.chars().count() >= 3)?;
    let end = if known.spelling.ends_with(['a', 'i']) {
        ""
    } else {
        "i"
    };
    Some(format!("al-{}{end}", known.spelling))
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
    !has_tanween && !has_clitic
}

/// بوعشرين, بورقعة.
fn is_maghrebi(key: &str) -> bool {
    key.starts_with("بو") && key.chars().count() >= 5
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
        .any(|form| List::Title.has(form))
}

/// أمير الكويت, رئيس الحكومة behind a name: a title with what it is the title of.
fn begins_a_title(sentence: &Sentence, at: usize) -> bool {
    let key = sentence.key(at);
    let has_genitive = sentence.follows(at + 1)
        && sentence
            .words
            .get(at + 1)
            .is_some_and(|next| next.has_article() || next.in_term);
    has_genitive && !key.starts_with("ال") && List::Title.has(key)
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
        let is_of = word.in_term || word.in_name || List::TitlePart.has(word.key());
        if !(is_definite_modifier(word) || is_of) {
            return false;
        }
    }
    false
}
