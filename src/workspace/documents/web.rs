//! Pages from the web: fetched, kept as they were fetched, and compared with what the outlet shows
//! later.

use super::Documents;
use super::command::Event;
use crate::engine::formats::{self, SourceFile};
use crate::engine::model::{
    ArticleFacts, SegmentId, SegmentStatus, SourceDocument, TextKind, Warning,
};
use crate::jobs::Ticket;
use crate::net::{self, FetchedPage};
use crate::workspace::Workspace;
use crate::workspace::core::{Core, Slot, WorkspaceError, now};
use similar::{Algorithm, DiffTag, capture_diff_slices};

const CHECK: Slot = Slot::shown("check source", "fetching the page");
/// An article of fewer words was probably cut off for visitors who do not pay.
const FEW_WORDS: usize = 60;

/// What the outlet changed since a page was imported.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceCheck {
    pub address: String,
    pub changes: Vec<SourceChange>,
}

/// A paragraph that was changed, added or removed; a text is empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceChange {
    pub before: String,
    pub after: String,
    /// The first segment of the paragraph, or of the one that the new paragraph follows.
    pub segment: Option<SegmentId>,
}

/// A page as a document, and its address.
pub(super) fn read(
    address: &str,
    allow_private: bool,
    ticket: &Ticket,
) -> Result<(SourceDocument, String), WorkspaceError> {
    let page = net::fetch(address, allow_private, &|| ticket.is_cancelled())
        .map_err(|error| WorkspaceError::Background(error.to_string()))?;
    let mut read = parse(&page)?;
    let words = read.blocks.iter().filter(|block| is_text(block.kind));
    let words: usize = words.map(|block| block.text.split(' ').count()).sum();
    if words < FEW_WORDS {
        read.warnings.push(Warning::new(
            "the page has little text; if it is for subscribers, open it in the browser, copy the \
             article and paste it",
        ));
    }
    let facts = read.article.get_or_insert_with(ArticleFacts::default);
    facts.fetched = now();
    facts.digest = page.digest;
    if facts.address.is_empty() {
        facts.address.clone_from(&page.address);
    }
    Ok((read, page.address))
}

fn parse(page: &FetchedPage) -> Result<SourceDocument, WorkspaceError> {
    let path = page.address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let name = match page.media_type.as_str() {
        "text/html" | "application/xhtml+xml" | "" => "page.html",
        "text/plain" => "page.txt",
        _ => last,
    };
    let file = SourceFile {
        bytes: &page.bytes,
        name: Some(name),
        origin: &page.address,
        encoding: page.charset.as_deref(),
        ..SourceFile::default()
    };
    formats::read(&file)
        .map_err(|error| WorkspaceError::Background(format!("{}: {error}", page.address)))
}

fn is_text(kind: Option<TextKind>) -> bool {
    kind.unwrap_or_default().is_for_translation()
}

/// A paragraph of the open document and its first segment.
struct Paragraph {
    text: String,
    segment: SegmentId,
}

impl Documents {
    /// Fetches the page of the open document and compares its paragraphs.
    pub(in crate::workspace) fn check_source(
        &mut self,
        core: &mut Core,
        allow_private: bool,
    ) -> Result<(), WorkspaceError> {
        let open = self.open.as_ref().ok_or(WorkspaceError::NoDocument)?;
        let address = open.article().address.clone();
        if open.article().fetched == 0 {
            return Err(WorkspaceError::NotFromWeb);
        }
        let id = open.id();
        let mut old: Vec<Paragraph> = Vec::new();
        let mut last = None;
        for segment in open
            .segments()
            .filter(|segment| is_text(Some(segment.kind)))
        {
            if last != Some(segment.paragraph) {
                old.push(Paragraph {
                    text: String::new(),
                    segment: segment.id,
                });
                last = Some(segment.paragraph);
            }
            if let Some(paragraph) = old.last_mut() {
                paragraph.text.extend([
                    segment.leading.as_str(),
                    segment.source.as_str(),
                    segment.trailing.as_str(),
                ]);
            }
        }
        let work = move |ticket: &Ticket| {
            let (read, _) = read(&address, allow_private, ticket)?;
            let new = read.blocks.into_iter().filter(|block| is_text(block.kind));
            let new: Vec<String> = new.map(|block| block.text.trim().to_owned()).collect();
            Ok::<_, WorkspaceError>(SourceCheck {
                changes: compare(&old, &new),
                address,
            })
        };
        core.spawn(CHECK, work, move |workspace, check| {
            if let Some(check) = workspace.core.expect(check) {
                workspace.source_checked(id, check);
            }
        });
        Ok(())
    }
}

fn compare(old: &[Paragraph], new: &[String]) -> Vec<SourceChange> {
    let before: Vec<&str> = old.iter().map(|paragraph| paragraph.text.trim()).collect();
    let after: Vec<&str> = new.iter().map(String::as_str).collect();
    let mut changes = Vec::new();
    for step in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (tag, from, to) = step.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        for n in 0..from.len().max(to.len()) {
            let text = |all: &[&str], range: &std::ops::Range<usize>| {
                let at = range.start + n;
                let text = all.get(at).filter(|_| at < range.end);
                text.map(|text| (*text).to_owned()).unwrap_or_default()
            };
            let row = (from.start + n).min(from.end.max(1) - 1);
            changes.push(SourceChange {
                before: text(&before, &from),
                after: text(&after, &to),
                segment: old.get(row).map(|paragraph| paragraph.segment),
            });
        }
    }
    changes
}

impl Workspace {
    /// Confirmed translations of paragraphs that the outlet changed are drafts again, as one step.
    fn source_checked(&mut self, document: crate::engine::model::DocumentId, check: SourceCheck) {
        let Some(open) = self.document().filter(|open| open.id() == document) else {
            return;
        };
        let mut targets = Vec::new();
        for change in check
            .changes
            .iter()
            .filter(|change| !change.before.is_empty())
        {
            let Some(first) = change.segment.and_then(|id| open.segment(id)) else {
                continue;
            };
            let own = open.segments().filter(|segment| {
                segment.paragraph == first.paragraph && segment.status == SegmentStatus::Confirmed
            });
            targets.extend(own.map(|s| (s.id, s.target.clone(), s.origin)));
        }
        if !targets.is_empty() && !self.core.is_read_only() {
            let done = self.documents.replace_targets(&mut self.core, targets);
            self.core.expect(done);
        }
        self.core.tell(Event::SourceChecked(check));
    }
}
