//! What a word's neighbours say about its readings.

use super::analysis::Analysis;
use super::paradigm::Role;
use crate::engine::text::endings::State;
use crate::engine::text::letters::Letters;

/// A word and those next to it in the text.
pub struct Context<'a> {
    /// The word with its vowel signs.
    pub written: &'a str,
    pub word: &'a Letters,
    pub before: Option<&'a Letters>,
    /// Only when nothing but space is between.
    pub after: Option<&'a Letters>,
    /// The only word of the text, as in a list of terms.
    pub alone: bool,
    /// The text ends with a full stop, as a headline does not: sentences begin with verbs,
    /// headlines with verbal nouns.
    pub sentence: bool,
}

/// Words after which a verb comes, or a clause that does not start with an indefinite noun.
const BEFORE_VERBS: &[&str] = &[
    "قد", "لقد", "وقد", "فقد", "ولقد", "الذي", "والذي", "التي", "والتي", "الذين", "والذين", "مما",
    "عندما", "وعندما", "حينما", "بعدما", "كما", "وكما", "لانه", "لانها", "لم", "ولم",
    "لن", "ولن", "سوف",
];

/// Verbal nouns that are spelt like the past tense of their verb, and begin sentences so.
const VERBS: &[&str] = &[
    "بحث", "ترك", "جمع", "حكم", "حمل", "خرق", "خطف", "دفع", "ذكر", "ربط", "رد", "رسم", "رفض", "رفع",
    "زرع", "سحب", "سجن", "شرح", "شكر", "شن", "ضرب", "ضم", "طرح", "طرد", "طلب", "طلق", "عرض", "عزل",
    "عقد", "عمل", "غزا", "فتح", "فرض", "فصل", "فعل", "قال", "قبض", "قتل", "قصف", "قطع", "كتب", "كسب",
    "كسر", "كشف", "لعب", "لفت", "منح", "منع", "نشر", "نصب", "نظر", "نفى", "نقل", "هدم", "هزم", "وصف",
    "وضع", "وعد", "وقع",
];

impl Context<'_> {
    pub fn allows(&self, reading: &Analysis) -> bool {
        if self.is_relation_of_plural(reading) {
            return false;
        }
        // In a term of several words, the other words are all the context needed.
        self.alone
            || reading.word.role != Role::Single
            || !(self.is_indefinite_by_sign(reading)
                || self.is_relation(reading)
                || self.is_verb(reading)
                || reading.rather_pronoun)
    }

    /// دولي is no plural of دولة.
    fn is_relation_of_plural(&self, reading: &Analysis) -> bool {
        is_final_ya(reading) && reading.stem.shown.is_some() && reading.stem.written.len() == 3
    }

    /// A written tanween: no genitive and no pronoun can follow.
    fn is_indefinite_by_sign(&self, reading: &Analysis) -> bool {
        self.written.contains(['\u{064C}', '\u{064D}'])
            && matches!(reading.ending.state, State::Construct | State::Pronoun)
    }

    /// أساسي is a noun's construct or `my basis` only where a genitive follows; else an adjective.
    fn is_relation(&self, reading: &Analysis) -> bool {
        if !is_final_ya(reading) {
            return false;
        }
        match self.after {
            None => true,
            Some(_) if reading.word.person => false,
            Some(next) => !next.key().starts_with("ال"),
        }
    }

    fn is_verb(&self, reading: &Analysis) -> bool {
        let proclitics = reading.proclitics.pieces;
        if !matches!(proclitics, [] | ["و"] | ["ف"]) {
            return false;
        }
        let key = self.word.key_of(reading.proclitics.letters, self.word.len());
        let could_be = reading.ending.state != State::Indefinite
            && reading.ending.state != State::Construct
            && (reading.stem.written.len() == 3 || is_present_tense(&reading.stem.written));
        let introduced = proclitics.is_empty()
            && self.before.is_some_and(|word| BEFORE_VERBS.contains(&word.key()));
        let begins = self.before.is_none()
            && (!proclitics.is_empty() || self.sentence && self.after.is_some())
            && VERBS.contains(&key);
        could_be && introduced || begins
    }
}

fn is_final_ya(reading: &Analysis) -> bool {
    reading.ending.state == State::Construct && reading.ending.written == ['ي']
}

/// تدخل, نقدم: four letters with a prefix of person.
fn is_present_tense(stem: &[char]) -> bool {
    matches!(stem, ['ت' | 'ي' | 'ن' | 'أ', _, _, _])
}
