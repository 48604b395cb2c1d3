//! The shipped sample project: an article half translated, with a memory that knows the rest.

use super::error::WorkspaceError;
use super::imports::assemble;
use super::{Workspace, now};
use crate::engine::formats;
use crate::engine::model::{FormatId, Segment, SegmentStatus, TranslationUnit};
use std::collections::HashMap;
use std::path::PathBuf;

/// The memory of the sample; other projects do not see it.
pub(super) const MEMORY: &str = "Sample memory";
const PROJECT: &str = "Sample project";
const DOCUMENT: &str = "Truce in the valley";

impl Workspace {
    pub(super) fn create_sample(&mut self) -> Result<(), WorkspaceError> {
        let read = formats::read(FormatId::Text, &self.assets.bytes("sample/article.txt")?)
            .map_err(|error| WorkspaceError::Asset(error.to_string()))?;
        let translations = self.assets.text("sample/translations.tsv")?;
        let memory_units = self.assets.text("sample/memory.tsv")?;
        let memory = self.memory_or_new(MEMORY);
        let name = self.free_project_name();
        let project = self.create_project_with(&name, memory)?;
        self.open_project(project)?;
        let mut prepared = assemble(
            read,
            DOCUMENT.into(),
            PathBuf::new(),
            project,
            &self.ids,
            &self.rules,
        )?;
        translate(
            prepared
                .segments
                .iter_mut()
                .map(|placed| &mut placed.segment),
            &translations,
        );
        let segments: Vec<&Segment> = prepared.segments.iter().map(|p| &p.segment).collect();
        let mut units = confirmed_units(&segments, &name);
        units.extend(rows(&memory_units).map(|(source, target, _)| unit(source, target)));
        self.add_units(memory, units, PROJECT.into());
        self.store_document(prepared);
        Ok(())
    }

    fn free_project_name(&self) -> String {
        if self.project_named(PROJECT).is_none() {
            return PROJECT.into();
        }
        (2..)
            .map(|n| format!("{PROJECT} {n}"))
            .find(|name| self.project_named(name).is_none())
            .unwrap_or_default()
    }
}

/// Lines `source⇥target[⇥status]`.
fn rows(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    text.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        Some((
            fields.next()?,
            fields.next()?,
            fields.next().unwrap_or_default(),
        ))
    })
}

/// Gives each segment its translation; one that occurs twice is taken in order.
fn translate<'a>(segments: impl Iterator<Item = &'a mut Segment>, translations: &str) {
    let mut known: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for (source, target, status) in rows(translations) {
        known.entry(source).or_default().insert(0, (target, status));
    }
    for segment in segments.filter(|segment| segment.for_translation) {
        let next = known.get_mut(segment.source.as_str()).and_then(Vec::pop);
        if let Some((target, status)) = next {
            segment.target = target.into();
            segment.status = SegmentStatus::from_name(status).unwrap_or(SegmentStatus::Draft);
        }
    }
}

fn unit(source: &str, target: &str) -> TranslationUnit {
    TranslationUnit {
        source: source.into(),
        target: target.into(),
        source_tag: "ar".into(),
        target_tag: "en".into(),
        created: Some(now()),
        changed: Some(now()),
        project: Some(PROJECT.into()),
        ..TranslationUnit::default()
    }
}

/// The units that confirming these segments by hand would have made.
fn confirmed_units(segments: &[&Segment], project: &str) -> Vec<TranslationUnit> {
    let source = |n: Option<usize>| {
        n.and_then(|n| segments.get(n))
            .map_or(String::new(), |segment| segment.source.clone())
    };
    segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| segment.status == SegmentStatus::Confirmed)
        .map(|(n, segment)| TranslationUnit {
            previous_source: Some(source(n.checked_sub(1))),
            next_source: Some(source(n.checked_add(1))),
            project: Some(project.into()),
            document: Some(DOCUMENT.into()),
            ..unit(&segment.source, &segment.target)
        })
        .collect()
}
