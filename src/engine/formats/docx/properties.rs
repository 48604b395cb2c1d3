//! Properties of runs and paragraphs as an English text needs them.

use crate::engine::files::Xml;

/// Properties of a run for English text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunProperties {
    /// What tells runs apart: nothing of spelling, revisions and fonts for complex scripts.
    pub key: String,
    /// The inner XML of `<w:rPr>`.
    pub xml: String,
}

impl RunProperties {
    pub fn of_run(xml: &Xml, run: usize) -> Self {
        xml.child(run, "rPr")
            .map(|node| Self::of(xml, node))
            .unwrap_or_default()
    }

    /// Arabic runs are formatted by the properties for complex scripts (`bCs`, `szCs`); English
    /// text takes those over as its own.
    fn of(xml: &Xml, properties: usize) -> Self {
        let is_complex = xml
            .children(properties)
            .any(|node| matches!(xml.name(node), "rtl" | "cs") && is_on(xml, node));
        let mut found = Self::default();
        for node in xml
            .children(properties)
            .filter(|&node| xml.is_element(node))
        {
            let raw = xml.raw(xml.outer(node));
            match xml.name(node) {
                "rtl" | "cs" | "noProof" | "lang" | "rPrChange" | "ins" | "del" | "moveFrom"
                | "moveTo" => {}
                "b" | "i" | "sz" if is_complex => {}
                name @ ("bCs" | "iCs" | "szCs") => {
                    if is_complex {
                        let latin = raw.replacen(name, name.trim_end_matches("Cs"), 1);
                        found.key.push_str(&latin);
                        found.xml.push_str(&latin);
                    }
                    found.xml.push_str(raw);
                }
                "rFonts" => {
                    for name in ["ascii", "asciiTheme"] {
                        found
                            .key
                            .extend(xml.attribute(node, name).map(|font| format!("[{font}]")));
                    }
                    found.xml.push_str(&raw.replace(" w:hint=\"cs\"", ""));
                }
                _ => {
                    found.key.push_str(raw);
                    found.xml.push_str(raw);
                }
            }
        }
        found
    }

    pub fn element(&self) -> String {
        if self.xml.is_empty() {
            String::new()
        } else {
            format!("<w:rPr>{}</w:rPr>", self.xml)
        }
    }
}

/// Whether a switch is on: `<w:b/>`, but not `<w:b w:val="0"/>`.
pub fn is_on(xml: &Xml, node: usize) -> bool {
    !matches!(
        xml.attribute(node, "val").as_deref(),
        Some("0" | "false" | "off")
    )
}

/// `<w:pPr>` of an Arabic paragraph as its English one has it.
pub fn english_paragraph(xml: &Xml, properties: usize, is_arabic: bool) -> String {
    let is_bidi = xml
        .child(properties, "bidi")
        .is_some_and(|node| is_on(xml, node));
    let mut out = String::from("<w:pPr>");
    for node in xml
        .children(properties)
        .filter(|&node| xml.is_element(node))
    {
        let raw = xml.raw(xml.outer(node));
        match xml.name(node) {
            "bidi" => {}
            // Where a paragraph runs from the right, `right` is its end; elsewhere an Arabic one
            // was only pushed to the right.
            "jc" if !is_bidi && is_arabic => {
                let side = xml.attribute(node, "val").unwrap_or_default();
                if !matches!(side.as_str(), "right" | "end") {
                    out.push_str(raw);
                }
            }
            "rPr" => out.push_str(&without_direction(xml, node)),
            "sectPr" => out.push_str(&without(xml, node, &["bidi", "rtlGutter"])),
            _ => out.push_str(raw),
        }
    }
    out.push_str("</w:pPr>");
    out
}

fn without_direction(xml: &Xml, properties: usize) -> String {
    without(xml, properties, &["rtl", "cs"])
}

/// An element without those children.
fn without(xml: &Xml, element: usize, names: &[&str]) -> String {
    let mut out = xml.raw(xml.range(element)).to_owned();
    for node in xml.children(element) {
        if !(xml.is_element(node) && names.contains(&xml.name(node))) {
            out.push_str(xml.raw(xml.outer(node)));
        }
    }
    if xml.close(element) != element {
        out.push_str(xml.raw(xml.range(xml.close(element))));
    }
    out
}

/// Properties that stand behind `<w:bidi>` in `<w:pPr>`.
const AFTER_BIDI: [&str; 17] = [
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
];

/// Where an Arabic paragraph that relied on its style says that it runs from the right.
pub fn place_of_bidi(xml: &Xml, paragraph: usize) -> Option<(usize, &'static str)> {
    let Some(properties) = xml.child(paragraph, "pPr") else {
        return Some((xml.inner(paragraph).start, "<w:pPr><w:bidi/></w:pPr>"));
    };
    if xml.child(properties, "bidi").is_some() {
        return None;
    }
    if xml.close(properties) == properties {
        return None;
    }
    let after = xml
        .children(properties)
        .find(|&node| AFTER_BIDI.contains(&xml.name(node)));
    let at = after.map_or(xml.inner(properties).end, |node| xml.range(node).start);
    Some((at, "<w:bidi/>"))
}
