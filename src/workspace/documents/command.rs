//! What a user can do with projects and documents, and what comes back.

use super::{MeasuredRows, Review, ReviewChange, RowsToMeasure, SourceCheck};
use crate::engine::model::{DocumentId, ProjectId, SegmentId, Warning};
use std::path::PathBuf;

/// An action on projects, documents and segments.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    CreateProject {
        name: String,
    },
    OpenProject(ProjectId),
    /// The shipped sample as a new project.
    CreateSample,
    /// Reads documents in the background into the project of that name, made if there is none.
    Import {
        project: String,
        sources: Vec<ImportSource>,
    },
    /// Fetches the page of the open document again and compares its article.
    CheckSource {
        allow_private: bool,
    },
    /// Reads a bilingual file that came back and compares it with the open document.
    ReadReview(PathBuf),
    /// Takes over what a reviewer changed, as one step.
    ApplyReview(Vec<ReviewChange>),
    OpenDocument(DocumentId),
    RemoveDocument(DocumentId),
    /// Makes a segment the active one and looks up its terms and matches.
    Activate(SegmentId),
    /// The target as the editor has it now.
    EditDraft(DraftEdit),
    /// The source as target, to be worked over.
    CopySource(SegmentId),
    Confirm(SegmentId),
    /// Switches the whole paragraph of each segment on or off.
    SetForTranslation {
        segment: SegmentId,
        on: bool,
    },
    /// Joins the segment with the next one of its paragraph.
    Merge(SegmentId),
    /// Splits at byte offsets of source and target.
    Split {
        segment: SegmentId,
        source_offset: usize,
        target_offset: usize,
    },
    /// Opens a segment's document and goes to the segment.
    GoToSegment {
        document: DocumentId,
        segment: SegmentId,
    },
    Export(ExportRequest),
    /// Lays rows out in the background; a request before it that was not answered yet is dropped.
    MeasureRows(Box<RowsToMeasure>),
}

impl Command {
    /// Whether it may change the file.
    pub(in crate::workspace) fn changes_file(&self) -> bool {
        !matches!(
            self,
            Self::OpenProject(_)
                | Self::OpenDocument(_)
                | Self::Activate(_)
                | Self::GoToSegment { .. }
                | Self::Export(_)
                | Self::ReadReview(_)
                | Self::MeasureRows(_)
        )
    }
}

/// What happened to projects, documents and segments.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    Imported {
        document: DocumentId,
        name: String,
        segments: u64,
        words: u64,
        warnings: Vec<Warning>,
    },
    Opened(DocumentId),
    /// Segments were split, merged, or switched on or off; row numbers may differ.
    SegmentsChanged,
    /// A target changed other than through its editor: a match, an undo. The editor reloads.
    TargetReplaced {
        segment: SegmentId,
        selection: TextSelection,
    },
    Exported {
        path: PathBuf,
        segments: u64,
        untranslated: u64,
        warnings: Vec<Warning>,
    },
    RowsMeasured(MeasuredRows),
    SourceChecked(SourceCheck),
    ReviewRead(Box<Review>),
}

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportSource {
    File(PathBuf),
    /// A page on the web.
    Address {
        address: String,
        /// The user means an address of this computer or its network.
        allow_private: bool,
    },
    /// Pasted or dropped text.
    Text {
        name: String,
        text: String,
    },
}

impl ImportSource {
    /// A file, or a page where the path is a web address.
    pub fn of(path: PathBuf) -> Self {
        match path.to_str().filter(|text| is_web_address(text)) {
            Some(address) => Self::Address {
                address: address.trim().to_owned(),
                allow_private: false,
            },
            None => Self::File(path),
        }
    }
}

/// Whether a text is a web address and nothing else.
pub fn is_web_address(text: &str) -> bool {
    let text = text.trim();
    let is_one_word = !text.contains(char::is_whitespace);
    let begins = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    is_one_word && (begins("http://") || begins("https://") || begins("www."))
}

/// A selection in a text as byte offsets on character boundaries; a caret where both are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextSelection {
    pub anchor: usize,
    pub focus: usize,
}

impl TextSelection {
    pub fn caret(offset: usize) -> Self {
        Self {
            anchor: offset,
            focus: offset,
        }
    }
}

/// What kind of change an edit was; typing and deleting are grouped into one undo step a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    Typing,
    Deleting,
    /// Paste, cut, an inserted term: always a step of its own.
    Replacing,
}

/// A change of a target as the editor made it.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftEdit {
    pub segment: SegmentId,
    pub text: String,
    pub before: TextSelection,
    pub after: TextSelection,
    pub kind: EditKind,
}

/// The formats an export can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// The document's own file with the translation in it.
    Original,
    Docx,
    Html,
    Text,
    Tmx,
}

impl ExportFormat {
    pub const ALL: [Self; 5] = [
        Self::Docx,
        Self::Html,
        Self::Text,
        Self::Tmx,
        Self::Original,
    ];

    /// The name of the format, which is also its file extension; a document's own format has the
    /// one of its file.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Text => "txt",
            Self::Tmx => "tmx",
        }
    }
}

/// What stands on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportLayout {
    /// English and Arabic side by side.
    Bilingual,
    /// The translation alone.
    Target,
}

/// Which documents an export holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportScope {
    Document(DocumentId),
    /// All documents of the project of this name, one after the other.
    Project(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    pub scope: ExportScope,
    pub format: ExportFormat,
    pub layout: ExportLayout,
    /// Moves headlines to the top of their document.
    pub headline_first: bool,
    pub output: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn addresses_are_told_from_text() {
        let cases = [
            ("https://example.org/news/1", true),
            (" HTTP://example.org ", true),
            ("www.example.org", true),
            ("https://example.org and more text", false),
            ("/home/me/www.txt", false),
            ("قال لافروف", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_web_address(text), expected, "{text:?}");
        }
    }
}
