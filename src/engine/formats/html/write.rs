//! The English page: translated lines in the Arabic one, from left to right.

use super::Page;
use super::content::Content;
use super::places::{Place, attribute_range, is_right_to_left, name_end};
use crate::engine::formats::FormatError;
use crate::engine::formats::arrange::{
    TargetParagraph, count_untranslated, lines, source_of, starts_right_to_left, target_paragraphs,
};
use crate::engine::formats::saved::{Saved, edited};
use crate::engine::model::{ExportDocument, ExportOptions, ExportedFile, Warning};
use crate::engine::text::xml::push_attribute;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub fn write(document: &ExportDocument) -> Result<ExportedFile, FormatError> {
    let saved = Saved::read(&document.skeleton)?;
    let bytes = saved.bytes;
    let page = Page::of(saved.encoding.to_owned(), saved.text, Vec::new());
    let sources = source_of(document);
    let translated: HashMap<u32, TargetParagraph<'_>> =
        target_paragraphs(document, ExportOptions::default())
            .into_iter()
            .map(|paragraph| (paragraph.block, paragraph))
            .collect();
    let mut file = ExportedFile {
        bytes: bytes.to_vec(),
        untranslated: count_untranslated(document),
        warnings: Vec::new(),
    };
    let places = page.places();
    check(&sources, 0, &page, &places)?;
    if sources
        .keys()
        .any(|&source| source as usize >= places.len())
    {
        return Err(FormatError::Skeleton);
    }
    let (text, mended) = fill(&page, &places, |place| {
        translated.get(&u32::try_from(place).ok()?)
    });
    file.warnings = mended.into_iter().map(tags_warning).collect();
    if let Some(text) = text {
        file.bytes = encoded(&text, &page.encoding, bytes);
    }
    Ok(file)
}

/// Refuses a page that is not the one whose places were imported, its blocks counted from `first`.
pub fn check(
    sources: &HashMap<u32, String>,
    first: u32,
    page: &Page,
    places: &[Place],
) -> Result<(), FormatError> {
    for (block, place) in (first..).zip(places) {
        let source = sources.get(&block);
        if source.is_some_and(|source| *source != place.text(page)) {
            return Err(FormatError::Skeleton);
        }
    }
    Ok(())
}

pub fn tags_warning(place: usize) -> Warning {
    Warning::new(format!(
        "paragraph {}: its tags did not nest; they were put in order",
        place + 1
    ))
}

/// The page with its places filled, `None` where nothing is translated, and the places whose tags
/// had to be put in order.
pub fn fill<'t>(
    page: &Page,
    places: &[Place],
    target: impl Fn(usize) -> Option<&'t TargetParagraph<'t>>,
) -> (Option<String>, Vec<usize>) {
    let mut writer = PageWriter {
        page,
        edits: Vec::new(),
        english: HashSet::new(),
        arabic: HashSet::new(),
    };
    let mut mended = Vec::new();
    for (number, place) in places.iter().enumerate() {
        if let Some(target) = target(number)
            && writer.write(place, target)
        {
            mended.push(number);
        }
    }
    if writer.edits.is_empty() {
        return (None, mended);
    }
    writer.set_directions();
    (Some(edited(&page.text, writer.edits)), mended)
}

struct PageWriter<'p> {
    page: &'p Page,
    edits: Vec<(Range<usize>, String)>,
    /// Elements with translated lines in them, and blocks with Arabic ones.
    english: HashSet<usize>,
    arabic: HashSet<usize>,
}

impl PageWriter<'_> {
    /// Says whether tags had to be put in order.
    fn write(&mut self, place: &Place, target: &TargetParagraph<'_>) -> bool {
        let html = &self.page.html;
        let line = match place {
            Place::Attribute(range, _) => {
                if !target.is_source() {
                    let mut text = String::new();
                    push_attribute(&mut text, &target.text());
                    self.edits.push((range.clone(), text));
                }
                return false;
            }
            Place::Line(line) => &self.page.lines[*line],
        };
        let block = html.block_of(line.first);
        if target.is_source() {
            if starts_right_to_left(&line.text) {
                self.arabic.insert(block);
            }
            return false;
        }
        self.english.extend(html.ancestors(block));
        let content = Content::read(self.page, line);
        let text = format!("{}{}{}", target.leading, target.text(), target.trailing);
        let (new, is_mended) = content.inline.write(&text, push_text);
        self.edits.push((content.range, new));
        is_mended
    }

    /// The page and all elements with English in them run from the left; Arabic paragraphs in them
    /// say that they do not.
    fn set_directions(&mut self) {
        let page = self.page;
        let html = &page.html;
        let mut edits = Vec::new();
        for node in html.nodes() {
            let holds = self.english.contains(&node);
            if html.is(node, "html") {
                match attribute_range(page, node, "lang") {
                    Some(range) => edits.push((range, "en".to_owned())),
                    None => {
                        let at = name_end(page, node);
                        edits.push((at..at, " lang=\"en\"".to_owned()));
                    }
                }
                let xml = attribute_range(page, node, "xml:lang");
                edits.extend(xml.map(|range| (range, "en".to_owned())));
            }
            if holds && is_right_to_left(html, node) {
                edits.extend(attribute_range(page, node, "dir").map(|at| (at, "ltr".to_owned())));
            }
            if holds && let Some(range) = attribute_range(page, node, "style") {
                let style = page.text.get(range.clone()).unwrap_or_default();
                let new = left_to_right(style);
                if new != style {
                    edits.push((range, new));
                }
            }
            if html.is(node, "style") {
                for text in html.children(node).filter(|&child| html.is_text(child)) {
                    let range = html.node(text).map(|node| node.range.clone());
                    let range = range.unwrap_or(0..0);
                    let style = page.text.get(range.clone()).unwrap_or_default();
                    let new = left_to_right(style);
                    if new != style {
                        edits.push((range, new));
                    }
                }
            }
            let is_marked = html.attribute(node, "dir").is_some();
            if self.arabic.contains(&node) && !holds && !is_marked {
                let at = name_end(page, node);
                edits.push((at..at, " dir=\"rtl\"".to_owned()));
            }
        }
        self.edits.extend(edits);
    }
}

/// Styles without the direction of Arabic.
fn left_to_right(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(at) = rest.to_ascii_lowercase().find("direction") {
        let (before, after) = rest.split_at(at + "direction".len());
        out.push_str(before);
        let value = after.trim_start().strip_prefix(':').map(str::trim_start);
        rest = match value {
            Some(value)
                if value
                    .get(..3)
                    .is_some_and(|v| v.eq_ignore_ascii_case("rtl")) =>
            {
                out.push_str(": ltr");
                value.get(3..).unwrap_or_default()
            }
            _ => after,
        };
    }
    out.push_str(rest);
    out
}

/// Text as a page has it; line breaks of the translation are elements.
fn push_text(out: &mut String, text: &str) {
    for (n, line) in lines(text).enumerate() {
        if n > 0 {
            out.push_str("<br/>");
        }
        for c in line.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                c if c.is_control() && c != '\t' => {}
                c => out.push(c),
            }
        }
    }
}

/// In the page's own encoding; letters that it lacks become references.
fn encoded(text: &str, name: &str, original: &[u8]) -> Vec<u8> {
    let encoding = Encoding::for_label(name.as_bytes())
        .or_else(|| Encoding::for_bom(original).map(|(encoding, _)| encoding));
    match encoding {
        Some(encoding) if encoding == UTF_16LE => {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        }
        Some(encoding) if encoding == UTF_16BE => {
            text.encode_utf16().flat_map(u16::to_be_bytes).collect()
        }
        Some(encoding) => encoding.encode(text).0.into_owned(),
        None => text.as_bytes().to_vec(),
    }
}
