//! A written word as proclitics, a term's stem and an ending; and the line that explains it.

use super::lexicon::Lexicon;
use super::maqsura::is_word_in_maqsura;
use super::paradigm::Role;
use super::plurals::singulars;
use super::stems::{Lexeme, LexemeId, StemUse, Stems};
use crate::engine::text::clitics::{Proclitics, proclitics};
use crate::engine::text::endings::{Ending, Endings, LONGEST, State, endings};
use crate::engine::text::letters::{Letters, agree};

/// One way to read a word as a word of a term.
#[derive(Debug, Clone)]
pub struct Analysis<'a> {
    pub lexeme: LexemeId,
    pub word: &'a Lexeme,
    pub stem: &'a StemUse,
    pub proclitics: &'static Proclitics,
    pub ending: &'static Ending,
    /// A written ه is read as ة.
    pub careless_ta: bool,
    /// What stands before that ه is another common word: `عمله`, عملة or عمل + ه.
    pub rather_pronoun: bool,
    /// Only the sign of tanween would tell it from another word: `مقدونيا` is the country before
    /// it is the accusative of مقدوني.
    pub needs_sign: bool,
    /// The word is the feminine of an adjective and a noun of its own: `شخصية`, `دقيقة`.
    pub noun_or_adjective: bool,
    /// The plural found by its pattern, which no list has.
    pub plural: Option<Box<str>>,
}

impl Analysis<'_> {
    /// Fewer pieces and regular forms first. The article of an entry that is nothing without it is
    /// no piece: اليوم as `today`.
    pub fn cost(&self) -> usize {
        let own_article = if self.word.needs_article && self.proclitics.article {
            2
        } else {
            0
        };
        let proclitics = self.proclitics.letters.saturating_sub(own_article);
        2 * (proclitics + self.ending.pieces.len())
            + usize::from(
                self.stem.shown.is_some()
                    || self.plural.is_some()
                    || self.careless_ta && !self.stem.is_cut,
            )
    }

    /// `ل + ال + هدنة`; `ال + قذائف (قذيفة)` where the stem is not the citation form's.
    pub fn reason(&self) -> String {
        let word = &self.word.label;
        let by_pattern = self.plural.as_deref();
        let shown = by_pattern.or(self.stem.shown.as_deref()).unwrap_or(word);
        let mut pieces: Vec<&str> = self.proclitics.pieces.to_vec();
        if self.word.needs_article && pieces.last() == Some(&"ال") {
            pieces.pop();
        }
        pieces.push(shown);
        let ending = match self.ending.pieces.split_first() {
            // ة and ات that the form shown has already.
            Some((first, rest)) if shown.ends_with(first) && self.stem.is_cut => rest,
            _ => &self.ending.pieces[..],
        };
        pieces.extend(ending);
        let reason = pieces.join(" + ");
        match by_pattern {
            Some(_) => format!("{reason} ({word}, by its pattern)"),
            None if shown == word || self.word.role == Role::Verb => reason,
            None => format!("{reason} ({word})"),
        }
    }
}

/// Every reading of the word. Each is proclitics that may stand together, a stem of a term, and
/// an ending which the stem takes and which may stand with the proclitics.
pub fn analyse<'a>(stems: &'a Stems, word: &Letters) -> Vec<Analysis<'a>> {
    let mut found = Vec::new();
    if word.is_empty() || word.len() > stems.longest() + 2 * LONGEST {
        return found;
    }
    let function_word = Lexicon::shipped().is_function_word(word);
    for reading in readings(word) {
        let is_grammar = function_word && !reading.is_function_word();
        if is_grammar && !matches!(reading.proclitics.pieces, [] | ["ال"]) {
            continue;
        }
        for stem in stems.with_key(word.key_of(reading.start, reading.cut)) {
            let Some(lexeme) = stems.lexeme(stem.lexeme) else {
                continue;
            };
            let is_ruled_out = is_grammar
                || function_word && stem.shown.is_some()
                || !reading.has_stem(stem, lexeme);
            let endings = reading.endings.iter();
            let fitting = endings.filter(|ending| {
                reading.is_as_given(stem, lexeme, ending)
                    || !is_ruled_out
                        && reading.allows(stem, lexeme, ending)
                        && !reading.is_another_word(lexeme, ending)
            });
            found.extend(fitting.map(|ending| reading.analysis(stem, lexeme, ending, None)));
        }
    }
    if found.is_empty() && !function_word {
        add_plurals_by_pattern(stems, word, &mut found);
    }
    found
}

/// Every way to cut the word in proclitics, a middle and an ending.
fn readings(word: &Letters) -> impl Iterator<Item = Reading<'_>> {
    let length = word.len();
    proclitics(word).flat_map(move |proclitics| {
        let start = proclitics.letters;
        let earliest = (start + 1).max(length.saturating_sub(LONGEST));
        let cuts = (earliest..=length).rev();
        let cut_at = move |cut| Reading {
            word,
            proclitics,
            start,
            cut,
            endings: endings(word.key_of(cut, length)),
        };
        let is_letter = move |reading: &Reading| reading.cut - start == 1 && length > 1;
        cuts.map(cut_at)
            .filter(move |reading| !reading.endings.is_empty() && !is_letter(reading))
    })
}

/// Words that no list knows, as plurals of terms that no list knows.
fn add_plurals_by_pattern<'a>(stems: &'a Stems, word: &Letters, found: &mut Vec<Analysis<'a>>) {
    let lexicon = Lexicon::shipped();
    if word.len() < 4 {
        return;
    }
    for reading in readings(word).filter(|reading| reading.cut - reading.start >= 3) {
        let middle = reading.word.written_of(reading.start, reading.cut);
        for ending in reading
            .endings
            .iter()
            .filter(|ending| ending.may_follow_a_plural())
        {
            let proposals = singulars(middle, ending.group);
            if proposals.is_empty() || lexicon.knows(&reading.before_pronoun(ending)) {
                continue;
            }
            for (letters, group) in proposals {
                let singular = Letters::spelt(&letters);
                for stem in stems.with_key(singular.key()) {
                    let Some(lexeme) = stems.lexeme(stem.lexeme) else {
                        continue;
                    };
                    let is_unlisted = lexeme.family.is_empty() && stem.shown.is_none();
                    let fits = matches!(lexeme.role, Role::Single | Role::Head)
                        && stem.endings.contains(group)
                        && agree(&stem.written, singular.written())
                        && reading.may_stand(ending)
                        && !reading.is_another_word(lexeme, ending);
                    if is_unlisted && fits {
                        let plural = middle.iter().collect::<String>();
                        found.push(reading.analysis(stem, lexeme, ending, Some(plural.into())));
                    }
                }
            }
        }
    }
}

/// Names and adjectives of foreign places begin with أ, إ or آ as the writer likes: إسباني, أسباني.
fn is_loan(stem: &[char]) -> bool {
    matches!(stem, ['أ' | 'إ' | 'آ', .., 'ا'] if stem.len() >= 5)
        || matches!(stem, ['أ' | 'إ' | 'آ', .., 'ي'] if stem.len() >= 6)
}

/// A word cut in three.
struct Reading<'a> {
    word: &'a Letters,
    proclitics: &'static Proclitics,
    start: usize,
    cut: usize,
    /// What the end may be.
    endings: &'static [Ending],
}

impl Reading<'_> {
    /// The whole word, or all behind a conjunction: `وقال`.
    fn is_function_word(&self) -> bool {
        let rest = Letters::spelt(self.word.written_of(self.start, self.word.len()));
        self.cut == self.word.len()
            && (self.start == 0
                || matches!(self.proclitics.pieces, ["و" | "ف"])
                    && Lexicon::shipped().is_function_word(&rest))
    }

    /// Without proclitics and pronoun, with the letter that its ending has before none.
    fn before_pronoun(&self, ending: &Ending) -> Letters {
        let mut letters = self.word.written_of(self.start, self.cut).to_vec();
        match ending.group {
            Endings::TA_MARBUTA => letters.push('ة'),
            Endings::MAQSURA => letters.push('ى'),
            _ => {}
        }
        Letters::spelt(&letters)
    }

    fn analysis<'s>(
        &self,
        stem: &'s StemUse,
        lexeme: &'s Lexeme,
        ending: &'static Ending,
        plural: Option<Box<str>>,
    ) -> Analysis<'s> {
        Analysis {
            lexeme: stem.lexeme,
            word: lexeme,
            stem,
            proclitics: self.proclitics,
            ending,
            careless_ta: self.has_careless_ta(ending),
            rather_pronoun: self.is_rather_pronoun(lexeme, ending),
            needs_sign: !self.is_as_given(stem, lexeme, ending) && self.needs_sign(lexeme, ending),
            noun_or_adjective: self.is_noun_or_adjective(lexeme, ending),
            plural,
        }
    }

    fn has_stem(&self, stem: &StemUse, lexeme: &Lexeme) -> bool {
        let written = self.word.written_of(self.start, self.cut);
        if lexeme.exact {
            return stem.written.as_ref() == written;
        }
        // على is not علي.
        let in_maqsura = stem.written.last() == Some(&'ي') && written.last() == Some(&'ى');
        if in_maqsura && is_word_in_maqsura(written) {
            return false;
        }
        agree(&stem.written, written)
            || is_loan(&stem.written) && agree(&stem.written[1..], &written[1..])
    }

    fn allows(&self, stem: &StemUse, lexeme: &Lexeme, ending: &Ending) -> bool {
        stem.endings.contains(ending.group)
            && self.may_stand(ending)
            && (lexeme.role != Role::Verb || self.may_stand_before_verbs())
    }

    /// The word as the entry gives it, whatever grammar would say of it: أية, الذي.
    fn is_as_given(&self, stem: &StemUse, lexeme: &Lexeme, ending: &Ending) -> bool {
        let has_article = lexeme.article && !lexeme.needs_article;
        let start = if has_article { 2 } else { 0 };
        let written = self.word.written_of(start, self.word.len());
        self.start == start
            && (start == 0 || self.proclitics.pieces == ["ال"])
            && stem.shown.is_none()
            && stem.endings.contains(ending.group)
            && ending.state != State::Pronoun
            && stem.written.as_ref() == self.word.written_of(self.start, self.cut)
            && ending.written == self.word.written_of(self.cut, self.word.len())
            && lexeme.label.chars().eq(written.iter().copied())
    }

    fn may_stand_before_verbs(&self) -> bool {
        matches!(
            self.proclitics.pieces,
            [] | ["و" | "ف" | "ل"] | ["و" | "ف", "ل"]
        )
    }

    /// Proclitics and ending together, as the ending is written.
    fn may_stand(&self, ending: &Ending) -> bool {
        let ending_written = self.word.written_of(self.cut, self.word.len());
        ending.is_written(ending_written)
            && !(self.proclitics.article && ending.state != State::Free)
            && !(self.proclitics.preposition && ending.not_genitive)
    }

    /// ه where the ending has ة.
    fn has_careless_ta(&self, ending: &Ending) -> bool {
        ending.written == ['ة'] && self.word.written_of(self.cut, self.cut + 1) == ['ه']
    }

    fn is_rather_pronoun(&self, lexeme: &Lexeme, ending: &Ending) -> bool {
        !self.proclitics.article
            && self.has_careless_ta(ending)
            && Lexicon::shipped().is_another_word(
                self.word.key_of(self.start, self.cut),
                self.word.written_of(self.start, self.cut),
                &lexeme.family,
            )
    }

    fn needs_sign(&self, lexeme: &Lexeme, ending: &Ending) -> bool {
        ending.group == Endings::TANWEEN
            && self.is_listed(self.start, self.word.len(), None, lexeme)
    }

    fn is_noun_or_adjective(&self, lexeme: &Lexeme, ending: &Ending) -> bool {
        if ending.written != ['ة'] || lexeme.role != Role::Single {
            return false;
        }
        let stem = self.word.written_of(self.start, self.cut);
        if lexeme.adjective {
            self.is_listed(self.start, self.cut, Some('ة'), lexeme)
        } else {
            // An entry that is itself the listed noun.
            !lexeme.family.is_empty()
                && lexeme.label.ends_with('ة')
                && Lexicon::shipped().is_adjective(&Letters::spelt(stem))
        }
    }

    /// Whether the word is rather another common word: `بحر` is not ب + حر, `عملة` not عمل + ة.
    fn is_another_word(&self, lexeme: &Lexeme, ending: &Ending) -> bool {
        // The next word of the term settles it: بعيد in `بعيد العبور` is ب + عيد.
        lexeme.role != Role::Head && self.has_other_beginning(lexeme, ending)
            || self.cut < self.word.len() && self.has_other_end(lexeme, ending)
            || ending.group == Endings::MAQSURA && self.is_other_with_ya(lexeme)
    }

    /// قوي is no careless قوى.
    fn is_other_with_ya(&self, lexeme: &Lexeme) -> bool {
        let (key, written) = (
            self.word.key_of(self.start, self.word.len()),
            self.word.written_of(self.start, self.word.len()),
        );
        written.last() == Some(&'ي')
            && Lexicon::shipped().is_other_citation(key, written, &lexeme.family)
    }

    fn is_listed(&self, from: usize, to: usize, last: Option<char>, lexeme: &Lexeme) -> bool {
        let lexicon = Lexicon::shipped();
        let (key, written) = (self.word.key_of(from, to), self.word.written_of(from, to));
        match last {
            None => lexicon.is_another_word(key, written, &lexeme.family),
            Some(last) => {
                let whole = Letters::spelt(&[written, &[last]].concat());
                lexicon.is_another_word(whole.key(), whole.written(), &lexeme.family)
            }
        }
    }

    /// Another word with the alef of the accusative: `فعليا` is not ف + عليا.
    fn is_accusative(&self, from: usize, lexeme: &Lexeme) -> bool {
        let last = self.word.len().saturating_sub(1);
        self.word.written_of(last, last + 1) == ['ا'] && self.is_listed(from, last, None, lexeme)
    }

    fn has_other_beginning(&self, lexeme: &Lexeme, ending: &Ending) -> bool {
        let is_feminine = matches!(ending.pieces.first(), Some(&("ة" | "ات")));
        !self.proclitics.article
            && (0..self.start).any(|from| {
                let middle = self.is_listed(from, self.cut, None, lexeme);
                self.is_listed(from, self.word.len(), None, lexeme)
                    || self.is_accusative(from, lexeme)
                    // فحصة is no فحص with an ending, but ف + حصة; كاملة is of كامل.
                    || if is_feminine {
                        self.is_listed(from, self.cut, Some('ة'), lexeme)
                            || middle && self.has_feminine(from)
                    } else {
                        middle
                    }
            })
    }

    fn has_feminine(&self, from: usize) -> bool {
        let word = Letters::spelt(self.word.written_of(from, self.cut));
        Lexicon::shipped().is_adjective(&word) || Lexicon::shipped().is_person(&word)
    }

    fn has_other_end(&self, lexeme: &Lexeme, ending: &Ending) -> bool {
        let is_listed = |last| self.is_listed(self.start, self.cut, last, lexeme);
        match ending.pieces.first() {
            // زوجته is of زوجة, آليات of آلية; but the feminine of an adjective is its own.
            Some(&"ة") if lexeme.adjective && ending.state != State::Pronoun => return false,
            Some(&"ة") if is_listed(Some('ة')) => return true,
            Some(&"ات") if lexeme.is_gendered() && is_listed(Some('ة')) => return true,
            // ذكراهم is of ذكرى.
            Some(&"ا") if is_listed(Some('ى')) => return true,
            // رئيسي: the neighbours tell the adjective from the construct.
            Some(&"ي") if ending.pieces.len() == 1 && ending.group != Endings::PRONOUN => {
                return false;
            }
            _ if ending.group == Endings::TANWEEN => return false,
            _ => {}
        }
        let length = self.word.len();
        self.is_listed(self.start, length, None, lexeme)
            || self.proclitics.article
                && self.start >= 2
                && self.is_listed(self.start - 2, length, None, lexeme)
    }
}
