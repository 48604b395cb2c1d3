//! XLIFF 1.2 and 2.x with their kin SDLXLIFF and MQXLIFF: bilingual files of other programs. Only
//! targets and states are written; everything else stays as it is to the byte.

mod inline;
mod segments;
mod write;

use super::{DocumentFormat, Evidence, FormatError, SourceFile};
use crate::engine::files::XmlFile;
use crate::engine::model::{
    Block, BlockStyle, ExportDocument, ExportOptions, ExportedFile, FormatId, GivenTarget,
    Language, Skeleton, SourceDocument, Warning,
};

pub(super) struct Xliff;

impl DocumentFormat for Xliff {
    fn id(&self) -> FormatId {
        FormatId::new("xliff")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"]
    }

    fn detect(&self, file: &SourceFile<'_>) -> Evidence {
        if super::starts_with_element(file.bytes, &["xliff"]) {
            Evidence::Content
        } else if file.has_extension(self.extensions()) {
            Evidence::Name
        } else {
            Evidence::None
        }
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<SourceDocument, FormatError> {
        let parsed = XmlFile::read(file.bytes)?;
        let found = segments::find(&parsed.xml)?;
        let blocks = found.segments.iter().map(|segment| Block {
            text: segment.source.text.clone(),
            style: BlockStyle::Paragraph,
            is_segment: true,
            kind: None,
            target: segment.target.as_ref().map(|target| GivenTarget {
                text: target.text.trim().to_owned(),
                status: segment.status,
            }),
        });
        let mut warnings = found.warnings;
        for (language, expected) in [
            (&found.source, Language::Arabic),
            (&found.target, Language::English),
        ] {
            let is_other = !language.is_empty() && Language::from_tag(language) != Some(expected);
            if is_other {
                warnings.push(Warning::new(format!(
                    "the file translates from {} to {}; Turjuman expects Arabic to English",
                    found.source, found.target
                )));
                break;
            }
        }
        Ok(SourceDocument {
            format: self.id(),
            blocks: blocks.collect(),
            skeleton: Skeleton::new(file.bytes.to_vec()),
            warnings,
            is_page: false,
            article: None,
        })
    }

    fn write(
        &self,
        document: &ExportDocument,
        _options: ExportOptions,
    ) -> Result<ExportedFile, FormatError> {
        write::write(document)
    }
}

#[cfg(test)]
mod tests;
