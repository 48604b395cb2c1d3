//! What the styles of an OpenDocument text say of its runs and paragraphs.

use super::parts::is_rtl;
use crate::engine::files::Xml;
use std::collections::HashMap;

/// A style of text or paragraphs.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// What it makes of text, without fonts and languages of other scripts; empty for a style that
    /// means nothing to a reader.
    pub look: String,
    pub parent: Option<String>,
    pub writes_from_right: Option<bool>,
    pub align: Option<String>,
    /// An automatic style is no choice of its writer's: only its properties count.
    is_automatic: bool,
}

/// Styles by family and name.
#[derive(Debug, Clone, Default)]
pub struct Styles {
    known: HashMap<(String, String), Style>,
}

impl Styles {
    pub fn of(xml: &Xml) -> Self {
        let mut known = HashMap::new();
        for node in xml.nodes() {
            let is_group = xml.is(node, "automatic-styles");
            if !(is_group || xml.qualified_name(node) == "office:styles") || !xml.is_element(node) {
                continue;
            }
            for style in xml.children(node).filter(|&node| xml.is(node, "style")) {
                let family = xml.attribute(style, "style:family");
                let name = xml.attribute(style, "style:name");
                if let (Some(family), Some(name)) = (family, name) {
                    known.insert((family, name), Style::read(xml, style, is_group));
                }
            }
        }
        Self { known }
    }

    /// These styles and, where they have none of a name, those below.
    pub fn over(mut self, below: &Self) -> Self {
        for (name, style) in &below.known {
            self.known
                .entry(name.clone())
                .or_insert_with(|| style.clone());
        }
        self
    }

    fn style(&self, family: &str, name: &str) -> Option<&Style> {
        self.known.get(&(family.to_owned(), name.to_owned()))
    }

    /// What a span of this style looks like; empty where it looks like what is around it.
    pub fn look(&self, name: &str) -> String {
        match self.style("text", name) {
            Some(style) if style.is_automatic => {
                let parent = style.parent.as_deref().unwrap_or_default();
                format!("{parent}{}", style.look)
            }
            _ => name.to_owned(),
        }
    }

    /// A paragraph's style and those it rests on.
    fn chain<'s>(&'s self, name: &str) -> impl Iterator<Item = (String, &'s Style)> {
        let mut next = Some(name.to_owned());
        // A circle of parents is a damaged file; it is not followed for ever.
        (0..32).map_while(move |_| {
            let name = next.take()?;
            let style = self.style("paragraph", &name)?;
            next.clone_from(&style.parent);
            Some((name, style))
        })
    }

    /// Whether a paragraph of this style rests on a style of one of these names.
    pub fn rests_on(&self, name: &str, names: &[&str]) -> bool {
        names.contains(&name)
            || self.chain(name).any(|(name, style)| {
                let parent = style.parent.as_deref().unwrap_or_default();
                names.contains(&name.as_str()) || names.contains(&parent)
            })
    }

    /// The alignment of a paragraph of this style.
    pub fn align(&self, name: &str) -> Option<String> {
        self.chain(name).find_map(|(_, style)| style.align.clone())
    }

    /// Whether a paragraph of this style says that it runs from the left.
    pub fn writes_from_left(&self, name: &str) -> bool {
        let said = self
            .chain(name)
            .find_map(|(_, style)| style.writes_from_right);
        said == Some(false)
    }

    pub fn is_automatic(&self, name: &str) -> bool {
        self.style("paragraph", name)
            .is_some_and(|style| style.is_automatic)
    }
}

impl Style {
    fn read(xml: &Xml, style: usize, is_automatic: bool) -> Self {
        let paragraph = xml.child(style, "paragraph-properties");
        let attribute = |name: &str| paragraph.and_then(|node| xml.attribute(node, name));
        Self {
            look: xml
                .child(style, "text-properties")
                .map(|node| look_of(xml, node))
                .unwrap_or_default(),
            parent: xml.attribute(style, "style:parent-style-name"),
            writes_from_right: attribute("writing-mode").map(is_rtl),
            align: attribute("fo:text-align"),
            is_automatic,
        }
    }
}

/// Properties of text that a reader sees. Those of Arabic script count as those of all text, since
/// Arabic text is formatted by them.
fn look_of(xml: &Xml, properties: usize) -> String {
    const SEEN: [&str; 14] = [
        "fo:font-weight",
        "fo:font-style",
        "fo:font-size",
        "fo:color",
        "fo:background-color",
        "fo:font-variant",
        "fo:text-transform",
        "style:text-underline-style",
        "style:text-line-through-style",
        "style:text-position",
        "style:font-weight-complex",
        "style:font-style-complex",
        "style:font-size-complex",
        "text:display",
    ];
    let mut look = String::new();
    for name in SEEN {
        if let Some(value) = xml.attribute(properties, name) {
            look.push_str(&format!("[{name}={value}]"));
        }
    }
    look
}
