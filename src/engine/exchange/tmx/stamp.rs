//! Who made and changed a unit and when: from the attributes of a file to a unit's fields and back.

use super::super::timestamp as date;
use crate::engine::model::{Attribute, TranslationUnit};

/// What `<tu>` and `<tuv>` both may carry.
const NAMES: [&str; 4] = ["creationdate", "creationid", "changedate", "changeid"];

/// The fields of a unit that are from its stamps.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub created: Option<i64>,
    pub changed: Option<i64>,
    pub author: Option<String>,
}

impl Stamp {
    pub fn of(unit: &TranslationUnit) -> Self {
        Self {
            created: unit.created,
            changed: unit.changed,
            author: unit.author.clone(),
        }
    }

    /// What the attributes of a unit and of its target say; who touched it last, as near to the
    /// translation as the file tells.
    pub fn read(unit: &[Attribute], target: &[Attribute]) -> Self {
        let date = |of, name| value(of, name).and_then(date::parse);
        let author = value(target, "changeid")
            .or_else(|| value(unit, "changeid"))
            .or_else(|| value(target, "creationid"))
            .or_else(|| value(unit, "creationid"));
        Self {
            created: date(unit, "creationdate").or_else(|| date(target, "creationdate")),
            changed: date(target, "changedate").or_else(|| date(unit, "changedate")),
            author: author.map(str::to_owned),
        }
    }

    /// Whether the attributes say nothing that [`Stamp::attributes`] would not say again.
    pub fn says_all(&self, unit: &[Attribute], target: &[Attribute]) -> bool {
        let date = |name, found: Option<i64>| {
            value(unit, name).is_none_or(|text| found.is_some() && is_canonical(text))
        };
        let author = self.author.as_deref();
        !is_stamped(target)
            && date("creationdate", self.created)
            && date("changedate", self.changed)
            && value(unit, "creationid") == author
            && value(unit, "changeid") == author.filter(|_| self.changed.is_some())
    }

    /// The attributes of `<tu>`, and how many dates could not be written.
    pub fn attributes(&self) -> (Vec<Attribute>, usize) {
        let mut attributes = Vec::with_capacity(4);
        let mut dropped = 0;
        let mut push = |name: &'static str, value: Option<String>| {
            attributes.extend(value.map(|value| (name.into(), value)));
        };
        let mut format = |seconds: Option<i64>| {
            let text = seconds.and_then(date::format);
            dropped += usize::from(seconds.is_some() && text.is_none());
            text
        };
        push(NAMES[0], format(self.created));
        push(NAMES[1], self.author.clone());
        push(NAMES[2], format(self.changed));
        push(
            NAMES[3],
            self.author.clone().filter(|_| self.changed.is_some()),
        );
        (attributes, dropped)
    }
}

pub fn value<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}

pub fn is_stamp(name: &str) -> bool {
    NAMES.contains(&name)
}

pub fn is_stamped(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|(name, _)| is_stamp(name))
}

/// Whether a date among the attributes cannot be read.
pub fn has_unreadable_date(attributes: &[Attribute]) -> bool {
    let mut dates = attributes
        .iter()
        .filter(|(name, _)| matches!(&**name, "creationdate" | "changedate"));
    dates.any(|(_, value)| date::parse(value).is_none())
}

/// Whether a date is in the form in which we would write it.
fn is_canonical(text: &str) -> bool {
    let form = text.bytes().enumerate().all(|(at, byte)| match at {
        8 => byte == b'T',
        15 => byte == b'Z',
        _ => byte.is_ascii_digit(),
    });
    form && text.len() == 16 && text.get(13..15) != Some("60")
}
