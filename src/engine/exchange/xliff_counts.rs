//! What is in an XLIFF file (1.2, 2.x, SDLXLIFF), as counts.

use super::inspect::{each, text_of};
use crate::engine::files::{Markup, MarkupError, Piece, Tag};
use crate::engine::model::{Figure, Inspection};
use std::collections::BTreeMap;
use std::io::BufRead;

#[derive(Default)]
struct Counts {
    files: u64,
    source: String,
    target: String,
    units: u64,
    untranslatable: u64,
    segments: u64,
    ignorables: u64,
    with_target: u64,
    alternatives: u64,
    states: BTreeMap<String, u64>,
    /// Segments marked in the unit at hand.
    marked: u64,
    in_segmented_source: bool,
    /// Alternative translations and matches open; their targets are not the unit's.
    alternatives_open: usize,
    /// The text of the target at hand.
    text: Option<String>,
    has_target: bool,
}

/// Reads on after the start of `<xliff>`.
pub(super) fn inspect<R: BufRead>(
    root: &Tag,
    markup: &mut Markup<R>,
) -> Result<Inspection, MarkupError> {
    let version = text_of(root, "version");
    let is_old = version.starts_with('1');
    let mut counts = Counts {
        source: text_of(root, "srcLang"),
        target: text_of(root, "trgLang"),
        ..Counts::default()
    };
    each(markup, |piece| match piece {
        Piece::Open(tag) => counts.open(&tag, is_old),
        Piece::Close(name) => counts.close(&name, is_old),
        Piece::Text(text) => {
            if let Some(target) = &mut counts.text {
                target.push_str(&text);
            }
        }
        Piece::End => {}
    })?;
    let mut found = Inspection {
        kind: "xliff",
        ..Inspection::default()
    };
    let [units, with_target] = if is_old {
        ["trans_units", "units_with_target"]
    } else {
        ["units", "with_target"]
    };
    found.some("version", Figure::Text(version));
    found.told("files", Figure::Count(counts.files));
    found.some("src", Figure::Text(counts.source));
    found.some("trg", Figure::Text(counts.target));
    found.told(units, Figure::Count(counts.units));
    found.some("translate_no", Figure::Count(counts.untranslatable));
    found.told("segments", Figure::Count(counts.segments));
    found.some("ignorables", Figure::Count(counts.ignorables));
    found.some(with_target, Figure::Count(counts.with_target));
    found.some("states", Figure::ByName(counts.states));
    found.some("alt_trans", Figure::Count(counts.alternatives));
    Ok(found)
}

impl Counts {
    fn open(&mut self, tag: &Tag, is_old: bool) {
        match tag.name.as_str() {
            "file" => {
                self.files += 1;
                if is_old && self.files == 1 {
                    self.source = text_of(tag, "source-language");
                    self.target = text_of(tag, "target-language");
                }
            }
            "trans-unit" if is_old => {
                self.units += 1;
                self.untranslatable += u64::from(tag.attribute("translate") == Some("no"));
                self.marked = 0;
                self.has_target = false;
            }
            "unit" if !is_old => self.units += 1,
            "segment" if !is_old => {
                self.segments += 1;
                self.has_target = false;
                self.state(tag);
            }
            "ignorable" if !is_old => {
                self.ignorables += 1;
                self.has_target = false;
            }
            "alt-trans" | "match" => {
                self.alternatives += 1;
                self.alternatives_open += 1;
            }
            "seg-source" => self.in_segmented_source = true,
            "mrk" if self.in_segmented_source && self.alternatives_open == 0 => {
                self.marked += u64::from(tag.attribute("mtype") == Some("seg"));
            }
            "target" if self.alternatives_open == 0 => {
                if is_old {
                    self.state(tag);
                }
                self.text = Some(String::new());
            }
            _ => {}
        }
    }

    fn state(&mut self, tag: &Tag) {
        if let Some(state) = tag.attribute("state") {
            *self.states.entry(state.to_owned()).or_default() += 1;
        }
    }

    fn close(&mut self, name: &str, is_old: bool) {
        match name {
            "alt-trans" | "match" => {
                self.alternatives_open = self.alternatives_open.saturating_sub(1);
            }
            "seg-source" => self.in_segmented_source = false,
            "target" if self.alternatives_open == 0 => {
                let text = self.text.take().unwrap_or_default();
                self.has_target |= !text.trim().is_empty();
            }
            "trans-unit" if is_old => {
                self.segments += self.marked.max(1);
                self.with_target += u64::from(self.has_target);
            }
            "segment" if !is_old => {
                self.with_target += u64::from(self.has_target);
            }
            _ => {}
        }
    }
}
