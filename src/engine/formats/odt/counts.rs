//! What is in an OpenDocument text, as counts.

use super::paragraph::is_paragraph;
use super::parts::Parts;
use crate::engine::model::{Figure, Inspection};

/// Characters of the first and last paragraph that are shown.
const SHOWN: usize = 90;
/// Characters of the writing program's name that are shown.
const SHOWN_OF_NAME: usize = 40;

pub fn inspect(parts: &Parts) -> Inspection {
    let mut found = Inspection {
        kind: "odt",
        ..Inspection::default()
    };
    let Some(body) = parts.texts.first() else {
        return found;
    };
    let xml = &body.xml;
    let paragraphs = xml.nodes().filter(|&node| is_paragraph(xml, node));
    let texts: Vec<String> = paragraphs
        .map(|node| xml.text_of(node).trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    let count = |name: &str| {
        let nodes = xml.nodes();
        Figure::Count(
            nodes
                .filter(|&node| xml.qualified_name(node) == name && xml.is_element(node))
                .count() as u64,
        )
    };
    let shown = |text: Option<&String>| {
        let text = text.map(|text| text.chars().take(SHOWN).collect());
        Figure::Text(text.unwrap_or_default())
    };
    let chars = texts.iter().map(|text| text.chars().count() as u64).sum();
    found.some("paragraphs_nonempty", Figure::Count(texts.len() as u64));
    found.some("chars", Figure::Count(chars));
    found.some("tables", count("table:table"));
    found.some("notes", count("text:note"));
    found.some("hyperlinks", count("text:a"));
    found.some("first", shown(texts.first()));
    found.some("last", shown(texts.last()));
    let generator = parts.generator.chars().take(SHOWN_OF_NAME).collect();
    found.some("generator", Figure::Text(generator));
    found
}
