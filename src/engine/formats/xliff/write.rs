//! Targets and states into an XLIFF file, everything else left as it is.

use super::super::FormatError;
use super::super::arrange::{TargetParagraph, count_untranslated, source_of, target_paragraphs};
use super::segments::{self, Segment, marks};
use crate::engine::files::{NodeKind, Xml, XmlFile};
use crate::engine::model::{
    ExportDocument, ExportOptions, ExportRow, ExportedFile, SegmentStatus, Warning,
};
use crate::engine::text::xml::push_escaped;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

type Edits = Vec<(Range<usize>, String)>;

/// What is to be written for a segment.
struct NewTarget<'a> {
    segment: &'a Segment,
    /// Inner XML of the target or of its mark.
    content: String,
    is_confirmed: bool,
}

pub fn write(document: &ExportDocument) -> Result<ExportedFile, FormatError> {
    let file = XmlFile::read(document.skeleton.bytes())?;
    let found = segments::find(&file.xml)?;
    let paragraphs = target_paragraphs(document, ExportOptions::default());
    let sources = source_of(document);
    let mut warnings = Vec::new();
    let mut units: BTreeMap<usize, Vec<NewTarget<'_>>> = BTreeMap::new();
    let mut rows_of: HashMap<u32, Vec<&ExportRow>> = HashMap::new();
    for row in &document.rows {
        rows_of.entry(row.paragraph).or_default().push(row);
    }
    for paragraph in &paragraphs {
        let segment = found
            .segments
            .get(paragraph.block as usize)
            .ok_or(FormatError::Skeleton)?;
        let rows = rows_of.remove(&paragraph.block).unwrap_or_default();
        if sources.get(&paragraph.block) != Some(&segment.source.text) {
            return Err(FormatError::Skeleton);
        }
        if let Some(new) = new_target(segment, paragraph, &rows, &mut warnings) {
            units.entry(segment.place.unit).or_default().push(new);
        }
    }
    let mut edits = Edits::new();
    for (unit, new) in &units {
        edit_unit(&file.xml, *unit, new, &found.segments, &mut edits);
    }
    Ok(ExportedFile {
        bytes: file.edited(edits),
        untranslated: count_untranslated(document),
        warnings,
    })
}

/// What changes; `None` for segments without a target and those that are as they were.
fn new_target<'a>(
    segment: &'a Segment,
    paragraph: &TargetParagraph<'_>,
    rows: &[&ExportRow],
    warnings: &mut Vec<Warning>,
) -> Option<NewTarget<'a>> {
    if paragraph.is_source() {
        return None;
    }
    let rows = rows.iter().filter(|row| row.for_translation);
    let is_confirmed = rows
        .clone()
        .all(|row| row.status == SegmentStatus::Confirmed);
    let given = segment.target.as_ref();
    let text = paragraph.text();
    let is_same = given.is_some_and(|given| given.text.trim() == text);
    if is_same && is_confirmed == (segment.status == SegmentStatus::Confirmed) {
        return None;
    }
    let mut codes = segment.source.clone();
    for (number, code) in given.map(|given| given.codes.clone()).unwrap_or_default() {
        codes.codes.entry(number).or_insert(code);
    }
    let escape = |out: &mut String, text: &str| _ = push_escaped(out, text);
    let full = format!("{}{text}{}", paragraph.leading, paragraph.trailing);
    let (content, is_mended) = codes.write(&full, escape);
    if is_mended {
        warnings.push(Warning::new(format!(
            "segment {}: its tags did not nest; they were put in order",
            rows.clone().next().map_or(0, |row| row.number)
        )));
    }
    Some(NewTarget {
        segment,
        content,
        is_confirmed,
    })
}

fn edit_unit(xml: &Xml, unit: usize, new: &[NewTarget<'_>], all: &[Segment], edits: &mut Edits) {
    let Some(first) = new.first() else { return };
    let place = &first.segment.place;
    if place.mark.is_some() {
        edit_marks(xml, unit, new, all, edits);
    } else {
        for target in new {
            let place = &target.segment.place;
            match place.target {
                Some(element) => replace_content(xml, element, &target.content, edits),
                None => insert_target(xml, place.before_target, &target.content, edits),
            }
        }
    }
    edit_states(xml, unit, new, edits);
}

fn replace_content(xml: &Xml, element: usize, content: &str, edits: &mut Edits) {
    if xml.kind(element) == NodeKind::Open {
        edits.push((xml.inner(element), content.to_owned()));
        return;
    }
    // `<target/>` opens.
    let range = xml.range(element);
    let name = xml.qualified_name(element);
    edits.push((range.end - 2..range.end, format!(">{content}</{name}>")));
}

/// A target after its source, indented as that is.
fn insert_target(xml: &Xml, after: usize, content: &str, edits: &mut Edits) {
    let name = xml.qualified_name(after);
    let prefix = name
        .rsplit_once(':')
        .map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    let end = xml.outer(after).end;
    let before = xml.raw(0..xml.range(after).start);
    let indent_at = before.trim_end_matches([' ', '\t']).len();
    let indent = match before.get(..indent_at) {
        Some(line) if line.ends_with("\r\n") => before.get(indent_at - 2..),
        Some(line) if line.ends_with('\n') => before.get(indent_at - 1..),
        _ => None,
    };
    let indent = indent.unwrap_or_default();
    edits.push((
        end..end,
        format!("{indent}<{prefix}target>{content}</{prefix}target>"),
    ));
}

/// Segments marked inside one target.
fn edit_marks(xml: &Xml, unit: usize, new: &[NewTarget<'_>], all: &[Segment], edits: &mut Edits) {
    let Some(place) = new.first().map(|target| &target.segment.place) else {
        return;
    };
    let known: BTreeMap<String, usize> = place
        .target
        .map(|target| marks(xml, target))
        .unwrap_or_default()
        .into_iter()
        .collect();
    let mid = |target: &NewTarget<'_>| target.segment.place.mark.clone().unwrap_or_default();
    if new.iter().all(|target| known.contains_key(&mid(target))) {
        for target in new {
            if let Some(&mark) = known.get(&mid(target)) {
                replace_content(xml, mark, &target.content, edits);
            }
        }
        return;
    }
    // The target lacks marks: it becomes the segmented source with the targets in it.
    let mut contents: BTreeMap<String, String> = known
        .iter()
        .map(|(mid, mark)| (mid.clone(), xml.raw(xml.inner(*mark)).to_owned()))
        .collect();
    let from = all.partition_point(|segment| segment.place.unit < unit);
    for segment in all
        .iter()
        .skip(from)
        .take_while(|segment| segment.place.unit == unit)
    {
        if let Some(mid) = &segment.place.mark {
            contents.entry(mid.clone()).or_default();
        }
    }
    contents.extend(
        new.iter()
            .map(|target| (mid(target), target.content.clone())),
    );
    let source = place.before_target;
    let offset = xml.inner(source).start;
    let mut whole = String::new();
    let mut at = offset;
    for (mid, mark) in marks(xml, source) {
        let range = xml.outer(mark);
        if range.start < at {
            continue;
        }
        whole.push_str(xml.raw(at..range.start));
        at = range.end;
        match contents
            .get(&mid)
            .filter(|_| xml.kind(mark) == NodeKind::Open)
        {
            Some(content) => whole.extend([
                xml.raw(xml.range(mark)),
                content,
                xml.raw(xml.range(xml.close(mark))),
            ]),
            // White space between sentences, which is marked too, stays as it is.
            None => whole.push_str(xml.raw(range)),
        }
    }
    whole.push_str(xml.raw(at..xml.inner(source).end));
    match place.target {
        Some(target) => replace_content(xml, target, &whole, edits),
        None => insert_target(xml, source, &whole, edits),
    }
}

fn edit_states(xml: &Xml, unit: usize, new: &[NewTarget<'_>], edits: &mut Edits) {
    for target in new {
        let Some(element) = target.segment.place.state else {
            continue;
        };
        let (name, state) = match (xml.name(element), target.is_confirmed) {
            ("seg", true) => ("conf", "Translated"),
            ("seg", false) => ("conf", "Draft"),
            ("segment", true) => ("state", "translated"),
            ("segment", false) => ("state", "initial"),
            (_, true) => ("state", "translated"),
            (_, false) => ("state", "needs-review-translation"),
        };
        // A target of 1.2 holds several marked segments and has no state for each.
        let is_shared = target.segment.place.mark.is_some() && xml.is(element, "target");
        if is_shared || xml.is(element, "target") && xml.attribute(element, "state").is_none() {
            continue;
        }
        set_attribute(xml, element, name, state, edits);
    }
    let is_done = new.iter().all(|target| target.is_confirmed);
    if xml.attribute(unit, "mq:status").is_some() {
        let status = if is_done {
            "ManuallyConfirmed"
        } else {
            "PartiallyEdited"
        };
        set_attribute(xml, unit, "mq:status", status, edits);
    }
}

fn set_attribute(xml: &Xml, element: usize, name: &str, value: &str, edits: &mut Edits) {
    match xml.attribute_range(element, name) {
        Some(range) => {
            if xml.raw(range.clone()) != value {
                edits.push((range, value.to_owned()));
            }
        }
        None => {
            let start = xml.range(element).start + 1 + xml.qualified_name(element).len();
            edits.push((start..start, format!(" {name}=\"{value}\"")));
        }
    }
}
