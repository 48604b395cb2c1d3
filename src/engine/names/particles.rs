//! Parts of names that are two words: عبد الرحمن, صلاح الدين, أبو مازن, بن سلمان, دي ميستورا.

use super::candidate::{Context, Piece};
use super::learnt::spelt;
use super::lists::{Spelt, attribute};
use super::persons::piece;
use super::table::NameTable;
use super::words::{Clitics, NO_CLITICS, Sentence, clitics};

/// عبد الرحمن, عبدالقادر; صلاح الدين and other names in الدين and الله.
pub(super) fn servant_of(sentence: &Sentence, at: usize, first: bool) -> Option<Piece> {
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
                is_given: false,
                is_learnt: false,
            });
        }
        if let Some(piece) = of_god(&written, next.map(|next| next.key()), at) {
            return Some(piece);
        }
        let Some(next) = next else { continue };
        if written == "بنعبد" && next.key() == "الله" {
            return Some(Piece {
                spelling: "Benabdallah".to_owned(),
                written: format!("{written} {}", next.written),
                end: at + 2,
                weight: 2,
                guess: false,
                goes_on: false,
                is_given: false,
                is_learnt: false,
            });
        }
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
                is_given: false,
                is_learnt: false,
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
            let spelling = format!("{} al-Din", spelt(&written));
            let written = format!("{written} {}", next.written);
            return Some(Piece {
                spelling,
                written,
                end: at + 2,
                weight: 1,
                guess: true,
                goes_on: true,
                is_given: false,
                is_learnt: false,
            });
        }
    }
    None
}

/// نصر الله and نصرالله: a gift, help or grace of God, as one word or two.
fn of_god(written: &str, next: Option<&str>, at: usize) -> Option<Piece> {
    let base = written.strip_suffix("الله");
    let is_one_word = base.is_some_and(|base| !base.is_empty());
    if !is_one_word && next != Some("الله") {
        return None;
    }
    let base = base.filter(|_| is_one_word).unwrap_or(written);
    let spelling = Spelt::OfGod.of(base)?;
    Some(Piece {
        written: format!("{base}{}الله", if is_one_word { "" } else { " " }),
        spelling: spelling.to_owned(),
        end: at + if is_one_word { 1 } else { 2 },
        weight: 1,
        guess: true,
        goes_on: true,
        is_given: false,
        is_learnt: false,
    })
}

/// أبو, بن, آل, دي and others with the name after them.
pub(super) fn particle(
    table: &NameTable,
    sentence: &Sentence,
    at: usize,
    first: bool,
    context: &Context,
) -> Option<Piece> {
    const PARTICLES: &[(&str, &str, bool)] = &[
        ("أبو", "Abu", true),
        ("أبي", "Abu", true),
        ("أبا", "Abu", true),
        ("ابو", "Abu", true),
        ("ابي", "Abu", true),
        ("بن", "bin", false),
        ("ابن", "Ibn", true),
        ("بنت", "bint", false),
        ("آل", "Al", true),
        ("ال", "Al", false),
        ("بو", "Bou", true),
        ("ولد", "Ould", false),
        ("أم", "Umm", true),
        ("بني", "Bani", true),
        ("سيدي", "Sidi", true),
        ("آيت", "Ait", true),
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
        parts: context.parts,
        unknown: context.unknown,
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
        is_given: false,
        is_learnt: false,
    })
}

fn is_foreign_name(sentence: &Sentence, at: usize) -> bool {
    sentence
        .words
        .get(at)
        .is_some_and(|word| !word.has_article() && word.letters.len() >= 4)
}
