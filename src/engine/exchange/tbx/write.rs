//! Writes TBX-Basic in three dresses.

use super::super::timestamp;
use crate::engine::model::{TermEntry, TermStatus, Warning};
use crate::engine::text::xml::push_escaped;
use std::io::{self, Write};

/// The standard a file is written by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// ISO 30042:2008, read by nearly every program.
    #[default]
    Martif2008,
    /// ISO 30042:2019 with categories as attributes.
    Dca2019,
    /// ISO 30042:2019 with categories as tags.
    Dct2019,
}

const MARTIF: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <!DOCTYPE martif SYSTEM \"TBXBasiccoreStructV02.dtd\">\n\
    <martif type=\"TBX-Basic\" xml:lang=\"ar\">\n<martifHeader><fileDesc><sourceDesc><p>Written by \
    Turjuman</p></sourceDesc></fileDesc><encodingDesc><p type=\"XCSURI\">TBXBasicXCSV02.xcs</p>\
    </encodingDesc></martifHeader>\n<text><body>\n";
const TBX_HEADER: &str = "<tbxHeader><fileDesc><sourceDesc><p>Written by Turjuman</p></sourceDesc>\
    </fileDesc></tbxHeader>\n<text><body>\n";

impl Dialect {
    fn opening(self) -> String {
        let tbx = |style: &str, more: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tbx style=\"{style}\" \
                 type=\"TBX-Basic\" xml:lang=\"ar\" xmlns=\"urn:iso:std:iso:30042:ed-2\"{more}>\n\
                 {TBX_HEADER}"
            )
        };
        match self {
            Self::Martif2008 => MARTIF.to_owned(),
            Self::Dca2019 => tbx("dca", ""),
            Self::Dct2019 => tbx(
                "dct",
                " xmlns:min=\"http://www.tbxinfo.net/ns/min\" \
                 xmlns:basic=\"http://www.tbxinfo.net/ns/basic\"",
            ),
        }
    }

    fn closing(self) -> &'static str {
        match self {
            Self::Martif2008 => "</body></text>\n</martif>\n",
            _ => "</body></text>\n</tbx>\n",
        }
    }

    /// Concept, language, term.
    fn levels(self) -> [&'static str; 3] {
        match self {
            Self::Martif2008 => ["termEntry", "langSet", "tig"],
            _ => ["conceptEntry", "langSec", "termSec"],
        }
    }

    /// The module a category is in, for tags.
    fn module(category: &str) -> &'static str {
        match category {
            "subjectField" | "partOfSpeech" | "administrativeStatus" | "customerSubset" => "min",
            _ => "basic",
        }
    }
}

/// Writes entries; the warnings say what XML cannot hold.
///
/// # Errors
/// The output refuses the bytes. There is no entry: the standard asks for one at least.
pub fn write<'a>(
    mut out: impl Write,
    dialect: Dialect,
    entries: impl Iterator<Item = &'a TermEntry>,
) -> io::Result<Vec<Warning>> {
    let mut entries = entries.peekable();
    if entries.peek().is_none() {
        let message = "TBX has no form for a termbase without terms; add a term, or export as CSV";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    out.write_all(dialect.opening().as_bytes())?;
    let mut page = Page {
        dialect,
        text: String::new(),
        dropped: 0,
    };
    for (number, entry) in (1u64..).zip(entries) {
        page.text.clear();
        page.concept(number, entry);
        out.write_all(page.text.as_bytes())?;
    }
    out.write_all(dialect.closing().as_bytes())?;
    out.flush()?;
    Ok(Warning::dropped_characters(page.dropped)
        .into_iter()
        .collect())
}

struct Page {
    dialect: Dialect,
    text: String,
    dropped: usize,
}

impl Page {
    fn concept(&mut self, number: u64, entry: &TermEntry) {
        let [concept, language, _] = self.dialect.levels();
        self.text.push_str(&format!("<{concept} id=\"c{number}\">"));
        self.category("descrip", "subjectField", &entry.domain);
        self.category("descrip", "definition", &entry.definition);
        self.category("descrip", "context", &entry.example);
        self.category("admin", "source", &entry.reference);
        self.category("admin", "customerSubset", &entry.client);
        self.transaction("origination", entry.created, "");
        self.transaction("modification", entry.changed, &entry.author);
        self.element("note", &entry.note);
        self.text.push_str(&format!("<{language} xml:lang=\"ar\">"));
        self.term(&entry.source, None, &entry.part_of_speech);
        for form in &entry.forms {
            self.term(form, None, "");
        }
        self.text
            .push_str(&format!("</{language}><{language} xml:lang=\"en\">"));
        for translation in &entry.translations {
            self.term(&translation.text, Some(translation.status), "");
        }
        self.text.push_str(&format!("</{language}></{concept}>\n"));
    }

    fn term(&mut self, text: &str, status: Option<TermStatus>, part_of_speech: &str) {
        let [_, _, level] = self.dialect.levels();
        self.text.push_str(&format!("<{level}>"));
        self.element("term", text);
        self.category("termNote", "partOfSpeech", part_of_speech);
        let status = match status {
            Some(TermStatus::Preferred) => "preferredTerm-admn-sts",
            Some(TermStatus::Admitted) => "admittedTerm-admn-sts",
            Some(TermStatus::Deprecated) => "deprecatedTerm-admn-sts",
            // TBX's name for a term that must not be used.
            Some(TermStatus::Forbidden) => "supersededTerm-admn-sts",
            None => "",
        };
        self.category("termNote", "administrativeStatus", status);
        self.text.push_str(&format!("</{level}>"));
    }

    fn transaction(&mut self, kind: &str, date: Option<i64>, author: &str) {
        let date = date.and_then(timestamp::extended).unwrap_or_default();
        // The schema of 2019 knows no time zone.
        let date = date.trim_end_matches('Z');
        if date.is_empty() && author.is_empty() {
            return;
        }
        self.text.push_str("<transacGrp>");
        self.category("transac", "transactionType", kind);
        self.category("transacNote", "responsibility", author);
        self.element("date", date);
        self.text.push_str("</transacGrp>");
    }

    fn category(&mut self, element: &str, category: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let (open, close) = match self.dialect {
            Dialect::Dct2019 => {
                let name = format!("{}:{category}", Dialect::module(category));
                (name.clone(), name)
            }
            _ => (format!("{element} type=\"{category}\""), element.to_owned()),
        };
        self.text.push_str(&format!("<{open}>"));
        self.dropped += push_escaped(&mut self.text, text);
        self.text.push_str(&format!("</{close}>"));
    }

    fn element(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(&format!("<{name}>"));
        self.dropped += push_escaped(&mut self.text, text);
        self.text.push_str(&format!("</{name}>"));
    }
}
