//! Reads TBX concept by concept.

use super::super::glossary::status;
use super::super::timestamp;
use super::{TbxError, TbxTerms};
use crate::engine::files::{Markup, MarkupError, Piece, Tag};
use crate::engine::model::{Language, TermEntry, TermStatus, TermTranslation, Warning};
use std::io::BufRead;

/// Reads a TBX file of any year, dialect and style.
///
/// # Errors
/// Files that are no TBX, and files broken anywhere: nothing of them is returned.
pub fn read(input: impl BufRead) -> Result<TbxTerms, TbxError> {
    let mut markup = Markup::new(input).map_err(MarkupError::Io)?;
    let mut reading = Reading::default();
    let mut is_first = true;
    loop {
        let line = markup.line();
        match markup.read()? {
            Piece::Open(tag) => {
                if is_first && !matches!(tag.name.as_str(), "martif" | "tbx" | "TBX") {
                    return Err(TbxError::NotTbx(tag.name));
                }
                is_first = false;
                reading.open(tag);
            }
            Piece::Close(name) => reading.close(&name, line),
            Piece::Text(text) => reading.text(&text),
            Piece::End => break,
        }
    }
    let mut terms = reading.terms;
    if terms.skipped > 0 {
        let message = format!(
            "{} concepts without a term in Arabic and one in English were left out",
            terms.skipped
        );
        terms.warnings.push(Warning::new(message));
    }
    if let Some((name, line)) = markup.undefined {
        let message = format!("the entity &{name}; is defined nowhere and stays as written");
        terms.warnings.push(Warning::at_line(line, message));
    }
    Ok(terms)
}

/// A term of the concept at hand.
#[derive(Default)]
struct Term {
    text: String,
    status: Option<TermStatus>,
    part_of_speech: String,
}

/// What a transaction tells before it is complete.
#[derive(Default)]
struct Transaction {
    kind: String,
    author: String,
    date: Option<i64>,
}

#[derive(Default)]
struct Concept {
    entry: TermEntry,
    arabic: Vec<Term>,
    english: Vec<Term>,
}

#[derive(Default)]
struct Reading {
    terms: TbxTerms,
    concept: Option<Concept>,
    language: Option<Language>,
    term: Option<Term>,
    transaction: Option<Transaction>,
    /// Elements whose text is collected: category and text; markup inside them is left out.
    open: Vec<(String, String)>,
}

impl Reading {
    fn open(&mut self, tag: Tag) {
        match tag.name.as_str() {
            "termEntry" | "conceptEntry" | "entry" => self.concept = Some(Concept::default()),
            "langSet" | "langSec" | "langGroup" => {
                self.language = tag.language().and_then(Language::from_tag);
            }
            "tig" | "ntig" | "termSec" | "termGroup" => self.term = Some(Term::default()),
            "transacGrp" => self.transaction = Some(Transaction::default()),
            _ => {}
        }
        if self.concept.is_some() && self.open.len() < 64 {
            self.open.push((category(&tag), String::new()));
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, collected)) = self.open.last_mut() {
            collected.push_str(text);
        }
    }

    fn close(&mut self, name: &str, line: u64) {
        let Some((category, text)) = self.open.pop() else {
            return;
        };
        match name {
            "hi" | "foreign" | "sc" | "ec" => return self.text(&text),
            "bpt" | "ept" | "ph" => return,
            "tig" | "ntig" | "termSec" | "termGroup" => return self.close_term(),
            "transacGrp" => return self.close_transaction(),
            "langSet" | "langSec" | "langGroup" => self.language = None,
            "termEntry" | "conceptEntry" | "entry" => return self.close_concept(line),
            _ => {}
        }
        let text = text.trim();
        if !text.is_empty() {
            self.take(&category, text);
        }
    }

    fn take(&mut self, category: &str, text: &str) {
        if let Some(transaction) = &mut self.transaction {
            match category {
                "transactiontype" => transaction.kind = text.to_lowercase(),
                "responsibility" => transaction.author = text.to_owned(),
                "origination" | "modification" => transaction.kind = category.to_owned(),
                "date" => transaction.date = timestamp::parse(text),
                _ => {}
            }
            return;
        }
        if let Some(term) = &mut self.term {
            match category {
                "term" => term.text = text.to_owned(),
                "administrativestatus"
                | "normativeauthorization"
                | "termstatus"
                | "usagestatus" => {
                    term.status = status(text).or(term.status);
                }
                "partofspeech" => term.part_of_speech = text.to_owned(),
                _ => {}
            }
        }
        let Some(Concept { entry, .. }) = &mut self.concept else {
            return;
        };
        let field = match category {
            "subjectfield" => &mut entry.domain,
            "definition" | "explanation" => &mut entry.definition,
            "context" | "example" => &mut entry.example,
            "note" => &mut entry.note,
            "source" | "sourceidentifier" => &mut entry.reference,
            "customersubset" | "projectsubset" | "customer" => &mut entry.client,
            _ => return,
        };
        add(field, text);
    }

    fn close_term(&mut self) {
        let (Some(term), Some(concept)) = (self.term.take(), &mut self.concept) else {
            return;
        };
        match self.language {
            Some(Language::Arabic) if !term.text.is_empty() => concept.arabic.push(term),
            Some(Language::English) if !term.text.is_empty() => concept.english.push(term),
            _ => {}
        }
    }

    /// The first origination and the last modification count; a concept has one of each for
    /// every term.
    fn close_transaction(&mut self) {
        let (Some(done), Some(concept)) = (self.transaction.take(), &mut self.concept) else {
            return;
        };
        let entry = &mut concept.entry;
        if done.kind == "origination" {
            entry.created = match (entry.created, done.date) {
                (Some(known), Some(found)) => Some(known.min(found)),
                (known, found) => known.or(found),
            };
        } else if done.date > entry.changed {
            entry.changed = done.date;
        } else if !entry.author.is_empty() {
            return;
        }
        let is_later = done.kind != "origination" || entry.author.is_empty();
        if is_later && !done.author.is_empty() {
            entry.author = done.author;
        }
    }

    fn close_concept(&mut self, line: u64) {
        let Some(Concept {
            mut entry,
            arabic,
            english,
        }) = self.concept.take()
        else {
            return;
        };
        self.open.clear();
        let mut arabic = arabic.into_iter();
        let (Some(first), false) = (arabic.next(), english.is_empty()) else {
            if self.terms.skipped == 0 {
                let message = "the first concept that was left out";
                self.terms.warnings.push(Warning::at_line(line, message));
            }
            self.terms.skipped += 1;
            return;
        };
        entry.part_of_speech = std::iter::once(&first)
            .chain(&english)
            .map(|term| term.part_of_speech.clone())
            .find(|speech| !speech.is_empty())
            .unwrap_or_default();
        entry.source = first.text;
        entry.forms = arabic.map(|term| term.text).collect();
        entry.translations = (0..)
            .zip(english)
            .map(|(n, term)| TermTranslation {
                text: term.text,
                status: term.status.unwrap_or(match n {
                    0 => TermStatus::Preferred,
                    _ => TermStatus::Admitted,
                }),
            })
            .collect();
        self.terms.entries.push(entry);
    }
}

/// A data category in lower case: the `type` of an element (DCA), else its name (DCT).
fn category(tag: &Tag) -> String {
    match tag.name.as_str() {
        "term" | "note" | "date" => tag.name.clone(),
        name => tag.attribute("type").unwrap_or(name).to_lowercase(),
    }
}

fn add(field: &mut String, text: &str) {
    if !field.is_empty() {
        field.push('\n');
    }
    field.push_str(text);
}
