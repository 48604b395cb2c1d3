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
        self.segment.as_ref().map_or(0, |segment| segment.text.len()) + remarks
    }

    fn as_other(&self) -> OtherVariant {
        let mut attributes = vec![("xml:lang".to_owned(), self.tag.clone())];
        attributes.extend(self.attributes.iter().cloned());
        OtherVariant {
            attributes,
            remarks: self.remarks.clone(),
            segment: self.segment.as_ref().map(SegmentDraft::to_xml).unwrap_or_default(),
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
    /// Pairs past the most.
    pub dropped_pairs: u64,
}

impl Draft {
    /// A unit for each pair of an Arabic and an English variant with text. Other variants go with
    /// the first one.
    pub fn assemble(mut self, file: &FileDefaults) -> Assembled {
        let mut done = Assembled::default();
        let of = |language| {
            let fitting = move |variant: &&Variant| variant.is_in(language) && variant.has_text();
            self.variants.iter().filter(fitting)
        };
        let all = of(Language::Arabic).count() * of(Language::English).count();
        if all == 0 {
            return done;
        }
        let is_other = |variant: &&Variant| {
            !(variant.has_text()
                && (variant.is_in(Language::Arabic) || variant.is_in(Language::English)))
        };
        let mut others = self.variants.iter().filter(is_other).map(Variant::as_other).collect();
        let inherited = self.inherited(file);
        self.attributes.extend(inherited);
        let own: usize = self.remarks.iter().map(|remark| remark.text.len()).sum();
        let bytes = own + self.variants.iter().map(Variant::bytes).sum::<usize>();
        let most = (MOST_BYTES / bytes.max(1)).clamp(1, MOST_PAIRS);
        done.dropped_pairs = all.saturating_sub(most) as u64;
        let of = |language| {
            let fitting = move |variant: &&Variant| variant.is_in(language) && variant.has_text();
            self.variants.iter().filter(fitting)
        };
        let pairs = of(Language::Arabic)
            .flat_map(|source| of(Language::English).map(move |target| (source, target)));
        for (source, target) in pairs.take(most) {
            let (unit, dropped) = self.pair(file, source, target, std::mem::take(&mut others));
            done.units.push(unit);
            done.dropped_codes += dropped;
        }
        done
    }

    /// What the header says for this unit and the unit does not say itself.
    fn inherited(&self, file: &FileDefaults) -> Vec<Attribute> {
        let lacks = |name: &str| stamp::value(&self.attributes, name).is_none();
        let inherited = file.inherited.iter().filter(|(name, _)| lacks(name));
        inherited.cloned().collect()
    }

    fn pair(
        &self,
        file: &FileDefaults,
        source: &Variant,
        target: &Variant,
        others: Vec<OtherVariant>,
    ) -> (TranslationUnit, u64) {
        let empty = SegmentDraft::default();
        let segment = |variant: &'_ Variant| variant.segment.clone().unwrap_or_default();
        let (ar, en) = match (&source.segment, &target.segment) {
            (Some(ar), Some(en)) => number(ar, en),
            _ => number(&segment(source), &empty),
        };
        let dropped = ar.dropped + en.dropped;
        let stamp = Stamp::read(&self.attributes, &target.attributes);
        let source_tag = stamp::value(&self.attributes, "srclang").unwrap_or(&file.source_tag);
        let remarks = self.remarks.iter().chain(&source.remarks).chain(&target.remarks);
        let context = UnitContext::read(remarks, Some(source_tag));
        let mut extra = UnitExtra {
            attributes: self.attributes.clone(),
            remarks: self.remarks.clone(),
            source: SideExtra {
                attributes: source.attributes.clone(),
                remarks: source.remarks.clone(),
                codes: ar.codes,
            },
            target: SideExtra {
                attributes: target.attributes.clone(),
                remarks: target.remarks.clone(),
                codes: en.codes,
            },
            others,
        };
        if stamp.says_all(&self.attributes, &target.attributes) {
            extra.attributes.retain(|(name, _)| !stamp::is_stamp(name));
        }
        let of_sides = source.remarks.iter().chain(&target.remarks);
        let of_sides = UnitContext::read(of_sides, Some(source_tag));
        if extra.remarks == context.properties_beside(&of_sides) {
            // They would be written without being kept.
            extra.remarks.clear();
        }
        let is_needed = !extra.is_empty() || looks_tagged(&ar.text) || looks_tagged(&en.text);
        let unit = TranslationUnit {
            source: ar.text,
            target: en.text,
            source_tag: source.tag.clone(),
            target_tag: target.tag.clone(),
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
        (unit, dropped)
    }
}
