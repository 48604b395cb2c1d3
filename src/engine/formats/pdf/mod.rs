//! PDF files with a text layer: letters by their places on the page, put into the order in which
//! they are read. They come in only; a page cannot be filled with longer or shorter text.

mod letters;
mod lines;
mod paragraphs;
#[cfg(test)]
mod tests;
mod visual;

use super::{DocumentFormat, Evidence, FormatError, SourceFile};
use crate::engine::model::{
    Block, BlockStyle, ExportDocument, ExportOptions, ExportedFile, Figure, FormatId, Inspection,
    Skeleton, SourceDocument, TextKind, Warning,
};
use crate::engine::text::normalize::is_arabic_letter;
use lines::TextLine;
use paragraphs::Paragraph;

/// Of letters without a meaning in Unicode, this many in a hundred are too many.
const UNKNOWN_PERCENT: usize = 15;
/// Of words with a letter three times in a row, this many in a hundred are no chance.
const DAMAGED_PERCENT: usize = 3;
/// Characters of the first and last line that are shown.
const SHOWN: usize = 160;

pub(super) struct Pdf;

impl DocumentFormat for Pdf {
    fn id(&self) -> FormatId {
        FormatId::new("pdf")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn detect(&self, file: &SourceFile<'_>) -> Evidence {
        let head = file.bytes.get(..1024).unwrap_or(file.bytes);
        if head.windows(5).any(|bytes| bytes == b"%PDF-") {
            Evidence::Content
        } else {
            Evidence::None
        }
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<SourceDocument, FormatError> {
        let pages = pages(file.bytes)?;
        let paragraphs = paragraphs::paragraphs(&pages);
        let mut warnings = vec![Warning::new(
            "a PDF keeps neither paragraphs nor tables; look over where they begin and end",
        )];
        warnings.extend(damage(&paragraphs));
        let blocks = paragraphs.into_iter().map(|paragraph| Block {
            text: paragraph.text,
            style: if paragraph.is_heading {
                BlockStyle::Heading(2)
            } else {
                BlockStyle::Paragraph
            },
            kind: Some(if paragraph.is_repeated {
                TextKind::Boilerplate
            } else {
                TextKind::Body
            }),
            ..Block::default()
        });
        Ok(SourceDocument {
            format: self.id(),
            skeleton: Skeleton::new(file.bytes.to_vec()),
            blocks: blocks.collect(),
            warnings,
            is_page: false,
            article: None,
        })
    }

    fn write(
        &self,
        _document: &ExportDocument,
        _options: ExportOptions,
    ) -> Result<ExportedFile, FormatError> {
        Err(FormatError::NoWriter("PDF"))
    }

    fn inspect(&self, file: &SourceFile<'_>) -> Result<Option<Inspection>, FormatError> {
        let pages = pages(file.bytes)?;
        let lines = paragraphs::paragraphs(&pages);
        let shown = |line: Option<&Paragraph>| {
            let text = line.map(|line| line.text.chars().take(SHOWN).collect());
            Figure::Text(text.unwrap_or_default())
        };
        let letters = lines.iter().flat_map(|line| line.text.chars());
        let arabic = letters.filter(|&c| is_arabic_letter(c)).count();
        let mut found = Inspection {
            kind: "pdf",
            ..Inspection::default()
        };
        found.told("pages", Figure::Count(pages.len() as u64));
        found.told("lines", Figure::Count(lines.len() as u64));
        found.some("arabic_letters", Figure::Count(arabic as u64));
        found.some("first", shown(lines.first()));
        found.some("last", shown(lines.last()));
        found.warnings = damage(&lines).into_iter().collect();
        Ok(Some(found))
    }
}

/// Some programs store the lengthened strokes between Arabic letters as letters.
fn damage(paragraphs: &[Paragraph]) -> Option<Warning> {
    let mut words = 0usize;
    let mut damaged = 0usize;
    for word in paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.text.split(' '))
    {
        let letters: Vec<char> = word.chars().collect();
        words += usize::from(letters.iter().any(|&c| is_arabic_letter(c)));
        let is_damaged = letters.windows(3).any(|three| match three {
            [a, b, c] => a == b && b == c && is_arabic_letter(*a) && *a != '\u{640}',
            _ => false,
        });
        damaged += usize::from(is_damaged);
    }
    (damaged * 100 > words * DAMAGED_PERCENT).then(|| {
        Warning::new(format!(
            "{damaged} words of this PDF are stored with wrong letters; compare them with the page, \
             or ask for the document in another format"
        ))
    })
}

/// The lines of each page in the order in which they are read.
fn pages(bytes: &[u8]) -> Result<Vec<Vec<TextLine>>, FormatError> {
    let pages = letters::read(bytes)?;
    let all = pages.iter().flatten();
    let (mut known, mut unknown) = (0, 0);
    for c in all.flat_map(|letter| letter.text.chars()) {
        if matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{0}'..='\u{1F}') {
            unknown += 1;
        } else if !c.is_whitespace() {
            known += 1;
        }
    }
    if known == 0 && unknown == 0 {
        return Err(FormatError::Scanned);
    }
    if unknown * 100 > (known + unknown) * UNKNOWN_PERCENT {
        return Err(FormatError::Unreadable);
    }
    let mut pages: Vec<Vec<TextLine>> = pages.into_iter().map(lines::lines).collect();
    visual::mend(&mut pages);
    Ok(pages)
}
