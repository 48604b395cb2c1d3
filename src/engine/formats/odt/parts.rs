//! The parts of an OpenDocument text that hold text, each with the styles it sees.

use super::super::FormatError;
use super::styles::Styles;
use crate::engine::files::{Package, PackageError, Xml, XmlFile};

/// A part with text.
pub struct Part {
    pub name: &'static str,
    pub xml: Xml,
    pub styles: Styles,
}

pub struct Parts {
    /// The body first, then headers and footers.
    pub texts: Vec<Part>,
    /// The program that wrote the file.
    pub generator: String,
    pub has_macros: bool,
    /// Whether anything in the document runs from the right.
    pub is_right_to_left: bool,
}

impl Parts {
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        let mut package = Package::open(bytes)?;
        if let Some(manifest) = optional(&mut package, "META-INF/manifest.xml")?
            && manifest
                .nodes()
                .any(|node| manifest.is(node, "encryption-data"))
        {
            return Err(PackageError::Encrypted.into());
        }
        let body = XmlFile::read(&package.part("content.xml")?)?.xml;
        let common = optional(&mut package, "styles.xml")?;
        let meta = optional(&mut package, "meta.xml")?;
        let generator = meta.and_then(|meta| {
            let node = meta.nodes().find(|&node| meta.is(node, "generator"))?;
            Some(meta.text_of(node))
        });
        let has_macros = package.names().iter().any(|name| {
            name.starts_with("Basic/") && name.ends_with(".xml") && !name.contains("script-lb")
        });
        let is_right_to_left = [Some(&body), common.as_ref()]
            .into_iter()
            .flatten()
            .any(|xml| {
                xml.nodes()
                    .any(|node| xml.attribute(node, "writing-mode").is_some_and(is_rtl))
            });
        let named = common.as_ref().map(Styles::of).unwrap_or_default();
        let mut texts = vec![Part {
            name: "content.xml",
            styles: Styles::of(&body).over(&named),
            xml: body,
        }];
        texts.extend(common.map(|xml| Part {
            name: "styles.xml",
            styles: named,
            xml,
        }));
        Ok(Self {
            texts,
            generator: generator.unwrap_or_default(),
            has_macros,
            is_right_to_left,
        })
    }
}

/// `rl-tb` and its short form.
pub fn is_rtl(writing_mode: String) -> bool {
    matches!(writing_mode.as_str(), "rl-tb" | "rl")
}

fn optional(package: &mut Package<'_>, name: &str) -> Result<Option<Xml>, FormatError> {
    match package.part(name) {
        Ok(bytes) => Ok(Some(XmlFile::read(&bytes)?.xml)),
        Err(PackageError::Missing(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
