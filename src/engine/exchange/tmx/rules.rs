//! What the elements of TMX 1.4b may carry, as its DTD has it.

use crate::engine::model::Attribute;
use crate::engine::text::xml::{push_attribute, push_escaped};
use std::borrow::Cow;

const UNIT: &[&str] = &[
    "tuid",
    "o-encoding",
    "datatype",
    "usagecount",
    "lastusagedate",
    "creationtool",
    "creationtoolversion",
    "creationdate",
    "creationid",
    "changedate",
    "segtype",
    "changeid",
    "o-tmf",
    "srclang",
];
const VARIANT: &[&str] = &[
    "xml:lang",
    "o-encoding",
    "datatype",
    "usagecount",
    "lastusagedate",
    "creationtool",
    "creationtoolversion",
    "creationdate",
    "creationid",
    "changedate",
    "o-tmf",
    "changeid",
    "lang",
];

/// An attribute's name, without a copy of those that are known.
pub fn name(name: &str) -> Cow<'static, str> {
    const OTHERS: [&str; 6] = ["type", "i", "x", "pos", "assoc", "xml:lang"];
    let mut known = UNIT.iter().chain(&OTHERS);
    match known.find(|known| **known == name) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(name.to_owned()),
    }
}

/// Whether an attribute with this value may stand there.
pub fn fits(element: &str, name: &str, value: &str) -> bool {
    let names: &[&str] = match element {
        "tu" => UNIT,
        "tuv" => VARIANT,
        "note" => &["o-encoding", "xml:lang", "lang"],
        "prop" => &["type", "xml:lang", "o-encoding", "lang"],
        "bpt" => &["i", "x", "type"],
        "ept" => &["i"],
        "it" => &["pos", "x", "type"],
        "ph" => &["x", "assoc", "type"],
        "hi" => &["x", "type"],
        "ut" => &["x"],
        "sub" => &["datatype", "type"],
        _ => &[],
    };
    let is_listed = match name {
        "segtype" => matches!(value, "block" | "paragraph" | "sentence" | "phrase"),
        "pos" => matches!(value, "begin" | "end"),
        _ => true,
    };
    is_listed && names.contains(&name)
}

/// Whether a code may stand in a segment, highlighting left aside.
pub fn is_code(element: &str) -> bool {
    matches!(element, "bpt" | "ept" | "it" | "ph" | "ut")
}

/// Whether an element may stand inside another within a segment.
pub fn nests(outer: &str, inner: &str) -> bool {
    match outer {
        "sub" | "hi" => is_code(inner) || inner == "hi",
        code => is_code(code) && inner == "sub",
    }
}

/// Appends a start tag up to its attributes, without `>`; how many characters XML does not allow.
pub fn push_start(out: &mut String, element: &str, attributes: &[Attribute]) -> usize {
    out.extend(["<", element]);
    push_attributes(out, attributes)
}

/// Appends attributes, each after a space; how many characters XML does not allow.
pub fn push_attributes(out: &mut String, attributes: &[Attribute]) -> usize {
    let mut dropped = 0;
    for (name, value) in attributes {
        out.extend([" ", name, "=\""]);
        dropped += push_attribute(out, value);
        out.push('"');
    }
    dropped
}

/// Appends an element; its content is XML already.
pub fn push_element(
    out: &mut String,
    element: &str,
    attributes: &[Attribute],
    content: &str,
) -> usize {
    let dropped = push_start(out, element, attributes);
    if content.is_empty() {
        out.push_str("/>");
    } else {
        out.extend([">", content, "</", element, ">"]);
    }
    dropped
}

/// Appends markup that the format has no place for as text.
pub fn push_as_text(out: &mut String, element: &str, attributes: &[Attribute], end: &str) {
    let mut tag = String::new();
    push_start(&mut tag, element, attributes);
    tag.push_str(end);
    push_escaped(out, &tag);
}
