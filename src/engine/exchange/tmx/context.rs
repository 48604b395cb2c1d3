//! Where a unit stood: from the properties of a file to a unit's fields and back.

use super::property;
use crate::engine::model::{Language, Remark, TranslationUnit, UnitOrigin};

/// The fields of a unit that are from its properties.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct UnitContext {
    pub previous: Option<String>,
    pub next: Option<String>,
    pub project: Option<String>,
    pub document: Option<String>,
    pub origin: UnitOrigin,
}

impl UnitContext {
    pub fn of(unit: &TranslationUnit) -> Self {
        Self {
            previous: unit.previous_source.clone(),
            next: unit.next_source.clone(),
            project: unit.project.clone(),
            document: unit.document.clone(),
            origin: unit.origin,
        }
    }

    /// What remarks say. The properties' names are ours, OmegaT's and memoQ's. A context in English
    /// is of no use for Arabic sources.
    pub fn read<'a>(
        remarks: impl Iterator<Item = &'a Remark> + Clone,
        source_tag: Option<&str>,
    ) -> Self {
        let find = |names: &[&str]| {
            let mut remarks = remarks.clone();
            let is_named =
                |r: &&Remark| r.property_type().is_some_and(|kind| names.contains(&kind));
            remarks.find(is_named).map(|remark| remark.text.as_str())
        };
        let is_english = source_tag.and_then(Language::from_tag) == Some(Language::English);
        let context = |names| find(names).filter(|_| !is_english).and_then(plain_context);
        Self {
            previous: context(&[property::PREVIOUS, "prev", "x-context-pre"]),
            next: context(&[property::NEXT, "next", "x-context-post"]),
            project: find(&[property::PROJECT, "project"]).map(str::to_owned),
            document: find(&[property::DOCUMENT, "document", "file"]).map(str::to_owned),
            origin: find(&[property::ORIGIN])
                .and_then(UnitOrigin::named)
                .unwrap_or_default(),
        }
    }

    /// The properties that say what differs from another context, in their order.
    pub fn properties_beside(&self, other: &Self) -> Vec<Remark> {
        let origin = (self.origin != other.origin).then(|| self.origin.name());
        let text = |ours: &Option<String>, theirs: &Option<String>| {
            ours.clone().filter(|_| ours != theirs)
        };
        [
            (property::PREVIOUS, text(&self.previous, &other.previous)),
            (property::NEXT, text(&self.next, &other.next)),
            (property::PROJECT, text(&self.project, &other.project)),
            (property::DOCUMENT, text(&self.document, &other.document)),
            (property::ORIGIN, origin.map(str::to_owned)),
        ]
        .into_iter()
        .filter_map(|(kind, text)| Some(Remark::property(kind, text?)))
        .collect()
    }
}

/// memoQ writes contexts as `<seg>…</seg>` within the text; with markup inside they are no help.
fn plain_context(text: &str) -> Option<String> {
    let inner = text
        .strip_prefix("<seg>")
        .and_then(|rest| rest.strip_suffix("</seg>"));
    match inner {
        Some(inner) if inner.contains(['<', '&']) => None,
        Some(inner) => Some(inner.to_owned()),
        None => Some(text.to_owned()),
    }
}
