//! The shipped sample project: an article half translated, with a memory that knows the rest.

use super::Documents;
use super::import::{PreparedDocument, assemble};
use crate::engine::formats::{self, SourceFile};
use crate::engine::model::{ProjectId, Segment, SegmentStatus, TranslationUnit};
use crate::workspace::core::{Core, WorkspaceError, now};
use std::collections::HashMap;
use std::path::PathBuf;

const PROJECT: &str = "Sample project";
const DOCUMENT: &str = "Truce in the valley";

/// The article of the sample, and the units of its memory.
pub(in crate::workspace) struct Sample {
    pub document: PreparedDocument,
    pub units: Vec<TranslationUnit>,
    /// Where the units are from.
    pub origin: &'static str,
}

impl Sample {
    /// The name of the sample's project.
    pub(in crate::workspace) const PROJECT: &'static str = PROJECT;

    /// Reads the sample into a project of that name.
    pub(in crate::workspace) fn read(
        core: &Core,
        documents: &Documents,
        project: ProjectId,
        name: &str,
    ) -> Result<Self, WorkspaceError> {
        let article = core.assets.bytes("sample/article.txt")?;
        let file = SourceFile {
            bytes: &article,
            ..SourceFile::default()
        };
        let read =
            formats::read(&file).map_err(|error| WorkspaceError::Asset(error.to_string()))?;
        let translations = core.assets.text("sample/translations.tsv")?;
        let memory_units = core.assets.text("sample/memory.tsv")?;
        let mut document = assemble(
            read,
            DOCUMENT.into(),
            PathBuf::new(),
            project,
            &core.ids,
            &documents.rules,
        )?;
        let segments = document.segments.iter_mut();
        translate(segments.map(|placed| &mut placed.segment), &translations);
        let segments: Vec<&Segment> = document.segments.iter().map(|p| &p.segment).collect();
        let mut units = confirmed_units(&segments, name);
        units.extend(rows(&memory_units).map(|(source, target, _)| unit(source, target)));
        Ok(Self {
            document,
            units,
            origin: PROJECT,
        })
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
