//! Which stems a word of a term has, and which endings each of them takes.
//!
//! The rules follow the written shape of the word (its last letter, its length, its pattern) and,
//! where the word is in the [`Lexicon`], its class and its broken plurals.

use super::lexicon::{Class, Lexicon, Word};
use crate::engine::text::endings::{Endings, endings};
use crate::engine::text::letters::Letters;

/// Where a word stands in its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The whole term.
    Single,
    /// The first of several words.
    Head,
    /// A later word of several: an adjective changes its gender with the noun's number.
    Later,
    /// An irregular form given with the entry.
    Form,
    /// A proper name: no endings.
    Name,
    /// A verb, or a form of one: object pronouns, no article.
    Verb,
}

impl Role {
    pub const COUNT: usize = 6;
}

/// A part of a word that endings are written behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stem {
    pub letters: Letters,
    pub endings: Endings,
    /// What explanations show for it, where that is not the citation form.
    pub shown: Option<String>,
}

/// A word of a term with all it may look like.
#[derive(Debug)]
pub struct Paradigm {
    /// The citation form as explanations show it: as given, without the article if it can go.
    pub label: String,
    pub stems: Vec<Stem>,
    /// The term is given with the article.
    pub article: bool,
    /// And is nothing without it: `السعودية`.
    pub needs_article: bool,
    /// Written in capitals, to be found so only: `WHO`.
    pub exact: bool,
    /// Numbers of the lexicon's words it is.
    pub family: Vec<u32>,
    pub adjective: bool,
    pub person: bool,
}

impl Paradigm {
    pub fn derive(word: &str, role: Role) -> Self {
        let letters = Letters::new(word);
        let mut paradigm = Self {
            label: text(letters.written()),
            stems: Vec::with_capacity(2),
            article: false,
            needs_article: false,
            exact: false,
            family: Vec::new(),
            adjective: false,
            person: false,
        };
        if !letters.is_arabic() {
            paradigm.exact = is_acronym(letters.written());
            paradigm.add(letters.written(), Endings::BARE);
            return paradigm;
        }
        if role == Role::Verb {
            paradigm.add_verb(letters.written());
            return paradigm;
        }
        let base = paradigm.split_article(&letters, role);
        paradigm.add_inflection(&base, role);
        if !paradigm.spells(base.written()) && !paradigm.spells(letters.written()) {
            paradigm.add(base.written(), Endings::BARE);
        }
        paradigm
    }

    /// Whether one of its own stems and endings makes the word.
    fn spells(&self, word: &[char]) -> bool {
        let own = self.stems.iter().filter(|stem| stem.shown.is_none());
        own.filter_map(|stem| Some((stem, word.strip_prefix(stem.letters.written())?)))
            .any(|(stem, rest)| {
                endings(Letters::spelt(rest).key())
                    .iter()
                    .any(|ending| stem.endings.contains(ending.group) && ending.written == rest)
            })
    }

    /// As given, in the plural (`أعلنوا`, `يعلنون`), the feminine (`أعلنت`) and the future.
    fn add_verb(&mut self, word: &[char]) {
        let endings = Endings::BARE.and(Endings::PRONOUN);
        self.add(word, endings);
        let is_present = matches!(word, ['ي' | 'ت' | 'ن', _, _, ..]);
        if is_present {
            let future = [&['س'], word].concat();
            self.add_form(&future, endings, Some(&format!("س + {}", text(word))));
        }
        let persons: &[&[char]] = if is_present {
            &[&['و', 'ن']]
        } else {
            &[&['و', 'ا'], &['ت']]
        };
        for person in persons {
            let form = [word, person].concat();
            self.add_form(&form, Endings::BARE, Some(&text(&form)));
        }
    }

    fn add(&mut self, stem: &[char], endings: Endings) {
        self.add_form(stem, endings, None);
    }

    fn add_form(&mut self, stem: &[char], endings: Endings, shown: Option<&str>) {
        let letters = Letters::spelt(stem);
        if letters.is_empty() || endings == Endings::NONE {
            return;
        }
        self.stems.push(Stem {
            letters,
            endings,
            shown: shown.map(str::to_owned),
        });
    }

    /// Takes the article off, where what the word starts with is one.
    fn split_article(&mut self, word: &Letters, role: Role) -> Letters {
        let rest = match word.written() {
            ['ا', 'ل', rest @ ..] if rest.len() >= 2 => rest,
            _ => return word.clone(),
        };
        let lexicon = Lexicon::shipped();
        let known: Vec<&Word> = lexicon
            .look_up(word)
            .citations
            .into_iter()
            .filter_map(|number| lexicon.word(number))
            .collect();
        let name = known.iter().any(|found| found.class == Class::Name);
        if name {
            // The list has names with their article, and a few which only look as if.
            let loan = known.iter().any(|found| {
                found.citation.key_of(0, 2) != "ال" || matches!(word.key(), "المانيا" | "البانيا")
            });
            if loan {
                return word.clone();
            }
        } else if !known.is_empty() {
            return word.clone();
        }
        self.article = true;
        self.needs_article = name || role == Role::Name;
        if !self.needs_article {
            self.label = text(rest);
        }
        if looks_like_a_verbal_noun(word.written()) {
            self.add_nominal(word.written(), None);
        }
        Letters::spelt(rest)
    }

    fn add_inflection(&mut self, base: &Letters, role: Role) {
        let lexicon = Lexicon::shipped();
        let written = base.written();
        if role == Role::Name || self.needs_article {
            self.add(written, Endings::BARE);
            return;
        }
        let found = lexicon.look_up(base);
        let unknown = found.citations.is_empty() && found.plural_of.is_empty();
        if unknown && let Some(whole) = citation_form(base, role) {
            return self.add_inflection(&whole, role);
        }
        if role == Role::Form {
            self.family
                .extend(found.citations.iter().chain(&found.plural_of));
            self.add_plural(base, None);
            return;
        }
        let mut class = None;
        for number in found.citations {
            let Some(word) = lexicon.word(number) else {
                continue;
            };
            self.family.push(number);
            self.adjective |= word.class == Class::Adjective;
            self.person |= word.class == Class::Person;
            class = Some((word.class, !word.forms.is_empty()));
            for form in &word.forms {
                let shown: String = form.written().iter().collect();
                self.add_plural(form, Some(&shown));
            }
        }
        let plural_of = found.plural_of;
        if !plural_of.is_empty() {
            self.family.extend(&plural_of);
            self.add_plural(base, None);
            self.add_other_plurals(&plural_of, base);
            if matches!(role, Role::Head | Role::Later) {
                self.add_singulars(&plural_of);
            }
            return;
        }
        if matches!(class, Some((Class::Name, _))) {
            self.add(written, Endings::BARE);
            return;
        }
        self.person |= class.is_none() && matches!(written, ['م', _, _, _, ..]);
        self.add_nominal(written, class);
        self.add_family_of_plural(written);
        if matches!(role, Role::Head | Role::Later) {
            self.add_other_number(written);
        }
        if role == Role::Later {
            self.add_other_gender(written);
        }
    }

    /// A sound plural given as the citation form belongs with its singular.
    fn add_family_of_plural(&mut self, word: &[char]) {
        let singulars = match word {
            [stem @ .., 'ا', 'ت'] => [
                Letters::spelt(stem),
                Letters::spelt(&[stem, &['ة']].concat()),
            ],
            [stem @ .., 'و' | 'ي', 'ن'] => [Letters::spelt(stem), Letters::default()],
            _ => return,
        };
        for singular in singulars {
            self.family
                .extend(Lexicon::shipped().look_up(&singular).citations);
        }
    }

    /// A term given in the plural, as part of several words, is found in the singular too.
    fn add_singulars(&mut self, numbers: &[u32]) {
        for &number in numbers {
            let Some(word) = Lexicon::shipped().word(number) else {
                continue;
            };
            let shown: String = word.citation.written().iter().collect();
            let from = self.stems.len();
            self.add_nominal(word.citation.written(), Some((word.class, true)));
            for stem in &mut self.stems[from..] {
                stem.shown = Some(shown.clone());
            }
        }
    }

    /// A person's plural is found in the other plurals of the word (`رفقاء`, `رفاق`), the feminine
    /// of a colour in its plural (`حمراء`, `حمر`).
    fn add_other_plurals(&mut self, numbers: &[u32], given: &Letters) {
        let lexicon = Lexicon::shipped();
        let words = numbers.iter().filter_map(|&number| lexicon.word(number));
        for word in words {
            let belongs = |form: &Letters| match word.class {
                Class::Person => !is_thing_plural(form.written()),
                Class::Adjective => form.len() == 3,
                Class::Thing | Class::Name => false,
            };
            for form in word
                .forms
                .iter()
                .filter(|form| *form != given && belongs(form))
            {
                self.add_plural(form, Some(&text(form.written())));
            }
        }
    }

    /// A feminine person or adjective is meant by the plurals of both genders: `لاجئة`, `لاجئون`.
    fn add_masculine_plurals(&mut self, stem: &[char]) {
        let lexicon = Lexicon::shipped();
        let found = lexicon.look_up(&Letters::spelt(stem)).citations;
        let words = found.into_iter().filter_map(|number| lexicon.word(number));
        for word in words.filter(|word| matches!(word.class, Class::Person | Class::Adjective)) {
            let sound =
                Endings::MASCULINE_PLURAL.and_if(word.class == Class::Adjective, Endings::DUAL);
            self.add_form(stem, sound, Some(&text(stem)));
            for form in word
                .forms
                .iter()
                .filter(|form| !is_thing_plural(form.written()))
            {
                self.add_plural(form, Some(&text(form.written())));
            }
        }
    }

    fn add_other_number(&mut self, word: &[char]) {
        if let [stem @ .., 'ا', 'ت'] = word
            && stem.len() >= 3
        {
            let masculine: String = stem.iter().collect();
            let feminine = format!("{masculine}ة");
            self.add_form(stem, Endings::BARE.and(Endings::DUAL), Some(&masculine));
            self.add_form(
                stem,
                Endings::TA_MARBUTA.and(Endings::TA_DUAL),
                Some(&feminine),
            );
        }
    }

    fn add_other_gender(&mut self, word: &[char]) {
        match word {
            [stem @ .., 'ة'] if stem.len() >= 2 => {
                let masculine: String = stem.iter().collect();
                let endings = Endings::BARE.and(Endings::TANWEEN).and(Endings::DUAL);
                let endings = endings.and(Endings::MASCULINE_PLURAL);
                self.add_form(stem, endings, Some(&masculine));
            }
            [.., 'ا' | 'ى' | 'ة'] | [] => {}
            _ => {
                let endings = Endings::TA_MARBUTA.and(Endings::TA_DUAL);
                let endings = endings.and(Endings::FEMININE_PLURAL);
                self.add(word, endings.and(Endings::MASCULINE_PLURAL));
            }
        }
    }

    /// A plural (or another form) that takes pronouns and little else.
    fn add_plural(&mut self, form: &Letters, shown: Option<&str>) {
        let word = form.written();
        let with_pronoun = Endings::BARE.and(Endings::PRONOUN);
        match word {
            [stem @ .., 'ا', 'ت'] if stem.len() >= 2 => {
                // `قوة + ات` says more than `قوات (قوة)`.
                let own: String = stem.iter().collect();
                let shown = shown.filter(|_| self.label.trim_end_matches('ة') != own);
                self.add_form(stem, Endings::FEMININE_PLURAL, shown);
            }
            [stem @ .., 'ة'] if stem.len() >= 2 => {
                self.add_form(stem, Endings::TA_MARBUTA, shown);
            }
            [stem @ .., 'ى'] if stem.len() >= 2 => {
                self.add_form(stem, Endings::MAQSURA, shown);
            }
            [stem @ .., 'ي'] if stem.len() >= 3 => {
                self.add_form(word, with_pronoun.and(Endings::TANWEEN), shown);
                // مساعٍ, of مساعي
                let loses_ya = matches!(stem, [_, _, 'ا', ..]);
                self.add_form(
                    stem,
                    Endings::NONE.and_if(loses_ya, Endings::DEFECTIVE),
                    shown,
                );
            }
            [.., 'ا' | 'ء'] => self.add_form(word, with_pronoun, shown),
            _ => {
                // Plurals such as خروق take a second plural: خروقات.
                let doubled = matches!(word, [_, _, 'و', _]);
                let endings = with_pronoun.and(Endings::TANWEEN);
                self.add_form(
                    word,
                    endings.and_if(doubled, Endings::FEMININE_PLURAL),
                    shown,
                );
            }
        }
    }

    /// A singular noun or adjective, or a sound plural given as the citation form.
    fn add_nominal(&mut self, word: &[char], class: Option<(Class, bool)>) {
        let traits = Traits::of(word, class);
        let plain = Endings::BARE.and(Endings::PRONOUN).and(Endings::DUAL);
        let feminine = Endings::TA_MARBUTA.and(Endings::TA_DUAL);
        let gendered = Endings::NONE
            .and_if(traits.feminine, feminine)
            .and_if(traits.masculine_plural, Endings::MASCULINE_PLURAL)
            .and_if(traits.feminine_plural, Endings::FEMININE_PLURAL);
        match word {
            [stem @ .., 'ا', 'ة'] if stem.len() >= 2 => {
                self.add(&word[..word.len() - 1], feminine);
                self.add(stem, Endings::YA_PLURAL.and(Endings::WAW));
            }
            [stem @ .., 'ة'] if stem.len() >= 2 => {
                self.add(
                    stem,
                    feminine.and_if(traits.feminine_plural, Endings::FEMININE_PLURAL),
                );
                if class.is_none() {
                    self.add_masculine_plurals(stem);
                }
            }
            [stem @ .., 'ا', 'ت'] if stem.len() >= 3 => {
                self.add(word, Endings::BARE);
                self.add(stem, Endings::FEMININE_PLURAL);
            }
            [stem @ .., 'ى'] if stem.len() >= 2 => {
                self.add(word, Endings::BARE);
                self.add(
                    stem,
                    Endings::MAQSURA
                        .and(Endings::YA_DUAL)
                        .and(Endings::YA_PLURAL),
                );
            }
            [stem @ .., 'ا', 'ء'] if stem.len() >= 2 => {
                let gendered = if self.adjective || self.person {
                    gendered
                } else {
                    Endings::NONE.and_if(traits.feminine_plural, Endings::FEMININE_PLURAL)
                };
                self.add(word, plain.and(Endings::TANWEEN).and(gendered));
                self.add(&word[..word.len() - 1], Endings::WAW);
            }
            [stem @ .., 'ء'] => {
                self.add(word, plain.and(Endings::TANWEEN).and(gendered));
                self.add(stem, Endings::HAMZA_DUAL);
            }
            [stem @ .., 'أ'] if stem.len() >= 2 => {
                self.add(word, plain.and(gendered));
                self.add(
                    &[stem, &['ء']].concat(),
                    Endings::PRONOUN.and(Endings::TANWEEN),
                );
                self.add(stem, Endings::HAMZA_DUAL);
            }
            [stem @ .., 'ا'] if stem.len() >= 2 => {
                self.add(word, Endings::BARE.and(Endings::PRONOUN));
                if stem.len() >= 5 {
                    self.add(stem, Endings::FEMININE_PLURAL);
                }
            }
            [stem @ .., 'ي'] if stem.len() >= 2 => {
                self.add(word, plain.and(Endings::TANWEEN).and(gendered));
                if is_defective(word) {
                    let is_verbal_noun = word.starts_with(&['ت']);
                    let plural = Endings::NONE.and_if(!is_verbal_noun, Endings::MASCULINE_PLURAL);
                    self.add(stem, Endings::DEFECTIVE.and(plural));
                }
            }
            _ => {
                self.add(word, plain.and(Endings::TANWEEN).and(gendered));
                self.add_special_shapes(word, class);
            }
        }
    }

    fn add_special_shapes(&mut self, word: &[char], class: Option<(Class, bool)>) {
        if let Some(stem) = sound_plural_stem(word, class) {
            let singular: String = stem.iter().collect();
            self.add_form(stem, Endings::MASCULINE_PLURAL, Some(&singular));
        }
        match word {
            ['أ', a, b, c] if class.is_none() => {
                let root = String::from_iter([a, b, c]);
                self.add_form(&[*a, *b, *c], Endings::MAQSURA, Some(&format!("{root}ى")));
                let colour = format!("{root}اء");
                self.add_form(&[*a, *b, *c, 'ا', 'ء'], Endings::BARE, Some(&colour));
            }
            // سيناريوهات
            [_, _, .., 'و'] if word.len() >= 4 && !matches!(class, Some((_, true))) => {
                self.add(&[word, &['ه']].concat(), Endings::FEMININE_PLURAL);
            }
            _ => {}
        }
    }
}

/// What the written shape of a word says about its gender and its plural.
struct Traits {
    feminine: bool,
    masculine_plural: bool,
    feminine_plural: bool,
}

impl Traits {
    fn of(word: &[char], class: Option<(Class, bool)>) -> Self {
        let length = word.len();
        let ends_in_ta = word.last() == Some(&'ة');
        match class {
            Some((Class::Person | Class::Adjective, _)) => Self {
                feminine: true,
                masculine_plural: true,
                feminine_plural: true,
            },
            Some((Class::Name, _)) => Self {
                feminine: false,
                masculine_plural: false,
                feminine_plural: false,
            },
            Some((Class::Thing, broken)) => Self {
                feminine: false,
                masculine_plural: false,
                feminine_plural: length >= 5 || !broken && (length >= 4 || ends_in_ta),
            },
            None => Self {
                feminine: may_be_adjective(word),
                masculine_plural: length >= 4 || matches!(word, [_, _, 'ي']),
                feminine_plural: length >= 4 || ends_in_ta,
            },
        }
    }
}

/// The listed word that an unlisted spelling is a form of: an entry with the alef of the
/// accusative (`نجاحًا`), or without the ي that the indefinite loses (`قاضٍ`).
fn citation_form(word: &Letters, role: Role) -> Option<Letters> {
    let lexicon = Lexicon::shipped();
    let written = word.written();
    if let [stem @ .., 'ا'] = written
        && stem.len() >= 3
    {
        if role == Role::Single && stem.ends_with(&['ي']) {
            // تكنولوجيا is a word of its own.
            return None;
        }
        let stem = Letters::spelt(stem);
        let found = lexicon.look_up(&stem);
        let is_common = found
            .citations
            .iter()
            .filter_map(|&number| lexicon.word(number))
            .any(|word| word.class != Class::Name);
        return (is_common || !found.plural_of.is_empty() && stem.len() >= 4).then_some(stem);
    }
    let whole = Letters::spelt(&[written, &['ي']].concat());
    (lexicon.is_defective(&whole) == Some(true)).then_some(whole)
}

/// Patterns of plurals that mean things, where the word may be a person: `ضوابط`, `معتقلات`.
fn is_thing_plural(form: &[char]) -> bool {
    matches!(form, [.., 'ا', 'ت'] | [_, _, 'ا', _, .., _])
        && !matches!(
            form,
            [.., 'ا', 'ء'] | [.., 'ة'] | [.., 'ى'] | [_, _, 'ا', _]
        )
}

/// Adjectives of relation, participles, the pattern فعيل; words of five letters or more, where ة
/// does not make another word.
fn may_be_adjective(word: &[char]) -> bool {
    match word {
        [_, _, 'ي'] | [_, _, _, 'ي'] => true,
        ['م', _, _, _] | [_, 'ا', _, _] | [_, _, 'ي', _] => true,
        _ => word.len() >= 5,
    }
}

/// Verbal nouns with a first root letter ل look as if they had the article: `التزام`.
fn looks_like_a_verbal_noun(word: &[char]) -> bool {
    matches!(word, ['ا', 'ل', 'ت', _, 'ا', _])
}

/// A final ي that belongs to the root: `قاضي`, `تحدي`, `محامي`.
fn is_defective(word: &[char]) -> bool {
    let whole = Letters::spelt(word);
    if let Some(listed) = Lexicon::shipped().is_defective(&whole) {
        return listed;
    }
    if !matches!(
        word,
        [_, 'ا', _, 'ي'] | ['ت', _, _, 'ي'] | ['ت', _, 'ا', _, 'ي']
    ) {
        return false;
    }
    let rest = Letters::spelt(&word[..word.len() - 1]);
    !Lexicon::shipped().is_another_word(rest.key(), rest.written(), &[])
}

/// The stem of a plural in ون or ين that stands as the citation form.
fn sound_plural_stem(word: &[char], class: Option<(Class, bool)>) -> Option<&[char]> {
    let stem = match word {
        [stem @ .., 'و' | 'ي', 'ن'] => stem,
        [stem @ .., 'و'] if word.len() >= 6 || matches!(word, ['م', ..] if word.len() >= 5) => {
            stem
        }
        _ => return None,
    };
    let personal = matches!(stem, ['م', _, _, _, ..] | [_, 'ا', _, _] | [_, _, 'ا', _])
        || stem.len() >= 4 && stem.last() == Some(&'ي');
    (class.is_none() && personal).then_some(stem)
}

fn text(letters: &[char]) -> String {
    let mut text = String::with_capacity(2 * letters.len());
    text.extend(letters);
    text
}

fn is_acronym(word: &[char]) -> bool {
    word.len() >= 2
        && word.iter().any(|c| c.is_uppercase())
        && !word.iter().any(|c| c.is_lowercase())
}
