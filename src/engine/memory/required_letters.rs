//! The letters that every text a regular expression finds must hold within one word, so that it too
//! can be looked up in the lists of words.

use crate::engine::text::normalize::fold;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Fewer letters are in too many words.
const FEWEST: usize = 2;
/// Stretches that are asked for.
const MOST: usize = 4;
/// Characters of a class that are looked at.
const CLASS: u32 = 16;

/// Stretches of folded letters, the longest first; none where the expression can do without.
pub fn required_letters(regex: &str) -> Vec<String> {
    let mut found = Stretches::default();
    if let Ok(hir) = regex_syntax::parse(regex) {
        found.read(&hir);
    }
    found.cut();
    let mut all = found.done;
    all.sort_by_key(|letters| std::cmp::Reverse(letters.chars().count()));
    all.dedup();
    all.truncate(MOST);
    all
}

#[derive(Default)]
struct Stretches {
    done: Vec<String>,
    open: String,
}

impl Stretches {
    fn read(&mut self, hir: &Hir) {
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => match str::from_utf8(&literal.0) {
                Ok(text) => text.chars().for_each(|c| self.push(letter(c))),
                Err(_) => self.cut(),
            },
            HirKind::Class(class) => self.push(letter_of_class(class)),
            HirKind::Capture(capture) => self.read(&capture.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.read(part)),
            HirKind::Repetition(repeated) => {
                // It stands there once at least, but more may follow or come before.
                self.cut();
                if repeated.min > 0 {
                    self.read(&repeated.sub);
                    self.cut();
                }
            }
            // Nothing is read, so what stands on both sides stays together.
            HirKind::Look(_) => {}
            HirKind::Alternation(_) => self.cut(),
        }
    }

    fn push(&mut self, letter: Option<char>) {
        match letter {
            Some(letter) => self.open.push(letter),
            None => self.cut(),
        }
    }

    /// Ends a stretch. A mark that follows in the text composes with its last letter, which the
    /// fold of hamza seats does not undo for these.
    fn cut(&mut self) {
        let mut letters = std::mem::take(&mut self.open);
        if letters.ends_with(|c: char| c.is_ascii() || matches!(c, 'و' | 'ي')) {
            letters.pop();
        }
        if letters.chars().count() >= FEWEST {
            self.done.push(letters);
        }
    }
}

/// The folded letter; `None` for what is no letter of a word, or may be cut off or composed.
fn letter(c: char) -> Option<char> {
    // What a search without case takes for s and k, and compatibility composition too.
    let c = match c {
        '\u{17F}' => 's',
        '\u{212A}' => 'k',
        c => c,
    };
    let is_letter =
        c.is_ascii_alphabetic() || matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}');
    fold(c)
        .filter(|_| is_letter)
        .map(|letter| letter.to_ascii_lowercase())
}

/// The letter that all characters of a class fold to: `[أا]`, or `[Tt]` of a text without case.
fn letter_of_class(class: &Class) -> Option<char> {
    let mut all = match class {
        Class::Unicode(class) => {
            let ranges = class.ranges().iter();
            let size = ranges.clone().map(|range| range.len() as u32).sum::<u32>();
            let chars: Vec<char> = ranges
                .flat_map(|range| (range.start()..=range.end()).take(CLASS as usize))
                .collect();
            chars.into_iter().filter(move |_| size <= CLASS)
        }
        Class::Bytes(_) => return None,
    };
    let first = letter(all.next()?)?;
    all.all(|c| letter(c) == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_of_expressions() {
        for (regex, expected) in [
            ("هدنة", "هدنه"),
            ("هدن[ةه]", "هدنه"),
            (r"الهدن\w+ .*وقف", "الهدن وقف"),
            ("(?i)truce talks", "truc talk"),
            ("(truce|peace) talks", "talk"),
            ("abcde?fg", "abc"),
            (r"\bوزير\s+الخارجية\b", "الخارجيه وزير"),
            ("علي", "عل"),
            (r"\d{4}|x", ""),
            ("(abc)*", ""),
            ("(?:هدنة){2,}", "هدنه"),
            ("x", ""),
            ("(", ""),
        ] {
            assert_eq!(required_letters(regex).join(" "), expected, "{regex}");
        }
    }
}
