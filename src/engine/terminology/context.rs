//! What a word's neighbours say about its readings.

use crate::engine::text::endings::{Endings, State};
use crate::engine::text::letters::Letters;
use crate::engine::text::morphology::analysis::Analysis;
use crate::engine::text::morphology::lexicon::Lexicon;
use crate::engine::text::morphology::paradigm::Role;

/// A word and those next to it in the text.
pub struct Context<'a> {
    /// The word with its vowel signs.
    pub written: &'a str,
    pub word: &'a Letters,
    pub before: Option<&'a Letters>,
    /// The one before that.
    pub earlier: Option<&'a Letters>,
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
    "قد",
    "لقد",
    "وقد",
    "فقد",
    "ولقد",
    "الذي",
    "والذي",
    "التي",
    "والتي",
    "الذين",
    "والذين",
    "مما",
    "عندما",
    "وعندما",
    "حينما",
    "بعدما",
    "كما",
    "وكما",
    "لانه",
    "لانها",
    "لم",
    "ولم",
    "لن",
    "ولن",
    "سوف",
    "فيما",
    "بينما",
    "حيث",
    "ثم",
    "كلما",
    "حيثما",
    "ريثما",
    "لما",
    "ولما",
    "فلم",
    "اللذان",
    "اللذين",
    "اللتان",
    "اللتين",
    "اللواتي",
    "اللاتي",
];

/// Verbal nouns that are spelt like the past tense of their verb, and begin sentences so.
const VERBS: &[&str] = &[
    "بحث", "ترك", "جمع", "حكم", "حمل", "خرق", "خطف", "دفع", "ذكر", "ربط", "رد", "رسم", "رفض",
    "رفع", "زرع", "سحب", "سجن", "شرح", "شكر", "شن", "ضرب", "ضم", "طرح", "طرد", "طلب", "طلق", "عرض",
    "عزل", "عقد", "عمل", "غزا", "فتح", "فرض", "فصل", "فعل", "قال", "قبض", "قتل", "قصف", "قطع",
    "كتب", "كسب", "كسر", "كشف", "لعب", "لفت", "منح", "منع", "نشر", "نصب", "نظر", "نفى", "نقل",
    "هدم", "هزم", "وصف", "وضع", "وعد", "وقع", "رصد", "شجب", "فقد", "كلف", "درس", "صنع", "عبر",
    "ولد", "شهد", "خلق",
];

/// After these, `أن` brings a verb of the past too.
const BEFORE_PAST: &[&str] = &["بعد", "منذ", "سبق", "وبعد"];

impl Context<'_> {
    pub fn allows(&self, reading: &Analysis) -> bool {
        let lacks_sign = reading.needs_sign && !self.written.contains('\u{064B}');
        if lacks_sign || self.is_relation_of_plural(reading) {
            return false;
        }
        // In a term of several words, the other words are all the context needed.
        self.alone
            || reading.word.role != Role::Single
            || !(self.is_indefinite_by_sign(reading)
                || self.is_relation(reading)
                || self.is_verb(reading)
                || self.is_other_by_place(reading)
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

    /// أساسي is a noun's construct or `my basis` where a genitive follows (عامي 2004, شهري نيسان),
    /// or where no adjective can stand; else an adjective.
    fn is_relation(&self, reading: &Analysis) -> bool {
        if !is_final_ya(reading) || self.is_mine(reading) {
            return false;
        }
        match self.after {
            None => true,
            Some(_) if reading.word.person => false,
            Some(next) => {
                let is_number = next.written().first().is_some_and(|c| c.is_numeric());
                !next.key().starts_with("ال") && !is_number && !Lexicon::shipped().is_name(next)
            }
        }
    }

    /// `بدأ هاتفي`: an adjective does not follow a particle or a mark.
    fn is_mine(&self, reading: &Analysis) -> bool {
        let lexicon = Lexicon::shipped();
        let (from, to) = (reading.proclitics.letters, self.word.len());
        let (key, written) = (self.word.key_of(from, to), self.word.written_of(from, to));
        let is_free = self
            .before
            .is_none_or(|word| !word.is_arabic() || lexicon.is_function_word(word));
        reading.ending.group == Endings::PRONOUN
            && reading.stem.shown.is_none()
            && is_free
            && !lexicon.is_other_citation(key, written, &reading.word.family)
    }

    fn is_verb(&self, reading: &Analysis) -> bool {
        let proclitics = reading.proclitics.pieces;
        if !matches!(proclitics, [] | ["و"] | ["ف"]) {
            return false;
        }
        let key = self
            .word
            .key_of(reading.proclitics.letters, self.word.len());
        let is_past = reading.stem.written.len() == 3;
        let is_present = is_present_tense(&reading.stem.written);
        let could_be = reading.ending.state != State::Indefinite
            && reading.ending.state != State::Construct
            && (is_past || is_present);
        let after_past = self
            .earlier
            .is_some_and(|word| BEFORE_PAST.contains(&word.key()));
        let introduced = proclitics.is_empty()
            && self.before.is_some_and(|word| {
                BEFORE_VERBS.contains(&word.key()) || is_an(word) && (is_present || after_past)
            });
        could_be && introduced || self.begins_with_verb(reading, key)
    }

    /// A sentence, or a clause behind a comma, that starts with a verb and its subject.
    fn begins_with_verb(&self, reading: &Analysis, key: &str) -> bool {
        let bare = reading.proclitics.pieces.is_empty();
        let has_subject = self.after.is_some_and(|word| word.key().starts_with("ال"));
        match self.before {
            None if VERBS.contains(&key) => !bare || self.sentence && self.after.is_some(),
            // وصفه الوزير
            None if reading.ending.state == State::Pronoun && has_subject => {
                let stem: String = reading.stem.written.iter().collect();
                self.sentence && VERBS.contains(&stem.as_str())
            }
            None => {
                let present =
                    matches!(reading.stem.written[..], ['ت', second, _, _] if second != 'ا');
                bare && present && reading.ending.pieces.is_empty() && self.sentence && has_subject
            }
            Some(mark) => {
                matches!(mark.key(), "،" | ",") && bare && has_subject && VERBS.contains(&key)
            }
        }
    }

    /// Of a noun and the feminine of an adjective that are spelt alike (`الشخصية`), the place
    /// decides: an adjective follows a noun that is defined as it is.
    fn is_other_by_place(&self, reading: &Analysis) -> bool {
        if !reading.noun_or_adjective {
            return false;
        }
        let follows_its_noun = match reading.proclitics.pieces {
            ["ال"] => self.before.is_some_and(|word| {
                is_defined(word) || reading.word.adjective && word.written().ends_with(&['ه'])
            }),
            [] => reading.word.adjective && self.before.is_some_and(is_noun),
            _ => false,
        };
        follows_its_noun != reading.word.adjective
    }
}

/// With the article or a pronoun.
fn is_defined(word: &Letters) -> bool {
    let key = word.key();
    let article = ["ال", "بال", "وال", "لل", "كال", "فال", "وبال", "ولل"];
    let pronoun = ["ها", "هم", "هما", "نا", "كم"];
    word.is_arabic()
        && !Lexicon::shipped().is_function_word(word)
        && (article.iter().any(|start| key.starts_with(start))
            || word.len() > 3 && pronoun.iter().any(|end| key.ends_with(end)))
}

/// As far as the shape or the list tells.
fn is_noun(word: &Letters) -> bool {
    word.key().ends_with(['ه', 'ت']) || Lexicon::shipped().knows(word)
}

/// أن, which brings a verb; إن brings a noun.
fn is_an(word: &Letters) -> bool {
    matches!(word.written(), ['أ' | 'ا', 'ن'])
}

fn is_final_ya(reading: &Analysis) -> bool {
    reading.ending.state == State::Construct && reading.ending.written == ['ي']
}

/// تدخل, نقدم: four letters with a prefix of person.
fn is_present_tense(stem: &[char]) -> bool {
    matches!(stem, ['ت' | 'ي' | 'ن' | 'أ', _, _, _])
}
