//! Writes TMX 1.4b, unit by unit.

use super::context::UnitContext;
use super::marked::push_segment;
use super::property;
use super::rules;
use super::stamp::{self, Stamp};
use crate::engine::model::{
    Attribute, Language, Remark, RemarkKind, SideExtra, TranslationUnit, UnitExtra, Warning,
};
use crate::engine::text::xml::push_escaped;
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
    "\" segtype=\"sentence\" o-tmf=\"Turjuman\" adminlang=\"en\" srclang=\"ar\" datatype=\"plaintext\"",
);

/// Whether our header says the same.
pub fn is_default(name: &str, value: &str) -> bool {
    match name {
        "segtype" => value == "sentence",
        "datatype" => value == "plaintext",
        "srclang" => value.is_empty() || Language::from_tag(value) == Some(Language::Arabic),
        _ => true,
    }
}

impl<W: Write> TmxWriter<W> {
    pub fn new(out: W) -> io::Result<Self> {
        Self::with_remarks(out, &[])
    }

    /// With notes and properties of the whole file.
    pub fn with_remarks(out: W, remarks: &[Remark]) -> io::Result<Self> {
        let mut writer = Self {
            out,
            text: HEADER.to_owned(),
            dropped_characters: 0,
            dropped_dates: 0,
        };
        if remarks.is_empty() {
            writer.text.push_str("/>\n");
        } else {
            writer.text.push_str(">\n");
            writer.remarks(remarks, "    ", "\n");
            writer.text.push_str("  </header>\n");
        }
        writer.text.push_str("  <body>\n");
        writer.out.write_all(writer.text.as_bytes())?;
        Ok(writer)
    }

    pub fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        self.text.clear();
        self.text.push_str("    ");
        let none = UnitExtra::default();
        let extra = unit.extra.as_deref().unwrap_or(&none);
        let (attributes, target) = self.stamped(unit, extra);
        self.dropped_characters += rules::push_start(&mut self.text, "tu", &attributes);
        self.text.push_str(">\n");
        self.unit_remarks(unit, extra);
        self.variant(
            &unit.source_tag,
            Language::Arabic,
            (&extra.source.attributes, &extra.source),
            |out| push_segment(out, &unit.tagged_source(), &extra.source, &extra.target),
        );
        self.variant(
            &unit.target_tag,
            Language::English,
            (&target, &extra.target),
            |out| push_segment(out, &unit.tagged_target(), &extra.target, &extra.source),
        );
        for other in &extra.others {
            self.text.push_str("      ");
            self.dropped_characters += rules::push_start(&mut self.text, "tuv", &other.attributes);
            self.text.push('>');
            self.remarks(&other.remarks, "", "");
            self.text
                .extend(["<seg>", &other.segment, "</seg></tuv>\n"]);
        }
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

    /// The attributes of the unit and of its target. Stamps of a file hold as long as the unit is
    /// as they say.
    fn stamped(
        &mut self,
        unit: &TranslationUnit,
        extra: &UnitExtra,
    ) -> (Vec<Attribute>, Vec<Attribute>) {
        let now = Stamp::of(unit);
        let (unit_before, target_before) = (&extra.attributes, &extra.target.attributes);
        let is_stamped = stamp::is_stamped(unit_before) || stamp::is_stamped(target_before);
        let before = Stamp::read(unit_before, target_before);
        if is_stamped && before == now {
            return (unit_before.clone(), target_before.clone());
        }
        let (mut attributes, dropped) = now.attributes();
        self.dropped_dates += dropped;
        let is_only_changed = is_stamped && before.created == now.created && now.changed.is_some();
        let is_kept = |name: &str| match name {
            "creationdate" | "creationid" => is_only_changed,
            _ => !stamp::is_stamp(name),
        };
        if is_only_changed {
            attributes.retain(|(name, _)| name.starts_with("change"));
        }
        attributes.extend(
            unit_before
                .iter()
                .filter(|(name, _)| is_kept(name))
                .cloned(),
        );
        let target = target_before.iter().filter(|(name, _)| is_kept(name));
        (attributes, target.cloned().collect())
    }

    /// What the file said, unless the unit says otherwise now.
    fn unit_remarks(&mut self, unit: &TranslationUnit, extra: &UnitExtra) {
        let all = extra.remarks.iter();
        let all = all
            .chain(&extra.source.remarks)
            .chain(&extra.target.remarks);
        let source_tag = stamp::value(&extra.attributes, "srclang");
        let before = UnitContext::read(all, source_tag);
        let news = UnitContext::of(unit).properties_beside(&before);
        self.remarks(&news, "      ", "\n");
        let is_old = |remark: &&Remark| {
            let kind = remark
                .property_type()
                .filter(|kind| property::OURS.contains(kind));
            kind.is_none_or(|kind| news.iter().all(|new| new.property_type() != Some(kind)))
        };
        let old: Vec<Remark> = extra.remarks.iter().filter(is_old).cloned().collect();
        self.remarks(&old, "      ", "\n");
    }

    fn remarks(&mut self, remarks: &[Remark], before: &str, after: &str) {
        for remark in remarks {
            let element = match remark.kind {
                RemarkKind::Note => "note",
                RemarkKind::Prop => "prop",
            };
            self.text.push_str(before);
            self.dropped_characters +=
                rules::push_start(&mut self.text, element, &remark.attributes);
            self.text.push('>');
            self.dropped_characters += push_escaped(&mut self.text, &remark.text);
            self.text.extend(["</", element, ">", after]);
        }
    }

    fn variant(
        &mut self,
        tag: &str,
        language: Language,
        (attributes, side): (&[Attribute], &SideExtra),
        segment: impl FnOnce(&mut String) -> usize,
    ) {
        let tag = if tag.trim().is_empty() {
            language.code()
        } else {
            tag
        };
        self.text.push_str("      ");
        let first = [("xml:lang".into(), tag.to_owned())];
        self.dropped_characters += rules::push_start(&mut self.text, "tuv", &first);
        self.dropped_characters += rules::push_attributes(&mut self.text, attributes);
        self.text.push('>');
        self.remarks(&side.remarks, "", "");
        self.text.push_str("<seg>");
        self.dropped_characters += segment(&mut self.text);
        self.text.push_str("</seg></tuv>\n");
    }
}
