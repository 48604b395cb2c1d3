//! What actions need before they can do something.

use turjuman::engine::model::Segment;
use turjuman::view;
use turjuman::workspace::Workspace;

pub fn project(workspace: &Workspace) -> bool {
    workspace.project().is_some()
}

pub fn document(workspace: &Workspace) -> bool {
    workspace.document().is_some()
}

/// A document that was fetched from the web.
pub fn page(workspace: &Workspace) -> bool {
    let document = workspace.document();
    document.is_some_and(|document| document.article().fetched != 0)
}

pub fn segment(workspace: &Workspace) -> bool {
    active(workspace).is_some()
}

/// A segment that is to be translated.
pub fn translation(workspace: &Workspace) -> bool {
    active(workspace).is_some_and(|segment| segment.for_translation)
}

/// A translation to confirm.
pub fn target(workspace: &Workspace) -> bool {
    active(workspace)
        .is_some_and(|segment| segment.for_translation && !segment.target.trim().is_empty())
}

/// Another segment behind this one in its paragraph.
pub fn next_of_paragraph(workspace: &Workspace) -> bool {
    let next = workspace.document().zip(workspace.active());
    let next = next.and_then(|(document, id)| document.get(document.row_of(id)? + 1));
    active(workspace)
        .zip(next)
        .is_some_and(|(segment, next)| segment.paragraph == next.paragraph)
}

/// Something that the checks found in the segment.
pub fn finding(workspace: &Workspace) -> bool {
    active(workspace).is_some_and(|segment| !view::serious_findings(workspace, segment).is_empty())
}

/// A finding that can be put right by itself.
pub fn fix(workspace: &Workspace) -> bool {
    active(workspace).is_some_and(|segment| {
        let mut findings = workspace.findings(segment).iter();
        findings.any(|finding| finding.fix.is_some())
    })
}

pub fn matches(workspace: &Workspace) -> bool {
    !workspace.matches().is_empty()
}

pub fn undo(workspace: &Workspace) -> bool {
    workspace.undo_titles().0.is_some()
}

pub fn redo(workspace: &Workspace) -> bool {
    workspace.undo_titles().1.is_some()
}

/// Something under way in the background.
pub fn jobs(workspace: &Workspace) -> bool {
    !workspace.progress().is_empty()
}

fn active(workspace: &Workspace) -> Option<&Segment> {
    workspace.document()?.segment(workspace.active()?)
}
