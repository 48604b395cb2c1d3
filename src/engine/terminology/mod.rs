//! Recognises glossary terms in written Arabic.
//!
//! # Method
//!
//! Nothing is stemmed blindly, neither the term nor the text. For each word of the text the
//! question is whether it is *proclitics + a stem of a term + an ending*:
//!
//! 1. [`paradigm`](crate::engine::text::morphology::paradigm) derives from each word of a term its few stems (`هدنة`: `هدن`) and says which
//!    endings each takes (ة, ت before pronouns, تان, ات, …). Broken plurals come from the entry's
//!    own `forms`, from a list of common words ([`lexicon`](crate::engine::text::morphology::lexicon)), and for words of no list from the
//!    pattern of a word that stands in the text (`plurals`: `سراديب`, `سرداب`).
//! 2. [`analysis`](crate::engine::text::morphology::analysis) cuts a written word at every legal beginning and ending, looks the middle up,
//!    and keeps the readings in which the parts may stand together: no article with a pronoun,
//!    tanween or construct ending; no nominative after a preposition; an ending the stem takes.
//! 3. Spelling is compared twice: by a key that unifies what careless spelling confuses, then
//!    letter by letter, where what was written in full must not contradict the term. The first
//!    hamza of foreign places is free (`إسباني`, `أسباني`).
//! 4. A reading gives way where the written word is another common word, alone or with an ending
//!    that the other takes: `بحر` is not ب + حر, `زوجته` is of زوجة, `ذكراهم` of ذكرى, `أوروبا`
//!    no accusative. Names and function words count as such words.
//! 5. The neighbours decide what the word alone cannot ([`context`]): `قد كشف` is a verb,
//!    `أساسي` an adjective unless a genitive, a number or a name follows (`عامي 2004`), `الحياة
//!    الشخصية` the adjective and `هذه الشخصية` the noun, `مقدونيا` an accusative only with its sign.
//! 6. A feminine person or adjective is found in the plural of both genders (`خبيرة`, `خبراء`),
//!    an elative or colour in its feminine (`أعظم`, `عظمى`), a word whose root ends in ي with and
//!    without it (`قاضٍ`), an entry in the accusative as its citation form.
//! 7. Terms of several words need each word in turn, proclitics on the first only, and articles
//!    and genders that agree (`غارة جوية`, `الغارات الجوية`; `وزير خارجية`, `وزير الخارجية`).

mod agreement;
mod citation;
mod context;
pub mod extraction;
mod find;
mod homographs;
mod index;

#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;

pub use citation::citation_form;
pub use index::TermIndex;
