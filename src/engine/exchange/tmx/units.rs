//! The translation units a document holds.

use crate::engine::model::{ExportDocument, ExportRow, SegmentStatus, TranslationUnit, UnitOrigin};

/// A unit for each translated row that is for translation, in document order, with its context:
/// the sources of the rows around it, whatever those are, empty at the edges. Drafts are marked as
/// unconfirmed.
pub fn document_units(document: &ExportDocument) -> impl Iterator<Item = TranslationUnit> + '_ {
    let rows = &document.rows;
    let source = |row: Option<&ExportRow>| row.map(|r| r.source.clone()).unwrap_or_default();
    rows.iter()
        .enumerate()
        .filter(|(_, row)| row.for_translation && row.has_target())
        .map(move |(at, row)| TranslationUnit {
            source: row.source.clone(),
            target: row.target.clone(),
            source_tag: document.source_language.code().to_owned(),
            target_tag: document.target_language.code().to_owned(),
            previous_source: Some(source(at.checked_sub(1).and_then(|n| rows.get(n)))),
            next_source: Some(source(rows.get(at + 1))),
            project: Some(document.project.clone()).filter(|name| !name.is_empty()),
            document: Some(document.title.clone()).filter(|name| !name.is_empty()),
            origin: if row.status == SegmentStatus::Confirmed {
                UnitOrigin::Confirmed
            } else {
                UnitOrigin::Unconfirmed
            },
            ..TranslationUnit::default()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::model::{
        ArticleFacts, BlockStyle, FormatId, Language, SegmentStatus, Skeleton, TextKind,
    };

    fn row(source: &str, target: &str, for_translation: bool) -> ExportRow {
        ExportRow {
            number: 1,
            paragraph: 0,
            style: BlockStyle::Paragraph,
            kind: TextKind::Body,
            for_translation,
            status: SegmentStatus::Draft,
            leading: String::new(),
            source: source.to_owned(),
            trailing: String::new(),
            target: target.to_owned(),
        }
    }

    #[test]
    fn translated_rows_with_their_neighbours() {
        let document = ExportDocument {
            title: "news".to_owned(),
            project: String::new(),
            article: ArticleFacts::default(),
            source_language: Language::Arabic,
            target_language: Language::English,
            format: FormatId::TEXT,
            skeleton: Skeleton::default(),
            rows: vec![
                row("أ", "A", true),
                row("ب", " ", true),
                row("ج", "C", false),
                row("د", "D", true),
            ],
        };
        let units: Vec<_> = document_units(&document).collect();
        let shown: Vec<_> = units
            .iter()
            .map(|u| {
                (
                    u.previous_source.as_deref(),
                    u.source.as_str(),
                    u.next_source.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [(Some(""), "أ", Some("ب")), (Some("ج"), "د", Some(""))]
        );
        assert_eq!(units[0].document.as_deref(), Some("news"));
        assert_eq!(units[0].project, None);
        assert_eq!(units[0].origin, UnitOrigin::Unconfirmed);
    }
}
