//! Which country's money a bare dinar, riyal, pound or lira is.

use super::lists::rows;
use super::passage::Passage;
use crate::engine::text::letters::Letters;
use crate::engine::text::tokenize::{TokenKind, tokens};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Countries by the key of a word that names one, its capital or its people; عمان names two.
static PLACES: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut places: HashMap<String, Vec<_>> = HashMap::new();
    for (country, words) in
        rows(include_str!("countries.tsv")).filter_map(|row| row.split_once('\t'))
    {
        for word in words.split(' ') {
            let key = Letters::new(word).key().to_owned();
            places.entry(key).or_default().push(country);
        }
    }
    places
});

/// The countries a word may name, clitics in front of it or not.
fn countries_of(key: &str) -> &'static [&'static str] {
    let prefixes = ["", "و", "ب", "ل", "ف", "ال", "وال", "بال", "وب", "ول"];
    let bare = prefixes
        .iter()
        .find_map(|prefix| PLACES.get(key.strip_prefix(prefix)?));
    let contracted = || PLACES.get(&format!("ال{}", key.strip_prefix("لل")?));
    bare.or_else(contracted).map_or(&[], Vec::as_slice)
}

/// The country of the dateline a text begins with: `تونس - …`, `بغداد (رويترز) …`, `الرياض: …`.
pub fn of_dateline(text: &str) -> Option<&'static str> {
    let line = text.trim_start();
    let cut = line.char_indices().nth(60).map_or(line.len(), |(at, _)| at);
    let line = line.get(..cut)?;
    let end = line
        .char_indices()
        .find(|(_, c)| matches!(c, '(' | ':' | '/' | '،' | 'ـ') || super::passage::is_dash(*c))?
        .0;
    let head = line.get(..end)?;
    let words: Vec<_> = tokens(head)
        .into_iter()
        .filter(|token| token.kind == TokenKind::Word)
        .collect();
    if words.len() > 3 {
        return None;
    }
    words.iter().find_map(|word| {
        let named = countries_of(Letters::new(head.get(word.range.clone())?).key());
        named.first().copied()
    })
}

impl Passage<'_> {
    /// Of the countries that have a money of this name, the one meant here: named in the text and
    /// alone in it, or else the country the text comes from. `has` says whether a country has it.
    pub fn country_of_money(&self, at: usize, has: impl Fn(&str) -> bool) -> Option<&'static str> {
        let mut nearest: Option<(usize, &'static str)> = None;
        let mut several = false;
        for item in at.saturating_sub(40)..(at + 40).min(self.items.len()) {
            let key = self.key(item);
            let named = if key.is_empty() {
                &[]
            } else {
                countries_of(key)
            };
            let Some(&country) = named.iter().find(|country| has(country)) else {
                continue;
            };
            several |= nearest.is_some_and(|(_, other)| other != country);
            let distance = item.abs_diff(at);
            if nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, country));
            }
        }
        match nearest {
            Some((_, country)) if !several => Some(country),
            Some(_) => self.country.filter(|country| has(country)),
            None => self
                .country
                .or_else(|| of_dateline(self.text))
                .filter(|country| has(country)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (text, expected) in [
            ("صفاقس - قال شهود", Some("TN")),
            ("الكويت (كونا) - أعلن", Some("KW")),
            ("عمان / بترا - افتتح", Some("JO")),
            ("قال مسؤول في تونس إن - كما يبدو", None),
            ("لا مدينة هنا", None),
        ] {
            assert_eq!(of_dateline(text), expected, "{text}");
        }
    }
}
