//! Writes TMX 1.4b, unit by unit.

use super::super::timestamp as date;
use super::property;
use crate::engine::model::{Language, TranslationUnit, Warning};
use crate::engine::text::xml::{push_attribute, push_escaped};
use std::io::{self, Write};

/// A TMX file being written. What XML cannot hold is left out and told at the end.
pub struct TmxWriter<W: Write> {
    out: W,
    text: String,
    dropped_characters: usize,
    dropped_dates: usize,
}

const HEADER: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n",
    "<tmx version=\"1.4\">\n",
    "  <header creationtool=\"Turjuman\" creationtoolversion=\"",
    env!("CARGO_PKG_VERSION"),
    "\" segtype=\"sentence\" o-tmf=\"Turjuman\" adminlang=\"en\" srclang=\"ar\" datatype=\"plaintext\"/>\n",
    "  <body>\n",
);

impl<W: Write> TmxWriter<W> {
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(HEADER.as_bytes())?;
        Ok(Self {
            out,
            text: String::new(),
            dropped_characters: 0,
            dropped_dates: 0,
        })
    }

    pub fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        self.text.clear();
        self.text.push_str("    <tu");
        self.date("creationdate", unit.created);
        self.attribute("creationid", unit.author.as_deref());
        self.date("changedate", unit.changed);
        if unit.changed.is_some() {
            self.attribute("changeid", unit.author.as_deref());
        }
        self.text.push_str(">\n");
        self.property(property::PREVIOUS, unit.previous_source.as_deref());
        self.property(property::NEXT, unit.next_source.as_deref());
        self.property(property::PROJECT, unit.project.as_deref());
        self.property(property::DOCUMENT, unit.document.as_deref());
        self.variant(&unit.source_tag, Language::Arabic, &unit.source);
        self.variant(&unit.target_tag, Language::English, &unit.target);
        self.text.push_str("    </tu>\n");
        self.out.write_all(self.text.as_bytes())
    }

    /// Closes the file. The warnings say what was left out.
    pub fn finish(mut self) -> io::Result<(W, Vec<Warning>)> {
        self.out.write_all(b"  </body>\n</tmx>\n")?;
        self.out.flush()?;
        let mut warnings: Vec<Warning> = Warning::dropped_characters(self.dropped_characters)
            .into_iter()
            .collect();
        if self.dropped_dates > 0 {
            warnings.push(Warning::new(format!(
                "{} dates outside the years 0 to 9999 were left out",
                self.dropped_dates
            )));
        }
        Ok((self.out, warnings))
    }

    fn date(&mut self, name: &str, seconds: Option<i64>) {
        let Some(seconds) = seconds else { return };
        match date::format(seconds) {
            Some(date) => self.attribute(name, Some(&date)),
            None => self.dropped_dates += 1,
        }
    }

    fn attribute(&mut self, name: &str, value: Option<&str>) {
        let Some(value) = value else { return };
        self.text.extend([" ", name, "=\""]);
        self.dropped_characters += push_attribute(&mut self.text, value);
        self.text.push('"');
    }

    fn property(&mut self, kind: &str, value: Option<&str>) {
        let Some(value) = value else { return };
        self.text.extend(["      <prop type=\"", kind, "\">"]);
        self.dropped_characters += push_escaped(&mut self.text, value);
        self.text.push_str("</prop>\n");
    }

    fn variant(&mut self, tag: &str, language: Language, text: &str) {
        let tag = if tag.trim().is_empty() { language.code() } else { tag };
        self.text.push_str("      <tuv");
        self.attribute("xml:lang", Some(tag));
        self.text.push_str("><seg>");
        self.dropped_characters += push_escaped(&mut self.text, text);
        self.text.push_str("</seg></tuv>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use proptest::option;
    use proptest::prelude::*;
    use std::ops::ControlFlow;

    fn written(units: &[TranslationUnit]) -> (String, Vec<Warning>) {
        let mut writer = TmxWriter::new(Vec::new()).unwrap();
        for unit in units {
            writer.write(unit).unwrap();
        }
        let (bytes, warnings) = writer.finish().unwrap();
        (String::from_utf8(bytes).unwrap(), warnings)
    }

    fn read_back(file: &str) -> Vec<TranslationUnit> {
        let mut units = Vec::new();
        read(file.as_bytes(), |unit| {
            units.push(unit);
            ControlFlow::Continue(())
        })
        .unwrap();
        units
    }

    #[test]
    fn a_unit_as_others_read_it() {
        let unit = TranslationUnit {
            source: "قال \"نعم\" & مضى".to_owned(),
            target: "He said <yes> & left".to_owned(),
            source_tag: "ar-SY".to_owned(),
            target_tag: "en-GB".to_owned(),
            previous_source: Some(String::new()),
            author: Some("A \"B\"".to_owned()),
            created: Some(0),
            ..TranslationUnit::default()
        };
        let (file, warnings) = written(&[unit]);
        assert_eq!(warnings, []);
        let body = file.split("<body>\n").nth(1).unwrap();
        insta::assert_snapshot!(body, @r#"
            <tu creationdate="19700101T000000Z" creationid="A &quot;B&quot;">
              <prop type="x-previous"></prop>
              <tuv xml:lang="ar-SY"><seg>قال "نعم" &amp; مضى</seg></tuv>
              <tuv xml:lang="en-GB"><seg>He said &lt;yes&gt; &amp; left</seg></tuv>
            </tu>
          </body>
        </tmx>
        "#);
    }

    #[test]
    fn what_xml_cannot_hold_is_told() {
        let unit = TranslationUnit {
            source: "نعم\u{0}\u{FFFE}".to_owned(),
            target: "yes\u{1F}".to_owned(),
            changed: Some(i64::MAX),
            ..TranslationUnit::default()
        };
        let (file, warnings) = written(&[unit]);
        assert_eq!(warnings.len(), 2);
        assert!(warnings[0].message.starts_with("3 "));
        assert_eq!(read_back(&file)[0].target, "yes");
    }

    fn text() -> impl Strategy<Value = String> {
        "[ \t\r\na-c<>&;\"'ا-ي\u{064B}\u{00A0}\u{0085}\u{2028}\u{202E}😀]{0,20}"
    }

    fn unit() -> impl Strategy<Value = TranslationUnit> {
        let texts = ("ا.{0,5}", text(), "[a-z]", text(), option::of(text()), option::of(text()));
        let rest = (
            option::of(text()),
            option::of(0..4_000_000_000_i64),
            option::of(0..4_000_000_000_i64),
            option::of(text()),
            option::of(text()),
            "ar(-[A-Z]{2})?",
            "en(-[A-Z]{2})?",
        );
        (texts, rest).prop_map(|((ar, more, en, rest, previous, next), other)| TranslationUnit {
            source: ar.chars().filter(|&c| crate::engine::text::xml::is_allowed(c)).collect::<String>() + &more,
            target: en + &rest,
            previous_source: previous,
            next_source: next,
            author: other.0,
            created: other.1,
            changed: other.2,
            project: other.3,
            document: other.4,
            source_tag: other.5,
            target_tag: other.6,
            ..TranslationUnit::default()
        })
    }

    proptest! {
        #[test]
        fn a_round_trip_loses_nothing(units in proptest::collection::vec(unit(), 0..5)) {
            prop_assert_eq!(read_back(&written(&units).0), units);
        }

        #[test]
        fn any_text_gives_a_readable_file(source in any::<String>(), author in any::<String>()) {
            let unit = TranslationUnit {
                source,
                target: "x".to_owned(),
                author: Some(author),
                ..TranslationUnit::default()
            };
            read_back(&written(&[unit]).0);
        }
    }
}
