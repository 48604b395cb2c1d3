//! The citation form of what was selected in a text: without clitics and pronoun, if that is safe.
//!
//! Letters are taken off only where what is left is known to be a word: from the lexicon, or
//! because it stands in the document by itself. Where the whole may be a word of its own (`ولاية`,
//! `وزير`), and wherever there is doubt, it stays as written.

use crate::engine::text::clitics::{Proclitics, proclitics};
use crate::engine::text::endings::{Ending, Endings, LONGEST, State, endings};
use crate::engine::text::letters::Letters;
use crate::engine::text::morphology::lexicon::Lexicon;
use crate::engine::text::normalize::strip_marks;
use crate::engine::text::tokenize::{TokenKind, tokens};

/// Letters that are left at least.
const SHORTEST: usize = 3;
/// Letters of a word that no list has, before a pronoun that no root ends in.
const LONG: usize = 5;

/// `للهدنة` and `هدنتهم` are `هدنة`. `stands` says whether the document has a word just so. Of
/// several words the first alone loses what is before its article.
pub fn citation_form(text: &str, stands: &dyn Fn(&str) -> bool) -> String {
    let text = text.trim();
    let all = tokens(text);
    let mut words = all
        .iter()
        .filter(|token| token.kind != TokenKind::Punctuation);
    let Some(first) = words.next() else {
        return text.to_owned();
    };
    let range = first.range.clone();
    let word = Letters::new(&strip_marks(&text[range.clone()]));
    if !word.is_arabic() || Lexicon::shipped().is_function_word(&word) || is_word(&word) {
        return text.to_owned();
    }
    let found = if words.next().is_some() {
        before_others(&word, stands)
    } else {
        alone(&word, stands)
    };
    match found {
        Some(found) => format!("{}{found}{}", &text[..range.start], &text[range.end..]),
        None => text.to_owned(),
    }
}

fn before_others(word: &Letters, stands: &dyn Fn(&str) -> bool) -> Option<String> {
    cuts(word)
        .filter(|cut| cut.pronoun.is_none())
        .filter(|cut| cut.proclitics.pieces != ["ال"])
        .filter(|cut| cut.is_trusted(stands) || cut.is_surely_article())
        .min_by_key(Cut::taken)
        .map(|cut| {
            if cut.proclitics.article {
                cut.with_article()
            } else {
                cut.text()
            }
        })
}

fn alone(word: &Letters, stands: &dyn Fn(&str) -> bool) -> Option<String> {
    let trusted = cuts(word)
        .filter(|cut| cut.is_trusted(stands))
        .min_by_key(Cut::taken);
    if let Some(cut) = trusted {
        return Some(cut.text());
    }
    let article = cuts(word)
        .find(Cut::is_surely_article)
        .map(|cut| cut.with_article());
    article.or_else(|| {
        cuts(word)
            .find(Cut::is_surely_pronoun)
            .map(|cut| cut.text())
    })
}

/// A word without what is written before and behind it.
struct Cut {
    proclitics: &'static Proclitics,
    pronoun: Option<&'static Ending>,
    /// Letters taken off.
    letters: usize,
    /// With the letter that it has where no pronoun follows.
    rest: Letters,
}

impl Cut {
    fn text(&self) -> String {
        self.rest.written().iter().collect()
    }

    fn with_article(&self) -> String {
        format!("ال{}", self.text())
    }

    /// The fewest letters first, a pronoun before proclitics.
    fn taken(&self) -> (usize, usize) {
        (self.letters, self.proclitics.letters)
    }

    fn is_trusted(&self, stands: &dyn Fn(&str) -> bool) -> bool {
        let length = self.rest.len();
        if length < SHORTEST {
            return false;
        }
        let article = self.proclitics.article;
        let in_text = stands(&self.text()) || !article && stands(&self.with_article());
        // A single letter before a short word is more often a root letter: كمال, بارز.
        match self.proclitics.pieces {
            [] => is_word(&self.rest) || in_text && length > SHORTEST,
            _ if article => is_word(&self.rest) || in_text,
            [.., "ك"] => length > SHORTEST && is_word(&self.rest),
            _ => length > SHORTEST && is_word(&self.rest) || in_text,
        }
    }

    /// لل and prepositions behind a conjunction are no beginning of a word.
    fn is_surely_article(&self) -> bool {
        let pieces = self.proclitics.pieces;
        // Where the article lost its ل to a word in ل (`للغة`) only a list can tell.
        let is_merged = self.proclitics.letters < pieces.len();
        self.pronoun.is_none()
            && !is_merged
            && self.rest.len() >= SHORTEST
            && (pieces == ["ل", "ال"] || pieces.len() == 3)
    }

    fn is_surely_pronoun(&self) -> bool {
        let Some(ending) = self.pronoun else {
            return false;
        };
        let is_long = matches!(ending.pieces.last(), Some(&("ها" | "هم" | "هما")));
        let written = self.rest.written();
        let is_plain = match ending.group {
            // Whether a final ت is of the root only a list could tell.
            Endings::PRONOUN => {
                !matches!(written, [.., 'ت' | 'ا' | 'و' | 'ي']) || written.ends_with(&['ا', 'ت'])
            }
            Endings::TA_MARBUTA => written.ends_with(&['ي', 'ة']),
            _ => false,
        };
        self.proclitics.letters == 0 && is_long && is_plain && self.rest.len() >= LONG
    }
}

/// Every way to take proclitics or a pronoun or both off a word.
fn cuts(word: &Letters) -> impl Iterator<Item = Cut> {
    let length = word.len();
    proclitics(word).flat_map(move |proclitics| {
        let start = proclitics.letters;
        let plain = (start > 0).then(|| Cut {
            proclitics,
            pronoun: None,
            letters: start,
            rest: Letters::spelt(word.written_of(start, length)),
        });
        let earliest = (start + 2).max(length.saturating_sub(LONGEST));
        let behind = (earliest..length).flat_map(move |cut| {
            let written = word.written_of(cut, length);
            let pronouns = endings(word.key_of(cut, length))
                .iter()
                .filter(move |ending| {
                    ending.state == State::Pronoun
                        && ending.is_written(written)
                        && !proclitics.article
                });
            pronouns.filter_map(move |ending| {
                let rest = before_pronoun(word.written_of(start, cut), ending)?;
                Some(Cut {
                    proclitics,
                    pronoun: Some(ending),
                    letters: start + length - cut,
                    rest,
                })
            })
        });
        plain.into_iter().chain(behind)
    })
}

/// How the word ends where no pronoun follows; `None` for duals and plurals that lost their ن.
fn before_pronoun(stem: &[char], ending: &Ending) -> Option<Letters> {
    let mut letters = stem.to_vec();
    match ending.group {
        Endings::PRONOUN => {
            // وزرائهم: the hamza took a seat.
            if let [.., 'ا', seat @ ('ئ' | 'ؤ')] = letters.as_mut_slice() {
                *seat = 'ء';
            }
        }
        Endings::TA_MARBUTA => letters.push('ة'),
        Endings::MAQSURA => letters.push('ى'),
        Endings::FEMININE_PLURAL => letters.extend(['ا', 'ت']),
        Endings::YA_PLURAL => letters.extend(['ي', 'ا', 'ت']),
        Endings::WAW => letters.extend(['و', 'ا', 'ت']),
        _ => return None,
    }
    Some(Letters::spelt(&letters))
}

/// Whether the lexicon has the word, or has it with a number, a gender or the sign of tanween.
fn is_word(word: &Letters) -> bool {
    let lexicon = Lexicon::shipped();
    let length = word.len();
    let known = |letters: &[char]| lexicon.knows(&Letters::spelt(letters));
    let gendered = |letters: &[char]| {
        let word = Letters::spelt(letters);
        lexicon.is_adjective(&word) || lexicon.is_person(&word)
    };
    let earliest = 2.max(length.saturating_sub(LONGEST));
    lexicon.knows(word)
        || (earliest..length).any(|cut| {
            let (stem, written) = (word.written_of(0, cut), word.written_of(cut, length));
            let with_ta = || known(&[stem, &['ة']].concat());
            let is_ending = |ending: &Ending| {
                ending.written == written
                    && match ending.group {
                        Endings::TANWEEN | Endings::DUAL => known(stem),
                        Endings::MASCULINE_PLURAL => ending.state == State::Free && gendered(stem),
                        Endings::TA_MARBUTA => ending.state == State::Free && gendered(stem),
                        Endings::TA_DUAL => ending.state == State::Free && with_ta(),
                        Endings::FEMININE_PLURAL => {
                            ending.state == State::Free && (known(stem) || with_ta())
                        }
                        _ => false,
                    }
                    && ending.state != State::Construct
                    && ending.state != State::Pronoun
            };
            endings(word.key_of(cut, length)).iter().any(is_ending)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cases: &[(&str, &str)], stands: &dyn Fn(&str) -> bool) {
        for (written, expected) in cases {
            assert_eq!(citation_form(written, stands), *expected, "{written}");
        }
    }

    #[test]
    fn clitics_and_pronouns_are_taken_off() {
        let cases = [
            ("للهدنة", "هدنة"),
            ("الهدنة", "هدنة"),
            ("وبالهدنة", "هدنة"),
            ("هدنتهم", "هدنة"),
            ("انضمامها", "انضمام"),
            ("بكتابه", "كتاب"),
            ("ولايتها", "ولاية"),
            ("وزرائهم", "وزراء"),
            ("والقوات", "قوات"),
            ("لِلهُدنة", "هدنة"),
            ("للزقزوق", "الزقزوق"),
        ];
        check(&cases, &|_| false);
    }

    #[test]
    fn a_root_letter_is_never_taken_off() {
        let words = [
            "ولاية",
            "بيت",
            "كتاب",
            "وزير",
            "هدنة",
            "وفد",
            "لجنة",
            "كتابة",
            "اتجاه",
            "مياه",
            "درهم",
            "كمال",
            "بارز",
            "لبنان",
            "فلسطين",
            "التزام",
            "الزقزوق",
            "بالستي",
            "فالنسيا",
            "تفاهم",
            "بحرية",
            "وكالة",
            "سلطات",
            "بنك",
            "إلى",
            "UNRWA",
            "",
            "...",
        ];
        check(&words.map(|word| (word, word)), &|_| false);
    }

    #[test]
    fn what_stands_in_the_document_is_a_word() {
        let stands = |word: &str| ["زقزوق", "الخفروقة"].contains(&word);
        let cases = [
            ("الزقزوق", "زقزوق"),
            ("بزقزوق", "زقزوق"),
            ("خفروقتهم", "خفروقة"),
        ];
        check(&cases, &stands);
    }

    #[test]
    fn several_words_lose_what_is_before_the_article() {
        let cases = [
            ("وبالأمم المتحدة", "الأمم المتحدة"),
            ("للأمم المتحدة", "الأمم المتحدة"),
            ("الأمم المتحدة", "الأمم المتحدة"),
            ("وزير الخارجية", "وزير الخارجية"),
            ("لوزير الخارجية", "وزير الخارجية"),
        ];
        check(&cases, &|_| false);
    }
}
