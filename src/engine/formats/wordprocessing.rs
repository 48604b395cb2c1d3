//! New Word documents: the package around a body, and the body's smallest parts.
//!
//! Element order within properties is that of ECMA-376, 5th edition, part 1, which Word insists on.

use super::arrange::{lines, starts_right_to_left};
use crate::engine::text::xml::push_escaped;
use std::io::{Cursor, Write};
use thiserror::Error;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[derive(Debug, Error)]
#[error("The Word document could not be put together: {0}")]
pub struct DocxError(#[from] zip::result::ZipError);

impl From<std::io::Error> for DocxError {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

/// How a stretch of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunStyle {
    /// Marked as Arabic, right to left. English carries no mark.
    pub arabic: bool,
    /// A character style of `styles.xml`.
    pub style: Option<&'static str>,
}

/// Appends a run; line breaks and tabs become elements. Returns how many characters were left out
/// because XML does not allow them.
pub fn push_run(out: &mut String, style: RunStyle, text: &str) -> usize {
    if text.is_empty() {
        return 0;
    }
    out.push_str("<w:r>");
    if style != RunStyle::default() {
        out.push_str("<w:rPr>");
        if let Some(name) = style.style {
            out.extend(["<w:rStyle w:val=\"", name, "\"/>"]);
        }
        if style.arabic {
            out.push_str("<w:rtl/><w:lang w:bidi=\"ar-SA\"/>");
        }
        out.push_str("</w:rPr>");
    }
    let mut dropped = 0;
    for (n, line) in lines(text).enumerate() {
        if n > 0 {
            out.push_str("<w:br/>");
        }
        for (n, part) in line.split('\t').enumerate() {
            if n > 0 {
                out.push_str("<w:tab/>");
            }
            if !part.is_empty() {
                out.push_str("<w:t xml:space=\"preserve\">");
                dropped += push_escaped(out, part);
                out.push_str("</w:t>");
            }
        }
    }
    out.push_str("</w:r>");
    dropped
}

/// Opens a paragraph. Arabic ones run right to left and so align right; English carry no mark.
pub fn open_paragraph(out: &mut String, style: &str, arabic: bool, keep_next: bool) {
    out.extend(["<w:p><w:pPr><w:pStyle w:val=\"", style, "\"/>"]);
    if keep_next {
        out.push_str("<w:keepNext/>");
    }
    if arabic {
        // Naskh fonts bring high lines of their own.
        out.push_str("<w:bidi/><w:spacing w:line=\"233\" w:lineRule=\"auto\"/>");
    }
    out.push_str("</w:pPr>");
}

/// A paragraph of one run. Returns how many characters were left out.
pub fn push_paragraph(out: &mut String, style: &str, run: RunStyle, text: &str) -> usize {
    open_paragraph(out, style, run.arabic, false);
    let dropped = push_run(out, run, text);
    out.push_str("</w:p>");
    dropped
}

/// A name in either language on a left-aligned line.
pub fn push_title(out: &mut String, style: &str, text: &str) -> usize {
    open_paragraph(out, style, false, true);
    let arabic = starts_right_to_left(text);
    let dropped = push_run(
        out,
        RunStyle {
            arabic,
            style: None,
        },
        text,
    );
    out.push_str("</w:p>");
    dropped
}

/// A document's body and what frames it.
pub struct Package<'a> {
    /// For the document's properties; pages are numbered.
    pub title: &'a str,
    /// Paragraphs and tables, without the section.
    pub body: &'a str,
    /// Page margin left and right in twentieths of a point.
    pub side_margin: u32,
}

impl Package<'_> {
    /// The whole file, an A4 portrait document.
    pub fn into_bytes(self) -> Result<Vec<u8>, DocxError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [
            ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
            ("_rels/.rels", RELATIONS.to_owned()),
            ("docProps/core.xml", self.properties()),
            ("word/document.xml", self.document()),
            (
                "word/_rels/document.xml.rels",
                DOCUMENT_RELATIONS.to_owned(),
            ),
            (
                "word/styles.xml",
                include_str!("docx_styles.xml").to_owned(),
            ),
            ("word/settings.xml", SETTINGS.to_owned()),
            ("word/fontTable.xml", FONTS.to_owned()),
            ("word/numbering.xml", NUMBERING.to_owned()),
            ("word/footer1.xml", FOOTER.to_owned()),
        ] {
            zip.start_file(name, SimpleFileOptions::default())?;
            zip.write_all(content.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn document(&self) -> String {
        let margin = self.side_margin;
        format!(
            "{DECLARATION}<w:document {NAMESPACES}><w:body>{}<w:sectPr>\
             <w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
             <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
             <w:pgMar w:top=\"1134\" w:right=\"{margin}\" w:bottom=\"1134\" w:left=\"{margin}\" \
             w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
             </w:sectPr></w:body></w:document>",
            self.body
        )
    }

    fn properties(&self) -> String {
        let mut title = String::new();
        push_escaped(&mut title, self.title);
        format!(
            "{DECLARATION}<cp:coreProperties \
             xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
             <dc:title>{title}</dc:title><dc:creator>Turjuman</dc:creator>\
             </cp:coreProperties>"
        )
    }
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>
<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>
<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>
</Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>"#;

const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>
<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/>
<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>
<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>
</Relationships>"#;

const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:defaultTabStop w:val="567"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-GB" w:bidi="ar-SA"/>
</w:settings>"#;

/// What to use where the fonts are not installed.
const FONTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:font w:name="Noto Serif"><w:altName w:val="Cambria"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="Noto Naskh Arabic"><w:altName w:val="Sakkal Majalla"/><w:charset w:val="B2"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
</w:fonts>"#;

const NUMBERING: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"#;

const FOOTER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>
<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> / </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>
</w:p></w:ftr>"#;
