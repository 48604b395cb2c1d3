//! Common Arabic words whose forms no rule derives, and the function words that are never terms.

use super::hash::ByKey;
use crate::engine::text::letters::{Letters, agree};
use std::collections::HashSet;
use std::sync::LazyLock;

const LEXICON: &str = include_str!("lexicon.tsv");
const PROPER_NAMES: &str = include_str!("proper_names.txt");
const FUNCTION_WORDS: &str = include_str!("function_words.txt");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Thing,
    Person,
    Adjective,
    Name,
}

/// Numbers of the words that a spelling stands for.
#[derive(Debug, Default)]
pub struct Found {
    pub citations: Vec<u32>,
    pub plural_of: Vec<u32>,
}

/// A word of the list with the forms the rules of inflection cannot know.
#[derive(Debug)]
pub struct Word {
    pub citation: Letters,
    /// Broken plurals, and irregular feminines of adjectives.
    pub forms: Vec<Letters>,
    pub class: Class,
    /// Its final ي belongs to the root and is lost in the indefinite: `قاضٍ`.
    pub defective: bool,
}

#[derive(Debug, Default)]
pub struct Lexicon {
    words: Vec<Word>,
    /// How many of the words are common ones; names of persons and firms come behind them.
    common: usize,
    by_citation: ByKey<String, Vec<u32>>,
    by_form: ByKey<String, Vec<u32>>,
    function_words: HashSet<Vec<char>>,
}

static SHIPPED: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(LEXICON, PROPER_NAMES, FUNCTION_WORDS));

impl Lexicon {
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    fn read(table: &str, proper_names: &str, function_words: &str) -> Self {
        let mut lexicon = Self::default();
        for line in content_lines(table) {
            let mut columns = line.split('\t');
            let citation = Letters::new(columns.next().unwrap_or_default());
            let forms = columns.next().unwrap_or_default().split('|');
            let forms = forms
                .filter(|form| !form.is_empty())
                .map(Letters::new)
                .collect();
            let marks = columns.next().unwrap_or_default();
            let class = match marks.split(' ').next() {
                Some("person") => Class::Person,
                Some("adjective") => Class::Adjective,
                Some("name") => Class::Name,
                _ => Class::Thing,
            };
            let defective = marks.ends_with("defective");
            lexicon.add(Word {
                citation,
                forms,
                class,
                defective,
            });
        }
        lexicon.common = lexicon.words.len();
        for name in content_lines(proper_names).flat_map(str::split_whitespace) {
            let citation = Letters::new(name);
            lexicon.add(Word {
                citation,
                forms: Vec::new(),
                class: Class::Name,
                defective: false,
            });
        }
        lexicon.function_words = content_lines(function_words)
            .flat_map(str::split_whitespace)
            .map(|word| Letters::new(word).written().to_vec())
            .collect();
        lexicon
    }

    fn add(&mut self, word: Word) {
        let number = self.words.len() as u32;
        let index = |map: &mut ByKey<String, Vec<u32>>, word: &Letters| {
            map.entry(word.key().to_owned()).or_default().push(number);
        };
        index(&mut self.by_citation, &word.citation);
        for form in &word.forms {
            index(&mut self.by_form, form);
        }
        self.words.push(word);
    }

    pub fn word(&self, number: u32) -> Option<&Word> {
        self.words.get(number as usize)
    }

    /// The words with this citation form; if there are none, those with this irregular form. A
    /// careful spelling of a word (`قوى`) goes before a careless one of another (`قوي`).
    pub fn look_up(&self, word: &Letters) -> Found {
        let mut found = Found::default();
        let key = word.key();
        if !self.by_citation.contains_key(key) && !self.by_form.contains_key(key) {
            return found;
        }
        for same in [agree_at_the_end, agree_fully] {
            found.citations = self.numbers(&self.by_citation, word, |entry| {
                same(entry.citation.written(), word.written())
            });
            if found.citations.is_empty() {
                found.plural_of = self.numbers(&self.by_form, word, |entry| {
                    let agrees = |form: &Letters| {
                        form.key() == word.key() && same(form.written(), word.written())
                    };
                    entry.forms.iter().any(agrees)
                });
            }
            if !found.citations.is_empty() || !found.plural_of.is_empty() {
                break;
            }
        }
        found
    }

    fn numbers(
        &self,
        map: &ByKey<String, Vec<u32>>,
        word: &Letters,
        accept: impl Fn(&Word) -> bool,
    ) -> Vec<u32> {
        let numbers = map.get(word.key()).into_iter().flatten().copied();
        numbers
            .filter(|&number| self.word(number).is_some_and(&accept))
            .collect()
    }

    /// Of the common words.
    pub fn citations(&self) -> impl Iterator<Item = &Letters> {
        self.words
            .iter()
            .take(self.common)
            .map(|word| &word.citation)
    }

    /// Whether the word is of the list; if so, whether its final ي belongs to the root.
    pub fn is_defective(&self, word: &Letters) -> Option<bool> {
        let citations = self.look_up(word).citations;
        let mut words = citations
            .into_iter()
            .filter_map(|number| self.word(number))
            .peekable();
        words.peek()?;
        Some(words.any(|word| word.defective))
    }

    /// Whether this, spelt with `written`, is a word of the list other than those numbered.
    pub fn is_another_word(&self, key: &str, written: &[char], family: &[u32]) -> bool {
        let other = |map: &ByKey<String, Vec<u32>>, forms: bool| {
            let numbers = map.get(key).map_or(&[][..], Vec::as_slice);
            numbers.iter().any(|&number| {
                !family.contains(&number)
                    && self.words.get(number as usize).is_some_and(|word| {
                        let same = |form: &Letters| {
                            form.key() == key && agree_strictly(form.written(), written)
                        };
                        if forms {
                            word.forms.iter().any(same)
                        } else {
                            same(&word.citation)
                        }
                    })
            })
        };
        !numbers_are_own(&self.by_citation, &self.by_form, key, family)
            && (other(&self.by_citation, false) || other(&self.by_form, true))
    }

    /// Whether a word of the list has this citation form to the letter, other than those numbered.
    pub fn is_other_citation(&self, key: &str, written: &[char], family: &[u32]) -> bool {
        let numbers = self.by_citation.get(key).map_or(&[][..], Vec::as_slice);
        numbers.iter().any(|&number| {
            let same = |word: &Word| agree_strictly(word.citation.written(), written);
            !family.contains(&number) && self.word(number).is_some_and(same)
        })
    }

    /// Whether the word is a proper name of the list.
    pub fn is_name(&self, word: &Letters) -> bool {
        self.is_of_class(word, Class::Name)
    }

    pub fn is_adjective(&self, word: &Letters) -> bool {
        self.is_of_class(word, Class::Adjective)
    }

    /// The classes of the words with this key, which says less than a spelling.
    pub fn classes(&self, key: &str) -> impl Iterator<Item = Class> {
        let numbers = self.by_citation.get(key).into_iter().flatten();
        numbers
            .filter_map(|&number| self.word(number))
            .map(|word| word.class)
    }

    pub fn is_person(&self, word: &Letters) -> bool {
        self.is_of_class(word, Class::Person)
    }

    fn is_of_class(&self, word: &Letters, class: Class) -> bool {
        let citations = self.look_up(word).citations;
        let mut words = citations.into_iter().filter_map(|number| self.word(number));
        words.any(|word| word.class == class)
    }

    /// Whether the list has the word, as citation form or as another.
    pub fn knows(&self, word: &Letters) -> bool {
        let found = self.look_up(word);
        !found.citations.is_empty() || !found.plural_of.is_empty()
    }

    pub fn is_function_word(&self, word: &Letters) -> bool {
        let written = word.written();
        let without_conjunction = match written {
            ['و' | 'ف', rest @ ..] => rest,
            _ => written,
        };
        self.function_words.contains(written) || self.function_words.contains(without_conjunction)
    }
}

/// Whether the key is a form of one of the family, so that it cannot speak against it.
fn numbers_are_own(
    citations: &ByKey<String, Vec<u32>>,
    forms: &ByKey<String, Vec<u32>>,
    key: &str,
    family: &[u32],
) -> bool {
    [citations, forms].into_iter().any(|map| {
        map.get(key)
            .is_some_and(|numbers| numbers.iter().any(|number| family.contains(number)))
    })
}

/// Like [`agree`], and a written ه is not read as a careless ة.
fn agree_fully(word: &[char], text: &[char]) -> bool {
    agree(word, text) && word.iter().zip(text).all(|pair| pair != (&'ة', &'ه'))
}

/// Like [`agree_fully`], ى and ي are not confused, and no hamza is added to an alef: كأمل is no
/// كامل.
fn agree_strictly(word: &[char], text: &[char]) -> bool {
    let same =
        |pair: (&char, &char)| !matches!(pair, ('ى', 'ي') | ('ي', 'ى') | ('ا', 'أ' | 'إ' | 'آ'));
    agree_fully(word, text) && word.iter().zip(text).all(same)
}

/// Like [`agree`], and neither ة and ه nor ى and ي are confused.
fn agree_at_the_end(word: &[char], text: &[char]) -> bool {
    let clear = |pair: (&char, &char)| !matches!(pair, ('ة', 'ه') | ('ى', 'ي') | ('ي', 'ى'));
    agree(word, text) && word.iter().zip(text).all(clear)
}

fn content_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_well_formed() {
        for line in content_lines(LEXICON) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() <= 3, "{line}");
            assert!(Letters::new(columns[0]).is_arabic(), "{line}");
            let class = columns.get(2).copied().unwrap_or_default();
            let class = class.trim_end_matches("defective").trim_end();
            assert!(
                ["", "person", "adjective", "name"].contains(&class),
                "{line}"
            );
            let forms = columns.get(1).copied().unwrap_or_default().split('|');
            let forms = forms.filter(|form| !form.is_empty());
            assert!(
                forms.map(Letters::new).all(|form| form.is_arabic()),
                "{line}"
            );
        }
        let mut seen = HashSet::new();
        for word in &Lexicon::shipped().words {
            let citation = word.citation.written();
            assert!(seen.insert(citation), "{citation:?} stands twice");
        }
    }

    #[test]
    fn plurals_find_their_words() {
        let lexicon = Lexicon::shipped();
        let show = |plural| {
            let plural = Letters::new(plural);
            let words = lexicon.look_up(&plural).plural_of.into_iter();
            let words = words.filter_map(|number| lexicon.word(number));
            words
                .map(|word| word.citation.written().iter().collect::<String>())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(show("قذائف"), "قذيفة");
        assert_eq!(show("اطفال"), "طفل");
        assert_eq!(show("إطفال"), "");
        assert!(lexicon.is_function_word(&Letters::new("وإلى")));
        assert!(!lexicon.is_function_word(&Letters::new("آلي")));
    }
}
