//! The open document: its segments in memory, in order, found by identity.

use crate::engine::model::{
    ArticleFacts, Block, BlockStyle, DocumentId, FormatId, ProjectId, Segment, SegmentId,
    SegmentStatus, Skeleton,
};
use crate::store::{DocumentRow, PlacedSegment};
use std::collections::HashMap;

/// A document whose segments can be read and edited.
#[derive(Debug)]
pub struct OpenDocument {
    id: DocumentId,
    project: ProjectId,
    name: String,
    format: FormatId,
    skeleton: Skeleton,
    article: ArticleFacts,
    styles: Vec<BlockStyle>,
    segments: Vec<PlacedSegment>,
    positions: HashMap<SegmentId, usize>,
    for_translation: usize,
    confirmed: usize,
    revision: u64,
}

impl OpenDocument {
    pub(in crate::workspace) fn new(row: DocumentRow) -> Self {
        let mut document = Self {
            id: row.id,
            project: row.project,
            name: row.name,
            format: row.format,
            skeleton: row.skeleton,
            article: row.article,
            styles: row.styles,
            segments: row.segments,
            positions: HashMap::new(),
            for_translation: 0,
            confirmed: 0,
            revision: 0,
        };
        document.recount();
        document
    }

    pub fn id(&self) -> DocumentId {
        self.id
    }

    pub fn project(&self) -> ProjectId {
        self.project
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is known of the article.
    pub fn article(&self) -> &ArticleFacts {
        &self.article
    }

    /// The usual extension of the file it came from.
    pub fn extension(&self) -> &'static str {
        let format = crate::engine::formats::format(&self.format);
        let extensions = format.map(|format| format.extensions());
        extensions
            .and_then(|all| all.first())
            .copied()
            .unwrap_or("txt")
    }

    pub(in crate::workspace) fn format(&self) -> &FormatId {
        &self.format
    }

    pub(in crate::workspace) fn skeleton(&self) -> &Skeleton {
        &self.skeleton
    }

    /// The style of a paragraph.
    pub fn style(&self, paragraph: u32) -> BlockStyle {
        self.styles
            .get(paragraph as usize)
            .copied()
            .unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        self.segments.len()
    }

    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// The segment at a row, from 0.
    pub fn get(&self, row: usize) -> Option<&Segment> {
        self.segments.get(row).map(|placed| &placed.segment)
    }

    pub fn segments(&self) -> impl ExactSizeIterator<Item = &Segment> + DoubleEndedIterator {
        self.segments.iter().map(|placed| &placed.segment)
    }

    /// The row of a segment, from 0.
    pub fn row_of(&self, id: SegmentId) -> Option<usize> {
        self.positions.get(&id).copied()
    }

    pub fn segment(&self, id: SegmentId) -> Option<&Segment> {
        self.get(self.row_of(id)?)
    }

    /// Segments for translation, and how many of them are confirmed.
    pub fn progress(&self) -> (usize, usize) {
        (self.for_translation, self.confirmed)
    }

    /// Counts up with every change of which segments there are and how they are switched.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The next row after `row` whose segment fits, else the first one before it.
    pub fn find_from(&self, row: usize, fits: impl Fn(&Segment) -> bool) -> Option<SegmentId> {
        let after = self.segments().skip(row + 1);
        let before = self.segments().take(row);
        after
            .chain(before)
            .find(|segment| fits(segment))
            .map(|segment| segment.id)
    }

    /// The sources around a row as a memory sees them; empty at the edges of the document.
    pub(in crate::workspace) fn context(&self, row: usize) -> (String, String) {
        let source = |row: Option<usize>| {
            row.and_then(|row| self.get(row))
                .map(|segment| segment.source.clone())
                .unwrap_or_default()
        };
        (source(row.checked_sub(1)), source(row.checked_add(1)))
    }

    pub(in crate::workspace) fn placed(&self, row: usize) -> Option<&PlacedSegment> {
        self.segments.get(row)
    }

    pub(in crate::workspace) fn paragraph_rows(&self, paragraph: u32) -> std::ops::Range<usize> {
        let start = self
            .segments
            .partition_point(|placed| placed.segment.paragraph < paragraph);
        let end = self
            .segments
            .partition_point(|placed| placed.segment.paragraph <= paragraph);
        start..end
    }

    /// Changes one segment in place, keeping the counts right.
    pub(in crate::workspace) fn update(&mut self, row: usize, change: impl FnOnce(&mut Segment)) {
        let Some(placed) = self.segments.get_mut(row) else {
            return;
        };
        let count = |s: &Segment| {
            let done = s.for_translation && s.status == SegmentStatus::Confirmed;
            (usize::from(s.for_translation), usize::from(done))
        };
        let before = count(&placed.segment);
        change(&mut placed.segment);
        let after = count(&placed.segment);
        self.for_translation = self.for_translation + after.0 - before.0;
        self.confirmed = self.confirmed + after.1 - before.1;
        if before.0 != after.0 {
            self.revision += 1;
        }
    }

    /// Replaces a range of rows.
    pub(in crate::workspace) fn splice(
        &mut self,
        rows: std::ops::Range<usize>,
        with: Vec<PlacedSegment>,
    ) {
        let end = rows.end.min(self.segments.len());
        self.segments.splice(rows.start.min(end)..end, with);
        self.recount();
    }

    fn recount(&mut self) {
        self.revision += 1;
        self.positions = self
            .segments()
            .enumerate()
            .map(|(row, segment)| (segment.id, row))
            .collect();
        self.for_translation = self.segments().filter(|s| s.for_translation).count();
        self.confirmed = self
            .segments()
            .filter(|s| s.for_translation && s.status == SegmentStatus::Confirmed)
            .count();
    }

    /// The paragraphs as they were read.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = self
            .styles
            .iter()
            .map(|&style| Block {
                style,
                ..Block::default()
            })
            .collect();
        for segment in self.segments() {
            if let Some(block) = blocks.get_mut(segment.paragraph as usize) {
                block.text.push_str(&segment.leading);
                block.text.push_str(&segment.source);
                block.text.push_str(&segment.trailing);
            }
        }
        blocks
    }
}
