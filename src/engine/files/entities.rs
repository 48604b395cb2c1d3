//! Named entities: XML's own, those a DOCTYPE defines, and the common ones of HTML.

use crate::engine::text::xml::is_allowed;
use std::collections::HashMap;

/// Entities read from one DOCTYPE at most.
const MOST: usize = 4096;
/// Bytes an entity may expand to; real ones are a few letters.
const LONGEST: usize = 16 * 1024;

/// HTML's names for U+00A0 to U+00FF, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg \
    macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
    iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave \
    Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
    Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc \
    euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

/// Other names of HTML met in translated texts.
const OTHER: &[(&str, char)] = &[
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("fnof", 'ƒ'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("lrm", '\u{200E}'),
    ("rlm", '\u{200F}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("bull", '•'),
    ("hellip", '…'),
    ("permil", '‰'),
    ("prime", '′'),
    ("Prime", '″'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("euro", '€'),
    ("trade", '™'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("rarr", '→'),
    ("darr", '↓'),
    ("minus", '−'),
    ("ne", '≠'),
    ("le", '≤'),
    ("ge", '≥'),
    ("infin", '∞'),
];

/// What an entity stands for.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning {
    Text(String),
    /// A character that XML does not allow.
    Illegal,
    /// Defined nowhere.
    Undefined,
}

/// The entities that hold in one file.
#[derive(Debug, Default)]
pub struct Entities {
    defined: HashMap<String, String>,
}

impl Entities {
    /// Takes the definitions of a DOCTYPE's internal subset. The first definition of a name
    /// holds; entities in other files and parameter entities are not read.
    pub fn define(&mut self, doctype: &str) {
        let mut rest = doctype;
        while let Some(at) = rest.find("<!") {
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let Some(body) = rest.strip_prefix("<!ENTITY") else {
                rest = &rest[2..];
                continue;
            };
            rest = body;
            if let Some((name, value, after)) = definition(body) {
                rest = after;
                if self.defined.len() < MOST && value.len() <= LONGEST {
                    let text = self.expand(value);
                    self.defined.entry(name.to_owned()).or_insert(text);
                }
            }
        }
    }

    /// The meaning of `&name;`, with `name` as it stands between the signs.
    pub fn resolve(&self, name: &str) -> Meaning {
        if let Some(number) = name.strip_prefix('#') {
            return match character(number) {
                Some(c) => Meaning::Text(c.into()),
                None => Meaning::Illegal,
            };
        }
        if let Some(c) = predefined(name) {
            return Meaning::Text(c.into());
        }
        match self.defined.get(name) {
            Some(text) => Meaning::Text(text.clone()),
            None => html(name).map_or(Meaning::Undefined, |c| Meaning::Text(c.into())),
        }
    }

    /// The value of a definition; names defined before it are replaced, so that no definition
    /// can go round in circles, and nothing grows past [`LONGEST`].
    fn expand(&self, value: &str) -> String {
        let mut out = String::with_capacity(value.len());
        let mut rest = value;
        while let Some((before, after)) = rest.split_once('&') {
            out.push_str(before);
            rest = after;
            let named = after.split_once(';').filter(|(name, _)| name.len() < 64);
            match named.map(|(name, after)| (self.resolve(name), after)) {
                Some((Meaning::Text(text), after)) if out.len() + text.len() <= LONGEST => {
                    out.push_str(&text);
                    rest = after;
                }
                _ => out.push('&'),
            }
        }
        out.push_str(rest);
        out
    }
}

/// Name, value and what follows of ` name "value">…`; `None` where the value is elsewhere.
fn definition(body: &str) -> Option<(&str, &str, &str)> {
    let body = body.trim_start();
    let (name, value) = body.split_once(|c: char| c.is_ascii_whitespace())?;
    let value = value.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = value.get(1..)?.split_once(quote)?;
    (name != "%").then_some((name, value, after))
}

fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    code.ok()
        .and_then(char::from_u32)
        .filter(|&c| is_allowed(c))
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn html(name: &str) -> Option<char> {
    let latin = LATIN.split_ascii_whitespace().zip('\u{A0}'..='\u{FF}');
    let other = OTHER.iter().copied();
    latin
        .chain(other)
        .find(|(known, _)| *known == name)
        .map(|(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_resolved() {
        let mut entities = Entities::default();
        entities.define(
            "tmx SYSTEM \"tmx14.dtd\" [<!-- <!ENTITY no 'x'> --><!ENTITY un 'UN &amp; co'>\n\
             <!ENTITY % p 'q'><!ENTITY both \"&un;&#x21;\"><!ENTITY far SYSTEM 'file:///x'>\
             <!ENTITY un 'late'><!ENTITY self '&self;'>]",
        );
        for (name, expected) in [
            ("amp", Some("&")),
            ("#1633", Some("١")),
            ("#x661", Some("١")),
            ("nbsp", Some("\u{A0}")),
            ("yuml", Some("ÿ")),
            ("szlig", Some("ß")),
            ("hellip", Some("…")),
            ("un", Some("UN & co")),
            ("both", Some("UN & co!")),
            ("self", Some("&self;")),
            ("no", None),
            ("p", None),
            ("far", None),
        ] {
            let meaning = expected.map_or(Meaning::Undefined, |text| Meaning::Text(text.into()));
            assert_eq!(entities.resolve(name), meaning, "{name}");
        }
        for name in ["#0", "#xFFFE", "#", "#x110000", "#99999999999"] {
            assert_eq!(entities.resolve(name), Meaning::Illegal, "{name}");
        }
    }

    #[test]
    fn definitions_do_not_explode() {
        let mut doctype = String::from("<!ENTITY a0 'ha'>");
        for n in 1..100 {
            doctype.push_str(&format!(
                "<!ENTITY a{n} '{}'>",
                format!("&a{};", n - 1).repeat(10)
            ));
        }
        let mut entities = Entities::default();
        entities.define(&doctype);
        assert!(
            entities
                .defined
                .values()
                .all(|text| text.len() <= 2 * LONGEST)
        );
        entities.define(&"<!ENTITY ".repeat(100_000));
    }
}
