//! The segments of an XLIFF file with the places of their targets and states.

use super::super::FormatError;
use super::super::inline::Inline;
use super::inline::{Numbers, read};
use crate::engine::files::Xml;
use crate::engine::model::{SegmentStatus, Warning};
use std::collections::HashMap;

/// What is in a file.
#[derive(Debug, Default)]
pub struct Found {
    pub segments: Vec<Segment>,
    pub source: String,
    pub target: String,
    pub warnings: Vec<Warning>,
}

/// A segment and the elements it is made of.
#[derive(Debug)]
pub struct Segment {
    pub source: Inline,
    pub target: Option<Inline>,
    pub status: SegmentStatus,
    pub place: Place,
}

/// Where a segment stands.
#[derive(Debug, Clone)]
pub struct Place {
    /// `<trans-unit>` or `<unit>`.
    pub unit: usize,
    /// The element after which a missing target goes: `<seg-source>` or `<source>`.
    pub before_target: usize,
    pub target: Option<usize>,
    /// 1.2: the `mid` of the segment's mark in `<seg-source>` and `<target>`.
    pub mark: Option<String>,
    /// The element that holds the state: `<target>` (1.2), `<segment>` (2.x), `<sdl:seg>`.
    pub state: Option<usize>,
}

/// Finds the segments for translation.
///
/// # Errors
/// The root is not `<xliff>`.
pub fn find(xml: &Xml) -> Result<Found, FormatError> {
    let root = xml.root();
    if !xml.is(root, "xliff") {
        return Err(FormatError::Markup(
            "the file does not begin with <xliff>".into(),
        ));
    }
    let mut found = Found::default();
    let version = xml.attribute(root, "version").unwrap_or_default();
    if version.is_empty() {
        found.warnings.push(Warning::new(
            "the file names no version of XLIFF; read as 1.2",
        ));
    }
    let is_old = version.is_empty() || version.starts_with('1');
    if !is_old {
        found.source = xml.attribute(root, "srcLang").unwrap_or_default();
        found.target = xml.attribute(root, "trgLang").unwrap_or_default();
    }
    // Elements open, and whether what is in them is for translation.
    let mut open: Vec<(usize, bool)> = Vec::new();
    for node in xml.descendants(root) {
        open.retain(|(close, _)| node <= *close);
        if !xml.is_element(node) {
            continue;
        }
        let name = xml.name(node);
        if matches!(name, "file" | "group" | "trans-unit" | "unit" | "body") {
            let inherited = open.last().is_none_or(|(_, wanted)| *wanted);
            let wanted = match xml.attribute(node, "translate").as_deref() {
                Some("no") => false,
                Some("yes") => true,
                _ => inherited,
            };
            open.push((xml.close(node), wanted));
            if name == "file" && is_old && found.source.is_empty() {
                found.source = xml.attribute(node, "source-language").unwrap_or_default();
                found.target = xml.attribute(node, "target-language").unwrap_or_default();
            }
            match name {
                "trans-unit" if is_old && wanted => trans_unit(xml, node, &mut found),
                "unit" if !is_old && wanted => unit(xml, node, &mut found),
                _ => {}
            }
        }
    }
    Ok(found)
}

/// A unit of 1.2.
fn trans_unit(xml: &Xml, unit: usize, found: &mut Found) {
    let Some(source) = xml.child(unit, "source") else {
        let line = xml.line(unit);
        found.warnings.push(Warning::at_line(
            line,
            "a unit without source was left alone",
        ));
        return;
    };
    let target = xml.child(unit, "target");
    let segmented = xml.child(unit, "seg-source");
    let marks = segmented
        .map(|element| marks(xml, element))
        .unwrap_or_default();
    let sdl = sdl_states(xml, unit);
    let before_target = segmented.unwrap_or(source);
    if marks.is_empty() {
        let place = Place {
            unit,
            before_target,
            target,
            mark: None,
            state: target,
        };
        push(xml, found, source, target, place);
        return;
    }
    let targets: HashMap<String, usize> = target
        .map(|element| self::marks(xml, element))
        .unwrap_or_default()
        .into_iter()
        .collect();
    for (mid, mark) in marks {
        let place = Place {
            unit,
            before_target,
            target,
            state: sdl.get(&mid).copied().or(target),
            mark: Some(mid.clone()),
        };
        push(xml, found, mark, targets.get(&mid).copied(), place);
    }
}

/// The segments marked inside an element, by their `mid`.
pub fn marks(xml: &Xml, element: usize) -> Vec<(String, usize)> {
    let marks = xml.descendants(element).filter(|&node| {
        xml.is(node, "mrk") && xml.attribute(node, "mtype").as_deref() == Some("seg")
    });
    let mid = |node| xml.attribute(node, "mid").unwrap_or_default();
    marks.map(|node| (mid(node), node)).collect()
}

/// Trados' states of segments: `<sdl:seg id="…" conf="…">` in `<sdl:seg-defs>`.
fn sdl_states(xml: &Xml, unit: usize) -> HashMap<String, usize> {
    let Some(definitions) = xml.child(unit, "seg-defs") else {
        return HashMap::new();
    };
    let states = xml
        .children(definitions)
        .filter(|&node| xml.is(node, "seg"));
    states
        .filter_map(|node| Some((xml.attribute(node, "id")?, node)))
        .collect()
}

/// A unit of 2.x.
fn unit(xml: &Xml, unit: usize, found: &mut Found) {
    for segment in xml.children(unit).filter(|&node| xml.is(node, "segment")) {
        let Some(source) = xml.child(segment, "source") else {
            let line = xml.line(segment);
            found.warnings.push(Warning::at_line(
                line,
                "a segment without source was left alone",
            ));
            continue;
        };
        let target = xml.child(segment, "target");
        let place = Place {
            unit,
            before_target: source,
            target,
            mark: None,
            state: Some(segment),
        };
        push(xml, found, source, target, place);
    }
}

fn push(xml: &Xml, found: &mut Found, source: usize, target: Option<usize>, place: Place) {
    let mut numbers = Numbers::for_text(&xml.text_of(source));
    let source = read(xml, source, &mut numbers);
    if !source.has_text() {
        return;
    }
    let target = target.map(|target| read(xml, target, &mut numbers));
    let target = target.filter(|target| !target.text.trim().is_empty());
    let status = match &target {
        None => SegmentStatus::Untranslated,
        Some(_) if is_confirmed(xml, &place) => SegmentStatus::Confirmed,
        Some(_) => SegmentStatus::Draft,
    };
    found.segments.push(Segment {
        source,
        target,
        status,
        place,
    });
}

/// Whether the state of a segment says that a person is done with it.
fn is_confirmed(xml: &Xml, place: &Place) -> bool {
    let state = place.state.and_then(|node| {
        let state = if xml.is(node, "seg") { "conf" } else { "state" };
        xml.attribute(node, state)
    });
    let unit = |name: &str| xml.attribute(place.unit, name);
    let is_done = |state: &str| {
        matches!(
            state,
            "translated"
                | "reviewed"
                | "final"
                | "signed-off"
                | "Translated"
                | "ApprovedTranslation"
                | "ApprovedSignOff"
        )
    };
    let is_done_in_memoq = |state: &str| {
        matches!(
            state,
            "ManuallyConfirmed" | "Proofread" | "Reviewer1Confirmed" | "Reviewer2Confirmed"
        )
    };
    state.is_some_and(|state| is_done(&state))
        || unit("approved").as_deref() == Some("yes")
        || unit("mq:status").is_some_and(|state| is_done_in_memoq(&state))
}
