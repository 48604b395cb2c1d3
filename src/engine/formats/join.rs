//! Several documents as one, for exports of a whole project.

use super::parts::{SkeletonPart, SkeletonParts};
use crate::engine::model::{ExportDocument, FormatId};

/// The documents one after the other, paragraphs and rows numbered through. One document stays as
/// it is, its own title included; none gives `None`. Several stay Markdown where all are; all
/// others become text, since no file can hold two skeletons.
pub fn join(title: String, documents: Vec<ExportDocument>) -> Option<ExportDocument> {
    if documents.len() < 2 {
        return documents.into_iter().next();
    }
    let is_markdown = documents
        .iter()
        .all(|document| document.format == FormatId::MARKDOWN);
    let mut parts = Vec::new();
    let mut documents = documents.into_iter().enumerate();
    let (_, mut whole) = documents.next()?;
    whole.title = title;
    let (mut paragraphs, mut numbers) = append(&mut parts, &whole, 0);
    for (_, mut next) in documents {
        parts.push(SkeletonPart::Literal("\n\n".into()));
        let (more, last) = append(&mut parts, &next, paragraphs);
        for mut row in next.rows.drain(..) {
            row.paragraph += paragraphs;
            row.number += numbers;
            whole.rows.push(row);
        }
        (paragraphs, numbers) = (more, numbers + last);
    }
    whole.format = if is_markdown {
        FormatId::MARKDOWN
    } else {
        FormatId::TEXT
    };
    whole.skeleton = SkeletonParts { parts }.skeleton();
    Some(whole)
}

/// Adds a document's skeleton, its blocks numbered from `from`; gives the number of the next block
/// and of the last row. A document without a skeleton of text has a paragraph for each block.
fn append(parts: &mut Vec<SkeletonPart>, document: &ExportDocument, from: u32) -> (u32, u32) {
    let mut own = SkeletonParts::of(document).parts;
    let rows = document.rows.iter();
    let blocks = rows.map(|row| row.paragraph + 1).max().unwrap_or_default();
    if own.is_empty() {
        for block in 0..blocks {
            if block > 0 {
                own.push(SkeletonPart::Literal("\n\n".into()));
            }
            own.push(SkeletonPart::Block(block));
        }
    }
    let mut next = from + blocks;
    for part in own {
        parts.push(match part {
            SkeletonPart::Block(block) => {
                next = next.max(from + block + 1);
                SkeletonPart::Block(from + block)
            }
            literal @ SkeletonPart::Literal(_) => literal,
        });
    }
    (next, document.rows.last().map_or(0, |row| row.number))
}

#[cfg(test)]
mod tests {
    use super::super::sample::article;
    use super::super::target_text::write_target_text;
    use super::*;
    use crate::engine::model::{ExportOptions, Skeleton};

    fn document(format: FormatId) -> ExportDocument {
        ExportDocument {
            format,
            ..article()
        }
    }

    #[test]
    fn joined_documents_have_a_format_of_their_own() {
        let other = || ExportDocument {
            skeleton: Skeleton::new(b"PK".to_vec()),
            ..document(FormatId::new("docx"))
        };
        let [text, markdown] = [FormatId::TEXT, FormatId::MARKDOWN].map(document);
        for (documents, expected) in [
            (vec![markdown.clone()], FormatId::MARKDOWN),
            (vec![markdown.clone(), markdown.clone()], FormatId::MARKDOWN),
            (vec![markdown.clone(), text.clone()], FormatId::TEXT),
            (vec![text.clone(), markdown], FormatId::TEXT),
            (vec![other(), text], FormatId::TEXT),
            (vec![other(), other()], FormatId::TEXT),
            (vec![other()], FormatId::new("docx")),
        ] {
            let rows: usize = documents.iter().map(|document| document.rows.len()).sum();
            let count = documents.len();
            let joined = join("both".into(), documents).unwrap();
            assert_eq!(joined.format, expected);
            assert_eq!(joined.rows.len(), rows);
            assert!(
                joined
                    .rows
                    .is_sorted_by_key(|row| (row.number, row.paragraph))
            );
            let written = write_target_text(&joined, ExportOptions::default());
            let written = String::from_utf8(written.bytes).unwrap();
            assert_eq!(written.matches("Will the truce hold?").count(), count);
        }
        assert!(join("none".into(), Vec::new()).is_none());
    }
}
