//! What is in a Word document, as counts.

use super::super::FormatError;
use super::paragraph::is_paragraph;
use super::parts::Parts;
use crate::engine::files::{Package, Xml, XmlFile};
use crate::engine::model::{Figure, Inspection};

/// Characters of the first and last paragraph that are shown.
const SHOWN: usize = 90;

pub fn inspect(bytes: &[u8]) -> Result<Inspection, FormatError> {
    let parts = Parts::read(bytes)?;
    let Some(main) = parts.texts.first() else {
        return Err(FormatError::Empty);
    };
    let xml = &main.xml;
    let mut found = Inspection {
        kind: "docx",
        ..Inspection::default()
    };
    let mut texts: Vec<String> = Vec::new();
    let mut in_tables = 0;
    let mut tables_end = 0;
    for node in xml.nodes() {
        if xml.is(node, "tbl") {
            tables_end = tables_end.max(xml.close(node));
        }
        if !is_paragraph(xml, node) {
            continue;
        }
        let text = visible_text(xml, node);
        if !text.trim().is_empty() {
            in_tables += u64::from(node < tables_end);
            texts.push(text);
        }
    }
    let count = |name: &str| xml.nodes().filter(|&node| xml.is(node, name)).count() as u64;
    let chars = |fits: fn(char) -> bool| {
        texts
            .iter()
            .flat_map(|text| text.trim().chars())
            .filter(|&c| fits(c))
            .count() as u64
    };
    let others = |kind: &str| {
        let parts = parts
            .texts
            .iter()
            .skip(1)
            .filter(|part| part.xml.is(part.xml.root(), kind));
        parts.collect::<Vec<_>>()
    };
    let has_text = |xml: &Xml, element: usize| {
        let mut paragraphs = xml
            .descendants(element)
            .filter(|&node| is_paragraph(xml, node));
        paragraphs.any(|node| !visible_text(xml, node).trim().is_empty())
    };
    let notes = others("footnotes").into_iter().map(|part| {
        let notes = part.xml.children(part.xml.root());
        notes
            .filter(|&note| part.xml.is_element(note) && has_text(&part.xml, note))
            .count() as u64
    });
    let headers = others("hdr").into_iter().chain(others("ftr"));
    found.some("paragraphs_nonempty", Figure::Count(texts.len() as u64));
    found.some("of_which_in_tables", Figure::Count(in_tables));
    found.some("tables", Figure::Count(count("tbl")));
    found.some("chars", Figure::Count(chars(|_| true)));
    found.some("arabic_letters", Figure::Count(chars(is_arabic_letter)));
    found.some("hyperlinks", Figure::Count(count("hyperlink")));
    found.some("footnote_refs", Figure::Count(count("footnoteReference")));
    found.some("drawings", Figure::Count(count("drawing")));
    found.some("rtl_runs", Figure::Count(count("rtl")));
    found.some("bidi_paras", Figure::Count(count("bidi")));
    found.some("ins", Figure::Count(count("ins")));
    found.some("deleted", Figure::Count(count("del")));
    found.some("footnotes_with_text", Figure::Count(notes.sum()));
    found.some("headers_footers", Figure::Count(headers.count() as u64));
    found.some("app", Figure::Text(application(bytes)));
    let shown = |text: Option<&String>| {
        let text = text.map(|text| text.trim().chars().take(SHOWN).collect());
        Figure::Text(text.unwrap_or_default())
    };
    found.some("first", shown(texts.first()));
    found.some("last", shown(texts.last()));
    Ok(found)
}

/// Letters of the Arabic alphabet.
fn is_arabic_letter(c: char) -> bool {
    ('\u{621}'..='\u{64A}').contains(&c)
}

/// The text of a paragraph's own runs, without deletions.
fn visible_text(xml: &Xml, paragraph: usize) -> String {
    let mut text = String::new();
    let end = xml.close(paragraph);
    let mut node = paragraph + 1;
    while node < end {
        if xml.is_element(node) {
            match xml.name(node) {
                "del" | "moveFrom" | "txbxContent" | "pPr" | "rPr" => node = xml.close(node),
                "t" => text.push_str(&xml.text_of(node)),
                "tab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                _ => {}
            }
        }
        node += 1;
    }
    text
}

/// The program that wrote the file.
fn application(bytes: &[u8]) -> String {
    let part = Package::open(bytes).and_then(|mut package| package.part("docProps/app.xml"));
    let file = part.ok().and_then(|part| XmlFile::read(&part).ok());
    let text = file.and_then(|file| {
        let node = file.xml.child(file.xml.root(), "Application")?;
        Some(file.xml.text_of(node))
    });
    text.unwrap_or_default()
}
