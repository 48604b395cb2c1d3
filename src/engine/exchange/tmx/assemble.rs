//! From the variants of a TMX unit to Arabic-English translation units.

use super::super::timestamp as date;
use super::property;
use crate::engine::model::{Language, TranslationUnit};

/// Pairs taken from one `<tu>` at most; real ones have one to ten.
const MOST_PAIRS: usize = 100;

/// What `<tu>` and `<tuv>` both may carry.
#[derive(Debug, Default)]
pub struct Stamp {
    pub created: Option<i64>,
    pub changed: Option<i64>,
    pub creator: Option<String>,
    pub changer: Option<String>,
}

impl Stamp {
    /// Takes one attribute; `false` if it is a date nobody can read.
    pub fn take(&mut self, name: &str, value: &str) -> bool {
        match name {
            "creationdate" => self.created = date::parse(value),
            "changedate" => self.changed = date::parse(value),
            "creationid" => self.creator = Some(value.to_owned()),
            "changeid" => self.changer = Some(value.to_owned()),
            _ => return true,
        }
        match name {
            "creationdate" => self.created.is_some(),
            "changedate" => self.changed.is_some(),
            _ => true,
        }
    }
}

/// One `<tuv>` as read.
#[derive(Debug, Default)]
pub struct Variant {
    pub tag: String,
    pub stamp: Stamp,
    pub text: Option<String>,
}

/// One `<tu>` as read.
#[derive(Debug, Default)]
pub struct Draft {
    pub stamp: Stamp,
    /// The unit's own source language, if it names one.
    pub source_tag: Option<String>,
    pub properties: Vec<(String, String)>,
    pub variants: Vec<Variant>,
}

impl Draft {
    /// A unit for each pair of an Arabic and an English variant with text. `file_source_tag` is
    /// the source language of the file.
    pub fn into_units(self, file_source_tag: &str) -> Vec<TranslationUnit> {
        let of = |language| {
            self.variants.iter().filter_map(move |variant: &Variant| {
                let text = variant.text.as_deref()?;
                let fits = Language::from_tag(&variant.tag) == Some(language);
                (fits && !text.trim().is_empty()).then_some((variant, text))
            })
        };
        let shared = self.shared(file_source_tag);
        of(Language::Arabic)
            .flat_map(|source| of(Language::English).map(move |target| (source, target)))
            .take(MOST_PAIRS)
            .map(|((ar, source), (en, target))| TranslationUnit {
                source: source.to_owned(),
                target: target.to_owned(),
                source_tag: ar.tag.clone(),
                target_tag: en.tag.clone(),
                author: self.author(&en.stamp),
                created: self.stamp.created.or(en.stamp.created),
                changed: en.stamp.changed.or(self.stamp.changed),
                ..shared.clone()
            })
            .collect()
    }

    /// Who touched it last, as near to the translation as the file tells.
    fn author(&self, target: &Stamp) -> Option<String> {
        [&target.changer, &self.stamp.changer, &target.creator, &self.stamp.creator]
            .into_iter()
            .find_map(Clone::clone)
    }

    /// What all units of this draft have in common. The properties' names are ours, OmegaT's and
    /// memoQ's. A context in English is of no use for Arabic sources.
    fn shared(&self, file_source_tag: &str) -> TranslationUnit {
        let property = |names: &[&str]| {
            self.properties
                .iter()
                .find(|(kind, _)| names.contains(&kind.as_str()))
                .map(|(_, value)| value.clone())
        };
        let source_tag = self.source_tag.as_deref().unwrap_or(file_source_tag);
        let context = |names| {
            property(names)
                .filter(|_| Language::from_tag(source_tag) != Some(Language::English))
                .and_then(plain_context)
        };
        TranslationUnit {
            previous_source: context(&[property::PREVIOUS, "prev", "x-context-pre"]),
            next_source: context(&[property::NEXT, "next", "x-context-post"]),
            project: property(&[property::PROJECT, "project"]),
            document: property(&[property::DOCUMENT, "document", "file"]),
            ..TranslationUnit::default()
        }
    }
}

/// memoQ writes contexts as `<seg>…</seg>` within the text; with markup inside they are no help.
fn plain_context(text: String) -> Option<String> {
    let inner = text
        .strip_prefix("<seg>")
        .and_then(|rest| rest.strip_suffix("</seg>"));
    match inner {
        Some(inner) if inner.contains(['<', '&']) => None,
        Some(inner) => Some(inner.to_owned()),
        None => Some(text),
    }
}
