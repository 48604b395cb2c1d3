//! From the variants of a TMX unit to Arabic-English translation units.

use super::context::UnitContext;
use super::numbering::{looks_tagged, number};
use super::segment::SegmentDraft;
use super::stamp::{self, Stamp};
use crate::engine::model::{
    Attribute, Language, OtherVariant, Remark, SideExtra, TranslationUnit, UnitExtra,
};

/// Pairs taken from one `<tu>` at most; real ones have one to ten.
const MOST_PAIRS: usize = 100;
/// Bytes of a `<tu>` that are copied for its pairs at most.
const MOST_BYTES: usize = 1 << 26;

/// One `<tuv>` as read.
#[derive(Debug, Default, Clone)]
pub struct Variant {
    /// The language.
    pub tag: String,
    /// All but the language.
    pub attributes: Vec<Attribute>,
    pub remarks: Vec<Remark>,
    pub segment: Option<SegmentDraft>,
}

impl Variant {
    fn has_text(&self) -> bool {
        let text = self.segment.as_ref().map(|segment| &segment.text);
        text.is_some_and(|text| !text.trim().is_empty())
    }

    fn is_in(&self, language: Language) -> bool {
        Language::from_tag(&self.tag) == Some(language)
    }

    fn bytes(&self) -> usize {
        let remarks: usize = self.remarks.iter().map(|remark| remark.text.len()).sum();
        self.segment.as_ref().map_or(0, SegmentDraft::bytes) + remarks
    }

    fn as_other(&self) -> OtherVariant {
        let mut attributes = vec![("xml:lang".into(), self.tag.clone())];
        attributes.extend(self.attributes.iter().cloned());
        OtherVariant {
            attributes,
            remarks: self.remarks.clone(),
            segment: self
                .segment
                .as_ref()
                .map(SegmentDraft::to_xml)
                .unwrap_or_default(),
        }
    }
}

/// What a file's header says for all its units.
#[derive(Debug, Default, Clone)]
pub struct FileDefaults {
    pub source_tag: String,
    /// Attributes that differ from those of our own header.
    pub inherited: Vec<Attribute>,
}

/// One `<tu>` as read.
#[derive(Debug, Default)]
pub struct Draft {
    pub attributes: Vec<Attribute>,
    pub remarks: Vec<Remark>,
    pub variants: Vec<Variant>,
}

/// What became of a `<tu>`.
#[derive(Debug, Default)]
pub struct Assembled {
    pub units: Vec<TranslationUnit>,
    /// Codes for which there was no number.
    pub dropped_codes: u64,
    /// A unit has a date that could not be read.
    pub unreadable_dates: bool,
    /// Pairs past the most.
    pub dropped_pairs: u64,
}

impl Draft {
    /// A unit for each pair of an Arabic and an English variant with text. Other variants go with
    /// the first one.
    pub fn assemble(mut self, file: &FileDefaults) -> Assembled {
        let mut done = Assembled::default();
        let places = |language| -> Vec<usize> {
            let all = self.variants.iter().enumerate();
            let fitting = all.filter(|(_, variant)| variant.is_in(language) && variant.has_text());
            fitting.map(|(at, _)| at).collect()
        };
        let (arabic, english) = (places(Language::Arabic), places(Language::English));
        let all = arabic.len() * english.len();
        if all == 0 {
            return done;
        }
        let others = self.variants.iter().enumerate();
        let others = others.filter(|(at, _)| {
            arabic.binary_search(at).is_err() && english.binary_search(at).is_err()
        });
        let mut others: Vec<_> = others.map(|(_, variant)| variant.as_other()).collect();
        self.inherit(file);
        if let ([source], [target]) = (&arabic[..], &english[..]) {
            let source = self.take(*source);
            let target = self.take(*target);
            done.add(self.pair(file, source, target, others));
            return done;
        }
        let own: usize = self.remarks.iter().map(|remark| remark.text.len()).sum();
        let bytes = own + self.variants.iter().map(Variant::bytes).sum::<usize>();
        let most = (MOST_BYTES / bytes.max(1)).clamp(1, MOST_PAIRS);
        done.dropped_pairs = all.saturating_sub(most) as u64;
        let english = &english;
        let pairs = arabic
            .iter()
            .flat_map(|ar| english.iter().map(move |en| (*ar, *en)));
        for (source, target) in pairs.take(most) {
            let variant = |at: usize| self.variants.get(at).cloned().unwrap_or_default();
            let (source, target) = (variant(source), variant(target));
            let draft = Self {
                attributes: self.attributes.clone(),
                remarks: self.remarks.clone(),
                variants: Vec::new(),
            };
            done.add(draft.pair(file, source, target, std::mem::take(&mut others)));
        }
        done
    }

    fn take(&mut self, variant: usize) -> Variant {
        self.variants
            .get_mut(variant)
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// Takes over what the header says for this unit and the unit does not say itself.
    fn inherit(&mut self, file: &FileDefaults) {
        for (name, value) in &file.inherited {
            if stamp::value(&self.attributes, name).is_none() {
                self.attributes.push((name.clone(), value.clone()));
            }
        }
    }

    /// The unit of two variants and what could not be taken over.
    fn pair(
        self,
        file: &FileDefaults,
        source: Variant,
        target: Variant,
        others: Vec<OtherVariant>,
    ) -> Paired {
        let stamp = Stamp::read(&self.attributes, &target.attributes);
        let says_all = stamp.says_all(&self.attributes, &target.attributes);
        let has_unreadable_date = !says_all
            && [&self.attributes, &source.attributes, &target.attributes]
                .iter()
                .any(|attributes| stamp::has_unreadable_date(attributes));
        let source_tag = stamp::value(&self.attributes, "srclang").unwrap_or(&file.source_tag);
        let of_sides = source.remarks.iter().chain(&target.remarks);
        let remarks = self.remarks.iter().chain(of_sides.clone());
        let context = UnitContext::read(remarks, Some(source_tag));
        // Those that would be written without being kept.
        let is_plain = self.remarks.is_empty()
            || self.remarks
                == context.properties_beside(&UnitContext::read(of_sides, Some(source_tag)));
        let (ar, en) = number(
            source.segment.unwrap_or_default(),
            target.segment.unwrap_or_default(),
        );
        let mut extra = UnitExtra {
            attributes: self.attributes,
            remarks: self.remarks,
            source: SideExtra {
                attributes: source.attributes,
                remarks: source.remarks,
                codes: ar.codes,
            },
            target: SideExtra {
                attributes: target.attributes,
                remarks: target.remarks,
                codes: en.codes,
            },
            others,
        };
        if says_all {
            extra.attributes.retain(|(name, _)| !stamp::is_stamp(name));
        }
        if is_plain {
            extra.remarks.clear();
        }
        let is_needed = !extra.is_empty() || looks_tagged(&ar.text) || looks_tagged(&en.text);
        let unit = TranslationUnit {
            source: ar.text,
            target: en.text,
            source_tag: source.tag,
            target_tag: target.tag,
            previous_source: context.previous,
            next_source: context.next,
            author: stamp.author,
            created: stamp.created,
            changed: stamp.changed,
            project: context.project,
            document: context.document,
            origin: context.origin,
            extra: is_needed.then(|| Box::new(extra)),
        };
        Paired {
            unit,
            dropped_codes: ar.dropped + en.dropped,
            has_unreadable_date,
        }
    }
}

struct Paired {
    unit: TranslationUnit,
    dropped_codes: u64,
    has_unreadable_date: bool,
}

impl Assembled {
    fn add(&mut self, paired: Paired) {
        if self.units.is_empty() {
            // Nearly always the only one.
            self.units = Vec::with_capacity(1);
        }
        self.units.push(paired.unit);
        self.dropped_codes += paired.dropped_codes;
        self.unreadable_dates |= paired.has_unreadable_date;
    }
}
