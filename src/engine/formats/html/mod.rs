//! Web pages (HTML): the article's paragraphs are blocks, the site's own text is marked as such, and
//! the English page is the Arabic one with its lines replaced, from left to right.

mod content;
pub(super) mod places;
#[cfg(test)]
mod tests;
pub(super) mod write;

use super::saved::Saved;
use super::{DocumentFormat, Evidence, FormatError, SourceFile, starts_with_element};
use crate::engine::article::page::read_page;
use crate::engine::files::decode;
use crate::engine::files::html::{Html, HtmlLine};
use crate::engine::model::{
    Article, Block, ExportDocument, ExportOptions, ExportedFile, Figure, FormatId, Inspection,
    SourceDocument, TextKind, Warning,
};
use places::Place;

pub(super) struct HtmlFormat;

impl DocumentFormat for HtmlFormat {
    fn id(&self) -> FormatId {
        FormatId::new("html")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn detect(&self, file: &SourceFile<'_>) -> Evidence {
        if starts_with_element(file.bytes, &["html"]) {
            Evidence::Content
        } else if file.has_extension(self.extensions()) {
            Evidence::Name
        } else {
            Evidence::None
        }
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<SourceDocument, FormatError> {
        let page = Page::read(file)?;
        let is_site = is_site(&page.html);
        let article = is_site.then(|| read_page(&page.html, &page.lines, file.origin));
        let article = article.filter(|article| article.kinds.contains(&TextKind::Body));
        let places = page.places();
        let blocks = places.iter().map(|place| {
            let kind = match (place, &article) {
                (Place::Line(line), Some(article)) => article.kinds.get(*line).copied(),
                // The name of a picture stays with the picture.
                (Place::Attribute(..), Some(_)) => Some(TextKind::Boilerplate),
                (_, None) => Some(TextKind::Body),
            };
            Block {
                text: place.text(&page),
                style: place.style(&page),
                kind,
                ..Block::default()
            }
        });
        Ok(SourceDocument {
            format: self.id(),
            blocks: blocks.collect(),
            skeleton: Saved::skeleton(&page.encoding, file.bytes),
            warnings: page.warnings.clone(),
            is_page: false,
            article: article.map(|page| page.article.facts()),
        })
    }

    fn write(
        &self,
        document: &ExportDocument,
        _options: ExportOptions,
    ) -> Result<ExportedFile, FormatError> {
        write::write(document)
    }

    fn inspect(&self, file: &SourceFile<'_>) -> Result<Option<Inspection>, FormatError> {
        let page = Page::read(file)?;
        let article = read_page(&page.html, &page.lines, file.origin).article;
        let paragraphs = article.paragraphs.len();
        let mut found = Inspection {
            kind: "html",
            ..Inspection::default()
        };
        found.told("lines", Figure::Count(page.lines.len() as u64));
        found.told("paragraphs", Figure::Count(paragraphs as u64));
        found.some("headline", Figure::Text(article.headline));
        found.some("date", Figure::Text(article.date));
        found.some("encoding", Figure::Text(page.encoding));
        found.warnings = page.warnings;
        Ok(Some(found))
    }
}

/// The article of a page.
///
/// # Errors
/// Files that are not text.
pub fn read_article(file: &SourceFile<'_>) -> Result<Article, FormatError> {
    let page = Page::read(file)?;
    Ok(read_page(&page.html, &page.lines, file.origin).article)
}

/// Whether a page is one of a site, with what sites have around their articles.
fn is_site(html: &Html) -> bool {
    html.nodes().any(|node| match html.name(node) {
        "nav" | "footer" | "aside" | "article" => true,
        "meta" => html
            .attribute(node, "property")
            .is_some_and(|name| name.starts_with("og:") || name.starts_with("article:")),
        "script" => html.attribute(node, "src").is_some(),
        "link" => html.attribute(node, "rel") == Some("canonical"),
        _ => false,
    })
}

/// A page with its lines.
pub(super) struct Page {
    text: String,
    html: Html,
    lines: Vec<HtmlLine>,
    /// The name of its encoding; empty for the one it seems to have.
    encoding: String,
    warnings: Vec<Warning>,
}

impl Page {
    fn read(file: &SourceFile<'_>) -> Result<Self, FormatError> {
        if file.bytes.is_empty() {
            return Err(FormatError::Empty);
        }
        let declared = declared_encoding(file.bytes);
        let named = file.encoding.map(str::to_owned).or(declared);
        let decoded = match named
            .as_deref()
            .map(|name| (name, decode(file.bytes, Some(name))))
        {
            Some((name, Ok(decoded))) => (name.to_owned(), decoded),
            // The page says one encoding and is in another.
            _ => (String::new(), decode(file.bytes, None)?),
        };
        Ok(Self::of(decoded.0, decoded.1.text, decoded.1.warnings))
    }

    pub(super) fn of(encoding: String, text: String, warnings: Vec<Warning>) -> Self {
        let html = Html::parse(&text);
        let lines = html.lines();
        Self {
            text,
            html,
            lines,
            encoding,
            warnings,
        }
    }

    pub(super) fn places(&self) -> Vec<Place> {
        places::places(self)
    }
}

/// The encoding that a page declares in its first bytes.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"\xEF\xBB\xBF") || bytes.starts_with(b"\xFF\xFE") {
        return None;
    }
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let name: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes())?;
    Some(encoding.name().to_owned())
}
