//! Whether the words of a term, each found by itself, can stand together.

use crate::engine::text::endings::State;
use crate::engine::text::morphology::analysis::Analysis;

/// Proclitics stand before the first word only; the article stands as the term has it, or where
/// the grammar of noun and adjective or of noun and genitive moves it.
pub fn agrees(words: &[&Analysis]) -> bool {
    let Some((first, later)) = words.split_first() else {
        return false;
    };
    let term: Vec<bool> = words.iter().map(|word| word.word.article).collect();
    let text: Vec<bool> = words.iter().map(|word| word.proclitics.article).collect();
    let names_keep_it = words
        .iter()
        .all(|word| !word.word.needs_article || word.proclitics.article);
    if !names_keep_it {
        return false;
    }
    if later.iter().any(|word| is_masculine_of_feminine(word)) && first.stem.shown.is_none() {
        // الانتخابات العامة is not in `انتخابات عام 2016`.
        return false;
    }
    if is_loosened_genitive(words, &term) {
        return later
            .iter()
            .skip(1)
            .zip(&term[2..])
            .all(|(word, &article)| is_unprefixed(word) && word.proclitics.article == article);
    }
    if !later.iter().all(|word| is_unprefixed(word)) {
        return false;
    }
    if has_pronoun(first) {
        // هجومهم العسكري: the pronoun defines the noun, the adjective takes the article.
        return term.iter().all(|&article| article == term[0])
            && text[1..].iter().all(|&article| article);
    }
    let middle_has_pronoun = later.iter().rev().skip(1).any(|word| has_pronoun(word));
    !middle_has_pronoun && may_be_defined_so(&term, &text)
}

fn may_be_defined_so(term: &[bool], text: &[bool]) -> bool {
    let all = |row: &[bool], value: bool| row.iter().all(|&article| article == value);
    let only_last = |row: &[bool]| {
        row.split_last()
            .is_some_and(|(&last, before)| last && all(before, false))
    };
    term == text
        || all(term, false) && (all(text, true) || only_last(text))
        || all(term, true) && all(text, false)
        || only_last(term) && all(text, false)
}

/// وزيرا للخارجية, وقفا لإطلاق النار: an indefinite noun with ل before what was its genitive.
fn is_loosened_genitive(words: &[&Analysis], term: &[bool]) -> bool {
    let [first, second, ..] = words else {
        return false;
    };
    !term[0]
        && !first.proclitics.article
        && !has_pronoun(first)
        && matches!(second.proclitics.pieces, ["ل"] | ["ل", "ال"])
}

/// An adjective given in the feminine, in the masculine that goes with another number of its noun.
fn is_masculine_of_feminine(word: &Analysis) -> bool {
    let shown = word.stem.shown.as_deref();
    shown.is_some() && word.word.label.strip_suffix('ة') == shown
}

fn is_unprefixed(word: &Analysis) -> bool {
    matches!(word.proclitics.pieces, [] | ["ال"])
}

fn has_pronoun(word: &Analysis) -> bool {
    word.ending.state == State::Pronoun
}
