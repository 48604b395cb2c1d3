//! Documents for the tests of the writers.

use super::parts::{SkeletonPart, SkeletonParts};
use crate::engine::model::{
    ArticleFacts, BlockStyle, ExportDocument, ExportRow, FormatId, Language, SegmentStatus,
    SourceDocument, TextKind,
};

/// A row of a paragraph, confirmed where it has a target.
pub fn row(paragraph: u32, source: &str, target: &str) -> ExportRow {
    ExportRow {
        number: 0,
        paragraph,
        style: BlockStyle::Paragraph,
        kind: TextKind::Body,
        for_translation: true,
        status: if target.is_empty() {
            SegmentStatus::Untranslated
        } else {
            SegmentStatus::Confirmed
        },
        leading: String::new(),
        source: source.to_owned(),
        trailing: String::new(),
        target: target.to_owned(),
    }
}

/// A text document of these rows, its paragraphs parted by empty lines.
pub fn document(mut rows: Vec<ExportRow>) -> ExportDocument {
    for (number, row) in (1..).zip(&mut rows) {
        row.number = number;
    }
    let blocks = rows.iter().map(|row| row.paragraph + 1).max().unwrap_or(0);
    let mut parts = Vec::new();
    for block in 0..blocks {
        parts.push(SkeletonPart::Block(block));
        let end = if block + 1 < blocks { "\n\n" } else { "\n" };
        parts.push(SkeletonPart::Literal(end.to_owned()));
    }
    ExportDocument {
        title: "sample".to_owned(),
        project: "Project".to_owned(),
        article: ArticleFacts::default(),
        source_language: Language::Arabic,
        target_language: Language::English,
        format: FormatId::TEXT,
        skeleton: SkeletonParts { parts }.skeleton(),
        rows,
    }
}

/// An article with everything a page can hold: mixed lines, quotes, brackets, a list, untranslated
/// rows, rows that are not for translation, characters that files cannot hold.
pub fn article() -> ExportDocument {
    let mut rows = vec![
        row(
            0,
            "الهدنة تدخل يومها الثاني وسط «خروق محدودة»",
            "Truce enters its second day amid “limited violations”",
        ),
        row(
            1,
            "أعلنت الأمم المتحدة (UN)، أمس الخميس 3 آذار/مارس 2016، أن القتال توقف في 14 بلدة من أصل 20.",
            "The United Nations (UN) said on Thursday, 3 March 2016, that fighting had stopped in 14 of 20 towns.",
        ),
        row(
            1,
            "وقال المتحدث: \"نحن متفائلون!\"؛ لكنه لم يذكر تفاصيل.",
            "“We are optimistic!” the spokesman said; he gave no details.",
        ),
        row(1, "وأضاف أن 85% من القوافل (نحو 120 شاحنة) وصلت.", ""),
        row(2, "هل تصمد الهدنة؟", "Will the truce hold?"),
        row(
            3,
            "إيصال المساعدات إلى المحاصرين",
            "Getting aid to the besieged",
        ),
        row(
            4,
            "إطلاق المعتقلين <فوراً> & بلا شروط\u{0}\u{202E}",
            "Releasing detainees <at once> & without conditions",
        ),
        row(5, "اشترك في نشرتنا البريدية", ""),
        row(
            6,
            "نُشر هذا المقال في صحيفة \"الأيام\" [العدد 42].",
            "سطر أول\nAnd a second line, with كلمة inside.",
        ),
    ];
    rows[0].kind = TextKind::Headline;
    rows[0].style = BlockStyle::Heading(1);
    rows[2].status = SegmentStatus::Draft;
    rows[4].style = BlockStyle::Heading(2);
    rows[5].style = BlockStyle::ListItem;
    rows[6].style = BlockStyle::ListItem;
    rows[7].for_translation = false;
    rows[7].kind = TextKind::Boilerplate;
    rows[8].style = BlockStyle::Quote;
    document(rows)
}

/// A document as read, its blocks with these targets; those without one stay untranslated.
pub fn filled(
    document: &SourceDocument,
    targets: &[&str],
    status: SegmentStatus,
) -> ExportDocument {
    let rows = (0u32..).zip(&document.blocks).map(|(paragraph, block)| {
        let source = block.text.trim();
        let start = block.text.len() - block.text.trim_start().len();
        let target = targets.get(paragraph as usize).copied().unwrap_or_default();
        ExportRow {
            number: paragraph + 1,
            style: block.style,
            status: if target.is_empty() {
                SegmentStatus::Untranslated
            } else {
                status
            },
            leading: block.text[..start].to_owned(),
            trailing: block.text[start + source.len()..].to_owned(),
            ..row(paragraph, source, target)
        }
    });
    ExportDocument {
        title: "sample".to_owned(),
        project: "Project".to_owned(),
        article: ArticleFacts::default(),
        source_language: Language::Arabic,
        target_language: Language::English,
        format: document.format.clone(),
        skeleton: document.skeleton.clone(),
        rows: rows.collect(),
    }
}

/// The main part of a Word document, checked to be well-formed XML.
pub fn document_xml(docx: &[u8]) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut document = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        assert!(text.chars().all(crate::engine::text::xml::is_allowed));
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        if part.name().unwrap() == "word/document.xml" {
            document = text;
        }
    }
    document
}
